"""Which panes are seen at a width, and where the user goes, without a screen."""

from dataclasses import replace

import pytest

from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.tui.screen.pane_layout import PaneLayout

WIDE = PaneLayout(width=120, has_article=True, has_sidebar=True)
NARROW = PaneLayout(width=60, has_article=True, has_sidebar=True)
BROAD = PaneLayout(width=160, has_article=True, has_sidebar=True)


@pytest.mark.parametrize(
    ("layout", "panes"),
    [
        (PaneLayout(), (LIST,)),
        (WIDE, (LIST, ARTICLE, QUOTES)),
        (WIDE.with_sources(), (SOURCES, LIST, ARTICLE, QUOTES)),
        (WIDE.with_sidebar_toggled(), (LIST, ARTICLE)),
        (WIDE.with_zen(True), (ARTICLE,)),
        (replace(NARROW, sidebar_shown=False), (LIST, ARTICLE, QUOTES)),
        (PaneLayout(width=120, has_article=True), (LIST, ARTICLE)),
    ],
)
def test_the_panes_that_can_be_reached(layout: PaneLayout, panes: tuple[str, ...]) -> None:
    assert layout.reachable == panes


def test_going_round_comes_back() -> None:
    layout = WIDE
    seen = []
    for _ in range(3):
        layout = layout.turned(1)
        seen.append(layout.here)
    assert seen == [ARTICLE, QUOTES, LIST]
    assert layout.turned(-1).here == QUOTES


def test_the_sources_are_a_drawer_that_closes_where_there_is_no_room() -> None:
    opened = WIDE.with_sources()
    assert opened.here == SOURCES and opened.classes["-sources"]
    assert not opened.at(LIST).sources_seen
    assert BROAD.at(LIST).sources_seen
    assert not BROAD.without_sources().at(LIST).sources_seen


def test_quotes_take_the_place_of_the_list_where_it_is_narrow() -> None:
    there = NARROW.with_sidebar_toggled()
    assert there.here == QUOTES
    assert there.with_sidebar_toggled().here == ARTICLE
    assert there.sidebar_shown


def test_hiding_the_sidebar_leaves_it() -> None:
    hidden = WIDE.at(QUOTES).with_sidebar_toggled()
    assert (hidden.here, hidden.sidebar_shown) == (ARTICLE, False)
    assert hidden.classes["-no-quotes"]
    assert hidden.at(QUOTES).sidebar_shown


def test_alone_with_the_article_until_the_quotes_are_wanted() -> None:
    alone = WIDE.at(ARTICLE).with_zen(True)
    assert alone.classes["-zen"] and not alone.previews
    assert not alone.at(QUOTES).zen


def test_a_preview_needs_a_place_beside_the_list() -> None:
    assert WIDE.previews and not NARROW.previews


def test_exactly_one_pane_is_where_the_user_is() -> None:
    for pane in (SOURCES, LIST, ARTICLE, QUOTES):
        assert not any(on for name, on in WIDE.at(pane).classes.items() if name.startswith("-on-"))
        classes = NARROW.at(pane).classes
        assert [name for name, on in classes.items() if on and name.startswith("-on-")] == [
            f"-on-{pane}"
        ]
