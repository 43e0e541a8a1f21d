"""Two devices exchange marks by a folder: shared as it is, or by a real git repository."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.query import Query
from newsreader.domain.taken_marks import TakenMarks
from newsreader.library import Library
from newsreader.storage import ui_state
from newsreader.storage.exchange.marks_device import device, machine
from newsreader.storage.exchange.marks_folder import MarksExchange, exchange
from tests.builders import STORIES, Clock, a_library, id_of, passage

BRIDGE = STORIES[0]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """Two libraries with the same stories, on one clock."""
    clock = Clock()
    with ExitStack() as stack:
        here, there = (
            stack.enter_context(closing(a_library(tmp_path / name, clock=clock)))
            for name in ("here", "there")
        )
        yield here, there


def mark(library: Library, words: str, note: str) -> Highlight:
    bridge = id_of(library, BRIDGE.title)
    return library.highlight(bridge, *passage(library, bridge, words), note=note).highlight


def notes(library: Library) -> list[str]:
    return sorted(one.note for one in library.highlights(Query()))


def share(library: Library, folder: Path) -> MarksExchange:
    return exchange(library._write, folder, library.clock())


def test_each_device_writes_one_file_and_reads_the_others(
    two: tuple[Library, Library], tmp_path: Path
) -> None:
    here, there = two
    folder = tmp_path / "shared"
    mark(here, "northern pier", "why?")
    mark(there, "nine hours of debate", "long")
    assert not share(here, folder).taken
    assert share(there, folder).taken.new == 1
    assert share(here, folder).taken.new == 1
    assert notes(here) == notes(there) == ["long", "why?"]
    own = {f"newsreader-{device(one._write)}.jsonl" for one in two}
    assert {path.name for path in folder.iterdir()} == own and len(own) == 2
    other = folder / "newsreader-conflict-12345678.jsonl"  # so may a device be called
    (folder / f"newsreader-{device(there._write)}.jsonl").rename(other)
    assert share(here, folder).copies == ()
    other.unlink()
    share(there, folder)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert [share(one, folder) for one in two] == [MarksExchange(TakenMarks())] * 2
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()
    }, "nothing new is written"


def test_copies_of_other_programs_are_read_and_told_and_bad_files_stop_nothing(
    two: tuple[Library, Library], tmp_path: Path
) -> None:
    here, there = two
    folder = tmp_path / "shared"
    mark(here, "northern pier", "an older thought")
    share(here, folder)
    own = folder / f"newsreader-{device(here._write)}.jsonl"
    copy = folder / own.name.replace(".jsonl", ".sync-conflict-20261120-120000-ABCDEFG.jsonl")
    shutil.copy(own, copy)
    here.change_highlight(here.highlights(Query())[0], note="a newer thought")
    (folder / "broken.jsonl").write_text("<<<<<<< HEAD\n")
    (folder / "notes.jsonl").write_text('{"what": "is not ours"}\n')
    mark(there, "nine hours of debate", "long")
    share(there, folder)
    done = share(here, folder)
    assert notes(here) == ["a newer thought", "long"], "a copy of its own file is no news"
    assert copy.exists() and own.read_text() != copy.read_text()
    assert len(done.copies) == 1 and copy.name in done.copies[0]
    assert (
        len(done.complaints) == 2
        and "broken.jsonl was not taken in: in line 1" in (done.complaints[0])
    )
    again = share(here, folder)
    assert again.copies == () and len(again.complaints) == 2, "what cannot be read is told again"


def test_what_is_no_file_is_told_and_stops_nothing(
    two: tuple[Library, Library], tmp_path: Path
) -> None:
    here, there = two
    folder = tmp_path / "shared"
    mark(there, "nine hours of debate", "long")
    share(there, folder)
    odd = [folder / "a folder.jsonl"]
    odd[0].mkdir()
    if hasattr(os, "mkfifo"):  # not on Windows; what reads it waits for ever
        odd.append(folder / "a pipe.jsonl")
        os.mkfifo(odd[1])
        odd.append(folder / "a way to nowhere.jsonl")
        odd[2].symlink_to(folder / "gone")
    done = share(here, folder)
    assert notes(here) == ["long"]
    assert [one.partition(" was not taken in: ")[0] for one in done.complaints] == [
        str(path) for path in odd
    ]
    assert (folder / f"newsreader-{device(here._write)}.jsonl").exists()


def test_a_folder_on_a_disk_that_is_not_there_is_not_made(
    two: tuple[Library, Library], tmp_path: Path
) -> None:
    (complaint,) = share(two[0], tmp_path / "disk" / "shared").complaints
    assert "cannot be used for marks" in complaint and not (tmp_path / "disk").exists()


def test_a_library_on_another_host_is_another_device(two: tuple[Library, Library]) -> None:
    here, _ = two
    name = device(here._write)
    assert device(here._write) == name
    ui_state.keep(here._write, "device", f"elsewhere-{name.rpartition('-')[2]}")
    assert device(here._write) not in (name, f"elsewhere-{name.rpartition('-')[2]}")


def test_a_library_on_another_machine_of_the_same_name_is_another_device(
    two: tuple[Library, Library],
) -> None:
    here, _ = two
    name = device(here._write, on="one machine")
    assert device(here._write, on="one machine") == name
    assert device(here._write, on="") == name, "a system that tells no id tells nothing"
    other = device(here._write, on="another machine")
    assert other != name and device(here._write, on="another machine") == other
    assert other.rpartition("-")[0] == name.rpartition("-")[0]
    assert machine() == machine()


def test_two_libraries_with_one_name_part_and_lose_nothing(
    two: tuple[Library, Library], tmp_path: Path
) -> None:
    here, _ = two
    folder, place = tmp_path / "shared", here.path
    mark(here, "northern pier", "before the copy")
    share(here, folder)
    name = device(here._write)
    # The same name, path and machine: as a second disk with a copy of all.
    here._write.connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    mark(here, "nine hours of debate", "made here")
    share(here, folder)
    with closing(Library(tmp_path / "copy.db", clock=here.clock)) as copy:
        ui_state.keep(copy._write, "device", name)
        ui_state.keep(copy._write, "device place", f"{tmp_path / 'copy.db'}\n{machine()}")
        mark(copy, "We will rebuild", "made on the copy")
        done = share(copy, folder)
        assert done.taken.new == 1 and "was written by another library" in done.copies[0]
        assert device(copy._write) != name == device(here._write)
        assert share(here, folder) == MarksExchange(TakenMarks(new=1, others=0))
        assert share(copy, folder) == MarksExchange(TakenMarks())
        assert notes(copy) == notes(here) == ["before the copy", "made here", "made on the copy"]
    assert len(list(folder.iterdir())) == 2 and place == here.path


def test_what_was_broken_off_while_it_was_written_is_still_its_own(
    two: tuple[Library, Library], tmp_path: Path
) -> None:
    here, _ = two
    folder = tmp_path / "shared"
    share(here, folder)
    name = device(here._write)
    own = folder / f"newsreader-{name}.jsonl"
    before = own.read_bytes()
    mark(here, "northern pier", "why?")
    own.unlink()
    own.mkdir()  # which no file can be put in place of
    assert "cannot be used" in share(here, folder).complaints[-1]
    own.rmdir()
    own.write_bytes(before)
    assert share(here, folder) == MarksExchange(TakenMarks())
    assert device(here._write) == name and "why?" in own.read_text()


def test_a_copied_library_is_another_device_and_both_exchange(
    two: tuple[Library, Library], tmp_path: Path
) -> None:
    here, _ = two
    folder = tmp_path / "shared"
    share(here, folder)
    here._write.connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    with closing(Library(tmp_path / "copy.db", clock=here.clock)) as copy:
        assert device(copy._write) != device(here._write) == device(here._write)
        mark(copy, "northern pier", "made on the copy")
        share(copy, folder)
        assert share(here, folder).taken.new == 1
    assert notes(here) == ["made on the copy"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_devices_meet_in_a_git_repository(two: tuple[Library, Library], tmp_path: Path) -> None:
    def git(where: Path, *words: str) -> None:
        named = ("-c", "user.name=Jane Roe", "-c", "user.email=jane@example.org")
        subprocess.run(
            ["git", *named, *words],
            cwd=where,
            check=True,
            capture_output=True,
            env={
                "PATH": "/usr/bin:/bin:/usr/local/bin",
                "GIT_CONFIG_NOSYSTEM": "1",
                "HOME": str(tmp_path),
            },
        )

    def sync(library: Library, clone: Path) -> MarksExchange:
        git(clone, "pull", "--rebase", "origin", "main")
        done = share(library, clone)
        git(clone, "add", "-A")
        git(clone, "commit", "--allow-empty", "-m", "Marks")
        git(clone, "push", "origin", "HEAD:main")
        return done

    here, there = two
    clones = [tmp_path / "clone-1", tmp_path / "clone-2"]
    git(tmp_path, "init", "--bare", "-b", "main", "origin.git")
    for clone in clones:
        git(tmp_path, "clone", str(tmp_path / "origin.git"), str(clone))
        git(clone, "checkout", "-B", "main")
    git(clones[0], "commit", "--allow-empty", "-m", "Begin")
    git(clones[0], "push", "origin", "main")
    made = mark(here, "northern pier", "why?")
    sync(here, clones[0])
    assert sync(there, clones[1]).taken.new == 1
    here.change_highlight(here.highlights(Query())[0], note="mine")
    there.change_highlight(there.highlights(Query())[0], note="theirs")
    share(here, clones[0])  # both write before either has seen the other
    share(there, clones[1])
    sync_in_turn = [(here, clones[0]), (there, clones[1]), (here, clones[0]), (there, clones[1])]
    for clone in clones:
        git(clone, "add", "-A")
        git(clone, "commit", "-m", "Marks")
    for library, clone in sync_in_turn:
        sync(library, clone)
    assert notes(here) == notes(there) == ["mine\n\n---\n\ntheirs"]
    here.remove_highlight(here.highlights(Query())[0])
    for library, clone in sync_in_turn:
        sync(library, clone)
    assert notes(here) == notes(there) == []
    assert [one.highlight.id for one in there.deleted_highlights()] == [made.id]
