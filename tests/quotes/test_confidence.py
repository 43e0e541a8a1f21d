import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.train_confidence import Decision, fit, same_last_name
from newsreader.domain.quoting.quote import Certainty
from newsreader.quotes.attributions.routes import Route
from newsreader.quotes.certainty import confidence
from newsreader.quotes.certainty.confidence import probability
from newsreader.quotes.engine import candidates, find_quotes

WEIGHTS = tomllib.loads(
    Path(confidence.__file__).with_name("confidence.toml").read_text(encoding="utf-8")
)


@given(st.lists(st.sampled_from([*WEIGHTS, "language xx", "no such trait"])))
def test_a_probability_lies_between_nought_and_one(traits: list[str]) -> None:
    assert 0 < probability(traits) <= 0.99


def test_every_route_has_a_name_among_the_traits() -> None:
    known = {name.removeprefix("route ") for name in WEIGHTS if name.startswith("route ")}
    assert known <= {route.value for route in Route}


def _certainty(text: str, language: str = "en") -> list[Certainty]:
    return [quote.certainty for quote in find_quotes(text, language)]


def test_a_full_name_beside_said_is_sure_and_a_name_far_away_is_not() -> None:
    beside = "Jane Roe met the press. “The old bridge will never open again,” Jane Roe said."
    assert _certainty(beside) == [Certainty.SURE]
    far = (
        "Jane Roe and Tom Brandt met the press on Monday. Peter Okoro was there too.\n"
        "Rain fell on the harbour.\n“The old bridge will never open again.”"
    )
    assert Certainty.SURE not in _certainty(far)


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Brandt came by. He shows what each of them thinks, and they are “talking” past us.",
        "The tool comes with the Text Manager desk, a simple list (called “albums”) for scraps.",
        "Oddly enough the ferry sank. Tomas Brandt watches the boy who is supposedly ‘curing’ it.",
    ],
)
def test_a_term_in_marks_that_was_not_said_is_never_sure(text: str) -> None:
    assert Certainty.SURE not in _certainty(text)


def test_a_speaker_is_believed_less_where_the_writer_speaks_to_the_reader() -> None:
    quote = "Tom Brandt ran the port. He still hears “a hum in the pipes” at night."
    news = f"{quote} The cranes stand still. The gates are shut and the boats are gone."
    diary = f"{quote} I think you know what I mean. My own boat is gone, and so is yours."
    (told,), (written,) = find_quotes(news, "en"), find_quotes(diary, "en")
    assert told.speaker == written.speaker
    assert told.confidence > written.confidence


def test_how_clearly_the_words_are_a_quotation_counts() -> None:
    clear, doubtful = probability(["any", "quotation by 5"]), probability(["any", "quotation by 0"])
    assert doubtful < clear


def test_a_language_that_was_not_measured_is_believed_least() -> None:
    languages = [name for name in WEIGHTS if name.startswith("language ")]
    assert {"language en", "language de"} <= set(languages)
    assert probability(["language xx"]) == min(probability([name]) for name in languages)


def test_a_quote_without_a_speaker_has_no_traits_and_no_confidence() -> None:
    text = "“I will not go,” he said."
    (found,) = candidates(text, "en")
    assert (found.quote.speaker, found.traits) == ("", ())
    assert _certainty(text) == [Certainty.UNKNOWN]


@pytest.mark.parametrize("verb", ["said", "reads", "began"])
def test_nobody_is_surely_the_letter_or_the_plaque_that_is_read(verb: str) -> None:
    assert Certainty.SURE not in _certainty(f'Jane Roe sat. "We sailed in May," it {verb}.')


def test_the_fit_finds_the_trait_that_matters() -> None:
    decisions = [
        Decision("set", "en", str(number), ("any", "good" if number % 2 else "bad"), right, 1.0)
        for number, right in enumerate([False, True] * 60)
    ]
    weights = fit(decisions)
    assert weights["good"] > 1 > -1 > weights["bad"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jane Roe", "Roe", True),
        ("Jane Roe", "J. Roe", True),
        ("Jane Roe", "Tom Roe", False),
        ("a spokesman for the port", "the spokesman", True),
        ("Jane Roe", "Jane Brandt", False),
    ],
)
def test_last_names_are_compared(one: str, other: str, same: bool) -> None:
    assert same_last_name(one, other) is same
