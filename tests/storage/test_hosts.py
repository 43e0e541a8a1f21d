from datetime import timedelta

from newsreader.storage import hosts
from newsreader.storage.database import Database
from tests.builders import NOW

HOUR = timedelta(hours=1)


def test_a_host_rests_until_its_time_is_over(db: Database) -> None:
    hosts.let_rest(db, "a.example", NOW + HOUR, NOW)
    hosts.let_rest(db, "b.example", NOW + 3 * HOUR, NOW)
    hosts.let_rest(db, "b.example", NOW + 2 * HOUR, NOW)
    assert hosts.resting_hosts(db, NOW) == {
        "a.example": NOW + HOUR,
        "b.example": NOW + 3 * HOUR,
    }
    assert list(hosts.resting_hosts(db, NOW + HOUR)) == ["b.example"]
    hosts.let_rest(db, "c.example", NOW + 3 * HOUR, NOW + HOUR)
    assert db.rows("SELECT host FROM resting_host") == [("b.example",), ("c.example",)]
