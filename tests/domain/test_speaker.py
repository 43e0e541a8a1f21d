import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.quoting.speaker import (
    fold_for_search,
    fold_name,
    is_named,
    is_short_for,
    join_roles,
)

NAMES = st.text(st.sampled_from("aAbBéÉ .'’-–ßİıﬁＪ橋") | st.characters())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Roe", "JANE  ROE"),
        ("J.K. O’Roe", "j. k. o'roe"),
        ("Jean–Luc Roe", "Jean-Luc\u00a0Roe"),
        ("Mr. Roe", "Mr Roe"),
        ("Jose\u0301 Roe", "José Roe"),
        ("Ｒｏｅ", "Roe"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Roe", "Jose Roe"),
        ("Jane Roe", "Jane Rowe"),
        ("Roe", "Jane Roe"),
        ("Ms Roe", "Mr Roe"),
        ("Jean-Luc Roe", "Jean Luc Roe"),
        ("Anne Roe", "Ann E Roe"),
    ],
)
def test_two_names_are_never_folded_into_one(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@given(NAMES)
@example("İ")
@example("ᾳ\u0345")
def test_folding_a_name_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)
    assert fold_for_search(fold_for_search(name)) == fold_for_search(name)


def test_a_name_is_sought_without_accents() -> None:
    assert fold_for_search("Ångström  Élan-Roe") == "angstrom elan-roe"


@pytest.mark.parametrize(
    "speaker",
    [
        "Jane Roe",
        "the White House",
        "The Harbour Gazette",
        "de Gaulle",
        "van der Berg",
        "al-Bashir",
        "50 Cent",
        "One Direction",
        "die Bundesbank",
        "Union européenne",
        "市長",
        "المتحدث",
    ],
)
def test_who_has_a_name(speaker: str) -> None:
    assert is_named(speaker)


@pytest.mark.parametrize(
    "speaker",
    [
        "",
        "…",
        "officials",
        "a spokesman",
        "A spokesman for the Harbour Line",
        "the ministry",
        "The mayor",
        "Two officials",
        "12 people",
        "ein Sprecher",
        "people familiar with the matter",
    ],
)
def test_who_has_none(speaker: str) -> None:
    assert not is_named(speaker)


@pytest.mark.parametrize("short", ["Roe", "Ms Roe", "Ms. ROE", "Jane", "Mayor Roe", "Jane Roe"])
def test_a_short_form_has_fewer_of_the_same_words(short: str) -> None:
    assert is_short_for(short, "Jane Anna Roe")


@pytest.mark.parametrize(
    "other", ["", "Ms", "Jane Anna Roe", "JANE ANNA ROE", "Rowe", "Roe Jane", "Jane Rowe", "an"]
)
def test_what_is_no_short_form(other: str) -> None:
    assert not is_short_for(other, "Jane Anna Roe")


@given(NAMES, NAMES)
def test_no_name_is_short_for_itself_or_both_ways(one: str, other: str) -> None:
    assert not is_short_for(one, one)
    assert not (is_short_for(one, other) and is_short_for(other, one))


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ((), ""),
        (("mayor", "mayor of Harbour", "Mayor"), "mayor"),
        (("police chief", "striker", "chief of police"), "police chief; striker"),
        (("head of the port", "clerk of the court"), "head of the port; clerk of the court"),
        (("MP", "QC"), "MP"),
        (("mayor", "candidate", "councillor", "baker"), "mayor; candidate; councillor"),
    ],
)
def test_roles_that_share_no_word_are_told_together(roles: tuple[str, ...], told: str) -> None:
    assert join_roles(roles) == told
