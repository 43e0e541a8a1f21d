import pytest

from newsreader.domain.quoting.quote import Quote
from newsreader.quotes.engine import find_quotes


def speakers(text: str) -> list[str]:
    return [quote.speaker for quote in find_quotes(text, "en")]


def only(text: str) -> Quote:
    (quote,) = find_quotes(text, "en")
    return quote


@pytest.mark.parametrize(
    "text",
    [
        '"The pier has cracked twice," Jane Roe told reporters on Monday.',
        '"The pier has cracked twice," said harbour engineer Jane Roe.',
        '"The pier has cracked twice," Jane Roe (D-Ohio) said.',
        '"The pier has cracked twice," Jane Roe, 42, told me.',
        '"The pier has cracked twice," Jane Roe, who built it, said.',
        'Jane Roe wrote that the pier was "cracked in more places than one".',
        'Jane Roe took the stage and said, "The pier has cracked twice."',
        'Jane Roe issued a statement saying "the pier has cracked twice".',
        'Asked by Tom Brandt, Jane Roe replied: "The pier has cracked twice."',
        'Jane Roe, the engineer who built it, said: "The pier has cracked twice."',
        'As Jane Roe put it in a long essay, "the pier has cracked twice".',
        'The pier, which was "cracked in more places than one", was old, Jane Roe said.',
        'Tom Brandt was told by Jane Roe that the pier was "cracked in more places than one".',
        'Jane Roe sighed. "The pier has cracked twice."',
        '"The pier has cracked twice." — Jane Roe',
        'Jane Roe, editor of the Harbour Post: "The pier has cracked twice."',
        'Jane Roe, a 46-year-old from Harbour, Ohio, says the pier is "cracked in many places".',
        'Jane Roe, who chairs the Pier and Harbour Committee, said: "The pier has cracked."',
        'Engineer Jane Roe of Harbour condemned "such a thoughtless closure".',
        'It is over, Jane Roe said, adding: "The pier has cracked twice."',
        'Jane Roe went after Tom Brandt, calling him "a captain without a ship".',
        '"The pier has cracked twice." Jane Roe said so on Monday.',
    ],
)
def test_the_speaker_beside_the_words_is_heard(text: str) -> None:
    assert speakers(text) == ["Jane Roe"]


def test_the_listener_the_possessor_and_the_quoted_are_not_the_speaker() -> None:
    assert speakers('Jane Roe told Tom Brandt: "The pier has cracked."') == ["Jane Roe"]
    assert speakers('"The pier has cracked," Jane Roe\'s brother said.') == ["Jane Roe's brother"]
    assert speakers('"Tom Brandt said the pier had cracked," Jane Roe said.') == ["Jane Roe"]


def test_everybody_is_heard_in_a_conversation() -> None:
    text = (
        '"Will you sail?" Jane Roe asked.\n\n"No," Tom Brandt replied.\n\n'
        '"Why not?" she said.\n\n"Because it rains," he said. "Go home."'
    )
    assert speakers(text) == ["Jane Roe", "Tom Brandt", "Jane Roe", "Tom Brandt", "Tom Brandt"]


def test_what_goes_on_without_a_name_is_inferred() -> None:
    first, second = find_quotes(
        '"We sail," Jane Roe said.\n\n"We sail at nine, rain or not."', "en"
    )
    assert not first.inferred
    assert second.speaker == "Jane Roe"
    assert second.inferred
    assert second.confidence < first.confidence


def test_a_colon_hands_over_to_the_next_paragraph() -> None:
    text = 'Jane Roe met Tom Brandt. He said:\n\n"The pier has cracked in two places."'
    assert speakers(text) == ["Tom Brandt"]


def test_an_office_and_a_noun_mean_who_was_named() -> None:
    office = 'Mayor Jane Roe came.\n\n"The pier has cracked," the mayor said.'
    assert speakers(office) == ["Jane Roe"]
    noun = 'Jane Roe came.\n\n"The pier has cracked," the lawmaker said.'
    assert speakers(noun) == ["Jane Roe"]


def test_somebody_may_be_meant_by_origin() -> None:
    text = 'Tom Brandt sailed.\n\n"It was good to get a run out," added the Londoner.'
    assert speakers(text) == ["Tom Brandt"]


def test_a_noun_in_front_makes_an_unknown_name_a_person() -> None:
    text = 'Of course the singer Lulu won. She says the pier is "a fine place for all of us".'
    assert speakers(text) == ["Lulu"]


def test_a_lead_in_full_of_capitals_is_no_headline() -> None:
    text = (
        "So Steve Little spoke.\n\nHarbour University's Media Coordinator Dana Lisser wrote:\n\n"
        '"The anthem is an opportunity for all of us to sing."'
    )
    assert speakers(text) == ["Dana Lisser"]


def test_bodies_papers_and_the_unnamed_speak_for_themselves() -> None:
    assert speakers('"We are looking into it," the Harbour Council said.') == ["Harbour Council"]
    assert speakers('"Safety was a cost," said the report.') == ["the report"]
    assert speakers('"Safety was a cost," a spokesman for the council said.') == [
        "a spokesman for the council"
    ]
    assert speakers(
        'But lawyers for the port said it was "a disgrace to every ferry we have".'
    ) == ["lawyers for the port"]


