"""A query finds the same articles in the library as it does one by one, whatever both are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsreader.domain.highlights.highlight import COLOURS, AnchorState, Verification
from newsreader.domain.query import parse_query
from newsreader.domain.query.fields import STATES
from newsreader.domain.query.highlight_fields import HIGHLIGHT_STATES, HIGHLIGHTS, STORED_STATES
from newsreader.domain.query.matching import (
    ArticleFacts,
    is_sought,
    is_tag,
    matches,
)
from newsreader.domain.query.timed_pattern import Pattern
from newsreader.domain.query.tree import (
    And,
    Has,
    InState,
    Marked,
    Named,
    Node,
    Not,
    Or,
    Published,
    Quoted,
)
from newsreader.domain.quoting.quote import Certainty
from newsreader.domain.quoting.speaker import fold_name
from newsreader.storage.database import Database, to_ms
from newsreader.storage.highlight_speakers import all_spoken
from newsreader.storage.highlights import all_highlights
from newsreader.storage.queries.article_facts import article_facts
from newsreader.storage.queries.fulltext_index import index_article
from newsreader.storage.queries.highlight_search import find_highlights, select_highlights
from newsreader.storage.queries.query_names import has_name
from newsreader.storage.queries.search import count_unread, ranked_ids, select_ids
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW

WORDS = ("bridge", "Bridges", "iron", "école", "ECOLE", "Straße", "ёж", "東京", "京都", "ไทย", "a")
NAMES = ("Jane Roe", "J. Roe", "Tom Brandt", "José Ío", "ROE", "")
FOLDERS = ("", "World", "World/Africa", "world/Öst", "100%")
LANGUAGES = ("", "de", "de-AT", "DE", "en", "den")
SIGNS = (" ", ", ", "’", "", "\n\n", " — ")


@dataclass(frozen=True)
class Mark:
    """A highlight to be put into an article, from the first letter on."""

    colour: str
    note: str
    text: str = ""
    state: AnchorState = AnchorState.OK
    verification: Verification = Verification.UNCHECKED
    speaker: str = ""
    tags: frozenset[str] = frozenset()
    hours: int = 0


@dataclass(frozen=True)
class Row:
    """An article to be put into the library, field by field."""

    title: str
    text: str
    author: str
    outlet: str
    url: str
    language: str
    words: int
    feed: int
    hours: int
    read: bool
    bookmarked: bool
    later: bool
    muted: bool
    changed: bool
    tags: frozenset[str]
    rules: frozenset[str]
    quotes: tuple[tuple[str, str, bool, bool], ...]
    highlights: tuple[Mark, ...]


def texts(most: int) -> st.SearchStrategy[str]:
    pairs = st.tuples(st.sampled_from(WORDS), st.sampled_from(SIGNS))
    return st.lists(pairs, max_size=most).map(lambda found: "".join(map("".join, found)))


ROWS = st.builds(
    Row,
    title=texts(4),
    text=texts(9),
    author=st.sampled_from(NAMES),
    outlet=st.sampled_from(("", "Gazette", "Le Monde d’École", "100%")),
    url=st.sampled_from(("", "https://news.example/Bridge", "https://b.example/%C3%A9_x")),
    language=st.sampled_from(LANGUAGES),
    words=st.integers(0, 4),
    feed=st.integers(0, 3),
    hours=st.integers(0, 60),
    read=st.booleans(),
    bookmarked=st.booleans(),
    later=st.booleans(),
    muted=st.booleans(),
    changed=st.booleans(),
    tags=st.frozensets(st.sampled_from(("later", "Öl", "two words")), max_size=2),
    rules=st.frozensets(st.sampled_from(("Ölpest", "budget")), max_size=1),
    quotes=st.lists(
        st.tuples(texts(4), st.sampled_from(NAMES), st.booleans(), st.booleans()), max_size=2
    ).map(tuple),
    highlights=st.lists(
        st.builds(
            Mark,
            colour=st.sampled_from(COLOURS[:2]),
            note=texts(2),
            text=texts(3),
            state=st.sampled_from(AnchorState),
            verification=st.sampled_from(Verification),
            speaker=st.sampled_from(NAMES),
            tags=st.frozensets(st.sampled_from(("Öl", "check")), max_size=1),
            hours=st.integers(0, 60),
        ),
        max_size=2,
    ).map(tuple),
)
LIBRARIES = st.tuples(st.lists(ROWS, max_size=5), st.booleans())

VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(("brid*", '"iron bridge"', "/br.dge/", "/^iron/", "東", "ไ", "ecole", "ёж*")),
)
LEAVES = st.one_of(
    VALUES,
    st.builds("{}:{}".format, st.sampled_from(("title", "text", "quote", "note")), VALUES),
    st.builds(
        'speaker:"{}"'.format, st.sampled_from([*(one for one in NAMES if one), "roe", "j", "io"])
    ),
    st.just("speaker:/^j/"),
    st.builds("author:{}".format, st.sampled_from(("roe", "jose", "j.", "É", "/o$/"))),
    st.builds("{}:{}".format, st.sampled_from(("feed", "outlet")), st.sampled_from(
        ("gazette", "ecole", "coast", "%", "/^c/"))),
    st.builds("folder:{}".format, st.sampled_from(("world", "Africa", "öst", "%", "ost", "/ld$/"))),
    st.builds("tag:{}".format, st.sampled_from(("later", "ol", '"Two Words"', "/^l/"))),
    st.builds("rule:{}".format, st.sampled_from(("budget", "ÖLPEST", "/^o/"))),
    st.builds("lang:{}".format, st.sampled_from(("de", "en", "de-at"))),
    st.builds("url:{}".format, st.sampled_from(("bridge", "example/", "_x", "/b\\.ex/"))),
    st.builds("is:{}".format, st.sampled_from(tuple(STATES))),
    st.builds("colour:{}".format, st.sampled_from(COLOURS[:2])),
    st.builds("words:{}".format, st.sampled_from((">1", "<=2", "1..3", "0", "2.."))),
    st.builds("{}:{}".format, st.sampled_from(("since", "until", "on")), st.sampled_from(
        ("1d", "12h", "yesterday", "2026-11-19", "2026-11"))),
)  # fmt: skip
NAMED = st.builds(
    '{}:"{}"'.format,
    st.sampled_from(("feed", "outlet", "folder", "tag", "rule", "speaker")),
    st.sampled_from(("gazette", "Le Monde", "100%", "öst", "africa", "Öl", "ölpest", "roe", "io")),
)


def combined(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds("{} {}".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("-({})".format, inner),
            st.builds("{} {} {}".format, inner, inner, inner),
        ),
        max_leaves=6,
    )


QUERIES = combined(LEAVES)
ABOUT_HIGHLIGHTS = combined(
    LEAVES
    | st.builds("state:{}".format, st.sampled_from(tuple(HIGHLIGHT_STATES)))
    | st.sampled_from(("tag:check", "tag:/^c/", "speaker:tom quote:iron"))
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_library(tmp_path_factory.mktemp("shelf") / "newsreader.db").database
    yield database
    for index in ("article_index", "quote_index"):
        database.rows(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
    database.close()


def fill(db: Database, rows: list[Row], joined: bool) -> list[int]:
    """Make the library hold just these articles, in four feeds of which the first is none."""
    now = to_ms(NOW)
    with db.transaction() as connection:
        execute = connection.execute
        execute("DELETE FROM article_index WHERE rowid IN (SELECT id FROM article)")
        for table in (
            "highlight_tag",
            "highlight",
            "highlighted_text",
            "article_tag",
            "article",
            "feed",
            "alias",
        ):
            execute(f"DELETE FROM {table}")
        feeds = (
            (1, "Coast Daily", "World", "de", ""),
            (2, "Le Monde d’École", "World/Africa", "", "It is gone."),
            (3, "Gazette", "world/Öst", "en", ""),
        )
        for number, title, folder, language, error in feeds:
            execute(
                "INSERT INTO feed (id, url, title, folder, language, error, added) "
                "VALUES (?, ?, ?, ?, ?, ?, 0)",
                (number, f"https://{number}.example/", title, folder, language, error),
            )
        if joined:
            execute(
                "INSERT INTO alias (key, name, person, person_name, made) VALUES (?, ?, ?, ?, 0)",
                (fold_name("J. Roe"), "J. Roe", fold_name("Jane Roe"), "Jane Roe"),
            )
        for number, row in enumerate(rows, 1):
            execute(
                "INSERT INTO article (id, feed_id, key, title, outlet, url, author, language, "
                "published, fetched, words, read, bookmarked, later, muted, changed) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number, row.feed or None, str(number), row.title, row.outlet, row.url,
                    row.author, row.language, to_ms(NOW - timedelta(hours=row.hours)), now,
                    row.words, row.read, now if row.bookmarked else None,
                    now if row.later else None, now if row.muted else None,
                    now if row.changed else None,
                ),
            )  # fmt: skip
            execute(
                "INSERT INTO article_text (article_id, text, shape, hash) VALUES (?, ?, '', '')",
                (number, row.text),
            )
            index_article(connection, number)
            execute("INSERT OR IGNORE INTO highlighted_text VALUES ('', '')")
            connection.executemany(
                "INSERT INTO article_tag VALUES (?, ?)", [(number, tag) for tag in row.tags]
            )
            connection.executemany(
                "INSERT INTO caught VALUES (?, ?, 0)", [(rule, number) for rule in row.rules]
            )
            for text, speaker, kept, sure in row.quotes:
                person = fold_name(speaker) if sure and speaker else None
                execute(
                    "INSERT INTO quote (article_id, start, end, text, speaker, finder_version, "
                    "kept, person, confidence) VALUES (?, 0, 2, ?, ?, 1, ?, ?, ?)",
                    (number, text, speaker, kept, person, 0.9 if person else 0.1),
                )
            for place, mark in enumerate(row.highlights):
                execute(
                    "INSERT INTO highlight (id, article_id, start, end, text, prefix, suffix, "
                    "made_on, text_hash, colour, note, speaker, confidence, state, verification, "
                    "created, updated) "
                    "VALUES (?, ?, 0, 1, ?, '', '', '', '', ?, ?, ?, 0.9, ?, ?, ?, 0)",
                    (
                        f"{number}-{place}", number, mark.text, mark.colour, mark.note,
                        mark.speaker, mark.state, mark.verification,
                        to_ms(NOW - timedelta(hours=mark.hours)),
                    ),
                )  # fmt: skip
                connection.executemany(
                    "INSERT INTO highlight_tag VALUES (?, ?)",
                    [(f"{number}-{place}", tag) for tag in mark.tags],
                )
    return list(range(1, len(rows) + 1))


def row(**changed: object) -> Row:
    """Return an article with nothing in it but what is ``changed``."""
    empty: dict[str, object] = dict.fromkeys(("title", "text", "author", "outlet", "url"), "")
    empty |= dict.fromkeys(("words", "feed", "hours"), 0) | {"language": ""}
    empty |= dict.fromkeys(("read", "bookmarked", "later", "muted", "changed"), False)
    empty |= {"tags": frozenset(), "rules": frozenset(), "quotes": (), "highlights": ()}
    return Row(**(empty | changed))  # type: ignore[arg-type]


SAID = row(quotes=(("iron bridge", "J. Roe", True, True), ("school", "Tom Brandt", True, True)))


@given(LIBRARIES, st.lists(QUERIES, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@example(([row(feed=0)], False), ["-feed:coast", "-folder:world", "-is:broken", "-lang:de"])
@example(([SAID], True), ['speaker:"Jane Roe" quote:bridge', 'speaker:"Jane Roe" quote:school'])
@example(([row(text="東京都"), row(title="iron", text="bridge")], False), ["京都", '"iron bridge"'])
def test_the_library_finds_what_each_article_tells(
    shelf: Database, library: tuple[list[Row], bool], queries: list[str]
) -> None:
    ids = fill(shelf, *library)
    facts = article_facts(shelf, ids)
    for text in queries:
        query = parse_query(text, NOW)
        expected = {
            one
            for one in ids
            if matches(query.where, facts[one])
            and (query.shows_muted or "muted" not in facts[one].states)
        }
        assert set(select_ids(shelf, query)) == expected, text
        assert sorted(ranked_ids(shelf, query)) == sorted(expected), text
        unread = {one for one in expected if "unread" in facts[one].states}
        assert count_unread(shelf, query) == len(unread)


def is_found(node: Node, mark: Mark, facts: ArticleFacts, said: Collection[str]) -> bool:
    """Return whether a query for highlights finds one that is ``said`` by somebody so named."""
    match node:
        case And(parts):
            return all(is_found(part, mark, facts, said) for part in parts)
        case Or(parts):
            return any(is_found(part, mark, facts, said) for part in parts)
        case Not(part):
            return not is_found(part, mark, facts, said)
        case Has(sought, ""):
            return any(is_sought(sought, one) for one in (mark.text, mark.note, facts.title))
        case Marked(colour, notes, states):
            return (
                (not colour or colour == mark.colour)
                and all(is_sought(one, mark.note) for one in notes)
                and all({mark.state, mark.verification} & {*STORED_STATES[one]} for one in states)
            )
        case Quoted(speakers, words):
            return (
                bool(said)
                and all(is_sought(one, mark.text) for one in words)
                and all(any(is_sought(one, name) for name in said) for one in speakers)
            )
        case Named("tag", value):
            return any(is_tag(value, tag) for tag in mark.tags) or matches(node, facts)
        case InState("noted"):
            return bool(mark.note)
        case InState("highlighted"):
            return True
        case Published(since, until):
            made = NOW - timedelta(hours=mark.hours)
            return (since is None or since <= made) and (until is None or made < until)
        case _:
            return matches(node, facts)


@given(LIBRARIES, st.lists(ABOUT_HIGHLIGHTS, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@example(
    ([row(highlights=(Mark("green", "東京都"), Mark("green", "")))], False), ["京都", "note:東"]
)
@example(
    ([replace(SAID, highlights=(Mark("green", "", speaker="J. Roe"),))], True),
    ['speaker:"Jane Roe"', "-speaker:roe", "speaker:tom", "quote:bridge"],
)
def test_the_library_finds_the_highlights_that_have_what_is_asked(
    shelf: Database, library: tuple[list[Row], bool], queries: list[str]
) -> None:
    ids = fill(shelf, *library)
    facts = article_facts(shelf, ids)
    marks = {
        f"{number}-{place}": (mark, facts[number])
        for number, one in zip(ids, library[0], strict=True)
        for place, mark in enumerate(one.highlights)
    }
    speakers = {
        one.id: {one.speaker, *(("J. Roe",) if library[1] and one.speaker == "Jane Roe" else ())}
        if one.certainty is not Certainty.UNKNOWN
        else ()
        for one in all_spoken(shelf, all_highlights(shelf))
    }
    for text in queries:
        query = parse_query(text, NOW, subject=HIGHLIGHTS)
        expected = {
            id_
            for id_, (mark, of) in marks.items()
            if is_found(query.where, mark, of, speakers[id_])
        }
        assert set(select_highlights(shelf, query)) == expected, text
        assert {one.id for one in find_highlights(shelf, query)} == expected


def test_highlights_are_listed_in_the_order_asked_for(shelf: Database) -> None:
    long, short = Mark("green", "", "iron bridge"), Mark("green", "", "iron")
    fill(shelf, [row(feed=1, highlights=(short, long)), row(hours=-2, highlights=(short,))], False)
    for asked, ids in (
        ("", "2-0 1-1 1-0"),
        ("sort:-date", "1-0 1-1 2-0"),
        ("sort:date limit:2", "2-0 1-1"),
        ("sort:story", "2-0 1-0 1-1"),
        ("sort:-feed", "1-1 1-0 2-0"),
        ("sort:words", "1-1 2-0 1-0"),
    ):
        query = parse_query(asked, NOW, subject=HIGHLIGHTS)
        assert select_highlights(shelf, query) == ids.split(), asked


@given(LIBRARIES, NAMED)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_a_name_that_nothing_has_finds_nothing(
    shelf: Database, library: tuple[list[Row], bool], text: str
) -> None:
    fill(shelf, *library)
    query = parse_query(text, NOW)
    asked = query.where
    assert isinstance(asked, Named | Quoted)
    value = asked.value if isinstance(asked, Named) else asked.speakers[0]
    assert not isinstance(value, Pattern)
    if not has_name(shelf, text.partition(":")[0], value):
        assert not select_ids(shelf, query, muted=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('speaker:"Jane Roe" quote:bridge', True),
        ('speaker:"J. Roe" quote:"iron bridge"', True),
        ('quote:bridge speaker:roe', True),
        ('speaker:"Jane Roe" quote:school', False),
        ("speaker:tom quote:bridge", False),
        ("speaker:roe speaker:tom", True),
        ("speaker:tom quote:school speaker:roe quote:bridge", True),
        ("quote:bridge quote:school", False),
        ("quote:bridge (quote:school)", True),
        ("speaker:jan", False),
        ("speaker:jan*", True),
    ],
)  # fmt: skip
def test_one_quote_has_both_speaker_and_words(shelf: Database, query: str, found: bool) -> None:
    fill(shelf, [SAID], True)
    assert bool(select_ids(shelf, parse_query(query, NOW))) is found


def test_one_highlight_has_both_colour_and_note(shelf: Database) -> None:
    marked = row(highlights=(Mark("yellow", "iron"), Mark("green", "school")))
    fill(shelf, [marked], False)
    for query, found in (("colour:green note:school", 1), ("colour:green note:iron", 0)):
        assert len(select_ids(shelf, parse_query(query, NOW))) == found
