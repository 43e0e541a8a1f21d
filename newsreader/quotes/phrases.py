"""Reads noun phrases and the clauses of speech around a quotation: who stands by which verb."""

from dataclasses import dataclass

from newsreader.quotes.frame import FOLDED, Frame
from newsreader.quotes.language import Language
from newsreader.quotes.people import Cast

_REACH = 7
"""How many words a noun phrase may have before its last name or noun."""
_BOUNDARIES = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "―", FOLDED, "..."))


@dataclass(slots=True, frozen=True)
class Source:
    """A noun phrase that may be a speaker."""

    kind: str
    """"name", "pronoun" or "noun"."""
    first: int
    """Its first token."""
    last: int
    """Its last token, that one included."""
    who: int = -1
    """Who in the cast it names, for a name."""
    also: int = -1
    """Who speaks together with them: "Roe and Brandt said"."""
    core: int = -1
    """The last token of its head, prepositional phrases left out, for a noun."""


class Reader:
    """Reads one frame's phrases; every method takes and returns token numbers."""

    def __init__(self, frame: Frame, cast: Cast, language: Language) -> None:
        self.frame, self.cast, self.language = frame, cast, language
        self.lower = frame.lower
        self.pronouns = dict(language.pronouns)
        self.stops = (
            language.function_words
            | language.prepositions
            | language.conjunctions
            | language.not_cues
            | language.between
        )

    def is_cue(self, token: int) -> bool:
        """Return whether ``token`` is a finite verb of saying."""
        return self.lower[token] in self.language.cues

    def may_be_verb(self, token: int) -> bool:
        """Return whether ``token`` looks like any finite verb that could introduce words."""
        word = self.lower[token]
        return (
            word in self.language.cues
            or word in self.language.weak_cues
            or (
                self.language.code == "en"
                and word.endswith("ed")
                and word == self.frame.words[token]
                and word not in self.stops
            )
        )

    def skip_between(self, token: int, stop: int) -> int:
        """Return the first token from ``token`` on that is no adverb or auxiliary."""
        lower, between = self.lower, self.language.between
        while token < stop and (
            lower[token] in between
            or (self.language.code == "en" and lower[token].endswith("ly") and token > 0)
        ):
            token += 1
        return token

    def skip_back(self, token: int, start: int) -> int:
        """Return the last token up to ``token`` that is no adverb or auxiliary."""
        lower, between = self.lower, self.language.between
        while token > start and (
            lower[token] in between or (self.language.code == "en" and lower[token].endswith("ly"))
        ):
            token -= 1
        return token

    def phrase(self, token: int, stop: int) -> Source | None:
        """Return the noun phrase that begins at ``token``, or None where none does."""
        if token >= stop:
            return None
        word = self.lower[token]
        if word in self.pronouns:
            return Source("pronoun", token, token)
        name = self.cast.starting.get(token)
        if name is not None and not name.possessive:
            longer = self._noun_phrase(token, stop)
            if longer is not None and longer.last > name.last:
                return longer
            return self._joined(Source("name", name.begin, name.last, name.who), stop)
        return self._noun_phrase(token, stop)

    def _joined(self, source: Source, stop: int) -> Source:
        """Return ``source`` with the second name of "Roe and Brandt", where there is one."""
        link = source.last + 1
        if link + 1 < stop and self.lower[link] in ("and", "und", "et", "y", "e", "och", "&"):
            other = self.cast.starting.get(link + 1)
            if other is not None and not other.possessive:
                after = other.last + 1
                if after < stop and self.is_cue(self.skip_between(after, stop - 1)):
                    return Source("name", source.first, other.last, source.who, other.who)
        return source

    def _noun_phrase(self, token: int, stop: int) -> Source | None:
        """Read determiner, adjectives, nouns and names up to what cannot belong to them."""
        lower, language = self.lower, self.language
        starting = self.cast.starting
        at = token
        determined = lower[at] in language.determiners
        while at < stop and lower[at] in language.determiners and at < token + 3:
            at += 1
        last, named, count = -1, None, 0
        begins_with_name = token in starting
        while at < stop and count < _REACH:
            name = starting.get(at)
            if name is not None:
                last, named = name.last, name
                at = name.last + 1
                count += 1
                continue
            word = lower[at]
            if not word[0].isalpha() and not word[0].isdigit():
                break
            if word in self.stops:
                break
            if word in language.cues and (count or not determined) and self._is_verb(at, stop):
                break
            last, named = at, None
            at += 1
            count += 1
        if last < 0:
            alone = token + 1 == at and determined and at < stop and self.may_be_verb(at)
            return Source("noun", token, token, core=token) if alone else None
        if named is not None and not named.possessive:
            return self._joined(Source("name", token, named.last, named.who), stop)
        if begins_with_name and not self._speaks(last) and not self._ends_in_verb(at, stop):
            return None
        if not determined and not begins_with_name and not self._speaks(last):
            plural = lower[last].endswith("s") and at < stop and self.may_be_verb(at)
            if not plural:
                return None
        core = last
        end = self._complements(last + 1, stop)
        follow = end + 1
        if follow < stop and lower[follow] == ",":
            name = starting.get(follow + 1)
            if name is not None and not name.possessive and self._closes(name.last + 1, stop):
                return Source("name", token, name.last, name.who)
        return Source("noun", token, end, core=core)

    def _is_verb(self, token: int, stop: int) -> bool:
        """Return whether a word that could be a verb is not the noun before a name or verb."""
        following = token + 1
        return not (
            self.lower[token] in self.language.cue_nouns
            and following < stop
            and (self.lower[following] in self.language.cues)
        )

    def _speaks(self, token: int) -> bool:
        word = self.lower[token]
        nouns = self.language.speaking_nouns
        return word in nouns or word in self.language.titles

    def _ends_in_verb(self, token: int, stop: int) -> bool:
        return token < stop and self.lower[token] in self.language.cues

    def _closes(self, token: int, stop: int) -> bool:
        return token >= stop or self.lower[token] in (",", ".", FOLDED, "-", "—", "–", ";", "\n")

    def _complements(self, token: int, stop: int) -> int:
        """Return the last token of the prepositional phrases that follow a noun."""
        lower, language = self.lower, self.language
        end = token - 1
        while token < stop and lower[token] in language.prepositions and lower[token] not in (
            "as", "by", "after", "before", "during", "since", "until",
        ):  # fmt: skip
            at = token + 1
            while at < stop and at < token + _REACH:
                name = self.cast.starting.get(at)
                if name is not None:
                    at = name.last + 1
                    continue
                word = lower[at]
                if not word[0].isalnum() or word in language.prepositions:
                    break
                if word in self.stops and word not in language.determiners:
                    break
                if word in language.cues and at > token + 1:
                    break
                at += 1
            if at == token + 1:
                break
            end = at - 1
            token = at
        return end

    def clause_starts(self, verb: int, start: int) -> list[int]:
        """Return where clauses may begin before ``verb``, nearest first, not before ``start``."""
        starts = [
            token + 1
            for token in range(verb - 1, start - 1, -1)
            if self.frame.words[token] in _BOUNDARIES
            or self.lower[token] in self.language.conjunctions
        ]
        if start not in starts:
            starts.append(start)
        return starts

    def subject_before(self, verb: int, start: int) -> tuple[Source, bool] | None:
        """Return the subject of ``verb`` to its left, and whether it stands beside the verb."""
        frame, lower = self.frame, self.lower
        before = self.skip_back(verb - 1, start) if verb > start else start - 1
        if before < start:
            return None
        starts = self.clause_starts(verb, start)
        nearest = starts[0]
        source = self.phrase(self.skip_between(nearest, verb), verb)
        if source is not None and source.last >= before:
            return self._with_partner(source, start), True
        name = self.cast.ending.get(before)
        if name is not None and not name.possessive and name.begin >= start:
            return Source("name", name.begin, name.last, name.who), True
        if lower[before] in self.pronouns:
            return Source("pronoun", before, before), True
        if lower[before] in ("who", "which"):
            antecedent = self._antecedent(before, start)
            if antecedent is not None:
                return antecedent, True
        if frame.words[before][0].isalpha() and lower[before] not in self.stops:
            for first in range(before, max(start, before - _REACH) - 1, -1):
                if lower[first] in self.language.determiners:
                    source = self.phrase(first, verb)
                    if source is not None and source.last >= before:
                        return source, True
        for first in (
            starts[1:] if nearest >= verb or lower[nearest] not in ("who",) else starts[1:]
        ):
            token = self.skip_between(first, verb)
            if token < verb and lower[token] in ("who", "which"):
                antecedent = self._antecedent(token, start)
                if antecedent is not None and first == starts[1]:
                    return antecedent, False
                continue
            source = self.phrase(token, verb)
            if source is not None and not self._is_apposition(first, source, verb):
                return source, False
        return None

    def _is_apposition(self, first: int, source: Source, verb: int) -> bool:
        """Return whether a phrase between commas explains the name before it."""
        return (
            first > 1
            and self.frame.words[first - 1] == ","
            and source.kind == "noun"
            and (first - 2) in self.cast.ending
        )

    def _with_partner(self, source: Source, start: int) -> Source:
        if source.kind != "name" or source.first - 2 < start:
            return source
        if self.lower[source.first - 1] in ("and", "und", "et", "y", "e", "och", "&"):
            other = self.cast.ending.get(source.first - 2)
            if other is not None and not other.possessive and other.begin - 1 < start:
                return Source("name", other.begin, source.last, other.who, source.who)
        return source

    def _antecedent(self, relative: int, start: int) -> Source | None:
        before = relative - 1
        if before >= start and self.lower[before] == ",":
            before -= 1
        if before < start:
            return None
        name = self.cast.ending.get(before)
        if name is not None:
            return Source("name", name.begin, name.last, name.who)
        for first in range(before, max(start, before - _REACH) - 1, -1):
            if self.lower[first] in self.language.determiners:
                source = self.phrase(first, relative)
                if source is not None:
                    return source
        return None

    def subject_after(self, verb: int, stop: int) -> Source | None:
        """Return the subject of ``verb`` to its right: "said Jane Roe"."""
        if self.lower[verb] in self.language.never_inverted:
            return None
        token = self.skip_between(verb + 1, stop)
        return self.phrase(token, stop)
