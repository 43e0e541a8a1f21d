"""Compares how outlets that carry the same story cut and introduce its quotes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsreader.domain.counts import counted, grouped
from newsreader.domain.document import Document
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_matching import TELLING, count_words, fold_tokens
from newsreader.domain.quoting.speaker import fold_name
from newsreader.domain.sentences import block_units

PART = 2
"""From this many words on, a part of a quote with the same speaker is the quote, cut."""
REST = "…"
"""Stands for the quoted words in an introduction."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """How another outlet has a quote."""

    article_id: int
    """Its article."""
    outlet: str
    """The outlet."""
    words: str = ""
    """The quote as it stands there; empty where it was left out."""
    introduction: str = ""
    """What stands around it in its sentence, with “…” in the place of the words."""
    whole: bool = False
    """Whether it has the same words, neither fewer nor others nor more."""

    def in_short(self, quote: Quote) -> str:
        """Return in one line what became there of a ``quote`` of the article that is read."""
        if not self.words:
            return f"{self.outlet}: left out"
        if self.whole:
            return f"{self.outlet}: {self.introduction}"
        here, there = (count_words(fold_tokens(one)) for one in (quote.words, self.words))
        if there < here:
            change = f"cut to {grouped(there)} of {counted(here, 'word')}"
        else:
            change = "in other words" if there == here else f"{counted(there - here, 'word')} more"
        return f"{self.outlet}, {change}: {self.introduction}"


@dataclass(frozen=True, slots=True)
class Telling:
    """Another article that is the same story."""

    article_id: int
    """Its number."""
    outlet: str
    """Who published it."""
    document: Document
    """Its text."""
    quotes: Sequence[Quote]
    """The quotes in it."""


def retell(
    quotes: Sequence[Quote], others: Sequence[Telling], is_same: Callable[[str, str], bool]
) -> tuple[tuple[Retelling, ...], ...]:
    """Return for each quote how the other articles have it, in their order.

    ``is_same`` compares two quotes in folded tokens. As the articles are one story, a quote that
    is part of the other is it too from ``TELLING`` words on, from ``PART`` on with the same
    speaker. A quote that another article does not have is left out there.
    """
    folded = [[fold_tokens(one.words) for one in other.quotes] for other in others]
    return tuple(
        tuple(
            _retelling(quote, fold_tokens(quote.words), other, words, is_same)
            for other, words in zip(others, folded, strict=True)
        )
        for quote in quotes
    )


def _retelling(
    wanted: Quote,
    said: str,
    other: Telling,
    folded: Sequence[str],
    is_same: Callable[[str, str], bool],
) -> Retelling:
    """Return how another article has the quote with the folded words ``said``, at its longest."""
    found = [
        (words == said, len(words), -place)
        for place, (quote, words) in enumerate(zip(other.quotes, folded, strict=True))
        if words and (words == said or is_same(said, words) or _is_part(wanted, said, quote, words))
    ]
    if not found:
        return Retelling(other.article_id, other.outlet)
    whole, _, place = max(found)
    quote = other.quotes[-place]
    around = _introduction(other.document, quote)
    return Retelling(other.article_id, other.outlet, quote.words, around, whole)


def _is_part(one: Quote, words: str, other: Quote, others: str) -> bool:
    """Return whether one of two quotes of a story is surely a part of the other."""
    shorter, longer = sorted((words, others), key=len)
    speakers = fold_name(one.speaker), fold_name(other.speaker)
    least = PART if speakers[0] and speakers[0] == speakers[1] else TELLING
    return count_words(shorter) >= least and f" {shorter} " in f" {longer} "


def _introduction(document: Document, quote: Quote) -> str:
    """Return the sentences in which a quote stands, its words replaced by ``REST``."""
    text, block = document.text, document.blocks[document.block_at(quote.start)]
    units = [
        (start, end)
        for start, end in block_units(text, block)
        if start < quote.end and quote.start < end
    ]
    start = min((start for start, _ in units), default=block.start)
    end = max((end for _, end in units), default=block.end)
    around, at = [], min(start, quote.start)
    for piece_start, piece_end in quote.pieces:
        around += [text[at:piece_start], REST]
        at = piece_end
    return " ".join("".join([*around, text[at : max(end, at)]]).split())
