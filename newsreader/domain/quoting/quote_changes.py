"""What became of quotes from one version of a story to the next: taken out, or reworded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.domain.anchoring.anchor import carried
from newsreader.domain.anchoring.folded_words import fold_signs
from newsreader.domain.counts import enumerated, grouped
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.quoting.quote import Certainty, Quote

_MARKS = re.compile('["“”„«»「」『』]')
TOLD = 3
"""So many speakers are named in one sentence."""


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """Words of somebody that the next version has not, or has with other words."""

    quote: Quote
    """The quote as it was, with who said it."""
    new: str = ""
    """The words that stand there now; empty where they were taken out."""

    @property
    def in_words(self) -> str:
        """What became of it: ``words of Jane Roe were taken out``."""
        done = "reworded" if self.new else "taken out"
        probably = "probably " if self.quote.certainty is Certainty.PROBABLE else ""
        return f"words {probably}of {self.quote.speaker} were {done}"

    @property
    def record(self) -> dict[str, object]:
        """What programs are told of it."""
        return {
            "speaker": self.quote.speaker,
            "certainty": str(self.quote.certainty),
            "old": self.quote.words,
            "new": self.new or None,
        }


def quote_changes(old: str, quotes: Sequence[Quote], new: str) -> tuple[QuoteChange, ...]:
    """Return what became of the ``quotes`` of a text in the next version of it, in their order.

    Quotes of nobody known are left out, as are those that only moved, or whose typography changed.
    """
    known = [one for one in quotes if one.certainty is not Certainty.UNKNOWN]
    places = iter(carried(old, new, [piece for one in known for piece in one.pieces]))
    found: list[QuoteChange] = []
    for one in known:
        before = [old[start:end] for start, end in one.pieces]
        now = [
            ""
            if place.state is AnchorState.ORPHAN
            else _between_marks(new[place.start : place.end], words)
            for words, place in zip(before, places, strict=False)
        ]
        if [fold_signs(words) for words in now] != [fold_signs(words) for words in before]:
            found.append(QuoteChange(one, " […] ".join(filter(None, now))))
    return tuple(found)


def _between_marks(now: str, before: str) -> str:
    """Return the words of a place that are still quoted: of several parts the longest.

    Where a quotation was cut or went on, its old end lies in what the reporter says.
    """
    if _MARKS.search(before):
        return now
    return max(_MARKS.split(now), key=len).strip()


def changes_in_words(found: Sequence[QuoteChange]) -> str:
    """Return in one sentence whose words were taken out or reworded; empty without any."""
    if not found:
        return ""
    told = list(dict.fromkeys(one.in_words for one in found))
    if len(told) > TOLD:
        told = [*told[:TOLD], f"{grouped(len(told) - TOLD)} more such"]
    sentence = enumerated(told)
    return f"{sentence[:1].upper()}{sentence[1:]}."
