"""The command that explains another one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from newsreader.cli.completed_names import beginning
from newsreader.cli.meant_commands import meant_commands
from newsreader.cli.output import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _offer(context: click.Context, _: click.Parameter, typed: str) -> "list[CompletionItem[str]]":
    """Offer the commands below those that are typed already."""
    command = context.find_root().command
    for word in context.params.get("words") or ():
        command = _below(command).get(word, command)
    return beginning(_below(command), typed)


def _below(command: click.Command) -> Mapping[str, click.Command]:
    return command.commands if isinstance(command, click.Group) else {}


@click.command(name="help")
@click.argument("words", metavar="[COMMAND]...", nargs=-1, shell_complete=_offer)
@click.pass_context
def help_(context: click.Context, words: tuple[str, ...]) -> None:
    """Explain a command, or list all of them.

    newsreader help folder add
    """
    above = context.find_root()
    command: click.Command = above.command
    for word in words:
        known = _below(command)
        if word not in known:
            raise click.UsageError(_unknown(above, word, known))
        command = known[word]
        above = click.Context(command, info_name=word, parent=above)
    with above.scope(cleanup=False):
        say(command.get_help(above))


def _unknown(above: click.Context, word: str, known: Mapping[str, click.Command]) -> str:
    """Return that there is no such command, with those that may be meant, else with all."""
    root = above.find_root()
    meant = meant_commands(root.command, word, above.command_path.split()[1:])
    names = " or ".join(f"“{one}”" for one in meant)
    told = f"Did you mean {names}?" if meant else ""
    if known and not meant:
        told = f"There are: {', '.join(known)}."
    return f"There is no command “{above.command_path} {word}”. {told}"


COMMANDS = (help_,)
