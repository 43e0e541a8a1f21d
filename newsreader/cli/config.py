"""Commands on the configuration: where it is, what it says, whether it is right."""

import dataclasses
import json
from pathlib import Path

import click

from newsreader.cli.example_config import example_config, write_toml
from newsreader.cli.output import complain, say, say_json
from newsreader.cli.records import envelope
from newsreader.cli.session import Session, json_option
from newsreader.settings import TABLES, load_settings
from newsreader.tui.commands import COMMANDS as SCREEN_COMMANDS


@click.group()
def config() -> None:
    """Show and check the settings."""


@config.command()
@click.pass_obj
def path(session: Session) -> None:
    """Print the path of the configuration file."""
    say(str(session.places.config))


@config.command()
@click.option("--defaults", is_flag=True, help="Print the defaults, each with what it means.")
@json_option
@click.pass_obj
def show(session: Session, defaults: bool) -> None:
    """Print the settings as a configuration file."""
    if defaults:
        say(example_config().rstrip("\n"))
        return
    settings = session.settings()
    if session.json:
        tables = {name: dataclasses.asdict(getattr(settings, name)) for name in TABLES}
        tables["keys"] = dict(settings.keys)
        say_json(envelope("settings", json.loads(json.dumps(tables, default=str))))
    else:
        say(write_toml(settings).rstrip("\n"))


@config.command()
@click.pass_obj
def check(session: Session) -> None:
    """Check the configuration file; status 3 when it cannot be used."""
    place = session.places.config
    settings = load_settings(place, [command.id for command in SCREEN_COMMANDS])
    for warning in settings.warnings:
        complain(warning)
    say(_verdict(place, len(settings.warnings)))


def _verdict(place: Path, warnings: int) -> str:
    if not place.exists():
        return f"{place} does not exist; the defaults hold."
    if not warnings:
        return f"{place} is right."
    return f"{place} can be used; {warnings} of its names {'is' if warnings == 1 else 'are'} not."


COMMANDS = (config,)
