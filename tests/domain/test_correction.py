from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.anchoring.anchor import context
from newsreader.domain.quoting.correction import (
    Correction,
    Lesson,
    complete,
    correct,
    lessons,
    locate,
)
from newsreader.domain.quoting.quote import Quote

TEXT = (
    "“We will rebuild the bridge,” Roe said.\n\n"
    "“No,” said Brandt. He waited. “No,” he said again.\n\n"
    "“It was never built to carry lorries,” Brandt said."
)


def quote(words: str, speaker: str = "", role: str = "", text: str = TEXT, nth: int = 0) -> Quote:
    at = text.index(words)
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Quote(at, at + len(words), words, speaker, role, "said", 0.6, inferred=True, id=nth + 1)


BRIDGE = quote("We will rebuild the bridge,", "Roe", "mayor")
NO, AGAIN = quote("No,", "Brandt"), quote("No,", "Brandt", nth=1)
LORRIES = quote("It was never built to carry lorries,", "Brandt", "engineer")
QUOTES = (BRIDGE, NO, AGAIN, LORRIES)


def correction(
    about: Quote, speaker: str = "", *, is_quote: bool = True, text: str = TEXT, id: str = "1"
) -> Correction:
    prefix, suffix = context(text, about.start, about.end)
    return Correction(
        id, 1, about.text, about.start, prefix, suffix, is_quote, speaker, about.speaker, "Gazette"
    )


def test_a_corrected_speaker_is_certain_and_marked() -> None:
    shown = correct(QUOTES, TEXT, [correction(LORRIES, "Ann Shaw")])
    assert shown[:3] == QUOTES[:3]
    assert shown[3] == replace(
        LORRIES, speaker="Ann Shaw", role="", confidence=1.0, inferred=False, corrected=True
    )


def test_a_role_goes_with_the_person() -> None:
    to_roe = correct(QUOTES, TEXT, [correction(LORRIES, "Roe")])[3]
    to_full = correct(QUOTES, TEXT, [correction(BRIDGE, "Jane Roe")])[0]
    assert to_roe and to_full
    assert (to_roe.role, to_full.role) == ("mayor", "mayor")


def test_nobody_known_is_no_certain_somebody() -> None:
    shown = correct(QUOTES, TEXT, [correction(BRIDGE)])[0]
    assert shown and shown.attribution == "unknown" and shown.corrected


def test_what_is_no_quote_is_none() -> None:
    assert correct(QUOTES, TEXT, [correction(BRIDGE, is_quote=False)]) == (None, *QUOTES[1:])


def test_the_later_correction_holds() -> None:
    both = [correction(BRIDGE, "Ann Shaw", id="2"), correction(BRIDGE, is_quote=False, id="1")]
    shown = correct(QUOTES, TEXT, both)[0]
    assert shown and shown.speaker == "Ann Shaw"


def test_the_same_words_twice_are_told_apart_by_what_stands_around_them() -> None:
    for about, at in ((NO, 1), (AGAIN, 2)):
        assert locate(correction(about), QUOTES, TEXT) == at
        longer = f"A new beginning.\n\n{TEXT}"
        moved = [quote(one.text, text=longer, nth=one.id - 1) for one in QUOTES]
        assert locate(correction(about), moved, longer) == at


def test_a_correction_survives_typography_and_another_cut() -> None:
    text = TEXT.replace("“", '"').replace("”", '"').replace("bridge,", "bridge")
    again = (quote("We will rebuild the bridge", "Roe", text=text),)
    assert locate(correction(BRIDGE), again, text) == 0
    text = TEXT.replace("carry lorries,”", "carry lorries or trams,”")
    longer = (quote("It was never built to carry lorries or trams,", text=text),)
    assert locate(correction(LORRIES), longer, text) == 0


def test_a_correction_whose_quote_is_gone_waits() -> None:
    assert locate(correction(LORRIES), QUOTES[:3], TEXT) == -1
    assert correct(QUOTES[:3], TEXT, [correction(LORRIES, "Ann Shaw")]) == QUOTES[:3]
    assert correct((), "", [correction(LORRIES, "Ann Shaw")]) == ()


@given(st.integers(0, 3), st.text("ab \n", max_size=200), st.text("ab \n", max_size=200))
def test_a_correction_finds_its_quote_wherever_the_story_moves_it(
    at: int, before: str, after: str
) -> None:
    text = f"{before}{TEXT}{after}"
    moved = [
        replace(one, start=one.start + len(before), end=one.end + len(before)) for one in QUOTES
    ]
    assert locate(correction(QUOTES[at]), moved, text) == at


# What corrections teach


def test_a_completed_short_form_is_a_lesson() -> None:
    taught = lessons(
        [
            correction(BRIDGE, "Jane Roe"),
            correction(LORRIES, "Ann Shaw"),  # another person is no fuller name
            correction(NO, "Tom Brandt", is_quote=False),
        ]
    )
    assert taught == (Lesson("Roe", "Jane Roe"),)


def test_two_spellings_are_one_lesson_and_two_people_are_none() -> None:
    spelt = [correction(BRIDGE, "Jane Roe", id="1"), correction(BRIDGE, "JANE ROE", id="2")]
    assert lessons(spelt) == (Lesson("Roe", "Jane Roe"),)
    assert lessons([*spelt, correction(BRIDGE, "Mary Roe", id="3")]) == ()


def test_a_short_form_is_completed_where_it_can_only_be_that_person() -> None:
    taught = (Lesson("Ms Roe", "Jane Roe"),)
    assert complete("ms. roe", ["ms. roe", "Tom Brandt"], taught) == "Jane Roe"
    assert complete("Ms Roe", ["Ms Roe", "Jane Roe"], taught) == "Jane Roe"
    assert complete("Ms Roe", ["Ms Roe", "Mary Roe"], taught) == "Ms Roe"
    assert complete("Tom Brandt", ["Ms Roe"], taught) == "Tom Brandt"


def test_a_taught_name_stays_as_sure_as_it_was_found() -> None:
    shown = correct(QUOTES, TEXT, [], [Lesson("Roe", "Jane Roe")])[0]
    assert shown == replace(BRIDGE, speaker="Jane Roe")


def test_the_readers_own_word_is_above_what_was_taught() -> None:
    shown = correct(QUOTES, TEXT, [correction(BRIDGE, "Roe")], [Lesson("Roe", "Jane Roe")])[0]
    assert shown and shown.speaker == "Roe"
