"""Host back-off: which hosts asked to be left alone, and until when; it outlives a restart."""

from dataclasses import dataclass
from datetime import datetime

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
            "DO UPDATE SET until = max(until, excluded.until)",
            (host, to_ms(until)),
        )


def backing_off_hosts(db: Database, now: datetime) -> dict[str, datetime]:
    """Return the hosts that are not to be asked at ``now``, each with its end, UTC."""
    return {one.host: one.until for one in _HOST.read(db, "WHERE until > ?", (to_ms(now),))}
