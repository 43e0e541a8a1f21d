from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.documents.similarity import FuzzySimilarity
from newsreader.domain.clean import clean_text
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.storage.corrections import Alias, swap_aliases
from newsreader.storage.database import Database
from newsreader.storage.queries.quote_search import (
    match_words,
    quote_hits,
    same_quotes,
)
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW, Story, save
from tests.storage.plans import plan_of

BRIDGE = "We will rebuild the bridge, and we will not close the school to pay for it,"
SIGNS = st.text(st.sampled_from("ab \"'*^:+-(){}[]~\\%_,.!&|<>\x00\ue000éア橋") | st.characters())


def tell(db: Database, words: str, speaker: str, hours: int, feed: str = "Gazette") -> int:
    """Save an article in which one thing is said; return its number."""
    text = f"“{words}” {speaker or 'somebody'} said."
    return save(
        db,
        Story(f"At {hours}", text, ((words, speaker),), feed=feed, age=timedelta(hours=hours)),
    )


@pytest.fixture
def town(db: Database) -> Database:
    """Three things said by two people and one by nobody known."""
    tell(db, "The bridge is old", "Jane Roe", 30)
    tell(db, "The ferry is new", "Jane Roe", 20)
    tell(db, "The bridge stands", "Tom Brandt", 10)
    tell(db, "Café bridges", "", 5)
    return db


def said(
    db: Database,
    name: str = "",
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = -1,
) -> list[str]:
    return [one.quote.text for one in quote_hits(db, name, words, since, until, limit)]


def test_what_somebody_said_comes_newest_first_with_its_source(town: Database) -> None:
    first, second = quote_hits(town, "jane roe", "", None, None, 10)
    assert first == QuoteHit(
        quote=first.quote,
        article_id=2,
        title="At 20",
        outlet="Gazette",
        url="https://news.example/at-20",
        published=NOW - timedelta(hours=20),
    )
    assert (first.quote.text, second.quote.text) == ("The ferry is new", "The bridge is old")
    assert said(town, "Jane Roe", limit=1) == ["The ferry is new"]
    assert said(town, "Nobody") == []


def test_what_one_article_has_of_somebody_stands_in_its_order(town: Database) -> None:
    text = "“First,” Jane Roe said. “Second,” Jane Roe said. “Third,” Jane Roe said."
    quotes = tuple((words, "Jane Roe") for words in ("First,", "Second,", "Third,"))
    save(town, Story("In a row", text, quotes, age=timedelta(hours=25)))
    in_a_row = ["First,", "Second,", "Third,"]
    assert said(town, "Jane Roe") == ["The ferry is new", *in_a_row, "The bridge is old"]
    assert said(town, "Jane Roe", limit=2) == ["The ferry is new", "First,"]


def test_anybody_is_asked_for_without_a_name(town: Database) -> None:
    assert len(said(town)) == 4
    assert said(town, words="cafe") == ["Café bridges"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", ["The bridge is old"]),
        ("BRIDGE old", ["The bridge is old"]),
        ("old brid", ["The bridge is old"]),
        ('"is old"', ["The bridge is old"]),
        ('"old is"', []),
        ("roe", []),
        ("i", []),
        ("", ["The ferry is new", "The bridge is old"]),
    ],
)
def test_words_are_looked_for_in_what_was_said(
    town: Database, words: str, found: list[str]
) -> None:
    assert said(town, "Jane Roe", words) == found


def test_since_is_included_and_until_is_not(town: Database) -> None:
    moment = NOW - timedelta(hours=20)
    assert said(town, "Jane Roe", since=moment) == ["The ferry is new"]
    assert said(town, "Jane Roe", until=moment) == ["The bridge is old"]


def test_a_name_finds_its_aliases_and_shows_the_one_name(town: Database) -> None:
    swap_aliases(town, [], [Alias("tom brandt", "Tom Brandt", "jane roe", "Jane Roe", 0)])
    for name in ("Jane Roe", "Tom Brandt"):
        found = quote_hits(town, name, "", None, None, 10)
        assert [one.quote.speaker for one in found] == ["Jane Roe"] * 3


@given(SIGNS, SIGNS.map(clean_text))
@example('" *', "a")
@example("a NOT b", "text:")
@example("(", ")")
@example("橋", "ア")
def test_nothing_that_can_be_typed_breaks_the_search(sea: Database, words: str, name: str) -> None:
    quote_hits(sea, "", words, None, None, 5)
    quote_hits(sea, name, words, None, None, 5)


