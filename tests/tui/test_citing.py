"""Copies go to the clipboard with their source, in the style that one wants."""

import sys
from pathlib import Path

import pytest

from newsreader.tui.dialogs.choice import ChoiceScreen
from tests.builders import STORIES
from tests.tui.stage import on_stage

BRIDGE = STORIES[0]
URL = "https://news.example/council-votes-to-rebuild-the-iron-bridge"
SOURCE = (
    "Ann Reporter, “Council votes to rebuild the Iron Bridge”, The Harbour Gazette, "
    "20 November 2026, "
)


async def test_a_copy_names_speaker_and_source(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("y")
        assert stage.app.clipboard == f"{SOURCE}{URL}"
        await stage.press("enter", "]", "y")
        words, place, link = stage.app.clipboard.partition(f"{SOURCE}paragraph 2, {URL}#:~:text=")
        assert words == f"“{BRIDGE.said[0][0]}”\n— Jane Roe, quoted in " and place
        assert link.startswith("We%20will%20rebuild%20the%20bridge%2C")
        assert stage.shows("Asked the terminal to copy it (OSC 52).")
        await stage.press("{", "y")
        assert stage.app.clipboard.startswith("“‘We will rebuild")
        assert "quoted in" not in stage.app.clipboard


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script")
async def test_a_style_is_chosen_and_a_program_takes_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, kept = tmp_path / "bin" / "xclip", tmp_path / "kept"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n/bin/cat > '{kept}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setenv("DISPLAY", ":9")
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "]", "Y")
        await stage.over(ChoiceScreen)
        assert stage.shows("Chicago") and stage.shows("BibTeX")
        await stage.press("down", "down", "enter")
        await stage.until(lambda: stage.shows("Copied (xclip)."))
        copied = kept.read_text(encoding="utf-8")
        assert copied == stage.app.clipboard
        assert "(Jane Roe, as cited in Reporter, 2026, para. 2)\nReporter, A. (2026, N" in copied
