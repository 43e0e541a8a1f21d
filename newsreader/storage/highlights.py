"""Highlights: stored with the text they were made on, and read back by article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.anchoring.carried_highlights import carry_over
from newsreader.domain.highlights.highlight import AnchorState, Highlight, is_named
from newsreader.storage.database import Database, chunks
from newsreader.storage.highlight_speakers import all_spoken
from newsreader.storage.rows import Rows
from newsreader.storage.story_versions import keep_version

HIGHLIGHT = Rows(
    Highlight,
    "highlight",
    columns={
        "tags": "(SELECT group_concat(tag, char(10)) FROM highlight_tag "
        "WHERE highlight_id = highlight.id)"
    },
)
"""The rows of ``highlight`` with their tags."""


@dataclass(frozen=True, slots=True)
class HashedText:
    """A text with its hash."""

    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class _Made:
    """When a highlight was made."""

    id: str
    created: datetime


_MADE = Rows(_Made, "highlight")
_HIGHLIGHTED_TEXT = Rows(HashedText, "highlighted_text")
_PRESENT_TEXT = Rows(HashedText, "article_text")


def highlights(db: Database, article_id: int) -> tuple[Highlight, ...]:
    """Return the highlights of an article by position, orphans last."""
    rest = "WHERE article_id = ? ORDER BY state = 'orphan', start, end, id"
    return tuple(HIGHLIGHT.read(db, rest, (article_id,)))


def highlights_of(db: Database, article_ids: Sequence[int]) -> dict[int, tuple[Highlight, ...]]:
    """Return the highlights of those of these articles that have any, each as ``highlights``."""
    found: dict[int, tuple[Highlight, ...]] = {}
    for marks, chunk in chunks(article_ids):
        rest = f"WHERE article_id IN ({marks}) ORDER BY state = 'orphan', start, end, id"
        for one in HIGHLIGHT.read(db, rest, chunk):
            found[one.article_id] = (*found.get(one.article_id, ()), one)
    return found


def highlights_by_id(db: Database, ids: Sequence[str]) -> list[Highlight]:
    """Return highlights by their ids, in any order; those that are gone are left out."""
    found: list[Highlight] = []
    for marks, chunk in chunks(ids):
        found += HIGHLIGHT.read(db, f"WHERE id IN ({marks})", chunk)
    return found


def made_highlights(db: Database) -> dict[str, datetime]:
    """Return when each highlight was made, by its id."""
    return {one.id: one.created for one in _MADE.each(db)}


def all_highlights(db: Database) -> list[Highlight]:
    """Return the highlights of all articles, newest first."""
    return HIGHLIGHT.read(db, "ORDER BY id DESC")


def highlights_named(db: Database, name: str) -> list[Highlight]:
    """Return the highlights that have an id, or the end of one; see ``is_named``."""
    return [one for one in all_highlights(db) if is_named(one, name)]


def lost_highlights(db: Database) -> frozenset[str]:
    """Return the ids of the highlights whose very words are not in the present text."""
    lost = (str(AnchorState.CHANGED), str(AnchorState.ORPHAN))
    return frozenset(db.column("SELECT id FROM highlight WHERE state IN (?, ?)", lost))


def lost_passages(db: Database, article_id: int) -> list[dict[str, object]]:
    """Return what programs are told of the highlights of an article that lost their very words."""
    present = _PRESENT_TEXT.first(db, "WHERE article_id = ?", (article_id,))
    text = present.text if present else ""
    return [one.lost_record(text) for one in highlights(db, article_id) if one.is_lost]


def texts_made_on(db: Database, found: Sequence[Highlight]) -> dict[str, str]:
    """Return the texts that highlights were made on, by their hashes."""
    texts: dict[str, str] = {}
    for marks, chunk in chunks(sorted({one.made_on for one in found})):
        rows = _HIGHLIGHTED_TEXT.read(db, f"WHERE hash IN ({marks})", chunk)
        texts.update({one.hash: one.text for one in rows})
    return texts


def texts_of_highlights(db: Database) -> list[HashedText]:
    """Return all texts that highlights were made on, by hash."""
    rest = "WHERE hash IN (SELECT made_on FROM highlight) ORDER BY hash"
    return _HIGHLIGHTED_TEXT.read(db, rest)


def carry_highlights(db: Database, article_id: int, text: str, hash_: str) -> None:
    """Carry the highlights of an article over to ``text``, inside a transaction.

    To be called before that text is stored in place of the present one, or of the one that is
    stored already. What the user made of a highlight stays, and when it was changed.
    """
    found = highlights(db, article_id)
    if all(one.text_hash == hash_ for one in found):
        return
    found = tuple(all_spoken(db, found))  # the quotes go with the present text
    present = _PRESENT_TEXT.first(db, "WHERE article_id = ?", (article_id,))
    before = (present.hash, present.text) if present else ("", "")
    db.connection.executemany(
        "UPDATE highlight SET start = ?, end = ?, state = ?, text_hash = ?, speaker = ?, "
        "role = ?, confidence = ?, inferred = ?, quoting = ? WHERE id = ?",
        [
            (
                *(one.start, one.end, one.state, one.text_hash),
                *(one.speaker, one.role, one.confidence, one.inferred, one.quoting, one.id),
            )
            for one in carry_over(found, text, hash_, texts_made_on(db, found), before)
        ],
    )


def swap_highlights(
    db: Database, gone: Sequence[Highlight], come: Sequence[Highlight], text: str
) -> None:
    """Put some highlights in the place of others, in an article that has this ``text``.

    Swapped the other way round, everything is as it was. What other processes highlighted
    meanwhile stays.
    """
    with db.transaction() as connection:
        connection.executemany(
            "DELETE FROM highlight WHERE id = ?", [(one.id,) for one in (*gone, *come)]
        )
        for one in come:
            add_highlight(db, one, text)


def add_highlight(db: Database, one: Highlight, text: str) -> None:
    """Store a highlight, and the ``text`` it was made on unless that is kept already.

    Where that is the present one, the story is kept as it is now.
    """
    db.connection.execute(
        "INSERT OR IGNORE INTO highlighted_text (hash, text) VALUES (?, ?)", (one.made_on, text)
    )
    HIGHLIGHT.insert(db, [one])
    db.connection.executemany(
        "INSERT INTO highlight_tag (highlight_id, tag) VALUES (?, ?)",
        [(one.id, tag) for tag in one.tags],
    )
    present = _PRESENT_TEXT.first(db, "WHERE article_id = ?", (one.article_id,))
    if present is not None and present.hash == one.made_on:
        keep_version(db, one.article_id)
