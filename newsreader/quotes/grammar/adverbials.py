"""Finds the subject behind what may stand between a verb and it: days, places, addressees."""

from newsreader.quotes.grammar.phrases import PhraseParser
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase

_ADVERBIALS = 14
"""How many tokens of adverbials may stand between a verb and the subject behind it."""


class AdverbialParser(PhraseParser):
    """Parses the adverbials of one text; methods take and return indices into the tokens."""

    def nominative(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the phrase at ``token`` if its case may be that of a subject."""
        if token < len(self.lower) and (
            self.lower[token] in self.language.oblique or self._is_inflected(token)
        ):
            return None
        return self.phrase(token, stop)

    def _is_inflected(self, token: int) -> bool:
        """Return whether an adjective tells that an article is in another case: "der neuen"."""
        after = token + 1
        if self.lower[token] not in self.language.genitives or after >= len(self.lower):
            return False
        return self.lower[after].endswith("en") and self.tokens.words[after].islower()

    def skip_time(self, token: int, stop: int) -> int:
        """Return the first token from ``token`` on that tells no day: "ayer", "este lunes"."""
        calendar = self.language.calendar
        while token < stop:
            determined = token + 1 < stop and self.lower[token] in self.language.determiners
            if self.lower[token] in calendar:
                token += 1
            elif determined and self.lower[token + 1] in calendar:
                token += 2
            else:
                break
            token = self.skip_adverbs(token, stop)
        return token

    def behind_adverbials(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the subject behind phrases of place, time or addressee.

        "dijo, en rueda de prensa, Roe", "a dit devant les députés la maire".
        """
        lower, prepositions = self.lower, self.language.prepositions
        comma = token + 1 < stop and lower[token] == ","
        if token + 3 < stop and comma and lower[token + 2] == ",":
            described = self.nominative(token + 3, stop)  # "dijo, emocionada, la actriz"
            if described is not None:
                return described
        at = token + comma
        if at >= stop or lower[at] not in prepositions:
            return None
        end = min(stop, at + _ADVERBIALS)
        while at < end:
            if lower[at] in prepositions and not self._is_article(at, stop):
                at = self._behind_object(at + 1, end)
                continue
            at = self.skip_brackets(at, end)
            if at + 1 < end and lower[at] == "," and (comma or self._goes_on(at + 1, stop)):
                comma = False
                at += 1
                continue
            if at >= end:
                break
            if not self.tokens.words[at][0].isalnum() or lower[at] in self.language.conjunctions:
                return None
            begins = at in self.cast.starting or lower[at] in self.language.determiners
            if begins or lower[at] in self.language.titles:
                past = self.skip_time(at, stop)
                phrase = self.nominative(past, stop)
                if phrase is not None and self._may_be_subject(phrase):
                    return phrase
                if past > at:
                    at = past
                    continue
            at += 1
        return None

    def _is_article(self, token: int, stop: int) -> bool:
        """Return whether a word that may be both stands before an office: "a" in Portuguese."""
        if self.lower[token] not in self.language.determiners:
            return False
        phrase = self.nominative(token, stop)
        return phrase is not None and self._may_be_subject(phrase)

    def _may_be_subject(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a phrase behind adverbials is a name in its first case, or an office."""
        if phrase.kind != "name":
            return self.is_role(phrase.core)
        name = self.cast.ending.get(phrase.last)
        cased = bool(self.language.case_endings) and name is not None
        return not cased or name is None or name.text == self.tokens.slice(name.first, name.last)

    def _goes_on(self, token: int, stop: int) -> bool:
        """Return whether another phrase of place or time begins behind a comma."""
        return (
            self.lower[token] in self.language.prepositions or self.skip_time(token, stop) > token
        )

    def _behind_object(self, token: int, stop: int) -> int:
        """Return the first token behind the first noun or name that a preposition governs."""
        while token < stop and self.lower[token] in self.language.determiners:
            token += 1
        name = self.cast.starting.get(token)
        return (name.last if name is not None else token) + 1

    def is_of_several(self, verb: int) -> bool:
        """Return whether a verb is of several, or of nobody in particular."""
        return self.lower[verb].endswith(tuple(self.language.plural_verb_endings))

    def institution(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the institution behind the preposition at ``token``: "в министерстве"."""
        first = token + 1
        if first >= stop or self.lower[token] not in self.language.institution_prepositions:
            return None
        name = self.cast.starting.get(first)
        phrase = self.phrase(first, stop)
        if name is not None:
            return phrase if name.body or name.text.isupper() else None
        if phrase is None and not self.language.definite_articles and self.lower[first].isalpha():
            phrase = SpeakerPhrase("noun", first, first, core=first)
        return phrase if phrase is not None and phrase.kind == "noun" else None
