"""Looks as the settings say, until the user chooses otherwise, and shows keys half pressed."""

from collections.abc import Callable

from textual.geometry import Offset, Region

from newsreader.commands.keymap import Keymap
from newsreader.domain.options.theme_names import AUTO
from newsreader.settings.values import Settings
from newsreader.tui.listing.list_density import DensityChoice
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.look.theme import palettes
from newsreader.tui.look.theme_choice import ThemeChoice
from newsreader.tui.screen.session_screen import SessionScreen
from newsreader.tui.session import ReadingSession


class LookScreen(SessionScreen):
    """Has a theme, and so many lines an article in the list."""

    def __init__(
        self,
        session: ReadingSession,
        keymap: Keymap,
        glyphs: Glyphs,
        settings: Settings,
        *,
        browse: Callable[[str], str],
        choose_theme: Callable[[str], None],
    ) -> None:
        super().__init__(
            session,
            keymap,
            glyphs,
            article_width=settings.look.width,
            pictures=settings.look.inline_pictures and glyphs.drawn,
            browse=browse,
        )
        self._theme_in_file: str = settings.look.theme
        self._lines_in_file = settings.look.list_lines
        self._notify_by = settings.notify.by
        self._choose_theme = choose_theme
        self._keys_shown = ""

    @property
    def themes(self) -> list[str]:
        """The names of the themes, and the one that follows the terminal."""
        return [AUTO, *palettes()]

    def take_settings(self, old: Settings, new: Settings) -> None:
        """Look as the settings say now, where they say something else than before."""
        self._notify_by = new.notify.by
        if new.look.list_lines != old.look.list_lines:
            self._lines_in_file = self.list_pane.lines = new.look.list_lines
        if new.look.theme != old.look.theme:
            self._theme_in_file = new.look.theme
            self.take_theme(new.look.theme)
        self.article_pane.set_width(new.look.width)
        self.status.refresh()

    def take_theme(self, name: str) -> ThemeChoice | None:
        """Change to a theme by its name; None where there is none of that name."""
        if name not in self.themes:
            return None
        self._choose_theme(name)
        return ThemeChoice(name, self._theme_in_file)

    def as_svg(self) -> str:
        """Return what the screen shows as an SVG picture."""
        return self.app.export_screenshot(title="newsreader")

    def next_density(self, lines: int = 0) -> DensityChoice:
        """List articles in so many lines, 0 for the next number; return what is to be kept."""
        self.list_pane.lines = lines or self.list_pane.lines % 3 + 1
        return DensityChoice(self.list_pane.lines, self._lines_in_file)

    def point_cursor(self) -> None:
        """Put the cursor of the terminal where the user is, where a screen reader follows it."""
        if self.glyphs.drawn:
            return
        pane = self.panes_by_name[self.panes.here]
        region = pane.content_region
        self.app.cursor_position = region.offset + Offset(0, max(0, pane.line_in_focus))
        self.refresh(Region(0, 0, 1, 1))

    def show_keys(self, words: str) -> None:
        """Show which keys were pressed of several; nothing when that is over."""
        if words or self.status.activity == self._keys_shown:
            self.status.show(words)
        self._keys_shown = words
