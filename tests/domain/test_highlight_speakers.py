"""Which quote tells who says a highlighted passage."""

from dataclasses import replace
from typing import Any

from newsreader.domain.highlight import AnchorState, Highlight
from newsreader.domain.highlight_speakers import with_speakers
from newsreader.domain.quote import Quote

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


def test_a_sentence_around_a_quote_is_nobodys_unless_it_was_made_as_one() -> None:
    around = marked("“We came,” said Roe.")
    (plain,), (made_as,) = (
        with_speakers([one], QUOTES) for one in (around, replace(around, speaker="Somebody"))
    )
    assert (plain.speaker, made_as.speaker) == ("", "Jane Roe")
    across = marked(TEXT[: TEXT.index("We won")], speaker="Somebody")
    assert with_speakers([across], QUOTES)[0].speaker == "Jane Roe"


def test_what_no_quote_tells_of_is_kept() -> None:
    kept = marked("They left.", speaker="Somebody", confidence=0.4)
    orphan = marked("“We came,”", speaker="Somebody", state=AnchorState.ORPHAN)
    assert with_speakers([kept, orphan], QUOTES) == (kept, orphan)
    start = TEXT.index("They")
    (gone,) = with_speakers([kept], QUOTES, [(start, start + 4)])
    assert (gone.speaker, gone.confidence) == ("", 0.0)
