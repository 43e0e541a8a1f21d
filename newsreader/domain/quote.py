"""A quotation in a story and who said it."""

from dataclasses import dataclass

from newsreader.domain.pickling import Portable

SURE = 0.75
"""From this confidence on a speaker is named without "probably"."""
LIKELY = 0.35
"""Under this confidence a speaker is not named at all."""


@dataclass(frozen=True, slots=True)
class Quote(Portable):
    """The words between quotation marks, the speaker, and how sure the engine is of that."""

    start: int
    """Where the words begin in the document's text, after the opening mark."""
    end: int
    """Where they end, before the closing mark."""
    text: str
    """The words: ``document.text[start:end]``."""
    speaker: str = ""
    """The fullest name the article gives; empty when nobody can be named."""
    role: str = ""
    """What the article calls the speaker (``mayor of Harbour``); empty when it does not."""
    cue: str = ""
    """The word that introduces the quote (``said``); empty when there is none beside it."""
    confidence: float = 0.0
    """How likely the speaker is right, 0 to 1; 0 without a speaker."""
    inferred: bool = False
    """Whether nothing beside the quote names the speaker: it goes on from what came before."""
    parts: tuple[tuple[int, int], ...] = ()
    """The pieces of one utterance that its attribution interrupts; empty when it is whole."""
    id: int = 0
    """Its number in the library; 0 before it is stored."""
    corrected: bool = False
    """Whether the reader said who speaks; the confidence is then 1."""

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The stretches of text that were said, attribution left out."""
        return self.parts or ((self.start, self.end),)

    @property
    def words(self) -> str:
        """What was said, without the attribution that may interrupt it."""
        start = self.start
        return " ".join(self.text[first - start : last - start] for first, last in self.pieces)

    @property
    def attribution(self) -> str:
        """How the speaker may honestly be named: ``Jane Roe``, ``probably Jane Roe``, ``unknown``.

        An inferred or unsure speaker is never shown as a fact.
        """
        if not self.speaker or self.confidence < LIKELY:
            return "unknown"
        return self.speaker if self.confidence >= SURE else f"probably {self.speaker}"
