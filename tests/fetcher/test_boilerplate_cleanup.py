"""What a site sets into all its stories goes once three are in the library, from all of them."""

from dataclasses import replace
from html import escape

import pytest

from newsreader.documents.blocks import read_html
from newsreader.documents.boilerplate import drop_boilerplate
from newsreader.domain.highlights.highlight import Highlight
from newsreader.fetcher.full_text import fetch_wanted
from newsreader.fetcher.processing_queue import process_queue
from newsreader.fetcher.workers.messages import (
    ProcessedEntries,
    ProcessEntriesJob,
)
from newsreader.fetcher.workers.pool import Workers
from newsreader.fetcher.workers.stored_text_jobs import CleanedArticles, CleanUpJob
from newsreader.library import Library
from newsreader.storage import (
    article_state,
    articles,
    boilerplate,
    feeds,
)
from newsreader.storage.database import Database
from newsreader.storage.highlights import swap_highlights
from newsreader.storage.processing_queue import count_queued
from tests.fake_web import FakeWeb, feed, page
from tests.fetcher.conftest import NOW, Newsroom
from tests.fetcher.harbour import item, rss

PROMOTION = "Harbour in your pocket: all tides and all ferries, every single day"
NOTES = (
    "Twelve people in a former net loft make this paper, and the town has had it at breakfast "
    "since the first ferry came. Whoever is named above a report answers for what it says.",
    "Reports that name no town of origin were written in the net loft itself, by lamplight.",
)
BOILERPLATE = (PROMOTION, *NOTES)


def own(word: str) -> list[str]:
    """Return the paragraphs of a story that nobody else tells."""
    return [
        f"The {word} boat came back to the northern pier on Thursday after a night in the fog, "
        "and the whole crew was on board and well, the harbour office said.",
        f"“We never lost sight of the {word} light,” said Jane Roe, the mayor of Harbour, who "
        "had waited on the pier since midnight with blankets and hot soup for the crew.",
        f"Tom Brandt, who built the {word} boat in the winter of the flood, called the voyage "
        "a proof of good timber and of better sailors, and went home to sleep.",
        f"The next {word} boat sails at noon, if the fog allows it, with post and flour for the "
        "islands and a new lamp for the lighthouse, which had burned low.",
    ]


def story(word: str) -> str:
    first, *rest = (f"<p class='body'>{escape(text)}</p>" for text in own(word))
    promotion = f"<div class='promo'><p>{PROMOTION}</p></div>"
    notes = "".join(f"<p class='note'>{note}</p>" for note in NOTES)
    return f"{first}{promotion}{''.join(rest)}{notes}"


def story_page(word: str) -> str:
    return (
        f"<html lang='en'><head><title>The {word} boat is back</title></head><body>"
        f"<nav><a href='/'>Home</a></nav><main><article><h1>The {word} boat is back</h1>"
        f"{story(word)}</article></main></body></html>"
    )


def serve(web: FakeWeb, *words: str) -> None:
    """Serve pages, and a feed that only begins their stories."""
    web.answers |= {f"/{word}": page(story_page(word)) for word in words}
    items = (item(w, f"The {w} boat is back", own(w)[0][:60], link=web.url(f"/{w}")) for w in words)
    web.answers["/feed"] = feed(rss(*items))


def serve_whole(web: FakeWeb, *words: str, more: str = "") -> None:
    """Serve a feed with whole stories."""
    items = (
        item(w, f"The {w} boat is back", story(w) + more, link=f"https://harbour.example/{w}")
        for w in words
    )
    web.answers["/feed"] = feed(rss(*items))


def texts(db: Database) -> dict[str, list[str]]:
    """Return the paragraphs of every stored story by the word it is about."""
    found = {}
    for article_id, key in db.rows("SELECT id, key FROM article ORDER BY key"):
        document = articles.document(db, article_id)
        found[key] = [document.text[block.start : block.end] for block in document.blocks]
    return found


