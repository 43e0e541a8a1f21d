"""When highlights were last looked at again, and for how many days they are left alone since."""

from collections.abc import Mapping

from newsreader.domain.highlights.review import (
    Reviewed,
    later_reviews,
    read_reviewed,
    write_reviewed,
)
from newsreader.storage import ui_state
from newsreader.storage.database import Database

_KEY = "reviewed"


def all_reviewed(db: Database) -> dict[str, Reviewed]:
    """Return what is remembered of highlights by their ids; also of some that are gone."""
    return read_reviewed(ui_state.recall(db, _KEY, ""))


def put_reviewed(db: Database, reviewed: Mapping[str, Reviewed]) -> None:
    """Remember this of highlights, and nothing else."""
    ui_state.keep(db, _KEY, write_reviewed(reviewed))


def add_reviewed(db: Database, told: Mapping[str, Reviewed]) -> None:
    """Remember this, too; of a highlight that is known the later review counts."""
    known = all_reviewed(db)
    if (both := later_reviews(known, told)) != known:
        put_reviewed(db, both)
