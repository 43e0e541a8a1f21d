"""The managed block: the part of an exported file that newsreader writes.

Its opening line carries a hash of its content; a block whose hash does not match was edited by
hand and belongs to the user from then on.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsreader.export.escape import BEGIN_MARKER, END_MARKER

HASH_DIGITS = 8
"""Length of a block's hash in hexadecimal digits."""

_BEGIN = re.compile(rf"{re.escape(BEGIN_MARKER)} ([0-9a-f]+) -->\s*")
_END = re.compile(rf"{re.escape(END_MARKER)} -->\s*")
_BLOCK_ID = re.compile(r"(?:^|\s)\^(n[rq]-[A-Za-z0-9-]+)[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ManagedBlock:
    """One managed block; offsets in code points into the text of the file."""

    start: int
    """Where its opening line begins."""
    end: int
    """Where its closing line ends, line end included."""
    edited: bool
    """Whether its content does not match its hash."""


def wrap_block(content: str) -> str:
    """Return ``content`` between the two marker lines of a block."""
    # The blank line keeps the last block id at the end of its block for Obsidian.
    return f"{BEGIN_MARKER} {_hash(content)} -->\n{content}\n{END_MARKER} -->\n"


def find_blocks(text: str) -> tuple[ManagedBlock, ...]:
    """Return the blocks in ``text`` in order; a marker without its partner makes none."""
    return tuple(_blocks(text))


def block_ids(text: str) -> frozenset[str]:
    """Return the ids of highlights and quotes in ``text``: ``nr-…`` and ``nq-…`` at line ends."""
    return frozenset(_BLOCK_ID.findall(text.replace("\r\n", "\n")))


def _blocks(text: str) -> Iterator[ManagedBlock]:
    start = inside = at = 0
    expected = ""
    for line in text.splitlines(keepends=True):
        after = at + len(line)
        if begin := _BEGIN.fullmatch(line):
            start, inside, expected = at, after, begin[1]
        elif expected and _END.fullmatch(line):
            yield ManagedBlock(start, after, _hash(text[inside:at]) != expected)
            expected = ""
        at = after


def _hash(content: str) -> str:
    # Git and some editors change line ends and blank lines at the edges; that is no edit.
    plain = content.replace("\r\n", "\n").strip("\n")
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:HASH_DIGITS]
