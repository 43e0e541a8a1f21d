"""What the storage tests share: one open database, and a look at whether it is sound."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.storage.database import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty library that must be sound when the test is over, its index too."""
    database = Database(tmp_path / "newsreader.db")
    yield database
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.rows("PRAGMA foreign_key_check") == []
    database.rows("INSERT INTO article_index(article_index, rank) VALUES('integrity-check', 1)")
    database.close()
