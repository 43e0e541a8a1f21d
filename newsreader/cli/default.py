"""What ``newsreader`` does by itself: open the app, or print headlines where nobody looks."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import rows_of
from newsreader.cli.invocation import (
    Invocation,
    json_option,
    on_terminal,
    open_library,
)
from newsreader.cli.json_output import article_record, envelope
from newsreader.cli.output import complain, flush, note, say_json, say_row
from newsreader.cli.restore import find_missing
from newsreader.cli.text_output import headline
from newsreader.commands.macro_commands import key_warnings
from newsreader.domain.errors import LibraryMissing
from newsreader.domain.query import Query
from newsreader.loading import loading
from newsreader.places import Places
from newsreader.settings.reading import load_settings
from newsreader.settings.values import Settings

if TYPE_CHECKING:
    from newsreader.library import Finding

HEADLINES = 50
"""How many headlines are printed where there is no terminal."""


def open_app(invocation: Invocation) -> int:
    """Open the app on the user's library; return its exit status.

    Without a terminal the newest headlines are printed instead, the demo's where the library
    is empty.
    """
    if on_terminal():
        from newsreader.library import begin_look

        places = invocation.places
        looked = begin_look(places.database)  # while the modules of the screen are loaded
        return _run(invocation, places, _screen_settings(invocation), looked)
    with invocation.library() as library:
        empty = not library.listing(Query(), limit=1).ids
    if empty:
        with invocation.throw_away_library() as places:
            print_headlines(places)
    else:
        print_headlines(invocation.places)
    return 0


@click.command()
@json_option
@click.pass_context
def demo(context: click.Context) -> None:
    """Open the built-in demo stories.

    They lie in a library of their own that is thrown away afterwards.
    """
    invocation = context.ensure_object(Invocation)
    with invocation.throw_away_library() as places:
        if on_terminal() and not invocation.json:
            context.exit(_run(invocation, places, _screen_settings(invocation), throwaway=True))
        if invocation.json:
            with open_library(places.database) as library:
                rows = rows_of(library, library.listing(Query()).ids)
                say_json(envelope("articles", [article_record(one) for one in rows]))
        else:
            print_headlines(places)
        flush()


def print_headlines(places: Places) -> None:
    """Print the newest headlines of a library, one a line: title, outlet, age."""
    with open_library(places.database) as library:
        for article in rows_of(library, library.listing(Query(), limit=HEADLINES).ids):
            say_row(headline(article, library.clock()))


def _screen_settings(invocation: Invocation) -> Settings:
    from newsreader.tui.actions import COMMANDS as SCREEN_COMMANDS

    known = [command.id for command in SCREEN_COMMANDS]
    settings = load_settings(invocation.places.config, known)
    wrong = key_warnings(SCREEN_COMMANDS, settings.keys, settings.preset, settings.macros)
    for warning in (*settings.warnings, *wrong):
        complain(warning)
    if invocation.plain:
        return replace(settings, look=replace(settings.look, plain=True))
    return settings


def _run(
    invocation: Invocation,
    places: Places,
    settings: Settings,
    looked: "Callable[[], Finding] | None" = None,
    *,
    throwaway: bool = False,
) -> int:
    with loading():
        from newsreader.tui.app import run
    try:
        return run(places, settings, looked=looked, throwaway=throwaway, tell=note)
    except LibraryMissing as missing:
        if not find_missing(invocation, places.database, str(missing)):
            return 1
    return run(places, settings, throwaway=throwaway, tell=note)


COMMANDS = (demo,)
