"""The screenshot: what the screen shows, as a picture that asks nobody when it is opened."""

from pathlib import Path
from xml.etree import ElementTree

from tests.tui.stage import Stage, on_stage


async def taken(stage: Stage) -> list[Path]:
    await stage.press(":")
    await stage.write("screenshot")
    await stage.press("enter")
    return list(stage.session.export_folder.glob("*.svg"))


async def test_it_shows_the_screen_without_the_palette(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        (file,) = await taken(stage)
        assert stage.shows("Wrote")
        drawn = file.read_text(encoding="utf-8")
        assert ElementTree.fromstring(drawn).tag.endswith("svg")
        assert "Quotes" in drawn and "what you want to do" not in drawn
        assert "@font-face" not in drawn and "url(http" not in drawn


async def test_where_it_cannot_be_written_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    async with on_stage(tmp_path) as stage:
        stage.session.export_folder = tmp_path / "taken"
        assert not await taken(stage)
        assert stage.shows("cannot be written")
