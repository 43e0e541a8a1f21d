import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.quotes.language_loading import load_language
from newsreader.quotes.text.spans import find_quote_spans, opens_line

ENGLISH = load_language("en")
MARKED_TEXT = st.text(st.sampled_from("ab 9s.,\n\"'“”‘’„«»「」`—([é"), max_size=80)


def words(text: str, code: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in find_quote_spans(text, load_language(code))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We wait," she said.', ["We wait,"]),
        ("“We wait,” she said.", ["We wait,"]),
        ('“We wait," she said.', ["We wait,"]),
        ("``We wait,'' she said.", ["We wait,"]),
        ("‘It’s the ferries’ fault,’ he said.", ["It’s the ferries’ fault,"]),
        ("'It's the ferry's fault,' he said.", ["It's the ferry's fault,"]),
        ("The '90s and rock 'n' roll don't count as ferries' days.", []),
        ('A 19" screen fell. "Mind it," he said.', ["Mind it,"]),
        ("\"He said 'go', and I went,\" she said.", ["He said 'go', and I went,"]),
        ('"He said "go" and I went," she said.', ['He said "go" and I went,']),
        ('They wrote "Ferry 2031" on it.', ["Ferry 2031"]),
        ("« Nous attendons », dit-il.", ["Nous attendons"]),
        ("„Wir warten“, sagte er.", ["Wir warten"]),
        ("”Vi väntar”, säger hon.", ["Vi väntar"]),
        ("田中氏は「私は『待つ』と言った」と述べた。", ["私は『待つ』と言った"]),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_inward_guillemets_open_with_the_right_one() -> None:
    assert words("»Wir warten«, sagte er.", "de") == ["Wir warten"]


def test_a_dash_opens_dialogue_where_the_language_has_it() -> None:
    text = "—No esperamos —dijo ella—. Nunca.\nLa plaza —vacía— callaba."
    assert words(text, "es") == ["No esperamos", "Nunca."]
    assert words(text, "en") == []


def test_an_opening_mark_without_a_closing_one_reaches_to_the_end_of_its_line() -> None:
    text = 'She said: "The pier cracked.\n\n"We closed it."\n\nNobody came.'
    spans = find_quote_spans(text, ENGLISH)
    assert [text[span.start : span.end] for span in spans] == [
        "The pier cracked.",
        "We closed it.",
    ]
    assert [span.closed for span in spans] == [False, True]


def test_a_second_opening_mark_ends_what_was_left_open() -> None:
    assert words('"We appeal, she said. "We have time," she added.') == [
        "We appeal, she said.",
        "We have time,",
    ]


def test_words_that_lost_their_opening_mark_begin_with_their_line() -> None:
    assert words('We will not give up the pier," she said.') == ["We will not give up the pier,"]
    assert words('The pier 19", she said.') == []


def test_marks_around_nothing_are_nothing() -> None:
    assert words('"" and "..." and “ ”') == []


def test_a_span_knows_whether_it_opens_its_line() -> None:
    text = 'He said "no".\n  "Yes," she said.'
    assert [opens_line(text, span) for span in find_quote_spans(text, ENGLISH)] == [False, True]


@example("—“9 —9", "es")  # a mark that opens in what is said behind a dash, and ends after it
@given(MARKED_TEXT, st.sampled_from(["en", "de", "fr", "es", "ja"]))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, code: str) -> None:
    at = 0
    for span in find_quote_spans(text, load_language(code)):
        assert at <= span.outer_start <= span.start < span.end <= span.outer_end <= len(text)
        assert "\n" not in text[span.start : span.end]
        assert not text[span.start].isspace() and not text[span.end - 1].isspace()
        at = span.outer_end


def test_two_single_marks_and_the_remains_of_an_entity_are_marks() -> None:
    assert words("''We sail,'' she said.") == ["We sail,"]
    assert words("&quot;We sail,&quot; she said.") == ["We sail,"]
    assert words("The pier is 19'' long.") == []
