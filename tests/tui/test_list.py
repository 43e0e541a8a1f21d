"""The list: order, marks, the cursor, and rows fetched a screenful at a time."""

import gc
import warnings
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.article import Article
from newsreader.library import Library
from newsreader.tui.widgets.list_pane import WINDOW
from tests.builders import STORIES, Story, bring, id_of
from tests.tui.samples import bring_crowd
from tests.tui.stage import Stage, on_stage

MANY = tuple(
    Story(f"Story {number:04}", "Short.", age=timedelta(minutes=number)) for number in range(300)
)
"""Newest first."""


async def test_articles_are_listed_newest_first_with_outlet_and_age(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        assert stage.titles == [story.title for story in STORIES]
        rows = [line.rstrip() for line in stage.text(stage.screen.list_pane).splitlines()]
        assert rows[0].endswith(" 2h") and "The Harbour Gazette" in rows[2]
        assert rows[3].endswith(" 5h") and "Coast Daily" in rows[4]
        assert stage.shows("All · 3 unread")


async def test_unread_articles_have_a_dot_and_are_bold(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        pane = stage.screen.list_pane
        for number, story in enumerate(STORIES):
            segments = list(pane.render_line(number * pane.ROW_HEIGHT))
            words = next(one for one in segments if one.text in story.title and one.text.strip())
            assert words.style is not None
            assert bool(words.style.bold) is not story.read
            assert ("●" in "".join(one.text for one in segments)) is not story.read


async def test_marks_stand_in_the_row(tmp_path: Path) -> None:
    def mark(library: Library) -> None:
        library.highlight(id_of(library, STORIES[0].title), 0, 5, note="why?")

    async with on_stage(tmp_path, prepare=mark) as stage:
        lines = stage.text(stage.screen.list_pane).splitlines()
        first = next(line for line in lines if "Gazette" in line)
        assert "❝2" in first
        assert "▍" in first and "✎" in first
        opens = next(at for at, line in enumerate(lines) if line.rstrip().endswith("3d"))
        assert lines[opens + 1].rstrip().endswith("★")


async def test_the_cursor_moves_and_stops_at_the_edges(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        pane = stage.screen.list_pane
        await stage.press("k")
        assert pane.cursor == 0
        await stage.press("j", "down", "j", "j", "j")
        assert pane.cursor == len(STORIES) - 1
        await stage.press("up")
        assert pane.cursor == len(STORIES) - 2


async def test_the_cursor_stays_on_its_article_when_news_arrive(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("j")
        pane = stage.screen.list_pane
        before = pane.current
        bring(tmp_path / "newsreader.db", Story("Storm warning", age=timedelta(minutes=1)))
        await stage.until(lambda: stage.shows("Storm warning", pane))  # without a key
        assert pane.current == before
        assert pane.cursor == 2


async def test_a_cursor_whose_article_is_gone_stays_near(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("2", "G")
        assert stage.screen.list_pane.cursor == 2
        stage.library.mark_read([stage.screen.list_pane.current or 0])
        stage.session.list.relist()
        await stage.settle()
        assert stage.titles == [story.title for story in STORIES[:2]]
        assert stage.screen.list_pane.cursor == 1


async def test_a_cursor_goes_to_the_next_of_what_is_left(tmp_path: Path) -> None:
    stories = [Story(f"Number {n}", age=timedelta(minutes=n)) for n in range(9)]
    async with on_stage(tmp_path, stories) as stage:
        await stage.press("2", *"jjjjj")
        pane = stage.screen.list_pane
        assert stage.titles[pane.cursor] == "Number 5"
        listing = stage.session.list.listing
        assert listing is not None
        stage.library.mark_read([listing.ids[n] for n in (0, 1, 3, 5, 6)])
        stage.session.list.relist()
        await stage.settle()
        assert stage.titles[pane.cursor] == "Number 7"


async def test_g_and_half_pages_reach_what_they_say(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MANY) as stage:
        pane = stage.screen.list_pane
        await stage.until(lambda: pane.count == len(MANY))
        await stage.press("G")
        assert pane.cursor == len(MANY) - 1
        assert stage.shows("Story 0299", pane)
        await stage.press("g")
        assert pane.cursor == 0
        half = pane.size.height // pane.ROW_HEIGHT // 2
        await stage.press("ctrl+d")
        assert pane.cursor == half
        await stage.press("ctrl+d", "ctrl+u", "ctrl+u")
        assert pane.cursor == 0


class Counted:
    """Fetches rows, and counts."""

    def __init__(self, fetch: "Library") -> None:
        self.rows = fetch.rows
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[Article]:
        self.asked.append(len(ids))
        return self.rows(ids)


async def test_ten_thousand_articles_are_there_at_once_and_few_are_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(tmp_path, prepare=lambda _: bring_crowd(tmp_path, 10_000)) as stage:
        pane = stage.screen.list_pane
        await stage.until(lambda: pane.count == 10_000 + len(STORIES))
        counted = Counted(stage.library)
        monkeypatch.setattr(pane, "_fetch", counted)
        pane.reload()
        await stage.settle()
        assert sum(counted.asked) <= WINDOW
        await stage.press("G")
        assert sum(counted.asked) <= 3 * WINDOW
        before = len(counted.asked)
        await stage.press("k", "k", "k")
        assert len(counted.asked) == before  # they are at hand
        assert stage.shows("Story ", pane)


async def test_an_empty_library_says_so(tmp_path: Path) -> None:
    async with on_stage(tmp_path, ()) as stage:
        await stage.until(lambda: stage.shows("There are no feeds yet. a"))
        await stage.press("j", "G", "enter", "space", "n", "m", "b", "t", "y", "e", "o", "z", "H")
        assert stage.here == "list"


async def test_a_click_opens_the_row_under_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        pane = stage.screen.list_pane
        await stage.pilot.click(pane, offset=(5, 4))
        await stage.settle()
        assert stage.opened == STORIES[1].title
        assert stage.here == "article"


async def titles_of(stage: Stage, key: str) -> list[str]:
    await stage.press(key)
    return stage.titles


async def test_the_three_lists(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        everything = [story.title for story in STORIES]
        assert await titles_of(stage, "2") == everything[:3]
        assert stage.shows("Unread · 3 unread")
        assert await titles_of(stage, "3") == everything[3:]
        assert stage.shows("Bookmarked")
        assert await titles_of(stage, "1") == everything


async def test_a_list_that_is_asked_for_twice_leaves_nothing_undone(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            stage.session.everything_changed()
            stage.session.everything_changed()
            await stage.settle()
            gc.collect()
        assert not [str(one.message) for one in told]
