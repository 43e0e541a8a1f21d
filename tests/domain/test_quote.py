import pytest

from newsreader.domain.quoting.quote import LIKELY, SURE, Quote


@pytest.mark.parametrize(
    ("speaker", "confidence", "named"),
    [
        ("Jane Roe", 1.0, "Jane Roe"),
        ("Jane Roe", SURE, "Jane Roe"),
        ("Jane Roe", SURE - 0.01, "probably Jane Roe"),
        ("Jane Roe", LIKELY, "probably Jane Roe"),
        ("Jane Roe", LIKELY - 0.01, "unknown"),
        ("", 1.0, "unknown"),
    ],
)
def test_a_guess_is_never_shown_as_a_fact(speaker: str, confidence: float, named: str) -> None:
    assert Quote(0, 1, "x", speaker, confidence=confidence).attribution == named


def test_a_quote_is_one_piece_unless_its_attribution_interrupts_it() -> None:
    assert Quote(3, 9, "x").pieces == ((3, 9),)
    assert Quote(3, 9, "x", parts=((3, 5), (7, 9))).pieces == ((3, 5), (7, 9))


def test_a_quote_holds_what_has_its_words_only() -> None:
    text = "“It holds,” he said. “It is decided.” Now we go."
    quote = Quote(22, 36, "It is decided.")
    assert text[22:36] == quote.text
    held = [(22, 36), (21, 37), (20, 38), (25, 27)]
    assert all(quote.holds(text, *one) for one in held)
    assert not any(quote.holds(text, *one) for one in ((0, 48), (16, 36), (21, 41), (20, 22)))


@pytest.mark.parametrize(("sure", "named"), [(0.95, "Jane Roe"), (0.5, "Jane Roe"), (0.2, "")])
def test_who_is_too_unsure_is_not_named(sure: float, named: str) -> None:
    assert Quote(0, 3, "yes", "Jane Roe", confidence=sure).named == named
