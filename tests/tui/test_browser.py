"""An address is shown by the browser that is wanted, without a shell and without a wait."""

import os
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.library import Library
from newsreader.settings.reading import load_settings
from newsreader.tui.browser import from_environment, is_text, with_address
from tests.builders import STORIES, bring
from tests.terminal import a_terminal, is_drawn
from tests.tui.stage import BROAD, on_stage

URL = "https://news.example/?a=1;touch%20x&b=$(c)"
needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="the browser is a script")


def a_browser(folder: Path, name: str, script: str) -> Path:
    """Write a program that stands for a browser."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return program


def test_the_address_is_one_argument() -> None:
    assert with_address(["firefox"], URL) == ["firefox", URL]
    assert with_address(["b", "--url=%s", "-x"], URL) == ["b", f"--url={URL}", "-x"]
    assert with_address(["~/b", "~"], URL) == [str(Path.home() / "b"), "~", URL]


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("lynx", True),
        ("/usr/bin/w3m", True),
        ("links", True),
        ("elinks", True),
        ("lynx.exe", True),
        ("www-browser", True),
        ("firefox", False),
        ("/opt/linksys", False),
    ],
)
def test_text_browsers_are_known_by_name(program: str, text: bool) -> None:
    assert is_text((program,)) is text


@needs_scripts
def test_the_first_program_of_browser_that_there_is_counts(tmp_path: Path) -> None:
    program = a_browser(tmp_path, "b", "")
    wanted = os.pathsep.join(["/nowhere/firefox", f"{program} --new", "lynx"])
    assert from_environment({"BROWSER": wanted}) == (str(program), "--new")
    assert from_environment({"BROWSER": f"'{os.pathsep}{program}"}) == (str(program),)


def test_the_setting_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[open]\nbrowser = ["lynx", "-accept_all_cookies"]\n')
    settings = load_settings(tmp_path / "config.toml", [])
    assert settings.open.browser == ("lynx", "-accept_all_cookies")


@needs_scripts
async def test_a_browser_with_windows_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, given = tmp_path / "gate", tmp_path / "given"
    os.mkfifo(gate)
    script = f"cat '{gate}' >/dev/null; printf '%s' \"$1\" >'{given}.part'"
    program = a_browser(tmp_path / "bin", "winbrowser", f"{script}; mv '{given}.part' '{given}'")
    monkeypatch.setenv("BROWSER", str(program))
    async with on_stage(tmp_path) as stage:
        await stage.press("o")
        assert "Sent to the browser." in stage.line
        assert not given.exists()
        gate.write_text("go on")
        await stage.until(given.exists)
        assert given.read_text() == stage.row(STORIES[0].title).url


@needs_scripts
async def test_the_program_of_a_pattern_comes_before_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "given"
    script = f"printf '%s|' \"$@\" >'{given}.part'; mv '{given}.part' '{given}'"
    program = a_browser(tmp_path / "bin", "viewer", script)
    (tmp_path / "config.toml").write_text(f'[open]\n"news.example/*" = ["{program}", "--", "%s"]\n')
    async with on_stage(tmp_path) as stage:
        monkeypatch.setattr(stage.app, "settings", load_settings(tmp_path / "config.toml", []))
        await stage.press("o")
        assert "Sent to viewer." in stage.line
        await stage.until(given.exists)
        assert given.read_text() == f"--|{stage.row(STORIES[0].title).url}|"


async def test_a_browser_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(tmp_path) as stage:
        monkeypatch.setattr(stage.app, "settings", load_settings_with(tmp_path, "/nowhere/b"))
        await stage.press("o")
        assert "/nowhere/b could not be started" in stage.line


async def test_a_click_on_a_link_opens_its_page_and_two_select_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_demo(library: Library) -> None:
        library.add_demo()

    async with on_stage(tmp_path, (), size=BROAD, prepare=add_demo) as stage:
        monkeypatch.setattr(stage.app, "settings", load_settings_with(tmp_path, "/nowhere/b"))
        await stage.press("j", "j", "enter")
        pane = stage.screen.article_pane
        lines = stage.text(pane).splitlines()
        y = next(number for number, line in enumerate(lines) if "known as AUK" in line)
        x = cell_len(lines[y][: lines[y].index("known as AUK")])
        await stage.pilot.click(pane, offset=(x - 2, y))
        await stage.settle()
        assert "/nowhere/b" not in stage.line
        await stage.pilot.click(pane, offset=(x + 1, y))
        await stage.settle()
        assert "/nowhere/b could not be started" in stage.line
        await stage.pilot.click(pane, offset=(x + 1, y), times=2)
        await stage.settle()
        assert stage.focused_words == "known"


def load_settings_with(folder: Path, browser: str) -> object:
    """Return settings that name a browser."""
    file = folder / "other.toml"  # which the app does not follow
    file.write_text(f'[open]\nbrowser = ["{browser}"]\n')
    return load_settings(file, [])


@needs_scripts
@pytest.mark.parametrize("name", ["lynx", "my-reader"])
def test_a_program_in_the_terminal_gets_it_and_gives_it_back(tmp_path: Path, name: str) -> None:
    """Text browsers are known by name, of others a table of a pattern says it."""
    bring(tmp_path / "data" / "newsreader.db", *STORIES)
    program = a_browser(
        tmp_path / "bin", name, 'printf "PAGE %s " "$1"; stty -a | grep -o " icanon"; read line'
    )
    said = f"[open]\n'*' = {{ command = ['{program}'], terminal = true }}\n" * (name != "lynx")
    (tmp_path / "config.toml").write_text(f"[fetch]\non_start = false\n{said}")
    with a_terminal(tmp_path, BROWSER=str(program)) as terminal:
        terminal.wait_for(is_drawn)
        os.write(terminal.leader, b"o")
        terminal.wait_for(lambda output: b"icanon" in output)
        assert b"PAGE https://news.example/council-votes" in terminal.output
        assert terminal.output.rfind(b"\x1b[?1049l") > terminal.output.rfind(b"\x1b[?1049h")
        at = len(terminal.output)
        os.write(terminal.leader, b"\n")
        terminal.wait_for(lambda output: b"\x1b[?1049h" in output[at:] and b"Enter" in output[at:])
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
        assert terminal.is_restored()
