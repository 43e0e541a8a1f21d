"""What became of quotes in the next version of a story."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_changes import changes_in_words, quote_changes

OLD = (
    "The council met on Friday in the old hall beside the river. “We will rebuild the bridge by "
    "May,” said Jane Roe. “It was never built,” Tom Brandt said, “to carry heavy lorries.” "
    "“Nobody asked me about the ferry,” somebody shouted from the gallery above the clock."
)


def said(*pieces: str, speaker: str = "Jane Roe", confidence: float = 0.9) -> Quote:
    parts = tuple((OLD.index(one), OLD.index(one) + len(one)) for one in pieces)
    start, end = parts[0][0], parts[-1][1]
    return Quote(
        start,
        end,
        OLD[start:end],
        speaker,
        confidence=confidence if speaker else 0.0,
        parts=parts if len(parts) > 1 else (),
    )


QUOTES = (
    said("We will rebuild the bridge by May,"),
    said("It was never built,", "to carry heavy lorries.", speaker="Tom Brandt"),
    said("Nobody asked me about the ferry,", speaker=""),
)


def told(new: str) -> list[tuple[str, str]]:
    return [(one.in_words, one.new) for one in quote_changes(OLD, QUOTES, new)]


def test_words_of_the_reporter_are_given_to_nobody() -> None:
    words = "We waited twelve years and nothing came of it,"
    old = f'The council met. "{words}" said Jane Roe, the mayor.'
    new = 'The council met. "We waited for twelve years" she said.'
    start = old.index(words)
    quote = Quote(start, start + len(words), words, "Jane Roe", confidence=0.9)
    (change,) = quote_changes(old, [quote], new)
    assert change.new == "We waited for twelve years"


def test_quotes_that_were_taken_out_or_reworded_are_told_with_their_speakers() -> None:
    gone = OLD.replace("“We will rebuild the bridge by May,” said Jane Roe. ", "")
    assert told(gone) == [("words of Jane Roe were taken out", "")]
    later = OLD.replace("by May", "by June").replace("heavy ", "")
    assert told(later) == [
        ("words of Jane Roe were reworded", "We will rebuild the bridge by June,"),
        ("words of Tom Brandt were reworded", "It was never built, […] to carry lorries."),
    ]
    doubtful = said("We will rebuild the bridge by May,", confidence=0.6)
    (one,) = quote_changes(OLD, [doubtful], later)
    assert one.in_words == "words probably of Jane Roe were reworded"
    assert one.record["certainty"] == "probable" and one.record["old"] == doubtful.text


@given(
    st.sampled_from(("", "UPDATED\n\n", "A later lead about the weather.\n\n")),
    st.sampled_from(("", "\n\nA correction was added below the story.")),
)
def test_what_only_moved_or_has_another_typography_is_no_change(lead: str, tail: str) -> None:
    plain = OLD.replace("“", '"').replace("”", '"')
    for text in (OLD, plain):
        assert quote_changes(OLD, QUOTES, lead + text + tail) == ()


def test_whose_words_changed_is_told_in_a_sentence() -> None:
    gone = OLD.replace("“We will rebuild the bridge by May,” said Jane Roe. ", "")
    found = quote_changes(OLD, QUOTES, gone.replace("heavy ", ""))
    assert changes_in_words(found) == (
        "Words of Jane Roe were taken out and words of Tom Brandt were reworded."
    )
    assert changes_in_words([]) == ""
    many = [replace(found[0], quote=replace(QUOTES[0], speaker=name)) for name in "ABCDE"]
    assert changes_in_words([*many, *many]).endswith("C were taken out and 2 more such.")
