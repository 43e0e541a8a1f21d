"""What comes into a command: files, the standard input, addresses."""

import re
import sys
from pathlib import Path

from newsreader.domain.errors import NewsreaderError

_WEB = re.compile(r"https?://", re.IGNORECASE)


def read_bytes(source: str) -> bytes:
    """Return the bytes of a file, of ``-`` those of stdin; raises ``NewsreaderError``."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else "it is no file name"
        raise NewsreaderError(f"{source} cannot be read: {reason}.") from None


def is_address(source: str) -> bool:
    """Return whether ``source`` is an address of the web, as it was typed or pasted, and no file.

    A scheme of feeds or of the web tells it: ``feed:example.org``, ``<https://example.org/>``.
    """
    from newsreader.feeds.pasted_address import bare_address, without_feed_scheme

    bare = bare_address(source)
    return bool(_WEB.match(bare)) or without_feed_scheme(bare) != bare
