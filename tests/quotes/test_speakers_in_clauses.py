"""Who says the quotations of sentences with several clauses, in English news."""

import pytest

from newsreader.quotes.engine import find_quotes

Case = tuple[str, list[str]]


def speakers(text: str) -> list[str]:
    return [quote.speaker for quote in find_quotes(text, "en")]


FRONTED: list[Case] = [
    (
        'After Jane Roe said that pupils might do better at "less advanced schools," Tom Brandt '
        'said: "I like it not."',
        ["Jane Roe", "Tom Brandt"],
    ),
    (
        'When the director, Tom Brandt, said on Tuesday that he had no "direct evidence" that '
        'Jane Roe\'s email account had been "successfully hacked," experts nodded.',
        ["Tom Brandt", "Tom Brandt"],
    ),
    (
        'While Jane Roe acknowledges Tom Brandt\'s appeal as a "forceful persona," she sees Musa '
        "Okoro as better.",
        ["Jane Roe"],
    ),
    (
        'But when Jane Roe described the port as "a hole in the ground," Tom Brandt argued with '
        "her.",
        ["Jane Roe"],
    ),
    (
        'Acknowledging that Tom Brandt "says a lot of foolish things," though, Jane Roe did '
        "suggest that he has an advantage.",
        ["Jane Roe"],
    ),
    (
        'Calling Tom Brandt "a danger to the port," Jane Roe walked out.',
        ["Jane Roe"],
    ),
    ('When asked about the port, "We will not sell it," Jane Roe said.', ["Jane Roe"]),
    ('When Tom Brandt left, Jane Roe said the port was "a danger to all".', ["Jane Roe"]),
]


@pytest.mark.parametrize(("text", "wanted"), FRONTED)
def test_a_clause_before_the_main_clause_has_a_speaker_of_its_own(
    text: str, wanted: list[str]
) -> None:
    assert speakers(text) == wanted


