"""Keeps what follows in its column where terminals dispute how wide a text is.

A keycap, an emoji with a skin tone, vowel signs of Hindi: one terminal gives them one cell, another
two. Where a frame holds such a text its cells are blanked, the text is written over them, and what
follows in another style is set in its column by number. A text may run into the blanks behind it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

_SIGNS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0600-\u0605\u0610-\u061a\u061c\u064b-\u065f"
    "\u0670\u06d6-\u06ed\u0700-\u10ff\u1160-\u11ff\u135d-\u135f\u1700-\u18af\u1900-\u1cff"
    "\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u231a-\u231b\u2328"
    "\u23cf\u23e9-\u23fa\u25fb-\u25fe\u2600-\u2604\u2607-\u270d\u270f-\u275a\u275f-\u27bf\u2b00-\u2bff\u302a-\u302f"
    "\u3099\u309a\ua66f-\ua67d\ua800-\uabff\ud7b0-\ud7ff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\U00010a00-\U00011fff\U0001d165-\U0001d1ad\U0001f000-\U0001fbff\U000e0000-\U000e0fff"
)
DISPUTED = re.compile(f"[{_SIGNS}]")
"""A character that some terminals give another width than others do: signs that join the letter
before them, scripts that are full of those, emoji. Signs of the app itself are none."""
_LINE = re.compile(r"(?=\x1b\[\d+;\d+H)")
_ASCII = bytes(range(128))
_PLAIN, _NO_LINK = "\x1b[0m", "\x1b]8;;\x1b\\"
_TOKEN = re.compile(
    r"(?P<move>\x1b\[\d+;(?P<column>\d+)H)"
    r"|(?P<style>\x1b\[[\d;:]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<text>[^\x1b\r\n]+)"
    r"|(?P<other>\x1b\[[^@-~]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|.)",
    re.DOTALL,
)
_EMOJI, _EMOJI_END = 0x1F000, 0x1FBFF
_VOWEL_SIGN, _JOINING = "Mc", ("Mn", "Me", "Cf")


@lru_cache(maxsize=4096)
def widest(text: str) -> int:
    """Return the cells that ``text`` takes in the terminal that gives it most."""
    if not DISPUTED.search(text):
        return cell_len(text)
    return sum(_most(letter) for letter in letters_of(text))


def letters_of(text: str) -> list[str]:
    """Return the letters of ``text``, each with what joins it."""
    return [text[start:end] for start, end, _ in split_graphemes(text)[0]]


@lru_cache(maxsize=4096)
def _most(letter: str) -> int:
    """Return the cells of one letter with what joins it, counted sign by sign."""
    return max(cell_len(letter), sum(map(_cells, letter)))


def _cells(sign: str) -> int:
    code, category = ord(sign), unicodedata.category(sign)
    if category in _JOINING and not 0x600 <= code <= 0x605:
        return 0
    if category == _VOWEL_SIGN or 0x1160 <= code <= 0x11FF:
        return 1
    if _EMOJI <= code <= _EMOJI_END or 0x2600 <= code <= 0x27BF or 0x2B00 <= code <= 0x2BFF:
        return 2
    return cell_len(sign)


@dataclass(slots=True)
class _Waiting:
    """A text whose cells are blank so far."""

    column: int
    style: str
    text: str


class _Stretch:
    """What is written from one move of the cursor to the next."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._column: int | None = None
        self._style = ""
        self._waiting: _Waiting | None = None

    def move(self, code: str, column: int) -> None:
        """Go to a column, the first being 1."""
        self.leave()
        self.written.append(code)
        self._column = column

    def leave(self) -> None:
        """Go nobody knows where."""
        self._fill(ends=True)
        self._column = None

    def restyle(self, code: str) -> None:
        """Take a code for colours or for a link."""
        self.written.append(code)
        self._style = "" if code == _PLAIN else self._style + code

    def write(self, text: str) -> None:
        """Write what is all in one style."""
        if self._column is None:
            self.written.append(text)
            return
        if not DISPUTED.search(text):
            if text.strip(" "):
                blank = len(text) - len(text.lstrip(" "))
                self.written.append(text[:blank])
                self._column += blank
                text = text[blank:]
                self._fill()
            self.written.append(text)
            self._column += cell_len(text)
            return
        self._fill()
        letters = letters_of(text)
        first = next(at for at, letter in enumerate(letters) if DISPUTED.search(letter))
        before = "".join(letters[:first])
        column = self._column + cell_len(before)
        self._column += cell_len(text)
        self.written.append(before + " " * (self._column - column))
        self._waiting = _Waiting(column, self._style, text[len(before) :].rstrip(" "))

    def _fill(self, *, ends: bool = False) -> None:
        """Write what waits over its blank cells, and come back to where the cursor is.

        Where nothing follows, ``ends``, it must not reach beyond these cells.
        """
        waiting, self._waiting = self._waiting, None
        if waiting is None or self._column is None:
            return
        if not ends or widest(waiting.text) <= self._column - waiting.column:
            pieces = [(waiting.column, waiting.text)]
        else:
            pieces, at = [], waiting.column
            for letter in letters_of(waiting.text):
                shown = (one for one in (letter, letter[0]) if at + _most(one) <= self._column)
                pieces.append((at, next(shown, "")))
                at += cell_len(letter)
        for column, text in pieces:
            self.written.append(f"{_PLAIN}\x1b[{column}G{waiting.style}{text}")
        closed = _NO_LINK if "\x1b]8;" in waiting.style else ""
        self.written.append(f"{_PLAIN}{closed}\x1b[{self._column}G{self._style}")


def hold_columns(frame: str) -> str:
    """Return what paints ``frame``, escape codes and text, alike in all terminals.

    What comes after no absolute move of the cursor stays as it is; each move begins without a
    style. A frame without disputed characters is returned itself.
    """
    if not _is_disputed(frame):
        return frame
    return "".join(_held(line) if _is_disputed(line) else line for line in _LINE.split(frame))


def _is_disputed(text: str) -> bool:
    """Return whether a text holds a disputed character: most of a frame is ASCII, and left out."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return bool(DISPUTED.search(rest.decode("utf-8", "surrogatepass")))


def _held(line: str) -> str:
    stretch = _Stretch()
    for token in _TOKEN.finditer(line):
        code = token.group()
        match token.lastgroup:
            case "move":
                stretch.move(code, int(token["column"]))
            case "style":
                stretch.restyle(code)
            case "text":
                stretch.write(code)
            case _:
                stretch.leave()
                stretch.written.append(code)
    stretch.leave()
    return "".join(stretch.written)
