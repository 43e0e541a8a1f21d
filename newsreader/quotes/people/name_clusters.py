"""Groups the names of one article by bearer: full names, short forms, second spellings."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from newsreader.quotes.language import Language
from newsreader.quotes.people.names import Name

_SPELLABLE = 5
"""Shorter names are too alike to be taken for one another."""
_NAMESAKES = 12
"""How many people of one name are told apart."""
_GIVEN = 3
"""How much more a mention counts where a given name leads: "New Harbour Roe" may be no person."""
_ALIKE = 40
"""How many names that begin alike are compared letter by letter."""


@dataclass(slots=True, eq=False)
class NameCluster:
    """One bearer of a name in the article: a person, an organisation, a place or a thing."""

    name: str
    """The fullest name the article gives."""
    parts: tuple[str, ...]
    """The tokens of that name in lower case."""
    body: bool = False
    """Whether it is an organisation, a place or a thing."""
    human: int = 0
    """Evidence for a person: titles, given names, verbs of saying."""
    man: float = 0.0
    """Evidence for a man."""
    woman: float = 0.0
    """Evidence for a woman."""
    place: int = 0
    """Evidence for a place: "in Harbour", "Harbour resident"."""
    mentions: list[Name] = field(default_factory=list)
    """The mentions in the order of the text."""
    titles: set[str] = field(default_factory=set)
    """The titles of its mentions, in lower case."""

    def may_be(self, gender: str) -> bool:
        """Return whether no evidence contradicts ``gender``, m or f."""
        if self.man == self.woman:
            return True
        return (self.man > self.woman) == (gender == "m")

    @property
    def is_surely_person(self) -> bool:
        """Whether it is the full name of a man or a woman, whom "it" never means."""
        return not self.body and self.man != self.woman and len(self.parts) > 1


class NameClusters:
    """The clusters of one article while they are built; members are referred to by index."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.members: list[NameCluster] = []
        self.by_parts: dict[tuple[str, ...], int] = {}
        self.by_ends: dict[tuple[str, str], int] = {}
        self.by_part: dict[str, list[int]] = defaultdict(list)
        self.by_piece: dict[str, list[int]] = defaultdict(list)
        self.by_head: dict[str, list[str]] = defaultdict(list)
        self.seen: dict[int, int] = defaultdict(int)
        self.gender: dict[int, str] = {}
        self.certain: set[int] = (
            set()
        )  # with a title or a verb of saying, so no words of a headline

    def add_full_name(self, name: Name) -> None:
        """Add a name of several tokens, or count it for its cluster; longer names come first."""
        member = self.by_parts.get(name.parts, -1)
        if member < 0 and not name.body:
            member = self._same_person(name)
            if member >= 0:
                self.by_parts[name.parts] = member
        if member < 0:
            member = self._add(name)
            self.by_parts[name.parts] = member
            if not name.body:
                surname = _surname(name.parts, self.language)
                self.by_ends[name.parts[0], surname] = member
                if surname not in self.by_part:
                    self.by_head[surname[0]].append(surname)
                for part in dict.fromkeys(name.parts):
                    self.by_part[part].append(member)
                    if "-" in part:
                        for piece in dict.fromkeys(part.split("-")):
                            self.by_piece[piece].append(member)
        self.seen[member] += 1
        if name.titles or name.speaks:
            self.certain.add(member)
        self._note_gender(member, name)

    def _note_gender(self, member: int, name: Name) -> None:
        """Keep the gender that the titles of a full name tell."""
        if not self.language.male_titles.isdisjoint(name.titles):
            self.gender[member] = "m"
        elif not self.language.female_titles.isdisjoint(name.titles):
            self.gender[member] = "f"

    def add_alias(self, parts: tuple[str, ...], holder: Name) -> None:
        """Make another name, of these parts, refer to the cluster of ``holder``."""
        self.by_parts.setdefault(parts, self.find(holder))

    def has(self, name: Name) -> bool:
        """Return whether a name has a cluster, in full or in short."""
        return name.parts in self.by_parts or self.knows(name)

    def knows(self, name: Name) -> bool:
        """Return whether a name of one token is part of a full name."""
        return len(name.parts) == 1 and (
            name.parts[0] in self.by_part or name.parts[0] in self.by_piece
        )

    def knows_surname(self, name: Name) -> bool:
        """Return whether a name of one token is the last name of a full name."""
        part = name.parts[0]
        bearers = self.by_part.get(part, [])[:_NAMESAKES]
        return any(self.members[member].parts[-1] == part for member in bearers)

    def _same_person(self, name: Name) -> int:
        """Return the cluster with the same first and last part, or with a longer name; or -1."""
        surname = _surname(name.parts, self.language)
        member = self.by_ends.get((name.parts[0], surname), -1)
        if member >= 0:
            return member
        for member in self.by_part.get(name.parts[-1], ())[:_NAMESAKES]:
            parts, count = self.members[member].parts, len(name.parts)
            if parts[-count:] == name.parts:
                self._shorten(member, name)
                return member
            if parts[:count] == name.parts and member in self.certain:
                return member
        return -1

    def _shorten(self, member: int, name: Name) -> None:
        """Call somebody by the mention that begins with a given name: "Harbour Coach Jane Roe"."""
        given = self.language.given_names
        cluster = self.members[member]
        if name.text.split()[0] in given and cluster.name.split()[0] not in given:
            cluster.name, cluster.parts = name.text, name.parts

    def _add(self, name: Name) -> int:
        self.members.append(NameCluster(name.text, name.parts, name.body))
        return len(self.members) - 1

    def find(self, name: Name) -> int:
        """Return the cluster of ``name``; a new one where there is none."""
        member = self.by_parts.get(name.parts, -1)
        if member < 0 and len(name.parts) == 1:
            member = self._short(name)
        if member < 0:
            member = self._add(name)
            self.by_parts[name.parts] = member
        self.seen[member] += 1
        return member

    def _short(self, name: Name) -> int:
        """Return the cluster that one token is a short form of, a last name first; or -1."""
        part = name.parts[0]
        several = (self.by_part.get(part) or self.by_piece.get(part) or [])[:_NAMESAKES]
        if not several:
            return -1 if name.body else self._misspelt(part)
        last = [w for w in several if _surname(self.members[w].parts, self.language) == part]
        if not last and part in self.language.places:
            return -1
        several = last or several
        if len(several) > 1 and name.titles:
            man = not self.language.male_titles.isdisjoint(name.titles)
            woman = not self.language.female_titles.isdisjoint(name.titles)
            if man != woman:
                fitting = [w for w in several if self._fits(w, "m" if man else "f")]
                several = fitting or several
        return max(several, key=lambda member: (self._prominence(member), -member))

    def _prominence(self, member: int) -> int:
        """Return how often a full name is mentioned; a given name at its head counts for more."""
        given = self.members[member].name.split()[0] in self.language.given_names
        return self.seen[member] * (_GIVEN if given else 1)

    def _misspelt(self, part: str) -> int:
        """Return the cluster whose last name differs from ``part`` in one letter; or -1."""
        if len(part) < _SPELLABLE or part.title() in self.language.given_names:
            return -1
        for other in self.by_head[part[0]][:_ALIKE]:
            if abs(len(other) - len(part)) < 2 and _nearly(other, part):
                return self.by_part[other][0]
        return -1

    def _fits(self, member: int, gender: str) -> bool:
        if member in self.gender:
            return self.gender[member] == gender
        given = self.members[member].name.split()[0]
        names = self.language.male_names if gender == "m" else self.language.female_names
        other = self.language.female_names if gender == "m" else self.language.male_names
        return given in names or given not in other


@cache
def suffixes(language: Language) -> frozenset[str]:
    """Return what may follow a last name, as the parts of a name are written."""
    return frozenset(suffix.lower().rstrip(".") for suffix in language.suffixes)


def _surname(parts: tuple[str, ...], language: Language) -> str:
    behind = suffixes(language)
    return next((part for part in reversed(parts) if part not in behind), parts[-1])


def _nearly(one: str, other: str) -> bool:
    """Return whether two words differ by one letter more, less or other."""
    shorter, longer = sorted((one, other), key=len)
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    if len(shorter) == len(longer):
        return shorter[same + 1 :] == longer[same + 1 :]
    return shorter[same:] == longer[same + 1 :]
