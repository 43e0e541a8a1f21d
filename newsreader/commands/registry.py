"""Registers what a user can do: id, keys, group and scopes beside the function that does it."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from newsreader.commands.keys import canonical
from newsreader.commands.scopes import EVERYWHERE, PANES
from newsreader.frozen import dataclass

GROUPS = (
    "Moving",
    "Reading",
    "Marking",
    "Finding",
    "Listening",
    "Panes",
    "Feeds",
    "Help",
    "Pages",
    "Dialogs",
    "Moving in pages and dialogs",
)
"""The headings of the help, in its order."""

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do."""

    id: str
    """Its name in the settings (``[keys]``)."""
    run: Callable[..., Any]
    """Does it; called with what its scopes offer, and awaited where that is awaitable."""
    title: str
    """What it does, in two or three words."""
    help: str
    """What it does, in one sentence."""
    group: str
    """The heading it stands under in the help, one of ``GROUPS``."""
    keys: tuple[str, ...] = ()
    """The keys that do it unless the settings say otherwise, as Textual names them."""
    where: frozenset[str] = PANES
    """The scopes in which it does something."""
    hint: str = ""
    """A word for it in the last line of the screen; its title where there is none."""
    palette: bool = True
    """Whether the palette offers it."""
    words: tuple[str, ...] = ()
    """Other names that people give it, each of one word or several, in small letters."""
    counts: bool = False
    """Whether a number may be typed before its key; its function then takes it as ``count``."""
    takes: str = ""
    """What may be written behind its name, in one or two words; empty for nothing. Its function
    then gets that as one more argument."""

    @property
    def word(self) -> str:
        """How the last line of the screen calls it."""
        return self.hint or self.title.lower()


_registered: dict[str, Command] = {}


def command(
    id_: str,
    keys: str = "",
    *,
    group: str,
    where: frozenset[str] = PANES,
    hint: str = "",
    palette: bool = True,
    words: str = "",
    takes: str = "",
    counts: bool = False,
) -> Callable[[Function], Function]:
    """Register the decorated function as the command ``id_``.

    The first line of its docstring, without its full stop, is the command's title, the rest its
    help: one sentence. ``keys`` are separated by spaces; a sign stands for itself, as ``?``.
    ``words`` are separated by commas. Raises ``ValueError`` for an id that is taken and for a
    docstring that is not of this form.
    """

    def register(function: Function) -> Function:
        title, _, sentence = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        if id_ in _registered:
            raise ValueError(f"There are two commands {id_!r}.")
        if not (title.endswith(".") and sentence.endswith(".")):
            raise ValueError(f"The docstring of the command {id_!r} lacks its title or its help.")
        if group not in GROUPS or not where or not where <= EVERYWHERE:
            raise ValueError(f"The command {id_!r} names a group or a scope that there is not.")
        _registered[id_] = Command(
            id=id_,
            run=function,
            title=title.removesuffix("."),
            help=" ".join(sentence.split()),
            group=group,
            keys=tuple(canonical(key) for key in keys.split()),
            where=where,
            hint=hint,
            palette=palette,
            words=tuple(word.strip() for word in words.split(",") if word.strip()),
            takes=takes,
            counts=counts,
        )
        return function

    return register


def registered() -> dict[str, Command]:
    """Return all commands registered so far by id, in the order of the help."""
    return {one.id: one for group in GROUPS for one in _registered.values() if one.group == group}
