"""What a step did to rows: taken down by comparing them, applied forwards and backwards.

Only the tables in which the user makes something are known here; what the fetcher writes into the
same rows is neither kept nor put back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsreader.domain.step import Tally
from newsreader.storage.database import Database, chunks

Values = tuple[object, ...]
"""The values of some columns of a row."""
Snapshot = Mapping[Values, Values]
"""Rows by their keys."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A table in which the user makes something."""

    name: str
    """Its name."""
    key: tuple[str, ...]
    """The columns that tell which row it is."""
    columns: tuple[str, ...]
    """The other columns, or those of them that are the user's."""
    whole: bool = True
    """Whether rows come and go with what the user does; else only their ``columns`` change."""
    compared: tuple[str, ...] = ()
    """The columns by which a row that goes must still be what the step left."""
    parents: tuple[tuple[str, str, str], ...] = ()
    """Columns that refer to others: column, table and key; a row without them is not put back."""


FEED = Tracked(
    "feed",
    ("id",),
    ("own_title", "folder", "interval", "full_text", "keep", "user_agent", "proxy"),
    whole=False,
)
"""How the user calls, orders and wants feeds."""
FOLDER = Tracked("folder", ("path",), ())
"""The folders that were made."""
SAVED_VIEW = Tracked(
    "saved_view",
    ("id",),
    ("name", "query", "sort", "notify", "place", "made"),
    compared=("name", "query", "sort", "notify"),
)
"""Named queries."""
RULE = Tracked(
    "rule", ("name",), ("query", "actions", "until", "made"), compared=("query", "actions")
)
"""Rules that were made in the app."""
ARTICLE = Tracked(
    "article",
    ("id",),
    ("read", "bookmarked", "later", "saved", "muted", "muted_by", "changed"),
    whole=False,
)
"""Article states."""
ARTICLE_TAG = Tracked(
    "article_tag", ("article_id", "tag"), (), parents=(("article_id", "article", "id"),)
)
"""The tags of articles."""
CAUGHT = Tracked(
    "caught", ("rule", "article_id"), ("at",), parents=(("article_id", "article", "id"),)
)
"""Which rule caught which article."""
HIGHLIGHT = Tracked(
    "highlight",
    ("id",),
    (
        *("article_id", "start", "end", "text", "prefix", "suffix", "made_on", "text_hash"),
        *("colour", "note", "speaker", "role", "created", "updated", "state", "confidence"),
        *("inferred", "verification", "checked_against", "checked_on", "quoting"),
    ),
    compared=("colour", "note", "updated"),
    parents=(("article_id", "article", "id"), ("made_on", "highlighted_text", "hash")),
)
"""Highlights."""
HIGHLIGHT_TAG = Tracked(
    "highlight_tag", ("highlight_id", "tag"), (), parents=(("highlight_id", "highlight", "id"),)
)
"""The tags of highlights."""
DELETED_HIGHLIGHT = Tracked(
    "deleted_highlight", ("id",), ("article_id", "deleted", "line"), compared=("deleted",)
)
"""The bin."""
CORRECTION = Tracked(
    "correction",
    ("id",),
    (
        *("article_id", "words", "start", "prefix", "suffix", "is_quote", "speaker", "found"),
        *("outlet", "made"),
    ),
    compared=("is_quote", "speaker", "made"),
)
"""What the user knows better about quotes."""
ALIAS = Tracked(
    "alias", ("key",), ("name", "person", "person_name", "made"), compared=("person", "made")
)
"""Names that are joined."""
SHARED_RECORD = Tracked("shared_record", ("kind", "id"), ("record",))
"""What is known to be told; that it becomes known only, as by an import."""

TRACKED = {
    one.name: one
    for one in (
        FEED,
        FOLDER,
        SAVED_VIEW,
        RULE,
        ARTICLE,
        ARTICLE_TAG,
        CAUGHT,
        HIGHLIGHT,
        HIGHLIGHT_TAG,
        DELETED_HIGHLIGHT,
        CORRECTION,
        ALIAS,
        SHARED_RECORD,
    )
}
"""All of them by name, parents before what refers to them."""
_ORDER = {name: at for at, name in enumerate(TRACKED)}


@dataclass(frozen=True, slots=True)
class RowChange:
    """The same change of any number of rows of one table."""

    table: str
    """A name in ``TRACKED``."""
    columns: tuple[str, ...]
    """The columns that changed; all of them where the rows came or went."""
    before: Values | None
    """Their values before; None where the rows were not there."""
    after: Values | None
    """Their values after; None where the rows are gone."""
    keys: tuple[Values, ...]
    """Which rows."""

    @property
    def turned(self) -> "RowChange":
        """The change that takes this one back."""
        return RowChange(self.table, self.columns, self.after, self.before, self.keys)


