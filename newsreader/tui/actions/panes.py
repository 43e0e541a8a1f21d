"""What is shown: sidebar, sources, zen, theme, palette, help and welcome."""

from typing import TYPE_CHECKING

from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.welcome import WelcomeScreen
from newsreader.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def zen(screen: "ReadingScreen") -> None:
    """The article alone, and back."""
    if screen.opened is not None:
        screen.zen = not screen.zen
        screen.panes.go_to(screen.article_pane)


def sidebar(screen: "ReadingScreen") -> None:
    """Show or hide who said what."""
    screen.panes.toggle_sidebar()


def sources(screen: "ReadingScreen") -> None:
    """Show or hide the list of feeds."""
    if screen.sources_shown:
        screen.sources_shown = False
        screen.panes.go_to(screen.list_pane)
    else:
        screen.panes.show_sources()


async def theme(screen: "ReadingScreen") -> None:
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


def palette(screen: "ReadingScreen") -> None:
    """Find a command by name."""
    screen.app.action_command_palette()


def help_(screen: "ReadingScreen") -> None:
    """The keys of this pane."""
    screen.app.push_screen(HelpScreen(screen.pane.id or "list", screen.app.shown_keys))


def welcome(screen: "ReadingScreen") -> None:
    """The first screen again."""
    screen.app.push_screen(WelcomeScreen(screen.shelf.has_demo), screen.follow_welcome)
