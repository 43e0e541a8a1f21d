"""Decides who said each quotation, from the sentence it stands in outwards."""

from dataclasses import dataclass
from enum import StrEnum

from newsreader.quotes.find import Marked, opens_line
from newsreader.quotes.frame import Frame
from newsreader.quotes.language import Language
from newsreader.quotes.people import Cast
from newsreader.quotes.phrases import Reader, Source
from newsreader.quotes.refer import Referrer


class Route(StrEnum):
    """By which way a speaker was found; each has its own record of being right."""

    AFTER = "after"
    """The attribution follows: "…," Roe said."""
    BEFORE = "before"
    """It stands right before: Roe said, "…"."""
    CLAUSE = "clause"
    """A verb of saying stands further away in the sentence."""
    LABEL = "label"
    """A name and a colon, a dash and a name, a name in brackets."""
    SUBJECT = "subject"
    """The sentence has a subject and no verb of saying."""
    GOES_ON = "goes on"
    """The sentence before in the same paragraph was the same speaker's."""
    SENTENCE = "sentence"
    """The sentence before tells of somebody."""
    NEXT = "next"
    """The sentence or paragraph behind names the speaker."""
    LEAD_IN = "lead-in"
    """The paragraph before ends in a colon."""
    RUNNING = "running"
    """The quotation before, in another paragraph, was the same speaker's."""
    TOPIC = "topic"
    """Somebody was named last, in another paragraph."""


BESIDE = frozenset(
    (Route.AFTER, Route.BEFORE, Route.CLAUSE, Route.LABEL, Route.SUBJECT, Route.LEAD_IN)
)
"""The ways that read the speaker from what stands beside the quotation."""


@dataclass(slots=True, eq=False)
class Voice:
    """Who says a quotation."""

    source: Source
    """The phrase that names the speaker."""
    route: Route
    """By which way it was found."""
    cue: int = -1
    """The token that introduces the quotation; -1 without one."""
    cue_last: int = -1
    """The last token of the cue, for a phrase such as "according to"."""
    speaker: str = ""
    """Who that is, by the fullest name."""
    who: int = -1
    """Who that is in the cast; -1 for somebody without a name."""
    sure: float = 1.0
    """How sure the step from phrase to person is, 0 to 1."""


def attribute(
    frame: Frame, marked: list[Marked], cast: Cast, language: Language
) -> list[Voice | None]:
    """Return who says each of ``marked``, None where nobody can be named."""
    return _Hearing(frame, marked, cast, language).voices()


