"""Names of keys: which of them a terminal can send, and which one a wrong name means.

They are Textual's (``textual.keys``, ``textual._keyboard_protocol``). A terminal sends a sign as
what it writes, so that Shift alone is never told beside one; with other modifiers only the kitty
keyboard protocol tells Shift, beside the sign as it is without Shift.
"""

import unicodedata
from contextlib import suppress
from difflib import get_close_matches

_TEXTUAL_NAMES = {
    "/": "slash",
    "\\": "backslash",
    "@": "at",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
}
"""The signs that Textual does not call by their Unicode name."""


def name_of_sign(sign: str) -> str:
    """Return the name of the key that writes a sign: ``question_mark`` for ``?``, ``j`` for j."""
    if len(sign) != 1 or sign.isalnum():
        return sign
    name = unicodedata.name(sign, sign).lower().replace("-", "_").replace(" ", "_")
    return _TEXTUAL_NAMES.get(sign, name)


ASCII_SIGNS = {name_of_sign(chr(code)): chr(code) for code in range(33, 127)}
"""The ASCII signs by the names of their keys."""

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""The keys that are held beside another, in the order in which Textual names them."""

_SIGN_NAMES = [name for name in ASCII_SIGNS if len(name) > 1]
_NAMED = [
    *("enter", "escape", "space", "tab", "backspace", "insert", "delete", "home", "end"),
    *("up", "down", "left", "right", "pageup", "pagedown", *(f"f{n}" for n in range(1, 36))),
    *("caps_lock", "scroll_lock", "num_lock", "print_screen", "pause", "menu"),
    *("decimal", "divide", "multiply", "subtract", "add", "equal", "separator", "kp_begin"),
    *("media_play", "media_pause", "media_play_pause", "media_reverse", "media_stop"),
    *("media_fast_forward", "media_rewind", "media_track_next", "media_track_previous"),
    *("media_record", "lower_volume", "raise_volume", "mute_volume"),
]
"""The keys that write nothing, and space."""

_ANY = rf"(?:{'|'.join(MODIFIERS)})\+"
_NOT_SHIFT = rf"(?:{'|'.join(one for one in MODIFIERS if one != 'shift')})\+"
_NONE_TWICE = "".join(rf"(?!(?:[a-z]+\+)*{one}\+(?:[a-z]+\+)*{one}\+)" for one in MODIFIERS)
KEY = (
    rf"(?:{_NONE_TWICE}(?:"
    rf"(?:{_ANY})*(?:{'|'.join(_NAMED)})|"
    rf"(?:(?:shift\+)?{_NOT_SHIFT}(?:{_ANY})*)(?:{'|'.join(_SIGN_NAMES)}|[^\s,A-Z])|"
    rf"(?:{'|'.join(_SIGN_NAMES)}|[^\s,])))"
)
"""A pattern for the keys that a terminal can send, which Python and ECMAScript read alike."""

SEQUENCE = rf"{KEY}(?:\s+{KEY})*"
"""A pattern for keys that are pressed one after another, with blanks between them."""

DEFAULT_PRESET = "default"
"""The keys as they are without a preset."""
PRESETS = (DEFAULT_PRESET, "vim", "newsboat", "reader")
"""The presets of keys."""

_OTHER_NAMES = {
    "return": "enter",
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "bs": "backspace",
    "spacebar": "space",
    "control": "ctrl",
    "ctl": "ctrl",
    "c": "ctrl",
    "option": "alt",
    "opt": "alt",
    "cmd": "super",
    "command": "super",
    "win": "super",
    "dot": "full_stop",
    "period": "full_stop",
    "question": "question_mark",
}
"""What other programs call keys."""


def nearest_key(key: str) -> str:
    """Return the key that a name which fits not ``KEY`` probably means; empty where none does."""
    modifiers, _, name = key.strip().rpartition("+")
    if not name and key.strip().endswith("+"):
        modifiers, name = modifiers.removesuffix("+"), "+"
    held = {_known(one, MODIFIERS) for one in modifiers.split("+") if one}
    name = _known(name, [*_NAMED, *_SIGN_NAMES]) if len(name) > 1 else name
    if not name or "" in held:
        return ""
    if len(name) == 1 and name.isascii() and name.isupper() and held:
        name, held = name.lower(), held | ({"shift"} if "alt" in held else set())
    if held == {"shift"} and len(name) == 1:
        return name.upper() if name.isalpha() else name
    if held == {"shift"} and name in _SIGN_NAMES:
        return name
    return "+".join([*sorted(held), "comma" if name == "," else name])


def _known(name: str, known: "list[str] | tuple[str, ...]") -> str:
    """Return the known name that ``name`` is or probably means; empty where there is none."""
    plain = name.lower().replace("-", "_")
    plain = _OTHER_NAMES.get(plain, plain)
    if plain in known:
        return plain
    if "".join(plain.split("_")) in known:
        return "".join(plain.split("_"))
    with suppress(KeyError):
        return unicodedata.lookup(plain.replace("_", " "))
    return (get_close_matches(plain, known, 1) or [""])[0]
