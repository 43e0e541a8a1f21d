"""Quotes: stored with what the user knows better, found again, and read back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from newsreader.domain.quoting.correction import correct, lessons
from newsreader.domain.quoting.quote import LIKELY, Quote
from newsreader.domain.quoting.quote_matching import fingerprint
from newsreader.domain.quoting.speaker import fold_name
from newsreader.storage.corrections import corrections_in, corrections_of
from newsreader.storage.database import Database
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import count_speakers

ALIASED = "LEFT JOIN alias ON alias.key = quote.person"
"""Brings the name to which the user joined that of a quote's speaker."""


def _stored_parts(quote: Quote) -> str:
    """Return the pieces of a quote as JSON; with what is struck in it where there is any."""
    if quote.struck:
        return json.dumps({"parts": quote.parts, "struck": quote.struck})
    return json.dumps(quote.parts) if quote.parts else "[]"


def _parts(stored: str) -> tuple[tuple[int, int], ...]:
    read = json.loads(stored)
    return tuple((start, end) for start, end in (read["parts"] if "{" in stored else read))


def _struck(stored: str) -> tuple[tuple[int, int], ...]:
    return tuple(map(tuple, json.loads(stored)["struck"])) if "{" in stored else ()


SHOWN = Rows(
    Quote,
    "quote",
    joins=ALIASED,
    columns={
        "speaker": "coalesce(alias.person_name, quote.speaker)",
        "inferred": "quote.inferred AND NOT quote.corrected",
        "kind": "CASE WHEN quote.corrected THEN '' ELSE quote.kind END",
        "struck": "quote.parts",
    },
    convert={"parts": _parts, "struck": _struck},
)
"""Quotes as the user is shown them: corrected, under the name to which others were joined."""
FOUND = Rows(
    Quote,
    "quote",
    columns={
        "speaker": "coalesce(quote.found_speaker, quote.speaker)",
        "role": "coalesce(quote.found_role, quote.role)",
        "confidence": "coalesce(quote.found_confidence, quote.confidence)",
        "corrected": "0",
        "struck": "quote.parts",
    },
    convert={"parts": _parts, "struck": _struck},
)
"""Quotes as the finder found them."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """The columns of ``quote`` that corrections decide."""

    speaker: str
    role: str
    confidence: float
    corrected: bool
    kept: bool
    person: str | None
    same: str | None
    found_speaker: str | None
    found_role: str | None
    found_confidence: float | None


_SETTLED = Rows(_Settled, "quote")
_COLUMNS = tuple(field.name for field in fields(_Settled))
_SETTLED_VALUES = attrgetter(*_COLUMNS)


def keys(quote: Quote) -> tuple[str | None, str | None]:
    """Return by which keys a quote is found: its speaker's, and that of equal words.

    A speaker who is too unsure to be named is nobody's key.
    """
    named = quote.speaker if quote.confidence >= LIKELY else ""
    return fold_name(named) or None, fingerprint(quote.words, named) or None


def quotes(db: Database, article_id: int) -> tuple[Quote, ...]:
    """Return the quotes of an article as the finder found them, in the order of the text."""
    return tuple(FOUND.read(db, "WHERE article_id = ? ORDER BY start, id", (article_id,)))


def shown_quotes(db: Database, article_id: int) -> tuple[Quote, ...]:
    """Return the quotes of an article as the user is shown them: corrections applied."""
    rest = "WHERE quote.article_id = ? AND quote.kept = 1 ORDER BY quote.start, quote.id"
    return tuple(SHOWN.read(db, rest, (article_id,)))


def put_quotes(
    db: Database, article_id: int, found: Iterable[Quote], text: str, finder_version: int
) -> None:
    """Give an article the quotes that were found in its ``text``, in place of those it had.

    What the user corrected is applied to them, and so is what its outlet's corrections teach.
    """
    found = tuple(found)
    execute = db.connection.execute
    published = db.value("SELECT published FROM article WHERE id = ?", (article_id,), 0)
    execute("DELETE FROM quote WHERE article_id = ?", (article_id,))
    shown = _corrected(db, article_id, found, text)
    db.connection.executemany(
        "INSERT INTO quote (article_id, start, end, text, cue, inferred, parts, kind, "
        f"finder_version, published, {', '.join(_COLUMNS)}) "
        f"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {', '.join('?' * len(_COLUMNS))})",
        [
            (
                article_id,
                one.start,
                one.end,
                one.text,
                one.cue,
                one.inferred,
                _stored_parts(one),
                one.kind,
                finder_version,
                published,
                *_SETTLED_VALUES(_settled(one, known)),
            )
            for one, known in zip(found, shown, strict=True)
        ],
    )
    execute(
        "UPDATE article_text SET finder_version = ? WHERE article_id = ?",
        (finder_version, article_id),
    )
    db.at_commit(count_speakers)


def correct_quotes(db: Database, article_ids: Iterable[int]) -> None:
    """Apply what the user knows now to the quotes of these articles as they were found."""
    changes = ", ".join(f"{column} = ?" for column in _COLUMNS)
    with db.transaction() as connection:
        for article_id in article_ids:
            text = db.value("SELECT text FROM article_text WHERE article_id = ?", (article_id,), "")
            found = quotes(db, article_id)
            shown = _corrected(db, article_id, found, text)
            before = _SETTLED.read(db, "WHERE article_id = ? ORDER BY start, id", (article_id,))
            settled = [_settled(*pair) for pair in zip(found, shown, strict=True)]
            connection.executemany(
                f"UPDATE quote SET {changes} WHERE id = ?",
                [
                    (*_SETTLED_VALUES(now), one.id)
                    for one, now, old in zip(found, settled, before, strict=True)
                    if now != old
                ],
            )
        count_speakers(db)


def correct_again(db: Database, told: Iterable[tuple[int, str, str, str]]) -> None:
    """Apply corrections that came or went wherever they tell something.

    Each is its article, the speaker found, the speaker it names, and the outlet.
    """
    ids: set[int] = set()
    for article_id, found, speaker, outlet in told:
        ids.update((article_id, *articles_of(db, (found, speaker), outlet)))
    correct_quotes(db, sorted(ids))


def rebuild_derived(db: Database) -> None:
    """Make whole what is derived from quotes, after a recovery lost or garbled some of it."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE quote SET published = article.published FROM article "
            "WHERE article.id = article_id AND quote.published <> article.published"
        )
        connection.execute(
            "INSERT OR IGNORE INTO person_to_count SELECT key FROM person UNION "
            "SELECT DISTINCT person FROM quote WHERE person IS NOT NULL"
        )
        correct_quotes(db, db.column("SELECT DISTINCT article_id FROM quote"))


