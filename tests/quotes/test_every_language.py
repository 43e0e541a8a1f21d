from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.quoting.quote import Quote
from newsreader.languages import table
from newsreader.quotes.engine import find_quotes
from newsreader.quotes.language_loading import known_languages

NAMES = (
    *("Jane Roe", "Tom Brandt", "Roe", "J. Roe", "Harbour Board", "Ministry of Water", "U.S."),
    *("Мария Роу", "محمد علي", "李明", "田中太郎", "김민수", "D'Amico", "X"),
)
MARKS = (*"\"“”„«»‘’'‹›「」『』《》‟＂`", "''", "``")
SIGNS = (
    *",.;:!?()[]—–-…/。、：！？؟",
    *("\n", "\n\n", "\n— ", "\n- ", "--", '," ', '." ', ': "'),
    *("❝", "\x00", "\t", "\u0301", "\u200f", "\u2028", "\x85", "😀", "1,200", "46-year-old", "İ"),
)


def words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, Mapping):
        for part in (*value, *value.values()):
            yield from words_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_in(part)


@cache
def texts(code: str) -> st.SearchStrategy[str]:
    """Return texts of the words of a language, each of its lists as often as any other."""
    lists = (*table(code, "quotes").values(), *table(code, "grammar").values())
    words = [tuple(words_in(part)) for part in lists]
    word = st.sampled_from([part for part in words if part]).flatmap(st.sampled_from)
    written = st.one_of(word, word.map(str.capitalize), word.map(str.upper))
    piece = st.one_of(*map(st.sampled_from, (NAMES, MARKS, SIGNS)), written)
    spaced = st.tuples(piece, st.sampled_from((" ", " ", " ", ""))).map("".join)
    return st.lists(spaced, max_size=30).map("".join)


def check(text: str, quotes: tuple[Quote, ...]) -> None:
    for quote in quotes:
        assert quote.text == text[quote.start : quote.end] != ""
        assert quote.speaker == quote.speaker.strip()
        assert not quote.speaker or any(map(str.isalnum, quote.speaker))
        assert bool(quote.speaker) == bool(quote.confidence)
        edges = [edge for piece in quote.pieces for edge in piece]
        assert edges == sorted(edges)
        assert quote.start <= edges[0] < edges[-1] <= quote.end
    assert all(one.end <= other.start for one, other in pairwise(quotes))


@pytest.mark.parametrize("code", known_languages())
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_order_of_the_words_of_a_language_is_too_strange(code: str, data: st.DataObject) -> None:
    text = data.draw(texts(code))
    check(text, find_quotes(text, code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("id", "»b\n” I Sambungnya"),
        ("ja", ":\t「この記事は会員限定です。」"),
        ("de", "” sagte Roe"),
    ],
)
def test_what_was_too_strange_once_is_not_any_more(code: str, text: str) -> None:
    check(text, find_quotes(text, code))
