import pytest

from newsreader.quotes.engine import find_quotes


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "experts" left early.',
        'The film "The Long Pier" opens on Friday.',
        'The trawler, named "Santa Rosa", sank off the coast.',
        'Joe "Tiger" Mensah won in the third round.',
        'Short-selling, or "betting against the market", is legal here.',
        'He only shrugs, as if to say "what did you expect?".',
        '1. "Plan your day"',
        'Step 2: "Open the valve"',
    ],
)
def test_titles_nicknames_and_terms_are_no_quotations(text: str) -> None:
    assert find_quotes(text, "en") == ()


@pytest.mark.parametrize(
    "text",
    [
        'The minister said the figures were "nonsense".',
        'Jane Roe called the plan "an insult to every sailor in this port".',
        'Protesters held banners reading "Water is life".',
        '"The dam is safe until it rains."',
    ],
)
def test_fragments_slogans_and_bare_sentences_are_quotations(text: str) -> None:
    assert len(find_quotes(text, "en")) == 1


@pytest.mark.parametrize("mark", ["''", "‘’"])
def test_a_line_in_single_marks_between_double_ones_is_a_heading(mark: str) -> None:
    heading = f"{mark[0]}The tide is no enemy.{mark[1]}"
    text = f'"We stay here," Jane Roe said.\n\n{heading}\n\n"We do not go," she said.'
    assert [quote.text for quote in find_quotes(text, "en")] == ["We stay here,", "We do not go,"]


def test_a_line_in_single_marks_is_speech_where_all_speech_has_them() -> None:
    text = "'We stay here,' Jane Roe said.\n\n'The tide is no enemy.'\n\nThe boats went out."
    assert len(find_quotes(text, "en")) == 2


def test_small_words_alone_are_no_title() -> None:
    text = (
        "Jane Roe, the coach, came last. She has described the job, at various times, as “a "
        "calling”, “a sentence” and “close to the shops”. She left."
    )
    quoted = [quote.text for quote in find_quotes(text, "en")]
    assert quoted == ["a calling", "a sentence", "close to the shops"]
