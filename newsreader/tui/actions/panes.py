"""Shows and hides panes, changes the theme."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import LIST, SOURCES
from newsreader.domain.counts import counted
from newsreader.tui.list_density import keep_density
from newsreader.tui.theme_choice import keep_theme

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

PANES_GROUP = "Panes"


@command("sidebar", '" W', group=PANES_GROUP, hint="who said what")
def sidebar(session: "ReadingSession", view: "View") -> None:
    """Quote sidebar.

    Show or hide who said what.
    """
    view.go_to(view.panes.with_sidebar_toggled())
    if view.panes.here == SOURCES:  # which may lie over the place of the quotes
        shown = view.panes.sidebar_shown
        view.say(f"The quotes are {'shown' if shown else 'hidden'} beside the article.")


@command("sources", "S", group=PANES_GROUP)
def sources(session: "ReadingSession", view: "View") -> None:
    """Sources.

    Show or hide the list of feeds.
    """
    layout = view.panes
    shown = layout.sources_seen
    view.go_to(layout.without_sources().at(LIST) if shown else layout.with_sources())


@command("density", "L", group=PANES_GROUP)
async def density(session: "ReadingSession", view: "View") -> None:
    """Lines of the list.

    List each article in one, two or three lines.
    """
    choice = view.next_density()
    await session.change(lambda: keep_density(session.library, choice))
    view.say(f"{counted(choice.chosen, 'line')} an article.")


@command("theme", group=PANES_GROUP)
async def theme(session: "ReadingSession", view: "View") -> None:
    """Dark or light.

    Change between the two themes.
    """
    choice = view.next_theme()
    await session.change(lambda: keep_theme(session.library, choice))
