"""The files that come with articles, as their feeds listed them last."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.domain.clean import clean_line, clean_url
from newsreader.domain.enclosure import Enclosure, EnclosureKind
from newsreader.storage.database import Database
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Stored:
    """A row of ``enclosure``; see schema.sql."""

    url: str
    type: str
    length: int | None
    title: str
    seconds: int | None
    kind: str


_STORED = Rows(_Stored, "enclosure")
_KINDS = {str(kind): kind for kind in EnclosureKind}


def put_enclosures(db: Database, article_id: int, files: Sequence[Enclosure]) -> None:
    """Give an article these files in place of those that it has."""
    with db.transaction() as connection:
        connection.execute("DELETE FROM enclosure WHERE article_id = ?", (article_id,))
        connection.executemany(
            "INSERT INTO enclosure (article_id, number, kind, url, title, type, length, seconds) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (article_id, at, one.kind, one.url, one.title, one.type, one.length, one.seconds)
                for at, one in enumerate(files)
            ],
        )


def enclosures(db: Database, article_id: int) -> tuple[Enclosure, ...]:
    """Return the files of an article in their order; what is damaged in a row is left out."""
    return tuple(
        Enclosure(
            url,
            clean_line(one.type),
            one.length or None,
            clean_line(one.title),
            one.seconds or None,
            _KINDS.get(one.kind, EnclosureKind.FILE),
        )
        for one in _STORED.read(db, "WHERE article_id = ? ORDER BY number", (article_id,))
        if (url := clean_url(one.url))
    )
