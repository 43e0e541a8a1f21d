"""Makes commands of the user's macros, joins all keys, and says what is wrong with them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from newsreader.commands.finding import split_line
from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import canonical
from newsreader.commands.registry import Command
from newsreader.commands.scopes import PANES
from newsreader.domain.options.macros import Macro

Steps = Sequence[tuple[str, str]]
"""The ids of commands, each with what it takes."""


def keymap_of(
    commands: Sequence[Command],
    keys: Mapping[str, str],
    preset: str,
    macros: Iterable[Macro],
    play: Callable[[Steps], object] = lambda steps: None,
) -> Keymap:
    """Return the keys that settings give to commands, and to the macros that can be played.

    ``play`` carries the steps of a macro out one after another.
    """
    sound = [one for one in macros if not _fault(one, commands)]
    return Keymap(commands, keys, preset, [_macro_command(one, play, commands) for one in sound])


def key_warnings(
    commands: Sequence[Command], keys: Mapping[str, str], preset: str, macros: Sequence[Macro]
) -> list[str]:
    """Return what is wrong with the keys and macros of settings, a sentence each."""
    faults = [fault for macro in macros if (fault := _fault(macro, commands))]
    return [*faults, *keymap_of(commands, keys, preset, macros).clashes()]


def _macro_command(
    macro: Macro, play: Callable[[Steps], object], commands: Iterable[Command]
) -> Command:
    lines = [split_line(line, _steps(commands)) for line in macro.do]
    steps = [(found[0].id, found[1]) for found in lines if found is not None]
    return Command(
        id=f"macro {macro.name}",
        run=lambda: play(steps),
        title=macro.name,
        help=macro.about or f"{', '.join(macro.do)}.",
        group="Macros",
        keys=tuple(canonical(key) for key in macro.keys.split(",") if key.strip()),
        where=PANES,
    )


def _fault(macro: Macro, commands: Iterable[Command]) -> str:
    """Return what is wrong with a macro, as one sentence; nothing where it can be played."""
    for line in macro.do:
        if split_line(line, _steps(commands)) is None:
            return f"macro {macro.name}: “{line}” is no command, or takes nothing behind its name."
    return ""


def _steps(commands: Iterable[Command]) -> list[Command]:
    """Return the commands that may be steps: those of the main screen."""
    return [one for one in commands if one.where & PANES]
