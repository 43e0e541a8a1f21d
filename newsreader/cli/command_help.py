"""The command that explains another one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from newsreader.cli.completed_names import beginning
from newsreader.cli.output import say
from newsreader.cli.suggestion import suggest

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
            called = above.command_path
            raise click.UsageError(
                f"There is no command “{called} {word}”. {suggest(word, known) if known else ''}"
            )
        command = known[word]
        above = click.Context(command, info_name=word, parent=above)
    with above.scope(cleanup=False):
        say(command.get_help(above))


COMMANDS = (help_,)
