"""completion: what comes next, asked as shells ask it, and in the shells that are there."""

import json
import os
import select
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.child_process import command, environment
from newsreader.cli.shell_completion import VARIABLE, typed_so_far
from tests.cli.conftest import CommandLine

ENTERED = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
SOURCED = {
    "bash": 'eval "$(newsreader completion bash)"',
    "zsh": 'autoload -U compinit && compinit -u -D; eval "$(newsreader completion zsh)"',
}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("newsreader fo", ["plain,folder"]),
        ("newsreader mark unb", ["plain,unbookmark"]),
        ("newsreader list --li", ["plain,--limit"]),
        ("newsreader list is:bro", ["plain,broken"]),
        ("newsreader list 'is:bro", ["plain,is:broken"]),
        ("newsreader list 'bridge sort:wor", ["plain,bridge sort:words"]),
        ("newsreader search spea", ["part,speaker:"]),
        ("newsreader refresh har", [r"plain,Harbour\ Gazette"]),
        ("newsreader refresh 'Har", ["plain,Harbour Gazette"]),
        ("newsreader view show Fer", [r"plain,Ferry,\ and:\ more"]),
        ("newsreader export op", ["plain,opml"]),
        ("newsreader help conf", ["plain,config"]),
        ("newsreader help folder mo", ["plain,move"]),
        ("newsreader import sub", ["file,sub"]),
        ("newsreader nonsense x", []),
    ],
)
def test_bash_is_offered_what_can_come_next(
    shelf: CommandLine, monkeypatch: pytest.MonkeyPatch, line: str, offered: list[str]
) -> None:
    shelf.run("view", "add", "Ferry, and: more", "ferry")
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(shelf.data))
    monkeypatch.setenv(VARIABLE, "bash_complete")
    monkeypatch.setenv("COMP_LINE", line)
    monkeypatch.setenv("COMP_WORDBREAKS", " \"'><=;|&(:")
    result = shelf.run()
    assert (result.status, result.out.splitlines(), result.err) == (0, offered, "")


def test_where_no_library_is_none_is_made_and_nothing_offered(
    empty: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(empty.data))
    monkeypatch.setenv(VARIABLE, "fish_complete")
    monkeypatch.setenv("COMP_WORDS", "newsreader refresh ")
    monkeypatch.setenv("COMP_CWORD", "")
    assert (empty.run().status, empty.run().out, empty.data.exists()) == (0, "", False)
    monkeypatch.setenv(VARIABLE, "tcsh_complete")
    assert empty.run().status == 2


@given(st.lists(st.text(alphabet="ab:'\" \\", min_size=1), min_size=1), st.sampled_from(["", " "]))
def test_words_are_cut_as_they_were_quoted(words: list[str], end: str) -> None:
    done, typed, quoted = typed_so_far(shlex.join(words) + end)
    assert (done, typed) == ((words, "") if end else (words[:-1], words[-1]))
    assert not quoted


@pytest.fixture
def surroundings(shelf: CommandLine, tmp_path: Path) -> dict[str, str]:
    """The environment of a shell that finds the program and the library."""
    program = tmp_path / "bin" / "newsreader"
    program.parent.mkdir()
    called = subprocess.list2cmdline(command("-m", "newsreader"))
    program.write_text(f'#!/bin/sh\nexec {called} "$@"\n')
    program.chmod(0o755)
    return {
        **environment(),
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "NEWSREADER_DATA_DIR": str(shelf.data),
        "NEWSREADER_CONFIG": str(shelf.config),
        "TERM": "dumb",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize("shell", ENTERED)
def test_tab_completes_a_line(surroundings: dict[str, str], tmp_path: Path, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    out = tmp_path / "out"
    lines = (SOURCED[shell], f"newsreader li\t feed:harb\t --json > {out}", "exit")
    screen = _type_into(ENTERED[shell], surroundings, "".join(f"{one}\n" for one in lines))
    assert out.exists() and out.read_text(), screen
    titles = [one["title"] for one in json.loads(out.read_text())["articles"]]
    assert titles == ["Ferry strike", "Council votes to rebuild the bridge"]


def test_fish_is_told_what_things_mean(surroundings: dict[str, str]) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    asked = "complete -C 'newsreader mark unb'; complete -C 'newsreader list is:unr'"
    finished = subprocess.run(
        ["fish", "--no-config", "-c", f"newsreader completion fish | source; {asked}"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout == "unbookmark\tTake bookmarks away.\nis:unread\tYou have not read\n"


def _type_into(shell: list[str], surroundings: dict[str, str], typed: str) -> str:
    """Return what a shell shows that is typed into until it ends."""
    import pty

    leader, follower = pty.openpty()
    with subprocess.Popen(
        shell,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=surroundings,
        start_new_session=True,
    ) as running:
        os.close(follower)
        os.write(leader, typed.encode())
        shown = b""
        with suppress(OSError):  # Linux says so when the shell has closed its side
            while piece := select.select([leader], [], [], 30)[0] and os.read(leader, 65536):
                shown += piece
        running.kill()
    os.close(leader)
    return shown.decode(errors="replace")
