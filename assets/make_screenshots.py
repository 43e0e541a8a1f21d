"""Takes the pictures of the README from the real app over the demo stories.

COLORTERM=truecolor TERM=xterm-256color .venv/bin/python assets/make_screenshots.py
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from newsreader.library import Library
from newsreader.places import Places
from newsreader.settings.values import Look, Settings
from newsreader.tui.app import NewsreaderApp

ASSETS = Path(__file__).parent
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""The moment of the pictures, so that they come out the same on every day."""

PICTURES: Sequence[tuple[str, tuple[int, int], str, Sequence[str]]] = (
    (
        "newsreader",
        (120, 36),
        "dark",
        ("enter", "]", "H", "]"),
    ),
    ("light", (120, 36), "light", ("enter", "]", "]", "H", "C", "tab", "j")),
)
"""Name, size in cells, theme and the keys pressed."""
KEYS = {"]": "right_square_bracket"}


async def take(name: str, size: tuple[int, int], theme: str, keys: Sequence[str]) -> None:
    """Press the keys in the app and keep what is on the screen as an SVG."""
    with TemporaryDirectory() as folder:
        places = Places(Path(folder), Path(folder) / "config.toml")
        library = Library(places.database, clock=lambda: NOW)
        library.add_demo()
        look = Look(theme="dark" if theme == "dark" else "light")
        app = NewsreaderApp(library, places, Settings(look=look))
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(KEYS.get(key, key))
                await app.workers.wait_for_complete()
                await pilot.pause()
            picture = app.export_screenshot(title="newsreader")
        library.close()
    (ASSETS / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    for picture in PICTURES:
        asyncio.run(take(*picture))
