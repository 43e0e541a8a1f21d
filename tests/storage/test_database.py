from array import array
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.errors import LibraryError
from newsreader.storage.database import CACHE, Database, chunks, from_ms, moment, to_ms
from newsreader.storage.safety.opening import open_library
from tests.builders import STORIES, bring


def test_what_the_reader_makes_waits_for_the_disk_and_the_fetcher_does_not(tmp_path: Path) -> None:
    for durable, synchronous in ((True, 2), (False, 1)):
        database = open_library(tmp_path / "newsreader.db", durable=durable).database
        assert database.row("PRAGMA synchronous") == (synchronous,)
        assert database.row("PRAGMA journal_mode") == ("wal",)
        assert database.row("PRAGMA foreign_keys") == (1,)
        database.close()


def test_the_version_changes_when_another_connection_commits_and_not_else(db: Database) -> None:
    before = db.version()
    assert db.version() == before
    with db.transaction() as connection:
        connection.execute("INSERT INTO remembered VALUES ('mine', '1')")
    assert db.version() == before
    other = open_library(db.path).database
    with other.transaction() as connection:
        connection.execute("INSERT INTO remembered VALUES ('other', '1')")
        assert db.version() == before
    assert db.version() != before
    other.close()


def test_a_transaction_is_kept_whole_or_not_at_all(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.transaction() as connection:
        connection.execute("INSERT INTO remembered VALUES ('a', '1')")
        with db.transaction():  # joins the outer one
            connection.execute("INSERT INTO remembered VALUES ('b', '1')")
        _ = 1 / 0
    assert db.rows("SELECT * FROM remembered") == []
    with db.transaction() as connection:
        connection.execute("INSERT INTO remembered VALUES ('a', '1')")
    assert db.rows("SELECT key FROM remembered") == [("a",)]


def test_what_is_open_for_days_keeps_little_of_the_file_in_memory(db: Database) -> None:
    reading, other = db.another(read_only=True), open_library(db.path).database
    for one in (db, reading, other):
        assert one.value("PRAGMA cache_size") == -CACHE
    reading.close()
    other.close()


def test_rows_come_one_by_one_as_they_come_together(db: Database) -> None:
    asked = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "SELECT i FROM n"
    )
    assert list(db.each(asked, (3,))) == db.rows(asked, (3,)) == [(1,), (2,), (3,)]
    assert db.ids(asked, (3,)) == array("q", [1, 2, 3])
    assert list(db.each(asked, (1 << 64,))) == db.rows(asked, (1 << 64,)) == []
    with pytest.raises(LibraryError, match=r"could not be read: .*overflow\.$"):
        list(db.each(f"{asked} UNION ALL SELECT abs(-9223372036854775808)", (3,)))


def test_what_sqlite_refuses_is_a_sentence(db: Database) -> None:
    with pytest.raises(LibraryError, match=r"could not be written: .*\.$"), db.transaction() as one:
        one.execute("INSERT INTO quote (article_id, start) VALUES (1, 1)")
    with pytest.raises(LibraryError, match=r"could not be read: .*\.$"):
        db.rows("SELECT * FROM nowhere")


def test_a_reading_connection_cannot_write(db: Database) -> None:
    reader = db.another(read_only=True)
    with pytest.raises(LibraryError, match="readonly"), reader.transaction() as connection:
        connection.execute("INSERT INTO remembered VALUES ('a', '1')")
    reader.close()


def test_a_number_too_great_for_sqlite_is_in_no_row(db: Database) -> None:
    assert db.rows("SELECT * FROM article WHERE id = ?", (2**63,)) == []
    assert db.row("SELECT * FROM article WHERE id = ?", (-(2**70),)) is None


def test_bytes_that_are_no_text_are_read_all_the_same(db: Database) -> None:
    with db.transaction() as connection:
        connection.execute("INSERT INTO remembered VALUES ('a', CAST(x'61ff62' AS TEXT))")
    assert db.row("SELECT value FROM remembered") == ("a\ufffdb",)


def test_optimizing_harms_nothing(tmp_path: Path) -> None:
    bring(tmp_path / "newsreader.db", *STORIES)
    database = open_library(tmp_path / "newsreader.db").database
    database.optimize()
    assert database.row("SELECT count(*) FROM article") == (len(STORIES),)
    database.close()


ZONES = st.builds(lambda m: timezone(timedelta(minutes=m)), st.integers(-1439, 1439))


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES))
def test_moments_come_back_as_utc_to_the_millisecond(when: datetime) -> None:
    stored = to_ms(when)
    back = from_ms(stored)
    assert stored is not None and back is not None
    assert back.tzinfo is UTC
    assert abs(back - when) <= timedelta(milliseconds=1)
    assert to_ms(back) == stored
    assert moment(stored) == back


@given(st.integers())
def test_any_number_is_read_as_some_moment(number: int) -> None:
    assert moment(number).tzinfo is UTC


def test_no_moment_is_no_number() -> None:
    assert to_ms(None) is None
    assert from_ms(None) is None


@given(st.lists(st.integers(), max_size=2000))
def test_chunks_are_the_whole_in_order(values: list[int]) -> None:
    cut = list(chunks(values))
    assert [one for _, chunk in cut for one in chunk] == values
    assert all(marks.count("?") == len(chunk) <= 900 for marks, chunk in cut)
