"""Reads and writes tags as a line of text, the same in the app and on the command line."""

import re
from collections.abc import Iterable

from newsreader.domain.clean import clean_line

TAG_LIMIT = 100
"""Longest tag, in code points."""

_TAG = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^,]*)(?:,|$)')
_NEEDS_MARKS = re.compile(r'[#"]|.*,')


def read_tags(line: str) -> tuple[str, ...]:
    """Return the tags that stand in ``line`` with commas between them, sorted, each once.

    A tag may hold spaces; a ``#`` before it is left out. Between quotation marks it is taken as
    it is, so that it may hold a comma; ``""`` in it is one mark.
    """
    found = set()
    for quoted, plain in _TAG.findall(line):
        tag = quoted.replace('""', '"') if quoted else plain.strip().lstrip("#")
        found.add(clean_line(tag, TAG_LIMIT))
    return tuple(sorted(found - {""}))


def write_tags(tags: Iterable[str]) -> str:
    """Return tags as a line that ``read_tags`` reads back to the same tags."""
    return ", ".join(_written(tag) for tag in tags)


def _written(tag: str) -> str:
    return '"' + tag.replace('"', '""') + '"' if _NEEDS_MARKS.match(tag) else tag
