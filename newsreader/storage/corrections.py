"""What the reader knows better about quotes and names, kept apart from what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsreader.domain.correction import Correction
from newsreader.storage.database import Database, moment, to_ms

_CORRECTION = """
    SELECT id, article_id, words, start, prefix, suffix, is_quote, speaker, found, outlet, made
    FROM correction
"""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that the reader joined to another."""

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


def corrections_of(db: Database, article_id: int) -> list[Correction]:
    """Return the corrections in an article, in the order of their making."""
    rows = db.rows(f"{_CORRECTION} WHERE article_id = ? ORDER BY id", (article_id,))
    return [_correction(row) for row in rows]


def corrections_in(db: Database, outlet: str) -> list[Correction]:
    """Return the corrections in the articles of an outlet, in the order of their making."""
    rows = db.rows(f"{_CORRECTION} WHERE outlet = ? ORDER BY id", (outlet,))
    return [_correction(row) for row in rows]


def all_corrections(db: Database) -> list[Correction]:
    """Return the corrections in all articles, in the order of their making."""
    return [_correction(row) for row in db.rows(f"{_CORRECTION} ORDER BY id")]


def swap_corrections(db: Database, gone: Sequence[Correction], come: Sequence[Correction]) -> None:
    """Put some corrections in the place of others; swapped back, all is as it was."""
    with db.transaction() as connection:
        connection.executemany(
            "DELETE FROM correction WHERE id = ?", [(one.id,) for one in (*gone, *come)]
        )
        connection.executemany(
            "INSERT INTO correction (id, article_id, words, start, prefix, suffix, is_quote, "
            "speaker, found, outlet, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    one.id,
                    one.article_id,
                    one.words,
                    one.start,
                    one.prefix,
                    one.suffix,
                    one.is_quote,
                    one.speaker,
                    one.found,
                    one.outlet,
                    to_ms(one.made),
                )
                for one in come
            ],
        )


def aliases(db: Database, person: str) -> list[Alias]:
    """Return the names joined to a person's, given folded."""
    rows = db.rows(
        "SELECT key, name, person, person_name, made FROM alias WHERE person = ? ORDER BY key",
        (person,),
    )
    return [Alias(*row) for row in rows]


def all_aliases(db: Database) -> list[Alias]:
    """Return every name that is joined to another."""
    rows = db.rows("SELECT key, name, person, person_name, made FROM alias ORDER BY made, key")
    return [Alias(*row) for row in rows]


def person_of(db: Database, key: str) -> str:
    """Return whose name a folded name is: the one it was joined to, else itself."""
    row = db.row("SELECT person FROM alias WHERE key = ?", (key,))
    return str(row[0]) if row else key


def swap_aliases(db: Database, gone: Sequence[Alias], come: Sequence[Alias]) -> None:
    """Put some aliases in the place of others, and count the people whom it concerns again."""
    from newsreader.storage.speakers import count_people

    with db.transaction() as connection:
        connection.executemany("DELETE FROM alias WHERE key = ?", [(one.key,) for one in gone])
        connection.executemany(
            "INSERT INTO alias (key, name, person, person_name, made) VALUES (?, ?, ?, ?, ?)",
            [(one.key, one.name, one.person, one.person_name, one.made) for one in come],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO person_to_count (key) VALUES (?)",
            [(key,) for one in (*gone, *come) for key in (one.key, one.person)],
        )
        count_people(connection)


def _correction(row: Sequence[Any]) -> Correction:
    number, article_id, words, start, prefix, suffix, is_quote, speaker, found, outlet, made = row
    return Correction(
        id=number,
        article_id=article_id,
        words=words,
        start=start,
        prefix=prefix,
        suffix=suffix,
        is_quote=bool(is_quote),
        speaker=speaker,
        found=found,
        outlet=outlet,
        made=moment(made),
    )
