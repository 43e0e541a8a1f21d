import sqlite3
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from newsreader.domain.errors import LibraryError
from newsreader.storage import migrations
from newsreader.storage.migrations import MIGRATIONS, Migration
from newsreader.storage.safety.backup import backup_folder
from newsreader.storage.safety.opening import open_library
from newsreader.storage.schema import APPLICATION_ID
from tests.builders import STORIES, bring

PRESENT = len(MIGRATIONS)


def test_a_new_file_is_ours_and_of_the_present_version(tmp_path: Path) -> None:
    open_library(tmp_path / "new" / "newsreader.db").database.close()
    connection = sqlite3.connect(tmp_path / "new" / "newsreader.db")
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (PRESENT,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize("version", [0, PRESENT, PRESENT + 1])
def test_another_programs_file_is_refused_and_not_touched(tmp_path: Path, version: int) -> None:
    path = tmp_path / "newsreader.db"
    foreign = sqlite3.connect(path)
    foreign.executescript(f"CREATE TABLE recipe (name); PRAGMA user_version = {version}")
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"another program.*left as it is\.$"):
        open_library(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_of_another_program_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    foreign = sqlite3.connect(path)
    foreign.execute("PRAGMA application_id = 7")
    foreign.close()
    with pytest.raises(LibraryError, match="another program"):
        open_library(path)


def test_a_newer_newsreaders_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"newer newsreader \(schema 99.*update newsreader"):
        open_library(path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match=r"cannot be opened: (File exists|Not a directory)\.$"):
        open_library(tmp_path / "file" / "newsreader.db")


def add_mood(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE article ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")


def fail(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE half_done (x)")
    raise KeyboardInterrupt


def break_a_reference(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM feed")


def test_a_step_is_taken_once_after_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, add_mood))
    for _ in range(2):
        database = open_library(path).database
        assert database.rows("SELECT DISTINCT mood FROM article") == [("calm",)]
        assert database.row("PRAGMA foreign_keys") == (1,)
        database.close()
    copy = tmp_path / f"newsreader.before-{PRESENT + 1}.db"
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT count(*) FROM article").fetchone() == (len(STORIES),)
        assert old.execute("PRAGMA user_version").fetchone() == (PRESENT,)
    assert copy.stat().st_mode & 0o077 == 0
    assert not backup_folder(path).exists(), "a backup is read from the present tables only"
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        copy.name,
        path.name,
        f"{path.name}-open",
    ]


def test_a_new_file_takes_the_steps_that_its_script_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, add_mood))
    bring(tmp_path / "newsreader.db", *STORIES)
    with closing(open_library(tmp_path / "newsreader.db").database) as database:
        assert database.rows("SELECT DISTINCT mood FROM article") == [("calm",)]
    assert not list(tmp_path.glob("*before*"))


@pytest.mark.parametrize(
    ("step", "error"), [(fail, KeyboardInterrupt), (break_a_reference, LibraryError)]
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: Migration,
    error: type[BaseException],
) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, add_mood, step))
    for _ in range(2):  # the copy of the first attempt is not in the way of the second
        with pytest.raises(error):
            open_library(path)
    monkeypatch.undo()
    database = open_library(path).database
    assert database.row("PRAGMA user_version") == (PRESENT,)
    assert database.row("SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'") == (0,)
    assert "mood" not in [row[1] for row in database.rows("PRAGMA table_info(article)")]
    assert database.row("SELECT count(*) FROM feed") == (2,)
    database.close()


def test_without_room_for_the_copy_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, add_mood))

    def full(_: int) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as full_disk:
        full_disk.setattr("os.fsync", full)
        with pytest.raises(LibraryError, match=r"cannot be opened: No space left"):
            open_library(path)
    assert not list(tmp_path.glob("*.unfinished")), "the copy keeps the disk full"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (PRESENT,)
    open_library(path).database.close()
    assert (tmp_path / f"newsreader.before-{PRESENT + 1}.db").exists()


KILLED = """
import os, sys
from pathlib import Path
from newsreader.storage import migrations
from newsreader.storage.safety.opening import open_library

def die(db):
    db.execute("CREATE TABLE half_done (x)")
    os._exit(9)

migrations.MIGRATIONS = (*migrations.MIGRATIONS, die)
open_library(Path(sys.argv[1]))
"""


def test_a_process_killed_in_the_middle_of_a_step_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    killed = subprocess.run(command("-c", KILLED, str(path)), env=environment(), check=False)
    assert killed.returncode == 9
    database = open_library(path).database
    assert database.row("PRAGMA user_version") == (PRESENT,)
    assert database.row("SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'") == (0,)
    assert database.row("SELECT count(*) FROM article") == (len(STORIES),)
    database.close()


def open_at_once(path: Path, count: int) -> list[Exception]:
    """Open one library from many threads at the same moment; return what went wrong."""
    start = threading.Barrier(count)
    failed: list[Exception] = []

    def open_it() -> None:
        start.wait()
        try:
            open_library(path).database.close()
        except LibraryError as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_many_may_open_a_new_library_at_once(tmp_path: Path) -> None:
    assert open_at_once(tmp_path / "newsreader.db", 6) == []


def test_of_many_that_open_an_old_library_one_copies_and_migrates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, add_mood))
    assert open_at_once(path, 6) == []
    (copy,) = tmp_path.glob("*before*")
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (PRESENT,)


def test_more_connections_come_from_the_first(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "newsreader.db", durable=False).database) as first:
        assert first.value("PRAGMA synchronous") == 1
        with closing(first.another()) as durable, closing(first.another(read_only=True)) as reader:
            assert durable.value("PRAGMA synchronous") == 2
            with pytest.raises(LibraryError, match="readonly"), reader.transaction() as connection:
                connection.execute("DELETE FROM feed")
