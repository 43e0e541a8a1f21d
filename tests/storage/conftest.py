"""What the storage tests share: one open database, and a look at whether it is sound."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.storage.database import Database
from newsreader.storage.safety.opening import open_library
from newsreader.storage.speakers import count_speakers


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty library that must be sound when the test is over, its indexes and counts too."""
    database = open_library(tmp_path / "newsreader.db").database
    yield database
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.rows("PRAGMA foreign_key_check") == []
    for index in ("article_index", "quote_index"):
        database.rows(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
    kept = database.rows("SELECT * FROM person ORDER BY key")
    assert database.rows("SELECT key FROM person_to_count") == []
    with database.transaction() as connection:
        connection.execute("INSERT INTO person_to_count SELECT key FROM person")
        connection.execute(
            "INSERT OR IGNORE INTO person_to_count "
            "SELECT DISTINCT person FROM quote WHERE person IS NOT NULL"
        )
        count_speakers(database)
    assert database.rows("SELECT * FROM person ORDER BY key") == kept
    database.close()
