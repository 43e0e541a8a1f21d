"""Who says the quotations of one text, in the constructions of English news."""

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


DESCRIBED: list[Case] = [
    (
        'Another source speaking to Harbour News said, "The police are looking into it."',
        ["another source"],
    ),
    (
        'An officer working for Tom Brandt said, "The police are looking into it."',
        ["an officer working for Tom Brandt"],
    ),
    (
        "Anthony Brome, president and CEO of Harbour Restaurant Association stated, "
        '"It is a problem of mathematics."',
        ["Anthony Brome"],
    ),
    (
        'Jane Roe, a former officer of Harbour Police has written "a book about all of it".',
        ["Jane Roe"],
    ),
    (
        '"It is likely," said another leading lawyer, Andrew J. Pine of the law firm Brome.',
        ["Andrew J. Pine"],
    ),
    (
        '"It is likely," Representative Peter T. King, Republican of New York, said of it.',
        ["Peter T. King"],
    ),
    (
        '"If they did nothing, they have nothing to fear," Sen. Tom Brandt (D-N.Y.) said Tuesday.',
        ["Tom Brandt"],
    ),
    ('"I saw it all," said the base chief known as Bob, in his first interview.', ["Bob"]),
    ('"We are not free," tweeted a user from Harbour going by the handle Slim.', ["Slim"]),
    ('"We are not free," wrote a man calling himself Paul Brome.', ["Paul Brome"]),
]


@pytest.mark.parametrize(("text", "wanted"), DESCRIBED)
def test_a_description_does_not_hide_its_speaker(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted
