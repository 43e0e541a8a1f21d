"""A quotation in an article and its speaker."""

from enum import StrEnum

from newsreader.domain.quoting.struck import mark_struck, standing
from newsreader.frozen import dataclass

SURE = 0.9
"""From this confidence on a speaker is named without "probably"."""
LIKELY = 0.35
"""Under this confidence a speaker is not named at all."""


class Certainty(StrEnum):
    """How sure a speaker is."""

    SURE = "sure"
    """Named as a fact."""
    PROBABLE = "probable"
    """Named with "probably"."""
    UNKNOWN = "unknown"
    """Nobody is named."""


class SpeakerKind(StrEnum):
    """What a speaker is, as far as the words of the article tell."""

    PERSON = "person"
    """A person, named or described: "a spokesman"."""
    ORGANISATION = "organisation"
    """A company, an office, a team, a country."""
    DOCUMENT = "document"
    """A report, a letter, a page, a sign."""
    GROUP = "group"
    """Several people: "residents", or two who are named together."""
    UNKNOWN = ""
    """Not known: nobody speaks, or the user named the speaker."""

    @property
    def is_human(self) -> bool:
        """Whether it is one person, as far as is known."""
        return self in (SpeakerKind.PERSON, SpeakerKind.UNKNOWN)


def certainty(speaker: str, confidence: float) -> Certainty:
    """Return how sure a speaker is: from ``SURE`` on, from ``LIKELY`` on, or below."""
    if not speaker or confidence < LIKELY:
        return Certainty.UNKNOWN
    return Certainty.SURE if confidence >= SURE else Certainty.PROBABLE


def attribution(speaker: str, confidence: float) -> str:
    """Return a speaker as it is shown: ``Jane Roe``, ``probably Jane Roe`` or ``unknown``."""
    match certainty(speaker, confidence):
        case Certainty.SURE:
            return speaker
        case Certainty.PROBABLE:
            return f"probably {speaker}"
        case Certainty.UNKNOWN:
            return "unknown"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words between quotation marks, the speaker, and how sure the engine is of that."""

    start: int
    """Offset in code points into ``Document.text``, after the opening mark."""
    end: int
    """Offset of the end, excluded, before the closing mark."""
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
    """Whether the speaker comes from other sentences than the quote's own."""
    parts: tuple[tuple[int, int], ...] = ()
    """Offsets (start, end) of the pieces, where the attribution interrupts them; else empty."""
    id: int = 0
    """Its number in the library; 0 before it is stored."""
    corrected: bool = False
    """Whether the user named the speaker; the confidence is then 1."""
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    """What the speaker is."""
    struck: tuple[tuple[int, int], ...] = ()
    """Offsets (start, end) of what the publisher has struck out between ``start`` and ``end``."""

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Offsets (start, end) of the quoted words, attribution left out."""
        return self.parts or ((self.start, self.end),)

    def holds(self, text: str, start: int, end: int) -> bool:
        """Return whether all words of ``text[start:end]`` are this quote's.

        Marks and spaces at its ends may stand outside: a sentence that is one quote has the
        quotation marks, too.
        """
        letters = [at for at in range(start, end) if text[at].isalnum()]
        first, last = self.pieces[0][0], self.pieces[-1][1]
        return bool(letters) and first <= letters[0] and letters[-1] < last

    @property
    def words(self) -> str:
        """The quoted words, without what is struck and an attribution that interrupts them."""
        start = self.start
        kept = (
            self.text[first - start : last - start]
            for piece in self.pieces
            for first, last in standing(*piece, self.struck)
        )
        return " ".join(kept) if not self.struck else " ".join(" ".join(kept).split())

    @property
    def marked_text(self) -> str:
        """``text`` with signs around what is struck."""
        return mark_struck(self.text, self.struck, self.start)

    @property
    def marked_pieces(self) -> tuple[str, ...]:
        """The words of each of ``pieces``, with signs around what is struck."""
        return tuple(
            mark_struck(self.text[start - self.start : end - self.start], self.struck, start)
            for start, end in self.pieces
        )

    @property
    def attribution(self) -> str:
        """The speaker as it is shown; see ``attribution``."""
        return attribution(self.speaker, self.confidence)

    @property
    def named(self) -> str:
        """The speaker as far as somebody may be named; empty where nobody is."""
        return "" if self.certainty is Certainty.UNKNOWN else self.speaker

    @property
    def certainty(self) -> Certainty:
        """How sure the speaker is."""
        return certainty(self.speaker, self.confidence)
