"""Tells how SQLite means to carry out what a function asks of it."""

from collections.abc import Callable

from newsreader.storage.database import Database


def plan_of(db: Database, act: Callable[[], object]) -> list[str]:
    """Return the steps of every statement that ``act`` executes on ``db``."""
    asked: list[str] = []
    db.connection.set_trace_callback(asked.append)
    act()
    db.connection.set_trace_callback(None)
    # What an index executes for itself comes as a comment; a plan is made of queries only.
    assert asked
    queries = [sql for sql in asked if not sql.startswith(("--", "BEGIN", "COMMIT"))]
    return [row[3] for sql in queries for row in db.rows(f"EXPLAIN QUERY PLAN {sql}")]
