"""Finds the subject of a verb of saying, next to it or across an apposition or aside."""

from newsreader.quotes.adverbials import AdverbialParser
from newsreader.quotes.cast import Cast
from newsreader.quotes.language import Language
from newsreader.quotes.phrases import BOUNDARIES, TOGETHER, SpeakerPhrase
from newsreader.quotes.tokens import QUOTE, Tokens

_REACH = 7
"""How many words a noun phrase may have before its last name or noun."""
_EXPLAINING = frozenset((",", "-", "–", "—", "("))
"""Tokens that set off an apposition."""
_DASHES = frozenset(("-", "–", "—"))
"""What opens and closes an aside, where it is no hyphen."""
_COMMA = frozenset((",",))


def _coordinating(language: Language) -> frozenset[str]:
    """Return the tokens that begin a coordinate clause, which has a subject of its own."""
    keys = ("and_words", "that_words", "coordinators")
    return frozenset({"&", ";", ":", QUOTE}).union(*map(language.grammar, keys))


class ClauseParser(AdverbialParser):
    """Parses the clauses of one text; methods take and return indices into the tokens."""

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        super().__init__(tokens, cast, language)
        self.heads = frozenset(tokens.sentence_starts)
        self.that_words = language.grammar("that_words")
        self.relatives = language.grammar("relative_pronouns")
        self.coordinating = _coordinating(language)
        self.places_before = (self.locatives - self.of_words) | language.grammar("in_words")

    def clause_starts(self, verb: int, start: int) -> list[int]:
        """Return where clauses may begin between ``start`` and ``verb``, nearest first."""
        starts = [
            token + 1
            for token in range(verb - 1, start - 1, -1)
            if self.tokens.words[token] in BOUNDARIES
            or self.lower[token] in self.language.conjunctions
        ]
        if start not in starts:
            starts.append(start)
        return starts

    def subject_before(self, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the subject of ``verb`` to its left, not before ``start``."""
        lower = self.lower
        if verb <= start:
            return None
        before = self.skip_back(verb - 1, start)
        starts = self.clause_starts(before + 1, start)
        hanging = lower[verb] in self.language.participles
        opening = self._aside(before, start)
        if opening > start:
            phrase = self._led_by(start, opening, start)
            if phrase is not None and phrase.kind == "name":
                return phrase
        beside = self._beside(verb, before, starts[0], start)
        if beside is not None and not (hanging and beside.kind == "noun"):
            return beside
        starts = [
            first
            for first in starts
            if not first
            or lower[first - 1] not in self.that_words
            or not (hanging or self._is_left(first, verb))
        ]
        if lower[before] == ",":
            described = None if hanging else self._described(starts, verb)
            if described is not None:
                return described
            for first in starts:
                phrase = self._saying(first, verb)
                if phrase is not None:
                    return phrase
            explained = None if hanging else self._explained(before, starts)
            if explained is not None:
                return explained
            # What stands between the commas explains the subject, which leads its clause.
            leading = [first for first in starts if self._leads(first, start)]
            starts = leading + [first for first in starts if first not in leading]
        for first in starts:
            phrase = self._led_by(first, verb, start)
            if phrase is not None:
                return phrase
        return self._any_subject(verb, start)

    def _aside(self, closing: int, start: int) -> int:
        """Return where a dash opens what the dash at ``closing`` ends, -1 for no such thing."""
        if self.tokens.words[closing] not in _DASHES or not self._is_apart(closing):
            return -1
        closing -= self.tokens.words[closing - 1] in _DASHES
        for dash in range(closing - 1, start, -1):
            if self.tokens.words[dash] in _DASHES and self._is_apart(dash):
                return dash
        return -1

    def _is_apart(self, dash: int) -> bool:
        """Return whether a dash stands between two words and is no hyphen."""
        tokens = self.tokens
        long = tokens.words[dash] != "-" or tokens.words[dash - 1] == "-"
        return long or tokens.ends[dash - 1] < tokens.starts[dash]

    def _is_left(self, first: int, verb: int) -> bool:
        """Return whether ", but" leads from the clause at ``first`` back to the subject before."""
        return any(
            self.lower[token] in self.coordinating
            and self.tokens.words[token - 1] == ","
            and self.phrase(self.skip_adverbs(token + 1, verb), verb) is None
            for token in range(first + 1, verb)
        )

    def _described(self, starts: list[int], verb: int) -> SpeakerPhrase | None:
        """Return the subject that a clause or participle describes: "Roe, who runs it, said"."""
        for first in starts:
            phrase = self.phrase(self.skip_adverbs(first, verb), verb)
            if phrase is None or phrase.kind != "name" or phrase.last + 2 >= verb:
                continue
            comma = phrase.last + 1
            if self.lower[comma] != ",":
                continue
            begins = first and self.lower[first - 1] in self.language.conjunctions
            if self.lower[comma + 1] in self.relatives:
                return phrase if self._leads(first, starts[-1]) else None
            if self.may_be_verb(comma + 1) and (begins or self._leads(first, starts[-1])):
                return phrase
        return None

    def _saying(self, first: int, verb: int) -> SpeakerPhrase | None:
        """Return the speaker of the clause before: "It is dead, Roe said, adding"."""
        phrase = self.phrase(self.skip_adverbs(first, verb), verb)
        if phrase is None or phrase.kind == "noun":
            return None
        after = self.skip_between(phrase.last + 1, verb)
        return phrase if after < verb and self.is_cue(after) else None

    def _explained(self, comma: int, starts: list[int]) -> SpeakerPhrase | None:
        """Return the subject of "the mayor of Harbour, Jane Roe," that ends at a comma."""
        name = self.cast.ending.get(self.skip_back(comma - 1, 0))
        if name is None or name.body or self.lower[name.begin - 1] != ",":
            return None
        for first in starts:
            explains = first > 1 and self.lower[first - 1] == "," and first - 2 in self.cast.ending
            if first < name.begin - 1 and not explains:
                phrase = self.nominative(first, name.last + 1)
                if phrase is not None and phrase.kind == "name" and phrase.last == name.last:
                    return phrase
        return None

    def _leads(self, first: int, start: int) -> bool:
        return first == start or self.lower[first - 1] in self.coordinating

    def _led_by(self, first: int, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the subject of a clause that begins at ``first`` and may reach to ``verb``."""
        if first > verb:
            return None
        if first > start and self.lower[first - 1] in self.relatives:
            antecedent = self._antecedent(first - 1, start)
            if antecedent is not None:
                return antecedent
        phrase = self.nominative(self.skip_adverbs(first, verb), verb)
        if phrase is None or self.is_place(phrase.first, start):
            return None
        return phrase if self._is_subject(phrase, first, verb) else None

    def _any_subject(self, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the nearest name left of a verb that has a verb of its own."""
        for name in reversed(self.cast.between(start, verb)):
            after = name.last + 1
            if after < verb and self.lower[after] == ",":
                after += 1
            if (
                not name.possessive
                and not self.is_object(name.begin, start)
                and self.is_finite(self.skip_adverbs(after, verb))
            ):
                return SpeakerPhrase("name", name.begin, name.last, name.member)
        return None

    def is_object(self, first: int, start: int) -> bool:
        """Return whether a phrase depends on a preposition and so is no subject."""
        if first - 1 > start and (
            self.lower[first - 1] in self.language.determiners or self._qualifies(first - 1)
        ):
            first -= 1
        return first > start and self.lower[first - 1] in self.language.prepositions

    def _qualifies(self, token: int) -> bool:
        """Return whether a word may stand between a preposition and a name: "in nearby Ohio"."""
        word = self.tokens.words[token]
        return word.islower() and word not in self.stops and not self.is_finite(token)

    def is_modifier(self, last: int, stop: int) -> bool:
        """Return whether a name that ends at ``last`` only qualifies the noun behind it."""
        after = last + 1
        if after >= stop:
            return False
        word = self.tokens.words[after]
        return (
            word.islower()
            and word.isalpha()
            and word not in self.stops
            and not self.is_finite(after)
        )

    def _beside(self, verb: int, before: int, nearest: int, start: int) -> SpeakerPhrase | None:
        """Return the subject that ends right before a verb or its auxiliaries."""
        lower = self.lower
        if before < nearest:
            return None
        hanging = lower[verb] in self.language.participles
        phrase = self.nominative(self.skip_adverbs(nearest, verb), verb)
        if phrase is not None and phrase.last >= before:
            return self._with_partner(phrase, start)
        if phrase is not None and self.complements(phrase.last + 1, verb) >= before:
            return phrase
        name = self.cast.ending.get(before)
        if (
            name is not None
            and not name.possessive
            and name.begin >= start
            and self.lower[name.begin - 1] not in self.language.oblique
            and not (hanging and self.lower[name.begin - 1] in self.places_before)
        ):
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        if lower[before] in self.pronouns:
            return SpeakerPhrase("pronoun", before, before)
        if lower[before] in self.relatives:
            return self._antecedent(before, start)
        if self.tokens.words[before][0].isalpha() and lower[before] not in self.stops:
            for first in range(before, max(nearest, before - _REACH) - 1, -1):
                if lower[first] in self.language.determiners and not (
                    self.is_object(first, start)
                    or (first > nearest and self.may_be_verb(first - 1))
                    or lower[first - 1] in self.language.participles
                ):
                    phrase = self.nominative(first, verb)
                    if phrase is not None and phrase.last >= before:
                        return phrase
        return None

    def _is_subject(self, phrase: SpeakerPhrase, first: int, verb: int) -> bool:
        """Return whether a phrase left of a verb may be its subject from a distance."""
        if (
            first > 1
            and self.tokens.words[first - 1] in _EXPLAINING
            and phrase.kind == "noun"
            and self.skip_back(first - 2, 0) in self.cast.ending
        ):
            return False  # an apposition explains the name before it
        after = self.skip_brackets(phrase.last + 1, verb)
        if first and self.lower[first - 1] in self.and_words and after < verb:
            return self.is_finite(self.skip_adverbs(after, verb))
        if first and self.tokens.words[first - 1] == "(":
            return False
        if after >= verb or self.tokens.words[after] in BOUNDARIES:
            depends = first and self.lower[first - 1] in self.language.prepositions
            return not depends or (first - 1) in self.heads
        if self.is_finite(self.skip_adverbs(after, verb)):
            return True
        if phrase.kind == "noun":
            return self.lower[after] in self.language.participles
        return self.lower[after] not in self.and_words

    def _with_partner(self, phrase: SpeakerPhrase, start: int) -> SpeakerPhrase:
        """Return ``source`` with the names it is the last of: "Roe, Brandt and Okoro"."""
        if phrase.kind != "name":
            return phrase
        also: list[int] = [phrase.member, *phrase.also]
        first, links = phrase.first, self.and_words
        while first - 2 >= start and self.lower[first - 1] in links and len(also) <= TOGETHER:
            other = self.cast.ending.get(first - 2)
            if other is None or other.possessive:
                break
            also.insert(0, other.member)
            first, links = other.begin, _COMMA
        if first == phrase.first or self.is_object(first, start):
            return phrase
        return SpeakerPhrase("name", first, phrase.last, also[0], tuple(also[1:]))

    def _antecedent(self, relative: int, start: int) -> SpeakerPhrase | None:
        """Return the antecedent of the relative pronoun at ``relative``."""
        before = relative - 1
        if self.language.inverts and self.lower[before] in self.language.prepositions:
            return None  # "a quien llamó" is no subject
        if before >= start and self.lower[before] == ",":
            before -= 1
        if before < start:
            return None
        before = self.skip_back(before, start)
        name = self.cast.ending.get(before)
        # in "Roe of Harbour College, who" the college is no "who"
        if name is not None and self.lower[relative] == "who" and self._is_body(name.member):
            for other in reversed(self.cast.between(start, name.begin)):
                if not (self._is_body(other.member) or other.possessive):
                    return SpeakerPhrase("name", other.begin, other.last, other.member)
        if name is not None and not (
            self.is_object(name.begin, start) and self.lower[name.begin - 1] in self.of_words
        ):
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        for first in range(before, max(start, before - _REACH) - 1, -1):
            if self.lower[first] in self.language.determiners:
                comma = first - 1 - (self.lower[first - 1] in self.language.between)
                explained = self.cast.ending.get(comma - 1)
                if explained is not None and self.lower[comma] == ",":
                    return SpeakerPhrase("name", explained.begin, explained.last, explained.member)
                phrase = self.phrase(first, relative)
                if phrase is not None:
                    return phrase
        if name is not None:
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        return None

    def subject(self, verb: int, start: int, stop: int) -> SpeakerPhrase | None:
        """Return the subject of ``verb``, right before it, else behind it, else further before.

        Where subjects never follow, only before.
        """
        if not self.language.inverts:
            return self.subject_before(verb, start)
        before = self.skip_back(verb - 1, start) if verb > start else start
        first = self.clause_starts(before + 1, start)[0]
        leading = self.nominative(self.skip_adverbs(first, verb), verb) if verb > start else None
        if leading is not None and leading.last >= before:
            return leading
        behind = self.subject_after(verb, stop)
        if behind is not None and (behind.kind != "noun" or self._is_role(behind.core)):
            return behind
        found = self.subject_before(verb, start)
        if found is None and self.language.pro_drop:
            return SpeakerPhrase("pronoun", verb, verb)
        return found

    def _is_body(self, member: int) -> bool:
        return self.cast.members[member].body

    def subject_after(self, verb: int, stop: int) -> SpeakerPhrase | None:
        """Return the subject of ``verb`` to its right: "said Jane Roe"."""
        if self.lower[verb] in self.language.never_inverted:
            return None
        first = self.skip_adverbs(verb + 1, stop)
        if self.language.inverts:
            first = self.skip_time(first, stop)
        phrase = self.nominative(first, stop)
        if phrase is not None and self.pronouns.get(self.lower[phrase.first]) == "o":
            return None  # "announced it" has an object
        if phrase is None and self.language.inverts:
            return self.behind_adverbials(first, stop)
        return phrase