def test_pronouns_follow_gender_nearness_and_the_subject() -> None:
    text = 'Jane Roe met Peter Okoro.\n\n"It went well," {} said.'
    assert speakers(text.format("he")) == ["Peter Okoro"]
    assert speakers(text.format("she")) == ["Jane Roe"]
    chain = 'Peter Okoro came. He praised Tom Brandt.\n\n"He has worked," he said.'
    assert speakers(chain) == ["Peter Okoro"]


def test_according_to_him_means_somebody_named_before() -> None:
    text = 'Peter Okoro came.\n\nAccording to him, "the pier has cracked in two places".'
    assert speakers(text) == ["Peter Okoro"]


def test_who_holds_an_office_speaks_and_not_the_office() -> None:
    text = '"My people want peace," lamented the Duke of Harbour, Lord Tom Brandt.'
    assert speakers(text) == ["Tom Brandt"]


def test_conventions_of_african_papers_are_known() -> None:
    text = (
        "The police spokesperson, SP Amina Yusuf, came with Rtd Gen Joseph Mwangi.\n\n"
        '"Two men are in our custody," Yusuf said.\n\n"Work with us," Mr Mwangi said.\n\n'
        'Hon. Alhaji Musa Bello argued that "the suit is dead on arrival".'
    )
    assert speakers(text) == ["Amina Yusuf", "Joseph Mwangi", "Musa Bello"]


def test_an_unnamed_woman_may_be_meant() -> None:
    text = 'The woman stopped Tom Brandt.\n\n"You owe me a ferry," she said.'
    assert speakers(text) == ["The woman"]


def test_nobody_is_named_where_nobody_can_be() -> None:
    quote = only('"The dam is safe until it rains."')
    assert quote.speaker == ""
    assert quote.confidence == 0
    assert quote.attribution == "unknown"


def test_the_cue_and_the_role_are_kept() -> None:
    quote = only('"We sail," said Jane Roe, the mayor of Harbour.')
    assert (quote.cue, quote.role) == ("said", "mayor of Harbour")


def test_another_is_somebody_else_who_goes_on() -> None:
    text = (
        '"We stay here," one said.\n\n"We never had a choice," said another.\n\n'
        '"And the boats are ours."\n\n"Enough," said Jane Roe.'
    )
    assert speakers(text) == ["one", "another", "another", "Jane Roe"]


@pytest.mark.parametrize(
    ("given", "pronoun"), [("Dan", "he"), ("Russ", "he"), ("Pam", "she"), ("Gretchen", "she")]
)
def test_a_short_given_name_tells_who_he_and_she_are(given: str, pronoun: str) -> None:
    text = (
        f'"We stay here," Musa Okoro said.\n\n"So do we," Amina Okoro said.\n\n'
        f'{given} Brandt at the Harbour Post agreed with Okoro.\n\n"They stay," {pronoun} wrote.'
    )
    assert speakers(text)[-1] == f"{given} Brandt"


def test_who_is_told_is_not_who_goes_on_saying() -> None:
    text = (
        '"We stay here," Jane Roe told a Harbour Party rally, saying Tom Brandt would '
        '"sell every boat in this port".'
    )
    assert speakers(text) == ["Jane Roe", "Jane Roe"]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("the WHO said on Monday", "WHO"),
        ("WHO adviser Jane Roe said", "Jane Roe"),
        ("US Senator Jane Roe said", "Jane Roe"),
        ("said US President Jane Roe", "Jane Roe"),
        ("Jane Roe, who leads us, said", "Jane Roe"),
    ],
)
def test_initials_are_no_small_words(said: str, speaker: str) -> None:
    assert only(f'"The water is safe," {said}.').speaker == speaker


@pytest.mark.parametrize("word", ["Unless", "Contrary to what is said,", "Amid the storm,"])
def test_a_small_word_that_begins_a_sentence_never_speaks(word: str) -> None:
    text = (
        f'Jane Roe, the mayor, is back. {word} the boats leave, it is "very hard to see" the pier.'
    )
    assert speakers(text) == ["Jane Roe"]


@pytest.mark.parametrize("office", ["Secretary-Treasurer", "Attorney-General", "Treasurer"])
def test_a_title_of_two_words_is_no_part_of_a_name(office: str) -> None:
    quote = only(f'"The boats are ours," said United Harbour Sailors {office} Jane Roe.')
    assert quote.speaker == "Jane Roe"


def test_a_heading_that_repeats_words_of_a_quotation_is_its_speakers() -> None:
    text = (
        'Tom Brandt said: "I was first."\n\n"Our boats are gone"\n\n'
        'Jane Roe was the last. "Our boats are gone, and so is the fish," she said.'
    )
    assert speakers(text) == ["Tom Brandt", "Jane Roe", "Jane Roe"]


def test_a_heading_of_its_own_words_is_left_to_who_speaks_around_it() -> None:
    text = 'Tom Brandt said: "I was first."\n\n"Our boats are gone"\n\nJane Roe was the last.'
    assert speakers(text) == ["Tom Brandt", "Tom Brandt"]
