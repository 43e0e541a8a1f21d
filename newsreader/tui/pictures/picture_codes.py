"""Writes a picture for a terminal: half blocks of colour, sixels, or the protocols of others."""

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from PIL.Image import Image

CELL = (10, 20)
"""Pixels of a cell, width and height, where the terminal does not tell."""
LARGEST = 3.0
"""How much a small picture is enlarged at most."""
KITTY_PIECE = 4_096
"""Bytes of a picture in one command of kitty."""
SIXEL_COLOURS = 255
"""Colours of a picture in sixels."""
_BAND = 6
_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)
_UPPER = "▀"


def fit(
    size: tuple[int, int], columns: int, rows: int, cell: tuple[int, int] = CELL
) -> tuple[int, int]:
    """Return the columns and rows that a picture of ``size`` pixels takes of those there are."""
    width, height = max(1, size[0]), max(1, size[1])
    scale = min(columns * cell[0] / width, rows * cell[1] / height, LARGEST)
    return (
        max(1, min(columns, round(width * scale / cell[0]))),
        max(1, min(rows, round(height * scale / cell[1]))),
    )


def on_ground(image: "Image", ground: str) -> "Image":
    """Return a picture in RGB, on a ground where it is transparent."""
    from PIL import Image

    if image.mode != "RGBA":
        return image.convert("RGB")
    behind = Image.new("RGBA", image.size, ground)
    return Image.alpha_composite(behind, image).convert("RGB")


def half_blocks(image: "Image", columns: int, rows: int, ground: str) -> list[list[Segment]]:
    """Return a picture as lines of half blocks, two pixels each."""
    pixels = on_ground(image, ground).resize((columns, rows * 2)).tobytes()
    lines = []
    for row in range(rows):
        line = []
        for column in range(columns):
            at = 3 * (2 * row * columns + column)
            below = at + 3 * columns
            style = Style(
                color=Color.from_rgb(*pixels[at : at + 3]),
                bgcolor=Color.from_rgb(*pixels[below : below + 3]),
            )
            line.append(Segment(_UPPER, style))
        lines.append(line)
    return lines


def kitty(png: bytes, columns: int, rows: int, number: int) -> str:
    """Return what shows a PNG at the cursor, which stays (kitty's terminal graphics protocol)."""
    coded = b64encode(png).decode("ascii")
    pieces = [coded[at : at + KITTY_PIECE] for at in range(0, len(coded), KITTY_PIECE)] or [""]
    head = f"a=T,f=100,t=d,i={number},c={columns},r={rows},C=1,q=2,"
    return "".join(
        f"\x1b_G{head if at == 0 else ''}m={int(at < len(pieces) - 1)};{piece}\x1b\\"
        for at, piece in enumerate(pieces)
    )


def kitty_gone(number: int) -> str:
    """Return what takes that picture away."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def iterm(png: bytes, columns: int, rows: int) -> str:
    """Return what shows a PNG at the cursor (the inline images of iTerm2)."""
    coded = b64encode(png).decode("ascii")
    about = f"inline=1;size={len(png)};width={columns};height={rows};preserveAspectRatio=1"
    return f"\x1b]1337;File={about}:{coded}\x07"


def sixel(image: "Image", width: int, height: int, ground: str) -> str:
    """Return what shows a picture of so many pixels at the cursor (DEC sixel graphics)."""
    shown = _in_few_colours(on_ground(image, ground).resize((width, height)))
    pixels, colours = shown.tobytes(), (shown.getpalette() or [])[: 3 * SIXEL_COLOURS]
    palette = "".join(
        f"#{at // 3};2;" + ";".join(str(round(part / 2.55)) for part in colours[at : at + 3])
        for at in range(0, len(colours), 3)
    )
    bands = (_band(pixels, width, top, height) for top in range(0, height, _BAND))
    body = b"-".join(bands).decode("ascii")
    return f'\x1bP0;1;0q"1;1;{width};{height}{palette}{body}\x1b\\'


def _in_few_colours(image: "Image") -> "Image":
    """Return a picture in ``SIXEL_COLOURS``; where it has more, they are mixed of these.

    That is done by Floyd and Steinberg's diffusion of the error, as a sky would have steps else.
    Of Pillow's palettes that of the octree is the quickest, and with it the nearest.
    """
    from PIL.Image import Dither, Quantize

    if image.getcolors(SIXEL_COLOURS) is not None:
        return image.quantize(SIXEL_COLOURS)
    palette = image.quantize(SIXEL_COLOURS, method=Quantize.FASTOCTREE)
    return image.quantize(palette=palette, dither=Dither.FLOYDSTEINBERG)


def _band(pixels: bytes, width: int, top: int, height: int) -> bytes:
    """Return six rows of pixels, colour after colour."""
    masks: dict[int, bytearray] = {}
    for row in range(min(_BAND, height - top)):
        bit, start = 1 << row, (top + row) * width
        for column, colour in enumerate(pixels[start : start + width]):
            mask = masks.get(colour)
            if mask is None:
                mask = masks[colour] = bytearray(b"?" * width)
            mask[column] += bit
    return b"$".join(b"#%d" % colour + _RUN.sub(_shorter, mask) for colour, mask in masks.items())


def _shorter(run: re.Match[bytes]) -> bytes:
    return b"!%d%b" % (len(run[0]), run[1])
