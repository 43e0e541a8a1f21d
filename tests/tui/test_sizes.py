"""Three sizes: which panes are seen, how to reach each, and the place when the size changes."""

from pathlib import Path

import pytest

from tests.builders import STORIES
from tests.tui.stage import BROAD, MEDIUM, NARROW, WIDE, on_stage
from tests.tui.test_article import LONG
from tests.tui.test_sidebar import HEARING, SAID


async def test_a_wide_screen_shows_list_article_and_quotes(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=WIDE) as stage:
        assert stage.seen == ["list", "article", "quotes"]
        await stage.press("S")
        assert stage.seen == ["sources", "list", "article"]
        await stage.press("enter")
        assert stage.seen == ["list", "article", "quotes"]


async def test_a_broad_screen_shows_all_four(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("S", "enter", "enter")
        assert stage.here == "article"
        assert stage.seen == ["sources", "list", "article", "quotes"]


async def test_a_medium_screen_shows_quotes_in_the_place_of_the_list(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=MEDIUM) as stage:
        assert stage.seen == ["list", "article"]
        await stage.press("enter", '"')
        assert stage.seen == ["article", "quotes"]
        assert stage.here == "quotes"
        await stage.press('"')
        assert stage.seen == ["list", "article"]
        assert stage.here == "article"


async def test_a_narrow_screen_shows_one_pane_or_quotes_under_the_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        for key, pane in (
            ("j", "list"),
            ("k", "list"),
            ("enter", "article"),
            ('"', "quotes"),
            ("escape", "article"),
            ("tab", "quotes"),
            ("tab", "list"),
            ("S", "sources"),
            ("escape", "list"),
            ("h", "sources"),
            ("enter", "list"),
        ):
            await stage.press(key)
            seen = ["article", "quotes"] if pane == "quotes" else [pane]
            assert (stage.seen, stage.here) == (seen, pane), f"after {key}"


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_the_quote_is_seen_in_the_article_while_the_sidebar_is_on_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(tmp_path, [HEARING], size=size) as stage:
        await stage.press("enter", *"]" * len(SAID), '"')
        for words, speaker, _, _ in SAID[::-1]:
            quote = stage.screen.sidebar.current
            assert quote is not None and quote.text == words
            assert stage.shows(words, stage.screen.article_pane)
            assert stage.shows(words, stage.screen.sidebar)
            assert stage.shows(speaker, stage.screen.sidebar)
            await stage.press("k")


async def test_a_rule_stands_between_panes_side_by_side(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("S", "enter", "enter")
        assert [line.count("│") for line in stage.text().splitlines()[:-2]] == [3] * 43


async def test_the_drawer_of_sources_covers_the_list_and_nothing_of_the_article(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, size=MEDIUM) as stage:
        await stage.press("S")
        drawer = stage.screen.query_one("#sources-box").region
        article = stage.screen.query_one("#article-box").region
        assert (drawer.x, drawer.right) == (0, article.x + 1)
        lines = stage.text().splitlines()[:-2]
        assert {line[drawer.right - 1] for line in lines} == {"│"}


@pytest.mark.parametrize("keys", ["", "S", "enter", 'enter "', "/"])
async def test_a_pane_keeps_the_focus_whatever_the_size(tmp_path: Path, keys: str) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("S", "enter", *keys.split())
        focused, here = stage.screen.focused, stage.screen.panes.here
        seen = stage.seen
        for size in (WIDE, MEDIUM, NARROW, (30, 8), WIDE, BROAD):
            await stage.resize(size)
            assert stage.screen.focused is focused, size
            assert here in stage.seen, size
        assert stage.seen == seen


async def test_resizing_while_reading_keeps_the_place(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG]) as stage:
        await stage.press("enter", "ctrl+d", "ctrl+d", ")", ")")
        pane = stage.screen.article_pane
        focus = pane.state.unit
        assert focus is not None
        for size in (MEDIUM, NARROW, (48, 12), WIDE):
            await stage.resize(size)
            assert stage.here == "article"
            assert pane.article_layout is not None
            top, height = pane.scroll_offset.y, pane.size.height
            assert top <= pane.article_layout.line_at(focus[0]) <= top + height, size
        assert pane.state.unit == focus


async def test_resizing_in_a_pane_that_has_no_place_keeps_it_reachable(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=WIDE) as stage:
        await stage.press("enter", "tab")
        await stage.resize(NARROW)
        await stage.until(lambda: stage.seen == ["article", "quotes"])
        await stage.resize((60, 13))
        await stage.until(lambda: stage.seen == ["quotes"])
        await stage.press("escape", "escape")
        assert stage.seen == ["list"]
        await stage.resize(WIDE)
        await stage.until(lambda: stage.seen == ["list", "article", "quotes"])


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (250, 80)])
async def test_odd_sizes_do_not_break_it(size: tuple[int, int], tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=size) as stage:
        await stage.press("j", "enter", "]", "H", "tab", '"', "S", "?", "escape", "c")
        assert all(len(line) <= size[0] for line in stage.text().splitlines())


async def test_the_measure_is_kept_on_a_wide_screen(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, *STORIES], size=(200, 40)) as stage:
        await stage.press("S", "S", "enter")
        lines = stage.text(stage.screen.article_pane).splitlines()
        assert max(len(line.strip()) for line in lines) <= 72 + 3
        left = {len(line) - len(line.lstrip()) for line in lines if line.strip()}
        assert min(left) > 10  # the page stands in the middle


async def test_a_screen_that_grows_shows_the_article_under_the_cursor(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("j")
        await stage.resize(WIDE)
        await stage.until(lambda: stage.opened == STORIES[1].title)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (30, 12)])
async def test_the_help_is_the_last_hint_to_go(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(tmp_path, size=size) as stage:
        assert "? help" in stage.line
        await stage.press("enter")
        assert "? help" in stage.line


async def test_a_long_message_is_not_wider_than_a_narrow_screen(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        stage.app.notify("All words of a message are seen. " * 4)
        await stage.until(lambda: stage.app.screen.query("Toast"))
        await stage.settle()
        (toast,) = stage.app.screen.query("Toast")
        assert toast.region.width and toast.region.x >= 0 and toast.region.right <= NARROW[0]
