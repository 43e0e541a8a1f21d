"""Reads who speaks from the sentence a quotation stands in."""

from newsreader.quotes.attribution import Attribution, Route
from newsreader.quotes.cast import Cast
from newsreader.quotes.language import Language
from newsreader.quotes.names import Name
from newsreader.quotes.phrases import Source
from newsreader.quotes.spans import MarkedSpan
from newsreader.quotes.subjects import Reader
from newsreader.quotes.tokens import Tokens

_TRIES = 8
"""How many verbs of saying of one clause are tried."""
_EXPLANATION = 14
"""How many tokens may explain a name before its colon."""
_CLAUSES = 12
"""How many clauses of one sentence are searched for a subject."""
_DASHES = "—–―-"
_UNFINISHED = frozenset(",?!…—–-.")
"""What words end in that an attribution may follow."""


class SentenceAttribution:
    """Reads the attributions of one article; every range is one of tokens."""

    def __init__(
        self, frame: Tokens, marked: list[MarkedSpan], cast: Cast, language: Language
    ) -> None:
        self.frame, self.marked, self.cast, self.language = frame, marked, cast, language
        self.reader = Reader(frame, cast, language)
        self.lower, self.words = frame.lower, frame.words
        self.objects = dict(language.object_pronouns)
        self.told: dict[int, tuple[Source | None, int]] = {}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in language.cue_phrases:
            self.phrases.setdefault(phrase[0], []).append(phrase)

    def voice(self, number: int, found: list[Attribution | None]) -> Attribution | None:
        """Return who says quotation ``number`` by its own sentence.

        ``found`` holds the voices of the quotations before it.
        """
        frame = self.frame
        place = frame.place[number]
        start, stop = frame.sentences[frame.sentence_of(place)]
        previous = number - 1 if number and frame.place[number - 1] >= start else -1
        begin = frame.place[previous] + 1 if previous >= 0 else start
        following = number + 1 < len(self.marked) and frame.place[number + 1] < stop
        finish = frame.place[number + 1] if following else stop
        earlier = found[previous] if previous >= 0 else None
        voice = self._right_before(place, begin)
        if voice is not None:
            return voice
        if earlier is not None and earlier.cue >= begin:
            return self._another(earlier.cue + 1, place) or earlier.again()
        voice = (
            self.after(number, place, finish, begin)
            or (None if following else self._trailing(place, stop))
            or self._before(place, begin)
        )
        if voice is None and earlier is not None:
            return earlier.again()
        if voice is None and following and place == start:
            voice = self.after(number + 1, finish, stop, begin)
        return voice or self._subject(place, begin)

    def _another(self, begin: int, place: int) -> Attribution | None:
        """Return another speaker who comes in between two quotations of one sentence.

        Right behind the verb before, at ``begin``, stands who said that or who was told it.
        """
        voice = self._before(place, begin)
        return voice if voice is not None and voice.source.first > begin else None

    def _named(self, name: Name, route: Route, cue: int = -1) -> Attribution:
        return Attribution(Source("name", name.begin, name.last, name.who), route, cue, cue)

    # -- before the quotation

    def _right_before(self, place: int, begin: int) -> Attribution | None:
        """Read "Roe said, …", "Roe told the paper: …", "Roe: …", "Roe, Harbour Post: …"."""
        before = place - 1
        if before < begin:
            return None
        if self.words[before] == ":":
            name = self.cast.ending.get(before - 1)
            if name is not None and name.begin <= begin + 2:
                return self._named(name, Route.LABEL)
            first = self.cast.starting.get(begin)
            if first is not None and self._is_labelled(first, before):
                return self._named(first, Route.LABEL)
            return self._before(place, begin)
        token = before - 1 if self.words[before] == "," or self.lower[before] == "that" else before
        if token < begin:
            return None
        if self.reader.is_cue(token) or self.lower[token] in self.language.participles:
            return self._spoken_by(token, begin, Route.BEFORE)
        return None

    def _is_labelled(self, name: Name, colon: int) -> bool:
        """Return whether only an explanation stands between a name and a colon."""
        return (
            self.lower[name.last + 1] == ","
            and colon - name.last < _EXPLANATION
            and not any(self.reader.is_finite(t) for t in range(name.last + 1, colon))
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
            voice = self._cue_at(token, place, begin)
            if voice is None:
                continue
            tries += 1
            word = self.lower[voice.cue]
            if voice.route is Route.BEFORE or word in self.language.strong_cues or tries > _TRIES:
                return voice
            if word in self.language.cue_nouns and not self.reader.is_cue(voice.cue):
                noun = noun or voice
            else:
                verb = verb or voice
        return verb or noun

    def _cue_at(self, token: int, place: int, begin: int) -> Attribution | None:
        """Return who speaks if ``token`` is what introduces the quotation at ``place``."""
        lower, reader, language = self.lower, self.reader, self.language
        word = lower[token]
        if word in language.participles or reader.is_cue(token):
            if token > begin and lower[token - 1] in language.not_before_cues:
                return None
            near = token >= place - 3 or self.words[place - 1] == ":"
            voice = self._spoken_by(token, begin, Route.BEFORE if near else Route.CLAUSE)
            if voice is None and token == begin and begin in self.reader.heads:
                source = reader.subject_after(token, place)
                voice = (
                    Attribution(source, Route.CLAUSE, token, token) if source is not None else None
                )
            return voice
        voice = self._by_phrase(token, place, Route.CLAUSE)
        if voice is not None:
            return voice
        if word in language.weak_cues and (lower[token + 1] == "it" or token >= place - 4):
            return self._spoken_by(token, begin, Route.CLAUSE)
        if word in language.cue_nouns and token > begin:
            name = self.cast.ending.get(token - 1)
            if name is not None and name.possessive:
                return self._named(name, Route.CLAUSE, token)
        return None

    def _spoken_by(self, verb: int, begin: int, route: Route) -> Attribution | None:
        source: Source | None
        if self._is_passive(verb, begin):
            by = self.lower[verb + 1 : verb + 2] == ["by"]
            source = self.reader.phrase(verb + 2, len(self.lower)) if by else None
        else:
            source = self.reader.subject_before(verb, begin)
        return Attribution(source, route, verb, verb) if source is not None else None

    def _is_passive(self, verb: int, begin: int) -> bool:
        """Return whether others speak about the subject: "Roe was told"."""
        before = verb - 1
        while before > begin and self.lower[before] in self.language.between:
            before -= 1
        return (
            before >= begin
            and self.lower[before] in self.language.passives
            and self.lower[verb] not in self.language.participles
        )

    def _by_phrase(self, token: int, stop: int, route: Route) -> Attribution | None:
        """Read "according to Roe"."""
        for phrase in self.phrases.get(self.lower[token], ()):
            if tuple(self.lower[token : token + len(phrase)]) == phrase:
                behind = token + len(phrase)
                source = self.reader.phrase(behind, stop)
                if self._is_object_pronoun(behind, stop):
                    source = Source("pronoun", behind, behind)
                if source is not None:
                    return Attribution(source, route, token, behind - 1)
        return None

    def _is_object_pronoun(self, token: int, stop: int) -> bool:
        """Return whether "her" stands alone, and not before a noun."""
        return (
            token < stop
            and self.lower[token] in self.objects
            and (token + 1 >= stop or not self.words[token + 1][0].isalpha())
        )

    # -- behind the quotation

    def after(self, number: int, place: int, finish: int, begin: int) -> Attribution | None:
        """Read "…," Roe said; "…," said Roe; "…", according to Roe; "…" — Roe."""
        words, lower, reader = self.words, self.lower, self.reader
        token = place + 1
        label = self._label_after(token, finish)
        if label is not None or token >= finish:
            return label
        while token < finish and words[token] in ",—–―-":
            token += 1
        if token >= finish:
            return None
        voice = self._by_phrase(token, finish, Route.AFTER)
        if voice is not None:
            return voice
        if lower[token : token + 2] == ["is", "how"]:
            source = reader.phrase(token + 2, finish)
            if source is not None:
                cue = self._first_cue(source.last + 1, finish)
                return Attribution(source, Route.AFTER, cue, cue)
        unfinished = self.frame.text[self.marked[number].end - 1] in _UNFINISHED
        unfinished = unfinished or token > place + 1
        if not unfinished and place > begin and not reader.is_cue(token):
            return None
        verb = reader.skip_between(token, finish)
        if verb < finish and reader.is_cue(verb):
            inverted = reader.subject_after(verb, finish)
            within = lower[place - 1] in self.language.prepositions and not unfinished
            if inverted is None and place > begin and not within:
                inverted = reader.subject_before(place, begin)
            return Attribution(inverted, Route.AFTER, verb, verb) if inverted is not None else None
        source = reader.phrase(verb, finish)
        return self._verb_of(source, finish, unfinished) if source is not None else None

    def _verb_of(self, source: Source, finish: int, unfinished: bool) -> Attribution | None:
        """Read the verb of a subject behind a quotation, past what explains the subject."""
        reader = self.reader
        behind = reader.skip_brackets(source.last + 1, finish)
        verb = reader.skip_between(behind, finish)
        if verb >= finish:
            return None
        if reader.may_be_verb(verb):
            if reader.is_cue(verb) or unfinished:
                return Attribution(source, Route.AFTER, verb, verb)
            return None
        word = self.lower[verb]
        explained = (
            word in ",(—–"
            or word in self.language.prepositions
            or word in self.language.conjunctions
        )
        cue = self._first_cue(verb, finish) if explained and unfinished else -1
        return Attribution(source, Route.AFTER, cue, cue) if cue >= 0 else None

    def _label_after(self, token: int, finish: int) -> Attribution | None:
        """Read "…" — Roe, and "…" (Roe)."""
        if token + 1 >= finish or self.words[token] not in _DASHES + "(":
            return None
        name = self.cast.starting.get(token + 1)
        if name is None:
            return None
        if self.words[token] != "(":
            verb = self.reader.skip_between(name.last + 1, finish)
            if name.possessive or (verb < finish and self.reader.may_be_verb(verb)):
                return None
        return self._named(name, Route.LABEL)

    def _trailing(self, place: int, stop: int) -> Attribution | None:
        """Read ", Roe said." at the end of a sentence that has the quotation in its midst."""
        reader = self.reader
        for token in range(stop - 2, place + 3, -1):
            if self.words[token] != ",":
                continue
            source = reader.phrase(reader.skip_adverbs(token + 1, stop), stop)
            if source is not None:
                verb = reader.skip_between(reader.skip_brackets(source.last + 1, stop), stop)
            else:
                verb = token + 1
                source = reader.subject_after(verb, stop) if reader.is_cue(verb) else None
            strong = verb < stop and self.lower[verb] in self.language.strong_cues
            if source is not None and strong and reader.is_cue(verb):
                return Attribution(source, Route.AFTER, verb, verb)
        return None

    def _first_cue(self, start: int, stop: int) -> int:
        return next((token for token in range(start, stop) if self.reader.is_cue(token)), -1)

    # -- without a verb of saying, and in other sentences

    def _subject(self, place: int, begin: int) -> Attribution | None:
        """Return the subject of a sentence that has no verb of saying before a quotation."""
        source = self._first_subject(begin, place) if place > begin else None
        return Attribution(source, Route.SUBJECT) if source is not None else None

    def _first_subject(self, start: int, stop: int) -> Source | None:
        reader = self.reader
        for first in reader.clause_starts(stop, start)[: -_CLAUSES - 1 : -1]:
            token = reader.skip_between(first, stop)
            source = reader.phrase(token, stop)
            if source is not None and source.kind != "noun":
                return source
        for name in self.cast.between(start, stop):
            if not (
                name.possessive
                or self.cast.people[name.who].body
                or reader.is_object(name.begin, start)
                or reader.is_modifier(name.last, stop)
            ):
                return Source("name", name.begin, name.last, name.who)
        return None

    def telling(self, sentence: int, route: Route) -> Attribution | None:
        """Return whom a sentence near a quotation lets speak, or else tells of."""
        if sentence not in self.told:
            self.told[sentence] = self._told(*self.frame.sentences[sentence])
        source, cue = self.told[sentence]
        return Attribution(source, route, cue, cue) if source is not None else None

    def _told(self, start: int, stop: int) -> tuple[Source | None, int]:
        """Return who says something in a range of tokens, a plain "said" first, and the verb."""
        cues = [token for token in range(start, stop) if self.reader.is_cue(token)]
        cues.sort(key=lambda token: (self.lower[token] in self.language.strong_cues, token))
        for token in reversed(cues[-_TRIES:]):
            source = None
            if token > start and self.lower[token - 1] == ",":
                source = self.reader.subject_after(token, stop)
            source = source or self.reader.subject_before(token, start)
            if source is not None and source.kind != "noun":
                return source, token
        return self._first_subject(start, stop), -1