RELATIVE: list[Case] = [
    (
        "Tom Brandt spoke at the summit in Harbour, Ohio, which Brandt claims affirmed "
        '"the basic belief in the people".',
        ["Tom Brandt"],
    ),
    (
        'The port, which Jane Roe says confirmed "the old fears of the town", is shut.',
        ["Jane Roe"],
    ),
    (
        'Jane Roe left. The letter, which she claims described the port as "a hole", is lost.',
        ["Jane Roe"],
    ),
    (
        'At the port in Harbour, Tom Brandt said the sea "takes what it is given".',
        ["Tom Brandt"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), RELATIVE)
def test_who_claims_it_says_what_a_relative_clause_quotes(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


PREDICATES: list[Case] = [
    (
        "Tom Brandt stood beside Jane Roe's successor, Prime Minister Musa Okoro, and described "
        'the government as being "democratically elected".',
        ["Tom Brandt"],
    ),
    (
        'Tom Brandt met his rival, Jane Roe, and said it was "a good and honest talk".',
        ["Tom Brandt"],
    ),
    (
        "Tom Brandt spoke of his late remarks about his old rival, Jane Roe, saying "
        '"she has never seen the port".',
        ["Tom Brandt"],
    ),
    (
        "The team of Tom Brandt sent a letter with a picture of Mrs. Roe and her husband, Musa "
        'Okoro, at the port, and Lena Brome accused them of being "traitors to the town".',
        ["Lena Brome"],
    ),
    (
        "Tom Brandt on Monday signed an order, while Jane Roe, the former governor of Ohio, "
        'proposed to "wake up and smell the coffee".',
        ["Jane Roe"],
    ),
    (
        'Jane Roe, the mayor of Harbour, met Tom Brandt and called it "a good and honest talk".',
        ["Jane Roe"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), PREDICATES)
def test_a_second_verb_belongs_to_the_subject_of_the_first(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


DEPENDING: list[Case] = [
    (
        'Jane Roe says her "friend and colleague" Tom Brandt ran "a campaign of hope and joy".',
        ["Jane Roe", "Jane Roe"],
    ),
    (
        'Jane Roe said the "old guard" of the port made "a great and lasting mess".',
        ["Jane Roe", "Jane Roe"],
    ),
    (
        'Jane Roe said the port was "a hole", and Tom Brandt called it "a gift to the town".',
        ["Jane Roe", "Tom Brandt"],
    ),
    (
        'Jane Roe said the port was "a hole in the ground", but Tom Brandt put it "rather '
        'differently".',
        ["Jane Roe", "Tom Brandt"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), DEPENDING)
def test_a_verb_inside_what_somebody_says_is_no_speech_of_another(
    text: str, wanted: list[str]
) -> None:
    assert speakers(text) == wanted


TOGETHER: list[Case] = [
    (
        'Jane Roe and Tom Brandt issued a statement describing the talk as a "very good step" '
        'that recognised "many common aims".',
        ["Jane Roe and Tom Brandt", "Jane Roe and Tom Brandt"],
    ),
    (
        'Jane Roe, Musa Okoro and Tom Brandt wrote a letter calling the port "a very bad idea".',
        ["Jane Roe, Musa Okoro and Tom Brandt"],
    ),
    (
        'Jane Roe met Tom Brandt and Musa Okoro said the port was "a very bad idea".',
        ["Musa Okoro"],
    ),
    (
        "Jane Roe met Musa Okoro, and Tom Brandt wrote a letter calling the port "
        '"a very bad idea".',
        ["Tom Brandt"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOGETHER)
def test_who_act_together_speak_together(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


ASIDES: list[Case] = [
    (
        "Jane Roe said she was certain Tom Brandt will continue to be "
        '"a champion of the whole town".',
        ["Jane Roe"],
    ),
    (
        "Jane Roe wrote back to Tom Brandt that it was odd to hear it from a man who promised "
        'to sell the port: "You are the last to ask."',
        ["Jane Roe"],
    ),
    (
        "Tom Brandt conceded that Musa Okoro had touched Jane Roe but implied it was her fault "
        'for "grabbing at him".',
        ["Tom Brandt"],
    ),
    ('Jane Roe, who promised to stay, left: "You are the last to ask."', ["Jane Roe"]),
]


@pytest.mark.parametrize(("text", "wanted"), ASIDES)
def test_a_verb_in_an_aside_yields_to_the_one_of_the_sentence(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


SENTENCES: list[Case] = [
    (
        'Tom Brandt wrote: "I love the port!" Former mayor Jane Roe broke down what was wrong with '
        'it to the Harbour paper: "It was so rude."',
        ["Tom Brandt", "Jane Roe"],
    ),
    (
        'Jane Roe, a guest of the show "The Apprentice of Harbour," who went on to work with Tom '
        'Brandt, said her boss was "always kind and generous".',
        ["Jane Roe"],
    ),
    (
        'Lena Brome, who ran the show, met Tom Brandt, who said: "It is a fine show."',
        ["Tom Brandt"],
    ),
    (
        'Hours later, Tom Brandt returned the favour to Jane Roe, telling Reuters, "We are old '
        'friends."',
        ["Tom Brandt"],
    ),
    (
        '"It is fine," said Jane Roe, adding that she worked with Tom Brandt, who was there for '
        'cleaning it up and putting it into a file: "He is a good man."',
        ["Jane Roe", "Jane Roe"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_the_sentence_around_a_quotation_tells_its_speaker(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


CLAUSES: list[Case] = [
    (
        "Tom Brandt hurt a man who is liked in Harbour, and spread charges that Musa Okoro, for "
        'one, called "a hole in the ground".',
        ["Musa Okoro"],
    ),
    (
        '"Tom Brandt is no easy man," said Jane Roe, who wrote a book. Brandt "kind of misspoke. '
        'This is nothing he should say."',
        ["Jane Roe", "Jane Roe"],
    ),
    (
        'Tom Brandt met critics — often described as a "hunt for witches" by Jane Roe — for years.',
        ["Jane Roe"],
    ),
    (
        'Lena Brome and former Harbour mayor Jane Roe met Mayor Tom Brandt. "So it is," the former '
        "mayor said.",
        ["Jane Roe"],
    ),
    (
        '"It was a fine speech. She is ready."\n\n- Jane Roe, after the speech.\n\nTom Brandt was '
        "there.",
        ["Jane Roe"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CLAUSES)
def test_a_quotation_belongs_to_who_is_named_in_its_own_clause(
    text: str, wanted: list[str]
) -> None:
    assert speakers(text) == wanted


CONTENTS: list[Case] = [
    (
        "Many fears expressed by the elders go beyond Brandt's solemn pledge to be \"neutral in "
        'it all".',
        ["Brandt"],
    ),
    (
        'Jane Roe called Tom Brandt\'s assertion of a "claim of right" over it "a great and '
        'disturbing lie".',
        ["Tom Brandt", "Jane Roe"],
    ),
    ('Jane Roe criticised Brandt\'s view as "naive and foolish talk".', ["Jane Roe"]),
    ('Jane Roe called Brandt\'s answer "a great and disturbing lie".', ["Jane Roe"]),
]


@pytest.mark.parametrize(("text", "wanted"), CONTENTS)
def test_a_noun_owns_its_content_and_not_what_is_said_of_it(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


INSTEAD: list[Case] = [
    (
        'Tom Brandt cannot say that "from his perspective," Jane Roe added at the port.',
        ["Jane Roe"],
    ),
    ('Nothing the mayor said "will calm the fears of the people," Jane Roe said.', ["Jane Roe"]),
    ('What Tom Brandt says "is not what the port needs," Jane Roe said.', ["Jane Roe"]),
    ('Tom Brandt said "the port is shut for now," and Jane Roe said it was not.', ["Tom Brandt"]),
    ('Tom Brandt would not say that "the port is shut for good and all".', ["Tom Brandt"]),
]


@pytest.mark.parametrize(("text", "wanted"), INSTEAD)
def test_who_speaks_of_another_s_words_says_them(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted
