"""The app follows its configuration file."""

from pathlib import Path

import pytest

from newsreader.editor import begin_draft
from newsreader.settings.file_watch import FileWatch
from newsreader.settings.values import Fetching, Look, Settings
from newsreader.tui.dialogs.program_output import OutputScreen
from newsreader.tui.live_settings import taken_over, waiting
from tests.builders import STORIES
from tests.tui.stage import Stage, on_stage


async def rewrite(stage: Stage, text: str) -> None:
    """Write the configuration file, and let the app look at it at once."""
    stage.app.places.config.write_text(text, encoding="utf-8")
    await stage.app.look_at_settings()
    await stage.settle()


async def test_what_the_file_says_holds_at_once(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await rewrite(
            stage,
            '[look]\ntheme = "light"\nlist_lines = 1\nwidth = 40\nglyphs = "ascii"\n'
            '[keys]\npreset = "vim"\nhelp = "f2"\n'
            '[[macro]]\nname = "Keep"\ndo = ["bookmark"]\nkeys = "g k"\n',
        )
        assert "look.glyphs at the next start" in stage.line
        assert stage.palette.name.endswith("light") and stage.screen.list_pane.lines == 1
        assert stage.screen.article_pane.max_width == 40
        await stage.press("escape")
        assert "F2 help" in stage.line
        await stage.press("g", "k")
        assert stage.row(STORIES[0].title).bookmarked
        stage.app.places.config.unlink()
        await stage.app.look_at_settings()
        await stage.settle()
        assert stage.screen.list_pane.lines == 1  # a file that is gone says nothing
        await rewrite(stage, "")
        assert (
            stage.palette.name.endswith("dark")
            and stage.screen.list_pane.lines == Look().list_lines
        )
        assert stage.shows("The settings are as config.toml says now")
        await stage.press("?")
        assert stage.shows("Keys in")


async def test_programs_and_styles_hold_at_once(tmp_path: Path) -> None:
    copied, marked = tmp_path / "copied", tmp_path / "marked"
    async with on_stage(tmp_path) as stage:
        await rewrite(
            stage,
            f"[copy]\nstyle = \"mla\"\nclipboard = ['tee', '{copied}']\n"
            f"[hooks]\non_highlight = ['tee', '-a', '{marked}']\n"
            '[pipe]\nform = "html"\nprograms = { heads = ["grep", "<h1>"] }\n',
        )
        await stage.press("enter", "y")
        await stage.until(copied.exists)
        assert "Harbour Gazette*" in copied.read_text() or "20 Nov. 2026" in copied.read_text()
        await stage.press("H")
        await stage.until(marked.exists)
        await stage.screen.do("pipe", "heads")
        await stage.over(OutputScreen)
        assert stage.shows(f"<h1>{STORIES[0].title}")
        await stage.press("q")
        await rewrite(stage, "")
        size = marked.stat().st_size
        await stage.press("}", "H")
        await stage.settle()
        assert marked.stat().st_size == size, "there is no hook any more"


async def test_what_is_wrong_is_told_with_its_line_and_changes_nothing(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await rewrite(stage, '[look]\ntheme = "light"\n\nwidth = 7\n')
        assert stage.shows("config.toml, line 4: look.width")
        assert stage.palette.dark
        await rewrite(stage, '[keys]\ntop = "g g"\nzen = "g"\n[odd]\n')
        assert stage.shows("“g g” begins with “g”") and stage.shows("odd is not known")


@pytest.mark.parametrize("status", [0, 1])
async def test_the_settings_are_edited_from_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr("newsreader.tui.live_settings.edit_file", lambda app, file: edit(file))

    def edit(file: Path) -> str:
        file.write_text('[look]\ntheme = "light"\n', encoding="utf-8")
        return "The editor ended with status 1." if status else ""

    async with on_stage(tmp_path) as stage:
        await stage.screen.do("settings")
        await stage.settle()
        config = stage.app.places.config
        assert stage.palette.dark is bool(status)
        assert config.exists() is not bool(status)
        if status:
            assert stage.shows("What you wrote is kept in")
            assert "light" in begin_draft(config, "").read_text(encoding="utf-8")


async def test_settings_that_were_only_looked_at_are_told_to_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.tui.live_settings.edit_file", lambda app, file: "")
    async with on_stage(tmp_path) as stage:
        await stage.press(":")
        await stage.write("settings")
        await stage.press("enter")
        await stage.settle()
        assert "config.toml stays as it is." in stage.line


def test_a_watch_sees_what_becomes_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    watch = FileWatch(file)
    assert not watch.has_changed()
    file.write_text("a")
    assert watch.has_changed() and not watch.has_changed()
    (tmp_path / "other").write_text("b")
    (tmp_path / "other").replace(file)
    assert watch.has_changed()
    file.unlink()
    assert watch.has_changed() and not watch.has_changed()


def test_what_needs_another_start_is_named() -> None:
    default, other = Settings(), Settings(fetch=Fetching(timeout=3), look=Look(glyphs="ascii"))
    assert waiting(default, default) == []
    assert waiting(default, other) == ["look.glyphs"]
    spoken = Settings(look=Look(plain=True))
    assert waiting(spoken, default) == [] and waiting(default, spoken) == ["look.plain"]
    assert taken_over(["look.glyphs"]).endswith("; look.glyphs at the next start.")
