"""Before a library is brought up to date, that is said where it takes a while."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.cli.main import main
from newsreader.storage.migrations import MIGRATIONS
from newsreader.storage.safety import upgrade_notice
from newsreader.storage.safety.opening import open_library
from newsreader.storage.schema import schema_of

DATA = Path(__file__).with_name("data")
PRESENT = len(MIGRATIONS)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library of schema 10, whose words are to be indexed anew."""
    path = tmp_path / "newsreader.db"
    shutil.copyfile(DATA / "schema-10.db", path)
    return path


def schema_now(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema_of(connection)


def test_a_small_library_is_brought_up_to_date_without_a_word(old: Path) -> None:
    said: list[str] = []
    open_library(old, tell=said.append).database.close()
    assert (said, schema_now(old)) == ([], PRESENT)


def test_a_large_one_is_told_of_before_anything_is_changed_and_once(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade_notice, "NOTICED", 0.0)
    said: list[tuple[str, int]] = []
    for _ in range(2):
        opened = open_library(old, tell=lambda words: said.append((words, schema_now(old))))
        opened.database.close()
    ((sentence, schema),) = said
    assert schema == 10
    begins = f"Bringing the library up to date (schema 10 → {PRESENT}): "
    assert sentence.startswith(begins) and "article" in sentence


def test_the_command_line_says_it_on_stderr(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(upgrade_notice, "NOTICED", 0.0)
    arguments = ["--data-dir", str(old.parent), "list", "--json"]
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert told.err.count("Bringing the library up to date") == 1
    assert told.out.startswith("{")
    assert main(arguments) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("megabytes", "indexed", "words"),
    [
        (90, False, ""),
        (120, False, "ten seconds"),
        (20, True, ""),
        (450, True, "half a minute"),
        (900, True, "a minute"),
        (2_000, True, "3 minutes"),
    ],
)
def test_how_long_it_takes_is_told_roughly(megabytes: int, indexed: bool, words: str) -> None:
    told = upgrade_notice.upgrade_notice(12, 19, megabytes, 1, indexed=indexed)
    assert told == (
        f"Bringing the library up to date (schema 12 → 19): 1 article, which may take {words}."
        if words
        else ""
    )
