"""Keys go where the keys before them led, also when they come in one burst."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from newsreader.tui.driver.input_flow import KEY_BACKLOG
from newsreader.tui.key_order import PASTE_LIMIT
from tests.builders import STORIES
from tests.tui.stage import KEYS, Stage, on_stage


def burst(stage: Stage, *keys: str) -> None:
    """Let keys arrive at once, as a slow line or a fast typist sends them."""
    for key in keys:
        name = KEYS.get(key) or (_character_to_key(key) if len(key) == 1 else key)
        stage.app.post_message(events.Key(name, key if len(key) == 1 else None))


def typed(stage: Stage) -> str:
    """Return what stands in the field that has the focus."""
    field = stage.app.focused
    if isinstance(field, TextArea):
        return field.text
    assert isinstance(field, Input), field
    return field.value


@pytest.mark.parametrize(
    ("before", "opener"),
    [
        ((), "/"),
        ((), "a"),
        ((), "t"),
        ((), ":"),
        ((), "P"),
        (("enter", "]", "H"), "c"),
        (("enter",), "/"),
        (("enter",), "t"),
        (("enter", '"'), "/"),
        (("S",), "a"),
    ],
)
@pytest.mark.parametrize("words", ["Amnesty", "Duke", "cubits", "JRqmbHo"])
async def test_what_is_typed_behind_a_key_goes_into_the_field_it_opens(
    tmp_path: Path, before: tuple[str, ...], opener: str, words: str
) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press(*before)
        marked = [stage.row(story.title) for story in STORIES]
        burst(stage, opener, *words)
        await stage.settle()
        await stage.until(lambda: typed(stage).endswith(words))
        assert typed(stage) == words
        assert [stage.row(story.title) for story in STORIES] == marked, "no key was a command"


async def test_a_burst_goes_through_several_dialogs(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        burst(stage, "t", *"harbour", "enter", "j", "t", *"ferry", "enter")
        await stage.settle()
        await stage.until(lambda: "ferry" in stage.row(stage.titles[1]).tags)
        assert stage.row(stage.titles[0]).tags == ("harbour",)
        assert stage.row(stage.titles[1]).tags == ("ferry",)


async def test_a_flood_is_cut_and_leaving_overtakes_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        burst(stage, *["j", "k"] * 5_000)
        await stage.pilot.pause()
        assert len(stage.app.input_flow.keys) <= KEY_BACKLOG
        burst(stage, "ctrl+q")
        await stage.until(lambda: not stage.app.is_running)


async def test_a_large_paste_is_cut_with_a_word(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "]", "H", "c")
        await stage.write("word " * PASTE_LIMIT)
        assert len(typed(stage)) == PASTE_LIMIT
        assert stage.shows("was cut after 100,000 characters")


async def test_leaving_right_behind_the_very_first_key_lets_the_screen_paint(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        burst(stage, "down", "ctrl+q")
        await stage.until(lambda: not stage.app.is_running)
        assert not stage.app.holds_frames