def articles_of(db: Database, names: Iterable[str], outlet: str) -> list[int]:
    """Return the articles of an outlet in which one of these speaks, by folded name."""
    wanted = [key for key in (fold_name(name) for name in names) if key]
    if not wanted or not outlet:
        return []
    return db.column(
        "SELECT DISTINCT article_id FROM quote JOIN article ON article.id = article_id "
        "LEFT JOIN feed ON feed.id = article.feed_id "
        f"WHERE person IN ({','.join('?' * len(wanted))}) "
        "AND coalesce(nullif(article.outlet, ''), feed.title) = ?",
        (*wanted, outlet),
    )


def outlet_of(db: Database, article_id: int) -> str:
    """Return by which name an outlet's lessons are kept: not the user's own name for it."""
    outlet = db.value(
        "SELECT coalesce(nullif(article.outlet, ''), feed.title, '') FROM article "
        "LEFT JOIN feed ON feed.id = article.feed_id WHERE article.id = ?",
        (article_id,),
        "",
    )
    return str(outlet)


def stale_articles(db: Database, finder_version: int, limit: int) -> list[int]:
    """Return articles whose quotes an older finder found: the oldest's, newest article first."""
    return db.column(
        "SELECT article_id FROM article_text WHERE finder_version < ?1 AND finder_version = "
        "(SELECT min(finder_version) FROM article_text) ORDER BY article_id DESC LIMIT ?2",
        (finder_version, limit),
    )


def _corrected(
    db: Database, article_id: int, found: Sequence[Quote], text: str
) -> tuple[Quote | None, ...]:
    outlet = outlet_of(db, article_id)
    taught = lessons(corrections_in(db, outlet)) if outlet else ()
    return correct(found, text, corrections_of(db, article_id), taught)


def _settled(found: Quote, shown: Quote | None) -> _Settled:
    """Return what is stored of a quote; ``shown`` is None where the user said it is none."""
    one = shown or found
    person, same = keys(one) if shown else (None, None)
    as_found = (found.speaker, found.role, found.confidence)
    shown_as = (one.speaker, one.role, one.confidence)
    kept_apart = as_found if as_found != shown_as else (None, None, None)
    return _Settled(*shown_as, one.corrected, shown is not None, person, same, *kept_apart)
