"""The order in which text that runs from right to left is shown (Unicode Annex #9).

Embeddings, overrides and isolates are left out: the clean text of an article has none.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
"""A character by which a text may run from right to left."""
_BRACKETS = "()[]{}⟨⟩〈〉《》「」『』【】〔〕（）［］｛｝⁽⁾₍₎"
_OPENING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_CLOSING = frozenset(_OPENING.values())
_PAIRS = f"{_BRACKETS}<>«»‹›≤≥"
_MIRRORED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_MIRRORED |= {right: left for left, right in _MIRRORED.items()}
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN"))
_NUMBERS = ("EN", "AN")
MOST_BRACKETS = 63
"""Brackets open at once; with more none of the text is paired (BD16)."""


def base_level(text: str) -> int:
    """Return 1 where a text runs from right to left by its first letter, else 0 (P2, P3)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


@lru_cache(maxsize=256)
def levels(text: str, base: int) -> tuple[int, ...]:
    """Return the level of each character of one paragraph: odd ones run from right to left."""
    original = [unicodedata.bidirectional(letter) or "L" for letter in text]
    kinds = list(original)
    own = "R" if base else "L"
    _resolve_weak(kinds, own)
    _resolve_brackets(text, kinds, own)
    _resolve_neutral(kinds, own)
    found = [base + _above(kind, base) for kind in kinds]
    trailing = True  # L1
    for at in range(len(text) - 1, -1, -1):
        if original[at] in ("S", "B"):
            trailing = True
        if trailing and original[at] in ("S", "B", "WS", "BN"):
            found[at] = base
        else:
            trailing = False
    return tuple(found)


def visual_order(of: Sequence[int]) -> list[int]:
    """Return which of some pieces stands where, from the left, by the level of each (L2)."""
    order = list(range(len(of)))
    for level in range(max(of, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and of[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return order


def mirrored(letter: str) -> str:
    """Return the sign that is shown for one that runs from right to left (L4)."""
    return _MIRRORED.get(letter[:1], letter[:1]) + letter[1:]


def _above(kind: str, base: int) -> int:
    """Return how far above the base a character of a resolved kind is (I1, I2)."""
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _resolve_weak(kinds: list[str], own: str) -> None:
    """Resolve marks, numbers and what stands in numbers (W1 to W7)."""
    before, strong = own, own
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kind = before
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[at] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and (
            (kinds[at] == "ES" and left == "EN") or (kinds[at] == "CS" and left in _NUMBERS)
        ):
            kinds[at] = left
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at:
            near = (kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else "")
            kinds[at:end] = ["EN" if "EN" in near else "ON"] * (end - at)
        at = max(end, at + 1)
    strong = own
    for at, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _side(kind: str) -> str:
    """Return what a kind counts as beside neutral ones; empty for these."""
    return "R" if kind in ("R", *_NUMBERS) else "L" if kind == "L" else ""


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of brackets, by the first of each (BD16)."""
    opened: list[tuple[str, int]] = []
    found = []
    for at, letter in enumerate(text):
        if kinds[at] != "ON":
            continue
        if letter in _OPENING:
            if len(opened) == MOST_BRACKETS:
                return []
            opened.append((_OPENING[letter], at))
        elif letter in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == letter:
                    found.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return sorted(found)


def _resolve_brackets(text: str, kinds: list[str], own: str) -> None:
    """Give both brackets of a pair one direction (N0)."""
    for start, end in _pairs(text, kinds):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
        if not inside:
            continue
        side = own
        if own not in inside:
            before = (_side(kinds[at]) for at in range(start - 1, -1, -1))
            side = next(filter(None, before), own)
        kinds[start] = kinds[end] = side


def _resolve_neutral(kinds: list[str], own: str) -> None:
    """Give what is neutral the direction around it, else that of the text (N1, N2)."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            left = _side(kinds[at - 1]) if at else own
            right = _side(kinds[end]) if end < len(kinds) else own
            kinds[at:end] = [left if left == right else own] * (end - at)
        at = max(end, at + 1)
