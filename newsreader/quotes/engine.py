"""Finds the quotes of an article and attributes them: the public function of the package."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf

from newsreader.domain.document import Document
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.struck import clipped
from newsreader.quotes.attributions.attribution import attribute
from newsreader.quotes.attributions.routes import INFERRED
from newsreader.quotes.certainty.classifier import quotation_score
from newsreader.quotes.certainty.confidence import PATTERN, Scene, probability, traits
from newsreader.quotes.certainty.unspoken import CandidateQuote, without_doubtful
from newsreader.quotes.language import Language
from newsreader.quotes.language_choice import FALLBACK, choose_language
from newsreader.quotes.people.cast import cluster_names
from newsreader.quotes.roles import Roles
from newsreader.quotes.speaker_kind import kind_of
from newsreader.quotes.text.spans import QuoteSpan, find_quote_spans
from newsreader.quotes.text.tokens import tokenize
from newsreader.quotes.text.utterance import join
from newsreader.quotes.uncased.patterns import attribute_by_patterns
from newsreader.quotes.uncased.uncased_attribution import attribute_uncased

FINDER_VERSION = 23
"""Raised when the same text may give other quotes, so that stored ones are computed again."""

_SENTENCE_ENDS = frozenset(".!?…。！？؟")
_TERM = 24
"""Longest quote span, in code points, taken for a term without a speaker and a full stop."""


def find_quotes(text: str, language: str = "", title: str = "") -> tuple[Quote, ...]:
    """Return the quotes of ``text`` in order, each with its speaker where one is found.

    ``text`` is ``Document.text``, with line breaks between paragraphs; ``language`` is its BCP
    47 tag, guessed where it is empty or has no data file; ``title`` is the headline, which may
    complete names. Takes time linear in the length of ``text``.
    """
    rules = choose_language(language, text)
    found = [
        replace(one, quote=replace(one.quote, confidence=round(probability(one.traits), 2)))
        if one.quote.speaker
        else one
        for one in _candidates(text, rules, title)
    ]
    if rules.code == FALLBACK:
        found = without_doubtful(found)
    return tuple(one.quote for one in found)


def candidates(text: str, language: str = "", title: str = "") -> Iterator[CandidateQuote]:
    """Return the quotes of ``text`` without a confidence, with what it depends on.

    What is left out of a text in which hardly anybody speaks is still among them.
    """
    return _candidates(text, choose_language(language, text), title)


def _candidates(text: str, rules: Language, title: str) -> Iterator[CandidateQuote]:
    spans = find_quote_spans(text, rules)
    if not spans:
        return
    if rules.written_without_capitals:
        for quote in _without_capitals(text, spans, rules):
            yield CandidateQuote(quote, inf, (*PATTERN, f"language {rules.code}"))
        return
    tokens = tokenize(text, spans, rules)
    cast = cluster_names(tokens, title, rules)
    attributions = attribute(tokens, spans, cast, rules)
    scores = [
        quotation_score(tokens, spans, number, attribution, rules)
        for number, attribution in enumerate(attributions)
    ]
    kept = [
        number for number, score in enumerate(scores) if score > 0 and number not in cast.nicknames
    ]
    roles = Roles(tokens, cast, rules)
    scene = Scene(tokens, spans, scores, attributions, cast, rules)
    for group in join(tokens, spans, attributions, kept):
        quote = _quote(scene, group, roles)
        known = tuple(traits(scene, group[0])) if quote.speaker else ()
        yield CandidateQuote(quote, max(scores[number] for number in group), known)


def find_quotes_in(document: Document, language: str = "", title: str = "") -> tuple[Quote, ...]:
    """Return the quotes of a document as ``find_quotes`` does.

    None are sought in code listings and in what is struck out.
    """
    return in_document(find_quotes(document.quotable_text, language, title), document)


def in_document(found: Iterable[Quote], document: Document) -> tuple[Quote, ...]:
    """Return the quotes that were found in ``quotable_text`` with the words of the document."""
    text, struck = document.text, document.struck
    return tuple(
        replace(one, text=text[one.start : one.end], struck=clipped(struck, one.start, one.end))
        for one in found
    )


def _quote(scene: Scene, group: list[int], roles: Roles) -> Quote:
    """Return the quote of one utterance; its attribution is that of its first span."""
    tokens, spans = scene.tokens, [scene.spans[number] for number in group]
    attribution = scene.attributions[group[0]]
    start, end = spans[0].start, spans[-1].end
    words = tokens.text[start:end]
    parts = tuple((span.start, span.end) for span in spans) if len(spans) > 1 else ()
    if attribution is None or not attribution.speaker:
        return Quote(start, end, words, parts=parts)
    return Quote(
        start,
        end,
        words,
        speaker=attribution.speaker,
        role=roles.role(attribution.member),
        cue=tokens.slice(attribution.cue, attribution.cue_last) if attribution.cue >= 0 else "",
        inferred=attribution.route in INFERRED,
        parts=parts,
        kind=kind_of(attribution, scene.cast, scene.language),
    )


def _without_capitals(text: str, spans: list[QuoteSpan], language: Language) -> Iterator[Quote]:
    """Yield the quotes of a text in a script without capitals.

    A span without a speaker counts only where it is longer than a term or ends a sentence.
    """
    find = attribute_by_patterns if language.patterns else attribute_uncased
    for span, found in zip(spans, find(text, spans, language), strict=True):
        words = text[span.start : span.end]
        if found is not None:
            yield Quote(
                span.start,
                span.end,
                words,
                found.name,
                found.office,
                found.cue,
                inferred=found.inferred,
                kind=found.kind,
            )
        elif words[-1] in _SENTENCE_ENDS or len(words) > _TERM:
            yield Quote(span.start, span.end, words)
