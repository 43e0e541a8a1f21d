"""The options that go before a command or behind it: which library, which settings, a log."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from newsreader.cli.invocation import LOG, Invocation

Command = TypeVar("Command", bound=Callable[..., Any])
_WITHOUT_CONFIG = {"config", "help", "completion"}
"""The commands that also serve to make a configuration file, and so do without one."""


def global_options(command: Command) -> Command:
    """Give a command the options that all commands have."""
    for give in reversed(_OPTIONS):
        command = give(command)
    return command


def spread(group: click.Group) -> None:
    """Let all commands below a group take the global options, which their help does not repeat."""
    for command in below(group):
        own = len(command.params)
        for give in _OPTIONS:
            give(command)
        for one in command.params[own:]:
            assert isinstance(one, click.Option)
            one.hidden = True


def below(group: click.Group) -> Iterator[click.Command]:
    """Yield all commands of a group, and those of the groups in it."""
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from below(command)


def _take_data_dir(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    invocation = context.find_object(Invocation)
    if folder is not None and invocation is not None:
        invocation.places = replace(invocation.places, data=folder)


def _take_config(context: click.Context, _: click.Parameter, file: Path | None) -> None:
    """Take the configuration file; where the last word is said, see that it is there."""
    invocation = context.find_object(Invocation)
    if invocation is None or context.resilient_parsing:
        return
    if file is not None:
        invocation.places = replace(invocation.places, config=file, config_named=True)
    names = context.command_path.split()[1:2]
    if not isinstance(context.command, click.Group) and not _WITHOUT_CONFIG.intersection(names):
        invocation.require_config()


def _take_verbose(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    import logging
    import sys

    context.ensure_object(Invocation).verbose = True
    log = logging.getLogger(LOG)
    log.setLevel(logging.DEBUG)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    log.handlers = [handler]


def stop_log() -> None:
    """Log no more, where --verbose had begun it."""
    import sys

    if logging := sys.modules.get("logging"):
        log = logging.getLogger(LOG)
        log.handlers = []
        log.setLevel(logging.NOTSET)


_OPTIONS = (
    click.option(
        "-D",
        "--data-dir",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        is_eager=True,
        expose_value=False,
        callback=_take_data_dir,
        help="Folder of the library, instead of NEWSREADER_DATA_DIR or the platform's place.",
    ),
    click.option(
        "-C",
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        expose_value=False,
        callback=_take_config,
        help="Configuration file, instead of NEWSREADER_CONFIG or the platform's place.",
    ),
    click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_take_verbose,
        help="Tell on stderr what is read, asked and written.",
    ),
)
