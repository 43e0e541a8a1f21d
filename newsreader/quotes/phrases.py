"""Reads noun phrases around a quotation, and who is the subject of which verb."""

from dataclasses import dataclass

from newsreader.quotes.frame import FOLDED, Frame
from newsreader.quotes.language import Language
from newsreader.quotes.people import Cast

_REACH = 7
"""How many words a noun phrase may have before its last name or noun."""
_BOUNDARIES = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "―", "...", "[", "]", FOLDED))
_EXPLAINING = frozenset((",", "-", "–", "—", "("))
_AND = frozenset(("and", "und", "et", "y", "e", "och", "i", "и", "ve", "na", "&"))
_THAT = frozenset(("that", "dass", "que", "che", "att", "że", "что"))
_RELATIVE = frozenset(("who", "which", "qui", "que", "quien", "som", "который", "которая"))
_BELONGING = frozenset(("of", "for", "at", "in", "von", "de", "di"))
_TIME_OR_MANNER = frozenset(("as", "by", "after", "before", "during", "since", "until", "than"))


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
        self.adverb_endings = tuple(language.adverb_endings)
        self.past_endings = tuple(language.past_endings)
        self.stops = (
            language.function_words
            | language.prepositions
            | language.conjunctions
            | language.not_cues
            | language.between
        )

    def is_cue(self, token: int) -> bool:
        """Return whether ``token`` is a finite verb of saying and not the noun of that form."""
        return self.lower[token] in self.language.cues and not self._is_noun(token)

    def _is_noun(self, token: int) -> bool:
        if not token or self.lower[token] not in self.language.cue_nouns:
            return False
        before = self.lower[token - 1]
        return (
            before in self.language.determiners
            or before in self.language.prepositions
            or token - 1 in self.frame.possessive
        )

    def may_be_verb(self, token: int) -> bool:
        """Return whether ``token`` looks like any finite verb that could introduce words."""
        word = self.lower[token]
        if word in self.language.cues or word in self.language.weak_cues:
            return not self._is_noun(token)
        return self._is_past(token)

    def _is_past(self, token: int) -> bool:
        word = self.frame.words[token]
        return (
            len(word) > 4
            and word.endswith(self.past_endings)
            and word.islower()
            and word not in self.stops
        )

    def is_finite(self, token: int) -> bool:
        """Return whether ``token`` looks like a finite verb, an auxiliary included."""
        return self.lower[token] in self.language.not_cues or self.may_be_verb(token)

    def skip_between(self, token: int, stop: int) -> int:
        """Return the first token from ``token`` on that is no adverb or auxiliary."""
        while token < stop and (self._is_adverb(token) or self._is_auxiliary(token)):
            token += 1
        return token

    def skip_adverbs(self, token: int, stop: int) -> int:
        """Return the first token from ``token`` on that is no adverb."""
        while token < stop and self._is_adverb(token):
            token += 1
        return token

    def skip_back(self, token: int, start: int) -> int:
        """Return the last token up to ``token`` that is no adverb, auxiliary or bracket."""
        while token > start:
            if self.lower[token] == ")":
                opening = token - 1
                while opening > start and self.lower[opening] != "(" and token - opening < 12:
                    opening -= 1
                if self.lower[opening] != "(":
                    break
                token = opening - 1
            elif self._is_adverb(token) or self._is_auxiliary(token):
                token -= 1
            else:
                break
        return token

    def _is_adverb(self, token: int) -> bool:
        word = self.lower[token]
        return word in self.language.between or (
            word.endswith(self.adverb_endings)
            and word == self.frame.words[token]
            and word not in self.language.no_adverbs
        )

    def _is_auxiliary(self, token: int) -> bool:
        return self.lower[token] in self.language.auxiliaries

    def skip_brackets(self, token: int, stop: int) -> int:
        """Return the token behind a bracket that opens at ``token``, else ``token``."""
        if token < stop and self.lower[token] == "(":
            for closing in range(token + 1, min(stop, token + 12)):
                if self.lower[closing] == ")":
                    return closing + 1
        return token

    def phrase(self, token: int, stop: int) -> Source | None:
        """Return the noun phrase that begins at ``token``, or None where none does."""
        if token >= stop:
            return None
        if self.lower[token] in self.pronouns:
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
        if link + 1 < stop and self.lower[link] in _AND:
            other = self.cast.starting.get(link + 1)
            if other is not None and not other.possessive:
                after = other.last + 1
                if after < stop and self.is_cue(self.skip_between(after, stop - 1)):
                    return Source("name", source.first, other.last, source.who, other.who)
        return source

    def _noun_phrase(self, token: int, stop: int) -> Source | None:
        """Read determiner, adjectives, nouns and names up to what cannot belong to them."""
        lower, language, starting = self.lower, self.language, self.cast.starting
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
            if not (word[0].isalpha() or word[0].isdigit()) or word in self.stops:
                break
            if count and self._is_adverb(at):
                break
            if word in language.cues and (count or not determined) and not self._is_noun(at):
                break
            if (
                count
                and self._is_past(at)
                and (named or lower[last].endswith("s") or self._speaks(last))
            ):
                break
            last, named = at, None
            at += 1
            count += 1
        if last < 0:
            alone = token + 1 == at and determined and at < stop and self.may_be_verb(at)
            return Source("noun", token, token, core=token) if alone else None
        if last in self.frame.possessive:
            return None
        if named is not None:
            return self._joined(Source("name", token, named.last, named.who), stop)
        if begins_with_name and not self._speaks(last) and not self._verb_follows(at, stop):
            return None
        bare = not determined and not begins_with_name and not self._speaks(last)
        if bare and not (lower[last].endswith("s") and self._verb_follows(at, stop)):
            return None
        return self._completed(token, last, stop)

    def _completed(self, token: int, core: int, stop: int) -> Source:
        """Return a noun with its complements, or the name that stands in apposition to it."""
        end = self._complements(core + 1, stop)
        follow = end + 1
        if follow < stop and self.lower[follow] == ",":
            name = self.cast.starting.get(follow + 1)
            if name is not None and not name.possessive and self._closes(name.last + 1, stop):
                return Source("name", token, name.last, name.who)
        return Source("noun", token, end, core=core)

    def _speaks(self, token: int) -> bool:
        word = self.lower[token]
        return word in self.language.speaking_nouns or word in self.language.titles

    def _verb_follows(self, token: int, stop: int) -> bool:
        return token < stop and self.may_be_verb(self.skip_between(token, stop - 1))

    def _closes(self, token: int, stop: int) -> bool:
        return token >= stop or self.frame.words[token] in _BOUNDARIES or self.lower[token] == "."

    def _complements(self, token: int, stop: int) -> int:
        """Return the last token of the prepositional phrases that follow a noun."""
        lower, language = self.lower, self.language
        end = token - 1
        while (
            token < stop
            and lower[token] in language.prepositions
            and lower[token] not in _TIME_OR_MANNER
        ):
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
                if word in language.cues and at > token + 1 and not self._is_noun(at):
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

    def subject_before(self, verb: int, start: int) -> Source | None:
        """Return the subject of ``verb`` to its left, not before ``start``."""
        lower = self.lower
        if verb <= start:
            return None
        before = self.skip_back(verb - 1, start)
        starts = self.clause_starts(before + 1, start)
        hanging = lower[verb] in self.language.participles
        beside = self._beside(verb, before, starts[0], start)
        if beside is not None and not (hanging and beside.kind == "noun"):
            return beside
        for first in starts:
            if first > verb or (hanging and first and lower[first - 1] in _THAT):
                continue
            if first > start and lower[first - 1] in _RELATIVE:
                antecedent = self._antecedent(first - 1, start)
                if antecedent is not None:
                    return antecedent
            token = self.skip_adverbs(first, verb)
            if token >= verb:
                continue
            source = self.phrase(token, verb)
            if source is not None and self._is_subject(source, first, verb):
                return source
        for name in reversed(list(self.cast.between(start, verb))):
            after = name.last + 1
            if after < verb and lower[after] == ",":
                after += 1
            if (
                not name.possessive
                and not self.is_object(name.begin, start)
                and self.is_finite(self.skip_adverbs(after, verb))
            ):
                return Source("name", name.begin, name.last, name.who)
        return None

    def is_object(self, first: int, start: int) -> bool:
        """Return whether a phrase depends on a preposition and so is no subject."""
        return first > start and self.lower[first - 1] in self.language.prepositions

    def is_modifier(self, last: int, stop: int) -> bool:
        """Return whether a name that ends at ``last`` only qualifies the noun behind it."""
        after = last + 1
        if after >= stop:
            return False
        word = self.frame.words[after]
        return (
            word.islower()
            and word.isalpha()
            and word not in self.stops
            and not self.is_finite(after)
        )

    def _beside(self, verb: int, before: int, nearest: int, start: int) -> Source | None:
        """Return the subject that ends right before a verb or its auxiliaries."""
        lower = self.lower
        if before < nearest:
            return None
        source = self.phrase(self.skip_adverbs(nearest, verb), verb)
        if source is not None and source.last >= before:
            return self._with_partner(source, start)
        name = self.cast.ending.get(before)
        if name is not None and not name.possessive and name.begin >= start:
            return Source("name", name.begin, name.last, name.who)
        if lower[before] in self.pronouns:
            return Source("pronoun", before, before)
        if lower[before] in _RELATIVE:
            return self._antecedent(before, start)
        if self.frame.words[before][0].isalpha() and lower[before] not in self.stops:
            for first in range(before, max(nearest, before - _REACH) - 1, -1):
                if lower[first] in self.language.determiners and not (
                    self.is_object(first, start)
                    or (first > nearest and self.may_be_verb(first - 1))
                ):
                    source = self.phrase(first, verb)
                    if source is not None and source.last >= before:
                        return source
        return None

    def _is_subject(self, source: Source, first: int, verb: int) -> bool:
        """Return whether a phrase left of a verb may be its subject from a distance."""
        if (
            first > 1
            and self.frame.words[first - 1] in _EXPLAINING
            and source.kind == "noun"
            and self.skip_back(first - 2, 0) in self.cast.ending
        ):
            return False  # an apposition explains the name before it
        after = self.skip_brackets(source.last + 1, verb)
        if first and self.lower[first - 1] in _AND and after < verb:
            return self.is_finite(self.skip_adverbs(after, verb))
        if after >= verb or self.frame.words[after] in _BOUNDARIES:
            return source.kind != "noun" or self.lower[first - 1] not in self.language.prepositions
        if self.is_finite(self.skip_adverbs(after, verb)):
            return True
        return source.kind != "noun" and self.lower[after] not in _AND

    def _with_partner(self, source: Source, start: int) -> Source:
        if source.kind == "name" and source.first - 2 >= start:
            other = self.cast.ending.get(source.first - 2)
            if (
                other is not None
                and not other.possessive
                and self.lower[source.first - 1] in _AND
                and not self.is_object(other.begin, start)
            ):
                return Source("name", other.begin, source.last, other.who, source.who)
        return source

    def _antecedent(self, relative: int, start: int) -> Source | None:
        """Return whom "who" stands for."""
        before = relative - 1
        if before >= start and self.lower[before] == ",":
            before -= 1
        if before < start:
            return None
        before = self.skip_back(before, start)
        name = self.cast.ending.get(before)
        if name is not None and not (
            self.is_object(name.begin, start) and self.lower[name.begin - 1] in _BELONGING
        ):
            return Source("name", name.begin, name.last, name.who)
        for first in range(before, max(start, before - _REACH) - 1, -1):
            if self.lower[first] in self.language.determiners:
                explained = self.cast.ending.get(first - 2)
                if explained is not None and self.lower[first - 1] == ",":
                    return Source("name", explained.begin, explained.last, explained.who)
                source = self.phrase(first, relative)
                if source is not None:
                    return source
        if name is not None:
            return Source("name", name.begin, name.last, name.who)
        return None

    def subject_after(self, verb: int, stop: int) -> Source | None:
        """Return the subject of ``verb`` to its right: "said Jane Roe"."""
        if self.lower[verb] in self.language.never_inverted:
            return None
        return self.phrase(self.skip_adverbs(verb + 1, stop), stop)
