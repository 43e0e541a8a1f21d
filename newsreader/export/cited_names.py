"""Parts the authors of an article into names as citations order them.

Where it is not sure which word is the family name, as in names of organisations and those that
are not in Latin letters, the name stays whole: a wrong part would be cited as a fact.
"""

import re
import unicodedata
from dataclasses import dataclass

from newsreader.domain.clean import clean_line

_PARTICLES = frozenset(
    "af al av bin da dal de del della den der des di do dos du el la le ibn ten ter van von zu "
    "zum zur 't".split()
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ORGANISATION = re.compile(
    r"\b(?:agenc\w*|agencies|press|news\w*|staff|team|desk|editors|editorial|board|reporters|"
    r"correspondents|reuters|service|wires?|times|post|gazette|tribune|herald|daily|magazine|"
    r"redaktion|redacción|rédaction|redazione|group|institute|university|foundation|committee|"
    r"department|ministry|office|council|company|inc|ltd|llc|gmbh|the|and|by|with|for|of|from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CitedName:
    """One author."""

    whole: str
    """The name as the article has it."""
    family: str = ""
    """The family name, with its particles; empty where it is not sure which words it is."""
    given: str = ""
    """The other names, with a suffix such as ``Jr.`` behind a comma."""

    @property
    def inverted(self) -> str:
        """The name with the family name first, where that is known."""
        return f"{self.family}, {self.given}" if self.family else self.whole

    @property
    def initials(self) -> str:
        """The family name and the initials of the others: ``Roe, J.-P. A.``."""
        if not self.family:
            return self.whole
        names, _, suffix = self.given.partition(", ")
        short = " ".join(
            "-".join(f"{part[0]}." for part in name.split("-") if part) for name in names.split()
        )
        return ", ".join(part for part in (self.family, short, suffix) if part)

    @property
    def short(self) -> str:
        """What stands for the author where the source is known already."""
        return self.family or self.whole


def cited_names(author: str, outlet: str = "") -> tuple[CitedName, ...]:
    """Return the authors of an article, whose names are joined by commas; without its outlet."""
    parts: list[str] = []
    for part in author.split(","):
        name = clean_line(part)
        if parts and name.rstrip(".").casefold() in _SUFFIXES:
            parts[-1] = f"{parts[-1]}, {name}"
        elif name and name.casefold() != outlet.casefold():
            parts.append(name)
    return tuple(map(_name, dict.fromkeys(parts)))


def _name(whole: str) -> CitedName:
    base, comma, suffix = whole.partition(", ")
    words = base.split()
    if not comma and len(words) > 2 and words[-1].rstrip(".").casefold() in _SUFFIXES:
        suffix = words.pop()
    if not 2 <= len(words) <= 5 or _ORGANISATION.search(base) or not all(map(_is_name, words)):
        return CitedName(whole)
    particles = (at for at in range(1, len(words) - 1) if words[at].casefold() in _PARTICLES)
    first = next(particles, len(words) - 1)
    if any(word[0].islower() for word in (words[0], words[-1])):
        return CitedName(whole)
    given = ", ".join(part for part in (" ".join(words[:first]), suffix) if part)
    return CitedName(whole, " ".join(words[first:]), given)


def _is_name(word: str) -> bool:
    """Whether a word may be part of a name in Latin letters: no number, not all in capitals."""
    letters = [char for char in word if char.isalpha()]
    latin = all(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    shouted = len(letters) > 2 and word.isupper()
    return (
        bool(letters)
        and latin
        and not shouted
        and bool(re.fullmatch(r"[\w.'’-]+", word))
        and (not re.search(r"[\d_]", word))
    )
