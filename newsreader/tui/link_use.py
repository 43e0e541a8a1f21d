"""What can be done with a link: each use with its letter among the labels, and its words."""

from collections.abc import Mapping
from enum import StrEnum


class LinkUse(StrEnum):
    """What is done with the link that is chosen next."""

    OPEN = "open"
    """Hand it to a browser, or to the program that its pattern names."""
    COPY = "copy"
    """Put its address on the clipboard."""


LETTERS: Mapping[str, LinkUse] = {"Y": LinkUse.COPY}
"""The capital letters that choose a use while labels are shown; no label holds one."""
_WORDS: Mapping[LinkUse, str] = {LinkUse.OPEN: "opens", LinkUse.COPY: "copies the address"}
_TITLES: Mapping[LinkUse, str] = {
    LinkUse.OPEN: "Open it",
    LinkUse.COPY: "Copy the address",
}


def prompt(use: LinkUse) -> str:
    """Return what is said while labels stand on the links, and the next one is for ``use``."""
    others = [f"{letter} first {_WORDS[one]}" for letter, one in LETTERS.items() if one is not use]
    told = f"A label {_WORDS[use]}"
    return "; ".join([told, *(others if use is LinkUse.OPEN else ()), "Esc leaves"]) + "."


def choices() -> tuple[tuple[LinkUse, str], ...]:
    """Return all uses with what each is called where one chooses among them."""
    return tuple(_TITLES.items())
