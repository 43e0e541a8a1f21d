"""A text gets to the clipboard by the programs that there are, without a shell."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from newsreader.clipboard import copied_by, programs, put_on_clipboard

TEXT = "“Überlegt”, said she; $(touch /tmp/x) `y` \\ 'z' 日本\nsecond line"
SCRIPTS = pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts")
DESKTOP = {"DISPLAY": ":0"}


class Tools:
    """A folder of programs that stand for those of the system."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def add(self, name: str, *, status: int = 0) -> None:
        """Add a program that keeps its arguments and its input, and ends with a status."""
        kept = self.folder / name
        program = self.folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        script = f'#!/bin/sh\necho "$@" > "{kept}.arguments"\n/bin/cat > "{kept}"\nexit {status}\n'
        program.write_text(script, encoding="utf-8")
        program.chmod(0o755)

    def put(self, environment: Mapping[str, str], *wanted: str, system: str = "linux") -> object:
        """Put the text on the clipboard with these programs only."""
        variables = {**environment, "PATH": str(self.folder / "bin")}
        return put_on_clipboard(TEXT, wanted, variables, system)

    def given(self, name: str) -> bytes:
        """Return what a program got."""
        return (self.folder / name).read_bytes()


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    return Tools(tmp_path / "tools")


@SCRIPTS
@pytest.mark.parametrize(
    ("name", "environment", "system"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux"),
        ("xclip", DESKTOP, "linux"),
        ("xsel", DESKTOP, "linux"),
        ("pbcopy", {}, "darwin"),
        ("tmux", {"TMUX": "/tmp/tmux,1,0"}, "linux"),
        ("clip.exe", {"WSL_DISTRO_NAME": "Debian"}, "linux"),
        ("clip.exe", {}, "win32"),
    ],
)
def test_the_program_of_the_system_gets_the_very_text(
    tools: Tools, name: str, environment: dict[str, str], system: str
) -> None:
    assert tools.put(environment, system=system) == ()
    tools.add(name)
    assert tools.put(environment, system=system) == (name,)
    encoding = "utf-16" if name == "clip.exe" else "utf-8"
    assert tools.given(name).decode(encoding) == TEXT


@SCRIPTS
def test_one_that_fails_is_not_told_and_the_next_is_asked(tools: Tools) -> None:
    tools.add("wl-copy", status=1)
    tools.add("xclip")
    tools.add("xsel")
    assert tools.put({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}) == ("xclip",)
    assert not (tools.folder / "xsel").exists()


@SCRIPTS
def test_within_tmux_both_get_it(tools: Tools) -> None:
    tools.add("xsel")
    tools.add("tmux")
    assert tools.put({"DISPLAY": ":0", "TMUX": "/tmp/tmux,1,0"}) == ("xsel", "tmux")
    assert tools.given("tmux.arguments") == b"load-buffer -w -\n"


@SCRIPTS
def test_the_program_of_the_settings_is_the_only_one(tools: Tools) -> None:
    tools.add("xclip")
    tools.add("mine", status=3)
    assert tools.put(DESKTOP, "mine", "--in", "a b") == ()
    assert tools.given("mine.arguments") == b"--in a b\n"
    assert not (tools.folder / "xclip").exists()
    tools.add("mine")
    assert tools.put(DESKTOP, "mine") == ("mine",)


def test_nothing_is_tried_where_there_is_nothing() -> None:
    assert list(programs({}, "linux")) == []
    assert put_on_clipboard(TEXT, (), {"PATH": ""}, "linux") == ()


def test_what_a_terminal_was_asked_is_not_told_as_done() -> None:
    assert copied_by(("xclip", "tmux")) == "Copied (xclip, tmux)."
    assert copied_by(()) == "Asked the terminal to copy it (OSC 52)."
    assert copied_by((), ("/opt/mine", "-x")).startswith("“mine” did not take it; asked the")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    """A tmux of its own, as the beginning of its commands."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("there is no tmux here")
    command = [program, "-S", str(tmp_path / "socket"), "-f", os.devnull]
    clean = {name: value for name, value in os.environ.items() if name != "TMUX"}
    subprocess.run([*command, "new-session", "-d", "sleep 60"], check=True, env=clean)
    yield command
    subprocess.run([*command, "kill-server"], check=True, env=clean)


def test_a_real_tmux_has_it_in_its_buffer(tmux: list[str]) -> None:
    environment = {**os.environ, "TMUX": f"{tmux[2]},1,0"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        environment.pop(name, None)
    assert put_on_clipboard(TEXT, (), environment, "linux") == ("tmux",)
    shown = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True)
    assert shown.stdout.decode() == TEXT


@pytest.fixture
def x_display() -> Iterator[str]:
    """A real X server without a screen; its clipboard belongs to nobody else."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb")
    told, telling = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(telling), "-nolisten", "tcp"],
        pass_fds=[telling],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(telling)
    with os.fdopen(told) as numbers:
        display = f":{numbers.readline().strip()}"
    yield display
    server.terminate()
    server.wait()


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("xclip", ("-selection", "clipboard", "-out")),
        ("xsel", ("--clipboard", "--output")),
    ],
)
def test_the_programs_of_x11_really_take_it(
    x_display: str, tmp_path: Path, name: str, reading: tuple[str, ...]
) -> None:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"there is no {name}")
    (tmp_path / name).symlink_to(program)
    environment = {"DISPLAY": x_display, "PATH": str(tmp_path), "HOME": str(tmp_path)}
    assert put_on_clipboard(TEXT, environment=environment, system="linux") == (name,)

    def pasted() -> str:
        run = subprocess.run(
            [program, *reading], env=environment, capture_output=True, timeout=20, check=False
        )
        return run.stdout.decode()

    # The program leaves a child that takes hold of the clipboard when it is gone itself.
    latest = time.monotonic() + 20
    while (read := pasted()) != TEXT and time.monotonic() < latest:
        pass
    assert read == TEXT
