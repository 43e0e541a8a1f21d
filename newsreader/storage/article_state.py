"""What the reader makes of articles: read marks, bookmarks, tags and highlights."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from newsreader.domain.highlight import AnchorState, Highlight
from newsreader.storage.database import Database, chunks, from_ms, moment, to_ms

_HIGHLIGHT = """
    SELECT id, article_id, start, end, text, prefix, suffix, anchor_hash, text_hash, colour,
        note, speaker, role, created, updated, state,
        (SELECT group_concat(tag, char(10)) FROM highlight_tag WHERE highlight_id = highlight.id)
    FROM highlight
"""


def set_read(db: Database, ids: Sequence[int], read: bool) -> list[int]:
    """Mark articles read or unread; return those whose mark really changed."""
    changed: list[int] = []
    with db.transaction() as connection:
        for marks, chunk in chunks(ids):
            rows = db.rows(
                f"SELECT id FROM article WHERE read = ? AND id IN ({marks})", (not read, *chunk)
            )
            changed += [row[0] for row in rows]
        connection.executemany(
            "UPDATE article SET read = ? WHERE id = ?", [(read, one) for one in changed]
        )
    return changed


def set_bookmark(db: Database, article_id: int, when: datetime | None) -> datetime | None:
    """Bookmark an article at a moment, or take the bookmark away; return what was before."""
    with db.transaction() as connection:
        row = connection.execute(
            "SELECT bookmarked FROM article WHERE id = ?", (article_id,)
        ).fetchone()
        connection.execute(
            "UPDATE article SET bookmarked = ? WHERE id = ?", (to_ms(when), article_id)
        )
    return from_ms(row[0]) if row else None


def set_tags(db: Database, article_id: int, tags: Sequence[str]) -> tuple[str, ...]:
    """Give an article exactly these tags; return those it had."""
    with db.transaction() as connection:
        before = tuple(
            row[0]
            for row in connection.execute(
                "SELECT tag FROM article_tag WHERE article_id = ? ORDER BY tag", (article_id,)
            )
        )
        connection.execute("DELETE FROM article_tag WHERE article_id = ?", (article_id,))
        connection.executemany(
            "INSERT INTO article_tag (article_id, tag) VALUES (?, ?)",
            [(article_id, tag) for tag in sorted(set(tags))],
        )
    return before


def set_position(db: Database, article_id: int, offset: int) -> None:
    """Remember the offset at which reading an article stopped."""
    with db.transaction() as connection:
        connection.execute("UPDATE article SET position = ? WHERE id = ?", (offset, article_id))


def highlights(db: Database, article_id: int) -> tuple[Highlight, ...]:
    """Return the highlights of an article by position, orphans last."""
    rows = db.rows(
        f"{_HIGHLIGHT} WHERE article_id = ? ORDER BY state = 'orphan', start, end, id",
        (article_id,),
    )
    return tuple(_highlight(row) for row in rows)


def all_highlights(db: Database) -> list[Highlight]:
    """Return the highlights of all articles, newest first."""
    return [_highlight(row) for row in db.rows(f"{_HIGHLIGHT} ORDER BY id DESC")]


def swap_highlights(
    db: Database, gone: Sequence[Highlight], come: Sequence[Highlight], text: str
) -> None:
    """Put some highlights in the place of others, in an article that has this ``text``.

    Swapped the other way round, everything is as it was. What other programs marked
    meanwhile stays.
    """
    with db.transaction() as connection:
        connection.executemany(
            "DELETE FROM highlight WHERE id = ?", [(one.id,) for one in (*gone, *come)]
        )
        for one in come:
            add_highlight(db, one, text)


def add_highlight(db: Database, one: Highlight, text: str) -> None:
    """Store a highlight, and the ``text`` it was made on unless that is kept already."""
    db.connection.execute(
        "INSERT OR IGNORE INTO highlighted_text (hash, text) VALUES (?, ?)", (one.made_on, text)
    )
    db.connection.execute(
        "INSERT INTO highlight (id, article_id, start, end, text, prefix, suffix, anchor_hash, "
        "text_hash, colour, note, speaker, role, created, updated, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            one.id,
            one.article_id,
            one.start,
            one.end,
            one.text,
            one.prefix,
            one.suffix,
            one.text_hash,
            one.made_on,
            one.colour,
            one.note,
            one.speaker,
            one.role,
            to_ms(one.created),
            to_ms(one.updated),
            one.state,
        ),
    )
    db.connection.executemany(
        "INSERT INTO highlight_tag (highlight_id, tag) VALUES (?, ?)",
        [(one.id, tag) for tag in one.tags],
    )


def _highlight(row: tuple[Any, ...]) -> Highlight:
    *fields, created, updated, state, tags = row
    number, article_id, start, end, text, prefix, suffix, anchor_hash, made_on = fields[:9]
    colour, note, speaker, role = fields[9:]
    return Highlight(
        id=number,
        article_id=article_id,
        start=start,
        end=end,
        text=text,
        prefix=prefix,
        suffix=suffix,
        text_hash=anchor_hash,
        made_on=made_on,
        colour=colour,
        note=note,
        tags=tuple(sorted(tags.split("\n"))) if tags else (),
        speaker=speaker,
        role=role,
        created=moment(created),
        updated=moment(updated),
        state=AnchorState(state),
    )
