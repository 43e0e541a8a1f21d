"""Finds the speaker of a quotation in its own sentence."""

from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.attributions.subject_attribution import SubjectAttribution

_JOINED = 4
"""Quotations of one sentence whose common attribution may follow the last."""
_ENDS = frozenset("!?…")
"""Last characters of a quotation that end a sentence before a capital."""


class SentenceAttribution(SubjectAttribution):
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
        if earlier is not None and self._is_over(previous, begin, earlier):
            earlier = None
        attribution = self.right_before(place, begin)
        if attribution is not None:
            return (
                self._named_behind(attribution, number, finish, begin)
                or self._said_instead(attribution, number, finish, begin)
                or attribution
            )
        if earlier is not None and earlier.cue >= begin:
            return self._another(earlier, place) or earlier.carry_over()
        attribution = (
            self.fronted(place, begin, finish, earlier)
            or self._behind(number, place, finish, begin)
            or (None if following else self.trailing(place, stop))
            or self.before(place, begin)
            or self._marked_source(place, begin, finish)
        )
        if earlier is not None and (
            attribution is None or self._depends(attribution, earlier, begin, place)
        ):
            return (self._is_noun(earlier) and self.before(place, start)) or earlier.carry_over()
        if attribution is None and following and self._is_own_claim(start, place):
            attribution = self._behind_others(number, start, stop)
        attribution = attribution or self._subject(place, begin)
        if previous >= 0:
            return self._of_described(attribution, start, begin)
        return self._of_headline(attribution, start) or attribution

    def _behind(self, number: int, place: int, finish: int, begin: int) -> Attribution | None:
        """Return the speaker behind a quotation that no verb of saying introduces.

        In "a crowd came, yelling "No!" A leader said" that is not the leader.
        """
        introduced = place > begin and self.lower[place - 1] in self.language.participles
        over = self.tokens.text[self.spans[number].end - 1] in _ENDS
        if introduced and over and place + 1 < finish and self.words[place + 1][0].isupper():
            return None
        return self.after(number, place, finish, begin)

    def _is_over(self, previous: int, begin: int, earlier: Attribution) -> bool:
        """Return whether a sentence ended with a quotation and its "!": Roe said, "No!" Brandt …"""
        place, span = self.tokens.quote_tokens[previous], self.spans[previous]
        closed = self.tokens.text[span.end - 1] in _ENDS and self.words[begin][0].isupper()
        return closed and max(earlier.cue, earlier.phrase.first) < place

    def _of_described(
        self, attribution: Attribution | None, start: int, begin: int
    ) -> Attribution | None:
        """Return who said it in Roe, of "…," who lives with Brandt, said: "…"."""
        head = begin + (self.words[begin] == ",")
        if attribution is None or self.lower[head] not in self.parser.relatives:
            return attribution
        cue = attribution.cue
        if attribution.phrase.first <= head or self.words[cue - 1] != ",":
            return attribution
        phrase = self.first_subject(start, begin)
        return attribution if phrase is None else Attribution(phrase, Route.CLAUSE, cue, cue)

    def _of_headline(self, attribution: Attribution | None, start: int) -> Attribution | None:
        """Return the name that labels a headline: "Roe: Brandt's view is '…'"."""
        name = self.cast.starting.get(start)
        if attribution is None or name is None or name.possessive:
            return None
        said = attribution.cue >= 0 and not self._is_noun(attribution)
        if said or name.last + 1 >= len(self.words) or self.words[name.last + 1] != ":":
            return None
        return self._named(name, Route.LABEL)

    def _is_noun(self, attribution: Attribution) -> bool:
        """Return whether a noun tells who speaks, which it does for one quotation only."""
        cue = attribution.cue
        noun = cue >= 0 and self.lower[cue] in self.language.cue_nouns
        return noun and not self.parser.is_cue(cue)

    def _depends(
        self, attribution: Attribution, earlier: Attribution, begin: int, place: int
    ) -> bool:
        """Return whether a verb or noun belongs to what an earlier speaker of the sentence says.

        Roe says her "friend" Brandt ran "…", and Brandt's speech was "…".
        """
        lower, cue = self.lower, attribution.cue
        if not begin < cue < place or earlier.cue < 0 or self.parser.is_cue(cue):
            return False
        said = lower[earlier.cue] in self.language.strong_cues and earlier.phrase.kind != "noun"
        apart = self.parser.coordinating | {","} | self.language.conjunctions
        doubtful = lower[cue] in self.language.weak_cues or self._is_noun(attribution)
        return said and doubtful and apart.isdisjoint(lower[begin:cue])

    def _named_behind(
        self, before: Attribution, number: int, finish: int, begin: int
    ) -> Attribution | None:
        """Return the name of "The mayor smiled: …," said Roe, where ``before`` has none."""
        if before.phrase.kind == "name" or not self.language.inverts:
            return None
        place = self.tokens.quote_tokens[number]
        behind = self.after(number, place, finish, begin)
        said = behind is not None and place < behind.cue < behind.phrase.first
        return behind if said and behind is not None and behind.phrase.kind == "name" else None

    def _said_instead(
        self, before: Attribution, number: int, finish: int, begin: int
    ) -> Attribution | None:
        """Return who speaks of another's words: What Brandt says "…," Roe said.

        So it is in Brandt cannot say that "…," Roe added, too.
        """
        grammar, first = self.language.grammar, before.phrase.first
        relative = first > begin and self.lower[first - 1] in grammar("free_relatives")
        if not relative and self.lower[before.cue - 1] not in grammar("denials"):
            return None
        place = self.tokens.quote_tokens[number]
        said = self.after(number, place, finish, begin)
        if said is None or said.cue <= place:
            return None
        return said if self.lower[said.cue] in self.language.strong_cues else None

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

    def _another(self, earlier: Attribution, place: int) -> Attribution | None:
        """Return another speaker named between two quotations of one sentence.

        A phrase right behind the verb of the ``earlier`` one is its speaker or addressee.
        """
        begin = earlier.cue + 1
        attribution = self.before(place, begin)
        if attribution is None or attribution.phrase.first <= begin:
            return None
        return None if self._depends(attribution, earlier, begin, place) else attribution
