"""Finds commands by what people call them: names, synonyms, sentences of the help."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum

from newsreader.commands.registry import Command

_NEAR = 0.7
"""How alike a name and what is typed are at least, where it may be meant, of 1."""


class Fit(IntEnum):
    """How well a command fits what is typed; the smaller the better."""

    WITH_ARGUMENT = 0
    """What is typed is one of its names, and behind it what it takes."""
    TITLE = 1
    """What is typed is its title or its id."""
    WORD = 2
    """What is typed is a synonym."""
    TITLE_BEGINS = 3
    """Its title begins so."""
    WORD_BEGINS = 4
    """A synonym, or its id, begins so."""
    TITLE_WORDS = 5
    """Words of its title begin with all words that are typed."""
    ANY_WORDS = 6
    """Words of its title and its synonyms do."""
    HELP = 7
    """With the words of its help they do."""
    LETTERS = 8
    """Its title has the letters that are typed, in their order, the first at its beginning."""


@dataclass(frozen=True, slots=True)
class FoundCommand:
    """A command that fits what is typed."""

    command: Command
    """Which."""
    fit: Fit
    """How well."""
    given: str = ""
    """What stands behind its name, for one that takes something."""


def find_commands(
    typed: str, commands: Iterable[Command], does_something: Callable[[str], bool]
) -> list[FoundCommand]:
    """Return the commands that fit what is typed, the likeliest first.

    ``does_something`` tells by the id of a command whether it does where the user is: of several
    that fit alike those come first. Letters alone count only where nothing else fits.
    """
    asked = " ".join(typed.casefold().split())
    if not asked:
        return []
    found = []
    for number, one in enumerate(commands):
        fit, given = _fit(asked, typed, one)
        if fit is not None:
            at = one.words.index(asked) if fit is Fit.WORD and asked in one.words else 0
            order = (fit, not does_something(one.id), at, number)
            found.append((order, FoundCommand(one, fit, given)))
    best = [one for _, one in sorted(found, key=lambda pair: pair[0])]
    sure = [one for one in best if one.fit is not Fit.LETTERS]
    return sure or best


def meant_name(typed: str, commands: Iterable[Command]) -> str:
    """Return the name of a command that is nearest to what is typed, or else to its first word.

    The latter stands before what a command takes. It is empty where no name is near.
    """
    asked = typed.casefold().split()
    names = {name: one for one in commands for name in _names(one)}
    taking = [name for name, one in names.items() if one.takes]
    for words, known in ((" ".join(asked), [*names]), ("".join(asked[:1]), taking)):
        if near := get_close_matches(words, known, 1, _NEAR):
            return near[0]
    return ""


def name_to_type(command: Command) -> str:
    """Return the name by which a command is typed: its id where that is one word, else the first
    of the other names."""
    is_word = "_" not in command.id
    return command.id if is_word else next(iter(command.words), command.title.casefold())


def split_line(typed: str, commands: Iterable[Command]) -> tuple[Command, str] | None:
    """Return the command whose name begins a line, and the rest of the line.

    Of several names the longest counts. None where no name is whole, or where something stands
    behind the name of a command that takes nothing.
    """
    found = [
        (len(name), one, given)
        for one in commands
        for name in _names(one)
        if (given := _behind(name, typed)) is not None and (one.takes or not given)
    ]
    return max(found, key=lambda each: each[0])[1:] if found else None


def _fit(asked: str, typed: str, one: Command) -> tuple[Fit | None, str]:
    if one.takes:
        rests = [rest for name in _names(one) if (rest := _behind(name, typed))]
        if rests:
            return Fit.WITH_ARGUMENT, min(rests, key=len)
    title = one.title.casefold()
    for words in _singular(asked):
        if words in (title, one.id):
            return Fit.TITLE, ""
        if words in one.words:
            return Fit.WORD, ""
    return _partly(asked, title, one), ""


def _partly(asked: str, title: str, one: Command) -> Fit | None:
    """Return how a command fits of whose names none is what is typed."""
    if title.startswith(asked):
        return Fit.TITLE_BEGINS
    if any(name.startswith(asked) for name in _names(one)):
        return Fit.WORD_BEGINS
    parts = asked.split()
    own, said = title.split(), [word for name in _names(one) for word in name.split()]
    if _all_begin(parts, own):
        return Fit.TITLE_WORDS
    if _all_begin(parts, [*own, *said]):
        return Fit.ANY_WORDS
    helped = [word.strip("“”.,;:?") for word in one.help.casefold().split()]
    if _all_begin(parts, [*own, *said, *helped]):
        return Fit.HELP
    begins = len(asked) > 1 and asked[0] == title[0]
    return Fit.LETTERS if begins and _has_letters(asked, title) else None


def _names(one: Command) -> Sequence[str]:
    return (one.title.casefold(), one.id.replace("_", " "), one.id, *one.words)


def _behind(name: str, typed: str) -> str | None:
    """Return what stands behind a name at the beginning of a line; None where it does not."""
    line = typed.lstrip()
    if line[: len(name)].casefold() != name or line[len(name) : len(name) + 1].strip():
        return None
    return line[len(name) :].strip()


def _singular(asked: str) -> tuple[str, ...]:
    """Return the words, and without a plural s."""
    return (asked, asked[:-1]) if len(asked) > 3 and asked.endswith("s") else (asked,)


def _all_begin(parts: Sequence[str], words: Sequence[str]) -> bool:
    return all(
        any(word.startswith(one) for word in words for one in _singular(part)) for part in parts
    )


def _has_letters(asked: str, title: str) -> bool:
    rest = iter(title)
    return all(letter in rest for letter in asked if not letter.isspace())
