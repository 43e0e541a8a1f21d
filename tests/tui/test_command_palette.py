"""The command line of the app: names with what they take, completion, and earlier lines."""

from pathlib import Path

import pytest

from newsreader.domain.query.completion import Catalog
from newsreader.library import Library
from newsreader.tui.argument_completion import completions
from newsreader.tui.command_history import MOST, command_history, with_line
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.command_palette import PaletteScreen
from newsreader.tui.pages.help_page import HelpScreen
from tests.builders import STORIES
from tests.tui.stage import Stage, on_stage


async def enter_line(stage: Stage, line: str) -> None:
    await stage.press(":")
    await stage.over(PaletteScreen)
    await stage.write(line)
    await stage.press("enter")
    await stage.settle()


async def test_commands_take_what_stands_behind_their_names(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await enter_line(stage, "tag Ferry, noon whistle")
        assert stage.row(STORIES[0].title).tags == ("Ferry", "noon whistle")
        assert stage.shows("Tagged Ferry, noon whistle; u takes that back.")
        await enter_line(stage, "theme light")
        assert not stage.palette.dark
        await enter_line(stage, "theme lihgt")
        assert stage.shows("There is no theme lihgt; there are auto, dark,")
        await enter_line(stage, "set lines 1")
        assert stage.screen.list_pane.lines == 1
        await enter_line(stage, "lines 7")
        assert stage.shows("An article has 1, 2 or 3 lines in the list.")
        await enter_line(stage, "sort -date")
        assert stage.shows("the other way round")
        await enter_line(stage, "view bookmarked")
        assert stage.session.list.query.title == "Bookmarked"
        await enter_line(stage, "view Nowhere")
        assert stage.shows("No feed, folder or view is called Nowhere.")
        await enter_line(stage, "view all")
        await enter_line(stage, "search tag:Ferry")
        assert stage.titles == [STORIES[0].title] and stage.here == "list"
        await enter_line(stage, "help bookmark")
        help_page = await stage.over(HelpScreen)
        assert stage.shows("Keep the article")
        help_page.close()
        await enter_line(stage, "mute whistle")
        await stage.over(ChoiceScreen)
        assert stage.shows("Mute whistle: would have caught")


async def test_a_name_that_there_is_not_is_answered_and_nothing_is_done(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await enter_line(stage, "serach iron bridge")
        assert isinstance(stage.app.screen, PaletteScreen)
        assert stage.shows("No command is called so. Did you mean “search”?")


async def test_tab_completes_and_up_brings_earlier_lines_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await enter_line(stage, "tag Ferry")
        await stage.press("J", ":")
        palette = await stage.over(PaletteScreen)
        await stage.write("tag fe")
        await stage.until(lambda: stage.shows("Tags: Ferry"))
        await stage.press("tab")
        assert palette._field.value == "tags Ferry"
        await stage.press("enter")
        assert stage.row(STORIES[1].title).tags == ("Ferry",)
        await enter_line(stage, "random")
        await stage.press(":", "up")
        palette = await stage.over(PaletteScreen)
        assert palette._field.value == "Random article"
        await stage.press("up")
        assert palette._field.value == "tags Ferry"  # once, though it was typed twice
        await stage.press("up", "down", "down")
        assert palette._field.value == ""
        await stage.write("random")
        await stage.press("tab")
        assert palette._field.value == "Random article"
        assert command_history(stage.library) == ("tags Ferry", "Random article")


async def test_a_line_that_is_typed_in_one_burst_is_carried_out(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        keys = [":", *"tag", " ", "x", "enter", "b"]
        await stage.pilot.press(
            *("colon" if key == ":" else "space" if key == " " else key for key in keys)
        )
        await stage.settle()
        article = stage.row(STORIES[0].title)
        assert article.tags == ("x",) and article.bookmarked


def test_the_history_is_bounded_and_garbled_ones_are_none(tmp_path: Path) -> None:
    lines: tuple[str, ...] = ()
    for number in range(MOST + 5):
        lines = with_line(lines, f"tag {number}")
    assert len(lines) == MOST and lines[-1] == f"tag {MOST + 4}"
    library = Library(tmp_path / "newsreader.db")
    try:
        for kept in ("", "{", '{"a": 1}', "[1, 2]"):
            library.keep("command lines", kept)
            assert command_history(library) == ()
    finally:
        library.close()


@pytest.mark.parametrize(
    ("id_", "given", "ways"),
    [
        ("tags", "fe", ("Ferry",)),
        ("tags", "Port, fe", ("Port, Ferry",)),
        ("search", "is:unr", ("is:unread",)),
        ("search", "bridge tag:fe", ("bridge tag:Ferry",)),
        ("theme", "da", ("dark",)),
        ("density", "", ("1", "2", "3")),
        ("sort_list", "-dat", ("-date",)),
        ("random", "", ()),
    ],
)
def test_what_commands_take_is_completed(id_: str, given: str, ways: tuple[str, ...]) -> None:
    found = completions(id_, given, Catalog(tags=("Ferry", "Port")), ())
    assert found[: len(ways)] == ways and bool(found) == bool(ways)


def test_files_are_completed(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / ".hidden").touch()
    begun = f"{tmp_path}/f"
    assert completions("import_opml", begun, Catalog(), ()) == (
        f"{begun}eeds.opml",
        f"{begun}older/",
    )
    assert f"{tmp_path}/.hidden" not in completions("import_opml", f"{tmp_path}/", Catalog(), ())
    assert completions("import_opml", f"{tmp_path}/nowhere/x", Catalog(), ()) == ()
