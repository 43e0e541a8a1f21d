"""Commands on the configuration: where it is, what it says, whether it is right."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import click

from newsreader.cli.command_group import CommandGroup
from newsreader.cli.invocation import Invocation, json_option, on_terminal
from newsreader.cli.json_output import envelope
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import complain, say, say_json
from newsreader.cli.output import show as show_line
from newsreader.commands.macro_commands import key_warnings
from newsreader.domain.errors import SettingsError
from newsreader.editor import DRAFT, editor_program
from newsreader.settings.declarations import (
    FEED,
    FEED_TABLES,
    KEYS_TABLE,
    MACRO,
    MACRO_TABLES,
    PRESET,
    RULE,
    RULE_TABLES,
    TABLES,
    shown,
)
from newsreader.settings.editing import edit_settings, write_example
from newsreader.settings.example import example_config, is_empty, write_toml
from newsreader.settings.faults import Fault
from newsreader.settings.json_schema import json_schema
from newsreader.settings.programs_named import missing_programs
from newsreader.settings.reading import check_settings
from newsreader.settings.values import Settings
from newsreader.tui.actions import COMMANDS as SCREEN_COMMANDS


@click.group(cls=CommandGroup)
def config() -> None:
    """Show and check the settings."""


@config.command()
@click.pass_obj
def path(invocation: Invocation) -> None:
    """Print the path of the configuration file."""
    say(str(invocation.places.config))


@config.command()
@click.option("--defaults", is_flag=True, help="Print the defaults, each with what it means.")
@json_option
@click.pass_obj
def show(invocation: Invocation, defaults: bool) -> None:
    """Print the settings as a configuration file."""
    if defaults:
        say(example_config().rstrip("\n"))
        return
    settings = invocation.settings()
    if invocation.json:
        tables: dict[str, object] = {
            name: shown(table, getattr(settings, name)) for name, table in TABLES.items()
        }
        tables[KEYS_TABLE] = {PRESET: settings.preset, **settings.keys}
        tables[MACRO_TABLES] = [shown(MACRO, macro) for macro in settings.macros]
        tables[FEED_TABLES] = [
            {key: value for key, value in shown(FEED, options).items() if not is_empty(value)}
            for options in settings.feeds
        ]
        tables[RULE_TABLES] = [
            {key: value for key, value in shown(RULE, rule).items() if not is_empty(value)}
            for rule in settings.rules
        ]
        say_json(envelope("settings", tables))
    else:
        say(write_toml(settings).rstrip("\n"))


@config.command()
@json_option
@click.pass_obj
def init(invocation: Invocation) -> None:
    """Write a configuration file that explains everything.

    Every line of it is a comment: it changes nothing. A file that is there already stays.
    """
    write_example(invocation.places.config)
    place = invocation.places.config
    tell_done(invocation, "config", {"path": str(place), "changed": True}, f"Wrote {place}.")


@config.command()
@json_option
@click.pass_obj
def edit(invocation: Invocation) -> None:
    """Open the configuration file in your editor.

    VISUAL or EDITOR of the environment names it. What you write takes the place of the file only
    once it can be used; until then it is kept as a draft beside it.
    """
    place, known = invocation.places.config, [command.id for command in SCREEN_COMMANDS]
    while True:
        try:
            settings = edit_settings(place, known, _edit)
        except SettingsError as error:
            if not (on_terminal() and DRAFT in str(error)):
                raise
            complain(str(error))
            if not click.confirm("Edit it again?", default=True, err=True):
                raise click.exceptions.Exit(error.exit_status) from None
            continue
        warnings = [] if settings is None else [*settings.warnings, *_key_warnings(settings)]
        for warning in warnings:
            complain(warning)
        done = {"path": str(place), "changed": settings is not None, "warnings": warnings}
        told = f"{place} stays as it is." if settings is None else f"{place} is changed."
        tell_done(invocation, "config", done, told)
        return


def _edit(file: Path) -> str:
    """Show a file in the editor; return why that could not be, as one sentence."""
    program = editor_program()
    if not program:
        return "No editor is known: VISUAL or EDITOR may name one."
    try:
        status = subprocess.run([*program, str(file)], check=False).returncode
    except (OSError, ValueError) as error:
        return f"{program[0]} could not be started: {getattr(error, 'strerror', None) or error}."
    return f"{program[0]} ended with status {status}." if status else ""


@config.command()
def schema() -> None:
    """Print a JSON Schema of the configuration file.

    By it editors check the file and complete it.
    """
    commands = [command.id for command in SCREEN_COMMANDS]
    say(json.dumps(json_schema(commands), indent=2))


def _key_warnings(settings: Settings) -> list[str]:
    return key_warnings(SCREEN_COMMANDS, settings.keys, settings.preset, settings.macros)


def _theme_faults(place: Path) -> list[Fault]:
    from newsreader.tui.look.own_themes import read_own_themes  # with all colours: only for this

    return read_own_themes(place)


@config.command()
@json_option
@click.pass_obj
def check(invocation: Invocation) -> None:
    """Check the configuration file; status 3 when it cannot be used.

    Everything that is wrong is told at once, a line each. What is wrong with the themes beside it,
    and which programs it names are not there, is told, too.
    """
    place = invocation.places.config
    invocation.require_config()
    checked = check_settings(place, [command.id for command in SCREEN_COMMANDS])
    placed = [*_key_warnings(checked.settings), *missing_programs(checked.settings)]
    own = [*checked.faults, *(checked.placed(place, sentence) for sentence in placed)]
    faults = [*sorted(own, key=lambda one: one.line or 0), *_theme_faults(place)]
    is_usable = not any(one.serious for one in checked.faults)
    if invocation.json:
        records = [_fault_record(one) for one in faults]
        say_json(envelope("check", {"path": str(place), "usable": is_usable, "faults": records}))
    else:
        for fault in faults:
            show_line(f"newsreader: {fault}")
        if is_usable:
            say(_verdict(place, faults))
    if not is_usable:
        raise click.exceptions.Exit(SettingsError.exit_status)


def _fault_record(fault: Fault) -> dict[str, object]:
    return {
        "file": str(fault.file),
        "line": fault.line,
        "key": fault.key,
        "message": fault.told,
        "serious": fault.serious,
    }


def _verdict(place: Path, faults: Sequence[Fault]) -> str:
    """Return in one sentence what came of the check of a file that can be used."""
    if faults:
        return f"{place} can be used, but see above."
    return f"{place} is right." if place.exists() else f"{place} does not exist; the defaults hold."


COMMANDS = (config,)
