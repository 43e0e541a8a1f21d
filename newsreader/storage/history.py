"""The undo history: each action of the user as one step, undone and redone by any process.

A step is written in the transaction of what it did, as data: rows before and after (see
``row_changes``), feeds that came, went or moved. Undoing and redoing change only what is still as
the step left it. Steps that are undone are the newest ones; the next action forgets them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from newsreader.domain.counts import counted
from newsreader.domain.errors import NotFound
from newsreader.domain.step import Step, StepTaken, Tally
from newsreader.storage import feed_removal, ui_state
from newsreader.storage.compressed_json import compressed, decompressed
from newsreader.storage.database import Database, to_ms
from newsreader.storage.feed_addresses import feed_at
from newsreader.storage.feed_moves import correct_address
from newsreader.storage.feed_titles import name_of
from newsreader.storage.quotes import correct_again
from newsreader.storage.row_changes import (
    ALIAS,
    ARTICLE,
    ARTICLE_TAG,
    CORRECTION,
    HIGHLIGHT,
    HIGHLIGHT_TAG,
    SHARED_RECORD,
    RowChange,
    Tracked,
    apply,
    compare,
    snapshot,
)
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import count_speakers

KEPT_STEPS = 200
"""So many steps are kept, the newest."""
KEPT_FOR = timedelta(days=30)
"""How long a step is kept at most."""


@dataclass(frozen=True, slots=True)
class FeedChange:
    """A feed that was added, removed, or given another address."""

    feed_id: int
    """The feed."""
    before: str
    """Its address before; empty where it was not followed."""
    after: str
    """Its address after; empty where it is not followed any more."""

    @property
    def turned(self) -> "FeedChange":
        """The change that takes this one back."""
        return FeedChange(self.feed_id, self.after, self.before)


@dataclass(slots=True)
class StepDraft:
    """A step while it is made."""

    label: str = ""
    """What is done, as a sentence's end."""
    article_id: int | None = None
    """The article it concerns, where it is one."""
    rows: list[RowChange] = field(default_factory=list)
    """What it did to rows."""
    feeds: list[FeedChange] = field(default_factory=list)
    """What it did to feeds as a whole."""
    recorded: int | None = None
    """Its number, once it is written."""

    @contextmanager
    def watching(
        self, db: Database, table: Tracked, rest: str = "", values: Sequence[object] = ()
    ) -> Iterator[None]:
        """Take down what a block does to the rows that ``rest`` finds, see ``snapshot``."""
        before = snapshot(db, table, rest, values)
        yield
        self.rows += compare(table, before, snapshot(db, table, rest, values))

    def add_feeds(self, db: Database, feed_ids: Sequence[int]) -> None:
        """Take down that these feeds were subscribed to."""
        self.feeds += [
            FeedChange(one, "", str(db.value("SELECT url FROM feed WHERE id = ?", (one,))))
            for one in feed_ids
        ]
        added = [one.feed_id for one in self.feeds if not one.before]
        what = name_of(db, added[0]) if len(added) == 1 else counted(len(added), "feed")
        self.label = f"added {what}"


@dataclass(frozen=True, slots=True)
class _StepRow:
    """A row of ``step``; see schema.sql."""

    id: int
    made: datetime
    label: str
    article_id: int | None
    undone: bool
    changes: bytes


_STEP_ROW = Rows(_StepRow, "step")
_STEP = Rows(Step, "step")


def record(db: Database, draft: StepDraft, now: datetime) -> None:
    """Write a step inside the transaction of what it did, unless it did nothing.

    A draft that was written before and has grown since takes the place of that step.
    """
    if not draft.rows and not draft.feeds:
        return
    execute = db.connection.execute
    execute("DELETE FROM step WHERE id = ? AND undone = 0", (draft.recorded,))
    forgotten = _STEP_ROW.read(
        db,
        "WHERE undone = 1 OR made < ? "
        "OR id <= (SELECT id FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1 OFFSET ?)",
        (to_ms(now - KEPT_FOR), KEPT_STEPS - 1),
    )
    for one in forgotten:
        execute("DELETE FROM step WHERE id = ?", (one.id,))
    written = execute(
        "INSERT INTO step (made, label, article_id, changes) VALUES (?, ?, ?, ?)",
        (to_ms(now), draft.label, draft.article_id, _encoded(draft.rows, draft.feeds)),
    )
    draft.recorded = written.lastrowid
    if any(_decoded(one.changes)[1] for one in forgotten):
        known = {feed.feed_id for one in _STEP_ROW.read(db) for feed in _decoded(one.changes)[1]}
        feed_removal.forget(db, besides=known)


def steps(db: Database, limit: int = KEPT_STEPS) -> list[Step]:
    """Return the steps that can be undone or redone, the newest first."""
    return _STEP.read(db, "ORDER BY id DESC LIMIT ?", (limit,))


def next_step(db: Database, *, redo: bool = False) -> Step | None:
    """Return the step that is undone next, or redone; None where there is none."""
    which = "WHERE undone = 1 ORDER BY id" if redo else "WHERE undone = 0 ORDER BY id DESC"
    return _STEP.first(db, f"{which} LIMIT 1")


