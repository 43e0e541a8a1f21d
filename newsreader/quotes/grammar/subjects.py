"""Finds the subject of a verb of saying, next to it or across an apposition or aside."""

from newsreader.quotes.grammar.asides import AsideParser
from newsreader.quotes.grammar.phrases import TOGETHER
from newsreader.quotes.grammar.speaker_phrase import BOUNDARIES, SpeakerPhrase
from newsreader.quotes.people.names import Name

_REACH = 7
"""How many words a noun phrase may have before its last name or noun."""
_EXPLAINING = frozenset((",", "-", "–", "—", "("))
"""Tokens that set off an apposition."""
_COMMA = frozenset((",",))


class ClauseParser(AsideParser):
    """Parses the clauses of one text; methods take and return indices into the tokens."""

    def subject_before(self, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the subject of ``verb`` to its left, not before ``start``."""
        lower = self.lower
        if verb <= start:
            return None
        before = self.behind_place(self.skip_back(verb - 1, start), start)
        starts = self.clause_starts(before + 1, start)
        hanging = lower[verb] in self.language.participles
        marked = (
            self.quoted(verb, start)
            or self.writer(verb, starts)
            or self.accompanying(verb, start)
            or self.holder(before, start)
            or self.claiming(before, start)
            or self.explained_without_comma(before, verb, start)
        )
        if marked is not None:
            return marked
        opening = self.aside(before, start)
        if opening > start:
            phrase = self._led_by(start, opening, start)
            if phrase is not None and phrase.kind == "name":
                return phrase
        beside = self._beside(verb, before, starts[0], start)
        if beside is not None and not (hanging and beside.kind == "noun"):
            return beside
        starts = [first for first in starts if not first or not self._is_left_behind(first, verb)]
        if lower[before] == ",":
            described = None if hanging else self.described(starts, verb)
            if described is not None:
                return described
            for first in starts:
                phrase = self.saying(first, verb)
                if phrase is not None:
                    return phrase
            explained = None if hanging else self.explained(before, starts)
            if explained is not None:
                return explained
            # What stands between the commas explains the subject, which leads its clause.
            leading = [first for first in starts if self.leads(first, start)]
            starts = leading + [first for first in starts if first not in leading]
        for first in starts:
            phrase = self._led_by(first, verb, start)
            if phrase is not None and not self.is_set_apart(phrase, first, verb, start):
                joined = self.with_partner(phrase, start)
                return joined if joined.first == start or joined.first in self.heads else phrase
        return self._any_subject(verb, start)

    def _is_left_behind(self, first: int, verb: int) -> bool:
        """Return whether ``verb`` belongs to the clause around the subordinate one at ``first``."""
        if self.lower[first - 1] in self.question_words:
            return self.is_joined(verb, first)
        if self.lower[first - 1] not in self.that_words:
            return False
        hanging = self.lower[verb] in self.language.participles
        return (
            hanging
            or self.is_left(first, verb)
            or (self.is_joined(verb, first) and self._begins_with_thing(first, verb))
        )

    def _begins_with_thing(self, first: int, verb: int) -> bool:
        """Return whether the subject of a clause is an organisation or no noun for a person."""
        phrase = self.phrase(self.skip_adverbs(first, verb), verb)
        if phrase is None or phrase.kind == "pronoun":
            return False
        if phrase.kind == "name":
            return self._is_body(phrase.member)
        return not self.language.means_person(self.lower[phrase.core])

    def _led_by(self, first: int, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the subject of a clause that begins at ``first`` and may reach to ``verb``."""
        if first > verb:
            return None
        if first > start and self.lower[first - 1] in self.relatives:
            antecedent = self.antecedent(first - 1, start)
            if antecedent is not None:
                return antecedent
        phrase = self.nominative(self.skip_adverbs(first, verb), verb)
        if phrase is None and self.language.inverts:
            return self._behind_finite(first, verb)
        if phrase is None or self.is_place(phrase.first, start):
            return None
        return phrase if self._is_subject(phrase, first, verb) else None

    def _behind_finite(self, first: int, verb: int) -> SpeakerPhrase | None:
        """Return the subject of a clause that an adverb begins: "Gestern hat Roe …, und sagte"."""
        finite = first + 1
        if finite >= verb or self.lower[first] not in self.language.function_words:
            return None
        if not self.is_finite(finite) or self.is_finite(first):
            return None
        phrase = self.nominative(self.skip_adverbs(finite + 1, verb), verb)
        return phrase if phrase is not None and phrase.kind == "name" else None

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

    def is_modifier(self, last: int, stop: int) -> bool:
        """Return whether a name that ends at ``last`` only qualifies the noun behind it."""
        after = last + 1
        if after >= stop or self.language.inverts:
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
            return self._explained_by(phrase, start) or self.with_partner(phrase, start)
        if phrase is not None and (
            self.complements(phrase.last + 1, verb) >= before or self._is_doing(phrase, before)
        ):
            return phrase
        name = self.cast.ending.get(before)
        if (
            name is not None
            and not name.possessive
            and name.begin >= start
            and self.lower[name.begin - 1] not in self.language.oblique
            and not (hanging and self.lower[name.begin - 1] in self.places_before)
            and not self.is_agent(name)
            and not (self.language.inverts and self._is_governed(name, nearest))
        ):
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        if lower[before] in self.pronouns:
            return SpeakerPhrase("pronoun", before, before)
        if lower[before] in self.relatives:
            return self.antecedent(before, start)
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

    def _is_doing(self, phrase: SpeakerPhrase, before: int) -> bool:
        """Return whether a participle leads from a person to the verb: "a man speaking to Roe"."""
        doing = self.tokens.words[phrase.last + 1]
        person = phrase.kind == "name" or not self.is_thing(phrase)
        return (
            person
            and doing.islower()
            and doing.endswith(self.doing_endings)
            and not any(self.is_finite(at) for at in range(phrase.last + 2, before + 1))
        )

    def _explained_by(self, phrase: SpeakerPhrase, start: int) -> SpeakerPhrase | None:
        """Return the name that an office without an article explains: "Roe, Sprecher der X"."""
        comma = phrase.first - 1
        if phrase.kind != "noun" or comma <= start or self.lower[comma] != ",":
            return None
        name = self.cast.ending.get(comma - 1)
        if name is None or name.possessive or name.body or not self.is_role(phrase.first):
            return None
        return SpeakerPhrase("name", name.begin, name.last, name.member)

    def _is_governed(self, name: Name, clause: int) -> bool:
        """Return whether a preposition governs a name: "von der Roe AG", "w serwisie Harbour"."""
        prepositions, before = self.language.prepositions, name.begin - 1
        if self.is_genitive(before):
            return True
        if before > clause and self.lower[before] in self.language.determiners:
            before -= 1
        return self.lower[before] in prepositions or (
            name.body and self.lower[clause] in prepositions
        )

    def _is_subject(self, phrase: SpeakerPhrase, first: int, verb: int) -> bool:
        """Return whether a phrase left of a verb may be its subject from a distance."""
        if first > 1 and self.tokens.words[first - 1] in _EXPLAINING and phrase.kind == "noun":
            explained = self.cast.ending.get(self.skip_back(first - 2, 0))
            if explained is not None and not self.is_source(explained):
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

    def with_partner(self, phrase: SpeakerPhrase, start: int) -> SpeakerPhrase:
        """Return ``source`` with the names it is the last of: "Roe, Brandt and Okoro"."""
        if phrase.kind != "name":
            return phrase
        also: list[int] = [phrase.member, *phrase.also]
        first, links = phrase.first, self.and_words
        while first - 2 >= start and self.lower[first - 1] in links and len(also) <= TOGETHER:
            other = self.cast.ending.get(first - 2)
            if other is None or other.possessive:
                break
            if self.is_split(other, self.cast.starting.get(first)):
                return SpeakerPhrase("name", other.begin, phrase.last, phrase.member)
            also.insert(0, other.member)
            first, links = other.begin, _COMMA
        governed = first > start and self.is_finite(first - 1)  # "met Roe and Brandt said"
        if first == phrase.first or governed or self.is_object(first, start):
            return phrase
        return SpeakerPhrase("name", first, phrase.last, also[0], tuple(also[1:]))

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
            return self._explained_by(leading, start) or leading
        behind = self.subject_after(verb, stop)
        if behind is not None and behind.kind == "noun" and self.lower[verb - 1] == ",":
            explained = self.subject_before(verb, start)
            if explained is not None and explained.kind == "name":
                return explained  # "Roe, mayor of Harbour, criticised the government"
        if behind is not None and (behind.kind != "noun" or self.is_role(behind.core)):
            return behind
        if self.is_of_several(verb):
            institution = self.institution(first, verb) or self.institution(verb + 1, stop)
            if institution is not None:
                return institution
        if self.language.pro_drop and self.lower[verb - 1] in self.language.grammar("how_words"):
            return SpeakerPhrase("pronoun", verb, verb)  # "– jak podkreślił –"
        found = self.subject_before(verb, start)
        if self.language.pro_drop and (found is None or self.is_thing(found)):
            beside = found is not None and found.last >= before
            leader = self.leader(start, verb)
            return leader or (found if beside else None) or SpeakerPhrase("pronoun", verb, verb)
        return found

    def is_thing(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a noun is none of those that speak."""
        return phrase.kind == "noun" and not (
            self._speaks(phrase.core) or self.language.means_person(self.lower[phrase.core])
        )

    def leader(self, start: int, verb: int) -> SpeakerPhrase | None:
        """Return who leads a sentence in which ``verb`` has no subject of its own."""
        phrase = self.nominative(self.skip_adverbs(start, verb), verb)
        if phrase is not None and phrase.kind == "noun" and self.is_role(phrase.core):
            return phrase
        for name in self.cast.between(start, verb):
            if not (name.possessive or name.body or self.is_object(name.begin, start)):
                return SpeakerPhrase("name", name.begin, name.last, name.member)
        return None

    def _is_addressee(self, phrase: SpeakerPhrase, stop: int) -> bool:
        """Return whether a body stands between a verb and its subject: "powiedział PAP rzecznik".

        That is so where no preposition is needed, in languages without articles.
        """
        name = self.cast.starting.get(phrase.first)
        if not self.language.inverts or self.language.definite_articles or name is None:
            return False
        behind = name.last + 1
        return behind < stop and name.body and self.is_role(behind)

    def subject_after(self, verb: int, stop: int) -> SpeakerPhrase | None:
        """Return the subject of ``verb`` to its right: "said Jane Roe"."""
        if self.lower[verb] in self.language.never_inverted:
            return None
        first = self.skip_adverbs(verb + 1, stop)
        if self.language.inverts:
            first = self.skip_time(first, stop)
        phrase = self.nominative(first, stop)
        if phrase is not None and self._is_addressee(phrase, stop):
            return self.nominative(self.cast.starting[phrase.first].last + 1, stop)
        if phrase is not None and self.pronouns.get(self.lower[phrase.first]) == "o":
            return None  # "announced it" has an object
        if phrase is None and self.language.inverts:
            return self.behind_adverbials(first, stop)
        if phrase is not None and phrase.kind == "name" and not phrase.also:
            return self.joined(phrase, stop, inverted=True)
        return phrase
