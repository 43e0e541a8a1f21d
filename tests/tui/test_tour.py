"""The six keys of the first minute: each is taught by its being pressed."""

from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.tui.actions import BY_ID
from newsreader.tui.dialogs.welcome import WelcomeScreen
from newsreader.tui.pages.help_page import HelpScreen
from newsreader.tui.tour import LESSONS, Tour
from newsreader.tui.widgets.coach import Coach
from tests.tui.stage import MEDIUM, NARROW, on_stage

KEYS = ("j", "enter", " ", "]", "H", "?")
"""What is taught."""


def add_demo(library: Library) -> None:
    library.add_demo()


def test_a_lesson_is_over_with_its_key_and_no_other() -> None:
    tour: Tour | None = Tour()
    for number, lesson in enumerate(LESSONS):
        assert tour is not None and tour.lesson is lesson and tour.learned == number
        assert {lesson.command, *lesson.also} <= BY_ID.keys()
        assert tour.after("theme") is tour
        assert all(tour.after(one) == tour.after(lesson.command) for one in lesson.also)
        tour = tour.after(lesson.command)
    assert tour is not None and tour.lesson is None
    assert tour.after("down") is None


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_the_first_minute_teaches_six_keys_by_their_use(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(tmp_path, (), size=size, welcome=True, prepare=add_demo) as stage:
        await stage.over(WelcomeScreen)
        await stage.press("enter")
        for number, key in enumerate(KEYS, 1):
            assert stage.shows(f"{number} of 6"), key
            assert "There is nothing" not in stage.line
            coach = stage.screen.query_one(Coach)
            assert coach.region.bottom <= stage.screen.status.region.y
            assert all(one.size.height >= one.virtual_size.height for one in coach.children)
            await stage.press(key)
        await stage.over(HelpScreen)
        await stage.press("escape")
        assert stage.shows("Those were the six. a adds a feed")
        await stage.press("g")
        assert not stage.screen.query(Coach)


async def test_the_lessons_can_be_left_and_begun_again(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW, keys={"mark_next": "f7"}) as stage:
        await stage.press("enter")
        await stage.screen.action_do("tour")
        await stage.settle()
        assert stage.here == "list" and stage.shows("1 of 6")
        await stage.press("j", "enter")
        await stage.press("escape")
        assert stage.here == "article" and not stage.screen.query(Coach)
        assert ": and “six keys” begins again." in stage.line
        await stage.screen.action_do("tour")
        await stage.press("j", "enter", " ")
        assert stage.shows("F7") and stage.shows("4 of 6")
