"""Quotes: stored with what the reader knows better, found again, and read back."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from newsreader.domain.correction import correct, lessons
from newsreader.domain.quote import LIKELY, Quote
from newsreader.domain.quote_matching import fingerprint
from newsreader.domain.speaker import fold_name
from newsreader.storage.corrections import corrections_in, corrections_of
from newsreader.storage.database import Database
from newsreader.storage.speakers import count_people

SHOWN = (
    "quote.id, quote.start, quote.end, quote.text, "
    "coalesce(alias.person_name, quote.speaker), quote.role, quote.cue, quote.confidence, "
    "quote.inferred, quote.parts, quote.corrected"
)
"""The columns that ``to_quote`` takes, of ``quote LEFT JOIN alias``."""
FOUND = """
    SELECT id, start, end, text, coalesce(found_speaker, speaker), coalesce(found_role, role), cue,
        coalesce(found_confidence, confidence), inferred, parts, 0
    FROM quote
"""
"""Begins a query for quotes as the finder found them, for ``to_quote``."""
ALIASED = "LEFT JOIN alias ON alias.key = quote.person"
"""Brings the name to which the reader joined the speaker's."""


def keys(quote: Quote) -> tuple[str | None, str | None]:
    """Return by which keys a quote is found: its speaker's, and that of equal words.

    A speaker who is too unsure to be named is nobody's key.
    """
    named = quote.speaker if quote.confidence >= LIKELY else ""
    return fold_name(named) or None, fingerprint(quote.words, named) or None


def quotes(db: Database, article_id: int) -> tuple[Quote, ...]:
    """Return the quotes of an article as the finder found them, in the order of the text."""
    rows = db.rows(f"{FOUND} WHERE article_id = ? ORDER BY start, id", (article_id,))
    return tuple(to_quote(row) for row in rows)


def heard_quotes(db: Database, article_id: int) -> tuple[Quote, ...]:
    """Return the quotes of an article as the reader is shown them: corrections applied."""
    rows = db.rows(
        f"SELECT {SHOWN} FROM quote {ALIASED} "
        "WHERE quote.article_id = ? AND quote.kept = 1 ORDER BY quote.start, quote.id",
        (article_id,),
    )
    return tuple(to_quote(row) for row in rows)


def put_quotes(
    db: Database, article_id: int, found: Iterable[Quote], text: str, finder_version: int
) -> None:
    """Give an article the quotes that were found in its ``text``, in place of those it had.

    What the reader corrected is applied to them, and so is what its outlet's corrections teach.
    """
    found = tuple(found)
    execute = db.connection.execute
    row = db.row("SELECT published FROM article WHERE id = ?", (article_id,))
    published = row[0] if row else 0
    execute("DELETE FROM quote WHERE article_id = ?", (article_id,))
    shown = _corrected(db, article_id, found, text)
    db.connection.executemany(
        "INSERT INTO quote (article_id, start, end, text, cue, inferred, parts, finder_version, "
        "published, speaker, role, confidence, corrected, kept, person, same, "
        "found_speaker, found_role, found_confidence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article_id,
                one.start,
                one.end,
                one.text,
                one.cue,
                one.inferred,
                json.dumps(one.parts) if one.parts else "[]",
                finder_version,
                published,
                *_settled(one, known),
            )
            for one, known in zip(found, shown, strict=True)
        ],
    )
    execute(
        "UPDATE article_text SET finder_version = ? WHERE article_id = ?",
        (finder_version, article_id),
    )
    db.at_commit(count_people)


