"""Reads the attribution before a quotation: Roe said, "…"; Roe: "…"; Roe's answer was "…"."""

from newsreader.quotes.attributions.following_attribution import EXPLANATION, FollowingAttribution
from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.grammar.speaker_phrase import BOUNDARIES, SpeakerPhrase
from newsreader.quotes.people.names import Name

TRIES = 8
"""Verbs of saying of one clause that are tried."""
_SUBJECT = 3
"""Greatest distance, in tokens, from the beginning of a fronted clause to its subject."""
_QUALIFIERS = 3
"""Greatest distance, in tokens, from a noun of saying back to whose it is."""


class PrecedingAttribution(FollowingAttribution):
    """Parses what precedes quotations; ranges and ``place`` are indices into the tokens."""

    def right_before(self, place: int, begin: int) -> Attribution | None:
        """Read "Roe said, …", "Roe told the paper: …", "Roe: …", "Roe, Harbour Post: …"."""
        before = place - 1
        if before < begin:
            return None
        if self.words[before] == ":":
            label = self._label_before(before, begin)
            if label is not None:
                return label
            first = self.cast.starting.get(begin)
            if first is not None and self._is_labelled(first, before):
                return self._named(first, Route.LABEL)
            if before - 1 > begin and self.parser.is_cue(before - 1):
                attribution = self._spoken_by(before - 1, begin, Route.BEFORE)
                if attribution is not None:
                    return attribution
            return self.before(place, begin)
        token = (
            before - 1
            if self.words[before] == "," or self.lower[before] in self.parser.that_words
            else before
        )
        if token > begin and self.words[before] == "," and self.lower[token] in self.parser.objects:
            token -= 1  # "Roe told him,"
        if token < begin:
            return None
        if self.parser.is_cue(token) or self.lower[token] in self.language.participles:
            return self._spoken_by(token, begin, Route.BEFORE)
        if self.lower[token] in self.language.weak_cues:
            attribution = self._spoken_by(token, begin, Route.BEFORE)
            if attribution is not None and self._is_document(attribution.phrase):
                return attribution
        return None

    def _label_before(self, colon: int, begin: int) -> Attribution | None:
        """Read "Roe: …", "Roe and Brandt: …" and "The port is shut – Roe: …"."""
        name = self.cast.ending.get(colon - 1)
        if name is None:
            return None
        if self._is_author(name, begin):
            return self._named(name, Route.BEFORE, name.begin - 2)
        phrase = SpeakerPhrase("name", name.begin, name.last, name.member)
        phrase = self.parser.with_partner(phrase, begin)
        if phrase.first > begin and self.lower[phrase.first - 1] in self.language.prepositions:
            return None  # "Mayor on Roe: …"
        opening = phrase.first <= begin + 2 and not any(
            self.parser.is_finite(at) for at in range(begin, phrase.first)
        )
        dashed = phrase.first > begin and self.parser.is_dash(phrase.first - 1)
        return Attribution(phrase, Route.LABEL) if opening or dashed else None

    def _is_author(self, name: Name, begin: int) -> bool:
        """Return whether a name is whose words somebody has: "a letter from Roe"."""
        lower, noun = self.lower, name.begin - 2
        return (
            noun > begin
            and lower[noun] in self.language.cue_nouns
            and lower[noun - 1] in self.language.determiners
            and lower[name.begin - 1] in self.parser.authors
        )

    def _is_labelled(self, name: Name, colon: int) -> bool:
        """Return whether only an explanation stands between a name and a colon."""
        return (
            self.lower[name.last + 1] == ","
            and colon - name.last < EXPLANATION
            and not any(self.parser.is_finite(t) for t in range(name.last + 1, colon))
        )

    def before(self, place: int, begin: int) -> Attribution | None:
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
        return self.main_clause(found.cue, place) or found

    def fronted(
        self, place: int, begin: int, finish: int, earlier: Attribution | None
    ) -> Attribution | None:
        """Read When Roe spoke of "…," Brandt left, and Calling Roe "…," Brandt left.

        The first quotation is the subordinate clause's, the second one the main clause's.
        ``earlier`` is the attribution of a quotation before in the same sentence.
        """
        if place - begin < 2 or self._is_set_off(place):
            return None
        if earlier is not None:
            return self._still_fronted(place, begin, finish, earlier)
        if begin not in self.parser.heads:
            return None
        if self.lower[begin] in self.language.participles:
            phrase = self._main_subject(place + 1, finish)
            return Attribution(phrase, Route.CLAUSE, begin, begin) if phrase is not None else None
        head = self.subordinator(begin)
        if head < 0 or self._main_subject(place + 1, finish) is None:
            return None
        found = self._nearest_cue(place, head + 1)
        if found is None or found.phrase.kind == "pronoun" or found.phrase.first <= head:
            return None
        return found

    def _still_fronted(
        self, place: int, begin: int, finish: int, earlier: Attribution
    ) -> Attribution | None:
        """Return the speaker of a fronted clause for a later quotation in it."""
        start = self.tokens.sentence_starts[self.tokens.sentence_of(place)]
        ended = (
            "," in self.words[begin:place]
            or self.tokens.text[self.tokens.ends[begin - 1] - 2] == ","
        )
        if ended or self.subordinator(start) < 0 or self._main_subject(place + 1, finish) is None:
            return None
        return self.before(place, begin) or earlier.carry_over()

    def subordinator(self, start: int) -> int:
        """Return the token that makes a sentence begin with a subordinate clause; -1 for none."""
        head = start + (self.lower[start] in self.parser.coordinating)
        subordinators = self.language.grammar("subordinators")
        return head if not subordinators.isdisjoint(self.lower[head : head + 1]) else -1

    def _is_set_off(self, place: int) -> bool:
        """Return whether a comma or the like stands right before a quotation."""
        return self.words[place - 1] in BOUNDARIES

    def _main_subject(self, token: int, finish: int) -> SpeakerPhrase | None:
        """Return the subject with its verb right behind a quotation: ", though, Roe left"."""
        token = self._behind_signs(token, finish, ",")
        if token + 1 < finish and self.lower[token] in self.language.conjunctions:
            token += 2 * (self.words[token + 1] == ",")
        phrase = self.parser.phrase(self.parser.skip_adverbs(token, finish), finish)
        if phrase is None:
            return None
        verb = self.parser.skip_adverbs(phrase.last + 1, finish)
        return phrase if verb < finish and self.parser.is_finite(verb) else None

    def main_clause(self, cue: int, place: int) -> Attribution | None:
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
            around = self._around(attribution, place, begin)
            if around is not None:
                return around
            word = self.lower[attribution.cue]
            if (
                attribution.route is Route.BEFORE
                or word in self.language.strong_cues
                or tries > TRIES
            ):
                return attribution
            listed = self.parser.is_cue(attribution.cue) or word in self.language.participles
            if not listed and word in self.language.cue_nouns:
                if verb is None and self._is_content(attribution.cue, place):
                    return attribution
                noun = noun or attribution
            elif not listed and word in self.language.weak_cues:
                weak = weak or attribution
            else:
                verb = verb or attribution
        return verb or weak or noun

    def _is_content(self, noun: int, place: int) -> bool:
        """Return whether a quotation is what a noun of saying contains: "Roe's pledge to be"."""
        links = self.parser.of_words | self.parser.that_words | self.parser.to_words
        return place - _QUALIFIERS <= noun < place - 1 and self.lower[noun + 1] in links

    def _around(self, inner: Attribution, place: int, begin: int) -> Attribution | None:
        """Return the speaker of the verb to which ``inner`` only adds when somebody spoke.

        In "Roe said when Brandt announced the cuts" that is Roe, but nobody is in "Roe said she
        left when Brandt told her:".
        """
        clause = inner.phrase.first - 1
        if (
            clause <= begin
            or inner.phrase.last > inner.cue
            or self.lower[clause] not in self.language.grammar("subordinators")
            or self.parser.objects.keys() | {":"} >= set(self.lower[inner.cue + 1 : place])
        ):
            return None
        for token in range(clause - 1, begin, -1):
            if self.parser.is_cue(token):
                return self._spoken_by(token, begin, Route.CLAUSE)
            if self.parser.is_finite(token):
                break
        return None

    def _cue_at(self, token: int, place: int, begin: int) -> Attribution | None:
        """Return the speaker if the token ``token`` introduces the quotation at ``place``."""
        lower, parser, language = self.lower, self.parser, self.language
        word = lower[token]
        if word in language.participles or parser.is_cue(token):
            if token > begin and lower[token - 1] in language.not_before_cues:
                return (
                    self._spoken_by(token, begin, Route.BEFORE) if self._is_habit(token) else None
                )
            name = self.cast.starting.get(token + 1)
            if (
                name is not None
                and token > begin
                and lower[token - 1 : token] == [","] == lower[name.last + 1 : name.last + 2]
                and word not in language.never_inverted
                and (parser.is_cue(token) or language.inverts)
            ):
                return self._named(name, Route.CLAUSE, token)
            document = self._document(token, place) or self._document_before(token, begin)
            if document is not None:
                return Attribution(document, Route.BEFORE, token, token)
            near = token >= place - 3 or self.words[place - 1] == ":"
            near = near and not self._is_aside(token, place, begin)
            attribution = self._spoken_by(token, begin, Route.BEFORE if near else Route.CLAUSE)
            inverted = self.parser.is_cue(token) or language.inverts
            if attribution is None and token == begin in self.parser.heads and inverted:
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
            lower[token + 1] in language.grammar("subjects_of_that_clauses")
            or token >= place - 4
            or lower[token + 1] in parser.that_words
            or lower[place - 2] in language.verb_particles
        ):
            return self._spoken_by(token, begin, Route.CLAUSE)
        if word in language.cue_nouns and token > begin and not self._is_compound(token):
            far = token < place - 3 and self.words[place - 1] != ":"
            after = lower[token + 1]
            far = far or (parser.is_finite(token + 1) and after not in language.passives)
            name = self._owner(token, token - 1 if far else begin)
            if name is not None:
                return self._named(name, Route.CLAUSE, token)
        return None

    def _owner(self, noun: int, begin: int) -> Name | None:
        """Return whose a noun is: "Roe's pledge", "Roe's solemn pledge"."""
        for before in range(noun - 1, max(begin, noun - _QUALIFIERS) - 1, -1):
            name = self.cast.ending.get(before)
            if name is not None and name.possessive:
                return name
            if not self.words[before].isalpha() or self.lower[before] in self.parser.stops:
                break
        return None

    def _is_aside(self, verb: int, place: int, begin: int) -> bool:
        """Return whether a verb hardly says what follows.

        It does not in a relative clause before a colon ("Roe answered a man who asked:"), and not
        where it foretells ("Brandt will continue to be").
        """
        before = self.parser.skip_back(verb - 1, begin) if verb > begin else begin
        relative = self.lower[before] in self.parser.relatives and self.words[place - 1] == ":"
        foretold = self.lower[verb - 1] in self.language.auxiliaries
        return relative or (
            foretold and verb + 2 < place and self.lower[verb + 1] in self.parser.to_words
        )

    def _is_compound(self, noun: int) -> bool:
        """Return whether another noun follows the noun of saying: "Roe's email account"."""
        word, language = self.words[noun + 1], self.language
        return (
            word.islower()
            and word.isalpha()
            and word not in language.stops
            and word not in language.function_words
            and not self.parser.is_finite(noun + 1)
            and not self.parser.is_adverb(noun + 1)
        )

    def _is_habit(self, verb: int) -> bool:
        """Return whether somebody says so often: "used to say"."""
        return " ".join(self.lower[max(0, verb - 2) : verb]) in self.language.habitual

    def _spoken_by(self, verb: int, begin: int, route: Route) -> Attribution | None:
        phrase: SpeakerPhrase | None
        if verb > begin and self.lower[verb - 1] in self.language.grammar("demonstratives"):
            return None
        if self.is_passive(verb, begin):
            agents = self.language.grammar("agent_words")
            by = not agents.isdisjoint(self.lower[verb + 1 : verb + 2])
            phrase = self.parser.phrase(verb + 2, len(self.lower)) if by else None
        else:
            stop = self.tokens.sentences[self.tokens.sentence_of(verb)][1]
            finite = verb - 2 * self._is_habit(verb)
            phrase = self.parser.subject(finite, begin, stop)
        return Attribution(phrase, route, verb, verb) if phrase is not None else None

    def is_passive(self, verb: int, begin: int) -> bool:
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