def take(db: Database, step: Step) -> StepTaken:
    """Undo a step, or redo it where it is undone, inside a transaction."""
    redone = step.undone
    row = _STEP_ROW.first(db, "WHERE id = ?", (step.id,))
    rows, feeds = _decoded(row.changes) if row else ([], [])
    if ui_state.recall(db, ui_state.SHARED, ""):
        # What others may know by now is to be told as deleted, not to be forgotten.
        rows = [one for one in rows if one.table != SHARED_RECORD.name]
    if not redone:
        rows, feeds = [one.turned for one in rows[::-1]], [one.turned for one in feeds[::-1]]
    tally = apply(db, rows) if rows or feeds else Tally(kept=1)
    _follow_up(db, rows)
    for one in feeds:
        tally += _change_feed(db, one, step.made)
    db.connection.execute("UPDATE step SET undone = ? WHERE id = ?", (not redone, step.id))
    return StepTaken(replace(step, undone=not redone), tally)


def newest_step(db: Database) -> int:
    """Return the number of the newest step; 0 where there is none."""
    return int(db.value("SELECT coalesce(max(id), 0) FROM step"))


def articles_of_steps(db: Database) -> frozenset[int]:
    """Return the articles that a step concerns which can be undone or redone."""
    found: set[object] = set()
    for row in _STEP_ROW.read(db):
        for change in _decoded(row.changes)[0]:
            if change.table == ARTICLE.name:
                found.update(key for (key,) in change.keys)
            elif change.table == ARTICLE_TAG.name:
                found.update(key[0] for key in change.keys)
            for values in (change.before, change.after):
                found.add(dict(zip(change.columns, values or (), strict=False)).get("article_id"))
    return frozenset(one for one in found if isinstance(one, int))


def highlights_in(db: Database, step: Step) -> list[str]:
    """Return the ids of the highlights that a step made, changed or took away."""
    row = _STEP_ROW.first(db, "WHERE id = ?", (step.id,))
    changes = _decoded(row.changes)[0] if row else []
    tables = (HIGHLIGHT.name, HIGHLIGHT_TAG.name)
    return sorted({str(key[0]) for one in changes if one.table in tables for key in one.keys})


def _follow_up(db: Database, changes: Iterable[RowChange]) -> None:
    """Derive again what follows from corrections, joined names and muted articles."""
    told: list[dict[str, Any]] = []
    joined: set[object] = set()
    for change in changes:
        if change.table == ARTICLE.name and "muted" in change.columns:
            db.at_commit(count_speakers)
        for values in (change.before, change.after):
            row = dict(zip(change.columns, values or (), strict=False))
            if change.table == ALIAS.name:
                joined.update((*(key for (key,) in change.keys), row.get("person")))
            elif change.table == CORRECTION.name and row:
                told.append(row)
    correct_again(
        db, ((one["article_id"], one["found"], one["speaker"], one["outlet"]) for one in told)
    )
    if joined - {None}:
        db.connection.executemany(
            "INSERT OR IGNORE INTO person_to_count (key) VALUES (?)",
            [(key,) for key in joined if key is not None],
        )
        count_speakers(db)


def _change_feed(db: Database, change: FeedChange, now: datetime) -> Tally:
    """Let a feed come, go or move, where nothing else became of it since."""
    present = db.value("SELECT url FROM feed WHERE id = ?", (change.feed_id,))
    if not change.before:
        done = present is not None or feed_removal.put_back(db, change.feed_id)
        return Tally(done, not done)
    if not change.after:
        if present is not None:
            return Tally(1, staying=feed_removal.take_out(db, change.feed_id))
        followed = feed_at(db, change.before) is not None
        return Tally(not followed, followed)
    if present == change.after:
        return Tally(1)
    if present != change.before or feed_at(db, change.after, besides=change.feed_id) is not None:
        return Tally(kept=1)
    try:
        correct_address(db, change.feed_id, change.after, now)
    except NotFound:
        return Tally(kept=1)
    return Tally(1)


# The form in which changes are stored: JSON, compressed. Numbers of articles are kept as the
# differences from one to the next, so that thousands of marks take a few kilobytes.


def _encoded(rows: Iterable[RowChange], feeds: Iterable[FeedChange]) -> bytes:
    form = {
        "rows": [
            [one.table, one.columns, one.before, one.after, _encoded_keys(one.keys)] for one in rows
        ],
        "feeds": [[one.feed_id, one.before, one.after] for one in feeds],
    }
    return compressed(form)


def _decoded(stored: bytes) -> tuple[list[RowChange], list[FeedChange]]:
    """Return what ``_encoded`` made; nothing where the file holds something else."""
    try:
        form = decompressed(stored)
        rows = [
            RowChange(table, tuple(columns), _values(before), _values(after), _decoded_keys(keys))
            for table, columns, before, after, keys in form["rows"]
        ]
        return rows, [FeedChange(*one) for one in form["feeds"]]
    except (ValueError, TypeError, LookupError, AttributeError):
        return [], []


def _values(stored: list[object] | None) -> tuple[object, ...] | None:
    return None if stored is None else tuple(stored)


def _encoded_keys(keys: Sequence[tuple[object, ...]]) -> list[Any]:
    numbers = [key[0] for key in keys if len(key) == 1 and isinstance(key[0], int)]
    if len(numbers) < len(keys):
        return [list(key) for key in keys]
    numbers.sort()
    return [one - before for before, one in zip([0, *numbers], numbers, strict=False)]


def _decoded_keys(stored: list[Any]) -> tuple[tuple[object, ...], ...]:
    if any(isinstance(one, list) for one in stored):
        return tuple(tuple(one) for one in stored)
    at, keys = 0, []
    for one in stored:
        at += one
        keys.append((at,))
    return tuple(keys)