def snapshot(db: Database, table: Tracked, rest: str, values: Sequence[object] = ()) -> Snapshot:
    """Return the rows that ``SELECT … FROM table`` and the ``rest`` of it find."""
    key = len(table.key)
    columns = ", ".join(f"{table.name}.{name}" for name in (*table.key, *table.columns))
    rows = db.rows(f"SELECT {columns} FROM {table.name} {rest}", values)
    return {row[:key]: row[key:] for row in rows}


def compare(table: Tracked, before: Snapshot, after: Snapshot) -> list[RowChange]:
    """Return what leads from one state of some rows to another."""
    found: dict[tuple[tuple[str, ...], Values | None, Values | None], list[Values]]
    found = defaultdict(list)
    for key in (*before, *(one for one in after if one not in before)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if old is None or new is None:
            found[table.columns, old, new].append(key)
            continue
        changed = [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
        columns = tuple(table.columns[at] for at in changed)
        pair = tuple(tuple(row[at] for at in changed) for row in (old, new))
        found[columns, pair[0], pair[1]].append(key)
    return [
        RowChange(table.name, columns, old, new, tuple(keys))
        for (columns, old, new), keys in found.items()
        if table.whole or (old is not None and new is not None)
    ]


def apply(db: Database, changes: Iterable[RowChange]) -> Tally:
    """Apply changes inside a transaction, each only to rows that are as they were before it."""
    tally = Tally()
    for change in sorted(changes, key=lambda one: _ORDER[one.table]):
        if change.before is not None and change.after is not None:
            tally += _update(db, change, change.before, change.after)
        elif change.after is not None:
            tally += _each(_put, db, change)
        else:
            tally += _each(_take, db, change)
    return tally


def _update(db: Database, change: RowChange, before: Values, after: Values) -> Tally:
    table = TRACKED[change.table]
    (key,) = table.key  # rows with more are only keys
    to = ", ".join(f"{name} = ?" for name in change.columns)
    among = " AND ".join(f"{name} IS ?" for name in change.columns)
    done = 0
    for marks, chunk in chunks([one for (one,) in change.keys]):
        chosen = f"{key} IN ({marks})"
        db.connection.execute(
            f"UPDATE OR IGNORE {table.name} SET {to} WHERE {chosen} AND {among}",
            (*after, *chunk, *before),
        )
        done += int(
            db.value(
                f"SELECT count(*) FROM {table.name} WHERE {chosen} AND {among}", (*chunk, *after)
            )
        )
    return Tally(done, len(change.keys) - done)


def _each(
    move: Callable[[Database, RowChange, Values], bool], db: Database, change: RowChange
) -> Tally:
    done = sum(move(db, change, key) for key in change.keys)
    return Tally(done, len(change.keys) - done)


def _put(db: Database, change: RowChange, key: Values) -> bool:
    """Put a row where none is; return whether it is there."""
    table = TRACKED[change.table]
    present = _present(db, table, key, change.columns)
    if present is not None:
        return present == change.after
    row = dict(zip((*table.key, *change.columns), (*key, *(change.after or ())), strict=True))
    for column, parent, name in table.parents:
        if not db.column(f"SELECT 1 FROM {parent} WHERE {name} = ?", (row[column],)):
            return False
    marks = ", ".join("?" * len(row))
    put = db.connection.execute(
        f"INSERT OR IGNORE INTO {table.name} ({', '.join(row)}) VALUES ({marks})",
        tuple(row.values()),
    )
    return put.rowcount == 1  # another row may have its name by now


def _take(db: Database, change: RowChange, key: Values) -> bool:
    """Remove a row that is still what it was; return whether it is gone."""
    table = TRACKED[change.table]
    present = _present(db, table, key, table.compared)
    known = dict(zip(change.columns, change.before or (), strict=True))
    if present is None:
        return True
    if present != tuple(known[name] for name in table.compared):
        return False
    db.connection.execute(f"DELETE FROM {table.name} WHERE {_among(table.key)}", key)
    return True


def _present(db: Database, table: Tracked, key: Values, columns: Sequence[str]) -> Values | None:
    """Return these columns of a row, or None where it is not there."""
    found = ", ".join(("1", *columns))
    row = db.row(f"SELECT {found} FROM {table.name} WHERE {_among(table.key)}", key)
    return None if row is None else row[1:]


def _among(columns: Sequence[str]) -> str:
    return " AND ".join(f"{name} = ?" for name in columns)
