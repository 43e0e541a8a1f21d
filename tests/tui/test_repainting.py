"""What is read and painted again after a key, and after a commit of the fetcher: what changed."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import RenderableType
from textual import events
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from newsreader.tui.screen import session_screen
from tests.builders import STORIES, Story, bring, written_beside
from tests.tui.stage import KEYS, WIDE, Stage, on_stage

LONG = Story(
    "A long story",
    "\n\n".join(
        f"Paragraph {number} has one sentence of some length. “It is number {number},” she said."
        for number in range(60)
    ),
    said=tuple((f"It is number {number},", "Jane Roe") for number in range(60)),
    age=timedelta(hours=1),
)
SHORT = STORIES[3]
SAID = replace(STORIES[0], age=timedelta(hours=2))
"""With something in the sidebar, too: no pane comes or goes between the two."""


@contextmanager
def painted(widget: Widget) -> Iterator[set[int]]:
    """Note which lines of a widget Textual is told to paint again."""
    lines: set[int] = set()
    refresh = widget.refresh

    def note(*regions: Region, **others: bool) -> Widget:
        for region in regions or (Region(0, 0, *widget.size),):
            lines.update(region.line_range)
        return refresh(*regions, **others)

    widget.refresh = note  # type: ignore[method-assign]
    try:
        yield lines
    finally:
        del widget.refresh


def text_reads(stage: Stage) -> list[str]:
    """Let a list grow by each statement of the event loop that reads a stored text."""
    seen: list[str] = []

    def note(statement: str) -> None:
        if re.search(r"SELECT\b.*\btext\b.*\bFROM article_text\b", statement, re.DOTALL):
            seen.append(statement)

    stage.library._read.connection.set_trace_callback(note)
    return seen


async def reading(stage: Stage) -> None:
    """Go into the long story, with its first sentence under the cursor."""
    await stage.press("enter")
    assert stage.opened == LONG.title and stage.here == "article"


@contextmanager
def frames(stage: Stage) -> Iterator[list[str]]:
    """Note what the app paints: ``LayoutUpdate`` is the whole screen."""
    seen: list[str] = []
    display = stage.app._display

    def note(screen: Screen[Any], renderable: RenderableType | None) -> None:
        if renderable is not None:
            seen.append(type(renderable).__name__)
        display(screen, renderable)

    stage.app._display = note  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        del stage.app._display


async def frames_of(stage: Stage, key: str) -> list[str]:
    """Press a key; return what is painted until all that it leads to has come.

    Only that is waited for: a test that lets time pass has the screen painted in between.
    """
    app = stage.app
    with frames(stage) as seen:
        app.post_message(events.Key(KEYS.get(key, key), None))
        for held in (True, False):
            while bool(app.holds_frames) != held:
                await asyncio.sleep(0)
        assert not seen, "painted before all had come"
        await stage.settle()
    return seen


async def test_a_key_is_painted_in_one_frame_and_lays_nothing_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_screen, "PREVIEW_DELAY", -1.0)  # every step is a single one
    async with on_stage(tmp_path, [LONG, SAID], size=WIDE) as stage:
        await stage.press("enter", "escape")
        layouts: list[object] = []
        stage.screen.screen_layout_refresh_signal.subscribe(stage.screen, layouts.append)
        for key in ("enter", "j", "]", "k", "space", "escape", "j", "k"):
            assert await frames_of(stage, key) == ["ChopsUpdate"], key
        await stage.press("enter")
        # What becomes of a key on the disk, the article read and all counts, comes once it is.
        assert len(await frames_of(stage, "n")) <= 2
        assert stage.opened == SAID.title
        assert not layouts


async def test_from_pane_to_pane_only_the_cursors_are_painted(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, SAID], size=WIDE) as stage:
        await stage.press("enter", "escape")
        screen = stage.screen
        for key, there in (("enter", "article"), ("tab", "quotes"), ("escape", "article")):
            with (
                painted(screen.article_pane) as article,
                painted(screen.list_pane) as rows,
                painted(screen.sidebar) as quotes,
            ):
                await stage.press(key)
            assert stage.here == there
            assert rows <= {0, 1, 2} and len(article) <= 2 and len(quotes) <= 6, key


async def test_a_highlight_paints_its_own_lines_and_row_only(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, SHORT]) as stage:
        await reading(stage)
        screen = stage.screen
        layout, units = screen.article_pane.article_layout, screen.article_pane.units
        reads = text_reads(stage)
        for key in ("H", "C", "u", "u"):
            with (
                painted(screen.article_pane) as article,
                painted(screen.list_pane) as rows,
                painted(screen.sidebar) as sidebar,
            ):
                await stage.press(key)
            first = layout.line_at(0) if layout else 0
            assert first in article and len(article) <= 2, key
            assert rows <= {0, 1, 2}, key  # its row
            assert not sidebar, key
        assert screen.article_pane.article_layout is layout
        assert screen.article_pane.units is units
        assert not reads


async def test_a_note_is_painted_without_another_layout(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, SHORT]) as stage:
        await reading(stage)
        layout = stage.screen.article_pane.article_layout
        await stage.press("c")
        await stage.write("why?")
        await stage.press("escape")
        await stage.until(lambda: stage.shows("✎ why?"))
        assert stage.screen.article_pane.article_layout is layout


async def test_a_commit_that_leaves_the_article_alone_touches_nothing_of_it(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, [LONG, SHORT]) as stage:
        await reading(stage)
        opened, screen = stage.screen.opened, stage.screen
        reads = text_reads(stage)
        bring(stage.library.path, Story("Old news", "Of old things.", age=timedelta(days=9)))
        with painted(screen.article_pane) as article, painted(screen.sidebar) as sidebar:
            await stage.until(lambda: "Old news" in stage.titles)
            await stage.settle()
        assert not article and not sidebar and not reads
        assert screen.opened is opened


async def test_another_text_of_the_open_article_is_shown(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, SHORT]) as stage:
        await reading(stage)
        changed = Story(LONG.title, "Another text.", age=LONG.age)
        bring(stage.library.path, changed)
        await stage.until(lambda: stage.shows("Another text.", stage.screen.article_pane))
        assert stage.focused_words == "Another text."


async def test_own_marks_do_not_list_anew(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, SHORT]) as stage:
        await reading(stage)
        listing = stage.screen.listing
        await stage.press("b", "H", "m")
        await stage.session.look_for_news()
        await stage.settle()
        assert stage.screen.listing is listing
        assert stage.shows("★", stage.screen.list_pane)


async def test_other_quotes_are_painted_where_they_stand(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, SHORT], size=WIDE) as stage:
        await reading(stage)
        sidebar = stage.screen.sidebar
        assert stage.shows("Jane Roe", sidebar)
        with written_beside(stage.library.path) as db:
            db.execute("UPDATE quote SET speaker = 'Ann Smith'")
        await stage.until(lambda: stage.shows("Ann Smith", sidebar))
        assert not stage.shows("Jane Roe", sidebar)


async def test_a_step_in_the_quotes_paints_the_two_concerned(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, SHORT]) as stage:
        await reading(stage)
        sidebar = stage.screen.sidebar
        with painted(sidebar) as lines:
            await stage.press("]", "]")
        assert sidebar.cursor == 1
        assert lines and len(lines) <= 6
