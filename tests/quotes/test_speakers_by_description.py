"""Who says the quotations of speakers with descriptions, labels and offices, in English news."""

import pytest

from newsreader.quotes.engine import find_quotes

Case = tuple[str, list[str]]


def speakers(text: str) -> list[str]:
    return [quote.speaker for quote in find_quotes(text, "en")]


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


BEFORE_CUE: list[Case] = [
    (
        '"She is a mother," another friend, Jane Roe told the paper. "She sings."',
        ["Jane Roe", "Jane Roe"],
    ),
    (
        '"They have to decide," Hands for Harbour organising director Jane Roe told the paper.',
        ["Jane Roe"],
    ),
    ('"It was the first time," HBC This Morning co-host Tom Brandt said.', ["Tom Brandt"]),
    (
        'Jane Roe left. "She is a mother," a friend told the paper.',
        ["a friend"],
    ),
    (
        'Jane Roe said she would "wait and see," while Mayor Tom Brandt and Musa Okoro agreed.',
        ["Jane Roe"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), BEFORE_CUE)
def test_who_is_named_right_before_the_verb_speaks(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


LABELLED: list[Case] = [
    ('- Lena Brome and Jim Roe: "We found that the port is fine."', ["Lena Brome and Jim Roe"]),
    ('PORTS MATTER - Jane Roe: "We found that the port is fine."', ["Jane Roe"]),
    ('The port has been shut — Jane Roe: "We found that it is fine."', ["Jane Roe"]),
    ('Jane Roe, Harbour Post: "We found that the port is fine."', ["Jane Roe"]),
]


@pytest.mark.parametrize(("text", "wanted"), LABELLED)
def test_a_name_and_a_colon_label_what_follows(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


NOUNS: list[Case] = [
    ('The fears of many go beyond Brandt\'s solemn pledge to be "neutral in it".', ["Brandt"]),
    (
        'Aides say Tom Brandt will run. From Brandt\'s Facebook post: "We must move on now."',
        ["Tom Brandt"],
    ),
    (
        'Jane Roe tried to say Brandt\'s great complaint about it all "is not new to her".',
        ["Jane Roe"],
    ),
    ('Jane Roe\'s answer was "a clear and loud no".', ["Jane Roe"]),
    (
        'Tom Brandt would accept an interview with the "anchor of the port" — a play on words '
        'with the phrase "anchor in the port," which sailors use.',
        ["Tom Brandt", "Tom Brandt"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), NOUNS)
def test_a_noun_of_saying_tells_whose_words_they_are(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


LINES: list[Case] = [
    (
        "Roe: Brandt's view of the port is 'dangerously wrong'\nJane Roe spoke to Tom Brandt.",
        ["Jane Roe"],
    ),
    (
        "Jane Roe: Brandt tells all that the port is 'a great and lasting gift'\nTom Brandt came.",
        ["Tom Brandt"],
    ),
    (
        '"It was a fine speech. She is ready."\n- Jane Roe, writing after the speech.\n'
        '"We hear it all the time, and it needs to stop."\n-Michelle Brome, Harbour.',
        ["Jane Roe", "Michelle Brome"],
    ),
    (
        'Tom Brandt said he would come. "It was a fine speech."\n'
        "- Jane Roe won the race and went home.",
        ["Tom Brandt"],
    ),
    (
        "Musa Okoro was a poet. When Okoro died in 1998, Jane Roe released the following "
        'statement:\n"We offer our condolences to the family."',
        ["Jane Roe"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), LINES)
def test_lines_above_and_below_tell_who_speaks(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


OFFICES: list[Case] = [
    (
        "We met Jane Roe, governor of Harbour, and the former governor Tom Brandt. Brandt ran. "
        '"We know it all," the governor said.',
        ["Jane Roe"],
    ),
    (
        'Tom Brandt, a former governor of Harbour, ran against Lena Brome. "We know it all," the '
        "governor said.",
        ["Tom Brandt"],
    ),
    (
        'Tom Brandt, the deputy mayor, met the mayor, Jane Roe. Brandt ran. "We know it all," the '
        "mayor said.",
        ["Jane Roe"],
    ),
    (
        "Mayor Jane Roe came on Monday. Appearing on HBC's Face the Nation, the mayor said it was "
        '"a great and lasting mess".',
        ["Jane Roe"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), OFFICES)
def test_an_office_means_who_holds_it_now(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


QUALIFIED: list[Case] = [
    (
        "After a report about a video in which Tom Brandt bragged about it, a student group at the "
        'Harbour University in Lynchburg, Va., derided him as a man "who speaks evil all day".',
        ["a student group at the Harbour University in Lynchburg"],
    ),
    (
        'Jane Roe, a 55-year-old nurse from Sumter, Ohio, says Tom Brandt will "leave with '
        'momentum on his side".',
        ["Jane Roe"],
    ),
    (
        'Jane Roe, during a town hall meeting in Sumter, Ohio, said she was "going to put many '
        'out of work".',
        ["Jane Roe"],
    ),
    (
        'Senator Jane Roe, Democrat of New York, wrote: "I like all girls."',
        ["Jane Roe"],
    ),
    (
        "Tom Brandt won. Musa Okoro is a student.\nBrandt supporters on campus looked to Okoro, "
        'who had revived the club. He declined.\n"We were a new club and took no side," he said.',
        ["Musa Okoro"],
    ),
    (
        'Jane Roe said it was "wonderful news for us", along with Tom Brandt, who sent "lots of '
        'love and joy".',
        ["Jane Roe", "Tom Brandt"],
    ),
    (
        "On the show “Harbour on Sunday,” Mayor Jane Roe said Tom Brandt's tweet to the port was "
        'meant "to mock the guests".',
        ["Jane Roe"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), QUALIFIED)
def test_what_explains_or_qualifies_is_no_speaker(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


WITNESSED: list[Case] = [
    (
        '"Should there be a port at all?" a reporter can be heard asking Tom Brandt.',
        ["a reporter"],
    ),
    ('"We are free at last," a woman is seen shouting at Tom Brandt.', ["a woman"]),
    (
        '"From day one I made it my task," the bespectacled, soft-spoken diplomat said.',
        ["the bespectacled, soft-spoken diplomat"],
    ),
    (
        'Jane Roe stood up, shouting "No, not ever!" A harbour notice posted on Monday says so.',
        ["Jane Roe"],
    ),
    (
        'In the film, children bash in a house, yelling "mine, all mine!" A campaign notice '
        "released on Thursday blames Tom Brandt.",
        [""],
    ),
    ('"No, not ever!" Tom Brandt said.', ["Tom Brandt"]),
]


@pytest.mark.parametrize(("text", "wanted"), WITNESSED)
def test_who_is_heard_is_told_from_who_comes_after(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


WRITER: list[str] = [
    'When Jane Roe spoke of it, I laughed and said, "I do not believe in the port." She left.',
    'I asked Jane Roe: "Do you believe in the port at all?" She left.',
    'Jane Roe left. "Do you believe in the port at all?" I asked her. She left.',
    'Jane Roe left. We said, "It is a fine and lovely port." She left.',
]


@pytest.mark.parametrize("text", WRITER)
def test_what_the_writer_said_is_nobody_else_s(text: str) -> None:
    assert speakers(text) == [""]


def test_the_writer_s_question_leaves_the_answer_to_who_gives_it() -> None:
    assert speakers(
        'I asked Jane Roe about the port. "It is a fine and lovely port," she said.'
    ) == ["Jane Roe"]


def test_thanks_behind_a_quotation_is_no_verb() -> None:
    text = 'Jane Roe said Tom Brandt could "charm the whole port" thanks to his looks.'
    assert speakers(text) == ["Jane Roe"]


PHRASES: list[Case] = [
    (
        'Andrean High School fans also chanted, "Build a wall around it," on the way home.',
        ["Andrean High School fans"],
    ),
    (
        "Jane Roe left. The Brandt campaign on Monday also doubled down, saying she is skilled "
        '"on paper but nowhere else".',
        ["the Brandt campaign"],
    ),
    (
        'Jane Roe left. "It is just so," the mayor of Harbour on Friday said.',
        ["the mayor of Harbour"],
    ),
    (
        "Jane Roe, mayor of Harbour, and Tom Brandt both said the port was "
        '"closed for good and all".',
        ["Tom Brandt"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), PHRASES)
def test_a_phrase_has_all_its_nouns_and_no_day(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


NOBODY: list[tuple[str, str]] = [
    ("Harbour President On Brandt: 'We Do Not Pay Them To Appear.'\nTom Brandt left.", "Brandt"),
    (
        'While most of those who came are from Ohio, this makes sense because "it is a mostly '
        'empty town".',
        "Ohio",
    ),
    ('Tom Brandt slept. These suggest that "the port is closed for good".', "These"),
    ("Mayor With Brandt: 'We Will Open The Port Again Soon.'\nTom Brandt left.", "Tom Brandt"),
]


@pytest.mark.parametrize(("text", "other"), NOBODY)
def test_no_speaker_is_what_a_preposition_or_this_stands_for(text: str, other: str) -> None:
    assert other not in speakers(text)


THINGS: list[Case] = [
    (
        '"It is like the sixties all on," the dawn of the modern movement, Okoro says. Musa Okoro '
        "wrote it.",
        ["Musa Okoro"],
    ),
    (
        'When Tom Brandt finally wrapped up — "I will fight for you, and I will win!" — the '
        "balloons cascaded down.",
        ["Tom Brandt"],
    ),
    ('"It is so, and it was so," the order released on Friday said.', ["the order"]),
    ('"We want it all," the crowd roared back at Tom Brandt.', ["the crowd"]),
    (
        '"It is a costly business," said Will Doyle, a professor of education in Nashville.',
        ["Will Doyle"],
    ),
    (
        "Jane Roe ran. One of the old supporters who still backs Roe, former Ohio Rep. Pat Brome, "
        'lives there and wrote that it was "tragic in every way one can think of".',
        ["Pat Brome"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), THINGS)
def test_a_thing_beside_a_verb_is_no_speaker(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


NAMED_AFTER: list[Case] = [
    (
        'The editors of the Okoro Train are tired. "It is slow," Okoro told reporters.',
        ["Okoro"],
    ),
    (
        'The Roe Line runs from Harbour. "It was hard to lay," Jane Roe said. "So hard," Roe said.',
        ["Jane Roe", "Jane Roe"],
    ),
    (
        'We asked the Obinna Brandt supporters. "We are slow," Obinna said.',
        ["Obinna Brandt"],
    ),
    ('Everybody knows the Brome Ledger. "It is fine," Brome said.', ["Brome"]),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED_AFTER)
def test_a_thing_with_an_article_lends_nobody_its_name(text: str, wanted: list[str]) -> None:
    assert speakers(text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "«No dormía», declaró la mujer de 35 años de edad en la plaza.", "la mujer"),
        ("es", "La mujer de 35 años declaró: «No dormía por las noches».", "la mujer"),
        ("it", "«Non dormivo», ha detto la donna di 35 anni.", "la donna"),
        ("fr", "« Je ne dormais pas », a dit la femme de 35 ans.", "la femme"),
        ("en", "“I did not sleep,” said a man of 35 years.", "a man"),
        ("en", "“I did not sleep,” said a group of 200 residents.", "a group of 200 residents"),
        ("es", "«No dormía», dijo un grupo de 20 vecinos.", "un grupo de 20 vecinos"),
    ],
)
def test_an_age_is_no_part_of_a_description(language: str, text: str, speaker: str) -> None:
    (quote,) = find_quotes(text, language)
    assert quote.speaker == speaker
