import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.quoting.quote import LIKELY, SURE, Quote
from newsreader.quotes.engine import FINDER_VERSION, find_quotes

PIECES = st.sampled_from(
    [
        "❝",
        *("Jane Roe", "Mr. Brandt", "the mayor", "he", "who", "said", "told", "saying", "that"),
        *('"', "“", "”", "‘", "’", "«", "»", "「", "」", "''", "``", "—", "(", ")"),
        *(", ", ". ", ": ", "\n", "\n\n", " ", " ", "We wait", "according to", "'s ", "Ünal"),
    ]
)
NEWS = st.lists(PIECES, max_size=40).map("".join)
LANGUAGES = st.sampled_from(["", "en", "de", "fr", "es", "ja", "ar"])


def check(text: str, quotes: tuple[Quote, ...]) -> None:
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert 0 <= quote.confidence <= 1
        assert bool(quote.speaker) == bool(quote.confidence)
        at = quote.start
        for start, end in quote.pieces:
            assert at <= start < end <= quote.end
            at = end
    for one, other in pairwise(quotes):
        assert one.end <= other.start


@given(NEWS, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_quotes_lie_in_the_text_in_order_and_apart(text: str, code: str) -> None:
    check(text, find_quotes(text, code, "Jane Roe waits"))


@given(st.text(max_size=200), LANGUAGES)
@settings(deadline=None)
def test_no_text_is_too_strange(text: str, code: str) -> None:
    check(text, find_quotes(text, code, text[:20]))


def test_the_sign_that_stands_for_a_quotation_may_be_in_the_text() -> None:
    for ornament in ("❝ ", "Tom ❝ ", "❝We sail,❞ he wrote. "):
        text = f"{ornament}Rain fell. “We will sail on Monday,” said Jane Roe ❝ the mayor ❝ Ann."
        (quote,) = find_quotes(text, "en")
        assert (quote.text, quote.speaker) == ("We will sail on Monday,", "Jane Roe")


@pytest.mark.parametrize(
    ("code", "text"),
    [("fr", "« La route est coupée », a "), ("en", '"Jane Roe\n«Jane Roe')],
)
def test_a_text_may_end_within_an_attribution(code: str, text: str) -> None:
    check(text, find_quotes(text, code))


def test_a_text_without_marks_has_no_quotes() -> None:
    assert find_quotes("") == ()
    assert find_quotes("JANE ROE: We sold the ferry.\n\nREPORTER: And the pier?") == ()


def test_the_version_is_a_positive_number() -> None:
    assert FINDER_VERSION >= 1


def test_plain_attributions_are_sure_and_distant_ones_are_not() -> None:
    plain, distant = find_quotes(
        '"We sail at nine," Jane Roe said.\n\nTom Brandt watched the rain fall on the pier.\n\n'
        '"It will be a long night for all of us here."',
        "en",
    )
    assert plain.confidence >= SURE
    assert LIKELY <= distant.confidence < SURE


@pytest.mark.parametrize(
    "piece",
    [
        '"We sail," Jane Roe said. ',
        '"A" Bob ',
        'a," ',
        '" ',
        "“a ",
        "'a ",
        '"a\n',
        '"Go on and on.\n\n',
        'He said, "so it goes." ',
        "Jane Roe, ",
        "said that the ",
        "((",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(text: str) -> float:
        times = []
        for _ in range(3):
            begun = time.process_time()
            find_quotes(text, "en")
            times.append(time.process_time() - begun)
        return min(times)

    short = piece * (24_000 // len(piece))
    # Four times the text costs four times the work; twelve leaves room for a busy machine and
    # is far from the sixteen of a quadratic rule.
    assert seconds(short * 4) < 12 * max(seconds(short), 0.004)


@pytest.mark.parametrize(
    "text",
    ['Harbour Run was newly added and is "Broken".', 'Qanga was quickly told to be "Running".'],
)
def test_nobody_speaks_a_word_about_what_was_added(text: str) -> None:
    assert [one.speaker for one in find_quotes(text, "en") if one.certainty != "unknown"] == []
