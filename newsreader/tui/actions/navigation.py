"""Moves about: within a pane, between panes, and one layer back."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.tui.actions.pictures import begin_picture

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

MOVING = "Moving"
TABLE_STEP = 12
"""Cells by which a key moves wide tables."""


@command("down", "j down", group=MOVING, palette=False, counts=True)
def down(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Down.

    Go one row or line down.
    """
    view.pane.step(count)


@command("up", "k up", group=MOVING, palette=False, counts=True)
def up(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Up.

    Go one row or line up.
    """
    view.pane.step(-count)


@command("full_down", "ctrl+f pagedown", group=MOVING, palette=False, counts=True)
def full_down(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Page down.

    Go a page down.
    """
    view.pane.full_page(count)


@command("full_up", "ctrl+b pageup", group=MOVING, palette=False, counts=True)
def full_up(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Page up.

    Go a page up.
    """
    view.pane.full_page(-count)


@command("half_down", "ctrl+d", group=MOVING, palette=False, counts=True)
def half_down(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Half page down.

    Go half a page down.
    """
    view.pane.half_page(count)


@command("half_up", "ctrl+u", group=MOVING, palette=False, counts=True)
def half_up(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Half page up.

    Go half a page up.
    """
    view.pane.half_page(-count)


@command(
    "top",
    "g home",
    group=MOVING,
    palette=False,
    counts=True,
    words="home, beginning, start of the list",
)
def top(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Top.

    Go to the beginning, or with a number before it to that row or line.
    """
    view.pane.jump(end=False)
    if count > 1:
        view.pane.step(count - 1)


@command("bottom", "G end", group=MOVING, palette=False, counts=True, words="end")
def bottom(session: "ReadingSession", view: "View", count: int = 0) -> None:
    """Bottom.

    Go to the end, or with a number before it to that row or line.
    """
    if count:
        top(session, view, count)
    else:
        view.pane.jump(end=True)


@command(
    "table_right",
    ".",
    group="Reading",
    where=frozenset({ARTICLE}),
    words="columns, wide, sideways, scroll",
)
def table_right(session: "ReadingSession", view: "View") -> None:
    """Table to the right.

    Put wide tables in columns, and show more of those at the right; Shift and the wheel do so, too.
    """
    _move_tables(view, TABLE_STEP)


@command(
    "table_left",
    ",",
    group="Reading",
    where=frozenset({ARTICLE}),
    words="columns, wide, sideways, scroll",
)
def table_left(session: "ReadingSession", view: "View") -> None:
    """Table to the left.

    Show more columns of wide tables at the left; from the first on their rows are stacked again.
    """
    _move_tables(view, -TABLE_STEP)


def _move_tables(view: "View", by: int) -> None:
    if not view.text.move_tables(by):
        view.say("This article has no table that is wider than the screen.")


@command(
    "enter",
    "enter l right",
    group=MOVING,
    palette=False,
    words="open article, picture, image, images, photo, thumbnail",
)
def enter(session: "ReadingSession", view: "View") -> None:
    """Open.

    Open what is under the cursor and go into it; on the caption of a picture show that.
    """
    layout = view.panes
    if layout.here != ARTICLE:
        view.choose()
    elif (picture := view.text.picture) is not None:
        begin_picture(session, view, *picture)
    elif layout.has_sidebar:
        view.go_to(layout.at(QUOTES))


@command("back", "escape", group=MOVING, palette=False, words="cancel, escape, abort")
def back(session: "ReadingSession", view: "View") -> None:
    """Back.

    Leave a selection, a find, a search or a pane: one layer.
    """
    go_back(session, view)


@command("out", "q", group=MOVING, palette=False)
async def out(session: "ReadingSession", view: "View") -> None:
    """Back or quit.

    Go one layer back; at the top, quit.
    """
    if not go_back(session, view):
        await view.leave()


@command("left", "h left", group=MOVING, palette=False)
def left(session: "ReadingSession", view: "View") -> None:
    """Left.

    Go one layer back; at the list, to the sources.
    """
    if not go_back(session, view):
        view.go_to(view.panes.with_sources())


@command("next_pane", "tab", group=MOVING, palette=False)
def next_pane(session: "ReadingSession", view: "View") -> None:
    """Next pane.

    Go to the next pane.
    """
    view.go_to(view.panes.turned(1))


@command("previous_pane", "shift+tab", group=MOVING, palette=False)
def previous_pane(session: "ReadingSession", view: "View") -> None:
    """Previous pane.

    Go one pane back.
    """
    view.go_to(view.panes.turned(-1))


def go_back(session: "ReadingSession", view: "View") -> bool:
    """Leave the innermost layer; return whether there was one."""
    layout = view.panes
    if layout.here == ARTICLE:
        if not (view.text.end_selection() or view.end_find()):
            view.go_to(layout.with_zen(False).at(LIST))
    elif layout.here == QUOTES:
        view.go_to(layout.at(ARTICLE))
    elif layout.here == SOURCES:
        view.go_to(layout.at(LIST))
    elif view.rows.end_selection():
        view.say("Nothing is selected any more.")
    elif layout.search_open or session.list.query.searching:
        session.list.end_search()
        view.go_to(layout.without_search())
    else:
        return False
    return True
