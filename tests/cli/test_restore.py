"""A missing library, and backups that are taken back, by command and by the app's question."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.terminal import a_terminal, is_drawn


@pytest.fixture
def missing(shelf: CommandLine) -> CommandLine:
    """A library with a highlight, gone but for its backup."""
    library = shelf.open()
    library.highlight(1, 0, 5)
    library.close()
    shelf.database.unlink()
    return shelf


@pytest.mark.parametrize("command", ["list", "highlights", "refresh", "mark read 1"])
def test_no_command_makes_an_empty_library_of_it(missing: CommandLine, command: str) -> None:
    result = missing.run(*command.split())
    assert (result.status, result.out) == (1, "")
    assert "is missing" in result.err and "newsreader restore" in result.err
    assert result.err.count("\n") == 1 and not missing.database.exists()


def test_it_is_made_anew_from_the_newest_backup(missing: CommandLine) -> None:
    result = missing.run("restore")
    assert result.status == 0
    assert result.out.endswith(".jsonl: 1 feed and 1 highlight.\n")
    assert "“After”" in missing.run("highlights").out
    assert missing.run("restore").status == 0, "taken in twice, it is there once"
    assert missing.run("highlights").out.count("“After”") == 1


def test_a_file_is_taken_in_that_lies_elsewhere(missing: CommandLine, tmp_path: Path) -> None:
    (backup,) = (missing.data / "backups").iterdir()
    elsewhere = backup.rename(tmp_path / "mine.jsonl")
    assert missing.run("restore", elsewhere).status == 0
    assert "“After”" in missing.run("highlights").out


def test_a_file_that_is_none_leaves_the_library_missing(
    missing: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "diary").write_text("Dear diary")
    result = missing.run("restore", tmp_path / "diary")
    assert result.status == 1 and "is no line of a backup" in result.err
    assert not missing.database.exists()


@pytest.mark.skipif("sys.platform == 'win32'", reason="there are no such terminals")
def test_the_app_asks_what_to_do(missing: CommandLine, tmp_path: Path) -> None:
    with a_terminal(tmp_path) as terminal:
        terminal.wait_for(lambda output: b"or quit?" in output)
        os.write(terminal.leader, b"restore\n")
        terminal.wait_for(is_drawn)
    library = missing.open()
    assert len(library.feeds()) == 1
    library.close()
