"""Host back-off: which hosts asked to be left alone, and until when; it outlives a restart."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.schedule import WISH_LIMIT
from newsreader.storage.database import Database, to_ms
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Host:
    """A row of ``resting_host``."""

    host: str
    until: datetime


_HOST = Rows(_Host, "resting_host")


def back_off(db: Database, host: str, until: datetime, now: datetime) -> None:
    """Remember that ``host`` is not to be asked before ``until``, and forget whose time is over."""
    with db.transaction() as connection:
        connection.execute("DELETE FROM resting_host WHERE until <= ?", (to_ms(now),))
        connection.execute(
            "INSERT INTO resting_host (host, until) VALUES (?, ?) ON CONFLICT (host) "
            "DO UPDATE SET until = CASE WHEN until > ? THEN excluded.until "
            "ELSE max(until, excluded.until) END",
            (host, to_ms(until), to_ms(now + WISH_LIMIT)),
        )


def backing_off_hosts(db: Database, now: datetime) -> dict[str, datetime]:
    """Return the hosts that are not to be asked at ``now``, each with its end, UTC.

    An end further off than any can be was noted while the clock was ahead.
    """
    ends = (to_ms(now), to_ms(now + WISH_LIMIT))
    return {one.host: one.until for one in _HOST.read(db, "WHERE until > ? AND until <= ?", ends)}
