import sqlite3
import subprocess
import threading
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from newsreader.domain.errors import LibraryError
from newsreader.storage import schema
from newsreader.storage.backup import backup_folder, backups
from newsreader.storage.database import Database
from newsreader.storage.quote_search import said_by
from newsreader.storage.quotes import stale_articles
from newsreader.storage.schema import APPLICATION_ID, MIGRATIONS
from newsreader.storage.speakers import people
from newsreader.storage.steps import Step, hear_speakers
from tests.builders import STORIES, bring


def test_a_new_file_is_ours_and_of_the_present_version(tmp_path: Path) -> None:
    Database(tmp_path / "new" / "newsreader.db").close()
    connection = sqlite3.connect(tmp_path / "new" / "newsreader.db")
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize("version", [0, len(MIGRATIONS), len(MIGRATIONS) + 1])
def test_another_programs_file_is_refused_and_not_touched(tmp_path: Path, version: int) -> None:
    path = tmp_path / "newsreader.db"
    foreign = sqlite3.connect(path)
    foreign.executescript(f"CREATE TABLE recipe (name); PRAGMA user_version = {version}")
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"another program.*left as it is\.$"):
        Database(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_of_another_program_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    foreign = sqlite3.connect(path)
    foreign.execute("PRAGMA application_id = 7")
    foreign.close()
    with pytest.raises(LibraryError, match="another program"):
        Database(path)


def test_a_newer_newsreaders_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match=r"newer newsreader \(schema 99.*update newsreader"):
        Database(path)


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match=r"cannot be opened: .*\.$"):
        Database(tmp_path / "file" / "newsreader.db")


def test_quotes_of_older_libraries_are_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "newsreader.db"
    monkeypatch.setattr(schema, "MIGRATIONS", MIGRATIONS[: MIGRATIONS.index(hear_speakers)])
    old = Database(path)
    execute = old.connection.execute
    for number, minutes in ((1, 60_000), (2, 120_000)):
        execute(
            "INSERT INTO article (id, key, title, published, fetched) VALUES (?1, ?1, 'T', ?2, 0)",
            (number, minutes),
        )
        execute(
            "INSERT INTO article_text (article_id, text, shape, hash) VALUES (?, '', '', '')",
            (number,),
        )
    quotes = (
        (1, "We will rebuild the bridge", "Jane Roe", 0.9),
        (2, "WE WILL REBUILD THE BRIDGE!", "JANE ROE", 0.9),
        (2, "We may rebuild the pier", "Tom Brandt", 0.1),
    )
    old.connection.executemany(
        "INSERT INTO quote (article_id, start, end, text, speaker, confidence, finder_version) "
        "VALUES (?, 0, 1, ?, ?, ?, 1)",
        quotes,
    )
    old.close()
    monkeypatch.undo()
    new = Database(path)
    (roe,) = people(new)
    assert (roe.name, roe.quotes, roe.articles) == ("JANE ROE", 2, 2)
    assert (roe.last - roe.first).total_seconds() == 60
    found = said_by(new, "", "rebuild", None, None, 9)
    assert [(one.article_id, one.also_in) for one in found] == [(2, 0), (2, 1), (1, 1)]
    assert stale_articles(new, 2, 9) == [2, 1]
    new.rows("INSERT INTO quote_index(quote_index, rank) VALUES('integrity-check', 1)")
    new.close()


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
    monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, add_mood))
    for _ in range(2):
        database = Database(path)
        assert database.rows("SELECT DISTINCT mood FROM article") == [("calm",)]
        assert database.row("PRAGMA foreign_keys") == (1,)
        database.close()
    copy = sqlite3.connect(tmp_path / f"newsreader.before-{len(MIGRATIONS) + 1}.db")
    assert copy.execute("SELECT count(*) FROM article").fetchone() == (len(STORIES),)
    assert copy.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    copy.close()
    assert (tmp_path / f"newsreader.before-{len(MIGRATIONS) + 1}.db").stat().st_mode & 0o077 == 0
    assert len(backups(backup_folder(path))) == 1


@pytest.mark.parametrize(
    ("step", "error"), [(fail, KeyboardInterrupt), (break_a_reference, LibraryError)]
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: Step,
    error: type[BaseException],
) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, add_mood, step))
    for _ in range(2):  # the copy of the first attempt is not in the way of the second
        with pytest.raises(error):
            Database(path)
    monkeypatch.undo()
    database = Database(path)
    assert database.row("PRAGMA user_version") == (len(MIGRATIONS),)
    assert database.row("SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'") == (0,)
    assert "mood" not in [row[1] for row in database.rows("PRAGMA table_info(article)")]
    assert database.row("SELECT count(*) FROM feed") == (2,)
    database.close()


KILLED = """
import os, sys
from pathlib import Path
from newsreader.storage import schema
from newsreader.storage.database import Database

def die(db):
    db.execute("CREATE TABLE half_done (x)")
    os._exit(9)

schema.MIGRATIONS = (*schema.MIGRATIONS, die)
Database(Path(sys.argv[1]))
"""


def test_a_process_killed_in_the_middle_of_a_step_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    bring(path, *STORIES)
    killed = subprocess.run(command("-c", KILLED, str(path)), env=environment(), check=False)
    assert killed.returncode == 9
    database = Database(path)
    assert database.row("PRAGMA user_version") == (len(MIGRATIONS),)
    assert database.row("SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'") == (0,)
    assert database.row("SELECT count(*) FROM article") == (len(STORIES),)
    database.close()


def test_many_may_open_a_new_library_at_once(tmp_path: Path) -> None:
    start = threading.Barrier(6)
    failed: list[Exception] = []

    def open_it() -> None:
        start.wait()
        try:
            Database(tmp_path / "newsreader.db").close()
        except LibraryError as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
