"""A watch is a query that can be read back, and a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.errors import NotFound
from newsreader.domain.query import parse_query
from newsreader.domain.quoting.watch import Watch, make_watch, read_watch
from tests.builders import NOW


@pytest.mark.parametrize(
    ("words", "query", "told"),
    [
        ("", 'speaker:"Jane Roe"', "Jane Roe spoke: 2 new"),
        ("harbour", 'speaker:"Jane Roe" quote:harbour', "Jane Roe spoke of harbour: 2 new"),
        (
            "the harbour",
            'speaker:"Jane Roe" quote:the quote:harbour',
            "Jane Roe spoke of the harbour: 2 new",
        ),
        (
            '"iron bridge" or',
            'speaker:"Jane Roe" quote:"iron bridge" quote:or',
            "Jane Roe spoke of iron bridge or: 2 new",
        ),
    ],
)
def test_a_watch_is_a_query_and_a_sentence(words: str, query: str, told: str) -> None:
    watch = make_watch("Jane Roe", words)
    assert watch.query == query and read_watch(query) == watch
    assert watch.told(2, sure=True) == told
    assert watch.told(2, sure=False) == told.replace("spoke", "probably spoke")
    (asked,) = parse_query(query, NOW).quoted
    assert len(asked.words) == len(watch.words)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "bridge",
        "quote:bridge",
        "quote:bridge speaker:Roe",
        "speaker:Roe is:unread",
        "speaker:Roe -quote:bridge",
        "speaker:Roe or speaker:Brandt",
        "(speaker:Roe)",
        "speaker:/R.e/",
        "speaker:",
    ],
)
def test_other_queries_are_no_watches(query: str) -> None:
    assert read_watch(query) is None


def test_nobody_cannot_be_watched() -> None:
    with pytest.raises(NotFound):
        make_watch(" ")


@given(st.text(max_size=30), st.text(max_size=40))
def test_what_is_made_is_understood(speaker: str, words: str) -> None:
    try:
        watch = make_watch(speaker, words)
    except NotFound:
        return
    assert isinstance(watch, Watch)
    assert parse_query(watch.query, NOW).quoted
