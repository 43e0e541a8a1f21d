"""Finds the speaker of a quotation in its own sentence, and the subject of other sentences."""

from newsreader.quotes.following_attribution import EXPLANATION, FollowingAttribution
from newsreader.quotes.names import Name
from newsreader.quotes.routes import Attribution, Route
from newsreader.quotes.speaker_phrase import SpeakerPhrase

_TRIES = 8
"""Verbs of saying of one clause that are tried."""
_JOINED = 4
"""Quotations of one sentence whose common attribution may follow the last."""
_SUBJECT = 3
"""Greatest distance, in tokens, from the beginning of a fronted clause to its subject."""
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
            or (None if following else self.trailing(place, stop))
            or self._before(place, begin)
        )
        if attribution is None and earlier is not None:
            return earlier.carry_over()
        if attribution is None and following and self._is_own_claim(start, place):
            attribution = self._behind_others(number, start, stop)
        return attribution or self._subject(place, begin)

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
            if before - 1 > begin and self.parser.is_cue(before - 1):
                attribution = self._spoken_by(before - 1, begin, Route.BEFORE)
                if attribution is not None:
                    return attribution
            return self._before(place, begin)
        token = before - 1 if self.words[before] == "," or self.lower[before] == "that" else before
        if token < begin:
            return None
        if self.parser.is_cue(token) or self.lower[token] in self.language.participles:
            return self._spoken_by(token, begin, Route.BEFORE)
        if self.lower[token] in self.language.weak_cues:
            attribution = self._spoken_by(token, begin, Route.BEFORE)
            if attribution is not None and self._is_document(attribution.phrase):
                return attribution
        return None

    def _is_labelled(self, name: Name, colon: int) -> bool:
        """Return whether only an explanation stands between a name and a colon."""
        return (
            self.lower[name.last + 1] == ","
            and colon - name.last < EXPLANATION
            and not any(self.parser.is_finite(t) for t in range(name.last + 1, colon))
        )

    def _before(self, place: int, begin: int) -> Attribution | None:
        """Read a verb of saying, "according to" or "Roe's answer" anywhere before a quotation.

        The nearest counts, but a verb that may be something else than saying yields to a
        "said" further to the left, and a noun to a verb.
        """
        found = self._nearest_cue(place, begin)
        if found is None or begin not in self.parser.heads:
            return found
        fronted = self.lower[begin] in self.language.grammar("subordinators")
        if not fronted or found.phrase.first > begin + _SUBJECT:
            return found
        return self._main_clause(found.cue, place) or found

    def _main_clause(self, cue: int, place: int) -> Attribution | None:
        """Return the subject behind a fronted clause with ``cue``: "When Roe left, Brandt …"."""
        for comma in range(cue + 2, place - 1):
            if self.words[comma] != ",":
                continue
            phrase = self.parser.phrase(self.parser.skip_adverbs(comma + 1, place), place)
            if phrase is None:
                continue
            verb = self.parser.skip_adverbs(phrase.last + 1, place)
            if verb < place and self.parser.is_finite(verb):
                return Attribution(phrase, Route.SUBJECT)
        return None

    def _nearest_cue(self, place: int, begin: int) -> Attribution | None:
        """Return the speaker of the verb or noun of saying nearest to a quotation."""
        verb: Attribution | None = None
        weak: Attribution | None = None
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
            listed = self.parser.is_cue(attribution.cue) or word in self.language.participles
            if not listed and word in self.language.cue_nouns:
                noun = noun or attribution
            elif not listed and word in self.language.weak_cues:
                weak = weak or attribution
            else:
                verb = verb or attribution
        return verb or weak or noun

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
        source = self.cast.ending.get(token - 1) if word in language.postpositions else None
        if source is not None:
            return self._named(source, Route.CLAUSE, token)
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
