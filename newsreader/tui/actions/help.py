"""Shows what can be done: the keys of a pane, the palette, the first minute; ends the app."""

from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import EVERYWHERE
from newsreader.tui.questions import ShowHelp, ShowWelcome

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

HELP_GROUP = "Help"


@command("welcome", group=HELP_GROUP)
def welcome(session: "ReadingSession", view: "View") -> None:
    """Welcome.

    Show the first screen again.
    """
    view.ask(ShowWelcome(session.has_demo), partial(_go_on, view))


async def _go_on(view: "View", id_: str | None) -> None:
    if id_ is not None:
        await view.do(id_)


@command("tour", group=HELP_GROUP)
def tour(session: "ReadingSession", view: "View") -> None:
    """Learn six keys.

    Try the six keys that matter most, one after another, on what is listed; Esc leaves.
    """
    if view.rows.count:
        view.begin_tour()
    else:
        view.say("There is nothing to try them on; a adds a feed.")


@command("palette", ": ctrl+p", group=HELP_GROUP)
def palette(session: "ReadingSession", view: "View") -> None:
    """Commands.

    Find a command by name.
    """
    view.open_palette()


@command("help", "?", group=HELP_GROUP, hint="help")
def help_(session: "ReadingSession", view: "View") -> None:
    """Help.

    Show the keys of this pane.
    """
    view.ask(ShowHelp(view.panes.here))


@command("quit", "ctrl+q", group=HELP_GROUP, where=EVERYWHERE, palette=False)
async def quit_(session: "ReadingSession", view: "View") -> None:
    """Quit.

    Leave, wherever you are, with everything kept.
    """
    await view.leave()
