"""The app on a library that cannot be written."""

from pathlib import Path

from newsreader.library import Library
from newsreader.places import Places
from newsreader.settings.values import Settings
from newsreader.tui.app import NewsreaderApp
from tests.builders import STORIES, Clock, a_library
from tests.disks import read_only
from tests.tui.stage import Stage


async def test_it_is_read_with_a_word_and_not_changed(tmp_path: Path) -> None:
    library = a_library(tmp_path / "data")
    library.close()
    with read_only(library.path.parent):
        own = Library(library.path, clock=Clock())
        app = NewsreaderApp(own, Places(tmp_path / "data", tmp_path / "config.toml"), Settings())
        app.animation_level = "none"
        try:
            async with app.run_test(size=(100, 30), notifications=True) as pilot:
                stage = Stage(pilot, app, own)
                await stage.settle()
                assert len(stage.titles) == len(STORIES)
                await stage.until(lambda: stage.shows("read-only: nothing can be changed"))
                await stage.press("enter")
                await stage.until(lambda: stage.opened == STORIES[0].title)
                app.clear_notifications()
                await stage.press("R")
                await stage.until(lambda: stage.shows("is read-only: nothing can be"))
                assert "refreshing" not in stage.line
                await stage.press("b")
                await stage.until(lambda: stage.text().count("read-only") == 2)
                assert not stage.shows("Bookmark taken away")
                await stage.press("H")
                await stage.press("u")
                assert not stage.shows("removed") and not stage.shows("Undone")
                assert own.article(1).bookmarked is None
                assert app.fault is None
        finally:
            assert own.close() == ""
