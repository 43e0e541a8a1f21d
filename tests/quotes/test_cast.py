from newsreader.quotes.language_loading import load_language
from newsreader.quotes.people.cast import Cast, cluster_names
from newsreader.quotes.text.spans import find_quote_spans
from newsreader.quotes.text.tokens import tokenize

ENGLISH = load_language("en")


def cast_of(text: str, title: str = "") -> Cast:
    return cluster_names(tokenize(text, find_quote_spans(text, ENGLISH), ENGLISH), title, ENGLISH)


def bearers(text: str, title: str = "") -> list[str]:
    everybody = cast_of(text, title)
    return [everybody.members[name.member].name for name in everybody.names]


def test_short_forms_mean_the_full_name() -> None:
    text = "Jane Roe came. Roe spoke, Ms. Roe sat, Jane left."
    assert bearers(text) == ["Jane Roe"] * 4


def test_a_full_name_may_come_after_its_short_form() -> None:
    assert bearers("Roe spoke. So Jane Roe left.") == ["Jane Roe", "Jane Roe"]


def test_a_middle_name_makes_the_same_person_fuller() -> None:
    assert bearers("Jane Roe came. So Jane Mary Roe left.") == ["Jane Mary Roe"] * 2


def test_a_name_may_be_cut_at_its_front() -> None:
    assert bearers("Then Aung Win Kyi came, and Win Kyi spoke.") == ["Aung Win Kyi"] * 2


def test_a_title_tells_people_of_one_surname_apart() -> None:
    text = "So Jane Roe and Peter Roe came. Mr. Roe spoke, Mrs. Roe left."
    assert bearers(text)[2:] == ["Peter Roe", "Jane Roe"]


def test_a_second_spelling_is_the_same_person() -> None:
    assert bearers("Then Jane McKenna came. McKena spoke.") == ["Jane McKenna"] * 2


def test_a_given_name_is_no_second_spelling() -> None:
    assert bearers("Then Jane Davis came. David spoke.") == ["Jane Davis", "David"]


def test_the_headline_may_have_the_given_name() -> None:
    assert bearers("Then Roe spoke.", "Jane Roe’s ferry sails") == ["Jane Roe"]


def test_a_headline_in_the_text_puts_no_words_into_names() -> None:
    text = "Rebels Call Jane Roe Home While Markets Fall Again\n\nThen Roe spoke to Jane Roe."
    assert bearers(text)[-1] == "Jane Roe"
    assert all(name in ("Jane Roe",) for name in bearers(text))


def test_titles_given_names_and_pronouns_tell_the_gender() -> None:
    text = "Mrs. Roe met Peter Okoro. Then Oyelaran rose, and he spoke."
    everybody = cast_of(text)
    woman, man, other = (everybody.members[name.member] for name in everybody.names)
    assert woman.may_be("f") and not woman.may_be("m")
    assert man.may_be("m") and not man.may_be("f")
    assert other.may_be("m") and not other.may_be("f")


def test_the_word_of_an_office_is_a_name_only_where_somebody_bears_it() -> None:
    assert bearers("Then Howard Dean came. Dean spoke.") == ["Howard Dean"] * 2
    assert bearers("Then Governor spoke.") == []


def test_a_word_that_begins_its_sentence_is_not_cast() -> None:
    assert bearers("Currently, nobody speaks. Stronger paint helped.") == []


def test_a_last_name_may_be_the_word_for_a_thing() -> None:
    text = "So Ruth Court sat down. Court said it. They saw the Court."
    assert bearers(text)[:2] == ["Ruth Court"] * 2
    everybody = cast_of("So they met in Victoria Park. The park was wet.")
    assert [cluster.body for cluster in everybody.members] == [True]


def test_what_somebody_is_known_as_is_another_name() -> None:
    text = "So Wema Roe, popularly known as Mama Ferry, came. Mama Ferry spoke."
    assert set(bearers(text)) == {"Wema Roe"}


def test_an_office_before_a_comma_is_of_who_follows() -> None:
    assert set(bearers("So the Chief of Harbour, Oba Wema Roe, came.")) == {"Wema Roe"}


def test_who_bears_a_name_can_be_asked() -> None:
    everybody = cast_of("Then Jane Roe met Tom Brandt.")
    assert everybody.members[everybody.bearer(("brandt",))].name == "Tom Brandt"
    assert everybody.bearer(("okoro",)) == -1
