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


@command(
    "welcome",
    group=HELP_GROUP,
    words="start, intro, getting started, about, home",
)
def welcome(session: "ReadingSession", view: "View") -> None:
    """Welcome.

    Show the first screen again.
    """
    view.ask(ShowWelcome(session.has_demo), partial(_go_on, view))


async def _go_on(view: "View", id_: str | None) -> None:
    if id_ is not None:
        await view.do(id_)


@command("tour", group=HELP_GROUP, words="tutorial, learn, guide")
def tour(session: "ReadingSession", view: "View") -> None:
    """Learn six keys.

    Try the six keys that matter most, one after another, on what is listed; Esc leaves.
    """
    if view.rows.count:
        view.begin_tour()
    else:
        view.say("There is nothing to try them on; a adds a feed.")


@command(
    "settings",
    group=HELP_GROUP,
    words="preferences, config, configuration, configure, options, setup, config.toml, preset, "
    "macro, cache, proxy, plugin, plugins, script, scripts, language, mouse, account, "
    "customise, customize",
)
def settings(session: "ReadingSession", view: "View") -> None:
    """Settings.

    Open config.toml, in which everything can be set, in your editor; it is taken once it is right.
    """
    view.edit_settings()


@command("palette", ": ctrl+p", group=HELP_GROUP, words="command, commands, menu")
def palette(session: "ReadingSession", view: "View") -> None:
    """Commands.

    Find a command by what you call it, and write what it takes behind: add URL, tag x, view name.
    """
    view.open_palette()


@command(
    "help",
    "? f1",
    group=HELP_GROUP,
    hint="help",
    words="keys, key, shortcuts, shortcut, keybindings, bindings, manual, keyboard, hotkeys, "
    "documentation, docs, faq, cheatsheet, cheat sheet, commands",
    takes="a word",
)
def help_(session: "ReadingSession", view: "View", word: str = "") -> None:
    """Help.

    Show the keys of this pane.
    """
    view.ask(ShowHelp(view.panes.here, word))


@command(
    "suspend",
    "ctrl+z",
    group=HELP_GROUP,
    where=EVERYWHERE,
    palette=False,
    words="stop, background, shell, pause, background job",
)
def suspend(session: "ReadingSession", view: "View") -> None:
    """Suspend.

    Stop the app and go back to the shell, whose fg brings it back as it was; in a note, undo.
    """
    view.suspend()


@command(
    "quit",
    "ctrl+q",
    group=HELP_GROUP,
    where=EVERYWHERE,
    palette=False,
    words="q, exit, close, leave, bye, wq, qa, restart, logout",
)
async def quit_(session: "ReadingSession", view: "View") -> None:
    """Quit.

    Leave, wherever you are, with everything kept.
    """
    await view.leave()
