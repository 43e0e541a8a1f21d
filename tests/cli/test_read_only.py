"""Commands on a library that cannot be written: reading goes on, all else is refused in a line."""

from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.disks import read_only


def test_a_read_only_library_is_read_and_not_changed(shelf: CommandLine, tmp_path: Path) -> None:
    library = shelf.open()
    library.highlight(1, 0, 5)
    library.close()
    with read_only(shelf.data):
        for command in ("list", "show 1", "highlights", "search bridge", "feeds", "quotes"):
            result = shelf.run(*command.split())
            assert (result.status, result.err) == (0, "") and result.out, command
        assert shelf.run("export", "--output", tmp_path / "out").status == 0
        assert '"highlight":' in shelf.run("export", "jsonl", "--stdout").out
        for command in ("mark read 1", "mark bookmark 1", "remove 1", "rename 1 Other", "refresh"):
            result = shelf.run(*command.split())
            assert (result.status, result.out) == (1, ""), command
            assert result.err.count("\n") == 1 and str(shelf.data) in result.err
        assert result.err.endswith("cannot be written.\n")
    assert shelf.run("mark", "read", 1).status == 0
