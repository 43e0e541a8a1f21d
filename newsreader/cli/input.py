"""What comes into a command from a file or the standard input."""

import sys
from pathlib import Path

from newsreader.domain.errors import NewsreaderError


def read_bytes(source: str) -> bytes:
    """Return the bytes of a file, of ``-`` those of stdin; raises ``NewsreaderError``."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else "it is no file name"
        raise NewsreaderError(f"{source} cannot be read: {reason}.") from None
