"""What is shown: sidebar, sources, zen, theme, palette, help and welcome."""

from typing import TYPE_CHECKING

from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.welcome import WelcomeScreen

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
    """Change between the two themes."""
    await screen.turn_theme()


def palette(screen: "ReadingScreen") -> None:
    """Find a command by name."""
    screen.app.action_command_palette()


def help_(screen: "ReadingScreen") -> None:
    """The keys of this pane."""
    screen.app.push_screen(HelpScreen(screen.pane.id or "list", screen.app.shown_keys))


def welcome(screen: "ReadingScreen") -> None:
    """The first screen again."""
    screen.app.push_screen(WelcomeScreen(screen.shelf.has_demo), screen.follow_welcome)
