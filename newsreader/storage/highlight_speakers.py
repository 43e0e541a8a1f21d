"""Who says highlighted passages, by the quotes and the names that the library has now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsreader.domain.highlight import Highlight
from newsreader.domain.highlight_speakers import with_speakers
from newsreader.domain.speaker import fold_name
from newsreader.storage.database import Database
from newsreader.storage.quotes import shown_quotes
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Rejected:
    """Where something stands that the user said is no quote."""

    start: int
    end: int


_REJECTED = Rows(_Rejected, "quote")


def spoken(db: Database, article_id: int, found: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return highlights of an article with their speakers as they are known now.

    Their ranges count in its present text. What was kept of a speaker stays where no quote tells
    more, under the name to which it was joined.
    """
    if not found:
        return ()
    rejected = _REJECTED.read(db, "WHERE article_id = ? AND kept = 0", (article_id,))
    ranges = [(one.start, one.end) for one in rejected]
    told = with_speakers(found, shown_quotes(db, article_id), ranges)
    return tuple(_renamed(db, one) for one in told)


def all_spoken(db: Database, found: Iterable[Highlight]) -> list[Highlight]:
    """Return highlights as they are stored, in their order, with their speakers as ``spoken``.

    One whose range counts in another text than the present one keeps what is stored.
    """
    found = list(found)
    by_article: defaultdict[int, list[Highlight]] = defaultdict(list)
    for one in found:
        by_article[one.article_id].append(one)
    told: dict[str, Highlight] = {}
    for article_id, group in by_article.items():
        hash_ = db.value("SELECT hash FROM article_text WHERE article_id = ?", (article_id,), "")
        present = [one for one in group if one.text_hash == hash_]
        told.update((one.id, one) for one in spoken(db, article_id, present))
    return [told.get(one.id, one) for one in found]


def _renamed(db: Database, one: Highlight) -> Highlight:
    if not one.speaker:
        return one
    joined = db.value("SELECT person_name FROM alias WHERE key = ?", (fold_name(one.speaker),), "")
    return replace(one, speaker=str(joined)) if joined else one
