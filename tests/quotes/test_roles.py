import pytest

from newsreader.quotes.engine import find_quotes


@pytest.mark.parametrize(
    ("attribution", "role"),
    [
        ("said Jane Roe, the mayor of Harbour.", "mayor of Harbour"),
        ("said ferry spokeswoman Jane Roe.", "ferry spokeswoman"),
        ("said Rwandan President Jane Roe.", "Rwandan president"),
        ("said Mayor Jane Roe.", "mayor"),
        ("said Prime Minister Dr Jane Roe.", "prime minister"),
        ("said Jane Roe, the Mayor of Harbour.", "mayor of Harbour"),
        ("said the Mayor of Harbour, Jane Roe.", "mayor of Harbour"),
        ("said Health CS Jane Roe.", "Health CS"),
        ("said Mrs. Jane Roe.", ""),
        ("said Hon. Alhaja Jane Roe.", ""),
        ("said Jane Roe, a baker.", "baker"),
        ("said Jane Roe, 42, a lecturer from Harbour.", "lecturer from Harbour"),
        ("said Jane Roe, an adviser to Sen. Tom Brandt.", "adviser to Sen. Tom Brandt"),
        ("said Jane Roe, President Tom Brandt's adviser.", "President Tom Brandt's adviser"),
        ("said Jane Roe, a baker who had sailed.", "baker"),
        (
            "said Jane Roe, chief of staff to Tom Brandt whom she knew.",
            "chief of staff to Tom Brandt",
        ),
        (
            "said Jane Roe, head of research at the Harbour Institute and a writer of long novels.",
            "head of research at the Harbour Institute",
        ),
        ("said Jane Roe, 42, in town.", ""),
        ("said Jane Roe, Republican of Harbour.", "Republican of Harbour"),
        ("said Democratic Sen. Jane Roe.", "Democratic Sen."),
        ("said Jane Roe, a year later.", ""),
        ("said Jane Roe, a move that surprised the baker.", ""),
        ("said Jane Roe, 42", ""),
        ("said Jane Roe, giving the port a new head.", ""),
        ("said Jane Roe, acting head of the port.", "acting head of the port"),
        ("said Jane Roe, who laughed.", ""),
        ("said Jane Roe, in town.", ""),
        ("said Jane Roe, and other critics of the port.", ""),
        ("said Jane Roe, like other mayors.", ""),
    ],
)
def test_what_the_article_calls_a_speaker(attribution: str, role: str) -> None:
    (quote,) = find_quotes(f'"We sail at nine," {attribution}', "en")
    assert (quote.speaker, quote.role) == ("Jane Roe", role)


def test_a_role_read_elsewhere_stays_with_the_speaker() -> None:
    text = 'Tom Brandt, an engineer, came.\n\n"We sail at nine," Brandt said.'
    assert [quote.role for quote in find_quotes(text, "en")] == ["engineer"]


@pytest.mark.parametrize(
    ("beginning", "role"),
    [
        ("Police chief Jane Roe", "police chief"),
        ("Union leader Jane Roe", "union leader"),
        ("Labour spokeswoman Jane Roe", "Labour spokeswoman"),
        ("Harbour spokeswoman Jane Roe", "Harbour spokeswoman"),
    ],
)
def test_a_role_is_written_as_inside_a_sentence(beginning: str, role: str) -> None:
    (quote,) = find_quotes(f'{beginning} said: "We sail at nine."', "en")
    assert (quote.speaker, quote.role) == ("Jane Roe", role)


@pytest.mark.parametrize(
    ("beginning", "role"),
    [
        ("The mayor, Jane Roe, said", "mayor"),
        ("The port's harbour master, Jane Roe, said", ""),
        ("The mayor, Jane Roe, and Tom Brandt came. Roe said", ""),
        ("The mayor, Jane Roe, a baker and the engineer came. Roe said", ""),
        ("Mayor, Jane Roe, said", ""),
    ],
)
def test_a_name_between_commas_has_the_role_before_it(beginning: str, role: str) -> None:
    (quote,) = find_quotes(f'{beginning}: "We sail at nine."', "en")
    assert quote.role == role
