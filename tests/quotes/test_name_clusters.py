import pytest

from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.name_clusters import (
    NameCluster,
    NameClusters,
    suffixes,
)
from newsreader.quotes.people.names import Name

ENGLISH = load_language("en")


def name(text: str, *titles: str, speaks: bool = False) -> Name:
    parts = tuple(word.lower().rstrip(".") for word in text.split())
    return Name(0, len(parts) - 1, 0, parts, text, titles, False, False, speaks=speaks)


def registered(*full: str) -> NameClusters:
    cast = NameClusters(ENGLISH)
    for text in full:
        cast.add_full_name(name(text, speaks=True))
    return cast


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
    cast = registered(full)
    if " " in short:
        cast.add_full_name(name(short))
    assert cast.members[cast.find(name(short))].name == full


def test_a_title_does_not_keep_a_second_spelling_apart() -> None:
    cast = registered("Musa Ssekandi")
    assert cast.members[cast.find(name("Sekandi", "mr"))].name == "Musa Ssekandi"


def test_a_last_name_comes_before_any_other_part() -> None:
    cast = registered("Thomas Okoro", "Jane Thomas")
    assert cast.members[cast.find(name("Thomas"))].name == "Jane Thomas"


def test_the_titles_of_earlier_mentions_tell_a_couple_apart() -> None:
    cast = NameClusters(ENGLISH)
    cast.add_full_name(name("Wema Roe", "mr"))
    cast.add_full_name(name("Zuri Roe", "mrs"))
    assert cast.members[cast.find(name("Roe", "mrs"))].name == "Zuri Roe"
    assert cast.members[cast.find(name("Roe", "mr"))].name == "Wema Roe"


def test_a_headline_that_runs_on_is_no_fuller_name() -> None:
    cast = NameClusters(ENGLISH)
    cast.add_full_name(name("Jane Roe Wins"))
    cast.add_full_name(name("Jane Roe"))
    assert cast.members[cast.find(name("Jane Roe"))].name == "Jane Roe"


def test_an_office_may_be_given_to_who_holds_it() -> None:
    cast = registered("Jane Roe")
    cast.add_alias(("chief", "of", "harbour"), name("Jane Roe"))
    assert cast.members[cast.find(name("Chief of Harbour"))].name == "Jane Roe"


def test_a_stranger_is_entered() -> None:
    cast = registered("Jane Roe")
    assert not cast.has(name("Okoro"))
    assert cast.members[cast.find(name("Okoro"))].name == "Okoro"


def test_only_known_gender_excludes() -> None:
    cluster = NameCluster("Jane Roe", ("jane", "roe"))
    assert cluster.may_be("m") and cluster.may_be("f")
    cluster.woman = 1
    assert cluster.may_be("f") and not cluster.may_be("m")


def test_suffixes_are_written_like_the_parts_of_a_name() -> None:
    assert {"jr", "sr", "ii"} <= suffixes(ENGLISH)
