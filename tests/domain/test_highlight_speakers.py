"""Which quote tells who says a highlighted passage."""

from dataclasses import replace
from typing import Any

from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.highlights.highlight_speakers import with_speakers
from newsreader.domain.quoting.quote import Quote

TEXT = "“We came,” said Roe. “We saw,” she said. They left. “We won,” said Brandt, “at last.”"


def quote(words: str, speaker: str, inferred: bool = False) -> Quote:
    at = TEXT.index(words)
    return Quote(at, at + len(words), words, speaker, confidence=0.5, inferred=inferred)


QUOTES = (
    quote("We came,", "Jane Roe"),
    quote("We saw,", "Jane Roe", inferred=True),
    quote("We won,” said Brandt, “at last.", "Tom Brandt"),
)


def marked(words: str, **more: Any) -> Highlight:
    at = TEXT.index(words)
    return replace(Highlight("1", 1, at, at + len(words), words), **more)


def test_a_passage_is_said_by_the_speaker_of_the_quote_it_lies_in() -> None:
    found = [
        marked(one)
        for one in (
            "“We came,”",
            "We saw,",
            "saw",
            "They left.",
            "“We won,” said Brandt, “at last.”",
        )
    ]
    told = with_speakers(found, QUOTES)
    assert [one.speaker for one in told] == ["Jane Roe", "Jane Roe", "Jane Roe", "", "Tom Brandt"]
    assert [one.inferred for one in told] == [False, True, True, False, False]
    assert told[0].attribution == "probably Jane Roe"


def test_a_sentence_around_a_quote_quotes_its_speaker_unless_it_was_made_as_one() -> None:
    around = marked("“We came,” said Roe.")
    (plain,), (made_as,) = (
        with_speakers([one], QUOTES) for one in (around, replace(around, speaker="Somebody"))
    )
    assert (plain.attribution, plain.is_quote) == ("quotes probably Jane Roe", False)
    assert (made_as.attribution, made_as.is_quote) == ("probably Jane Roe", True)
    across = marked(TEXT[: TEXT.index("We won")], speaker="Somebody")
    assert with_speakers([across], QUOTES)[0].speaker == "Jane Roe"


def test_a_passage_quotes_a_speaker_only_whose_words_are_whole_and_alone_in_it() -> None:
    both = marked("“We came,” said Roe. “We saw,” she said.")
    cut = marked("came,” said Roe.")
    two = marked(TEXT)
    told = with_speakers([both, cut, two], QUOTES)
    assert [one.attribution for one in told] == ["quotes probably Jane Roe", "unknown", "unknown"]
    assert told[0].inferred, "one of them is"
    unsure = [replace(one, confidence=0.1) for one in QUOTES]
    assert with_speakers([both], unsure)[0].attribution == "unknown"


def test_who_is_quoted_is_looked_up_again() -> None:
    (around,) = with_speakers([marked("“We came,” said Roe.")], QUOTES)
    (corrected,) = with_speakers([around], [replace(QUOTES[0], speaker="Eva Holm")])
    assert (corrected.speaker, corrected.quoting) == ("Eva Holm", True)
    whole = Quote(around.start, around.end, around.text, "Tom Brandt", confidence=0.9)
    (said,) = with_speakers([around], [whole])
    assert (said.attribution, said.is_quote) == ("Tom Brandt", True)
    start = around.start
    (nobodys,) = with_speakers([around], [], [(start, start + 4)])
    assert (nobodys.attribution, nobodys.quoting) == ("unknown", False)


def test_what_no_quote_tells_of_is_kept() -> None:
    kept = marked("They left.", speaker="Somebody", confidence=0.4)
    orphan = marked("“We came,”", speaker="Somebody", state=AnchorState.ORPHAN)
    assert with_speakers([kept, orphan], QUOTES) == (kept, orphan)
    start = TEXT.index("They")
    (gone,) = with_speakers([kept], QUOTES, [(start, start + 4)])
    assert (gone.speaker, gone.confidence) == ("", 0.0)