class _Hearing:
    """The quotations of one article, being heard in order."""

    def __init__(self, frame: Frame, marked: list[Marked], cast: Cast, language: Language) -> None:
        self.frame, self.marked, self.cast, self.language = frame, marked, cast, language
        self.reader = Reader(frame, cast, language)
        self.referrer = Referrer(frame, cast, language)
        self.lower = frame.lower
        self.heads = frozenset(frame.sentence_starts)
        self.found: list[Voice | None] = [None] * len(marked)
        self.phrase_heads: dict[str, list[tuple[str, ...]]] = {}
        for phrase in language.cue_phrases:
            self.phrase_heads.setdefault(phrase[0], []).append(phrase)

    def voices(self) -> list[Voice | None]:
        """Hear every quotation: first what stands beside it, then what came before, then after."""
        late: list[int] = []
        for number in range(len(self.marked)):
            voice = self._beside(number) or self._earlier(number)
            if voice is None:
                late.append(number)
            else:
                self._settle(number, voice)
        for number in reversed(late):
            voice = self._later(number)
            if voice is not None:
                self._settle(number, voice)
        return self.found

    def _settle(self, number: int, voice: Voice) -> None:
        if not voice.speaker:
            voice.speaker, voice.who, voice.sure = self.referrer.resolve(
                voice.source, self.frame.place[number]
            )
        if voice.speaker:
            self.found[number] = voice
            self.referrer.note(voice.source, voice.who)

    # -- what stands in the same sentence

    def _bounds(self, number: int) -> tuple[int, int, int]:
        """Return the quotation's token and the range of its sentence."""
        place = self.frame.place[number]
        start, stop = self.frame.sentences[self.frame.sentence_of(place)]
        return place, start, stop

    def _beside(self, number: int) -> Voice | None:
        place, start, stop = self._bounds(number)
        previous = self._previous_in(number, start)
        begin = self.frame.place[previous] + 1 if previous >= 0 else start
        finish = self.frame.place[number + 1] if self._next_in(number, stop) >= 0 else stop
        close = self._right_before(place, begin)
        if close is not None:
            return close
        if previous >= 0:
            earlier = self.found[previous]
            if earlier is not None and earlier.cue >= begin:
                return self._shared(earlier, earlier.cue + 1, place) or self._same(earlier)
        after = self._after(number, place, finish, begin)
        if after is not None:
            return after
        before = self._trailing(place, finish, stop) or self._before(place, begin)
        if before is not None:
            return before
        if previous >= 0 and self.found[previous] is not None:
            earlier = self.found[previous]
            return self._same(earlier) if earlier is not None else None
        if finish < stop:
            last = stop
            beyond = self._after(number, place, finish, begin)
            if beyond is None and place == start:
                follow = self._next_in(number, stop)
                beyond = self._after(follow, self.frame.place[follow], last, begin)
            if beyond is not None:
                return beyond
        return self._subject(place, begin)

    def _previous_in(self, number: int, start: int) -> int:
        return number - 1 if number and self.frame.place[number - 1] >= start else -1

    def _next_in(self, number: int, stop: int) -> int:
        following = number + 1
        if following < len(self.marked) and self.frame.place[following] < stop:
            return following
        return -1

    def _same(self, voice: Voice) -> Voice:
        return Voice(
            voice.source,
            voice.route,
            voice.cue,
            voice.cue_last,
            voice.speaker,
            voice.who,
            voice.sure,
        )

    def _shared(self, earlier: Voice, begin: int, place: int) -> Voice | None:
        """Return another speaker who comes in between two quotations of one sentence."""
        voice = self._before(place, begin)
        if voice is None or voice.source.first < begin:
            return None
        return voice if voice.route in (Route.BEFORE, Route.CLAUSE) else None

    def _right_before(self, place: int, begin: int) -> Voice | None:
        """Read "Roe said, …", "Roe told the paper: …", "Roe: …"."""
        before = place - 1
        if before < begin:
            return None
        sign = self.frame.words[before]
        if sign == ":":
            label = self._label(before, begin)
            if label is not None:
                return label
            return self._before(place, begin)
        token = before - 1 if sign == "," or self.lower[before] == "that" else before
        if token < begin:
            return None
        if self.reader.is_cue(token) or self.lower[token] in self.language.participles:
            return self._spoken_by(token, begin, Route.BEFORE)
        return None

    def _label(self, colon: int, begin: int) -> Voice | None:
        name = self.cast.ending.get(colon - 1)
        if name is None or name.begin > begin + 2:
            return None
        return Voice(Source("name", name.begin, name.last, name.who), Route.LABEL)

    def _spoken_by(self, verb: int, begin: int, route: Route) -> Voice | None:
        if self._is_passive(verb, begin):
            source = None
            if self.lower[verb + 1 : verb + 2] == ["by"]:
                source = self.reader.phrase(verb + 2, len(self.lower))
        else:
            source = self.reader.subject_before(verb, begin)
        return Voice(source, route, verb, verb) if source is not None else None

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

    def _after(self, number: int, place: int, finish: int, begin: int) -> Voice | None:
        """Read "…," Roe said; "…," said Roe; "…", according to Roe; "…" — Roe."""
        words, lower, reader = self.frame.words, self.lower, self.reader
        token = place + 1
        if token >= finish:
            return None
        sign = words[token]
        if sign in "—–―-" and token + 1 < finish:
            name = self.cast.starting.get(token + 1)
            if name is not None and not name.possessive:
                verb = reader.skip_between(name.last + 1, finish)
                if verb >= finish or not reader.may_be_verb(verb):
                    return Voice(Source("name", name.begin, name.last, name.who), Route.LABEL)
        if sign == "(":
            name = self.cast.starting.get(token + 1)
            if name is not None:
                return Voice(Source("name", name.begin, name.last, name.who), Route.LABEL)
        while token < finish and words[token] in ",—–―-":
            token += 1
        span = self.marked[number]
        ended = self.frame.text[span.end - 1] in ",?!…—–-." or token > place + 1
        if token < finish:
            voice = self._by_phrase(token, finish, Route.AFTER)
            if voice is not None:
                return voice
        if token + 2 < finish and lower[token] == "is" and lower[token + 1] == "how":
            source = reader.phrase(token + 2, finish)
            if source is not None:
                return Voice(source, Route.AFTER, self._first_cue(source.last + 1, finish))
        if not ended and place > begin and not reader.is_cue(token):
            return None
        verb = reader.skip_between(token, finish)
        if verb < finish and reader.is_cue(verb):
            source = reader.subject_after(verb, finish)
            if source is not None:
                return Voice(source, Route.AFTER, verb, verb)
            before = reader.subject_before(place, begin) if place > begin else None
            if before is not None:
                return Voice(before, Route.AFTER, verb, verb)
            return None
        source = reader.phrase(verb, finish)
        if source is None:
            return None
        behind = reader.skip_brackets(source.last + 1, finish)
        verb = reader.skip_between(behind, finish)
        if verb < finish and reader.may_be_verb(verb):
            if reader.is_cue(verb) or ended:
                return Voice(source, Route.AFTER, verb, verb)
            return None
        if verb < finish and (
            words[verb] in ",(—–"
            or lower[verb] in self.language.prepositions
            or lower[verb] in self.language.conjunctions
        ):
            cue = self._first_cue(verb, finish)
            if cue >= 0 and ended:
                return Voice(source, Route.AFTER, cue, cue)
        return None

    def _by_phrase(self, token: int, stop: int, route: Route) -> Voice | None:
        """Read "according to Roe"."""
        for phrase in self.phrase_heads.get(self.lower[token], ()):
            if tuple(self.lower[token : token + len(phrase)]) == phrase:
                source = self.reader.phrase(token + len(phrase), stop)
                if source is not None:
                    return Voice(source, route, token, token + len(phrase) - 1)
        return None

    def _trailing(self, place: int, finish: int, stop: int) -> Voice | None:
        """Read ", Roe said." at the end of a sentence that has the quotation in its midst."""
        if finish < stop:
            return None
        reader, words = self.reader, self.frame.words
        for token in range(stop - 2, place + 3, -1):
            if words[token] == ",":
                source = reader.phrase(reader.skip_adverbs(token + 1, stop), stop)
                if source is None:
                    verb = token + 1
                    source = reader.subject_after(verb, stop) if reader.is_cue(verb) else None
                else:
                    verb = reader.skip_between(reader.skip_brackets(source.last + 1, stop), stop)
                if source is not None and verb < stop and reader.is_cue(verb):
                    if self.lower[verb] in self.language.strong_cues:
                        return Voice(source, Route.AFTER, verb, verb)
        return None

    def _first_cue(self, start: int, stop: int) -> int:
        for token in range(start, stop):
            if self.reader.is_cue(token):
                return token
        return -1

    def _before(self, place: int, begin: int) -> Voice | None:
        """Read a verb of saying, "according to" or "Roe's answer" anywhere before a quotation.

        The nearest counts, but a verb that may be something else than saying yields to a
        "said" further to the left.
        """
        fallback: Voice | None = None
        noun: Voice | None = None
        for token in range(place - 1, begin - 1, -1):
            voice = self._cue_at(token, place, begin)
            if voice is None:
                continue
            word = self.lower[voice.cue]
            if voice.route is Route.BEFORE or word in self.language.strong_cues:
                return voice
            if word in self.language.cue_nouns and not self.reader.is_cue(voice.cue):
                noun = noun or voice
            else:
                fallback = fallback or voice
        return fallback or noun

    def _cue_at(self, token: int, place: int, begin: int) -> Voice | None:
        """Return who speaks if ``token`` is what introduces the quotation at ``place``."""
        lower, reader, language = self.lower, self.reader, self.language
        word = lower[token]
        if word in language.participles or reader.is_cue(token):
            if token > begin and lower[token - 1] in ("to", "the", "a", "his", "her"):
                return None
            near = token >= place - 3 or self.frame.words[place - 1] == ":"
            voice = self._spoken_by(token, begin, Route.BEFORE if near else Route.CLAUSE)
            if voice is None and token == begin and begin in self.heads:
                source = reader.subject_after(token, place)
                voice = Voice(source, Route.CLAUSE, token, token) if source is not None else None
            return voice
        voice = self._by_phrase(token, place, Route.CLAUSE)
        put_it = lower[token + 1] == "it"
        if voice is None and word in language.weak_cues and (put_it or token >= place - 4):
            voice = self._spoken_by(token, begin, Route.CLAUSE)
        if voice is None and word in language.cue_nouns and token > begin:
            name = self.cast.ending.get(token - 1)
            if name is not None and name.possessive:
                source = Source("name", name.begin, name.last, name.who)
                voice = Voice(source, Route.CLAUSE, token, token)
        return voice

    def _subject(self, place: int, begin: int) -> Voice | None:
        """Return the subject of a sentence that has no verb of saying before a quotation."""
        reader = self.reader
        if place <= begin:
            return None
        source = self._first_subject(begin, place)
        return Voice(source, Route.SUBJECT) if source is not None else None

    def _first_subject(self, start: int, stop: int) -> Source | None:
        reader = self.reader
        for first in reversed(reader.clause_starts(stop, start)):
            token = reader.skip_between(first, stop)
            if token >= stop:
                continue
            source = reader.phrase(token, stop)
            if source is not None and source.kind != "noun":
                return source
        for name in self.cast.between(start, stop):
            if name.possessive or self.cast.people[name.who].body:
                continue
            if reader.is_object(name.begin, start) or reader.is_modifier(name.last, stop):
                continue
            return Source("name", name.begin, name.last, name.who)
        return None

    # -- what stands in other sentences

    def _earlier(self, number: int) -> Voice | None:
        """Read the sentence before, the paragraph before, the speaker before."""
        place = self.frame.place[number]
        sentence = self.frame.sentence_of(place)
        paragraph = self.frame.paragraphs[sentence]
        previous = sentence - 1
        if previous >= 0 and self.frame.paragraphs[previous] == paragraph:
            return self._from_sentence(number, previous)
        if previous < 0:
            return None
        start, stop = self.frame.sentences[previous]
        follows = self._next_in_paragraph(number)
        if self.frame.words[stop - 1] == ":":
            voice = self._telling(start, stop, Route.LEAD_IN)
            if voice is not None:
                return voice
        if number and self.found[number - 1] is not None:
            earlier = self.found[number - 1]
            quoted = self.frame.sentence_of(self.frame.place[number - 1])
            if (
                earlier is not None
                and self.frame.paragraphs[quoted] >= self.frame.paragraphs[previous]
            ):
                return self._again(earlier, Route.RUNNING)
        if follows is not None:
            return follows
        voice = self._telling(start, stop, Route.TOPIC)
        if voice is not None:
            return voice
        if number and self.found[number - 1] is not None:
            earlier = self.found[number - 1]
            return self._again(earlier, Route.TOPIC) if earlier is not None else None
        return None

    def _next_in_paragraph(self, number: int) -> Voice | None:
        """Return the speaker named behind a quotation that opens its paragraph."""
        place = self.frame.place[number]
        sentence = self.frame.sentence_of(place)
        following = sentence + 1
        if (
            following < len(self.frame.sentences)
            and self.frame.paragraphs[following] == self.frame.paragraphs[sentence]
        ):
            start, stop = self.frame.sentences[following]
            if number + 1 < len(self.marked) and self.frame.place[number + 1] < stop:
                if self.frame.place[number + 1] >= start:
                    voice = self._beside(number + 1)
                    if voice is not None and voice.route in (Route.AFTER, Route.LABEL):
                        return self._moved(voice, Route.NEXT)
                return None
            return self._telling(start, stop, Route.NEXT)
        return None

    def _moved(self, voice: Voice, route: Route) -> Voice:
        return Voice(voice.source, route)

    def _again(self, voice: Voice, route: Route) -> Voice:
        return Voice(voice.source, route, -1, -1, voice.speaker, voice.who, voice.sure)

    def _from_sentence(self, number: int, previous: int) -> Voice | None:
        start, stop = self.frame.sentences[previous]
        if number and self.frame.place[number - 1] >= start:
            earlier = self.found[number - 1]
            if earlier is not None:
                return self._again(earlier, Route.GOES_ON)
        voice = self._telling(start, stop, Route.SENTENCE)
        if voice is not None:
            return voice
        paragraph = self.frame.paragraphs[previous]
        if number and self.found[number - 1] is not None:
            quoted = self.frame.sentence_of(self.frame.place[number - 1])
            earlier = self.found[number - 1]
            if earlier is not None and self.frame.paragraphs[quoted] == paragraph:
                return self._again(earlier, Route.SENTENCE)
        if previous and self.frame.paragraphs[previous - 1] == paragraph:
            return self._from_sentence(number, previous - 1)
        return self._next_in_paragraph(number)

    def _telling(self, start: int, stop: int, route: Route) -> Voice | None:
        """Return who a sentence without the quotation lets speak or tells of."""
        for token in range(stop - 1, start - 1, -1):
            if self.reader.is_cue(token):
                subject = self.reader.subject_before(token, start)
                if subject is not None and subject.kind != "noun":
                    return Voice(subject, route, token if route != Route.TOPIC else -1, token)
        source = self._first_subject(start, stop)
        return Voice(source, route) if source is not None else None

    def _later(self, number: int) -> Voice | None:
        """Read the next quotation's speaker, or whom the next paragraph tells of."""
        inside = self._next_in_paragraph(number)
        if inside is not None:
            return inside
        sentence = self.frame.sentence_of(self.frame.place[number])
        paragraph = self.frame.paragraphs[sentence]
        following = number + 1
        if following < len(self.marked) and self.found[following] is not None:
            later = self.frame.sentence_of(self.frame.place[following])
            voice = self.found[following]
            if voice is not None and self.frame.paragraphs[later] - paragraph <= 2:
                return self._again(voice, Route.NEXT)
        if not opens_line(self.frame.text, self.marked[number]) or sentence + 1 >= len(
            self.frame.sentences
        ):
            return None
        start, stop = self.frame.sentences[sentence + 1]
        return self._telling(start, stop, Route.NEXT)
