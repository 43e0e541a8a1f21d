"""Versions of stories: kept when the story of a marked article changes, and read back.

A version is text and shape, compressed with those of the version before it as dictionary (zlib
"preset dictionary", RFC 1950 §2.2), so that a small change takes little room.
"""

import zlib
from dataclasses import dataclass, replace

from newsreader.domain.document import Document
from newsreader.domain.errors import NotFound
from newsreader.domain.story_version import StoryVersion
from newsreader.storage.database import Database, to_ms
from newsreader.storage.feeds import NEVER_REMOVED
from newsreader.storage.rows import Rows

_WINDOW = 32_768
"""How many bytes zlib looks back."""
_CHAIN = 20
"""How many versions in a row need the ones before them, at most."""

VERSION = Rows(StoryVersion, "story_version")


@dataclass(frozen=True, slots=True)
class _Body:
    """A version's text and shape as they are stored."""

    number: int
    base: int | None
    body: bytes


_BODY = Rows(_Body, "story_version")
_PRESENT = Rows(
    StoryVersion,
    "article",
    joins="JOIN article_text ON article_text.article_id = article.id",
    columns={
        "article_id": "article.id",
        "number": "coalesce((SELECT max(number) FROM story_version "
        "WHERE story_version.article_id = article.id), 0) + 1",
        "hash": "article_text.hash",
        "source": "article_text.source",
        "seen": "article_text.seen",
    },
)
"""Articles as they are now, each as the version that would come next."""


@dataclass(frozen=True, slots=True)
class _Shaped:
    text: str
    shape: str


_SHAPED = Rows(_Shaped, "article_text")


def versions(db: Database, article_id: int) -> tuple[StoryVersion, ...]:
    """Return the versions of a story that are kept, oldest first."""
    return tuple(VERSION.read(db, "WHERE article_id = ? ORDER BY number", (article_id,)))


def present_version(db: Database, article_id: int) -> StoryVersion | None:
    """Return the story as it is now; None where it has no text yet.

    Its number is that of the kept version with the same text and title, else the next one.
    """
    present = _PRESENT.first(db, "WHERE article.id = ?", (article_id,))
    kept = versions(db, article_id)
    if present and kept and _is_same(kept[-1], present):
        return replace(present, number=kept[-1].number)
    return present


def versioned_articles(db: Database) -> list[int]:
    """Return the articles of which versions are kept, that which changed last first."""
    return db.column(
        "SELECT article_id FROM story_version GROUP BY article_id "
        "ORDER BY max(coalesce(seen, 0)) DESC, article_id DESC"
    )


def keep_version(db: Database, article_id: int, *, retitled: bool = True) -> None:
    """Keep a story as it is now, inside a transaction, if anything of it is marked.

    One that has the text of the last version is kept again only if it has another title, and
    not when the title is not that of the text, as it came before it (``retitled`` False).
    """
    marked = f"SELECT {NEVER_REMOVED} FROM article WHERE id = ?"
    if not db.value(marked, (article_id,), 0):
        return
    present = _PRESENT.first(db, "WHERE article.id = ?", (article_id,))
    shaped = _SHAPED.first(db, "WHERE article_id = ?", (article_id,))
    if present is None or shaped is None or not shaped.text:
        return
    last = next(reversed(versions(db, article_id)), None)
    if last and last.hash == present.hash and (not retitled or last.title == present.title):
        return
    add_version(db, present, shaped.text, shaped.shape)


def add_version(db: Database, version: StoryVersion, text: str, shape: str) -> None:
    """Store a version as the newest of its article, inside a transaction."""
    article_id = version.article_id
    last = next(reversed(versions(db, article_id)), None)
    base, dictionary = None, b""
    if last is not None and last.number % _CHAIN:
        try:
            dictionary = _payload(db, article_id, last.number)[-_WINDOW:]
            base = last.number
        except NotFound:
            dictionary = b""
    packer = zlib.compressobj(9, zdict=dictionary) if dictionary else zlib.compressobj(9)
    body = packer.compress(f"{text}\0{shape}".encode("utf-8", "replace")) + packer.flush()
    numbered = replace(version, number=last.number + 1 if last else 1)
    db.connection.execute(
        "INSERT INTO story_version (article_id, number, hash, title, url, author, outlet, "
        "language, published, dated, source, seen, base, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(article_id, numbered.number, version.hash, version.title, version.url),
            *(version.author, version.outlet, version.language, to_ms(version.published)),
            *(version.dated, version.source, to_ms(version.seen), base, body),
        ),
    )


def version_text(db: Database, article_id: int, number: int) -> tuple[str, str]:
    """Return text and shape of a kept version; raises ``NotFound``, also where it is damaged."""
    text, _, shape = _payload(db, article_id, number).decode().rpartition("\0")
    return text, shape


def version_document(db: Database, article_id: int, number: int) -> Document:
    """Return the document of a kept version; raises ``NotFound`` as ``version_text`` does."""
    return Document.from_stored(*version_text(db, article_id, number))[0]


def move_versions(db: Database, article_id: int, other: int) -> None:
    """Give the versions of an article to another, behind its own, inside a transaction."""
    own = "SELECT coalesce(max(number), 0) FROM story_version WHERE article_id = ?"
    behind = int(db.value(own, (other,), 0))
    db.connection.execute(
        "UPDATE story_version SET article_id = ?1, number = number + ?2, base = base + ?2 "
        "WHERE article_id = ?3",
        (other, behind, article_id),
    )


def _payload(db: Database, article_id: int, number: int) -> bytes:
    chain = list[_Body]()
    wanted: int | None = number
    while wanted is not None:
        found = _BODY.first(db, "WHERE article_id = ? AND number = ?", (article_id, wanted))
        if found is None or (chain and found.number >= chain[-1].number):
            raise NotFound(f"There is no version {number} of article {article_id}.")
        chain.append(found)
        wanted = found.base
    payload = b""
    for one in reversed(chain):
        dictionary = payload[-_WINDOW:]
        reader = zlib.decompressobj(zdict=dictionary) if one.base else zlib.decompressobj()
        try:
            payload = reader.decompress(one.body)
            if not reader.eof:
                raise zlib.error("it breaks off")
        except zlib.error as error:
            db.misread(f"story_version {article_id}: {error}")
            raise NotFound(
                f"Version {one.number} of article {article_id} is damaged in the library."
            ) from error
    return payload


def _is_same(one: StoryVersion, other: StoryVersion) -> bool:
    return one.hash == other.hash and one.title == other.title
