"""Reads the attribution that follows a quotation: "…," Roe said; "…," said Roe; "…" — Roe."""

from newsreader.quotes.attributions.phrase_attribution import PhraseAttribution
from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.grammar.speaker_phrase import BOUNDARIES, SpeakerPhrase
from newsreader.quotes.text.tokens import QUOTE

_DASHES = "—–―-"
_INNER_MARKS = "'’‘\"”"
"""Marks that close what is quoted inside a quotation, where they stand in the wrong order."""
_SIGNS = ",—–―-"
"""What stands between a quotation and its attribution."""
_DIALOGUE_SIGNS = _SIGNS + "?!…"
"""The same behind dialogue, whose own marks lie behind its words."""
EXPLANATION = 14
"""Greatest length, in tokens, of an apposition between a name and its verb or colon."""
_UNFINISHED = frozenset(",?!…—–-.")
"""Last characters of a quotation that an attribution may follow."""


class FollowingAttribution(PhraseAttribution):
    """Parses what follows quotations; ranges and ``place`` are indices into the tokens."""

    def after(self, number: int, place: int, finish: int, begin: int) -> Attribution | None:
        """Read "…," Roe said; "…," said Roe; "…", according to Roe; "…" — Roe."""
        lower, parser = self.lower, self.parser
        begins_word = parser.is_compound(place)
        token = finish if begins_word else self._behind_signs(place + 1, finish, _INNER_MARKS)
        label = self._label_after(token, finish)
        if label is not None or token >= finish:
            return label
        dialogue = self.spans[number].mark == "—"
        token = self._behind_signs(token, finish, _DIALOGUE_SIGNS if dialogue else _SIGNS)
        if token >= finish:
            return None
        attribution = (
            self._by_phrase(token, finish, Route.AFTER)
            or self._as_said(token, finish)
            or self._called_by(place, token, begin, finish)
        )
        if attribution is not None:
            return attribution
        for length in (2, 3):
            if " ".join(lower[token : token + length]) not in self.language.manner_phrases:
                continue
            phrase = parser.phrase(token + length, finish)
            if phrase is not None:
                cue = self._first_cue(phrase.last + 1, finish)
                return Attribution(phrase, Route.AFTER, cue, cue)
        unfinished = self._is_unfinished(number) or token > place + 1
        if not unfinished and place > begin and not parser.is_cue(token):
            return self._spoken_of(token, finish)
        if self.language.eliding and lower[token] == "l":
            token += 1  # "l'ha detto Roe" has an object
        verb = parser.skip_between(token, finish)
        document = self._document(verb, finish) if verb < finish else None
        if document is not None:
            return Attribution(document, Route.AFTER, verb, verb)
        if verb < finish and parser.is_cue(verb):
            return self._said_behind(verb, place, begin, finish, unfinished)
        hung = verb - 1 if verb > token else verb
        clitic = self._clitic(hung) or self._said_by_one(hung, finish)
        if clitic is not None:
            return clitic
        if unfinished and self.language.pro_drop and verb < finish and parser.may_be_verb(verb):
            inverted = parser.subject_after(verb, finish) or SpeakerPhrase("pronoun", verb, verb)
            return Attribution(inverted, Route.AFTER, verb, verb)
        if verb >= finish:
            return None
        found = self._subject_behind(verb, finish, unfinished)
        return found or (
            self._unlisted(verb, finish) if unfinished else self._spoken_of(token, finish)
        )

    def _said_behind(
        self, verb: int, place: int, begin: int, finish: int, unfinished: bool
    ) -> Attribution | None:
        """Return the subject of a verb of saying behind a quotation, at either side of it.

        ``unfinished`` tells that the quotation ends so that its attribution may follow; where it
        does not, a thing right behind it is the object: « Title » explique la logique.
        """
        parser = self.parser
        inverted = parser.subject_after(verb, finish)
        within = self.lower[place - 1] in self.language.prepositions and not unfinished
        within = within or " ".join(self.lower[verb : verb + 2]) in self.language.like_cues
        if inverted is None:
            inverted = self._institution(verb + 1, finish)
        if inverted is None and place > begin and not within:
            leads = self.language.pro_drop and self.language.inverts and begin in parser.heads
            inverted = parser.leader(begin, place) if leads else None
            inverted = inverted or parser.subject_before(place, begin)
        if inverted is None and self.language.pro_drop:
            inverted = SpeakerPhrase("pronoun", verb, verb)
        is_title = verb == place + 1 and not unfinished
        if inverted is None or (is_title and parser.is_thing(inverted)):
            return None
        return Attribution(inverted, Route.AFTER, verb, verb)

    def _called_by(self, place: int, token: int, begin: int, finish: int) -> Attribution | None:
        """Read "Brandt was called "…" by Roe" and "dismissed as "…" by Roe"."""
        if token != place + 1 or self.lower[token] not in self.language.grammar("agent_words"):
            return None
        as_words, before = self.language.grammar("as_words"), place - 1
        before -= self.lower[before] in self.language.indefinite_articles
        verb = before - (self.lower[before] in as_words)
        if verb <= begin or not self.parser.may_be_verb(verb):
            return None
        phrase = self.parser.phrase(token + 1, finish)
        return Attribution(phrase, Route.AFTER, verb, verb) if phrase is not None else None

    def _behind_signs(self, token: int, finish: int, signs: str) -> int:
        """Return the first token from ``token`` on that is none of ``signs``."""
        while token < finish and self.words[token] in signs:
            token += 1
        return token

    def _spoken_of(self, verb: int, stop: int) -> Attribution | None:
        """Read Von einem „…“ sprach Roe: a verb of saying by what stands before it."""
        if not self.language.inverts or self.lower[verb] not in self.language.weak_cues:
            return None
        phrase = self.parser.subject_after(verb, stop)
        return Attribution(phrase, Route.AFTER, verb, verb) if phrase is not None else None

    def _is_unfinished(self, number: int) -> bool:
        """Return whether a quotation ends in a way that an attribution may follow."""
        span = self.spans[number]
        end = span.end
        while end - 1 > span.start and self.tokens.text[end - 1] in _INNER_MARKS:
            end -= 1
        return self.tokens.text[end - 1] in _UNFINISHED

    def _as_said(self, token: int, finish: int) -> Attribution | None:
        """Read "…", as Roe put it."""
        if self.lower[token] not in self.language.grammar("as_words"):
            return None
        phrase = self.parser.phrase(token + 1, finish)
        if phrase is None:
            return None
        verb = self.parser.skip_between(phrase.last + 1, finish)
        if verb >= finish or not self._says_it(verb):
            return None
        return Attribution(phrase, Route.AFTER, verb, verb)

    def _says_it(self, verb: int) -> bool:
        """Return whether a verb is one of saying, also as in "put it"."""
        if self.lower[verb] in self.language.weak_cues:
            return self.parser.pronouns.get(self.lower[verb + 1]) == "o"
        return self.parser.is_cue(verb)

    def _clitic(self, token: int) -> Attribution | None:
        """Read « … », a-t-il ajouté, and « … », explique-t-elle: the pronoun hangs on the verb."""
        verb, dash, pronoun = self.lower[token].partition("-")
        pronoun = pronoun.removeprefix("t-")
        if not self.language.eliding or not dash or pronoun not in self.parser.pronouns:
            return None
        if verb not in self.language.cues and verb not in self.language.auxiliaries:
            return None
        return Attribution(SpeakerPhrase("pronoun", token, token), Route.AFTER, token, token)

    def _said_by_one(self, token: int, finish: int) -> Attribution | None:
        """Read « … », dit-on à la préfecture: whose words they are that nobody in particular says.

        Where no source follows, nobody is the speaker.
        """
        verb, _, pronoun = self.lower[token].rpartition("-")
        verb = verb.removesuffix("-t")
        if pronoun not in self.language.grammar("impersonal_pronouns") or not verb:
            return None
        for at in range(token + 1, finish):
            if self.lower[at] in self.language.prepositions:
                phrase = self.parser.phrase(at + 1, finish)
                if phrase is not None and phrase.kind != "pronoun" and self._may_be_source(phrase):
                    return Attribution(phrase, Route.AFTER, token, token)
        return Attribution(SpeakerPhrase("pronoun", token, token), Route.AFTER, token, token)

    def _may_be_source(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a phrase is a body or somebody, and no place or day."""
        if phrase.kind == "name":
            return self.cast.members[phrase.member].body
        noun = self.lower[phrase.core]
        return noun in self.language.speaking_nouns or noun in self.language.body_nouns

    def _unlisted(self, token: int, finish: int) -> Attribution | None:
        """Read "…," beamed Jane Roe, and "…," This Morning co-host Jane Roe said."""
        inverted = self._inverted(token, finish)
        if inverted is not None or not self.words[token][0].isupper():
            return inverted
        return self._named_before_cue(token, finish)

    def _inverted(self, verb: int, finish: int) -> Attribution | None:
        """Read "…," beamed Jane Roe: a verb that no list has, right behind the quotation."""
        name = self.cast.starting.get(verb + 1)
        word = self.words[verb]
        if name is None or name.possessive or not word.islower() or not word.isalpha():
            return None
        after = name.last + 1
        closes = (
            after >= finish
            or self.language.capital_nouns
            or self.words[after] in ".,;("
            or self.lower[after] in self.parser.relatives
        )
        if word in self.language.stops or word in self.language.determiners or not closes:
            return None
        return self._named(name, Route.AFTER, verb)

    def _subject_behind(self, token: int, finish: int, unfinished: bool) -> Attribution | None:
        """Return the speaker if a subject at ``token``, after a quotation, has a verb of saying."""
        parser = self.parser
        phrase = parser.nominative(token, finish)
        if phrase is None and self.lower[token] in parser.writers:
            phrase = SpeakerPhrase("writer", token, token)
        if phrase is None:
            return None
        behind = parser.skip_brackets(phrase.last + 1, finish)
        verb = parser.skip_between(behind, finish)
        if verb >= finish:
            return None
        witnessed = self._witnessed(verb, finish)
        if witnessed >= 0:
            return Attribution(phrase, Route.AFTER, witnessed, witnessed)
        if parser.may_be_verb(verb):
            says = parser.is_cue(verb) or (unfinished and self._may_speak(phrase))
            return Attribution(phrase, Route.AFTER, verb, verb) if says else None
        word = self.lower[verb]
        if unfinished and self._ends_clause(verb, finish) and phrase.kind != "noun":
            return Attribution(phrase, Route.AFTER, verb, verb)
        explained = (
            word in ",(—–"
            or word in self.language.prepositions
            or word in self.language.conjunctions
        )
        cue = self._first_cue(verb, finish) if explained and unfinished else -1
        if cue < 0 or (word in parser.that_words and not self._may_speak(phrase)):
            return None
        named = self._apposed(phrase, verb, cue)
        return named or Attribution(phrase, Route.AFTER, cue, cue)

    def _witnessed(self, verb: int, finish: int) -> int:
        """Return the participle in "Roe is seen shouting", "Roe can be heard asking"; else -1."""
        verb += self.lower[verb] in self.language.passives
        says = verb + 1 < finish and self.lower[verb + 1] in self.language.participles
        perceived = says and self.lower[verb] in self.language.grammar("perceived_words")
        return verb + 1 if perceived else -1

    def _may_speak(self, phrase: SpeakerPhrase) -> bool:
        """Return whether a phrase is no noun for a thing: "a reference to all that he said"."""
        if phrase.kind != "noun" or self.parser.is_role(phrase.core):
            return True
        noun, language = self.lower[phrase.core], self.language
        bodies = language.body_nouns | language.document_nouns
        return noun in bodies or language.is_crowd(noun)

    def _apposed(self, phrase: SpeakerPhrase, behind: int, cue: int) -> Attribution | None:
        """Return the speaker of "a friend, Jane Roe told" and "Hands Up director Jane Roe said"."""
        thing = phrase.kind == "name" and self.cast.members[phrase.member].human <= 0
        called = phrase.kind == "noun" and behind + 1 in self.cast.starting
        if not (thing or called):
            return None
        shortest = 1 if called and not self._may_speak(phrase) else 2
        named = self._named_before_cue(behind + called, cue + 1, shortest)
        if named is None or (called and named.phrase.first != behind + 1):
            return None
        return named

    def _named_before_cue(self, first: int, stop: int, shortest: int = 2) -> Attribution | None:
        """Return the person whose name ends right before the first verb of saying.

        It has at least ``shortest`` parts, so that a place is not taken for one.
        """
        cue = self._first_cue(first, stop)
        name = self.cast.ending.get(self.parser.skip_back(cue - 1, first)) if cue > first else None
        if name is None or name.begin < first or name.possessive or len(name.parts) < shortest:
            return None
        cluster = self.cast.members[name.member]
        apart = any(
            self.words[at] in BOUNDARIES or self.parser.is_finite(at)
            for at in range(first, name.begin)
        )
        if cluster.body or cluster.place >= cluster.human or apart:
            return None
        return self._named(name, Route.AFTER, cue)

    def _ends_clause(self, verb: int, finish: int) -> bool:
        """Return whether a verb that is none of saying ends its clause: "…," Roe shares."""
        word, language = self.words[verb], self.language
        behind = verb + 1
        if word in language.not_cues:  # "Roe shot back."
            behind += behind < finish and self.lower[behind] in language.stops
            listed = behind > verb + 1
        else:
            listed = word not in language.stops and word.endswith(tuple(language.verb_endings))
        closes = behind >= finish or self.words[behind] in ".,"
        return word.islower() and word.isalpha() and listed and closes

    def _label_after(self, token: int, finish: int) -> Attribution | None:
        """Read "…" — Roe, and "…" (Roe)."""
        if token + 1 >= finish or self.words[token] not in _DASHES + "(":
            return None
        name = self.cast.starting.get(token + 1)
        if name is None:
            return None
        if self.words[token] != "(":
            verb = self.parser.skip_between(name.last + 1, finish)
            if name.possessive or (verb < finish and self.parser.may_be_verb(verb)):
                return None
        return self._named(name, Route.LABEL)

    def trailing(self, place: int, stop: int) -> Attribution | None:
        """Read ", Roe said." and "according to Roe" further behind a quotation."""
        for token in range(stop - 2, place + 1, -1):
            attribution = (
                self._clause_behind(token, stop)
                if self.words[token] == ","
                else self._by_phrase(token, stop, Route.AFTER)
            )
            if attribution is not None:
                return attribution
        return None

    def _clause_behind(self, comma: int, stop: int) -> Attribution | None:
        """Read "Roe said" and "said Roe" behind a comma; any verb of saying may end its clause."""
        parser = self.parser
        phrase = parser.nominative(parser.skip_adverbs(comma + 1, stop), stop)
        if phrase is not None:
            verb = self._behind_explanation(phrase.last + 1, stop)
        else:
            verb = comma + 1
            phrase = parser.subject_after(verb, stop) if parser.is_cue(verb) else None
        if phrase is None or verb >= stop or not parser.is_cue(verb):
            return None
        strong = self.lower[verb] in self.language.strong_cues
        closes = verb + 1 >= stop or self.words[verb + 1] in ".,"
        return Attribution(phrase, Route.AFTER, verb, verb) if strong or closes else None

    def _behind_explanation(self, token: int, stop: int) -> int:
        """Return the verb at ``token``, behind a bracket or ", the mayor of Harbour,"."""
        parser = self.parser
        token = parser.skip_brackets(token, stop)
        if token < stop and self.words[token] == ",":
            for at in range(token + 1, min(stop, token + EXPLANATION)):
                if self.words[at] == ",":
                    return parser.skip_between(at + 1, stop)
                if parser.is_finite(at) or self.words[at] == QUOTE:
                    break
        return parser.skip_between(token, stop)

    def _first_cue(self, start: int, stop: int) -> int:
        return next((token for token in range(start, stop) if self.parser.is_cue(token)), -1)
