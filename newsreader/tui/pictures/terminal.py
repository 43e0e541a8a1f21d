"""Asks the terminal of the app how it can show pictures, and how large its cells are."""

import asyncio
import sys

from textual.app import App

from newsreader.tui.pictures.graphics import Graphics, TerminalAnswers, by_variables, query
from newsreader.tui.pictures.picture_codes import CELL

WAIT = 0.5
"""Seconds after which a terminal that does not answer shows half blocks."""


async def find_graphics(app: App[object]) -> Graphics:
    """Return how the terminal of an app shows pictures."""
    if (known := by_variables()) is not None:
        return known
    driver = app._driver
    answers: TerminalAnswers | None = getattr(driver, "answers", None)
    if driver is None or answers is None:
        return "blocks"
    loop = asyncio.get_running_loop()
    found: asyncio.Future[Graphics] = loop.create_future()

    def answer(graphics: Graphics) -> None:
        if not found.done():
            found.set_result(graphics)

    answers.ask(lambda graphics: loop.call_soon_threadsafe(answer, graphics))
    driver.write(query())
    driver.flush()
    try:
        return await asyncio.wait_for(found, WAIT)
    except TimeoutError:
        answers.give_up()
        return "blocks"


def cell_size(app: App[object]) -> tuple[int, int]:
    """Return the width and height of a cell in pixels, as the terminal tells, else about."""
    driver = app._driver
    file = getattr(driver, "fileno", None)
    if sys.platform == "win32" or not isinstance(file, int):
        return CELL
    import fcntl
    import struct
    import termios

    try:
        told = fcntl.ioctl(file, termios.TIOCGWINSZ, b"\0" * 8)
    except OSError:
        return CELL
    rows, columns, width, height = struct.unpack("HHHH", told)
    if not (rows and columns and width >= columns and height >= rows):
        return CELL
    return width // columns, height // rows
