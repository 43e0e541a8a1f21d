"""Commands on the configuration: where it is, what it says, whether it is right."""

import json
from collections.abc import Iterator, Mapping

import click

from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope
from newsreader.cli.output import complain, say, say_json
from newsreader.settings.declarations import FEED, FEED_TABLES, KEYS_TABLE, TABLES, shown
from newsreader.settings.example import example_config, is_empty, write_toml
from newsreader.settings.json_schema import json_schema
from newsreader.settings.reading import load_settings
from newsreader.tui.commands import COMMANDS as SCREEN_COMMANDS


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
        say_json(envelope("settings", tables))
    else:
        say(write_toml(settings).rstrip("\n"))


@config.command()
def schema() -> None:
    """Print a JSON Schema of the configuration file, for editors that check and complete it."""
    commands = [command.id for command in SCREEN_COMMANDS]
    say(json.dumps(json_schema(commands), indent=2))


@config.command()
@click.pass_obj
def check(invocation: Invocation) -> None:
    """Check the configuration file; status 3 when it cannot be used."""
    place = invocation.places.config
    settings = load_settings(place, [command.id for command in SCREEN_COMMANDS])
    warnings = [*settings.warnings, *clashes(settings.keys)]
    for warning in warnings:
        complain(warning)
    if not place.exists():
        say(f"{place} does not exist; the defaults hold.")
    else:
        say(f"{place} can be used, but see above." if warnings else f"{place} is right.")


def clashes(keys: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each key that ``keys`` gives to a command beside another one.

    Two commands may share a key as long as no pane has both.
    """
    bound = {one.id: keys.get(one.id, ",".join(one.keys)).split(",") for one in SCREEN_COMMANDS}
    told: set[frozenset[str]] = set()
    for mine in (one for one in SCREEN_COMMANDS if one.id in keys):
        for other in SCREEN_COMMANDS:
            pair = frozenset((mine.id, other.id))
            shared = [key for key in bound[mine.id] if key and key in bound[other.id]]
            if shared and other is not mine and mine.where & other.where and pair not in told:
                told.add(pair)
                yield f"{KEYS_TABLE}.{mine.id}: “{shared[0]}” is also the key of {other.id}."


COMMANDS = (config,)
