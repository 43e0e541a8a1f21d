"""Attributes each quote span to a speaker, from its own sentence outwards."""

from newsreader.quotes.attributions.coreference import Coreference
from newsreader.quotes.attributions.inline_attribution import attribute_inline
from newsreader.quotes.attributions.routes import BESIDE, Attribution, Route
from newsreader.quotes.attributions.sentence_attribution import SentenceAttribution
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.text.spans import QuoteSpan, closes_line, opens_line
from newsreader.quotes.text.tokens import QUOTE, Tokens

_BACK = 4
"""Sentences before a quotation, in its paragraph, that are searched for the speaker."""
_TOPIC = 12
"""Longest question of an interview, in tokens, that does not end in a question mark."""
_SENTENCE_ENDS = frozenset(".!?,…")
_HEADING = 90
"""Greatest length of a heading, in code points."""
_REPEATED = 12
"""How many quotations before and after a heading are searched for its words."""
_DASHES = "-–—―"
"""What begins the line of who signs a quotation."""
_BEHIND_SIGNATURE = frozenset((",", ".", "(", "\n"))
"""What may follow the name in it."""
_NEAR = 2
"""Greatest distance, in paragraphs, to a later quotation whose speaker is taken over."""


def attribute(
    tokens: Tokens, spans: list[QuoteSpan], cast: Cast, language: Language
) -> list[Attribution | None]:
    """Return the attribution of each of ``spans``, None where no speaker is found.

    Its speaker is empty where a pronoun tells that somebody speaks, but nothing who: "he said".
    """
    return _Attributor(tokens, spans, cast, language).attribute_all()