def id_of(db: Database, key: str) -> int:
    row = db.row("SELECT id FROM article WHERE key = ?", (key,))
    assert row is not None
    return int(row[0])


def mark(db: Database, article_id: int, passage: str) -> None:
    text = articles.document(db, article_id).text
    start = text.index(passage)
    made = Highlight(
        "0190", article_id, start, start + len(passage), passage, created=NOW, updated=NOW
    )
    swap_highlights(db, [], [made], text)


def dropped(db: Database, key: str) -> tuple[str, ...]:
    return tuple(one.document.text for one in boilerplate.left_out(db, id_of(db, key)))


def test_no_general_rule_knows_this_boilerplate() -> None:
    document = read_html(story("red"))
    assert drop_boilerplate(document, ("Harbour Gazette",)) is document


async def test_three_pages_of_a_site_are_enough(web: FakeWeb, newsroom: Newsroom) -> None:
    serve(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert all(note in texts(newsroom.database)["red"] for note in BOILERPLATE), "two may be chance"
    serve(web, "red", "blue", "green")
    await newsroom.refresh()
    assert texts(newsroom.database) == {word: own(word) for word in ("blue", "green", "red")}
    assert dropped(newsroom.database, "red") == BOILERPLATE


async def test_quotes_and_reading_position_move_along(web: FakeWeb, newsroom: Newsroom) -> None:
    db = newsroom.database
    serve(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    red = id_of(db, "red")
    article_state.set_position(db, red, articles.document(db, red).text.index("Tom Brandt"))
    serve(web, "red", "blue", "green")
    await newsroom.refresh()
    text = articles.document(db, red).text
    assert articles.position(db, red) == text.index("Tom Brandt")
    (quote,) = articles.quotes(db, red)
    assert (text[quote.start : quote.end], quote.speaker) == (quote.text, "Jane Roe")
    assert articles.article(db, red).words == len(text.split())
    assert articles.text_source(db, red) == "page"


async def test_what_was_left_out_can_be_shown_again(web: FakeWeb, newsroom: Newsroom) -> None:
    serve(web, "red", "blue", "green")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    red = id_of(newsroom.database, "red")
    library = Library(newsroom.database.path)
    passage = "built the red boat"
    start = library.opened(red).document.text.index(passage)
    library.highlight(red, start, start + len(passage))
    whole = library.opened_with_boilerplate(red)
    assert library.left_out(red) == BOILERPLATE
    assert whole.document.text == read_html(story("red")).text
    (quote,), (highlight,) = whole.quotes, whole.highlights
    assert whole.document.text[quote.start : quote.end] == quote.text
    assert whole.document.text[highlight.start : highlight.end] == passage
    library.close()


async def test_a_highlighted_paragraph_stays(web: FakeWeb, newsroom: Newsroom) -> None:
    db = newsroom.database
    serve(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    mark(db, id_of(db, "red"), "by lamplight")
    serve(web, "red", "blue", "green")
    await newsroom.refresh()
    assert texts(db)["red"] == [*own("red"), NOTES[1]]
    assert texts(db)["blue"] == own("blue")
    library = Library(db.path)
    (found,) = library.opened(id_of(db, "red")).highlights
    assert library.opened(id_of(db, "red")).document.text[found.start : found.end] == "by lamplight"
    library.close()


async def test_whole_stories_in_a_feed_teach_at_once(web: FakeWeb, newsroom: Newsroom) -> None:
    serve_whole(web, "red", "blue", "green")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert texts(newsroom.database) == {word: own(word) for word in ("blue", "green", "red")}


async def test_a_feed_teaches_from_one_refresh_to_the_next(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    newsroom.subscribe(web.url("/feed"))
    for words in (("red",), ("blue",), ("green",), ("brown",)):
        serve_whole(web, *words)
        await newsroom.refresh()
    assert set(texts(newsroom.database)) == {"red", "blue", "green", "brown"}
    assert all(found == own(word) for word, found in texts(newsroom.database).items())


async def test_a_changed_story_keeps_what_was_highlighted(web: FakeWeb, newsroom: Newsroom) -> None:
    db = newsroom.database
    serve_whole(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    mark(db, id_of(db, "red"), "by lamplight")
    serve_whole(web, "red", "blue", "green", more="<p>The fog has lifted since.</p>")
    await newsroom.refresh()
    assert NOTES[1] in texts(db)["red"]
    assert NOTES[1] not in texts(db)["blue"]
    assert [quote.speaker for quote in articles.quotes(db, id_of(db, "red"))] == ["Jane Roe"]


@pytest.mark.parametrize("change", ["the same page in another feed", "another version"])
async def test_one_story_twice_is_one_story(web: FakeWeb, newsroom: Newsroom, change: str) -> None:
    serve_whole(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    link = "https://harbour.example/red" + ("" if "same" in change else "-update")
    again = item("again", "Boat back", story("red") + "<p>The fog lifts.</p>", link=link)
    web.answers["/other"] = feed(rss(again))
    newsroom.subscribe(web.url("/other"))
    await newsroom.refresh()
    assert len(texts(newsroom.database)) == 3
    assert all(PROMOTION in found for found in texts(newsroom.database).values())


async def test_a_story_that_shrinks_to_a_beginning_forgets(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    db = newsroom.database
    newsroom.context = replace(newsroom.context, full_text=False)
    serve_whole(web, "red", "blue", "green")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    assert dropped(db, "red") == BOILERPLATE
    serve(web, "red", "blue", "green")
    await newsroom.refresh()
    assert dropped(db, "red") == ()
    assert boilerplate.stories(db, "harbour.example") == {}
    assert len(feeds.feeds(db)) == 1


class Marking(Workers):
    """Workers during whose work the user highlights a passage."""

    passage = ""
    key = ""

    def __init__(self, database: Database) -> None:
        super().__init__(1)
        self._database = database

    def mark(self) -> None:
        if self.passage:
            mark(self._database, id_of(self._database, self.key), self.passage)
            self.passage = ""

    async def process_entries(self, job: ProcessEntriesJob) -> ProcessedEntries:
        result = await super().process_entries(job)
        self.mark()
        return result

    async def clean_up(self, job: CleanUpJob) -> CleanedArticles:
        result = await super().clean_up(job)
        self.mark()
        return result


async def test_what_is_highlighted_while_an_article_is_cleaned_stays(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    db = newsroom.database
    serve(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    serve(web, "red", "blue", "green")
    async with Marking(db) as workers:
        newsroom.context = replace(newsroom.context, workers=workers)
        await newsroom.headlines()
        await process_queue(newsroom.context, 1)
        workers.key, workers.passage = "red", "by lamplight"
        await fetch_wanted(newsroom.context, [1])
    assert NOTES[1] in texts(db)["red"]
    assert texts(db)["blue"] == own("blue")


async def test_what_is_highlighted_while_an_entry_is_processed_stays(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    db = newsroom.database
    serve_whole(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    serve_whole(web, "red", "blue", "green", more="<p>The fog has lifted since.</p>")
    async with Marking(db) as workers:
        newsroom.context = replace(newsroom.context, workers=workers)
        await newsroom.headlines()
        workers.key, workers.passage = "red", "by lamplight"
        await process_queue(newsroom.context, 1)
    assert NOTES[1] in texts(db)["red"]
    assert NOTES[1] not in texts(db)["blue"]
    assert count_queued(db) == 0


async def test_the_library_is_locked_for_one_article_at_a_time(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    db = newsroom.database
    serve(web, "red", "blue")
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    serve(web, "red", "blue", "green")
    locks: list[int] = []

    def see(statement: str) -> None:
        if statement.startswith("BEGIN"):
            locks.append(0)
        elif "INTO article_text " in statement:
            locks[-1] += 1

    db.connection.set_trace_callback(see)
    await newsroom.refresh()
    db.connection.set_trace_callback(None)
    assert texts(db)["red"] == own("red"), "it was cleaned"
    assert max(locks) == 1
