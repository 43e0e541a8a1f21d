"""An app with a theme of its own choice: one by name, or that which fits the terminal's ground."""

from pathlib import Path

from textual import on

from newsreader.domain.options.theme_names import AUTO
from newsreader.settings.values import Look
from newsreader.tui.commanded_app import CommandedApp
from newsreader.tui.look.own_themes import read_own_themes
from newsreader.tui.look.terminal_ground import GroundTold, ground_at_start, keep_ground
from newsreader.tui.look.theme import Frame, palettes
from newsreader.tui.look.theme_choice import theme_at_start
from newsreader.tui.look.themed import depth_of


class ThemedApp(CommandedApp):
    """An app that has the theme that was chosen, and those of files among the others."""

    theme_name: str
    """The theme that was chosen, or that it follows the terminal."""

    def begin_with_theme(self, config: Path, theme: str, frame: Frame) -> list[str]:
        """Have the theme of the settings, or the one chosen since; return what is wrong with files.

        Themes of the user's own stand beside the file ``config``; ``frame`` is that of dialogs.
        """
        self._config_file, self._frame = config, frame
        wrong = self.read_themes()
        library = self.session.library
        self._dark = ground_at_start(library)
        self.choose_theme(theme_at_start(library, palettes(), theme, Look().theme))
        return wrong

    def read_themes(self) -> list[str]:
        """Take over the themes of files as they are now; return what is wrong with them."""
        wrong = [str(fault) for fault in read_own_themes(self._config_file)]
        for palette in palettes(depth_of(self)).values():
            self.register_theme(palette.textual_theme(self._frame))
        return wrong

    @property
    def follows_ground(self) -> bool:
        """Whether the theme follows the ground of the terminal."""
        return self.theme_name == AUTO

    def choose_theme(self, name: str) -> None:
        """Have a theme, or the one that the ground of the terminal asks for."""
        self.theme_name = name
        if name == AUTO:
            name = "dark" if self._dark else "light"
        self.theme = palettes().get(name, palettes()["dark"]).name
        if self.follows_ground and (ask := getattr(self._driver, "ask_for_ground", None)):
            ask()

    @on(GroundTold)
    async def follow_ground(self, message: GroundTold) -> None:
        """Have the theme that fits what the terminal has told, and keep that for the next start."""
        library, self._dark = self.session.library, message.dark
        if self.follows_ground:
            self.theme = palettes()["dark" if message.dark else "light"].name
        if not library.read_only and ground_at_start(library) != message.dark:
            await self.session.change(lambda: keep_ground(library, message.dark))
