"""How wide the panes are, as the terminal and the user have it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.tui.article.margin_notes import columns as columns_of_article
from newsreader.tui.screen.pane_layout import PaneLayout
from newsreader.tui.screen.pane_widths import BESIDE, LEAST_TEXT, PaneWidths, widths_at_start
from tests.builders import a_library
from tests.tui.stage import BROAD, NARROW, WIDE, on_stage

PANES = st.sampled_from([SOURCES, LIST, ARTICLE, QUOTES])


@pytest.mark.parametrize(
    ("width", "expected"),
    [(80, (28, 34, 28)), (120, (28, 38, 28)), (150, (26, 35, 28)), (200, (35, 50, 36))],
)
def test_lists_take_a_share_of_the_screen(width: int, expected: tuple[int, int, int]) -> None:
    columns = PaneWidths().at(width)
    assert (columns[SOURCES], columns[LIST], columns[QUOTES]) == expected


def test_there_is_room_for_notes_beside_the_text_wherever_four_panes_stand() -> None:
    for width in range(BESIDE, 301):
        article = width - sum(PaneWidths().at(width).values()) - 1  # the rule at its left
        assert columns_of_article(article, 72, noted=True).notes, width


@given(st.lists(st.tuples(PANES, st.sampled_from([-2, 2])), max_size=60), st.integers(100, 300))
def test_no_pane_is_squeezed_away(steps: list[tuple[str, int]], width: int) -> None:
    widths = PaneWidths()
    for pane, by in steps:
        widths = widths.changed(pane, by, width)
    columns = widths.at(width)
    assert min(columns.values()) >= 18
    assert max(columns.values()) <= width - LEAST_TEXT


@given(st.sampled_from([SOURCES, LIST, QUOTES]), st.integers(-50, 400), st.integers(100, 300))
def test_a_pane_is_as_wide_as_it_is_drawn_within_its_limits(
    pane: str, wanted: int, width: int
) -> None:
    columns = PaneWidths().drawn(pane, wanted, width).at(width)
    usual = PaneWidths().at(width)
    assert 18 <= columns[pane] <= width - LEAST_TEXT
    if 24 <= wanted <= width - LEAST_TEXT:
        assert columns[pane] == wanted
    assert {**columns, pane: usual[pane]} == usual


@given(PANES, st.integers(100, 300))
def test_narrower_takes_wider_back(pane: str, width: int) -> None:
    wider = PaneWidths().changed(pane, 2, width)
    assert wider != PaneWidths()
    assert wider.changed(pane, -2, width) == PaneWidths()


def test_a_pane_that_can_get_no_narrower_says_so_by_staying() -> None:
    widths = PaneWidths()
    for _ in range(20):
        widths = widths.changed(LIST, -2, 120)
    assert widths.at(120)[LIST] == 24
    assert widths.changed(LIST, -2, 120) == widths


def test_the_drawer_covers_the_list_and_the_rule_beside_it() -> None:
    columns = PaneLayout(width=80).columns
    assert columns[SOURCES] == 35 and columns[LIST] == 34
    assert set(PaneLayout(width=60).columns.values()) == {"1fr"}


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"list": "x"}', '{"elsewhere": 3}', "7"])
def test_what_is_garbled_changes_nothing(tmp_path: Path, kept: str) -> None:
    library = a_library(tmp_path)
    library.keep("widths of the panes", kept)
    assert widths_at_start(library) == PaneWidths()
    library.close()


async def test_a_pane_is_made_wider_and_stays_so(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=WIDE) as stage:
        body = stage.screen.query_one("#list-box")
        await stage.press(">", ">", "<", ">")
        assert body.size.width == 38 + 4
        await stage.press("enter", ">")  # the article, at the cost of the list
        assert body.size.width == 38 + 2
    async with on_stage(tmp_path, None, size=WIDE) as stage:
        assert stage.screen.query_one("#list-box").size.width == 38 + 2
        await stage.resize(NARROW)
        await stage.press(">")
        assert "One pane has the whole width." in stage.line


async def test_the_mouse_draws_the_rules_between_panes(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:

        async def draw(pane: str, by: int) -> int:
            box = stage.screen.query_one(f"#{pane}-box")
            before, column = box.size.width, box.region.x
            await stage.pilot.mouse_down(offset=(column, 10))
            await stage.pilot.hover(offset=(column + by, 12))
            await stage.settle()
            during = box.size.width
            await stage.pilot.mouse_up(offset=(column + by, 12))
            await stage.settle()
            assert box.size.width == during and box.region.x == column + by
            assert not stage.screen.get_selected_text()
            return during - before

        before = stage.here
        assert await draw("list", 4) == 0  # the article gives the room
        assert await draw("quotes", -5) == 5
        assert await draw("article", 3) < 0
        assert stage.here == before
        widths = stage.screen.panes.widths
        assert widths == PaneWidths(sources=4, list=3, quotes=5)
    async with on_stage(tmp_path, None, size=BROAD) as stage:
        assert stage.screen.panes.widths == widths
        rows = stage.screen.list_pane  # beside the rule nothing is drawn
        await stage.pilot.mouse_down(rows, offset=(0, 3))
        await stage.pilot.hover(rows, offset=(9, 3))
        await stage.pilot.mouse_up(rows, offset=(9, 3))
        assert stage.screen.panes.widths == widths
