"""A library that is not where it was: it is told, never replaced by an empty one."""

import os
from pathlib import Path

import pytest

from newsreader.domain.errors import LibraryError, LibraryMissing
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage.safety.opening import open_library
from tests.builders import Clock, a_library


def a_missing_library(folder: Path) -> Path:
    library = a_library(folder)
    library.highlight(1, 0, 5, note="mine")
    library.close()
    library.path.unlink()
    return library.path


def test_one_with_backups_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = a_missing_library(tmp_path)
    with pytest.raises(LibraryMissing, match=r"but 1 backup .* lies beside it: “newsreader rest"):
        open_library(path)
    assert not path.exists()
    library = Library(path, clock=Clock(), anew=True)
    assert library.restore().name == "newsreader-2026-11-20.jsonl"
    assert [one.note for one in library.highlights(Query())] == ["mine"]
    assert len(library.feeds()) == 2
    library.close()
    Library(path, clock=Clock()).close()


def test_one_without_backups_is_a_new_one(tmp_path: Path) -> None:
    open_library(tmp_path / "newsreader.db").database.close()


def test_backups_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    path = a_missing_library(tmp_path)
    for backup in (tmp_path / "backups").iterdir():
        backup.write_text("garbage")
    library = Library(path, anew=True)
    with pytest.raises(LibraryError, match=r"No backup in .* can be read"):
        library.restore()
    library.close()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["newsreader.db", "."])
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, name: str) -> None:
    link = tmp_path / "data" / name
    link.parent.mkdir(exist_ok=True)
    if name == ".":
        link = tmp_path / "linked"
    link.symlink_to(tmp_path / "disk" / "library")
    path = link if name != "." else link / "newsreader.db"
    with pytest.raises(LibraryError, match=r"is a link to .*library, which is not there"):
        open_library(path)
    assert link.is_symlink() and not (tmp_path / "disk").exists()


@pytest.mark.skipif(os.name == "nt", reason="devices are files of Unix")
@pytest.mark.parametrize("device", ["/dev/full", "/dev/zero", "pipe"])
def test_a_device_or_a_pipe_is_no_library(tmp_path: Path, device: str) -> None:
    if device == "pipe":
        os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "newsreader.db"
    path.symlink_to(tmp_path / device)
    with pytest.raises(LibraryError, match="is no file"):
        open_library(path)
