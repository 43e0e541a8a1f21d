"""What the user knows better about quotes and names, kept apart from what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.domain.quoting.correction import Correction
from newsreader.storage.database import Database
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import count_speakers


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that the user joined to another."""

    key: str
    """The joined name, folded."""
    name: str
    """The joined name as it was written."""
    person: str
    """The name that it was joined to, folded; never itself an alias."""
    person_name: str
    """That name as it is shown."""
    made: int
    """When, in milliseconds since 1970 UTC."""


CORRECTION = Rows(Correction, "correction")
"""The rows of ``correction``."""
ALIAS = Rows(Alias, "alias")
"""The rows of ``alias``."""


def corrections_of(db: Database, article_id: int) -> list[Correction]:
    """Return the corrections in an article, in the order of their making."""
    return CORRECTION.read(db, "WHERE article_id = ? ORDER BY id", (article_id,))


def corrections_in(db: Database, outlet: str) -> list[Correction]:
    """Return the corrections in the articles of an outlet, in the order of their making."""
    return CORRECTION.read(db, "WHERE outlet = ? ORDER BY id", (outlet,))


def all_corrections(db: Database) -> list[Correction]:
    """Return the corrections in all articles, in the order of their making."""
    return CORRECTION.read(db, "ORDER BY id")


def swap_corrections(db: Database, gone: Sequence[Correction], come: Sequence[Correction]) -> None:
    """Put some corrections in the place of others; swapped back, all is as it was."""
    with db.transaction() as connection:
        connection.executemany(
            "DELETE FROM correction WHERE id = ?", [(one.id,) for one in (*gone, *come)]
        )
        CORRECTION.insert(db, come)


def aliases(db: Database, person: str) -> list[Alias]:
    """Return the names joined to a person's, given folded."""
    return ALIAS.read(db, "WHERE person = ? ORDER BY key", (person,))


def all_aliases(db: Database) -> list[Alias]:
    """Return every name that is joined to another."""
    return ALIAS.read(db, "ORDER BY made, key")


def person_of(db: Database, key: str) -> str:
    """Return whose name a folded name is: the one it was joined to, else itself."""
    return str(db.value("SELECT person FROM alias WHERE key = ?", (key,), key))


def swap_aliases(db: Database, gone: Sequence[Alias], come: Sequence[Alias]) -> None:
    """Put some aliases in the place of others, and count the people whom it concerns again."""
    with db.transaction() as connection:
        connection.executemany("DELETE FROM alias WHERE key = ?", [(one.key,) for one in gone])
        ALIAS.insert(db, come)
        connection.executemany(
            "INSERT OR IGNORE INTO person_to_count (key) VALUES (?)",
            [(key,) for one in (*gone, *come) for key in (one.key, one.person)],
        )
        count_speakers(db)
