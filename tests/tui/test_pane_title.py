"""The titles of the panes: in line with their text, and the way there where one is alone."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color

from newsreader.tui.screen.title_line import APART, trail
from newsreader.tui.widgets.pane_title import PaneTitle
from tests.builders import STORIES, Story
from tests.tui.stage import BROAD, NARROW, on_stage

STEP = " › "
steps = st.lists(st.text("aß漢 b", min_size=1, max_size=30), min_size=1, max_size=4)


@given(steps, st.sampled_from(["", "Esc back"]), st.integers(4, 80))
def test_the_last_step_is_kept_longest_and_nothing_is_wider(
    parts: list[str], back: str, room: int
) -> None:
    way, has_back = trail(parts, back, room, STEP)
    assert cell_len(way) + (APART + cell_len(back)) * has_back <= room
    assert has_back <= bool(back)
    whole = STEP.join(parts)
    if cell_len(whole) + APART + cell_len(back) <= room:
        assert way == whole
    if not has_back and cell_len(parts[-1]) <= room:
        assert way.endswith(parts[-1])


async def test_a_pane_alone_on_the_screen_says_where_one_is_and_how_to_get_back(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        assert stage.text().startswith("   All · 3 unread") and stage.shows("h sources")
        await stage.press("enter")
        assert stage.shows("All › The Harbour Gazette") and stage.shows("Esc back")
        await stage.press("enter")
        assert stage.shows("All › The Harbour Gazette › Quotes")
        await stage.press("escape", "escape")
        assert stage.here == "list"


async def test_the_name_of_a_feed_stands_once_over_its_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("ctrl+g")
        await stage.write("gazette")
        await stage.press("enter", "enter")
        assert stage.here == "article"
        assert stage.text().splitlines()[0].split("  ")[0:2] == ["", " The Harbour Gazette"]


async def test_of_a_long_name_the_end_is_cut_and_not_the_count(tmp_path: Path) -> None:
    story = Story("News", feed="The Gazette of the Harbour and of the Islands beyond it")
    async with on_stage(tmp_path, [story]) as stage:
        await stage.press("ctrl+g")
        await stage.write("gazette")
        await stage.press("enter")
        title = stage.text().splitlines()[0]
        assert "… · 1 unread" in title and title.startswith("   The Gazette of")
        search = stage.screen.search_line
        await stage.press("slash")
        assert search.size.width == stage.screen.list_pane.size.width - 6  # of its padding


async def test_titles_stand_above_their_text_and_the_rule_tells_where_one_is(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("enter")
        lines, title = stage.text().splitlines(), STORIES[0].title
        text = next(line for line in lines if line.count(title[:20]) == 2)
        assert lines[0].index("All ·") == text.index(title[:20])
        assert lines[0].rindex("The Harbour Gazette") == text.rindex(title[:20])
        assert lines[0].index("Sources") == next(
            line.index("Bookmarked") for line in lines if "Bookmarked" in line
        )
        assert "Esc back" not in lines[0]
        for pane in ("article", "list", "sources"):
            stage.screen.go_to(stage.screen.panes.at(pane))
            await stage.settle()
            colours = {}
            for one in ("sources", "list", "article"):
                rule = stage.screen.query_one(f"#{one}-title", PaneTitle).render_line(1)
                colours[one] = {part.style and part.style.color for part in rule}
            accent, rest = stage.palette.accent, stage.palette.rule
            assert colours.pop(pane) == {Color.parse(accent)}
            assert all(one == {Color.parse(rest)} for one in colours.values())
