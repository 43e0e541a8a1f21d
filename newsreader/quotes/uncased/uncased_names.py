"""Reads names in scripts without capitals: a name with its office, a body, a noun for people."""

import re
from dataclasses import dataclass, field

from newsreader.domain.quoting.quote import SpeakerKind
from newsreader.quotes.uncased.uncased_rules import UncasedRules

_LONGEST_NAME = 5
"""Longest name in Han characters, in code points."""
_MOST_PEOPLE = 200
"""Greatest number of people whose names are kept; no article has as many."""
BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
"""An aside in brackets: an age, a reading, a name in other letters."""
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)+$")
_SMALL = frozenset("的了在是不这那和与與有也就都而及着過过我們们")
"""Han characters that are in no name."""
_KANA_OR_LATIN = re.compile(r"[ァ-ヶー・A-Za-zＡ-Ｚａ-ｚ]+")
_HANGUL = re.compile(r"[가-힣]+")
_SEPARATORS = "·・"
"""What stands between the parts of foreign names."""


@dataclass(frozen=True, slots=True)
class UncasedName:
    """A speaker as one phrase names it."""

    name: str
    """The name without honorific and office, or the noun."""
    office: str = ""
    """The office that stands beside the name."""
    kind: SpeakerKind = SpeakerKind.PERSON
    """What it is."""
    refers: bool = False
    """Whether it is a pronoun and the name is still to be found."""
    titled: bool = False
    """Whether an honorific or an office tells that it is a person."""


@dataclass(frozen=True, slots=True)
class UncasedSpeaker:
    """The speaker of a quote span in a script without capitals."""

    name: str
    """The full name, as far as the text gives it."""
    office: str = ""
    """The office that stands beside the name."""
    cue: str = ""
    """The verb of saying."""
    kind: SpeakerKind = SpeakerKind.PERSON
    """What it is."""
    inferred: bool = False
    """Whether the speaker is taken from another sentence."""


@dataclass(slots=True, eq=False)
class UncasedCast:
    """The people and bodies that one text has named so far, for their short forms."""

    people: dict[str, str] = field(default_factory=dict)
    """Full names and the office of each."""
    bodies: list[str] = field(default_factory=list)
    """Organisations in order, the last one last."""
    last_person: str = ""
    """The person who spoke last."""
    initials: dict[str, str] = field(default_factory=dict)
    """Organisations by their initials: "日本橋協会（JBA）"."""

    def add(self, speaker: UncasedSpeaker) -> None:
        """Keep a speaker for the short forms and pronouns behind it."""
        if speaker.kind is SpeakerKind.ORGANISATION:
            self.bodies.append(speaker.name)
        elif speaker.kind is SpeakerKind.PERSON:
            self.last_person = speaker.name
            if speaker.office or any(sign in speaker.name for sign in _SEPARATORS):
                self.note(speaker.name, speaker.office)

    def note(self, name: str, office: str) -> None:
        """Keep the full name of a person."""
        if len(self.people) < _MOST_PEOPLE:
            self.people.setdefault(name, office)

    def full(self, name: str) -> str:
        """Return the full name that ``name`` is the last name of, else ``name``."""
        for other in self.people:
            if len(other) <= len(name):
                continue
            foreign = any(sign in other for sign in _SEPARATORS)
            if foreign and re.split(f"[{_SEPARATORS}]", other)[-1] == name:
                return other
            if " " in other and other.rpartition(" ")[2] == name:
                return other
            if not foreign and other.startswith(name) and len(other) <= _LONGEST_NAME:
                return other
        return name

    def holder(self, office: str) -> str:
        """Return who is known to have an office; empty for nobody."""
        return next((name for name, held in self.people.items() if held == office), "")

    def body(self, pronoun: str) -> str:
        """Return the body that "同社" or "该公司" means: the last that ends in the same sign."""
        fitting = [body for body in self.bodies if body.endswith(pronoun[-1])]
        return fitting[-1] if fitting else self.bodies[-1] if self.bodies else ""


