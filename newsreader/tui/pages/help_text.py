"""Sets the keys of a place and what they do: by group, in as many columns as have room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from newsreader.commands.keymap import Keymap
from newsreader.commands.registry import Command
from newsreader.commands.scopes import PANES
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.driver.silence import places_of

KEYS, LEAST, MOST = 14, 36, 50
"""Cells for the keys at least, and for what they do: in two columns at least, and at most."""
GAP = 4
"""Cells between two columns."""
LINES = 12
"""The most lines for what one command does."""
EXACT, ELSEWHERE, UNBOUND = "This key", "Elsewhere", "By name"
"""The headings over what a key that was typed does, over the keys of other panes, and over what has
no key."""
HERE, EVERYWHERE = "Here", "Everywhere"
"""The headings over what can be done in a dialog or page, and anywhere."""
_HEADINGS = {
    "Pages": HERE,
    "Dialogs": HERE,
    "Moving in pages and dialogs": "Moving",
    "Help": EVERYWHERE,
}
"""How groups of commands are called in the help of a dialog or page, in its order."""


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """A command as the help lists it."""

    group: str
    """The heading it stands under."""
    keys: str
    """Its keys as they are printed."""
    does: str
    """What it does, as one sentence."""


def list_entries(
    commands: Iterable[Command], keymap: Keymap, pane: str, sought: str = ""
) -> list[KeyHelp]:
    """Return the commands of a pane that have keys, in the order of ``commands``.

    With ``sought`` only those are left whose keys, names or help have all its words, and after
    them stand those of other panes and those without a key. First stands what a key does that is
    ``sought`` itself. A dialog or page, also a ``pane`` here, has its own commands only.
    """
    words = sought.casefold().split()
    if pane not in PANES:
        over, order = _entries_over(commands, keymap, pane, words), [*_HEADINGS.values()]
        return sorted(over, key=lambda one: order.index(one.group))
    here: list[KeyHelp] = []
    exact: list[KeyHelp] = []
    others: list[KeyHelp] = []
    nameable: list[KeyHelp] = []
    for command in commands:
        keys = keymap.printed(command.id)
        about = f"{keys} {command.title} {command.help} {command.group}".casefold()
        if not command.where & PANES or not all(word in about for word in words):
            continue
        if sought and sought.strip() in keys.split():
            where = "" if pane in command.where else f" In {places_of(command)}."
            exact.append(KeyHelp(EXACT, keys, command.help + where))
        elif not keys:
            if words and command.palette:
                nameable.append(KeyHelp(UNBOUND, f": {command.title}", command.help))
        elif pane in command.where:
            here.append(KeyHelp(command.group, keys, command.help))
        elif words:
            others.append(KeyHelp(ELSEWHERE, keys, f"{command.help} In {places_of(command)}."))
    return [*exact, *here, *others, *nameable]


def _entries_over(
    commands: Iterable[Command], keymap: Keymap, scope: str, words: Sequence[str]
) -> Iterator[KeyHelp]:
    """Yield the commands of a dialog or page that have all the words, under their headings.

    Commands that do the same are one entry with the keys of all.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for command in commands:
        keys = keymap.printed(command.id)
        about = f"{keys} {command.title} {command.help}".casefold()
        if scope in command.where and keys and all(word in about for word in words):
            alike.setdefault((_HEADINGS[command.group], command.help), []).append(keys)
    for (heading, about), several in alike.items():
        yield KeyHelp(heading, " ".join(several), about)


def set_help(entries: Sequence[KeyHelp], width: int) -> Content:
    """Return the entries under their groups in lines of at most ``width`` cells."""
    keys = max((cell_len(one.keys) + 1 for one in entries), default=0)
    half = (width - GAP) // 2
    double = half >= KEYS + LEAST
    room = half if double else width
    column = min(max(KEYS, keys), room // 2)
    groups = [
        list(_set_group(group, list(members), column, min(MOST, room - column)))
        for group, members in groupby(entries, key=lambda one: one.group)
    ]
    at = _cut(groups) if double else len(groups)
    left = _under_one_another(groups[:at])
    right = _under_one_another(groups[at:])
    if not right:
        return Content("\n").join(left)
    lines = []
    for number in range(max(len(left), len(right))):
        first = left[number] if number < len(left) else Content("")
        second = right[number] if number < len(right) else Content("")
        padding = " " * (half + GAP - first.cell_length) if second.plain else ""
        lines.append(Content.assemble(first, padding, second))
    return Content("\n").join(lines)


def _set_group(
    group: str, entries: Sequence[KeyHelp], column: int, width: int
) -> Iterator[Content]:
    yield Content.assemble((group, "bold $accent"))
    for one in entries:
        words = clip_lines(one.does, max(1, width), LINES)
        if cell_len(one.keys) >= column:  # keys without room beside what they do stand above it
            yield Content.assemble((one.keys, "bold $strong"))
            yield from (Content(" " * column + line) for line in words)
            continue
        for number, line in enumerate(words):
            key = "" if number else one.keys
            blank = " " * (column - cell_len(key))
            yield Content.assemble((key, "bold $strong"), blank, line)


def _cut(groups: Sequence[Sequence[Content]]) -> int:
    """Return how many groups stand in the first column, so that the longer one is short."""
    sizes = [len(one) + 1 for one in groups]
    return min(
        range(1, len(sizes) + 1), key=lambda at: max(sum(sizes[:at]), sum(sizes[at:])), default=0
    )


def _under_one_another(groups: Sequence[Sequence[Content]]) -> list[Content]:
    lines: list[Content] = []
    for group in groups:
        lines += [Content(""), *group] if lines else group
    return lines
