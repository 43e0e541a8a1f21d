"""Clusters the names of an article into its cast: each member with all mentions."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from newsreader.quotes.language import Language
from newsreader.quotes.people.name_clusters import NameCluster, NameClusters, suffixes
from newsreader.quotes.people.names import Name, read_names
from newsreader.quotes.text.datelines import find_dateline
from newsreader.quotes.text.tokens import QUOTE, Tokens

_KNOWN_AS = 7
"""Greatest distance, in tokens, between a name and the alias that follows it."""
_EDGES = re.compile(r"['’]s$|[^\w]+$")


@dataclass(slots=True, eq=False)
class Cast:
    """The people, organisations and places named in one article."""

    members: list[NameCluster]
    """One cluster of names for each; attributions refer to it by index."""
    names: list[Name]
    """All mentions in the order of the text."""
    starting: dict[int, Name]
    """The mentions by the index of their first token, titles included."""
    ending: dict[int, Name]
    """The mentions by the index of their last token."""
    nicknames: set[int]
    """Indices of the quote spans that are nicknames inside names."""
    firsts: list[int]
    """The index of the first token of each of ``names``, for bisection."""

    def bearer(self, parts: tuple[str, ...]) -> int:
        """Return the index of the member with a name of these parts, full or short; -1 for none."""
        for number, cluster in enumerate(self.members):
            if cluster.parts == parts or cluster.parts[-len(parts) :] == parts:
                return number
        for number, cluster in enumerate(self.members):
            if parts[-1] in cluster.parts[-1].split("-"):
                return number
        return -1

    def between(self, start: int, stop: int) -> list[Name]:
        """Return the mentions that begin in a range of tokens."""
        return self.names[bisect_left(self.firsts, start) : bisect_left(self.firsts, stop)]


def cluster_names(tokens: Tokens, title: str, language: Language) -> Cast:
    """Return the cast of ``tokens``; the headline ``title`` may complete names."""
    names, nicknames = read_names(tokens, language)
    start, end = find_dateline(tokens.text)
    names = [name for name in names if not start <= tokens.starts[name.begin] < end]
    _name_after_things(tokens, names, language)
    _part_from_participles(tokens, names, language)
    members = NameClusters(language)
    shouting = _headlines(tokens, language)
    second = _offices_like_names(tokens, names, language) | _aliases(tokens, names, language)
    for name in sorted(names, key=lambda name: -len(name.parts)):
        if name.parts in second:
            continue
        if len(name.parts) > 1 and not (name.begin in shouting and not _is_whole(name, language)):
            members.add_full_name(name)
    for parts, bearer in second.items():
        members.add_alias(parts, bearer)
    names = [name for name in names if name.begin not in shouting or members.has(name)]
    heads = frozenset((*tokens.sentence_starts, bisect_left(tokens.starts, end)))
    elsewhere = {name.parts for name in names if name.begin not in heads}
    names = [
        name
        for name in names
        if (not name.office or members.knows_surname(name))
        and (
            len(name.parts) > 1
            or name.parts in elsewhere
            or not _begins_like_a_word(tokens, name, heads, language)
            or members.knows(name)
        )
    ]
    for name in names:
        name.member = members.find(name)
        cluster = members.members[name.member]
        cluster.mentions.append(name)
        _weigh(cluster, name, language)
        if name.begin and not name.body:
            _weigh_noun(cluster, tokens.lower[name.begin - 1], language)
        cluster.place += _is_placed(tokens, name, language)
    _weigh_pronouns(tokens, names, members.members, language)
    _complete_from_headline(title, members.members, language)
    return Cast(
        members.members,
        names,
        {name.begin: name for name in names},
        {name.last: name for name in names},
        nicknames,
        [name.first for name in names],
    )


def _offices_like_names(
    tokens: Tokens, names: list[Name], language: Language
) -> dict[tuple[str, ...], Name]:
    """Return the offices that are written like a name and who holds them.

    In "the Chief of Harbour, Nana Roe," the first name is the second's office.
    """
    return {
        one.parts: other
        for one, other in pairwise(names)
        if one.parts[0] in language.titles
        and "of" in one.parts
        and other.begin == one.last + 2
        and tokens.lower[one.last + 1] == ","
        and len(other.parts) > 1
        and not other.body
        and "of" not in other.parts
    }


def _aliases(tokens: Tokens, names: list[Name], language: Language) -> dict[tuple[str, ...], Name]:
    """Return aliases with their bearers: "Jane Roe, popularly known as Mama J"."""
    return {
        other.parts: one
        for one, other in pairwise(names)
        if len(one.parts) > 1
        and not (one.body or one.possessive)
        and other.begin - one.last <= _KNOWN_AS
        and not language.assuming.isdisjoint(_between(tokens, one, other))
    }


def _between(tokens: Tokens, one: Name, other: Name) -> list[str]:
    """Return the last word and last two words between two names of one sentence."""
    words = tokens.lower[one.last + 1 : other.begin]
    if "." in words or "\n" in words:
        return []
    return [*words[-1:], " ".join(words[-2:])]


def _name_after_things(tokens: Tokens, names: list[Name], language: Language) -> None:
    """Take "Ruth Court" for a person where she speaks, or Court alone does, and not a court."""
    alike: dict[str, list[Name]] = {}
    known: set[str] = set()
    for name in names:
        alone = len(name.parts) == 1
        given = len(name.parts) == 2 and name.text.split()[0] in language.given_names
        before = tokens.lower[name.begin - 1] if name.begin else "."
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


def _part_from_participles(tokens: Tokens, names: list[Name], language: Language) -> None:
    """Leave out the word before a name that another mention has without: "Celebrating Roe"."""
    heads = frozenset(tokens.sentence_starts)
    endings = tuple(language.plain_endings)
    led = [
        name
        for name in names
        if name.begin == name.first < name.last
        and name.begin in heads
        and not name.body
        and tokens.words[name.begin].endswith(endings)
        and tokens.words[name.begin] not in language.given_names
    ]
    if not led:
        return
    known = {parts for name in names for parts in (name.parts, name.parts[-1:])}
    known -= {name.parts for name in led}
    for name in led:
        if name.parts[1:] in known:
            name.begin = name.first = name.first + 1
            name.parts, name.text = name.parts[1:], name.text.partition(" ")[2]


def _headlines(tokens: Tokens, language: Language) -> set[int]:
    """Return the tokens of paragraphs of one sentence with a capital on nearly every word.

    A verb of saying without one beside a quotation tells that it is speech: "…," said Jane Roe,
    Director.
    """
    indices: set[int] = set()
    alone = Counter(tokens.paragraphs)
    for (start, stop), paragraph in zip(tokens.sentences, tokens.paragraphs, strict=True):
        if alone[paragraph] > 1 or tokens.words[stop - 1] == ":":
            continue
        words = tokens.words[start:stop]
        shouted = [word for word in words if word.isalpha()]
        if len(shouted) > 1 and all(map(str.isupper, shouted)) and QUOTE not in words:
            indices.update(range(start, stop))
        if QUOTE in words and (
            not language.cues.isdisjoint(words)
            or _is_labelled_speech(tokens, start, start + words.index(QUOTE))
        ):
            continue
        long = [word for word in words if len(word) > 3 and word.isalpha()]
        if len(long) > 3 and sum(map(str.islower, long)) * 5 <= len(long):
            indices.update(range(start, stop))
    return indices


def _is_labelled_speech(tokens: Tokens, start: int, place: int) -> bool:
    """Return whether a quotation behind a colon is written as speech, mostly in small letters."""
    quoted = tokens.slice(place, place).split()
    small = sum(word.islower() for word in quoted)
    shouted = any(len(word) > 3 and word.isupper() for word in tokens.words[start:place])
    return tokens.words[place - 1] == ":" and small * 2 > len(quoted) and not shouted


def _is_whole(name: Name, language: Language) -> bool:
    """Return whether a name begins with a given name, so that no other word got into it."""
    own = [part for part in name.parts if len(part) > 1 and part not in suffixes(language)]
    return len(own) < 3 and name.text.split()[0] in language.given_names


def _is_crowd(parts: tuple[str, ...], language: Language) -> bool:
    """Return whether a single word is the plural of a noun for people: "Lawyers"."""
    return len(parts) == 1 and parts[0][-1] == "s" and parts[0][:-1] in language.roles


def _begins_like_a_word(
    tokens: Tokens, name: Name, heads: frozenset[int], language: Language
) -> bool:
    """Return whether one capitalised word may just begin its sentence: "Currently, …"."""
    if name.begin not in heads:
        return False
    if _is_crowd(name.parts, language):
        return True
    if name.titles or name.speaks or name.possessive or name.text in language.given_names:
        return False
    if not language.verb_endings:
        return True
    following = tokens.words[name.last + 1] if name.last + 1 < len(tokens.words) else "."
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
    described = tokens.lower[name.last + 2 : name.last + 3]  # "Roe, who"
    return (
        qualifies
        or following in language.articles
        or (following == "," and language.grammar("relative_clauses").isdisjoint(described))
        or name.parts[0].endswith(tuple(language.plain_endings))
    )


def _complete_from_headline(title: str, members: list[NameCluster], language: Language) -> None:
    """Complete clusters of a last name only with the given name that the headline has."""
    words = title.split()
    given = language.given_names
    for before, word in pairwise(words):
        bare = _EDGES.sub("", word)
        if before in given and bare:
            for cluster in members:
                if cluster.parts == (bare.lower(),) and not cluster.body:
                    cluster.name = f"{before} {bare}"
                    cluster.parts = (before.lower(), bare.lower())


def _weigh(cluster: NameCluster, name: Name, language: Language) -> None:
    """Add the evidence of one mention to its cluster: a person, a man, a woman."""
    if name.titles:
        cluster.human += 2
        cluster.titles.update(name.titles)
        cluster.man += 2 * (not language.male_titles.isdisjoint(name.titles))
        cluster.woman += 2 * (not language.female_titles.isdisjoint(name.titles))
    if name.body:
        return
    cluster.human += name.speaks + (len(name.parts) < len(cluster.parts))
    words = name.text.split()
    given = words[0]
    if len(words) > 2 and given not in language.given_names:
        given = words[1]  # a title nobody has listed, or a clan's name in front
    if len(name.parts) > 1 or cluster.parts[0] == name.parts[0]:
        if given in language.male_names:
            cluster.man += 1
            cluster.human += 1
        if given in language.female_names:
            cluster.woman += 1
            cluster.human += 1
        gender = language.gender_of_last_name(cluster.parts[-1])
        cluster.man += gender == "m"
        cluster.woman += gender == "f"


def _is_placed(tokens: Tokens, name: Name, language: Language) -> bool:
    """Return whether a mention stands as a place: "in Harbour", "a Harbour resident"."""
    lower, after = tokens.lower, name.last + 1
    if name.titles or name.begin < 1:
        return False
    return lower[name.begin - 1] in language.grammar("in_words") or (
        after < len(lower) and lower[after] in language.roles and tokens.words[after].islower()
    )


def _weigh_noun(cluster: NameCluster, noun: str, language: Language) -> None:
    """Add the evidence of the noun in front of a name: "guitarist Roe", "his mother Jane Roe"."""
    cluster.man += noun in language.male_nouns
    cluster.woman += noun in language.female_nouns
    cluster.human += (
        noun in language.person_nouns
        or noun in language.male_nouns
        or noun in language.female_nouns
    )


def _weigh_pronouns(
    tokens: Tokens, names: list[Name], members: list[NameCluster], language: Language
) -> None:
    """Count "he" and "she" after the only mention in a sentence as evidence of the gender."""
    subjects = dict(language.pronouns)
    gendered = {word for word, kind in subjects.items() if kind in "mf"}
    telling = [token for token, word in enumerate(tokens.lower) if word in gendered]
    if not telling:
        return
    for number, name in enumerate(names):
        cluster = members[name.member]
        if cluster.body or cluster.man != cluster.woman:
            continue
        sentence = tokens.sentence_of(name.last)
        start, stop = tokens.sentences[sentence]
        if number + 1 < len(names) and names[number + 1].first < stop:
            stop = names[number + 1].first
        if number and names[number - 1].last >= start:
            continue
        behind = bisect_right(telling, name.last)
        if behind < len(telling) and telling[behind] < stop:
            if subjects[tokens.lower[telling[behind]]] == "m":
                cluster.man += 0.5
            else:
                cluster.woman += 0.5
