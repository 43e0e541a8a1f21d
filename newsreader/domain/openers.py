"""Chooses the program that opens an address, by patterns."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from newsreader.domain.clean import shown_host

PATTERN_SIGNS = frozenset("*?/")
"""One of these a pattern has, by which it is told from the name of a setting."""


def program_for(
    programs: Mapping[str, Sequence[str]], url: str, media_type: str = ""
) -> tuple[str, ...]:
    """Return the program of the first pattern that an address fits, with its arguments.

    Empty where it fits none. ``media_type`` is what is said of the file there, if anything is.
    """
    for pattern, program in programs.items():
        if fits(pattern, url, media_type):
            return tuple(program)
    return ()


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
