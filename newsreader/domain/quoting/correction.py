"""The user's corrections of quotes: who said one, or that one is no quote.

Corrections are stored apart from the quotes that the finder produced and override them. Like a
highlight, a correction is anchored by its exact words and their context, so that it survives a
new run of the finder and a changed article text.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from newsreader.domain.anchoring.anchor import context
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_matching import fold_tokens
from newsreader.domain.quoting.speaker import fold_name, is_short_for
from newsreader.frozen import dataclass

COVERED = 0.5
"""The least share of the longer of two overlapping passages for them to be the same quote."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of one quote."""

    id: str
    """UUIDv7 of when it was made."""
    article_id: int
    """The article in which the quote stands."""
    words: str
    """The exact words of the quote."""
    start: int
    """Where they began, as offset in code points into the text it was made on."""
    prefix: str
    """The text before them, at most ``highlight.CONTEXT`` code points."""
    suffix: str
    """The text after them, at most ``highlight.CONTEXT`` code points."""
    is_quote: bool
    """False where the user says that it is no quote at all."""
    speaker: str = ""
    """Who says it; empty for somebody unknown, or where it is no quote."""
    found: str = ""
    """The speaker that the finder had named."""
    outlet: str = ""
    """The outlet of the article; lessons from the correction apply to that outlet only."""
    made: datetime | None = None
    """When it was made, UTC."""


@dataclass(frozen=True, slots=True)
class JoinedName:
    """A name that the user joined to somebody's; one that was parted again is none."""

    name: str
    """The name."""
    into: str
    """Whose it is."""
    made: datetime
    """When they were joined, UTC."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A short form of a name and the full name that the user gave for it, in one outlet."""

    short: str
    """What the finder found: ``Roe``."""
    full: str
    """The full name: ``Jane Roe``."""


def lessons(corrections: Iterable[Correction]) -> tuple[Lesson, ...]:
    """Return the lessons of the corrections in one outlet; contradictory ones are left out."""
    taught: dict[str, dict[str, Lesson]] = {}
    for one in corrections:
        if one.is_quote and is_short_for(one.found, one.speaker):
            fulls = taught.setdefault(fold_name(one.found), {})
            fulls.setdefault(fold_name(one.speaker), Lesson(one.found, one.speaker))
    return tuple(
        lesson for fulls in taught.values() if len(fulls) == 1 for lesson in fulls.values()
    )


def complete(speaker: str, cast: Collection[str], taught: Iterable[Lesson]) -> str:
    """Return the full name of ``speaker`` by the lessons ``taught``, else ``speaker`` itself.

    ``cast`` has the speakers of the article; where the short form fits another of them, nothing
    is completed.
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
    """Return ``quotes`` of ``text`` with the user's corrections applied, None for "no quote".

    The result runs parallel to ``quotes``, which are as the finder produced them. A correction
    whose quote is not found changes nothing; the latest of several for one quote wins.
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
            result[at] = _attributed(quotes[at], one.speaker, quotes) if one.is_quote else None
    return tuple(result)


def locate(correction: Correction, quotes: Sequence[Quote], text: str) -> int:
    """Return the index of the quote of ``text`` that a correction is about; -1 for none.

    The quote with equal folded tokens and the longest common context, then the nearest; without
    one, an overlapping quote that covers at least ``COVERED`` of the words.
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


def _attributed(quote: Quote, speaker: str, quotes: Sequence[Quote]) -> Quote:
    """Return ``quote`` attributed to ``speaker``, with the role that the article gives them."""
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
