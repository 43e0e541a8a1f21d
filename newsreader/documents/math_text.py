"""Writes formulas in MathML as a line of text: powers raised, fractions with a slash.

Source: MathML Core; what a formula says beside its looks (``alttext``, an annotation in TeX)
stands in only where it draws nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from newsreader.domain.clean import clean_text
from newsreader.domain.raised import RAISABLE, RAISED

DEEPEST = 60
"""Elements nested deeper than this are written one after the other."""

_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LOWERABLE = frozenset("0123456789+-−=()")
_INVISIBLE = dict.fromkeys(range(0x2061, 0x2065))
_ACCENTS = {
    "¯": "\u0304",
    "‾": "\u0304",
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "˙": "\u0307",
    ".": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
}
"""What is set above one letter, as a character that joins it."""
_TOKENS = frozenset(("mi", "mn", "mo", "ms", "mtext", "annotation"))
_UNSEEN = frozenset(("annotation-xml", "mphantom", "script", "style"))


@dataclass(slots=True)
class _Element:
    """An open element with the texts of its children."""

    tag: str
    parts: list[str] = field(default_factory=list)


class MathText:
    """The text of one formula, from the events of a parser between its start and its end."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._alternative = attributes.get("alttext", "")
        self._open = [_Element("math")]
        self._deeper = 0
        self._unseen = 0

    @property
    def depth(self) -> int:
        """How many elements are open inside the formula."""
        return len(self._open) - 1 + self._deeper + self._unseen

    def start(self, tag: str) -> None:
        """Enter an element of the formula."""
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
        elif self._deeper or len(self._open) > DEEPEST:
            self._deeper += 1
        else:
            self._open.append(_Element(tag))

    def data(self, text: str) -> None:
        """Take text."""
        text = " ".join(text.translate(_INVISIBLE).split())
        if text and not self._unseen:
            self._open[-1].parts.append(text)

    def end(self) -> None:
        """Leave the innermost element."""
        if self._unseen:
            self._unseen -= 1
        elif self._deeper:
            self._deeper -= 1
        elif len(self._open) > 1:
            element = self._open.pop()
            if element.tag == "annotation":
                self._alternative = self._alternative or " ".join(element.parts)
            elif element.tag == "mspace":
                self._open[-1].parts.append(" ")
            else:
                self._open[-1].parts.append(_written(element))

    @property
    def text(self) -> str:
        """The formula as a line."""
        while self._open[1:] or self._unseen or self._deeper:
            self.end()
        drawn = _row(self._open[0].parts).strip()
        return clean_text(drawn or " ".join(self._alternative.split()))


def write_formulas(tree: etree._Element) -> None:
    """Replace the formulas of ``tree`` by their text."""
    for formula in list(tree.iter("math")):
        written = MathText({str(key): str(value) for key, value in formula.attrib.items()})
        for event, element in etree.iterwalk(formula, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                written.data(element.tail or "")
            elif event == "start":
                if element is not formula:
                    written.start(str(element.tag))
                written.data(element.text or "")
            elif element is not formula:
                written.end()
                written.data(element.tail or "")
        for child in list(formula):
            formula.remove(child)
        formula.tag = "span"
        formula.text = written.text


def _written(element: _Element) -> str:
    parts = element.parts
    match element.tag, len(parts):
        case "msup", 2:
            return parts[0] + _raised(parts[1])
        case "msub" | "munder", 2:
            return parts[0] + _lowered(parts[1])
        case "msubsup" | "munderover", 3:
            return parts[0] + _lowered(parts[1]) + _raised(parts[2])
        case "mover", 2:
            return parts[0] + (_ACCENTS.get(parts[1], "") or _raised(parts[1]))
        case "mfrac", 2:
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msqrt", _:
            return f"√{_grouped(_row(parts))}"
        case "mroot", 2:
            return f"{_raised(parts[1], '')}√{_grouped(parts[0])}"
        case "mfenced", _:
            return f"({', '.join(parts)})"
        case "mtr", _:
            return ", ".join(parts)
        case "mtable", _:
            return "; ".join(parts)
        case tag, _ if tag in _TOKENS:
            return " ".join(parts)
    return _row(parts)


def _row(parts: list[str]) -> str:
    """Return the parts side by side, with a space beside words: "sin x"."""
    pieces: list[str] = []
    last = ""
    for part in filter(None, parts):
        if last and (_meets(last, part) or "," in (last, last[-1:])):
            pieces.append(" ")
        pieces.append(part)
        last = part
    return "".join(pieces)


def _meets(left: str, right: str) -> bool:
    """Whether a word and what follows or precedes it would read as one word."""
    if not (left[-1].isalnum() and right[0].isalnum()):
        return False
    return (left.isalpha() and len(left) > 1) or (right.isalpha() and len(right) > 1)


def _raised(text: str, sign: str = "^") -> str:
    if text and RAISABLE.issuperset(text):
        return text.translate(RAISED)
    return text if text in ("′", "″", "*", "†", "'", "") else f"{sign}{_grouped(text)}"


def _lowered(text: str) -> str:
    if text and _LOWERABLE.issuperset(text):
        return text.translate(_LOWERED)
    return f"_{_grouped(text)}" if text else ""


def _grouped(text: str) -> str:
    simple = len(text) == 1 or text.isalnum() or text.replace(".", "", 1).isdigit()
    return text if simple else f"({text})"
