"""Finds who holds an office of which the article speaks: "the mayor", "the CS"."""

from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.names import Name
from newsreader.quotes.text.tokens import Tokens

_OFFICE = 9
"""How many tokens in front of a name are searched for its office."""
_QUALIFIERS = 2
"""How many tokens in front of an office are searched for "former" and the like."""
_AGE = 4
"""How many tokens in front of a name are searched for an age."""
YEARS_OLD = "-year-old"
"""What follows the years in an age that stands for a person."""
_INITIALS = 5
"""Greatest number of letters in the initials of an office."""


class OfficeHolders:
    """The offices of the members of one cast; members are indices into ``Cast.members``."""

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        self.tokens, self.cast, self.language = tokens, cast, language
        self.person_nouns = language.person_nouns
        self.office_holders: dict[str, int] | None = None
        self.former: dict[str, int] = {}
        self.lesser = language.grammar("lesser_offices")
        self.held: dict[int, set[str]] = {}
        self.initials: dict[str, int] | None = None
        self.ages: dict[str, int] | None = None

    def holder(self, office: str, former: bool = False) -> int:
        """Return the member with an office, the most mentioned of several; -1 for none.

        With ``former``, one who is said to have had it comes first.
        """
        if self.office_holders is None:
            self.office_holders = {}
            for number in sorted(
                range(len(self.cast.members)),
                key=lambda member: -len(self.cast.members[member].mentions),
            ):
                member = self.cast.members[number]
                if member.body or member.parts[-1] in self.language.places:
                    continue  # "Prezydent USA" is no name
                titles = member.titles
                for title in titles if titles.isdisjoint(self.lesser) else ():
                    self._record(title, number)
            for name in self.cast.names:
                self._read_apposition(name)
                self._read_noun(name)
        had, holder = self.former.get(office, -1), self.office_holders.get(office, -1)
        if holder < 0:
            holder = self.by_initials(office)
        return had if holder < 0 or (former and had >= 0) else holder

    def _record(self, office: str, member: int, former: bool = False) -> None:
        """Record that a member has an office; the first one that is found holds it.

        Who is called a former or deputy mayor is the mayor where nobody else is.
        """
        assert self.office_holders is not None
        (self.former if former else self.office_holders).setdefault(office, member)
        self.held.setdefault(member, set()).add(office)

    def has_another(self, member: int, office: str) -> bool:
        """Return whether a member has an office that nobody has who has this one.

        A mayor is not meant by "the prosecutor", but a president may be by "the head of state".
        """
        self.holder(office)
        exclusive = self.language.exclusive_offices
        held = self.held.get(member, set())
        return office in exclusive - held and not exclusive.isdisjoint(held)

    def by_age(self, years: str) -> int:
        """Return the member of this age: "Jane Roe, 56, spoke"; -1 for none."""
        if self.ages is None:
            self.ages = {}
            for name in self.cast.names:
                if not self.cast.members[name.member].body:
                    self._read_age(name)
        return self.ages.get(years, -1)

    def _read_age(self, name: Name) -> None:
        """Record the age in "Jane Roe, 56, spoke" and "the 56-year-old nurse Jane Roe"."""
        assert self.ages is not None
        lower = self.tokens.lower
        behind = lower[name.last + 1 : name.last + 4]
        if behind[:1] == [","] == behind[2:] and behind[1].isdigit():
            self.ages.setdefault(behind[1], name.member)
        for at in range(name.begin - 1, max(-1, name.begin - _AGE), -1):
            if lower[at].endswith(YEARS_OLD):
                self.ages.setdefault(lower[at].removesuffix(YEARS_OLD), name.member)
            if lower[at] in self.language.stops or lower[at] in self.language.cues:
                break

    def by_initials(self, initials: str) -> int:
        """Return the member with the office of these initials; -1 for none."""
        if self.initials is None:
            self.initials = {}
            for name in self.cast.names:
                self._read_initials(name)
        return self.initials.get(initials, -1)

    def _read_apposition(self, name: Name) -> None:
        """Record the office in "Jane Roe, the mayor of Harbour"."""
        assert self.office_holders is not None
        lower, token = self.tokens.lower, name.last + 1
        if token + 1 >= len(lower) or lower[token] != ",":
            return
        token += 1
        if self.cast.members[name.member].body or (
            len(name.parts) < 2 and lower[name.begin - 1] in self.language.determiners
        ):
            return  # "on Face the Nation, the mayor said"
        if lower[token] not in self.language.determiners:
            self._read_bare_office(name, token)
            return
        stops = self.language.prepositions | self.language.function_words
        for at in range(token + 1, min(token + 6, len(lower) - 1)):
            following = lower[at + 1]
            if following in stops or not following[0].isalpha():
                # in "Roe, the governor, Dr Brandt, spoke" the office is the second's
                holder = self.cast.starting.get(at + 2) if following == "," else None
                if holder is None or not holder.titles:
                    holder = name
                former = not self.lesser.isdisjoint(lower[token:at])
                self._record(lower[at], holder.member, former)
                return

    def _read_bare_office(self, name: Name, token: int) -> None:
        """Record the office in "Jane Roe, governor of Ohio"."""
        lower = self.tokens.lower
        former = lower[token] in self.lesser
        token += former
        if token + 1 < len(lower) and lower[token + 1] in self.language.prepositions:
            office = lower[token]
            if office in self.person_nouns and self.tokens.words[token].islower():
                self._record(office, name.member, former)

    def _read_noun(self, name: Name) -> None:
        """Record the office in "the council's economist Jane Roe", and in "le maire, Roe,"."""
        lower, at = self.tokens.lower, name.begin - 1
        if at > 1 and lower[at] == "," and len(name.parts) > 1:
            at -= lower[at - 2] in self.language.definite_articles  # "the mayor, Jane Roe"
        office = lower[at] if at >= 0 else ""
        if self.language.inverts:
            office = self._office_before(name)
        if self.language.means_person(office) and not self.cast.members[name.member].body:
            former = not self.lesser.isdisjoint(lower[max(0, at - _QUALIFIERS) : max(0, at)])
            self._record(office, name.member, former)

    def _office_before(self, name: Name) -> str:
        """Return the noun before a name, across a complement: "le maire de Harbour, Jane Roe"."""
        lower, language = self.tokens.lower, self.language
        before = lower[name.begin - 1] if name.begin else "."
        if before in language.prepositions or before in language.determiners:
            return ""  # "the prosecutor of Harbour" has no name
        comma = name.begin > 1 and before == ","
        for at in range(name.begin - 1 - comma, max(-1, name.begin - _OFFICE), -1):
            word = lower[at]
            if language.means_person(word):
                return word
            if not word[0].isalpha() or word in language.verbs or word in language.conjunctions:
                break
        return ""

    def _read_initials(self, name: Name) -> None:
        """Record the office "CS" of "Cabinet Secretary Jane Roe" by its initials."""
        assert self.initials is not None
        if self.cast.members[name.member].body or len(name.parts) < 2:
            return
        start = self.tokens.sentence_starts[self.tokens.sentence_of(name.first)]
        words = self.tokens.words[max(start, name.first - _OFFICE) : name.first]
        capitals = [word.lower() for word in words if word[0].isupper() and word != "The"]
        for first in range(len(capitals) - 1):
            for last in range(first + 2, min(first + _INITIALS, len(capitals)) + 1):
                office = capitals[first:last]
                # "Cabinet Secretary", "Secretary to the Government", and no "Harbour Council"
                if office[0] in self.person_nouns or office[-1] in self.person_nouns:
                    self.initials.setdefault("".join(word[0] for word in office), name.member)