class NameReader:
    """Reads the phrases of one language."""

    def __init__(self, rules: UncasedRules) -> None:
        self.rules = rules
        self.honorific = re.compile(f"(?:{rules.alternatives('honorifics')})$")
        self.office = re.compile(f"({rules.alternatives('offices')})$")
        self.offices = re.compile(f"({rules.alternatives('offices')})")
        self.body = re.compile(f"(?:{rules.alternatives('bodies')})$")
        self.body_inside = re.compile(f"(?:{rules.alternatives('bodies')})(?=.{{2,4}}$)")
        self.spaced = bool(rules.places)
        self.place = re.compile(f"(?:{rules.alternatives('places')})$")
        self.inflected = re.compile(f"(?:{rules.alternatives('inflections')})$")
        self.surname = re.compile(f"(?:{rules.alternatives('surnames')})")
        self.ranks = {
            particle: rank
            for rank, key in enumerate(("sources", "subjects", "particles"))
            for particle in rules.words(key)
        }
        self.people = frozenset(rules.words("people"))
        self.groups = frozenset(rules.words("groups"))
        self.pronouns = frozenset(rules.words("pronouns"))
        self.body_pronouns = frozenset(rules.words("body_pronouns"))
        self.not_speakers = frozenset(rules.words("not_speakers"))
        self.countries = frozenset(rules.words("countries"))
        self.foreign = frozenset(rules.foreign)

    def read(self, phrase: str, known: UncasedCast) -> UncasedName | None:
        """Return whom ``phrase`` names, None for a topic that does not speak or is not clear."""
        bare = BRACKETS.sub("", phrase).strip(" 、,，")
        if not bare or bare in self.not_speakers or bare[-1].isdigit():
            return None
        if bare in self.pronouns:
            return UncasedName(bare, refers=True)
        if bare in self.body_pronouns:
            return UncasedName(bare, kind=SpeakerKind.ORGANISATION, refers=True)
        honoured = self.honorific.sub("", bare)
        if honoured != bare and honoured:
            return self._titled(honoured.strip(), "", known)
        office = self.office.search(bare)
        if office is not None:
            return self._holder(bare[: office.start()].strip(), office[1], known)
        return self._behind_office(bare, known) or self._plain(bare, known)

    def _holder(self, before: str, office: str, known: UncasedCast) -> UncasedName | None:
        if not before or before in self.countries:
            holder = known.holder(office)
            noun = f"{before} {office}" if _HANGUL.fullmatch(before) else before + office
            return UncasedName(holder or noun, office, titled=bool(holder))
        return self._titled(before, office, known)

    def _titled(self, before: str, office: str, known: UncasedCast) -> UncasedName:
        """Return the name before an honorific or office; what else stands there is left out."""
        for name in known.people:
            if len(name) > 1 and name in before:
                return UncasedName(name, office, titled=True)
        name = self._last_name_in(before)
        if name:
            return UncasedName(known.full(name), office, titled=True)
        gap = " " if self.spaced and office else ""
        return UncasedName(before + gap + office, office)

    def _last_name_in(self, before: str) -> str:
        """Return the name at the end of what stands before an office; empty for none."""
        if self.spaced:
            return self._name_among(before.split())
        foreign = _KANA_OR_LATIN.search(before)
        if foreign is not None and foreign.end() == len(before) and len(foreign[0]) > 1:
            return foreign[0]
        if any(sign in before for sign in _SEPARATORS):
            return before
        if self.rules.surnames:
            for length in (3, 2, 4, 1):
                name = before[-length:]
                surname = self.surname.match(name)
                if surname is not None and len(name) == length and length - len(surname[0]) < 3:
                    return name
            return before if self._is_foreign(before) else ""
        if len(before) <= _LONGEST_NAME:
            return before
        body = self.body_inside.search(before)
        return before[body.end() :] if body is not None else ""

    def _name_among(self, words: list[str]) -> str:
        """Return the name among the words before an office: "국토교통부 이철수 장관"."""
        words = [word for word in words if word not in self.countries]
        alike = []
        for word in reversed(words):
            body = self.place.search(word) or self.body.search(word)
            if len(word) == 3 and self._is_full_name(word) and not self.place.search(word):
                if not body:
                    return word
                alike.append(word)
            if not body:
                break
        if alike:
            return alike[0]
        if not words or self.body.search(words[-1]):
            return ""
        if len(words[-1]) <= 2 and self._is_full_name(words[-1]):
            return words[-1]
        foreign = words[-2:] if self._is_part_of_name(words[-2:][0]) else words[-1:]
        return " ".join(foreign) if all(map(_HANGUL.fullmatch, foreign)) else ""

    def _is_part_of_name(self, word: str) -> bool:
        """Return whether a word before a foreign last name may be the first name."""
        return (
            _HANGUL.fullmatch(word) is not None
            and len(word) < _LONGEST_NAME
            and not self.body.search(word)
            and not self.inflected.search(word)
            and word not in self.not_speakers
        )

    def _behind_office(self, phrase: str, known: UncasedCast) -> UncasedName | None:
        """Read "外交部发言人李雷": the name stands behind the office."""
        if not self.rules.surnames:
            return None
        offices = list(self.offices.finditer(phrase))
        if not offices or offices[-1].end() == len(phrase):
            return None
        office = offices[-1]
        name = phrase[office.end() :]
        latin = _LATIN_NAME.match(name.strip()) is not None
        if self._is_full_name(name) or self._is_foreign(name) or latin or name in known.people:
            name = name.strip()
            return UncasedName(known.full(name), office[1], titled=True)
        return None

    def _plain(self, phrase: str, known: UncasedCast) -> UncasedName | None:
        """Return the name of a phrase without an office, where it is plainly one."""
        latin = _LATIN_NAME.search(phrase)
        if latin is not None:
            return UncasedName(latin[0], titled=True)
        for noun in self.people:
            if phrase.endswith(noun) and "我" not in phrase:
                several = noun in self.groups
                return UncasedName(
                    phrase, kind=SpeakerKind.GROUP if several else SpeakerKind.PERSON
                )
        if phrase in known.initials:
            return UncasedName(known.initials[phrase], kind=SpeakerKind.ORGANISATION)
        if phrase in known.people:
            return UncasedName(phrase, known.people[phrase], titled=True)
        full = known.full(phrase)
        if full != phrase:
            return UncasedName(full, known.people[full], titled=True)
        if self.body.search(phrase):
            return UncasedName(phrase, kind=SpeakerKind.ORGANISATION)
        if self.rules.surnames:
            if self._is_full_name(phrase) or self._is_foreign(phrase):
                return UncasedName(phrase, titled=True)
            return None
        if _KANA_OR_LATIN.fullmatch(phrase):
            person = any(sign in phrase for sign in _SEPARATORS)
            kind = SpeakerKind.PERSON if person else SpeakerKind.ORGANISATION
            return UncasedName(phrase, kind=kind)
        return UncasedName(phrase)

    def _is_full_name(self, name: str) -> bool:
        surname = self.surname.match(name)
        if surname is None or not _SMALL.isdisjoint(name):
            return False
        return len(name) - len(surname[0]) in (1, 2)

    def _is_foreign(self, name: str) -> bool:
        """Return whether a name is written with the signs of foreign names only."""
        if any(sign in name for sign in _SEPARATORS):
            return True
        return 2 <= len(name) <= _LONGEST_NAME and self.foreign.issuperset(name)
