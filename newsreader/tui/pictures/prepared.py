"""Prepares a picture that is kept as a file for a place on the screen; takes a while."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rich.segment import Segment

from newsreader.frozen import dataclass
from newsreader.tui.pictures.graphics import Graphics
from newsreader.tui.pictures.picture_codes import (
    CELL,
    fit,
    half_blocks,
    iterm,
    kitty,
    on_ground,
    sixel,
)

if TYPE_CHECKING:
    from PIL import Image

SIXEL_SIDE = 1_000
"""Pixels of the longest side of sixels; xterm by itself draws no larger ones."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture as it is shown."""

    columns: int
    """How many cells it is wide."""
    rows: int
    """How many lines it is high."""
    lines: tuple[list[Segment], ...] = ()
    """What it is painted of; none where the terminal draws it."""
    code: str = ""
    """What has the terminal draw it at the cursor."""


def in_text(path: Path, room: tuple[int, int], ground: str) -> tuple[list[Segment], ...]:
    """Return the picture in a file as lines of half blocks; none where it cannot be read."""
    try:
        return prepare(path, "blocks", room, cell=CELL, ground=ground).lines
    except OSError:
        return ()


def prepare(
    path: Path,
    graphics: Graphics,
    room: tuple[int, int],
    *,
    cell: tuple[int, int],
    ground: str,
    number: int = 1,
) -> Prepared:
    """Return the picture in a file for so many columns and rows; raises OSError.

    ``number`` is that by which kitty knows it.
    """
    from PIL import Image

    with Image.open(path, formats=("PNG",)) as opened:
        opened.load()
        if graphics == "sixel":
            room = min(room[0], SIXEL_SIDE // cell[0]), min(room[1], SIXEL_SIDE // cell[1])
        columns, rows = fit(opened.size, *room, cell)
        if graphics == "blocks":
            return Prepared(columns, rows, tuple(half_blocks(opened, columns, rows, ground)))
        if graphics == "sixel":
            width, height = columns * cell[0], rows * cell[1]
            return Prepared(columns, rows, code=sixel(opened, width, height, ground))
        png = _png(on_ground(opened, ground))
    code = kitty(png, columns, rows, number) if graphics == "kitty" else iterm(png, columns, rows)
    return Prepared(columns, rows, code=code)


def _png(image: "Image.Image") -> bytes:
    written = BytesIO()
    image.save(written, "PNG", compress_level=1)
    return written.getvalue()
