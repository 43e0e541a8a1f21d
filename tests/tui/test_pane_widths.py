"""How wide the panes are, as the terminal and the user have it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.tui.pane_layout import PaneLayout
from newsreader.tui.pane_widths import LEAST_TEXT, PaneWidths, widths_at_start
from tests.builders import a_library
from tests.tui.stage import NARROW, WIDE, on_stage

PANES = st.sampled_from([SOURCES, LIST, ARTICLE, QUOTES])


@pytest.mark.parametrize(
    ("width", "expected"),
    [(80, (28, 34, 28)), (120, (28, 34, 28)), (150, (28, 39, 30)), (200, (38, 52, 40))],
)
def test_lists_take_a_share_of_the_screen(width: int, expected: tuple[int, int, int]) -> None:
    columns = PaneWidths().at(width)
    assert (columns[SOURCES], columns[LIST], columns[QUOTES]) == expected


@given(st.lists(st.tuples(PANES, st.sampled_from([-2, 2])), max_size=60), st.integers(100, 300))
def test_no_pane_is_squeezed_away(steps: list[tuple[str, int]], width: int) -> None:
    widths = PaneWidths()
    for pane, by in steps:
        widths = widths.changed(pane, by, width)
    columns = widths.at(width)
    assert min(columns.values()) >= 18
    assert max(columns.values()) <= width - LEAST_TEXT


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
        assert body.size.width == 34 + 4
        await stage.press("enter", ">")  # the article, at the cost of the list
        assert body.size.width == 34 + 2
    async with on_stage(tmp_path, None, size=WIDE) as stage:
        assert stage.screen.query_one("#list-box").size.width == 34 + 2
        await stage.resize(NARROW)
        await stage.press(">")
        assert "One pane has the whole width." in stage.line
