"""Tells the people of one article apart, by full names, short forms and second spellings."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from newsreader.quotes.language import Language
from newsreader.quotes.names import Name

_SPELLABLE = 5
"""Shorter names are too alike to be taken for one another."""
_NAMESAKES = 12
"""How many people of one name are told apart."""
_ALIKE = 40
"""How many names that begin alike are compared letter by letter."""


@dataclass(slots=True, eq=False)
class NameCluster:
    """Somebody or something with a name in the article, as far as it has been read."""

    name: str
    """The fullest name the article gives."""
    parts: tuple[str, ...]
    """The tokens of that name in lower case."""
    body: bool = False
    """Whether it is an organisation, a place or a thing."""
    human: int = 0
    """How much speaks for a person: titles, given names, acts of saying."""
    man: float = 0.0
    """How much speaks for a man."""
    woman: float = 0.0
    """How much speaks for a woman."""
    mentions: list[Name] = field(default_factory=list)
    """Where the name stands, in order."""
    titles: set[str] = field(default_factory=set)
    """The titles it was given."""

    def may_be(self, gender: str) -> bool:
        """Return whether nothing speaks against ``gender``, m or f."""
        if self.man == self.woman:
            return True
        return (self.man > self.woman) == (gender == "m")


class NameClusters:
    """The people of one article while they are being told apart."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.people: list[NameCluster] = []
        self.by_parts: dict[tuple[str, ...], int] = {}
        self.by_ends: dict[tuple[str, str], int] = {}
        self.by_part: dict[str, list[int]] = defaultdict(list)
        self.by_piece: dict[str, list[int]] = defaultdict(list)
        self.by_head: dict[str, list[str]] = defaultdict(list)
        self.seen: dict[int, int] = defaultdict(int)
        self.gender: dict[int, str] = {}
        self.firm: set[int] = set()  # who has a title or speaks, so that no headline got in

    def enter_full(self, name: Name) -> None:
        """Make room for a name of several tokens, longer ones first, or find it there already."""
        who = self.by_parts.get(name.parts, -1)
        if who < 0 and not name.body:
            who = self._same_person(name)
            if who >= 0:
                self.by_parts[name.parts] = who
        if who < 0:
            who = self._add(name)
            self.by_parts[name.parts] = who
            if not name.body:
                surname = _surname(name.parts, self.language)
                self.by_ends[name.parts[0], surname] = who
                if surname not in self.by_part:
                    self.by_head[surname[0]].append(surname)
                for part in dict.fromkeys(name.parts):
                    self.by_part[part].append(who)
                    if "-" in part:
                        for piece in dict.fromkeys(part.split("-")):
                            self.by_piece[piece].append(who)
        self.seen[who] += 1
        if name.titles or name.speaks:
            self.firm.add(who)
        self._note_gender(who, name)

    def _note_gender(self, who: int, name: Name) -> None:
        """Remember the gender that the titles of a full name tell."""
        if not self.language.male_titles.isdisjoint(name.titles):
            self.gender[who] = "m"
        elif not self.language.female_titles.isdisjoint(name.titles):
            self.gender[who] = "f"

    def give(self, parts: tuple[str, ...], holder: Name) -> None:
        """Let an office that is written like a name mean who holds it."""
        self.by_parts.setdefault(parts, self.find(holder))

    def has(self, name: Name) -> bool:
        """Return whether a name is somebody's, in full or in short."""
        return name.parts in self.by_parts or self.knows(name)

    def knows(self, name: Name) -> bool:
        """Return whether a single word is part of somebody's full name."""
        return len(name.parts) == 1 and (
            name.parts[0] in self.by_part or name.parts[0] in self.by_piece
        )

    def knows_surname(self, name: Name) -> bool:
        """Return whether somebody bears a single word as a last name."""
        part = name.parts[0]
        bearers = self.by_part.get(part, [])[:_NAMESAKES]
        return any(self.people[who].parts[-1] == part for who in bearers)

    def _same_person(self, name: Name) -> int:
        """Return who already bears the first and last part, or a longer name that ends so."""
        surname = _surname(name.parts, self.language)
        who = self.by_ends.get((name.parts[0], surname), -1)
        if who >= 0:
            return who
        for who in self.by_part.get(name.parts[-1], ())[:_NAMESAKES]:
            parts, count = self.people[who].parts, len(name.parts)
            if parts[-count:] == name.parts or (parts[:count] == name.parts and who in self.firm):
                return who
        return -1

    def _add(self, name: Name) -> int:
        self.people.append(NameCluster(name.text, name.parts, name.body))
        return len(self.people) - 1

    def find(self, name: Name) -> int:
        """Return who bears ``name``, entering somebody new where nobody does."""
        who = self.by_parts.get(name.parts, -1)
        if who < 0 and len(name.parts) == 1:
            who = self._short(name)
        if who < 0:
            who = self._add(name)
            self.by_parts[name.parts] = who
        self.seen[who] += 1
        return who

    def _short(self, name: Name) -> int:
        """Return whose short form a single token is: a last name before any other part."""
        part = name.parts[0]
        several = (self.by_part.get(part) or self.by_piece.get(part) or [])[:_NAMESAKES]
        if not several:
            return -1 if name.body else self._misspelt(part)
        last = [w for w in several if _surname(self.people[w].parts, self.language) == part]
        several = last or several
        if len(several) > 1 and name.titles:
            man = not self.language.male_titles.isdisjoint(name.titles)
            woman = not self.language.female_titles.isdisjoint(name.titles)
            if man != woman:
                fitting = [w for w in several if self._fits(w, "m" if man else "f")]
                several = fitting or several
        return max(several, key=lambda who: (self.seen[who], -who))

    def _misspelt(self, part: str) -> int:
        """Return whose last name ``part`` is but for one letter, in one story a second spelling."""
        if len(part) < _SPELLABLE or part.title() in self.language.given_names:
            return -1
        for other in self.by_head[part[0]][:_ALIKE]:
            if abs(len(other) - len(part)) < 2 and _nearly(other, part):
                return self.by_part[other][0]
        return -1

    def _fits(self, who: int, gender: str) -> bool:
        if who in self.gender:
            return self.gender[who] == gender
        given = self.people[who].name.split()[0]
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
