"""What is shown: sidebar, sources, zen, theme, palette, help and welcome."""

from typing import TYPE_CHECKING

from newsreader.tui.dialogs.welcome import WelcomeScreen
from newsreader.tui.pages.help_page import HelpScreen
from newsreader.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


def zen(screen: "MainScreen") -> None:
    """The article alone, and back."""
    if screen.opened is not None:
        screen.zen = not screen.zen
        screen.panes.go_to(screen.article_pane)


def sidebar(screen: "MainScreen") -> None:
    """Show or hide who said what."""
    screen.panes.toggle_sidebar()


def sources(screen: "MainScreen") -> None:
    """Show or hide the list of feeds."""
    if screen.sources_shown:
        screen.sources_shown = False
        screen.panes.go_to(screen.list_pane)
    else:
        screen.panes.show_sources()


async def theme(screen: "MainScreen") -> None:
    """Change between night and day, and remember it."""
    palette = screen.palette = LIGHT if screen.palette.dark else DARK
    screen.app.theme = palette.name
    for pane in (
        screen.sources_pane,
        screen.list_pane,
        screen.article_pane,
        screen.quote_sidebar,
        screen.status,
    ):
        pane.use(palette)
    await screen.change(lambda: screen.library.keep("theme", palette.name))


def palette(screen: "MainScreen") -> None:
    """Find a command by name."""
    screen.app.action_command_palette()


def help_(screen: "MainScreen") -> None:
    """The keys of this pane."""
    screen.app.push_screen(HelpScreen(screen.pane.id or "list", screen.app.shown_keys))


def welcome(screen: "MainScreen") -> None:
    """The first screen again."""
    screen.app.push_screen(WelcomeScreen(screen.shelf.has_demo), screen.follow_welcome)
