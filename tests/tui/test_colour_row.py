"""Five colours in one line at the foot, chosen by digit, by arrow or by mouse."""

from pathlib import Path

import pytest
from textual.geometry import Offset

from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.query import Query
from newsreader.tui.dialogs.colour_row import ColourRow, Swatches
from tests.tui.stage import MEDIUM, NARROW, WIDE, Stage, on_stage

NAMES = "  [1 yellow]  2 green   3 blue   4 red   5 purple"


def foot(stage: Stage) -> str:
    return stage.text().splitlines()[-1].rstrip()


def colours(stage: Stage) -> list[str]:
    return [one.colour for one in stage.library.highlights(Query())]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_the_row_takes_the_last_line_and_leaves_the_text_to_be_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(tmp_path, size=size) as stage:
        await stage.press("enter", "}")
        above = stage.text().splitlines()[:-1]
        await stage.press("plus")
        await stage.over(ColourRow)
        assert foot(stage) == NAMES
        assert stage.text().splitlines()[:-1] == above
        await stage.press("right", "right", "left", "enter")
        assert colours(stage) == ["green"]
        await stage.press("plus")
        assert "[2 green]" in foot(stage), "the highlight's own"
        await stage.press("escape")
        assert colours(stage) == ["green"]
        await stage.press("}", "plus")
        assert "[2 green]" in foot(stage), "the one used last"
        await stage.press("5")
        assert sorted(colours(stage)) == ["green", "purple"]


async def test_where_the_names_have_no_room_there_are_digits(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=(40, 20)) as stage:
        await stage.press("enter", "}", "plus")
        assert foot(stage) == "  [1]  2   3   4   5"


async def test_a_click_takes_a_colour(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "plus")
        row = await stage.over(ColourRow)
        at = foot(stage).index("red")
        await stage.pilot.click(row.query_one(Swatches), offset=Offset(at, 0))
        await stage.settle()
        assert colours(stage) == [COLOURS[3]]


@pytest.mark.parametrize("place", [Offset(30, 5), Offset(100, 39)])
async def test_a_click_beside_the_colours_leaves_the_row(tmp_path: Path, place: Offset) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "plus")
        await stage.over(ColourRow)
        await stage.pilot.click(offset=place)
        await stage.settle()
        assert stage.app.screen is stage.screen and not colours(stage)


async def test_each_colour_is_taken_where_its_name_stands(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=MEDIUM) as stage:
        await stage.press("enter", "}")
        for name in (*COLOURS, COLOURS[0]):
            await stage.press("plus")
            row = await stage.over(ColourRow)
            at = foot(stage).index(name) + len(name) - 1
            await stage.pilot.click(row.query_one(Swatches), offset=Offset(at, 0))
            await stage.settle()
            assert colours(stage) == [name]


async def test_the_end_of_the_row_is_told(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "plus", "left")
        assert stage.shows("There is nothing further this way.") and NAMES in stage.text()
