"""Makes the names of exported files and folders, valid on every system and in Obsidian.

Rules: no character that Windows, a shell of links in Obsidian (``# ^ [ ] |``) or a path gives a
meaning; no reserved device name; NFC; at most ``NAME_LIMIT`` bytes (a title of 100 Chinese
characters is 300), cut between grapheme clusters; the story's id in each name.
"""

import hashlib
import re
import unicodedata
from datetime import UTC
from pathlib import Path

from newsreader.domain.article import Article
from newsreader.domain.clean import clean_line

SUFFIX = ".md"
"""The suffix of exported articles and speakers."""
NAME_LIMIT = 120
"""Longest name of a file or folder, in bytes of UTF-8."""
KEY_DIGITS = 12
"""Length of a story's key in hexadecimal digits."""
SHORT_DIGITS = 6
"""How many of them stand in the file's name."""

_KEPT_MARKS = " -_.,'’()&+!–—"
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def story_key(article: Article) -> str:
    """Return the key of an article in all libraries: ``KEY_DIGITS`` hex digits.

    It is a hash of the article's address, so that it survives a corrected title, a renamed feed
    and a restored library; without an address, of its number and date.
    """
    source = article.url or f"{article.id}\n{article.published.isoformat()}"
    return hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:KEY_DIGITS]


def story_id(article: Article) -> str:
    """Return the story's key, a dash and the article's number in the library.

    The number tells two articles apart that two feeds carry from one address.
    """
    return f"{story_key(article)}-{article.id}"


def file_name(article: Article, *, numbered: bool = False) -> str:
    """Return ``{date} {title} ~{id}.md``, or ``undated`` in the place of the date.

    It is ``numbered`` where that name is another article's.
    """
    number = f"-{article.id}" if numbered else ""
    tail = f" ~{story_key(article)[:SHORT_DIGITS]}{number}{SUFFIX}"
    day = f"{article.published.astimezone(UTC):%Y-%m-%d}" if article.dated else "undated"
    head = f"{day} {_allowed(article.title) or 'Untitled'}"
    return _cut(head, NAME_LIMIT - len(tail)) + tail


def query_name(query: str) -> str:
    """Return by what a file is named that holds what a query finds: its words, and digits of it."""
    digits = hashlib.sha256(query.encode("utf-8", "replace")).hexdigest()[:SHORT_DIGITS]
    return f"{_cut(_allowed(query) or 'all', NAME_LIMIT // 2)} ~{digits}"


def story_file(
    directory: Path, article: Article, suffix: str = SUFFIX, *, numbered: bool = False
) -> Path:
    """Return where a file for ``article`` goes: the folder of its outlet, a name of its own.

    A folder that differs only in case is taken, since elsewhere it is the same folder.
    """
    name = folder_name(article.outlet or article.feed)
    folder = directory / name
    if not folder.exists() and directory.is_dir():
        same = (
            path
            for path in sorted(directory.iterdir())
            if path.is_dir() and path.name.casefold() == name.casefold()
        )
        folder = next(same, folder)
    return (folder / file_name(article, numbered=numbered)).with_suffix(suffix)


def speaker_file_name(name: str, key: str) -> str:
    """Return ``{name} ~{key}.md`` for the page of a speaker, whose ``key`` is in hex digits."""
    tail = f" ~{key[:SHORT_DIGITS]}{SUFFIX}"
    return _cut(_allowed(name) or "Unnamed", NAME_LIMIT - len(tail)) + tail


def folder_name(outlet: str) -> str:
    """Return the name of the folder for the stories of ``outlet``; never empty or reserved."""
    name = _cut(_allowed(outlet), NAME_LIMIT - 1)
    if _DEVICES.fullmatch(name):
        return f"{name}_"
    return name or "Unknown outlet"


def _allowed(text: str) -> str:
    """Return ``text`` with every character outside the allowlist replaced by a space."""
    kept = (
        char if char in _KEPT_MARKS or unicodedata.category(char)[0] in "LMN" else " "
        for char in clean_line(text)
    )
    return " ".join("".join(kept).split()).strip(". ")


def _cut(text: str, limit: int) -> str:
    """Return the longest beginning of ``text`` within ``limit`` bytes that splits no character."""
    if len(text.encode()) <= limit:
        return text
    end = len(text.encode()[:limit].decode(errors="ignore"))
    while end and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return text[:end].strip(". ")
