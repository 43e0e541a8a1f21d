"""A library on a full disk ends every command, and the app, with one line."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.disks import full
from tests.terminal import a_terminal


@pytest.mark.parametrize("kilobytes", [4, 16, 64])
def test_no_room_for_a_new_library(empty: CommandLine, kilobytes: int) -> None:
    with full(empty.data, kilobytes):
        for command in ("list", "refresh", "mark read 1"):
            result = empty.run(*command.split())
            assert (result.status, result.out) == (1, "")
            assert result.err.count("\n") == 1, result.err


def test_a_library_whose_disk_is_full(empty: CommandLine) -> None:
    with full(empty.data, 2_000):
        assert empty.run("list").status == 0
        filler = empty.data / "filler"
        try:
            filler.write_bytes(b" " * 2_200_000)
        except OSError:
            assert filler.stat().st_size
        for command in ("list", "refresh", "mark read 1", "rename 1 Other"):
            result = empty.run(*command.split())
            assert (result.status, result.out) == (1, "")
            assert result.err.endswith("cannot be opened: the disk is full.\n")
        filler.unlink()
        assert empty.run("list").status == 0


@pytest.mark.skipif("sys.platform == 'win32'", reason="there are no such terminals")
def test_the_app_ends_with_one_line(empty: CommandLine, tmp_path: Path) -> None:
    with full(empty.data, 16), a_terminal(tmp_path) as terminal:
        assert terminal.wait() == 1
        assert terminal.output.startswith(b"newsreader: The library ")
        assert terminal.output.count(b"\n") == 1
