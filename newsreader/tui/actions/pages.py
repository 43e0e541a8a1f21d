"""Moves in the pages that narrow while one types, and opens what they list."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import HELP, PAGES, SAID

if TYPE_CHECKING:
    from newsreader.tui.dialog_view import Page

GROUP, MOVING = "Pages", "Moving in pages and dialogs"


@command("page_back", "escape", group=MOVING, where=PAGES | SAID, palette=False)
def page_back(page: "Page") -> None:
    """Back.

    Go back: out of what is typed, then out of the page.
    """
    page.leave()


@command("page_down", "down", group=MOVING, where=PAGES, palette=False)
def page_down(page: "Page") -> None:
    """Down.

    Go one row down; the help scrolls.
    """
    page.move(1)


@command("page_up", "up", group=MOVING, where=PAGES, palette=False)
def page_up(page: "Page") -> None:
    """Up.

    Go one row up; the help scrolls.
    """
    page.move(-1)


@command("page_full_down", "pagedown", group=MOVING, where=PAGES, palette=False)
def page_full_down(page: "Page") -> None:
    """Page down.

    Go a screen down.
    """
    page.full_page(1)


@command("page_full_up", "pageup", group=MOVING, where=PAGES, palette=False)
def page_full_up(page: "Page") -> None:
    """Page up.

    Go a screen up.
    """
    page.full_page(-1)


@command("page_half_down", "ctrl+d", group=MOVING, where=PAGES, palette=False)
def page_half_down(page: "Page") -> None:
    """Half page down.

    Go half a screen down.
    """
    page.half_page(1)


@command("page_half_up", "ctrl+u", group=MOVING, where=PAGES, palette=False)
def page_half_up(page: "Page") -> None:
    """Half page up.

    Go half a screen up.
    """
    page.half_page(-1)


@command("page_open", "enter", group=GROUP, where=SAID | PAGES - {HELP}, palette=False)
def page_open(page: "Page") -> None:
    """Open.

    Open what is under the cursor.
    """
    page.take()
