"""Names keys: as Textual calls them, and as they are printed for a user."""

import unicodedata
from collections.abc import Iterable
from contextlib import suppress

_TEXTUAL_NAMES = {
    "/": "slash",
    "\\": "backslash",
    "@": "at",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
}
"""The signs that Textual does not call by their Unicode name (``textual.keys``)."""
_PRINTED = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "pageup": "PageUp",
    "pagedown": "PageDown",
}
_UNSAID = frozenset({"pageup", "pagedown", "home", "end"})
"""Keys with a name that tells what they do: they are printed only where there is no other."""


def canonical(key: str) -> str:
    """Return a key by Textual's name for it: ``question_mark`` for ``?``, also with modifiers."""
    modifiers, plus, sign = key.strip().rpartition("+")
    if not sign:  # the plus is the key itself
        modifiers, plus, sign = modifiers.removesuffix("+"), modifiers[-1:], "+"
    if len(sign) == 1 and not sign.isalnum():
        name = unicodedata.name(sign, sign).lower().replace("-", "_").replace(" ", "_")
        sign = _TEXTUAL_NAMES.get(sign, name)
    return f"{modifiers}{plus}{sign}"


def printed(keys: Iterable[str]) -> str:
    """Return keys as they are printed, with spaces between them: ``Ctrl+D``, ``j ↓``, ``?``."""
    known = [key for key in keys if key]
    said = [key for key in known if key not in _UNSAID] or known
    return " ".join(_printed_key(key) for key in said)


def _printed_key(key: str) -> str:
    *modifiers, name = key.split("+")
    shown = _PRINTED.get(name) or sign_of(name) or name
    if (len(shown) > 1 and shown.islower()) or (modifiers and len(shown) == 1):
        shown = shown.capitalize()
    return "+".join([*(one.capitalize() for one in modifiers), shown])


def sign_of(name: str) -> str:
    """Return the sign that a key of this name writes; empty for a key that writes none."""
    if len(name) == 1:
        return name
    if name in _ASCII_SIGNS:
        return _ASCII_SIGNS[name]
    with suppress(KeyError):
        sign = unicodedata.lookup(name.replace("_", " "))
        return sign if sign.isprintable() and not sign.isspace() and not sign.isascii() else ""
    return ""


_ASCII_SIGNS = {canonical(chr(code)): chr(code) for code in range(33, 127)}
