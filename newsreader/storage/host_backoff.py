"""Hosts that asked to be left alone, and until when; kept, as a restart is no excuse."""

from datetime import datetime

from newsreader.storage.database import Database, moment, to_ms


def let_rest(db: Database, host: str, until: datetime, now: datetime) -> None:
    """Remember that ``host`` is not to be asked before ``until``, and forget who has rested."""
    with db.transaction() as connection:
        connection.execute("DELETE FROM resting_host WHERE until <= ?", (to_ms(now),))
        connection.execute(
            "INSERT INTO resting_host (host, until) VALUES (?, ?) ON CONFLICT (host) "
            "DO UPDATE SET until = max(until, excluded.until)",
            (host, to_ms(until)),
        )


def backing_off_hosts(db: Database, now: datetime) -> dict[str, datetime]:
    """Return the hosts that are not to be asked at ``now``, each with its end, UTC."""
    return {
        host: moment(until)
        for host, until in db.rows(
            "SELECT host, until FROM resting_host WHERE until > ?", (to_ms(now),)
        )
    }
