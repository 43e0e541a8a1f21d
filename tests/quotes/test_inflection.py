import pytest

from newsreader.quotes.engine import find_quotes
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.inflection import nominative


@pytest.mark.parametrize(
    ("code", "written", "name"),
    [
        ("pl", "Anny Zielińskiej", "Anna Zielińska"),
        ("pl", "Jana Nowickiego", "Jan Nowicki"),
        ("ru", "Анны Беловой", "Анна Белова"),
        ("ru", "Ивана Громова", "Иван Громов"),
        ("ru", "Иваном Громовым", "Иван Громов"),
        ("cs", "Jany Novákové", "Jana Nováková"),
        ("pl", "Anna Zielińska", "Anna Zielińska"),
        ("ru", "Анна Белова", "Анна Белова"),
        ("en", "Jane Roe", "Jane Roe"),
        ("pl", "Roe", "Roe"),
    ],
)
def test_a_name_in_another_case_is_put_into_the_nominative(
    code: str, written: str, name: str
) -> None:
    assert nominative(written.split(), load_language(code)) == name.split()


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("pl", "Wczoraj chwalono Annę Zielińską.\n\n– Czekamy – mówi Zielińska.", "Anna Zielińska"),
        ("ru", "Мэр встретил Анну Белову. «Мы ждём», — сказала Белова.", "Анна Белова"),
    ],
)
def test_all_cases_of_a_name_are_one_person(code: str, text: str, name: str) -> None:
    assert [quote.speaker for quote in find_quotes(text, code)][-1] == name


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("pl", "Jan Nowicki witał Annę Kowalską.\n\n– Czekamy – mówiła.", "Anna Kowalska"),
        ("ru", "Анна Белова встретила Ивана Громова.\n\n— Мы ждём, — сказала.", "Анна Белова"),
    ],
)
def test_the_form_of_a_verb_tells_whether_a_woman_speaks(code: str, text: str, name: str) -> None:
    assert [quote.speaker for quote in find_quotes(text, code)][-1] == name
