"""What the reader knows better than the finder: who said a quote, and what is none.

A correction is kept apart from the quotes that were found and wins over them. It is anchored
like a highlight, by the very words and what stands around them, so that it holds when the
quotes are found again or the story changes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.domain.anchor import context
from newsreader.domain.quote import Quote
from newsreader.domain.quote_matching import fold_tokens
from newsreader.domain.speaker import fold_name, is_short_for

COVERED = 0.5
"""How much of the longer of two overlapping passages must be shared for them to be one quote."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the reader said about one quote."""

    id: str
    """UUIDv7 of when it was made."""
    article_id: int
    """The article in which the quote stands."""
    words: str
    """The exact words of the quote."""
    start: int
    """Where they began in the text on which the correction was made."""
    prefix: str
    """What stood before them, at most ``highlight.CONTEXT`` code points."""
    suffix: str
    """What stood after them."""
    is_quote: bool
    """False where the reader says that it is no quote at all."""
    speaker: str = ""
    """Who says it; empty for somebody unknown, or where it is no quote."""
    found: str = ""
    """Whom the finder had named."""
    outlet: str = ""
    """Where it was published: what it teaches holds there."""
    made: datetime | None = None
    """When it was made, UTC."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A short form of a name that the reader completed, in one outlet."""

    short: str
    """What the finder had to be content with: ``Roe``."""
    full: str
    """Who that is: ``Jane Roe``."""


def lessons(corrections: Iterable[Correction]) -> tuple[Lesson, ...]:
    """Return what corrections in one outlet teach, where they do not contradict each other."""
    taught: dict[str, dict[str, Lesson]] = {}
    for one in corrections:
        if one.is_quote and is_short_for(one.found, one.speaker):
            fulls = taught.setdefault(fold_name(one.found), {})
            fulls.setdefault(fold_name(one.speaker), Lesson(one.found, one.speaker))
    return tuple(
        lesson for fulls in taught.values() if len(fulls) == 1 for lesson in fulls.values()
    )


def complete(speaker: str, cast: Collection[str], taught: Iterable[Lesson]) -> str:
    """Return the full name of ``speaker`` by what was taught, else ``speaker`` itself.

    Nothing is completed where the article itself has somebody else whom the short form fits.
    """
    key = fold_name(speaker)
    for lesson in taught:
        if fold_name(lesson.short) == key:
            full = fold_name(lesson.full)
            others = (name for name in cast if fold_name(name) != full)
            return speaker if any(is_short_for(speaker, name) for name in others) else lesson.full
    return speaker


def correct(
    quotes: Sequence[Quote],
    text: str,
    corrections: Iterable[Correction],
    taught: Iterable[Lesson] = (),
) -> tuple[Quote | None, ...]:
    """Return the quotes of ``text`` as the reader has corrected them, None for what is none.

    The result runs parallel to ``quotes``, as the finder has found them. A correction whose
    quote is not there changes nothing; of two for one quote the later holds.
    """
    corrections, taught = tuple(corrections), tuple(taught)
    if not corrections and not taught:
        return tuple(quotes)
    cast = [quote.speaker for quote in quotes if quote.speaker]
    result: list[Quote | None] = [
        replace(quote, speaker=complete(quote.speaker, cast, taught)) if quote.speaker else quote
        for quote in quotes
    ]
    for one in sorted(corrections, key=lambda one: one.id):
        at = locate(one, quotes, text)
        if at >= 0:
            result[at] = _said(quotes[at], one.speaker, quotes) if one.is_quote else None
    return tuple(result)


def locate(correction: Correction, quotes: Sequence[Quote], text: str) -> int:
    """Return which of the ``quotes`` of ``text`` a correction is about; -1 for none of them.

    The same words (typography apart) with the best context, then in the nearest place; else
    the quote that has most of the words in common because it was cut otherwise.
    """
    words = fold_tokens(correction.words)
    places = [at for at, quote in enumerate(quotes) if fold_tokens(quote.text) == words]
    if not places:
        places = [at for at, quote in enumerate(quotes) if _overlaps(words, quote.text)]

    def fit(at: int) -> tuple[int, int]:
        quote = quotes[at]
        before, after = context(text, quote.start, quote.end)
        shared = _shared(before[::-1], correction.prefix[::-1]) + _shared(after, correction.suffix)
        return shared, -abs(quote.start - correction.start)

    return max(places, key=fit, default=-1)


def _overlaps(words: str, text: str) -> bool:
    """Return whether one of two passages contains the other and at least half of its letters."""
    shorter, longer = sorted((words, fold_tokens(text)), key=len)
    return len(shorter) >= COVERED * len(longer) > 0 and f" {shorter} " in f" {longer} "


def _said(quote: Quote, speaker: str, quotes: Sequence[Quote]) -> Quote:
    """Return ``quote`` as said by ``speaker``, with the role that the article has for them."""
    role = quote.role if _same(quote.speaker, speaker) else ""
    if not role:
        theirs = (one.role for one in quotes if one.role and _same(one.speaker, speaker))
        role = next(theirs, "")
    return replace(
        quote,
        speaker=speaker,
        role=role,
        confidence=1.0 if speaker else 0.0,
        inferred=False,
        corrected=True,
    )


def _same(found: str, speaker: str) -> bool:
    return fold_name(found) == fold_name(speaker) or is_short_for(found, speaker)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
