"""Casts an article: who is in it, under which names, and who is meant by a short form."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from newsreader.quotes.language import Language
from newsreader.quotes.name_clusters import (
    NameCluster,
    NameClusters,
    suffixes,
)
from newsreader.quotes.names import Name, read_names
from newsreader.quotes.tokens import Tokens

_KNOWN_AS = 7
"""How many tokens may stand between a name and the one that somebody is known by."""
_EDGES = re.compile(r"['’]s$|[^\w]+$")


@dataclass(slots=True, eq=False)
class Cast:
    """Everybody named in an article."""

    people: list[NameCluster]
    """Who is in it, those with longer names first."""
    names: list[Name]
    """Every place where one of them is named, in order."""
    starting: dict[int, Name]
    """The names by their first token, titles included."""
    ending: dict[int, Name]
    """The names by their last token."""
    nicknames: set[int]
    """The marked words that are nicknames inside names."""
    firsts: list[int]
    """The first tokens of ``names``, for searching."""

    def bearer(self, parts: tuple[str, ...]) -> int:
        """Return who bears a name of these parts, in full or in short; -1 for nobody."""
        for number, person in enumerate(self.people):
            if person.parts == parts or person.parts[-len(parts) :] == parts:
                return number
        for number, person in enumerate(self.people):
            if parts[-1] in person.parts[-1].split("-"):
                return number
        return -1

    def between(self, start: int, stop: int) -> list[Name]:
        """Return the names that begin in a range of tokens."""
        return self.names[bisect_left(self.firsts, start) : bisect_left(self.firsts, stop)]


def cast(frame: Tokens, title: str, language: Language) -> Cast:
    """Return the cast of ``frame``; full names may also come from the headline ``title``."""
    names, nicknames = read_names(frame, language)
    _name_after_things(frame, names, language)
    people = NameClusters(language)
    shouting = _headlines(frame)
    second = _offices(frame, names, language) | _assumed(frame, names, language)
    for name in sorted(names, key=lambda name: -len(name.parts)):
        if name.parts in second:
            continue
        if len(name.parts) > 1 and not (name.begin in shouting and not _is_whole(name, language)):
            people.enter_full(name)
    for parts, bearer in second.items():
        people.give(parts, bearer)
    names = [name for name in names if name.begin not in shouting or people.has(name)]
    heads = frozenset(frame.sentence_starts)
    elsewhere = {name.parts for name in names if name.begin not in heads}
    names = [
        name
        for name in names
        if (not name.office or people.knows_surname(name))
        and (
            len(name.parts) > 1
            or name.parts in elsewhere
            or not _begins_like_a_word(frame, name, heads, language)
            or people.knows(name)
        )
    ]
    for name in names:
        name.who = people.find(name)
        person = people.people[name.who]
        person.mentions.append(name)
        _weigh(person, name, language)
        if name.begin and not name.body:
            _weigh_noun(person, frame.lower[name.begin - 1], language)
    _hear_pronouns(frame, names, people.people, language)
    _complete_from_headline(title, people.people, language)
    return Cast(
        people.people,
        names,
        {name.begin: name for name in names},
        {name.last: name for name in names},
        nicknames,
        [name.first for name in names],
    )


def _offices(frame: Tokens, names: list[Name], language: Language) -> dict[tuple[str, ...], Name]:
    """Return the offices that are written like a name and who holds them.

    In "the Chief of Harbour, Nana Roe," the first name is the second's office.
    """
    return {
        one.parts: other
        for one, other in pairwise(names)
        if one.parts[0] in language.titles
        and "of" in one.parts
        and other.begin == one.last + 2
        and frame.lower[one.last + 1] == ","
        and len(other.parts) > 1
        and not other.body
        and "of" not in other.parts
    }


def _assumed(frame: Tokens, names: list[Name], language: Language) -> dict[tuple[str, ...], Name]:
    """Return the names that somebody is known as: "Jane Roe, popularly known as Mama J"."""
    return {
        other.parts: one
        for one, other in pairwise(names)
        if len(one.parts) > 1
        and not (one.body or one.possessive)
        and other.begin - one.last <= _KNOWN_AS
        and not language.assuming.isdisjoint(_between(frame, one, other))
    }


def _between(frame: Tokens, one: Name, other: Name) -> list[str]:
    """Return the pairs of words between two names, where no sentence ends there."""
    words = frame.lower[one.last + 1 : other.begin]
    if "." in words or "\n" in words:
        return []
    return [*words[-1:], " ".join(words[-2:])]


def _name_after_things(frame: Tokens, names: list[Name], language: Language) -> None:
    """Take "Ruth Court" for a person where she speaks, or Court alone does, and not a court."""
    alike: dict[str, list[Name]] = {}
    known: set[str] = set()
    for name in names:
        alone = len(name.parts) == 1
        given = len(name.parts) == 2 and name.text.split()[0] in language.given_names
        before = frame.lower[name.begin - 1] if name.begin else "."
        if not (alone or given) or before in language.determiners:
            continue
        surname = name.parts[-1]
        if name.body and surname in language.organisation_words:
            alike.setdefault(surname, []).append(name)
        if name.speaks or name.titles or (given and before in language.person_nouns):
            known.add(surname)
    for surname, several in alike.items():
        if surname in known and any(len(name.parts) > 1 for name in several):
            for name in several:
                name.body = False


def _headlines(frame: Tokens) -> set[int]:
    """Return the tokens of paragraphs of one sentence with a capital on nearly every word."""
    tokens: set[int] = set()
    alone = Counter(frame.paragraphs)
    for (start, stop), paragraph in zip(frame.sentences, frame.paragraphs, strict=True):
        if alone[paragraph] > 1 or frame.words[stop - 1] == ":":
            continue
        long = [word for word in frame.words[start:stop] if len(word) > 3 and word.isalpha()]
        if len(long) > 3 and sum(map(str.islower, long)) * 5 <= len(long):
            tokens.update(range(start, stop))
    return tokens


def _is_whole(name: Name, language: Language) -> bool:
    """Return whether a name begins with a given name, so that no other word got into it."""
    own = [part for part in name.parts if len(part) > 1 and part not in suffixes(language)]
    return len(own) < 3 and name.text.split()[0] in language.given_names


def _is_crowd(parts: tuple[str, ...], language: Language) -> bool:
    """Return whether a single word is the plural of a noun for people: "Lawyers"."""
    return len(parts) == 1 and parts[0][-1] == "s" and parts[0][:-1] in language.person_nouns


def _begins_like_a_word(
    frame: Tokens, name: Name, heads: frozenset[int], language: Language
) -> bool:
    """Return whether one capitalised word may just begin its sentence: "Currently, …"."""
    if name.begin not in heads:
        return False
    if _is_crowd(name.parts, language):
        return True
    if name.titles or name.speaks or name.possessive:
        return False
    following = frame.words[name.last + 1] if name.last + 1 < len(frame.words) else "."
    verbs = tuple(language.verb_endings)
    qualifies = (
        bool(verbs)
        and following.islower()
        and following.isalpha()
        and following not in language.function_words
        and following not in language.prepositions
        and following not in language.not_cues
        and following not in language.between
        and not following.endswith(verbs)
    )
    return qualifies or following == "," or name.parts[0].endswith(tuple(language.plain_endings))


def _complete_from_headline(title: str, people: list[NameCluster], language: Language) -> None:
    """Give those with one name only the given name that the headline has in front of it."""
    words = title.split()
    given = language.given_names
    for before, word in pairwise(words):
        bare = _EDGES.sub("", word)
        if before in given and bare:
            for person in people:
                if person.parts == (bare.lower(),) and not person.body:
                    person.name = f"{before} {bare}"
                    person.parts = (before.lower(), bare.lower())


def _weigh(person: NameCluster, name: Name, language: Language) -> None:
    """Add what one mention tells about who bears the name."""
    if name.titles:
        person.human += 2
        person.titles.update(name.titles)
        person.man += 2 * (not language.male_titles.isdisjoint(name.titles))
        person.woman += 2 * (not language.female_titles.isdisjoint(name.titles))
    if name.body:
        return
    person.human += name.speaks + (len(name.parts) < len(person.parts))
    words = name.text.split()
    given = words[0]
    if len(words) > 2 and given not in language.given_names:
        given = words[1]  # a title nobody has listed, or a clan's name in front
    if len(name.parts) > 1 or person.parts[0] == name.parts[0]:
        if given in language.male_names:
            person.man += 1
            person.human += 1
        if given in language.female_names:
            person.woman += 1
            person.human += 1


def _weigh_noun(person: NameCluster, noun: str, language: Language) -> None:
    """Add what the noun in front of a name tells: "guitarist Roe", "his mother Jane Roe"."""
    person.man += noun in language.male_nouns
    person.woman += noun in language.female_nouns
    person.human += (
        noun in language.person_nouns
        or noun in language.male_nouns
        or noun in language.female_nouns
    )


def _hear_pronouns(
    frame: Tokens, names: list[Name], people: list[NameCluster], language: Language
) -> None:
    """Let "he" and "she" after a person's only mention in a sentence tell the gender."""
    subjects = dict(language.pronouns)
    gendered = {word for word, kind in subjects.items() if kind in "mf"}
    telling = [token for token, word in enumerate(frame.lower) if word in gendered]
    if not telling:
        return
    for number, name in enumerate(names):
        person = people[name.who]
        if person.body or person.man != person.woman:
            continue
        sentence = frame.sentence_of(name.last)
        start, stop = frame.sentences[sentence]
        if number + 1 < len(names) and names[number + 1].first < stop:
            stop = names[number + 1].first
        if number and names[number - 1].last >= start:
            continue
        behind = bisect_right(telling, name.last)
        if behind < len(telling) and telling[behind] < stop:
            if subjects[frame.lower[telling[behind]]] == "m":
                person.man += 0.5
            else:
                person.woman += 0.5
