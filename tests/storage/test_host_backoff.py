from datetime import timedelta

from newsreader.storage import host_backoff
from newsreader.storage.database import Database
from tests.builders import NOW

HOUR = timedelta(hours=1)


def test_a_host_rests_until_its_time_is_over(db: Database) -> None:
    host_backoff.back_off(db, "a.example", NOW + HOUR, NOW)
    host_backoff.back_off(db, "b.example", NOW + 3 * HOUR, NOW)
    host_backoff.back_off(db, "b.example", NOW + 2 * HOUR, NOW)
    assert host_backoff.backing_off_hosts(db, NOW) == {
        "a.example": NOW + HOUR,
        "b.example": NOW + 3 * HOUR,
    }
    assert list(host_backoff.backing_off_hosts(db, NOW + HOUR)) == ["b.example"]
    host_backoff.back_off(db, "c.example", NOW + 3 * HOUR, NOW + HOUR)
    assert db.rows("SELECT host FROM resting_host") == [("b.example",), ("c.example",)]
