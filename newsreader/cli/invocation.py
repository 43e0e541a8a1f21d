"""Gives a command what it works with: places, settings, library, fetcher, form of output."""

import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsreader.child_process import is_served
from newsreader.cli.output import complain, note
from newsreader.cli.signals import wait_for
from newsreader.domain.errors import NewsreaderError, SettingsError
from newsreader.domain.rules import as_names
from newsreader.places import CONFIG_VARIABLE, Places
from newsreader.settings.reading import load_settings
from newsreader.settings.values import Settings

if TYPE_CHECKING:
    from newsreader.domain.highlights.highlight import HighlightsChange
    from newsreader.fetcher.service import FetchService
    from newsreader.library import Library
    from newsreader.protocol import Listener

Result = TypeVar("Result")
Command = TypeVar("Command", bound=Callable[..., Any])
LOG = "newsreader"
"""The logger of all that is told with --verbose."""


@dataclass
class Invocation:
    """One run of the command line."""

    places: Places
    """Where the files are."""
    json: bool = False
    """Whether output is for programs."""
    plain: bool = False
    """Whether the app opens for screen readers."""
    verbose: bool = False
    """Whether is told on stderr what is done."""
    _settings: Settings | None = field(default=None, init=False)

    def settings(self) -> Settings:
        """Return the settings; what in them is not understood is said on stderr, once.

        Raises ``SettingsError``.
        """
        if self._settings is None:
            self.require_config()
            self.log("settings %s", self.places.config)
            self._settings = load_settings(self.places.config)
            for warning in self._settings.warnings:
                complain(warning)
        return self._settings

    def rule_names(self) -> frozenset[str]:
        """Return by what the rules of the settings are spoken of; raises ``SettingsError``."""
        return as_names(self.settings().rules)

    def require_config(self) -> None:
        """Raise ``SettingsError`` when the user named a configuration file that there is not."""
        if self.places.config_named and self.places.config.is_dir():
            raise SettingsError(
                f"{self.places.config} is a folder; --config or {CONFIG_VARIABLE} must name a file."
            )
        if self.places.config_named and not self.places.config.exists():
            raise SettingsError(
                f"{self.places.config} does not exist, the configuration file that --config or "
                f"{CONFIG_VARIABLE} names."
            )

    def log(self, message: str, *values: object) -> None:
        """Tell on stderr what is done, where that is wanted."""
        if self.verbose:
            import logging  # which most do without

            logging.getLogger(LOG).debug(message, *values)

    def fetch(
        self,
        work: Callable[["FetchService"], Awaitable[Result]],
        tell: "Listener" = lambda event: None,
    ) -> Result:
        """Return what ``work`` returns, which is given the fetcher and an event loop.

        ``tell`` is called with every event. Raises ``SettingsError`` and what ``work`` raises.
        """
        from newsreader.fetcher import service  # loads the network; few commands need it

        async def run(settings: Settings) -> Result:
            opening = service.open(self.places, settings, tell, tell_of_upgrade=note)
            async with opening as fetcher:
                return await work(fetcher)

        return wait_for(run(self.settings()))

    @contextmanager
    def library(self) -> Iterator["Library"]:
        """Open the library for as long as a block runs; raises ``LibraryError``.

        What the block changes is told to the hook of highlights and to other devices, also where
        it goes wrong in the end.
        """
        self.log("library %s", self.places.database)
        changes: list[HighlightsChange] = []
        with open_library(self.places.database) as library:
            library.hear_highlights = changes.append
            try:
                yield library
            except (NewsreaderError, click.ClickException, SystemExit):
                with suppress(NewsreaderError):  # the first error is told
                    self.follow_up(library, changes)
                raise
            self.follow_up(library, changes)

    def follow_up(self, library: "Library", changes: "list[HighlightsChange]") -> None:
        """Tell the hook of highlights and other devices what a command changed, if anything."""
        if not library.is_changed:
            return
        from newsreader.cli.follow_up import tell_of_changes

        try:
            settings = self.settings()
        except SettingsError as error:
            complain(str(error))  # what was asked for is done
        else:
            tell_of_changes(settings, library, changes)

    @contextmanager
    def throw_away_library(self) -> Iterator[Places]:
        """Make a library that holds the demo only, and remove it after the block."""
        with TemporaryDirectory(prefix="newsreader-", ignore_cleanup_errors=True) as folder:
            places = Places(data=Path(folder), config=self.places.config)
            with open_library(places.database) as library:
                library.add_demo()
            yield places


@contextmanager
def open_library(database: Path) -> Iterator["Library"]:
    """Open a library for as long as a block runs; raises ``LibraryError``.

    What became of a damaged library, why the day's copy could not be written, and what in the
    file is of a wrong kind is said on stderr.
    """
    from newsreader.library import Library

    with complaining(Library(database, tell=note)) as library:
        yield library


@contextmanager
def complaining(library: "Library") -> Iterator["Library"]:
    """Close a library after a block; say on stderr what was wrong with it."""
    for notice in library.notices:
        complain(notice)
    try:
        yield library
    finally:
        for complaint in (library.close(), library.complaint()):
            if complaint:
                complain(complaint)


def on_terminal() -> bool:
    """Return whether a person sits before it: a screen to draw on and a keyboard to read."""
    if is_served():
        return True
    interactive = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    return interactive and os.environ.get("TERM") != "dumb"


def json_option(command: Command) -> Command:
    """Give a command ``--json``, which sets ``Invocation.json``."""

    def choose(context: click.Context, _: click.Parameter, wanted: bool) -> None:
        invocation = context.find_object(Invocation)
        if wanted and invocation is not None:
            invocation.json = True

    return click.option(
        "-j",
        "--json",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=choose,
        help="Print one JSON object.",
    )(command)
