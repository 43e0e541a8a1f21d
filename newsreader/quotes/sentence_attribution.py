"""Finds the speaker of a quotation in its own sentence, and the subject of other sentences."""

from newsreader.quotes.following_attribution import FollowingAttribution
from newsreader.quotes.names import Name
from newsreader.quotes.phrases import SpeakerPhrase
from newsreader.quotes.routes import Attribution, Route

_TRIES = 8
"""Verbs of saying of one clause that are tried."""
_EXPLANATION = 14
"""Greatest length, in tokens, of an apposition between a name and its colon."""
_CLAUSES = 12
"""Clauses of one sentence that are searched for a subject."""
_MOOD = 4
"""How many tokens from a quotation on are searched for the verb of indirect speech."""


class SentenceAttribution(FollowingAttribution):
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
        attribution = self._right_before(place, begin)
        if attribution is not None:
            return attribution
        if earlier is not None and earlier.cue >= begin:
            return self._another(earlier.cue + 1, place) or earlier.carry_over()
        attribution = (
            self.after(number, place, finish, begin)
            or (None if following else self._trailing(place, stop))
            or self._before(place, begin)
        )
        if attribution is None and earlier is not None:
            return earlier.carry_over()
        if attribution is None and following and place == start:
            attribution = self.after(number + 1, finish, stop, begin)
        return attribution or self._subject(place, begin)

    def _another(self, begin: int, place: int) -> Attribution | None:
        """Return another speaker named between two quotations of one sentence.

        A phrase at ``begin``, right behind the verb before, is the speaker or addressee of the
        quotation before.
        """
        attribution = self._before(place, begin)
        return attribution if attribution is not None and attribution.phrase.first > begin else None

    # -- before the quotation

    def _right_before(self, place: int, begin: int) -> Attribution | None:
        """Read "Roe said, …", "Roe told the paper: …", "Roe: …", "Roe, Harbour Post: …"."""
        before = place - 1
        if before < begin:
            return None
        if self.words[before] == ":":
            name = self.cast.ending.get(before - 1)
            if (
                name is not None
                and name.begin <= begin + 2
                and not any(self.parser.is_finite(at) for at in range(begin, name.begin))
            ):
                return self._named(name, Route.LABEL)
            first = self.cast.starting.get(begin)
            if first is not None and self._is_labelled(first, before):
                return self._named(first, Route.LABEL)
            return self._before(place, begin)
        token = before - 1 if self.words[before] == "," or self.lower[before] == "that" else before
        if token < begin:
            return None
        if self.parser.is_cue(token) or self.lower[token] in self.language.participles:
            return self._spoken_by(token, begin, Route.BEFORE)
        return None

    def _is_labelled(self, name: Name, colon: int) -> bool:
        """Return whether only an explanation stands between a name and a colon."""
        return (
            self.lower[name.last + 1] == ","
            and colon - name.last < _EXPLANATION
            and not any(self.parser.is_finite(t) for t in range(name.last + 1, colon))
        )

    def _before(self, place: int, begin: int) -> Attribution | None:
        """Read a verb of saying, "according to" or "Roe's answer" anywhere before a quotation.

        The nearest counts, but a verb that may be something else than saying yields to a
        "said" further to the left, and a noun to a verb.
        """
        verb: Attribution | None = None
        noun: Attribution | None = None
        tries = 0
        for token in range(place - 1, begin - 1, -1):
            attribution = self._cue_at(token, place, begin)
            if attribution is None:
                continue
            tries += 1
            word = self.lower[attribution.cue]
            if (
                attribution.route is Route.BEFORE
                or word in self.language.strong_cues
                or tries > _TRIES
            ):
                return attribution
            if word in self.language.cue_nouns and not self.parser.is_cue(attribution.cue):
                noun = noun or attribution
            else:
                verb = verb or attribution
        return verb or noun

    def _cue_at(self, token: int, place: int, begin: int) -> Attribution | None:
        """Return the speaker if the token ``token`` introduces the quotation at ``place``."""
        lower, parser, language = self.lower, self.parser, self.language
        word = lower[token]
        if word in language.participles or parser.is_cue(token):
            if token > begin and lower[token - 1] in language.not_before_cues:
                return None
            name = self.cast.starting.get(token + 1)
            if (
                name is not None
                and token > begin
                and lower[token - 1 : token] == [","] == lower[name.last + 1 : name.last + 2]
                and word not in language.never_inverted
            ):
                return self._named(name, Route.CLAUSE, token)
            document = self._document(token, place) or self._document_before(token, begin)
            if document is not None:
                return Attribution(document, Route.BEFORE, token, token)
            near = token >= place - 3 or self.words[place - 1] == ":"
            attribution = self._spoken_by(token, begin, Route.BEFORE if near else Route.CLAUSE)
            if attribution is None and token == begin and begin in self.parser.heads:
                phrase = parser.subject_after(token, place)
                attribution = (
                    Attribution(phrase, Route.CLAUSE, token, token) if phrase is not None else None
                )
            return attribution
        attribution = self._by_phrase(token, place, Route.CLAUSE)
        if attribution is not None:
            return attribution
        if word in language.weak_cues and (
            lower[token + 1] == "it" or token >= place - 4 or lower[token + 1] in parser.that_words
        ):
            return self._spoken_by(token, begin, Route.CLAUSE)
        if word in language.cue_nouns and token > begin:
            name = self.cast.ending.get(token - 1)
            if name is not None and name.possessive:
                return self._named(name, Route.CLAUSE, token)
        return None

    def _document_before(self, verb: int, begin: int) -> SpeakerPhrase | None:
        """Return the document of In dem Bericht heißt es: „…“."""
        if self.lower[verb] not in self.language.document_cues:
            return None
        token = begin + (self.lower[begin] not in self.language.prepositions)
        if token < verb and self.lower[token] in self.language.prepositions:
            return self._document_phrase(token + 1, verb)
        return None

    def _spoken_by(self, verb: int, begin: int, route: Route) -> Attribution | None:
        phrase: SpeakerPhrase | None
        if self._is_passive(verb, begin):
            by = self.lower[verb + 1 : verb + 2] == ["by"]
            phrase = self.parser.phrase(verb + 2, len(self.lower)) if by else None
        else:
            stop = self.tokens.sentences[self.tokens.sentence_of(verb)][1]
            phrase = self.parser.subject(verb, begin, stop)
        return Attribution(phrase, route, verb, verb) if phrase is not None else None

    def _is_passive(self, verb: int, begin: int) -> bool:
        """Return whether others speak about the subject: "Roe was told"."""
        before = verb - 1
        while before > begin and (
            self.lower[before] in self.language.between or self.parser.is_adverb(before)
        ):
            before -= 1
        return (
            before >= begin
            and self.lower[before] in self.language.passives
            and self.lower[verb] not in self.language.participles
        )

    # -- without a verb of saying, and in other sentences

    def _subject(self, place: int, begin: int) -> Attribution | None:
        """Return the subject of a sentence that has no verb of saying before a quotation."""
        if not self.language.moods.isdisjoint(self.lower[begin : place + _MOOD]):
            return None  # somebody named before says so
        phrase = self._first_subject(begin, place) if place > begin else None
        return Attribution(phrase, Route.SUBJECT) if phrase is not None else None

    def _first_subject(self, start: int, stop: int) -> SpeakerPhrase | None:
        parser = self.parser
        for first in parser.clause_starts(stop, start)[: -_CLAUSES - 1 : -1]:
            token = parser.skip_between(first, stop)
            phrase = parser.phrase(token, stop)
            if phrase is not None and (
                phrase.kind != "noun" or self._is_speaking_body(phrase, start, stop)
            ):
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
            if self.parser.is_cue(token) and not self._is_passive(token, start)
        ]
        cues.sort(key=lambda token: (self.lower[token] in self.language.strong_cues, token))
        for token in reversed(cues[-_TRIES:]):
            phrase = None
            if token > start and self.lower[token - 1] == ",":
                phrase = self.parser.subject_after(token, stop)
            phrase = phrase or self.parser.subject(token, start, stop)
            if phrase is not None and (phrase.kind != "noun" or self._is_somebody(phrase)):
                return phrase, token
        return self._first_subject(start, stop), -1
