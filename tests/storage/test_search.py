from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.query import Query, QueryError, in_feed, in_folder, parse_query
from newsreader.storage import feeds
from newsreader.storage.database import Database
from newsreader.storage.queries.search import (
    count_unread,
    excerpts,
    ranked_ids,
    select_ids,
)
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW, STORIES, Story, asking, feed_url, save

SIGNS = st.text(st.sampled_from("ab \"'*^:+-(){}[]~\\%_,.!&|<>\x00\ue000éア橋") | st.characters())


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The four stories; nobody changes them."""
    database = open_library(tmp_path_factory.mktemp("town") / "newsreader.db").database
    for story in STORIES:
        save(database, story)
    yield database
    database.close()


def titles(db: Database, asked: str | Query) -> list[str]:
    """Return the first word of each headline found."""
    query = parse_query(asked, NOW) if isinstance(asked, str) else asked
    first = {number: title.split()[0] for number, title in db.rows("SELECT id, title FROM article")}
    return [first[article_id] for article_id in select_ids(db, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Council", "Ferry", "Rain", "Library"]),
        ("bridge", ["Council"]),
        ("BRIDGE iron", ["Council"]),
        ("brid", ["Council"]),
        ('"iron bridge"', ["Council"]),
        ('"bridge iron"', []),
        ("the -bridge", ["Ferry", "Rain", "Library"]),
        ("is:unread", ["Council", "Ferry", "Rain"]),
        ("is:read", ["Library"]),
        ("is:bookmarked tag:later", ["Library"]),
        ("is:highlighted", []),
        ("is:noted", []),
        ("feed:gazette", ["Council", "Library"]),
        ("author:writer", ["Ferry"]),
        ("since:1d", ["Council", "Ferry", "Rain"]),
        ("until:2026-11-18", ["Library"]),
        ("tag:later is:unread", []),
    ],
)
def test_what_a_query_finds_newest_first(town: Database, query: str, found: list[str]) -> None:
    assert titles(town, query) == found
    asked = parse_query(query, NOW)
    assert count_unread(town, asked) == len([one for one in found if one != "Library"])
    assert len(select_ids(town, asked, limit=1)) == min(1, len(found))


@given(SIGNS)
@example("NEAR(a b)")
@example("a AND NOT")
@example('"')
@example("-")
@example("title:x")
@example("!!!")
@example("*")
def test_no_query_that_can_be_typed_breaks_the_search(town: Database, text: str) -> None:
    with suppress(QueryError):
        query = parse_query(text, NOW)
        select_ids(town, query)
        count_unread(town, query)
        ranked_ids(town, query)


def test_the_longest_query_is_taken(town: Database) -> None:
    for text in ("a " * 500, "-a " * 333, '"' * 1000):
        query = parse_query(text, NOW)
        assert set(ranked_ids(town, query)) == set(select_ids(town, query))


def test_signs_of_sql_are_plain_letters(db: Database) -> None:
    save(db, Story("Percent", author="100% me"))
    save(db, Story("Underscore", author="snake_case"))
    save(db, Story("Backslash", author="a\\b"))
    save(db, Story("Plain", author="nothing"))
    assert titles(db, "author:%") == ["Percent"]
    assert titles(db, "author:_") == ["Underscore"]
    assert titles(db, "author:\\") == ["Backslash"]
    assert titles(db, """author:"' OR 1=1 --" """) == []


def test_a_folder_holds_those_inside_it(db: Database) -> None:
    folders = {"news": "A", "news/local": "B", "newspapers": "C", "n_ws": "D"}
    for folder, title in folders.items():
        feeds.add_feed(db, feed_url(title), NOW, title=title, folder=folder)
        save(db, Story(title, feed=title))
    assert sorted(titles(db, in_folder("news"))) == ["A", "B"]
    assert titles(db, in_folder("n_ws")) == ["D"]


def test_a_match_in_the_title_comes_first_and_is_shown_in_its_words(db: Database) -> None:
    text = "Long before. " * 30 + "A bridge, an old bridge. " + "Long after. " * 30
    in_text = save(db, Story("Nothing", text, age=timedelta(hours=1)))
    in_title = save(db, Story("The bridge", "Nothing to see.", age=timedelta(days=9)))
    ids = ranked_ids(db, asking("bridge"))
    assert list(ids) == [in_title, in_text]
    found = excerpts(db, ids, asking("bridge").words)[1].excerpt
    assert [found.text[slice(*one)] for one in found.marks] == ["bridge", "bridge"]
    assert len(found.text) < 300
    assert len(ranked_ids(db, asking("bridge"), limit=1)) == 1


def test_accents_do_not_matter(db: Database) -> None:
    save(db, Story("Café Zürich"))
    assert titles(db, "cafe zurich") == ["Café"]


@pytest.mark.parametrize("query", ["", "is:unread", "is:bookmarked"])
def test_lists_are_read_from_an_index_in_their_order(town: Database, query: str) -> None:
    assert_indexed(town, parse_query(query, NOW))


def test_the_list_of_a_feed_is_read_from_an_index_in_its_order(town: Database) -> None:
    assert_indexed(town, in_feed(1))
    assert_indexed(town, in_feed(1).in_states(frozenset({"unread"})))


def assert_indexed(db: Database, query: Query) -> None:
    asked: list[str] = []
    db.connection.set_trace_callback(asked.append)
    select_ids(db, query)
    count_unread(db, query)
    db.connection.set_trace_callback(None)
    assert len(asked) == 2
    for statement in asked:
        plan = [row[3] for row in db.rows(f"EXPLAIN QUERY PLAN {statement}")]
        assert all("USING" in step and "INDEX article_" in step for step in plan), plan
        assert not any("TEMP B-TREE" in step for step in plan), plan
