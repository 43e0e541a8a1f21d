"""Commands on the configuration: where it is, what it says, whether it is right."""

import json

import click

from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope
from newsreader.cli.output import complain, say, say_json
from newsreader.commands.keymap import Keymap
from newsreader.settings.declarations import (
    FEED,
    FEED_TABLES,
    KEYS_TABLE,
    RULE,
    RULE_TABLES,
    TABLES,
    shown,
)
from newsreader.settings.example import example_config, is_empty, write_toml
from newsreader.settings.json_schema import json_schema
from newsreader.settings.programs_named import missing_programs
from newsreader.settings.reading import load_settings
from newsreader.tui.actions import COMMANDS as SCREEN_COMMANDS


@click.group()
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
        tables[KEYS_TABLE] = dict(settings.keys)
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
def schema() -> None:
    """Print a JSON Schema of the configuration file.

    By it editors check the file and complete it.
    """
    commands = [command.id for command in SCREEN_COMMANDS]
    say(json.dumps(json_schema(commands), indent=2))


@config.command()
@click.pass_obj
def check(invocation: Invocation) -> None:
    """Check the configuration file; status 3 when it cannot be used."""
    place = invocation.places.config
    invocation.require_config()
    settings = load_settings(place, [command.id for command in SCREEN_COMMANDS])
    warnings = [
        *settings.warnings,
        *Keymap(SCREEN_COMMANDS, settings.keys).clashes(),
        *missing_programs(settings),
    ]
    for warning in warnings:
        complain(warning)
    if not place.exists():
        say(f"{place} does not exist; the defaults hold.")
    else:
        say(f"{place} can be used, but see above." if warnings else f"{place} is right.")


COMMANDS = (config,)