def correct_quotes(db: Database, article_ids: Iterable[int]) -> None:
    """Apply what the reader knows now to the quotes of these articles as they were found."""
    columns = "speaker role confidence corrected kept person same".split()
    columns += "found_speaker found_role found_confidence".split()
    changes = ", ".join(f"{column} = ?" for column in columns)
    with db.transaction() as connection:
        for article_id in article_ids:
            row = db.row("SELECT text FROM article_text WHERE article_id = ?", (article_id,))
            found = quotes(db, article_id)
            shown = _corrected(db, article_id, found, row[0] if row else "")
            before = db.rows(
                f"SELECT {', '.join(columns)} FROM quote WHERE article_id = ? ORDER BY start, id",
                (article_id,),
            )
            settled = [_settled(*pair) for pair in zip(found, shown, strict=True)]
            connection.executemany(
                f"UPDATE quote SET {changes} WHERE id = ?",
                [
                    (*now, one.id)
                    for one, now, old in zip(found, settled, before, strict=True)
                    if now != old
                ],
            )
        count_people(connection)


def hear_again(db: Database) -> None:
    """Make whole what is derived from quotes, after a rescue lost or garbled some of it."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE quote SET published = article.published FROM article "
            "WHERE article.id = article_id AND quote.published <> article.published"
        )
        connection.execute(
            "INSERT OR IGNORE INTO person_to_count SELECT key FROM person UNION "
            "SELECT DISTINCT person FROM quote WHERE person IS NOT NULL"
        )
        correct_quotes(db, [row[0] for row in db.rows("SELECT DISTINCT article_id FROM quote")])


def articles_of(db: Database, names: Iterable[str], outlet: str) -> list[int]:
    """Return the articles of an outlet in which one of these speaks, by folded name."""
    wanted = [key for key in (fold_name(name) for name in names) if key]
    if not wanted or not outlet:
        return []
    rows = db.rows(
        "SELECT DISTINCT article_id FROM quote JOIN article ON article.id = article_id "
        "LEFT JOIN feed ON feed.id = article.feed_id "
        f"WHERE person IN ({','.join('?' * len(wanted))}) "
        "AND coalesce(nullif(article.outlet, ''), feed.title) = ?",
        (*wanted, outlet),
    )
    return [row[0] for row in rows]


def outlet_of(db: Database, article_id: int) -> str:
    """Return by which name an outlet's lessons are kept: not the reader's own name for it."""
    row = db.row(
        "SELECT coalesce(nullif(article.outlet, ''), feed.title, '') FROM article "
        "LEFT JOIN feed ON feed.id = article.feed_id WHERE article.id = ?",
        (article_id,),
    )
    return str(row[0]) if row else ""


def stale_articles(db: Database, finder_version: int, limit: int) -> list[int]:
    """Return articles whose quotes an older finder found: the oldest's, newest article first."""
    rows = db.rows(
        "SELECT article_id FROM article_text WHERE finder_version < ?1 AND finder_version = "
        "(SELECT min(finder_version) FROM article_text) ORDER BY article_id DESC LIMIT ?2",
        (finder_version, limit),
    )
    return [row[0] for row in rows]


def to_quote(row: Sequence[Any]) -> Quote:
    """Return a row of ``SHOWN`` as a quote."""
    number, start, end, text, speaker, role, cue, confidence, inferred, parts, corrected = row
    return Quote(
        start,
        end,
        text,
        speaker,
        role,
        cue,
        confidence,
        bool(inferred) and not corrected,
        tuple((a, b) for a, b in json.loads(parts)),
        number,
        bool(corrected),
    )


def _corrected(
    db: Database, article_id: int, found: Sequence[Quote], text: str
) -> tuple[Quote | None, ...]:
    outlet = outlet_of(db, article_id)
    taught = lessons(corrections_in(db, outlet)) if outlet else ()
    return correct(found, text, corrections_of(db, article_id), taught)


def _settled(found: Quote, shown: Quote | None) -> tuple[object, ...]:
    """Return the columns that corrections decide, from ``speaker`` to ``found_confidence``."""
    one = shown or found
    person, same = keys(one) if shown else (None, None)
    as_found = (found.speaker, found.role, found.confidence)
    shown_as = (one.speaker, one.role, one.confidence)
    kept_apart = as_found if as_found != shown_as else (None, None, None)
    return (*shown_as, one.corrected, shown is not None, person, same, *kept_apart)
