"""What is offered while a query is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line, clean_text
from newsreader.domain.query import parse_query
from newsreader.domain.query.completion import MOST, Catalog, complete
from newsreader.domain.query.fields import FIELDS, SORTS, STATES, QueryField
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.domain.query.matching import ArticleFacts, QuoteFacts, matches
from newsreader.domain.query.tree import Not
from tests.builders import NOW

TOWN = Catalog(
    feeds=("Coast Daily", "The Harbour Gazette", "École"),
    outlets=("Gazette",),
    folders=("World", "World/Africa", "Local news"),
    tags=("later", "two words", "(odd)", 'say "no"'),
    rules=("Budget watch",),
    speakers=("Jane Roe", "J. Roe", "Tom Brandt"),
    languages=("de", "en"),
)


def offered(query: str, cursor: int | None = None) -> list[str]:
    at = len(query) if cursor is None else cursor
    return [one.applied(query)[0] for one in complete(query, at, TOWN)]


@pytest.mark.parametrize(
    ("query", "completed"),
    [
        ("sp", ["speaker:"]),
        ("bridge -fo", ["bridge -folder:"]),
        ("(ti", ["(title:"]),
        ("", []),
        ("bridge ", []),
        ("zz", []),
        ("is:un", ["is:unread"]),
        ("is:unread", []),
        ("sort:-d", ["sort:-date"]),
        ("colour:gr", ["colour:green"]),
        ("feed:coast", ['feed:"Coast Daily"']),
        ("feed:gaz", ["feed:Gazette", 'feed:"The Harbour Gazette"']),
        ("feed:ecole", ["feed:École"]),
        ('a feed:"coast d', ['a feed:"Coast Daily"']),
        ("folder:af", ["folder:World/Africa"]),
        ("folder:w", ["folder:World", "folder:World/Africa"]),
        ("tag:(", ['tag:"(odd)"']),
        ("tag:say", ['tag:“say "no"”']),
        ("rule:bud", ['rule:"Budget watch"']),
        ("FEED:COAST", ['FEED:"Coast Daily"']),
        ('feed:"Coast Daily"', []),
        ('"a feed:co', []),
        ("feed:/co", []),
        ("tag:two", ['tag:"two words"']),
        ("speaker:j", ['speaker:"Jane Roe"', 'speaker:"J. Roe"']),
        ("-speaker:roe", ['-speaker:"Jane Roe"', '-speaker:"J. Roe"']),
        ("since:y", ["since:yesterday"]),
        ("quote:br", []),
        ("https://sp", []),
    ],
)
def test_what_is_offered(query: str, completed: list[str]) -> None:
    assert offered(query) == completed


def test_the_piece_at_the_cursor_is_completed() -> None:
    assert offered("is:un bridge", 5) == ["is:unread bridge"]
    (one,) = complete("is:un bridge", 5, TOWN)
    assert one.applied("is:un bridge") == ("is:unread bridge", 9)
    assert one.about
    assert offered("feed:coast or (is:read)", 6) == ['feed:"Coast Daily" or (is:read)']
    assert offered('feed:"coast da" or "a b"', 8) == ['feed:"Coast Daily" or "a b"']
    assert offered('feed:"co tag:"a b"', 8) == ['feed:"Coast Daily" tag:"a b"']
    assert offered("spbridge", 2) == ["speaker:bridge"]  # a word may stand there already


@pytest.mark.parametrize("field", FIELDS, ids=lambda one: one.name)
def test_all_that_is_offered_is_understood(field: QueryField) -> None:
    for query in offered(f"{field.name}:"):
        assert parse_query(query, NOW)
    assert all(f"is:{state}" in offered("is:") for state in STATES)
    assert all(f"sort:{one}" in offered("sort:") for one in SORTS)


@given(st.text(st.sampled_from('a-:"() feds') | st.characters()), st.integers(0, 9))
def test_anything_can_be_completed(query: str, cursor: int) -> None:
    for one in complete(query, cursor, TOWN):
        text, at = one.applied(query)
        assert at <= len(text)


ANY_NAME = st.text(
    st.sampled_from('ab 東Éß-:"“”«»「」()/*') | st.characters(codec="utf-8"), min_size=1
).map(lambda name: clean_line(clean_text(name)))


@given(ANY_NAME, st.integers(0, 4), st.sampled_from(("", "x ", "(is:read) -")), st.booleans())
def test_what_is_completed_and_read_asks_for_that_name(
    name: str, typed: int, before: str, quoted: bool
) -> None:
    folder = "/".join(part for one in name.split("/") if (part := one.strip()))
    facts = {
        "feed": ArticleFacts(NOW, feed=name),
        "outlet": ArticleFacts(NOW, own_outlet=name),
        "folder": ArticleFacts(NOW, folder=folder),
        "tag": ArticleFacts(NOW, tags=(name,)),
        "rule": ArticleFacts(NOW, rules=(name,)),
        "speaker": ArticleFacts(NOW, quotes=(QuoteFacts("", (name,)),)),
    }
    names = dict.fromkeys(("feeds", "outlets", "tags", "rules", "speakers"), (name,))
    shelf = Catalog(folders=(folder,), **names)
    for field, article in facts.items():
        part = (folder if field == "folder" else name).partition('"')[0][:typed]
        mark = '"' if quoted or not part.isalnum() else ""
        query = f"{before}{field}:{mark}{part}"
        for one in complete(query, len(query), shelf):
            text, cursor = one.applied(query)
            assert cursor == len(text)
            asked = parse_query(text, NOW, exact=True).parts[-1]
            asked = asked.part if isinstance(asked, Not) else asked
            assert matches(asked, article), text


def test_a_long_shelf_is_offered_in_part() -> None:
    shelf = Catalog(feeds=tuple(f"Feed {number}" for number in range(2 * MOST)))
    assert len(complete("feed:", 5, shelf)) == MOST


def test_a_query_for_highlights_goes_on_with_their_fields_and_states() -> None:
    for query, ways in (("st", ["state:"]), ("a state:l", ["a state:lost"])):
        found = complete(query, len(query), TOWN, HIGHLIGHTS)
        assert [one.applied(query)[0] for one in found] == ways
    (story,) = complete("sort:st", 7, TOWN, HIGHLIGHTS)
    assert (story.text, story.about[:5]) == ("story", "Story")
    assert not complete("sort:st", 7, TOWN)
