"""What is offered while a query is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line
from newsreader.domain.query import parse_query
from newsreader.domain.query.completion import MOST, Catalog, complete
from newsreader.domain.query.fields import FIELDS, SORTS, STATES, QueryField
from tests.builders import NOW

TOWN = Catalog(
    feeds=("Coast Daily", "The Harbour Gazette", "École"),
    outlets=("Gazette",),
    folders=("World", "World/Africa", "Local news"),
    tags=("later", "two words", "(odd)"),
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
        ("tag:(", []),
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


def test_only_what_stands_before_the_cursor_is_completed() -> None:
    assert offered("is:un bridge", 5) == ["is:unread bridge"]
    (one,) = complete("is:un bridge", 5, TOWN)
    assert one.applied("is:un bridge") == ("is:unread bridge", 9)
    assert one.about


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


@given(st.text(st.sampled_from('ab -:"()/*') | st.characters(), min_size=1).map(clean_line))
def test_a_name_of_any_letters_is_offered_so_that_it_is_understood(name: str) -> None:
    shelf = Catalog(tags=(name,), feeds=tuple(f"{name} {n}" for n in range(2 * MOST)))
    assert len(complete("feed:", 5, shelf)) <= MOST
    for one in complete("tag:", 4, shelf):
        assert parse_query(one.applied("tag:")[0], NOW, exact=True)
