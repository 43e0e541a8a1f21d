"""Reads the ``urls`` file of newsboat: a feed a line, with its tags (newsboat.org, "urls file")."""

import re

from newsreader.domain.address_keys import feed_key
from newsreader.domain.clean import FOLDER_LIMIT, clean_line, clean_url
from newsreader.domain.feed import OpmlReading, Outline

_WORD = re.compile(r'"((?:[^"\\]|\\.)*+)"?|(\S++)')
_ESCAPED = re.compile(r"\\(.)")
_BEGINNING = re.compile(r"\"?(?:https?://|(?:query|exec|filter|file):)", re.IGNORECASE)


def is_newsboat(text: str) -> bool:
    """Return whether the first line that says anything is one of such a file."""
    lines = (line.strip() for line in text[:65_536].splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return _BEGINNING.match(first) is not None


def read_newsboat(text: str) -> OpmlReading:
    """Return the feeds of a file: the first tag is the folder, ``~title`` the user's own title.

    Queries of newsboat, programs and local files are no feeds of the web and passed over.
    """
    found: dict[str, Outline] = {}
    passed: list[str] = []
    repeated = 0
    for line in text.splitlines():
        address, *tags = _words(line) or [""]
        if not address or address.startswith("#"):
            continue
        url = clean_url(address)
        if not url:
            passed.append(clean_line(address, 80))
        elif feed_key(url) in found:
            repeated += 1
        else:
            title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
            folder = next((tag for tag in tags if not tag.startswith(("~", "!"))), "")
            own = clean_line(title)
            found[feed_key(url)] = Outline(url, own, "", clean_line(folder, FOLDER_LIMIT), own)
    return OpmlReading(tuple(found.values()), repeated=repeated, passed_over=tuple(passed))


def _words(line: str) -> list[str]:
    """Return the words of a line; one in double quotes may hold blanks."""
    return [bare or _ESCAPED.sub(r"\1", quoted) for quoted, bare in _WORD.findall(line.strip())]
