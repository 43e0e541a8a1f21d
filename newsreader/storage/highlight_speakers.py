"""Who says highlighted passages, by the quotes and the names that the library has now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.highlights.highlight_speakers import Range, with_speakers
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.speaker import fold_name
from newsreader.storage.corrections import all_aliases
from newsreader.storage.database import Database, chunks
from newsreader.storage.quotes import ALIASED, SHOWN
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Shown:
    """A quote of an article."""

    article_id: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class _Rejected:
    """Where something stands in an article that the user said is no quote."""

    article_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Hashed:
    """The hash of the text of an article."""

    article_id: int
    hash: str


_SHOWN = Rows(_Shown, "quote", joins=ALIASED, within={"quote": SHOWN})
_REJECTED = Rows(_Rejected, "quote")
_HASHED = Rows(_Hashed, "article_text")


def spoken(db: Database, article_id: int, found: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return highlights of an article with their speakers as they are known now.

    Their ranges count in its present text. What was kept of a speaker stays where no quote tells
    more, under the name to which it was joined.
    """
    return tuple(_told(db, {article_id: list(found)})) if found else ()


def all_spoken(db: Database, found: Iterable[Highlight]) -> list[Highlight]:
    """Return highlights as they are stored, in their order, with their speakers as ``spoken``.

    One whose range counts in another text than the present one keeps what is stored.
    """
    found = list(found)
    hashes: dict[int, str] = {}
    for marks, chunk in chunks(sorted({one.article_id for one in found})):
        rows = _HASHED.read(db, f"WHERE article_id IN ({marks})", chunk)
        hashes.update((one.article_id, one.hash) for one in rows)
    present: defaultdict[int, list[Highlight]] = defaultdict(list)
    for one in found:
        if one.text_hash == hashes.get(one.article_id, ""):
            present[one.article_id].append(one)
    told = {one.id: one for one in _told(db, present)}
    return [told.get(one.id, one) for one in found]


def _told(db: Database, found: Mapping[int, Sequence[Highlight]]) -> list[Highlight]:
    """Return highlights by their articles, whose present texts they count in, with speakers."""
    names = {one.key: one.person_name for one in all_aliases(db)}
    told: list[Highlight] = []
    for marks, chunk in chunks(list(found)):
        quotes: defaultdict[int, list[Quote]] = defaultdict(list)
        rejected: defaultdict[int, list[Range]] = defaultdict(list)
        shown = f"WHERE quote.article_id IN ({marks}) AND quote.kept = 1"
        for one in _SHOWN.read(db, f"{shown} ORDER BY quote.start, quote.id", chunk):
            quotes[one.article_id].append(one.quote)
        for no_quote in _REJECTED.read(db, f"WHERE article_id IN ({marks}) AND kept = 0", chunk):
            rejected[no_quote.article_id].append((no_quote.start, no_quote.end))
        for article_id in chunk:
            told += with_speakers(found[article_id], quotes[article_id], rejected[article_id])
    return [_renamed(one, names) for one in told]


def _renamed(one: Highlight, names: Mapping[str, str]) -> Highlight:
    """Return a highlight with its speaker under the name to which the user joined that."""
    if not one.speaker or not names:
        return one
    return replace(one, speaker=names.get(fold_name(one.speaker), one.speaker))
