"""Finds the subject of a sentence in which nobody is said to speak, and of other sentences."""

from newsreader.quotes.attributions.preceding_attribution import TRIES, PrecedingAttribution
from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.text.tokens import QUOTE

_CLAUSES = 12
"""Clauses of one sentence that are searched for a subject."""
_MOOD = 4
"""How many tokens from a quotation on are searched for the verb of indirect speech."""


class SubjectAttribution(PrecedingAttribution):
    """Parses the subjects of one article; ranges and ``place`` are indices into the tokens."""

    def _subject(self, place: int, begin: int) -> Attribution | None:
        """Return the subject of a sentence that has no verb of saying before a quotation."""
        phrase = self.first_subject(begin, place) if place > begin else None
        if phrase is None or self._is_of_work(phrase, place) or self._is_spoken_of(phrase, place):
            return None
        if not (self._is_own_claim(begin, place) or self._leads_to_colon(phrase, begin, place)):
            return None
        return Attribution(phrase, Route.SUBJECT)

    def _is_of_work(self, phrase: SpeakerPhrase, place: int) -> bool:
        """Return whether nothing stands between a name and marks: Talk: Jane Roe „On Rivers“."""
        named = phrase.kind == "name" and phrase.last == place - 1
        return named and self.language.inverts

    def _is_spoken_of(self, phrase: SpeakerPhrase, place: int) -> bool:
        """Return whether the quotation itself says what its subject did: Roe "left too early"."""
        quoted = self.tokens.text[self.spans[self.tokens.quote_at[place]].start]
        return phrase.last == place - 1 and quoted.islower() and not self.language.inverts

    def _is_own_claim(self, begin: int, place: int) -> bool:
        """Return whether no verb form tells that somebody named before says a sentence."""
        return self.language.moods.isdisjoint(self.lower[begin : place + _MOOD])

    def first_subject(self, start: int, stop: int) -> SpeakerPhrase | None:
        """Return the first phrase of a range that may be a subject, of the main clause if one is.

        Without a phrase that leads a clause, the first name that nothing governs.
        """
        parser = self.parser
        if start in parser.heads and self.subordinator(start) >= 0:
            main = self.main_clause(start, stop)
            if main is not None and main.phrase.kind != "noun":
                return main.phrase
        for first in parser.clause_starts(stop, start)[: -_CLAUSES - 1 : -1]:
            token = parser.skip_between(first, stop)
            phrase = parser.nominative(token, stop)
            if phrase is None or parser.is_place(phrase.first, start):
                continue
            if phrase.kind != "noun" or (
                self._is_speaking_body(phrase, start, stop)
                or self._leads_to_colon(phrase, start, stop)
            ):
                return phrase
            acting = self._acting(start, stop) if phrase.first == start else None
            if acting is not None:
                return acting
        for name in self.cast.between(start, stop):
            if not (
                name.possessive
                or self.cast.members[name.member].body
                or (self.language.inverts and name.parts[-1] in self.language.places)
                or parser.is_object(name.begin, start)
                or parser.is_place(name.begin, start)
                or parser.is_modifier(name.last, stop)
            ):
                return SpeakerPhrase("name", name.begin, name.last, name.member)
        return None

    def _is_speaking_body(self, phrase: SpeakerPhrase, start: int, stop: int) -> bool:
        """Return whether a noun with a name in it leads a sentence: "the Roe campaign won"."""
        named = any(at in self.cast.starting for at in range(phrase.first, phrase.core))
        after = self.parser.skip_adverbs(phrase.last + 1, stop)
        return (
            phrase.first == start
            and named
            and self.lower[phrase.core] in self.language.speaking_nouns
            and after < stop
            and self.parser.is_finite(after)
        )

    def _acting(self, start: int, stop: int) -> SpeakerPhrase | None:
        """Return who leads a sentence before a quotation without a name: "Le juge sourit."."""
        noun = start + 1
        if (
            self.language.inverts
            and noun + 2 < stop
            and self.words[stop - 1] == "."
            and self.lower[start] in self.language.definite_articles
            and self.language.means_person(self.lower[noun])
            and noun + 1 not in self.cast.starting
        ):
            return SpeakerPhrase("noun", start, noun, core=noun)
        return None

    def _leads_to_colon(self, phrase: SpeakerPhrase, start: int, stop: int) -> bool:
        """Return whether a noun that speaks leads a sentence to its colon: "Ein Mann nickt: …"."""
        noun = self.lower[phrase.core]
        return (
            self.language.inverts
            and phrase.kind == "noun"
            and self.words[stop - 1] == ":"
            and phrase.first == self.parser.skip_adverbs(start, stop)
            and self.language.moods.isdisjoint(self.lower[phrase.last + 1 : phrase.last + 2])
            and self.lower[phrase.first] not in self.language.oblique
            and self.lower[phrase.first] in self.language.determiners
            and (noun in self.language.speaking_nouns or self.language.means_person(noun))
        )

    def _is_somebody(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a noun tells of a person: "eine Augenzeugin"."""
        return self.language.inverts and self.language.means_person(self.lower[phrase.core])

    def attribute_sentence(self, sentence: int, route: Route) -> Attribution | None:
        """Return the speaker in another sentence, else its subject, with the given ``route``."""
        if sentence not in self.by_sentence:
            self.by_sentence[sentence] = self._speaker_of(*self.tokens.sentences[sentence])
        phrase, cue = self.by_sentence[sentence]
        return Attribution(phrase, route, cue, cue) if phrase is not None else None

    def _speaker_of(self, start: int, stop: int) -> tuple[SpeakerPhrase | None, int]:
        """Return the subject of a verb of saying in a range, strong verbs first, and the verb.

        Without such a verb, the first subject and -1.
        """
        cues = [
            token
            for token in range(start, stop)
            if self.parser.is_cue(token) and not self.is_passive(token, start)
        ]
        cues.sort(key=lambda token: (self.lower[token] in self.language.strong_cues, token))
        for token in reversed(cues[-TRIES:]):
            phrase = None
            if token > start and self.lower[token - 1] == ",":
                phrase = self.parser.subject_after(token, stop)
            phrase = phrase or self.parser.subject(token, start, stop)
            if phrase is None or phrase.kind == "writer":
                continue
            if phrase.kind != "noun" or self._is_somebody(phrase):
                return phrase, token
        phrase, cue = self._source(start, stop) if self.language.inverts else (None, -1)
        if phrase is not None:
            return phrase, cue
        return self._author(start, stop) or self.first_subject(start, stop), -1

    def _source(self, start: int, stop: int) -> tuple[SpeakerPhrase | None, int]:
        """Return who is the source of a sentence, and of which word: "…, so Roe.", "laut Roe"."""
        for token in range(stop - 1, start - 1, -1):
            if self.lower[token] in self.cue_phrases:
                found = self._by_phrase(token, stop, Route.SENTENCE)
                if found is not None and (
                    found.phrase.kind == "name" or self._is_referring(found.phrase)
                ):
                    return found.phrase, found.cue
        return None, -1

    def _is_referring(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a noun means somebody named before: "so der Experte"."""
        definite = self.lower[phrase.first] in self.language.definite_articles
        return phrase.kind == "noun" and definite and self._is_somebody(phrase)

    def thus_said(self, sentence: int) -> Attribution | None:
        """Return who said what stands before a sentence: "So beschreibt es Roe", "Così Roe"."""
        start, stop = self.tokens.sentences[sentence]
        if self.lower[start] not in self.language.grammar("thus_words"):
            return None
        if QUOTE in self.words[start:stop] or start + 1 >= stop:
            return None
        verb = self.parser.skip_between(start + 1, stop - 1)
        name = self.cast.starting.get(start + 1)
        if name is not None and self.parser.closes(name.last + 1, stop):
            return self._named(name, Route.NEXT, start)
        if not self.parser.is_cue(verb):
            return None
        phrase = self.parser.subject_after(verb, stop)
        return Attribution(phrase, Route.NEXT, verb, verb) if phrase is not None else None

    def _author(self, start: int, stop: int) -> SpeakerPhrase | None:
        """Return whose words end a sentence: "Later I got a reply from Roe"."""
        for token in range(stop - 2, start, -1):
            if self.lower[token] in self.parser.authors:
                noun = self.lower[token - 1] in self.language.cue_nouns
                phrase = self.parser.phrase(token + 1, stop) if noun else None
                if phrase is not None and phrase.last + 1 >= stop - 1:
                    return phrase
        return None
