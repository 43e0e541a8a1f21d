"""Chooses the program that opens an address, by patterns."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from newsreader.domain.clean import shown_host
from newsreader.frozen import dataclass

PATTERN_SIGNS = frozenset("*?/")
"""One of these a pattern has, by which it is told from the name of a setting."""


@dataclass(frozen=True, slots=True)
class Opener:
    """A program that opens addresses."""

    command: tuple[str, ...]
    """The program and its arguments."""
    in_terminal: bool = False
    """Whether it needs the terminal, which the app gives it until it ends."""


def program_for(openers: Mapping[str, Opener], url: str, media_type: str = "") -> Opener | None:
    """Return the program of the first pattern that an address fits, None where it fits none.

    ``media_type`` is what is said of the file there, if anything is.
    """
    return next((one for key, one in openers.items() if fits(key, url, media_type)), None)


def fits(pattern: str, url: str, media_type: str = "") -> bool:
    """Return whether an address fits a pattern with ``*`` and ``?``, in any case of letters.

    One with a slash is compared with the whole address, with the address behind ``https://www.``,
    and with the media type (``video/*``), another one with the name of the file (``*.pdf``).
    """
    parts = urlsplit(url)
    if "/" not in pattern:
        return fnmatchcase(parts.path.rpartition("/")[2].lower(), pattern.lower())
    query = f"?{parts.query}" if parts.query else ""
    wholes = (url, f"{shown_host(url)}{parts.path}{query}", media_type)
    return any(fnmatchcase(one.lower(), pattern.lower()) for one in wholes if one)
