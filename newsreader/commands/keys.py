"""Names keys: as Textual calls them, and as they are printed for a user."""

import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from newsreader.domain.options.key_names import ASCII_SIGNS, name_of_sign

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


def canonical(keys: str) -> str:
    """Return keys by Textual's names: ``question_mark`` for ``?``, modifiers in their order.

    Keys that are pressed one after another stand with one blank between them.
    """
    return " ".join(_canonical_key(key) for key in keys.split())


def _canonical_key(key: str) -> str:
    modifiers, plus, sign = key.rpartition("+")
    if not sign:  # the plus is the key itself
        modifiers, plus, sign = modifiers.removesuffix("+"), modifiers[-1:], "+"
    return f"{'+'.join(sorted(modifiers.split('+')))}{plus}{name_of_sign(sign)}"


def printed(keys: Iterable[str]) -> str:
    """Return keys as they are printed, with spaces between them: ``Ctrl+D``, ``j ↓``, ``gg ?``."""
    known = [key for key in keys if key]
    said = [key for key in known if key not in _UNSAID] or known
    return " ".join(_printed_key(key) for key in said)


def _printed_key(keys: str) -> str:
    """Return keys pressed one after another: ``gg``, or with commas where one is a word."""
    shown = [_printed_one(key) for key in keys.split(" ")]
    return ("" if all(len(one) == 1 for one in shown) else ",").join(shown)


def _printed_one(key: str) -> str:
    *modifiers, name = key.split("+")
    shown = _PRINTED.get(name) or sign_of(name) or name
    if (len(shown) > 1 and shown.islower()) or (modifiers and len(shown) == 1):
        shown = shown.capitalize()
    return "+".join([*(one.capitalize() for one in modifiers), shown])


def sign_of(name: str) -> str:
    """Return the sign that a key of this name writes; empty for a key that writes none."""
    if len(name) == 1:
        return name
    if name in ASCII_SIGNS:
        return ASCII_SIGNS[name]
    with suppress(KeyError):
        sign = unicodedata.lookup(name.replace("_", " "))
        return sign if sign.isprintable() and not sign.isspace() and not sign.isascii() else ""
    return ""
