"""Names a picture that its publisher does not describe."""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from newsreader.domain.clean import clean_line, shown_host

LONGEST = 60
"""Code points of a file's name, at most."""


def picture_name(url: str) -> str:
    """Return ``Picture, crane.jpg``; with the host where the address names no file."""
    name = clean_line(unquote(PurePosixPath(urlsplit(url).path).name))
    if not PurePosixPath(name).suffix or len(name) > LONGEST:
        name = shown_host(url)
    return f"Picture, {name}" if name else "Picture"
