"""Speakers across the library, and the comparison of their names."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from newsreader.domain.quoting.quote import Certainty, Quote, SpeakerKind
from newsreader.languages import all_words

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        ".": " ",
    }
)
_MOST_ROLES = 3
"""How many roles are told of one speaker."""
_SMALL_WORD = 3
"""Words up to this length, as "of" and "the", are not compared in roles."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker of quotes in the library."""

    name: str
    """The name as the newest article writes it, or the one that the user joined others to."""
    quotes: int
    """How many quotes are theirs."""
    articles: int
    """In how many articles these stand."""
    first: datetime
    """When the oldest of these was published, UTC."""
    last: datetime
    """When the newest was published, UTC."""
    role: str = ""
    """What articles called them lately, as by ``join_roles``; empty where none did."""
    aliases: tuple[str, ...] = ()
    """The other names that the user joined to this one, sorted."""
    sure: bool = True
    """Whether one quote at least is surely theirs."""
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    """What the newest article takes the speaker for."""

    @property
    def certainty(self) -> Certainty:
        """Whether one quote at least is surely theirs."""
        return Certainty.SURE if self.sure else Certainty.PROBABLE

    @property
    def attribution(self) -> str:
        """The name as it is shown: with "probably" where that stands before each quote."""
        return self.name if self.sure else f"probably {self.name}"


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return the key by which names are compared; empty for no name.

    Case, spaces, full stops and the forms of apostrophes and dashes are folded, nothing
    else: ``J.K. O’Roe`` and ``j. k. o'roe`` are equal, ``José`` and ``Jose`` are not.
    """
    plain = unicodedata.normalize("NFKC", name).translate(_FOLDED)
    return " ".join(unicodedata.normalize("NFC", plain.casefold()).split())


def fold_for_search(text: str) -> str:
    """Return ``text`` folded as by ``fold_name`` and without accents, for search as one types."""
    apart = unicodedata.normalize("NFD", fold_name(text))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.split())


def is_named(speaker: str) -> bool:
    """Return whether a speaker is a proper name: not ``a spokesman``, ``the ministry``.

    The first word behind articles and particles decides by its capital; in a script without
    capitals every speaker counts as named.
    """
    words = re.findall(r"[^\W_][\w'’.-]*", speaker)
    if len(words) > 1 and words[0].lower() in all_words("names", "indefinite_articles"):
        return False
    articles = all_words("names", "definite_articles")
    while len(words) > 1 and (words[0].isdigit() or words[0].lower() in articles):
        del words[0]
    particles = all_words("names", "particles")
    while len(words) > 1 and words[0] in particles:
        del words[0]
    return bool(words) and any(one.isalpha() and not one.islower() for one in words[0])


def told_beside(quote: Quote) -> str:
    """Return what is told of a speaker beside the name: the role, else what no person is.

    ``mayor of Harbour``, ``organisation``; a description such as "residents" says it itself.
    """
    if quote.certainty is Certainty.UNKNOWN:
        return ""
    is_told = quote.kind.is_human or not is_named(quote.speaker)
    return quote.role or ("" if is_told else str(quote.kind))


def join_roles(roles: Iterable[str]) -> str:
    """Return the first of ``roles`` and, behind ``;``, others that have no word in common with it.

    ``roles`` are those of all quotes under one name, the most frequent first. Several may be of
    one person, or of two who bear the same name: ``police chief; striker``.
    """
    told: list[str] = []
    words: set[str] = set()
    for role in roles:
        own = {word for word in fold_for_search(role).split() if len(word) > _SMALL_WORD}
        if words.isdisjoint(own) and (own or not told):
            told.append(role)
            words |= own
        if len(told) == _MOST_ROLES:
            break
    return "; ".join(told)


def is_short_for(short: str, full: str) -> bool:
    """Return whether ``short`` may be a short form of the name ``full``.

    ``Roe``, ``Ms Roe`` and ``Jane`` may for ``Jane Roe``; ``Jane Rose`` and ``Jane Roe`` may not.
    """
    titles = all_words("names", "titles")
    given = [part for part in fold_name(short).split() if part not in titles]
    wanted = [part for part in fold_name(full).split() if part not in titles]
    return 0 < len(given) < len(wanted) and _follow(given, wanted)


def _follow(given: list[str], wanted: list[str]) -> bool:
    """Return whether ``given`` are words of ``wanted`` in their order."""
    left = iter(wanted)
    return all(part in left for part in given)
