"""Who says a highlighted passage: looked up from the quotes of the text that it is in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.quote import Certainty, Quote

Range = tuple[int, int]


def with_speakers(
    highlights: Iterable[Highlight], quotes: Sequence[Quote], rejected: Sequence[Range] = ()
) -> tuple[Highlight, ...]:
    """Return highlights with the speakers that the ``quotes`` of their text have now.

    A passage that lies in a quote is said by its speaker. One that was made as a quote and only
    shares words with quotes is said by the speaker of most of them; by nobody where the user has
    ``rejected`` them, as no quotes. Another passage that holds quotes, all of one speaker, quotes
    that speaker. An orphan, and a passage that no quote is near, keeps what was known of it.
    """
    return tuple(_with_speaker(one, quotes, rejected) for one in highlights)


def _with_speaker(one: Highlight, quotes: Sequence[Quote], rejected: Sequence[Range]) -> Highlight:
    if one.state is AnchorState.ORPHAN:
        return one
    start, end = _letters(one)
    near = [quote for quote in quotes if _shared(quote, start, end)]
    holding = [
        quote for quote in near if quote.pieces[0][0] <= start and end <= quote.pieces[-1][1]
    ]
    if holding or (near and one.is_quote):
        quote = min(holding, key=_length, default=None) or max(
            near, key=lambda near_by: _shared(near_by, start, end)
        )
        return replace(
            one,
            speaker=quote.speaker,
            role=quote.role,
            confidence=quote.confidence,
            inferred=quote.inferred,
            quoting=False,
        )
    if near:
        return _quoting(one, near)
    if one.speaker and any(first < end and start < last for first, last in rejected):
        return _nobodys(one)
    return one


def _quoting(one: Highlight, near: Sequence[Quote]) -> Highlight:
    """Return a passage with the speaker whose quotes are in it, where that is one, and whole."""
    whole = all(one.start <= quote.start and quote.end <= one.end for quote in near)
    if not whole or len({quote.speaker for quote in near}) > 1:
        return _nobodys(one)
    quote = min(near, key=lambda one: one.confidence)
    if quote.certainty is Certainty.UNKNOWN:
        return _nobodys(one)
    return replace(
        one,
        speaker=quote.speaker,
        role=quote.role,
        confidence=quote.confidence,
        inferred=any(quote.inferred for quote in near),
        quoting=True,
    )


def _nobodys(one: Highlight) -> Highlight:
    return replace(one, speaker="", role="", confidence=0.0, inferred=False, quoting=False)


def _letters(one: Highlight) -> Range:
    """Return the range of a highlight without the marks and spaces at its ends."""
    words = one.text
    before = next((at for at, sign in enumerate(words) if sign.isalnum()), 0)
    behind = next((at for at, sign in enumerate(reversed(words)) if sign.isalnum()), 0)
    start, end = one.start + before, one.end - behind
    return (start, end) if start < end else (one.start, one.end)


def _shared(quote: Quote, start: int, end: int) -> int:
    """Return how many code points of a range are words of a quote."""
    return sum(max(0, min(end, last) - max(start, first)) for first, last in quote.pieces)


def _length(quote: Quote) -> int:
    return quote.pieces[-1][1] - quote.pieces[0][0]
