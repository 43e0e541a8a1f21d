"""Knows whether this program was installed anew while it runs.

Some modules are loaded when they are first needed. After an update they are others than the ones
loaded before, or gone for a moment, and fail in any way that Python has.
"""

import sys
from pathlib import Path

from newsreader.domain.errors import NewsreaderError

WHILE_OPEN = "newsreader was installed anew while it was open; for this, start it again."
"""What is said of a command that could not be carried out."""
AT_END = "newsreader was installed anew while it was open, and could not go on; start it again."
"""What is said when the app had to end."""


class Reinstalled(NewsreaderError):
    """Something failed after the files of the program have become others."""


Stamp = tuple[int, int, int]
"""Inode, size and time of change of a file."""


class Installation:
    """The files that this program was loaded from."""

    def __init__(self) -> None:
        self._stamps = {
            path: _stamp(path)
            for name, module in list(sys.modules.items())
            if name.partition(".")[0] == "newsreader"
            and (path := getattr(module, "__file__", None))
        }

    def has_changed(self) -> bool:
        """Return whether any of the files has changed or is gone."""
        return any(_stamp(path) != stamp for path, stamp in self._stamps.items())


def _stamp(path: str) -> Stamp | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
