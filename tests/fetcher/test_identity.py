"""What the user made of a story stays with it, whatever its publisher does to ids."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.domain.query import Query
from newsreader.fetcher.feed_update import apply
from newsreader.fetcher.update_plan import UpdatePlan
from newsreader.fetcher.workers.diff_feed import diff_feed
from newsreader.fetcher.workers.messages import DiffFeedJob
from newsreader.library import Library
from newsreader.storage import entries, feeds
from newsreader.storage.database import Database
from newsreader.storage.safety.opening import open_library
from tests.fake_web import FakeWeb, feed
from tests.fetcher.conftest import NOW, Newsroom
from tests.fetcher.harbour import document, rss

SITE = "https://harbour.example"


def entry(number: int, guid: str, link: str, title: str = "", words: str = "") -> str:
    name = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return (
        f"<item>{name}<title>{title or f'The council votes on bridge {number}'}</title>"
        f"<link>{link}</link><pubDate>Fri, 20 Nov 2026 10:0{number}:00 GMT</pubDate>"
        f"<description>{words or f'Who pays for bridge {number}, and why it is late.'}"
        "</description></item>"
    )


def atom(number: int) -> str:
    return (
        f"<entry><id>tag:harbour.example,2026:{number}</id>"
        f"<title>The council votes on bridge {number}</title>"
        f"<link href='{SITE}/s/{number}'/><updated>2026-11-20T10:0{number}:00.250Z</updated>"
        f"<summary>Who pays for bridge {number}, and why it is late.</summary></entry>"
    )


Documents = Callable[[int], str]
"""Makes the document of a refresh, counted from 1, of three entries."""


def of(make: Callable[[int, int], str]) -> Documents:
    return lambda refresh: rss(*(make(number, refresh) for number in (1, 2, 3)))


CHANGES: dict[str, Documents] = {
    "https": of(
        lambda n, at: entry(n, f"{'http' if at == 1 else 'https'}://h.example/{n}", f"{SITE}/s/{n}")
    ),
    "a version in the id": of(lambda n, at: entry(n, f"{SITE}/s/{n}#{at - 1}", f"{SITE}/s/{n}")),
    "a version in the link": of(lambda n, at: entry(n, "", f"{SITE}/s/{n}#{at - 1}")),
    "www": of(lambda n, at: entry(n, "", f"https://{'www.' if at > 1 else ''}h.example/s/{n}")),
    "a slash": of(lambda n, at: entry(n, "", f"{SITE}/s/{n}{'/' if at > 1 else ''}")),
    "tracking": of(lambda n, at: entry(n, "", f"{SITE}/s/{n}?utm_campaign={at}&amp;x=1")),
    "a session": of(lambda n, at: entry(n, "", f"{SITE}/s/{n};jsessionid=A{at}?doAs={at}")),
    "a token in the id": of(lambda n, at: entry(n, f"{SITE}/s/{n}?t={at}", f"{SITE}/s/{n}")),
    "an id at last": of(lambda n, at: entry(n, f"tag:{n}" if at > 1 else "", f"{SITE}/s/{n}")),
    "a longer slug": of(lambda n, at: entry(n, "", f"{SITE}/2026/s{n}-build{'-a' * (at % 2)}")),
    "another host": of(lambda n, at: entry(n, "", f"https://host{at}.example/2026/s{n}-build")),
    "other ids and no words": of(
        lambda n, at: entry(n, f"{at}-{n}", f"{SITE}/{at}/{n}", words=" ")
    ),
    "another headline without id and link": of(
        lambda n, at: entry(n, "", "", f"Bridge {n}{' (update)' * (at - 1)}")
    ),
    "Atom": lambda at: (
        rss(*(entry(n, f"{SITE}/?p={n}", f"{SITE}/s/{n}") for n in (1, 2, 3)))
        if at == 1
        else f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(map(atom, (1, 2, 3)))}</feed>"
    ),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Database]:
    """A library in which one feed is followed, without a server and workers."""
    database = open_library(tmp_path / "newsreader.db").database
    feeds.add_feed(database, f"{SITE}/feed", NOW)
    yield database
    database.close()


def titles(db: Database, where: str = "1") -> list[str]:
    return db.column(f"SELECT title FROM article WHERE {where} ORDER BY title")


def come(db: Database, body: str) -> tuple[int, int]:
    """Let the feed come; return how many stories are new, and how many changed."""
    came = replace(document(body), content_type="" if body[0] == "<" else "application/json")
    diff = diff_feed(DiffFeedJob(came, entries.known_hashes(db, 1)))
    outcome = apply(
        db,
        UpdatePlan(
            1, NOW, entries=diff.entries[::-1], unchanged=diff.unchanged, document=diff.document
        ),
    )
    return outcome.new, outcome.updated


def mark(db: Database, where: str = "1") -> None:
    with db.transaction() as connection:
        connection.execute(f"UPDATE article SET read = 1, bookmarked = 1 WHERE {where}")


@pytest.mark.parametrize("change", CHANGES)
def test_a_story_with_another_id_does_not_come_again(library: Database, change: str) -> None:
    assert come(library, CHANGES[change](1)) == (3, 0)
    mark(library)
    assert come(library, CHANGES[change](2)) == (0, 3)
    assert come(library, CHANGES[change](2)) == (0, 0)
    assert len(titles(library, "read AND bookmarked")) == 3


LIVE = of(
    lambda n, at: entry(
        n, f"{SITE}/live#p{n + 3 * at}", f"{SITE}/live#p{n + 3 * at}", f"Live: {n + 3 * at}"
    )
)
WEATHER = of(
    lambda n, at: entry(
        n, f"w-{at}-{n}", f"{SITE}/w-{at}-{n}", "Weather report", f"Rain number {at}-{n}."
    )
)
ONE_PAGE = of(
    lambda n, at: entry(
        n, f"w-{at}-{n}", f"{SITE}/", "Weather report", f"Rain number {at}-{n} from the west."
    ).replace("20 Nov", f"{20 + at} Nov")
)


@pytest.mark.parametrize("documents", [LIVE, WEATHER, ONE_PAGE])
def test_stories_that_look_alike_stay_several(library: Database, documents: Documents) -> None:
    come(library, documents(1))
    mark(library)
    assert come(library, documents(2)) == (3, 0)
    assert len(titles(library, "read = 0")) == 3


def json_feed(numbers: Sequence[int]) -> str:
    items = ",".join(
        f'{{"id": "same", "url": "{SITE}/{n}", "title": "Story {n}", "content_text": "Of {n}.",'
        f' "date_published": "2026-11-20T10:0{n}:00Z"}}'
        for n in numbers
    )
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{items}]}}'


SHARED: dict[str, Callable[[Sequence[int]], str]] = {
    "an address as id": lambda numbers: rss(
        *(entry(n, f"{SITE}/feed", f"{SITE}/s/{n}", f"Story {n}") for n in numbers)
    ),
    "0": lambda numbers: rss(*(entry(n, "0", f"{SITE}/s/{n}", f"Story {n}") for n in numbers)),
    "one link": lambda numbers: rss(
        *(entry(n, "", f"{SITE}/status", f"Story {n}") for n in numbers)
    ),
    "the front page": lambda numbers: rss(
        *(entry(n, "", f"{SITE}/", f"Story {n}") for n in numbers)
    ),
    "one id and one link": lambda numbers: rss(
        *(entry(n, "0", f"{SITE}/status", f"Story {n}") for n in numbers)
    ),
    "JSON": json_feed,
}


@pytest.mark.parametrize("numbers", [((2, 1), (3, 2, 1)), ((2,), (3, 2), (4, 3)), ((2,), (3,))])
@pytest.mark.parametrize("kind", SHARED)
def test_marks_stay_where_stories_share_an_id(
    library: Database, kind: str, numbers: Sequence[Sequence[int]]
) -> None:
    come(library, SHARED[kind](numbers[0]))
    mark(library, "title = 'Story 2'")
    for listed in numbers[1:]:
        come(library, SHARED[kind](listed))
        assert titles(library, "read AND bookmarked") == ["Story 2"]
    assert titles(library) == [f"Story {n}" for n in sorted({n for one in numbers for n in one})]


async def test_a_highlight_stays_with_its_story(web: FakeWeb, newsroom: Newsroom) -> None:
    """The feed begins to use one id for all, and then gives each an id of its own."""
    newsroom.subscribe(web.url("/feed"))
    web.answers["/feed"] = feed(SHARED["0"]([2]))
    await newsroom.refresh()
    with closing(Library(newsroom.database.path)) as library:
        (article_id,) = library.listing(Query()).ids
        start = library.opened(article_id).document.text.index("bridge 2")
        library.highlight(article_id, start, start + len("bridge 2"))
    web.answers["/feed"] = feed(SHARED["0"]([3, 2]))
    assert (await newsroom.refresh()).new == 1
    own = (entry(n, f"id-{n}", f"{SITE}/s/{n}", f"Story {n}") for n in (3, 2))
    web.answers["/feed"] = feed(rss(*own))
    assert (await newsroom.refresh()).new == 0
    with closing(Library(newsroom.database.path)) as library:
        opened = library.opened(article_id)
        assert opened.article.title == "Story 2"
        assert [one.text for one in opened.highlights] == ["bridge 2"]
        assert len(library.listing(Query()).ids) == 2


@pytest.mark.parametrize("kind", ["0", "one link"])
async def test_a_story_that_waits_keeps_its_text_though_its_key_goes_to_another(
    web: FakeWeb, newsroom: Newsroom, kind: str
) -> None:
    newsroom.subscribe(web.url("/feed"))
    for number in (2, 3):
        web.answers["/feed"] = feed(SHARED[kind]([number]))
        await newsroom.headlines()
    await newsroom.refresh()
    texts = newsroom.database.column(
        "SELECT shape FROM article_text JOIN article ON id = article_id"
    )
    assert len(texts) == 2
    assert (
        newsroom.database.value("SELECT count(*) FROM article_text WHERE finder_version = 0") == 0
    )


def test_an_entry_that_is_listed_twice_is_one_article(library: Database) -> None:
    one, two = (entry(n, "", f"{SITE}/s/{n}") for n in (1, 2))
    assert come(library, rss(one, two, one)) == (2, 0)
    assert come(library, rss(two, one, two)) == (0, 0)
