"""In how many lines an article is listed."""

from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.tui.listing.list_density import KEY, lines_at_start
from tests.builders import STORIES
from tests.tui.stage import on_stage


async def test_articles_are_listed_in_one_two_or_three_lines(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        pane = stage.screen.list_pane
        await stage.press("j", "L")
        rows = stage.text(pane).splitlines()
        assert pane.cursor == 1 and rows[1].startswith("▌● Ferry strike")
        assert rows[3].rstrip().endswith("★  3d") and not rows[4].strip()
        await stage.press("L")
        rows = stage.text(pane).splitlines()
        assert rows[2].rstrip().endswith(" 5h") and "Coast Daily" in rows[3]
        assert STORIES[3].title[:10] in rows[6] and rows[7].rstrip().endswith("★")
        assert stage.library.recall(KEY) == "2 3"
        await stage.press("L")
        assert pane.lines == 3 and "Cosy: 3 lines an article." in stage.line


@pytest.mark.parametrize(("kept", "in_file", "lines"), [("1 3", 3, 1), ("1 3", 2, 2), ("", 2, 2)])
def test_the_app_counts_until_the_file_is_changed(
    tmp_path: Path, kept: str, in_file: int, lines: int
) -> None:
    library = Library(tmp_path / "newsreader.db")
    library.keep(KEY, kept)
    assert lines_at_start(library, in_file) == lines
    library.close()
