"""One refresh of a library at a time."""

import subprocess
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from newsreader.domain.errors import LibraryError, RefreshRunning
from newsreader.fetcher.locks import FORMER_NAME, _held, processing_lock, refresh_lock

HOLDER = """
import sys
from pathlib import Path
from newsreader.fetcher.locks import refresh_lock
with refresh_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_can_be_taken_again_after_it_was_released(tmp_path: Path) -> None:
    for _ in range(2):
        with refresh_lock(tmp_path / "data"):
            pass


def test_within_one_process_it_is_held_once(tmp_path: Path) -> None:
    with (
        refresh_lock(tmp_path),
        pytest.raises(RefreshRunning, match="Another refresh"),
        refresh_lock(tmp_path),
    ):
        pass
    with refresh_lock(tmp_path), refresh_lock(tmp_path / "another"):
        pass


def test_another_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("-c", HOLDER, str(tmp_path)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(RefreshRunning), refresh_lock(tmp_path):
            pass
        holder.kill()
        holder.wait()
    with refresh_lock(tmp_path):
        pass


def test_a_folder_that_cannot_be_is_a_library_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be written"), refresh_lock(tmp_path / "file"):
        pass


def test_processing_waits_for_a_newsreader_that_knows_the_former_name(tmp_path: Path) -> None:
    with processing_lock(tmp_path) as held:
        assert held and not (tmp_path / FORMER_NAME).exists()
        with processing_lock(tmp_path) as second:
            assert not second
    with _held(tmp_path / FORMER_NAME) as former, processing_lock(tmp_path) as held:
        assert former and not held
    with processing_lock(tmp_path) as held, _held(tmp_path / FORMER_NAME) as former:
        assert held and not former
