"""Decides who said each quotation, from the sentence it stands in outwards."""

from newsreader.quotes.attribution import Attribution, Route
from newsreader.quotes.cast import Cast
from newsreader.quotes.coreference import Coreference
from newsreader.quotes.inline_attribution import inside
from newsreader.quotes.language import Language
from newsreader.quotes.sentence_attribution import SentenceAttribution
from newsreader.quotes.spans import MarkedSpan, opens_line
from newsreader.quotes.tokens import Tokens

_PLAIN = frozenset((Route.AFTER, Route.BEFORE, Route.LABEL))
"""The ways that no open quotation before overrules."""
_BACK = 4
"""How many sentences of its own paragraph before a quotation may name the speaker."""
_NEAR = 2
"""How many paragraphs on the next quotation may name the speaker of one that names nobody."""


def attribute(
    frame: Tokens, marked: list[MarkedSpan], cast: Cast, language: Language
) -> list[Attribution | None]:
    """Return who says each of ``marked``, None where nobody can be named."""
    return _Hearing(frame, marked, cast, language).voices()


class _Hearing:
    """The quotations of one article, being heard in order."""

    def __init__(
        self, frame: Tokens, marked: list[MarkedSpan], cast: Cast, language: Language
    ) -> None:
        self.frame, self.marked, self.cast, self.language = frame, marked, cast, language
        self.beside = SentenceAttribution(frame, marked, cast, language)
        self.referrer = Coreference(frame, cast, language)
        self.found: list[Attribution | None] = [None] * len(marked)
        self.sentences = [frame.sentence_of(place) for place in frame.place]

    def voices(self) -> list[Attribution | None]:
        """Hear every quotation: first what stands beside it, then what came before, then after."""
        late = [number for number in range(len(self.marked)) if not self._hear(number)]
        for number in reversed(late):
            self._settle(number, self._later(number))
        return self.found

    def _hear(self, number: int) -> bool:
        """Find who says a quotation from its sentence, itself and what came before it."""
        span = self.marked[number]
        enclosed = not span.closed or self.language.inner_attribution
        beside = self.beside.voice(number, self.found)
        left_open = self._left_open(number)
        if left_open is not None and (beside is None or beside.route not in _PLAIN):
            beside = left_open
        return (
            self._settle(number, beside)
            or (
                enclosed
                and self._settle(number, inside(self.frame, span, self.cast, self.language))
            )
            or self._settle(number, self._earlier(number))
        )

    def _settle(self, number: int, voice: Attribution | None) -> bool:
        """Keep ``voice`` for a quotation if it can be said who that is."""
        if voice is None:
            return False
        if not voice.speaker:
            voice.speaker, voice.who, voice.sure = self.referrer.resolve(
                voice.source, self.frame.place[number]
            )
        if not voice.speaker:
            return False
        self.found[number] = voice
        self.referrer.note(voice.source, voice.who)
        return True

    def _paragraph(self, number: int) -> int:
        return self.frame.paragraphs[self.sentences[number]]

    def _left_open(self, number: int) -> Attribution | None:
        """Go on from a paragraph whose last quotation was not closed."""
        before = self.found[number - 1] if number else None
        if (
            before is None
            or self.marked[number - 1].closed
            or not opens_line(self.frame.text, self.marked[number])
            or self.sentences[number] - self.sentences[number - 1] > 1
        ):
            return None
        return before.again(Route.UNCLOSED)

    # -- what came before

    def _earlier(self, number: int) -> Attribution | None:
        """Read the sentence before, the paragraph before, the speaker before."""
        frame, previous = self.frame, self.sentences[number] - 1
        if previous < 0:
            return None
        if frame.paragraphs[previous] == self._paragraph(number):
            return self._from_paragraph(number)
        if frame.words[frame.sentences[previous][1] - 1] == ":":
            voice = self.beside.telling(previous, Route.LEAD_IN)
            if voice is not None:
                return voice
        before = self.found[number - 1] if number else None
        if before is not None and self._paragraph(number - 1) >= frame.paragraphs[previous]:
            return before.again(Route.RUNNING)
        return (
            self._behind(number)
            or self.beside.telling(previous, Route.TOPIC)
            or (before.again(Route.TOPIC) if before is not None else None)
        )

    def _from_paragraph(self, number: int) -> Attribution | None:
        """Read the sentences before a quotation in its own paragraph, nearest first."""
        frame, paragraph = self.frame, self._paragraph(number)
        before = self.found[number - 1] if number else None
        for sentence in range(
            self.sentences[number] - 1, max(-1, self.sentences[number] - 1 - _BACK), -1
        ):
            if frame.paragraphs[sentence] != paragraph:
                break
            if before is not None and self.sentences[number - 1] == sentence:
                return before.again(Route.GOES_ON)
            voice = self.beside.telling(sentence, Route.SENTENCE)
            if voice is not None:
                return voice
        return self._behind(number)

    # -- what comes after

    def _behind(self, number: int) -> Attribution | None:
        """Read the next sentence of the same paragraph."""
        frame, following = self.frame, self.sentences[number] + 1
        if following >= len(frame.sentences) or frame.paragraphs[following] != self._paragraph(
            number
        ):
            return None
        if number + 1 < len(self.marked) and self.sentences[number + 1] == following:
            voice = self.beside.voice(number + 1, self.found)
            if voice is not None and voice.route in (Route.AFTER, Route.LABEL):
                return Attribution(voice.source, Route.NEXT)
            return None
        return self.beside.telling(following, Route.NEXT)

    def _later(self, number: int) -> Attribution | None:
        """Read the next quotation's speaker, or whom the next paragraph tells of."""
        behind = self._behind(number)
        if behind is not None:
            return behind
        following = number + 1
        voice = self.found[following] if following < len(self.marked) else None
        if voice is not None and self._paragraph(following) - self._paragraph(number) <= _NEAR:
            return voice.again(Route.NEXT)
        sentence = self.sentences[number] + 1
        if sentence >= len(self.frame.sentences):
            return None
        if not opens_line(self.frame.text, self.marked[number]):
            return None
        return self.beside.telling(sentence, Route.NEXT)