class _Attributor:
    """Attributes the quote spans of one article in order; ``number`` is an index into ``spans``."""

    def __init__(
        self, tokens: Tokens, spans: list[QuoteSpan], cast: Cast, language: Language
    ) -> None:
        self.tokens, self.spans, self.cast, self.language = tokens, spans, cast, language
        self.sentence_attribution = SentenceAttribution(tokens, spans, cast, language)
        self.coreference = Coreference(tokens, cast, language)
        self.found: list[Attribution | None] = [None] * len(spans)
        self.unresolved: dict[int, Attribution] = {}
        self.interviews = False
        self.sentences = [tokens.sentence_of(place) for place in tokens.quote_tokens]

    def attribute_all(self) -> list[Attribution | None]:
        """Return an attribution for each span: by its sentence, the text before, the text after."""
        late = [number for number in range(len(self.spans)) if not self._attribute(number)]
        for number in reversed(late):
            if not self._is_asked(number):
                self._resolve(number, self._from_after(number))
        self._attribute_headings()
        return [
            self.unresolved.get(number) if attribution is None else attribution
            for number, attribution in enumerate(self.found)
        ]

    def _attribute(self, number: int) -> bool:
        """Attribute a span by its sentence, its own words and the text before; return success."""
        span = self.spans[number]
        signed = self._signed(number)
        if signed is not None:
            return self._resolve(number, signed)
        enclosed = not span.closed or self.language.inner_attribution
        candidate = self.sentence_attribution.attribute(number, self.found)
        if candidate is None or candidate.route is Route.SUBJECT:
            candidate = self._from_thus(number) or candidate
        left_open = self._from_unclosed(number)
        if left_open is not None and (candidate is None or candidate.route not in BESIDE):
            candidate = left_open
        if candidate is not None and candidate.phrase.kind == "writer":
            self.unresolved[number] = candidate
            return True
        return (
            self._resolve(number, candidate)
            or (
                enclosed
                and self._resolve(
                    number, attribute_inline(self.tokens, span, self.cast, self.language)
                )
            )
            or (not self._is_asked(number) and self._resolve(number, self._from_before(number)))
        )

    def _attribute_headings(self) -> None:
        """Give headings that repeat words of a quotation near them the speaker of that one."""
        text, spans = self.tokens.text, self.spans
        for number, span in enumerate(spans):
            words = text[span.start : span.end].casefold()
            if (
                words[-1] in _SENTENCE_ENDS
                or len(words) > _HEADING
                or not (span.closed and opens_line(text, span) and closes_line(text, span))
            ):
                continue
            for other in range(max(0, number - _REPEATED), min(len(spans), number + _REPEATED)):
                found = self.found[other]
                longer = spans[other].end - spans[other].start > len(words)
                if (
                    longer
                    and found is not None
                    and words in text[spans[other].start : spans[other].end].casefold()
                ):
                    self.found[number] = found.carry_over(Route.NEXT)
                    break

    def _is_asked(self, number: int) -> bool:
        """Return whether a line is the question of an interviewer: "– What now?"."""
        span = self.spans[number]
        asks = span.mark == "—" and self.tokens.text[span.end - 1] == "?"
        return asks and opens_line(self.tokens.text, span)

    def _resolve(self, number: int, attribution: Attribution | None) -> bool:
        """Keep ``attribution`` for a span if its phrase resolves to a name; return success."""
        if attribution is None:
            return False
        if not attribution.speaker:
            attribution.speaker, attribution.member, attribution.how = self.coreference.resolve(
                attribution.phrase, self.tokens.quote_tokens[number]
            )
        if not attribution.speaker:
            if attribution.cue >= 0:
                self.unresolved.setdefault(number, attribution)
            return False
        self.found[number] = attribution
        self.coreference.record(attribution.phrase, attribution.member)
        return True

    def _paragraph(self, number: int) -> int:
        return self.tokens.paragraphs[self.sentences[number]]

    def _from_unclosed(self, number: int) -> Attribution | None:
        """Return the speaker of the span before, where that was not closed in its paragraph."""
        before = self.found[number - 1] if number else None
        if (
            before is None
            or self.spans[number - 1].closed
            or not opens_line(self.tokens.text, self.spans[number])
            or self.sentences[number] - self.sentences[number - 1] > 1
        ):
            return None
        return before.carry_over(Route.UNCLOSED)

    def _signed(self, number: int) -> Attribution | None:
        """Return the name that the next line gives behind a dash: "- Jane Roe, Harbour"."""
        tokens, place = self.tokens, self.tokens.quote_tokens[number]
        words, dash = tokens.words, place + 1
        while dash < len(words) and words[dash] == "\n":
            dash += 1
        if dash == place + 1 or not opens_line(tokens.text, self.spans[number]):
            return None
        if dash + 1 >= len(words) or words[dash] not in _DASHES:
            return None
        name = self.cast.starting.get(dash + 1)
        if name is None or name.possessive:
            return None
        behind = words[name.last + 1 : name.last + 2]
        if behind and behind[0] not in _BEHIND_SIGNATURE:
            return None
        return Attribution(SpeakerPhrase("name", name.begin, name.last, name.member), Route.LABEL)

    # -- the text before

    def _from_before(self, number: int) -> Attribution | None:
        """Return the speaker by the sentence, the paragraph or the quotation before."""
        tokens, previous = self.tokens, self.sentences[number] - 1
        if previous < 0:
            return None
        if tokens.paragraphs[previous] == self._paragraph(number):
            return self._from_paragraph(number)
        asked = self._behind_question(previous)
        if asked != previous and opens_line(tokens.text, self.spans[number]):
            before = self.found[number - 1] if number else None
            if before is not None and self.sentences[number - 1] >= asked:
                return before.carry_over(Route.RUNNING)
            return self._from_lead_in(asked)
        if tokens.words[tokens.sentences[previous][1] - 1] == ":":
            attribution = self.sentence_attribution.attribute_sentence(previous, Route.LEAD_IN)
            if attribution is not None:
                return attribution
        before = self.found[number - 1] if number else None
        if before is not None and self._paragraph(number - 1) >= tokens.paragraphs[previous]:
            return before.carry_over(Route.RUNNING)
        return (
            self._from_next_sentence(number)
            or self.sentence_attribution.attribute_sentence(previous, Route.TOPIC)
            or (before.carry_over(Route.TOPIC) if before is not None else None)
        )

    def _behind_question(self, sentence: int) -> int:
        """Return the sentence before an interviewer's question at ``sentence``, else that one."""
        tokens = self.tokens
        first, stop = tokens.sentences[sentence]
        asks = tokens.words[stop - 1] == "?" or (self.interviews and stop - first < _TOPIC)
        paragraph = tokens.paragraphs[sentence]
        while sentence and tokens.paragraphs[sentence - 1] == paragraph:
            sentence -= 1
            first = tokens.sentences[sentence][0]
        if not asks or not sentence or QUOTE in tokens.words[first:stop]:
            return tokens.sentence_of(stop - 1)
        self.interviews = True
        return sentence - 1

    def _from_lead_in(self, sentence: int) -> Attribution | None:
        """Return who is interviewed: by the paragraph above the first question, headings apart."""
        for at in range(sentence, max(-1, sentence - _BACK - 1), -1):
            attribution = self.sentence_attribution.attribute_sentence(at, Route.TOPIC)
            if attribution is not None:
                return attribution
        return None

    def _from_paragraph(self, number: int) -> Attribution | None:
        """Return the speaker by the sentences before in the same paragraph, nearest first."""
        tokens, paragraph = self.tokens, self._paragraph(number)
        before = self.found[number - 1] if number else None
        for sentence in range(
            self.sentences[number] - 1, max(-1, self.sentences[number] - 1 - _BACK), -1
        ):
            if tokens.paragraphs[sentence] != paragraph:
                break
            if number and self.sentences[number - 1] == sentence:
                if before is not None:
                    return before.carry_over(Route.GOES_ON)
                unnamed = self.unresolved.get(number - 1)
                if unnamed is not None and unnamed.phrase.kind == "writer":
                    return None
            attribution = self.sentence_attribution.attribute_sentence(sentence, Route.SENTENCE)
            if attribution is not None:
                return attribution
        return self._from_next_sentence(number)

    # -- the text after

    def _from_thus(self, number: int) -> Attribution | None:
        """Return the speaker of "…". So Roe: the next sentence of the paragraph says just that."""
        following = self.sentences[number] + 1
        if not self._is_followed(number):
            return None
        return self.sentence_attribution.thus_said(following)

    def _is_followed(self, number: int) -> bool:
        """Return whether another sentence follows in the paragraph of a span."""
        tokens, following = self.tokens, self.sentences[number] + 1
        return following < len(tokens.sentences) and (
            tokens.paragraphs[following] == self._paragraph(number)
        )

    def _from_next_sentence(self, number: int) -> Attribution | None:
        """Return the speaker by the next sentence of the same paragraph."""
        following = self.sentences[number] + 1
        if not self._is_followed(number):
            return None
        if number + 1 < len(self.spans) and self.sentences[number + 1] == following:
            attribution = self.sentence_attribution.attribute(number + 1, self.found)
            if attribution is not None and attribution.route in (Route.AFTER, Route.LABEL):
                return Attribution(attribution.phrase, Route.NEXT)
            return None
        return self.sentence_attribution.attribute_sentence(following, Route.NEXT)

    def _from_after(self, number: int) -> Attribution | None:
        """Return the speaker by the text after: next sentence, next quotation, next paragraph."""
        behind = self._from_next_sentence(number)
        if behind is not None:
            return behind
        following = number + 1
        attribution = self.found[following] if following < len(self.spans) else None
        if (
            attribution is not None
            and self._paragraph(following) - self._paragraph(number) <= _NEAR
        ):
            return attribution.carry_over(Route.NEXT)
        sentence = self.sentences[number] + 1
        if sentence >= len(self.tokens.sentences):
            return None
        if not opens_line(self.tokens.text, self.spans[number]):
            return None
        return self.sentence_attribution.attribute_sentence(sentence, Route.NEXT)
