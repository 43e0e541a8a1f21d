"""Writes what the screen shows to a file."""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.tui.notices import Complained, Said

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View


@command(
    "screenshot",
    group="Help",
    words="screen shot, snapshot, capture, svg, picture of the screen, image of the screen",
)
async def screenshot(session: "ReadingSession", view: "View") -> None:
    """Screenshot.

    Write what the screen shows to an SVG picture, in the folder of exports.
    """
    picture, named = view.as_svg(), f"newsreader {session.now.astimezone():%Y-%m-%d %H%M%S}.svg"
    file = session.export_folder / named
    try:
        await asyncio.to_thread(_write, file, picture)
    except OSError as error:
        session.tell(Complained(f"{file} cannot be written: {error.strerror or error}."))
    else:
        session.tell(Said(f"Wrote {file}"))


def _write(file: Path, picture: str) -> None:
    """Write a picture that fetches no fonts from the web when it is opened."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(re.sub(r"@font-face\s*{[^}]*}", "", picture), encoding="utf-8")
