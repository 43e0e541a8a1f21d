"""Takes the names of people out of what feeds write of an author: names with e-mail addresses."""

import re

_ADDRESS = re.compile(r"(?:mailto:)?@?[^\s@()<>\[\],;:\"']+@[^\s@()<>\[\],;:\"']+", re.IGNORECASE)
_EMPTY = re.compile(r"\(\s*\)|<\s*>|\[\s*\]")
_WRAPPED = re.compile(r"\((.*)\)|\[(.*)\]|<(.*)>")
_EDGES = " \t\n\"'“”,;:|–—-"


def author_names(text: str) -> str:
    """Return the names in ``text`` with commas between them, else its first address.

    ``a@b.example (Name)``, ``a@b.example, Name``, ``Name <a@b.example>`` and their likes; a text
    without an address is a name.
    """
    address = _ADDRESS.search(text) if "@" in text else None
    if address is None:
        return text
    bare = _EMPTY.sub("", _ADDRESS.sub("", text))
    names = (_unwrapped(part.strip(_EDGES)) for part in re.split(r"[,;]", bare))
    return ", ".join(name for name in names if name) or address[0]


def _unwrapped(name: str) -> str:
    inside = _WRAPPED.fullmatch(name)
    return (inside[1] or inside[2] or inside[3] or "").strip(_EDGES) if inside else name
