"""Escapes the ampersands of broken XML that begin no entity: ``AT&T``, ``?a=1&copy=2``."""

import re
from html.entities import html5

_PIECE = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    r"|&(?!#[0-9]|#[xX][0-9a-fA-F])([A-Za-z][A-Za-z0-9]*+|)(;?)(=?)"
)
"""What holds no entity, and every ampersand but those of numbers."""
_AROUND = " \t\r\n<>\"'"
"""What ends an address, and stands before it."""
_LOOKED_AT = 500
"""How many characters before an ampersand are searched for the beginning of its address."""


def escape_ampersands(text: str) -> str:
    """Return broken XML with each ``&`` that begins no entity as ``&amp;``.

    A name without its semicolon is one only where HTML lets it be (HTML §13.2.5.73), and never
    before ``=`` or in the query of an address, where it names a parameter. A document that
    declares entities of its own is returned as it is.
    """
    return text if "&" not in text or "<!ENTITY" in text else _PIECE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    name, closed, equals = found.groups()
    if name is None or (closed and f"{name};" in html5):
        return found[0]
    if name in html5 and not closed and not equals and not _in_query(found):
        return found[0]
    return f"&amp;{found[0][1:]}"


def _in_query(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - _LOOKED_AT) : found.start()]
    word = before[max(map(before.rfind, _AROUND)) + 1 :]
    return "://" in word and "?" in word
