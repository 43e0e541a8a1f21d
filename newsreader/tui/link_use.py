"""What can be done with a link: each use with its letter among the labels, and its words."""

from collections.abc import Mapping
from enum import StrEnum


class LinkUse(StrEnum):
    """What is done with the link that is chosen next."""

    OPEN = "open"
    """Hand it to a browser, or to the program that its pattern names."""
    FOLLOW = "follow"
    """Fetch its page and read that in the same pane."""
    LATER = "later"
    """Fetch its page and save that, to be read later."""
    COPY = "copy"
    """Put its address on the clipboard."""


LETTERS: Mapping[str, LinkUse] = {
    "F": LinkUse.FOLLOW,
    "B": LinkUse.LATER,
    "Y": LinkUse.COPY,
}
"""The capital letters that choose a use while labels are shown; no label holds one."""
_WORDS: Mapping[LinkUse, str] = {
    LinkUse.OPEN: "opens",
    LinkUse.FOLLOW: "reads",
    LinkUse.LATER: "saves",
    LinkUse.COPY: "copies",
}
_TITLES: Mapping[LinkUse, str] = {
    LinkUse.OPEN: "Open it",
    LinkUse.FOLLOW: "Read it here",
    LinkUse.LATER: "Save it to be read later",
    LinkUse.COPY: "Copy the address",
}


def prompt(use: LinkUse) -> str:
    """Return what is said while labels stand on the links, and the next one is for ``use``."""
    if use is not LinkUse.OPEN:
        return f"A label {_WORDS[use]}; Esc leaves."
    others = ", ".join(f"{letter} {_WORDS[one]}" for letter, one in LETTERS.items())
    return f"A label opens; before it {others}."


def choices() -> tuple[tuple[LinkUse, str], ...]:
    """Return all uses with what each is called where one chooses among them."""
    return tuple(_TITLES.items())
