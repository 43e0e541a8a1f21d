"""Names in the last line the keys that matter, as many as fit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from newsreader.tui.look.theme import Palette

if TYPE_CHECKING:
    from newsreader.commands.keymap import Keymap
    from newsreader.commands.registry import Command

EDGE, APART = 2, 3
"""Cells left free at both ends of the line, and between its parts."""


def named(hints: "Sequence[Command]", keymap: "Keymap") -> list[tuple[str, str]]:
    """Return key and word of the commands that have a key."""
    keys = ((keymap.printed(one.id), one.word) for one in hints)
    return [(key.split()[0], word) for key, word in keys if key]


def draw_hints(
    hints: Sequence[tuple[str, str]], width: int, right: str, palette: Palette
) -> list[Segment]:
    """Return as many hints as fit left of some words, and the gap before these."""
    dim, strong = palette.style(palette.dim), palette.style(palette.accent, bold=True)
    segments, used = [Segment(" " * EDGE, dim)], EDGE
    for number, (key, word) in enumerate(fitting(hints, width, right)):
        between = " " * APART if number else ""
        segments += [Segment(between, dim), Segment(key, strong), Segment(f" {word}", dim)]
        used += cell_len(f"{between}{key} {word}")
    gap = " " * max(0, width - used - cell_len(right) - EDGE)
    return [*segments, Segment(gap, dim)]


def fitting(
    hints: Sequence[tuple[str, str]], width: int, right: str = ""
) -> Sequence[tuple[str, str]]:
    """Return as many hints, key and word each, as fit left of ``right``; the last goes last."""
    room = width - 2 * EDGE - (cell_len(right) + APART if right else 0)
    needs = [cell_len(f"{key} {word}") + APART for key, word in hints]
    for number in range(len(hints) - 1, -1, -1):
        if sum(needs[:number]) + needs[-1] - APART <= room:
            return [*hints[:number], hints[-1]]
    return ()
