"""Finds the speaker of a quotation in its own sentence, and the subject of other sentences."""

from newsreader.quotes.preceding_attribution import TRIES, PrecedingAttribution
from newsreader.quotes.routes import Attribution, Route
from newsreader.quotes.speaker_phrase import SpeakerPhrase

_JOINED = 4
"""Quotations of one sentence whose common attribution may follow the last."""
_CLAUSES = 12
"""Clauses of one sentence that are searched for a subject."""
_MOOD = 4
"""How many tokens from a quotation on are searched for the verb of indirect speech."""


class SentenceAttribution(PrecedingAttribution):
    """Parses the attributions of one article; ranges and ``place`` are indices into the tokens."""

    def attribute(self, number: int, found: list[Attribution | None]) -> Attribution | None:
        """Return the speaker of span ``number`` by its own sentence, None without one.

        ``found`` has the attributions of the spans before it.
        """
        tokens = self.tokens
        place = tokens.quote_tokens[number]
        start, stop = tokens.sentences[tokens.sentence_of(place)]
        previous = number - 1 if number and tokens.quote_tokens[number - 1] >= start else -1
        begin = tokens.quote_tokens[previous] + 1 if previous >= 0 else start
        following = number + 1 < len(self.spans) and tokens.quote_tokens[number + 1] < stop
        finish = tokens.quote_tokens[number + 1] if following else stop
        earlier = found[previous] if previous >= 0 else None
        attribution = self.right_before(place, begin)
        if attribution is not None:
            return attribution
        if earlier is not None and earlier.cue >= begin:
            return self._another(earlier.cue + 1, place) or earlier.carry_over()
        attribution = (
            self.fronted(place, begin, finish, earlier)
            or self.after(number, place, finish, begin)
            or (None if following else self.trailing(place, stop))
            or self.before(place, begin)
        )
        if earlier is not None and (
            attribution is None or self._depends(attribution, earlier, begin, place)
        ):
            return earlier.carry_over()
        if attribution is None and following and self._is_own_claim(start, place):
            attribution = self._behind_others(number, start, stop)
        return attribution or self._subject(place, begin)

    def _depends(
        self, attribution: Attribution, earlier: Attribution, begin: int, place: int
    ) -> bool:
        """Return whether a verb belongs to what an earlier speaker of the sentence says.

        Roe says her "friend" Brandt ran "…".
        """
        lower, cue = self.lower, attribution.cue
        if not begin < cue < place or earlier.cue < 0 or self.parser.is_cue(cue):
            return False
        said = lower[earlier.cue] in self.language.strong_cues and earlier.phrase.kind != "noun"
        apart = self.parser.coordinating | {","} | self.language.conjunctions
        return said and lower[cue] in self.language.weak_cues and apart.isdisjoint(lower[begin:cue])

    def _behind_others(self, number: int, start: int, stop: int) -> Attribution | None:
        """Return the speaker behind the next quotations of the sentence: "…" and "…," said Roe.

        ``start`` and ``stop`` are those of the sentence.
        """
        places = self.tokens.quote_tokens
        for other in range(number, min(number + _JOINED, len(places))):
            place = places[other]
            if place >= stop:
                break
            finish = min(stop, places[other + 1]) if other + 1 < len(places) else stop
            attribution = self.after(other, place, finish, start) if other > number else None
            if attribution is None and finish == stop:
                attribution = self.trailing(place, stop)
            elif attribution is None:
                attribution = self._set_off(place, finish)
            if attribution is not None:
                return attribution
        return None

    def _set_off(self, place: int, finish: int) -> Attribution | None:
        """Read ", Roe said, and" between two quotations of one sentence."""
        for token in range(finish - 2, place + 1, -1):
            attribution = self._clause_behind(token, finish) if self.words[token] == "," else None
            if attribution is not None:
                cue = attribution.cue
                return attribution if self.words[cue + 1] == "," and cue + 2 < finish else None
        return None

    def _another(self, begin: int, place: int) -> Attribution | None:
        """Return another speaker named between two quotations of one sentence.

        A phrase at ``begin``, right behind the verb before, is the speaker or addressee of the
        quotation before.
        """
        attribution = self.before(place, begin)
        return attribution if attribution is not None and attribution.phrase.first > begin else None

    # -- without a verb of saying, and in other sentences

    def _subject(self, place: int, begin: int) -> Attribution | None:
        """Return the subject of a sentence that has no verb of saying before a quotation."""
        if not self._is_own_claim(begin, place):
            return None
        phrase = self._first_subject(begin, place) if place > begin else None
        return Attribution(phrase, Route.SUBJECT) if phrase is not None else None

    def _is_own_claim(self, begin: int, place: int) -> bool:
        """Return whether no verb form tells that somebody named before says a sentence."""
        return self.language.moods.isdisjoint(self.lower[begin : place + _MOOD])

    def _first_subject(self, start: int, stop: int) -> SpeakerPhrase | None:
        parser = self.parser
        for first in parser.clause_starts(stop, start)[: -_CLAUSES - 1 : -1]:
            token = parser.skip_between(first, stop)
            phrase = parser.phrase(token, stop)
            if phrase is None or parser.is_place(phrase.first, start):
                continue
            if phrase.kind != "noun" or self._is_speaking_body(phrase, start, stop):
                return phrase
        for name in self.cast.between(start, stop):
            if not (
                name.possessive
                or self.cast.members[name.member].body
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
            if phrase is not None and (phrase.kind != "noun" or self._is_somebody(phrase)):
                return phrase, token
        return self._author(start, stop) or self._first_subject(start, stop), -1

    def _author(self, start: int, stop: int) -> SpeakerPhrase | None:
        """Return whose words end a sentence: "Later I got a reply from Roe"."""
        for token in range(stop - 2, start, -1):
            if self.lower[token] in self.parser.authors:
                noun = self.lower[token - 1] in self.language.cue_nouns
                phrase = self.parser.phrase(token + 1, stop) if noun else None
                if phrase is not None and phrase.last + 1 >= stop - 1:
                    return phrase
        return None
