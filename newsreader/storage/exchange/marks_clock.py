"""By how much the clock of another device is ahead of the one here, as its records tell.

Changes here count from then on by the clock that is ahead (L. Lamport, "Time, clocks, and the
ordering of events in a distributed system", CACM 21/7, 1978, §"Physical clocks"), so that a device
whose clock is wrong does not win for as long as it is.
"""

from collections.abc import Iterable

from newsreader.domain.mark_record import MarkRecord, latest
from newsreader.storage import ui_state
from newsreader.storage.database import Database

_AHEAD = "marks clock ahead"
"""Under which key it is kept, in milliseconds."""


def clock_ahead(db: Database) -> int:
    """Return by how many milliseconds the clocks of others were seen to be ahead; 0 for none."""
    kept = ui_state.recall(db, _AHEAD, "0")
    return int(kept) if kept.isdecimal() else 0


def note_clocks(db: Database, records: Iterable[MarkRecord], now: int) -> None:
    """Note by how much others are ahead at least, by records that are taken in ``now``."""
    ahead = latest(records) - now
    if ahead > clock_ahead(db):
        ui_state.keep(db, _AHEAD, str(ahead))
