"""Takes over what config.toml says when it changes while the app runs."""

import asyncio
from dataclasses import replace
from functools import partial

from newsreader.commands.macro_commands import key_warnings
from newsreader.domain.clean import mask_text
from newsreader.domain.counts import enumerated
from newsreader.domain.errors import SettingsError
from newsreader.domain.options.theme_names import FOLDER
from newsreader.places import Places
from newsreader.settings.editing import edit_settings
from newsreader.settings.file_watch import FileWatch, FolderWatch
from newsreader.settings.reading import load_settings
from newsreader.settings.values import Settings
from newsreader.tui.actions import BY_ID, COMMANDS
from newsreader.tui.commanded_app import CommandScreen
from newsreader.tui.driver.foreground import edit_file
from newsreader.tui.look.themed_app import ThemedApp

LOOK_EVERY = 1.0
"""Seconds between two looks whether the file has changed."""
_AT_ONCE = ("theme", "width", "list_lines", "advance")
"""The keys of ``[look]`` that are taken over at once."""


def waiting(old: Settings, new: Settings) -> list[str]:
    """Return the names of the settings that another start of the app is needed for."""
    shown = {key: getattr(new.look, key) for key in _AT_ONCE}
    known = replace(old.look, **shown)
    if not new.look.plain:  # which the command line may have wanted
        known = replace(known, plain=False)
    return [
        f"look.{name}"
        for name in new.look.__dataclass_fields__
        if getattr(known, name) != getattr(new.look, name)
    ]


def taken_over(waiting_for: list[str]) -> str:
    """Return what is said once settings were taken over, as one sentence."""
    if not waiting_for:
        return "The settings are as config.toml says now."
    return f"The settings are as config.toml says now; {enumerated(waiting_for)} at the next start."


class LiveSettingsApp(ThemedApp):
    """An app that follows its configuration file, and the themes beside it.

    The fetcher process reads that file by itself.
    """

    def begin_with(self, settings: Settings, places: Places) -> None:
        """Take the settings that the file held when it was read."""
        self.settings, self.places = settings, places
        self._config = FileWatch(places.config)
        self._themes = FolderWatch(places.config.parent / FOLDER)
        self.take_keys(settings)

    async def look_at_settings(self) -> None:
        """Take over what config.toml says, where that has changed; say what is wrong with it."""
        themes, changed = self._themes.has_changed(), self._config.has_changed()
        if themes:
            for wrong in self.read_themes():
                self._warn(wrong)
            name = self.theme_name  # which may have other colours now
            self.choose_theme("dark" if name == "light" else "light")
            self.choose_theme(name)
        # Some editors take a file away for a moment; without one everything stays as it is.
        if not (changed and self.places.config.exists()):
            return
        try:
            settings = await asyncio.to_thread(load_settings, self.places.config, [*BY_ID])
        except SettingsError as error:
            self._warn(str(error))
            return
        warnings = key_warnings(COMMANDS, settings.keys, settings.preset, settings.macros)
        for warning in (*settings.warnings, *warnings):
            self._warn(warning)
        await self._take_settings(settings)

    def _warn(self, reason: str) -> None:
        self.notify(mask_text(reason), markup=False, severity="error", timeout=12)

    def _say(self, sentence: str) -> None:
        main = self.screen_stack[0]
        if isinstance(main, CommandScreen):
            main.say(mask_text(sentence))

    async def _take_settings(self, new: Settings) -> None:
        """Be as the settings say from now on, as far as that can be while the app runs."""
        old, self.settings = self.settings, new
        self.session.settings = new
        self.session.export_folder = new.export.directory or self.places.exports
        self.take_keys(new)
        if new.feeds != old.feeds:
            await self.session.change(lambda: self.session.library.configure_feeds(new.feeds))
            self.session.everything_changed()
        main = self.screen_stack[0]
        if isinstance(main, CommandScreen):
            main.take_settings(old, new)
        self._say(taken_over(waiting(old, new)))

    def edit_settings(self) -> None:
        """Open config.toml in the user's editor, and take over what is written there."""
        try:
            changed = edit_settings(self.places.config, [*BY_ID], partial(edit_file, self))
        except SettingsError as error:
            self._warn(str(error))
        else:
            if changed is None:
                self._say(f"{self.places.config} stays as it is.")
        self.call_later(self.look_at_settings)
