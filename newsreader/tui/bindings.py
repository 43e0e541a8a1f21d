"""Makes Textual's bindings of the registered commands; the settings rebind them by their ids."""

from collections.abc import Iterable
from inspect import isawaitable
from typing import Any

from textual.binding import Binding, BindingType

from newsreader.commands.registry import Command
from newsreader.commands.scopes import EVERYWHERE
from newsreader.tui.actions import BY_ID, COMMANDS


def bindings(scopes: Iterable[str], *, priority: bool = False) -> list[BindingType]:
    """Return the bindings of all commands of these scopes, each with the action ``do(id)``.

    With ``priority`` they come before what the widget in focus does with its keys.
    """
    wanted = frozenset(scopes)
    return [
        binding(one, f"do('{one.id}')", priority=priority)
        for one in COMMANDS
        if one.where & wanted and one.where != EVERYWHERE
    ]


def binding(command: Command, action: str, *, priority: bool) -> Binding:
    """Return the binding of a command to an action."""
    keys = ",".join(command.keys) or f"unbound_{command.id}"
    return Binding(keys, action, command.title, show=False, priority=priority, id=command.id)


async def run(id_: str, *arguments: Any, **more: Any) -> None:
    """Carry out a command with what its scope offers."""
    done = BY_ID[id_].run(*arguments, **more)
    if isawaitable(done):
        await done
