"""The people whom articles quote: counted where quotes are written, listed where one asks."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsreader.domain.speaker import (
    Speaker,
    fold_for_search,
    fold_name,
    is_named,
)
from newsreader.storage.database import Database, chunks, moment

_Read = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Returns the rows that a query with these values finds."""

LATELY = 20
"""So many of the newest quotes tell how somebody is written and which role they have."""


def count_people(connection: sqlite3.Connection) -> None:
    """Count the people again whose quotes or aliases have changed, within a transaction.

    Only those with a name are kept count of.
    """

    def read(sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return connection.execute(sql, values).fetchall()

    changed = read(
        "SELECT DISTINCT coalesce(alias.person, person_to_count.key) FROM person_to_count "
        "LEFT JOIN alias ON alias.key = person_to_count.key"
    )
    if not changed:
        return
    # A name that has become an alias is nobody's own any more.
    connection.execute("DELETE FROM person WHERE key IN (SELECT key FROM person_to_count)")
    for (key,) in changed:
        counted = _count(read, key)
        if counted is None or not is_named(counted[0]):
            connection.execute("DELETE FROM person WHERE key = ?", (key,))
            continue
        connection.execute(
            "INSERT OR REPLACE INTO person "
            "(key, name, sought, role, quotes, articles, first, last) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, *counted),
        )
    connection.execute("DELETE FROM person_to_count")


def people(
    db: Database, words: str = "", limit: int = 200, *, whole: bool = False
) -> tuple[Speaker, ...]:
    """Return the people with a name, the one heard last first; ``limit`` -1 is all.

    Each of ``words`` begins a word of the name or of an alias, or is one where ``whole``.
    """
    wanted = [f"% {_like(word)}{' ' if whole else ''}%" for word in fold_for_search(words).split()]
    where = " AND ".join(["sought || ' ' LIKE ? ESCAPE '\\'"] * len(wanted))
    rows = db.rows(
        "SELECT key, name, role, quotes, articles, first, last FROM person "
        f"{'WHERE ' + where if wanted else ''} ORDER BY last DESC, key LIMIT ?",
        (*wanted, limit),
    )
    return tuple(_people(db, rows))


def person(db: Database, name: str) -> Speaker | None:
    """Return who bears exactly this name or alias, with a name or without; None for nobody."""
    key = fold_name(name)
    row = db.row("SELECT person FROM alias WHERE key = ?", (key,))
    key = row[0] if row else key
    counted = _count(db.rows, key) if key else None
    if counted is None:
        return None
    shown, _, *rest = counted
    return next(_people(db, [(key, shown, *rest)]))


def keys_of(db: Database, name: str) -> list[str]:
    """Return all folded names of whoever bears ``name``: that one and its aliases."""
    key = fold_name(name)
    row = db.row("SELECT person FROM alias WHERE key = ?", (key,))
    own = row[0] if row else key
    return _own_keys(db.rows, own)


def _own_keys(read: _Read, key: str) -> list[str]:
    rows = read("SELECT key FROM alias WHERE person = ? ORDER BY key", (key,))
    return [key, *(row[0] for row in rows)]


def _count(read: _Read, key: str) -> tuple[Any, ...] | None:
    """Return name, sought, role, quotes, articles, first and last; None for nobody quoted."""
    keys = _own_keys(read, key)
    marks = ",".join("?" * len(keys))
    ((quotes, *numbers),) = read(
        "SELECT count(*), count(DISTINCT article_id), min(published), max(published) "
        f"FROM quote WHERE person IN ({marks})",
        keys,
    )
    if not quotes:
        return None
    newest = read(
        f"SELECT person, speaker, role FROM quote WHERE person IN ({marks}) "
        "ORDER BY published DESC, id DESC LIMIT ?",
        (*keys, LATELY),
    )
    joined = read("SELECT name, person_name FROM alias WHERE person = ? ORDER BY key", (key,))
    names = Counter(speaker for whose, speaker, _ in newest if whose == key)
    roles = Counter(role for _, _, role in newest if role)
    name = names.most_common(1)[0][0] if names else joined[-1][1] if joined else newest[0][1]
    role = roles.most_common(1)[0][0] if roles else ""
    words = " ".join(["", fold_for_search(name), *(fold_for_search(alias) for alias, _ in joined)])
    return name, words, role, quotes, *numbers


def _people(db: Database, rows: Sequence[Sequence[Any]]) -> Iterator[Speaker]:
    aliases: dict[str, list[str]] = {}
    for marks, chunk in chunks([row[0] for row in rows]):
        for whose, alias in db.rows(
            f"SELECT person, name FROM alias WHERE person IN ({marks}) ORDER BY name", chunk
        ):
            aliases.setdefault(whose, []).append(alias)
    for key, name, role, quotes, articles, first, last in rows:
        yield Speaker(
            name=name,
            quotes=quotes,
            articles=articles,
            first=moment(first),
            last=moment(last),
            role=role,
            aliases=tuple(aliases.get(key, ())),
        )


def _like(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return text
