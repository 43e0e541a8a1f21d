"""Finds the quotations of an article and says who said them: the room's only door."""

from collections.abc import Iterator

from newsreader.domain.quote import Quote
from newsreader.quotes.attribute import attribute
from newsreader.quotes.attribution import (
    INFERRED,
    RECORD,
    Attribution,
    Route,
)
from newsreader.quotes.cast import cast
from newsreader.quotes.classifier import is_quotation
from newsreader.quotes.language import Language, choose
from newsreader.quotes.patterns import hear
from newsreader.quotes.roles import Roles
from newsreader.quotes.spans import MarkedSpan, find
from newsreader.quotes.tokens import Tokens, fold
from newsreader.quotes.utterance import join

FINDER_VERSION = 4
"""Raised whenever the same text may give other quotes, so that stored ones are found again."""

_SENTENCE_ENDS = frozenset(".!?…。！？؟")
_TERM = 24
"""Marked words up to this many code points, without a speaker or a full stop, are a term."""


def find_quotes(text: str, language: str = "", title: str = "") -> tuple[Quote, ...]:
    """Return the quotations of ``text`` in order, each with its speaker where one can be named.

    ``text`` is a document's text, paragraphs separated by line breaks; ``language`` its BCP 47
    tag, guessed where it is empty or unknown; ``title`` the headline, which helps to know who
    is in the story. Linear in the length of the text.
    """
    spoken = choose(language, text)
    marked = find(text, spoken)
    if not marked:
        return ()
    if spoken.written_without_capitals:
        return tuple(_by_patterns(text, marked, spoken))
    frame = fold(text, marked, spoken)
    people = cast(frame, title, spoken)
    voices = attribute(frame, marked, people, spoken)
    kept = [
        number
        for number, voice in enumerate(voices)
        if number not in people.nicknames and is_quotation(frame, marked, number, voice, spoken)
    ]
    roles = Roles(frame, people, spoken)
    return tuple(
        _quote(frame, [marked[number] for number in group], voices[group[0]], roles, spoken.trust)
        for group in join(frame, marked, voices, kept)
    )


def _quote(
    frame: Tokens, spans: list[MarkedSpan], voice: Attribution | None, roles: Roles, trust: float
) -> Quote:
    """Return one utterance as a quote; its first piece says who speaks."""
    start, end = spans[0].start, spans[-1].end
    words = frame.text[start:end]
    parts = tuple((span.start, span.end) for span in spans) if len(spans) > 1 else ()
    if voice is None:
        return Quote(start, end, words, parts=parts)
    return Quote(
        start,
        end,
        words,
        speaker=voice.speaker,
        role=roles.role(voice.who),
        cue=frame.slice(voice.cue, voice.cue_last) if voice.cue >= 0 else "",
        confidence=round(voice.confidence * trust, 2),
        inferred=voice.route in INFERRED,
        parts=parts,
    )


def _by_patterns(text: str, marked: list[MarkedSpan], spoken: Language) -> Iterator[Quote]:
    """Yield what somebody says, or what is at least a sentence, in a script without capitals."""
    for span, heard in zip(marked, hear(text, marked, spoken), strict=True):
        words = text[span.start : span.end]
        if heard is not None:
            record = round(RECORD[Route.CLAUSE] * spoken.trust, 2)
            yield Quote(span.start, span.end, words, heard.speaker, "", heard.cue, record)
        elif words[-1] in _SENTENCE_ENDS or len(words) > _TERM:
            yield Quote(span.start, span.end, words)