@pytest.fixture(scope="module")
def sea(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_library(tmp_path_factory.mktemp("sea") / "newsreader.db").database
    tell(database, "The sea is wide", "Jane Roe", 1)
    yield database
    database.close()


def test_the_last_word_may_be_unfinished_but_for_a_single_letter() -> None:
    assert match_words('iron "old brid') == 'text : ("iron" "old brid" *)'
    assert match_words("iron b") == 'text : ("iron" "b")'
    assert match_words("橋") == 'text : ("橋" *)'
    assert match_words('  "" ') == ""


# The same words elsewhere


def same(db: Database, article_id: int) -> list[int]:
    (quote_id,) = db.row("SELECT id FROM quote WHERE article_id = ?", (article_id,)) or (0,)
    return [one.article_id for one in same_quotes(db, quote_id, FuzzySimilarity())]


def test_the_same_words_are_found_in_other_articles_the_first_first(db: Database) -> None:
    here = tell(db, BRIDGE, "Jane Roe", 5)
    later = tell(db, BRIDGE.upper(), "", 1)
    first = tell(db, BRIDGE.replace(",", " –"), "Ms Roe", 9, feed="Coast Daily")
    part = tell(db, "we will not close the school to pay for it", "Jane Roe", 3)
    edited = tell(db, BRIDGE.replace("rebuild", "repair"), "Jane Roe", 2)
    tell(db, "The school will close", "Jane Roe", 4)
    tell(db, "We will close the school, and that is all that I will say.", "Tom Brandt", 4)
    assert same(db, here) == [first, part, edited, later]
    assert same(db, part) == [first, here, edited, later]
    (mine,) = quote_hits(
        db, "Jane Roe", "", NOW - timedelta(hours=5), NOW - timedelta(hours=4.5), 9
    )
    assert mine.also_in == 2


def test_a_short_phrase_is_the_same_in_one_mouth_only(db: Database) -> None:
    here = tell(db, "A disgrace", "Jane Roe", 5)
    again = tell(db, "a disgrace!", "Jane Roe", 4)
    other = tell(db, "A disgrace", "Tom Brandt", 3)
    nobody = tell(db, "A disgrace", "", 2)
    assert same(db, here) == [again]
    assert same(db, other) == same(db, nobody) == []


def test_words_said_twice_in_one_article_are_one_entry(db: Database) -> None:
    here = tell(db, BRIDGE, "Jane Roe", 5)
    text = f"“{BRIDGE}” Roe said. “{BRIDGE.upper()}” she said again."
    both = ((BRIDGE, "Jane Roe"), (BRIDGE.upper(), "Jane Roe"))
    twice = save(db, Story("Twice", text, both))
    assert same(db, here) == [twice]
    assert same(db, twice) == [here]


def test_no_quote_is_nowhere_else(db: Database) -> None:
    assert same_quotes(db, 99, FuzzySimilarity()) == ()


def test_frequent_words_do_not_hide_the_rare(db: Database) -> None:
    here = tell(db, "the one and only lighthouse keeper of the northern harbour", "Jane Roe", 200)
    for hours in range(1, 150):
        tell(db, f"the one and only of the {hours} and the one and only", "Tom Brandt", hours)
    part = tell(db, "only lighthouse keeper of the northern harbour", "", 160)
    assert same(db, here) == [part]


@pytest.mark.parametrize(
    ("name", "words"), [("Jane Roe", ""), ("Jane Roe", "bridge"), ("", ""), ("", "bridge")]
)
def test_quotes_are_read_from_indexes(town: Database, name: str, words: str) -> None:
    plan = plan_of(town, lambda: quote_hits(town, name, words, None, None, 50))
    assert not any(step.startswith(("SCAN article", "SCAN feed", "SCAN alias")) for step in plan)
    assert not any(step.startswith("SCAN quote") and "INDEX" not in step for step in plan), plan
    if not words:
        assert not any("TEMP B-TREE FOR ORDER BY" in step for step in plan), plan


def test_the_same_words_are_read_from_indexes(db: Database) -> None:
    tell(db, BRIDGE, "Jane Roe", 5)
    tell(db, BRIDGE, "Jane Roe", 4)
    plan = plan_of(db, lambda: same_quotes(db, 1, FuzzySimilarity()))
    for step in plan:
        assert not step.startswith("SCAN quote") or "VIRTUAL TABLE INDEX" in step, plan
