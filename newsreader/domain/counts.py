"""Writes numbers and names of things for a user, alike everywhere: ``1 article``, ``a and b``."""

from collections.abc import Sequence

NAMED = 3
"""How many of many things are named."""


def grouped(number: int) -> str:
    """Return a number with a comma between its thousands."""
    return f"{number:,}"


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a number with what is counted; ``things`` are several of it where no s makes them."""
    return f"{grouped(number)} {thing if number == 1 else things or f'{thing}s'}"


def enumerated(names: Sequence[str]) -> str:
    """Return names as a sentence has them: ``a``, ``a and b``, ``a, b and c``."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def quoted(names: Sequence[str], number: int | None = None) -> str:
    """Return the first names in quotation marks, and how many more of ``number`` there are."""
    others = (len(names) if number is None else number) - NAMED
    more = [f"{grouped(others)} more"] if others > 0 else []
    return enumerated([*(f"“{name}”" for name in names[:NAMED]), *more])
