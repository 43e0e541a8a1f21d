import pytest

from newsreader.quotes.language import language
from newsreader.quotes.name_clusters import (
    NameCluster,
    NameClusters,
    suffixes,
)
from newsreader.quotes.names import Name

ENGLISH = language("en")


def name(text: str, *titles: str, speaks: bool = False) -> Name:
    parts = tuple(word.lower().rstrip(".") for word in text.split())
    return Name(0, len(parts) - 1, 0, parts, text, titles, False, False, speaks=speaks)


def registered(*full: str) -> NameClusters:
    people = NameClusters(ENGLISH)
    for text in full:
        people.enter_full(name(text, speaks=True))
    return people


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Jane Roe", "Roe"),
        ("Jane Roe", "Jane"),
        ("Sarah Namukasa Roe", "Namukasa"),
        ("Sarah Namukasa Roe", "Sarah Namukasa"),
        ("Sarah Namukasa Roe", "Namukasa Roe"),
        ("Kwame Boadi-Roe", "Boadi"),
        ("Kwame Boadi-Roe", "Boadi-Roe"),
        ("Tom Brandt Jr", "Brandt"),
        ("Jane McKenna", "McKena"),
        ("Musa Ssekandi", "Sekandi"),
    ],
)
def test_a_short_form_means_the_full_name(full: str, short: str) -> None:
    people = registered(full)
    if " " in short:
        people.enter_full(name(short))
    assert people.people[people.find(name(short))].name == full


def test_a_title_does_not_keep_a_second_spelling_apart() -> None:
    people = registered("Musa Ssekandi")
    assert people.people[people.find(name("Sekandi", "mr"))].name == "Musa Ssekandi"


def test_a_last_name_comes_before_any_other_part() -> None:
    people = registered("Thomas Okoro", "Jane Thomas")
    assert people.people[people.find(name("Thomas"))].name == "Jane Thomas"


def test_the_titles_of_earlier_mentions_tell_a_couple_apart() -> None:
    people = NameClusters(ENGLISH)
    people.enter_full(name("Wema Roe", "mr"))
    people.enter_full(name("Zuri Roe", "mrs"))
    assert people.people[people.find(name("Roe", "mrs"))].name == "Zuri Roe"
    assert people.people[people.find(name("Roe", "mr"))].name == "Wema Roe"


def test_a_headline_that_runs_on_is_no_fuller_name() -> None:
    people = NameClusters(ENGLISH)
    people.enter_full(name("Jane Roe Wins"))
    people.enter_full(name("Jane Roe"))
    assert people.people[people.find(name("Jane Roe"))].name == "Jane Roe"


def test_an_office_may_be_given_to_who_holds_it() -> None:
    people = registered("Jane Roe")
    people.give(("chief", "of", "harbour"), name("Jane Roe"))
    assert people.people[people.find(name("Chief of Harbour"))].name == "Jane Roe"


def test_a_stranger_is_entered() -> None:
    people = registered("Jane Roe")
    assert not people.has(name("Okoro"))
    assert people.people[people.find(name("Okoro"))].name == "Okoro"


def test_only_known_gender_excludes() -> None:
    person = NameCluster("Jane Roe", ("jane", "roe"))
    assert person.may_be("m") and person.may_be("f")
    person.woman = 1
    assert person.may_be("f") and not person.may_be("m")


def test_suffixes_are_written_like_the_parts_of_a_name() -> None:
    assert {"jr", "sr", "ii"} <= suffixes(ENGLISH)
