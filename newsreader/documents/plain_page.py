"""Reads a page that is plain text: paragraphs between blank lines, wrapped lines joined."""

import re
from itertools import pairwise

from newsreader.domain.clean import clean_text
from newsreader.domain.document import Document

WIDEST = 100
"""Lines of a text that is wrapped have at most this many code points."""
NARROWEST = 40
"""And its widest line has at least this many."""
FULL = 0.8
"""A line was wrapped where the next word would have made it this share of the widest."""
TITLE = 100
"""A title has at most this many code points."""

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_ITEM = re.compile(r"\s*(?:[-*•‣–—]|\(?\d{1,3}[.)]|>)\s")
_ENDS = (".", "!", "?", "…", ":", ";", ",", "”", '"')


def read_plain(text: str) -> tuple[str, Document]:
    """Return the title of a plain text, where its first line is one, and the rest of it.

    Lines that were broken to fit a width are joined; those of verses, lists and addresses stay.
    Lines among which one is longer than ``WIDEST`` are paragraphs.
    """
    parts = _BLANK.split(text.expandtabs(4).strip("\n"))
    title = ""
    if len(parts) > 1 and _is_title(parts[0]):
        title, *parts = parts
    widest = max(len(line.rstrip()) for part in parts for line in part.split("\n"))
    paragraphs = [one for part in parts for one in _paragraphs(part, widest)]
    document = Document.from_plain("\n\n".join(clean_text(one).strip() for one in paragraphs))
    return clean_text(title).strip(), document


def _paragraphs(part: str, widest: int) -> list[str]:
    """Return the paragraphs of what stands between two blank lines."""
    lines = [line.strip() for line in part.split("\n")]
    if any(len(line) > WIDEST for line in lines):
        return lines
    kept = not NARROWEST <= widest <= WIDEST or any(_ITEM.match(line) for line in lines[1:])
    full = not kept and all(
        len(line) + 1 + len(following.partition(" ")[0]) >= FULL * widest
        for line, following in pairwise(lines)
    )
    return [(" " if full else "\n").join(lines)]


def _is_title(line: str) -> bool:
    return "\n" not in line and len(line) <= TITLE and not line.rstrip().endswith(_ENDS)
