"""Classifies quote spans: quotations, or titles, nicknames and scare quotes."""

import re
from collections.abc import Container, Iterator

from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.certainty.named_things import is_titled, of_things
from newsreader.quotes.certainty.quotation_weights import WEIGHTS
from newsreader.quotes.language import Language
from newsreader.quotes.text.spans import QuoteSpan, opens_line
from newsreader.quotes.text.tokens import QUOTE, Tokens

_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"[{}<>\\|]|\(\)|::|->|\S=|=\S")
_CODE_BEFORE = re.compile(r"(?:\w\(|=)$")
_SENTENCE_ENDS = frozenset(".!?…。！？")
_LONG = 9
"""Least number of words of a long span."""
_FRAGMENT = 2
"""Greatest number of words of a fragment."""


def features(
    tokens: Tokens,
    spans: list[QuoteSpan],
    number: int,
    attribution: Attribution | None,
    language: Language,
) -> Iterator[str]:
    """Yield the features of span ``number``: keys of ``WEIGHTS``."""
    span, place = spans[number], tokens.quote_tokens[number]
    start, stop = tokens.sentences[tokens.sentence_of(place)]
    among = " among capital nouns" if language.capital_nouns else ""
    yield "any"
    yield from _of_words(tokens.text[span.start : span.end], among, language)
    if not span.closed:
        yield "never closed"
    if _is_code(tokens.text, span):
        yield "code"
    if place > start:
        yield from _of_text_before(tokens, place, start, language)
    if place + 1 < stop:
        yield from _of_text_after(tokens, place, language)
    yield from of_things(tokens, spans, number, language)
    yield from _of_attribution(tokens, place, attribution, among, language)
    yield from _of_sentence(tokens, place, start, stop, among, language)
    if not among and _is_fragment(tokens.text[span.start : span.end]):
        sourced = attribution is not None and attribution.cue >= start
        yield from _of_fragment(tokens, place, start, stop, sourced, language)
    if opens_line(tokens.text, span):
        yield "opens the paragraph"


def _is_code(text: str, span: QuoteSpan) -> bool:
    """Return whether a span is a string or a command: print("done"), class="wide"."""
    before = text[max(0, span.outer_start - 2) : span.outer_start]
    inside = _CODE.search(text, span.start, span.end)
    return inside is not None or _CODE_BEFORE.search(before) is not None


def _of_words(quoted: str, among: str, language: Language) -> Iterator[str]:
    """Yield the features of the quoted words themselves."""
    parts = quoted.split()
    count = len(parts)
    yield f"words {count if count < 4 else 4 if count < _LONG else _LONG}{among}"
    ends = quoted[-1:]
    upper = quoted.lstrip("[('‘\"“")[:1].isupper()
    if upper and ends in _SENTENCE_ENDS and count > 2:
        yield "a sentence"
    if ends in _SENTENCE_ENDS:
        yield "full stop inside"
    if ends == ",":
        yield "comma inside"
    yield ("begins with a capital" if upper else "begins small") + among
    yield from _of_small_words(parts, upper, among, language)
    if _ADDRESS.fullmatch(quoted):
        yield "an address"
    if _DIGIT.search(quoted):
        yield "has digits"


def _of_small_words(parts: list[str], upper: bool, among: str, language: Language) -> Iterator[str]:
    """Yield the features of the function words and verbs among the quoted words."""
    count = len(parts)
    small = [part.strip(".,;:!?'’").lower() for part in parts]
    if is_titled(" ".join(parts), language):
        yield "capitalised throughout" + among
    functional = sum(low in language.function_words for low in small)
    if functional:
        yield "has small words"
        if count == 1 and not upper:
            yield "a small word alone"
    if functional * 3 >= count and count > 3:
        yield "full of small words"
    if any(low in language.not_cues for low in small):
        yield "has a verb"


def _of_attribution(
    tokens: Tokens, place: int, attribution: Attribution | None, among: str, language: Language
) -> Iterator[str]:
    """Yield the features of the route to the speaker and of the cue."""
    if attribution is None:
        yield "nobody speaks" + among
        return
    if not attribution.speaker and attribution.route is not Route.AFTER:
        yield "nobody speaks" + among
        return
    yield f"by {attribution.route.value}{among}"
    if attribution.cue >= 0 and tokens.lower[attribution.cue] in language.strong_cues:
        yield "said"
    if attribution.route is Route.AFTER and 0 < attribution.cue - place <= 2:
        yield "verb right behind"
    if attribution.cue >= 0 and abs(attribution.cue - place) <= 3:
        yield "close to its verb"


def _of_sentence(
    tokens: Tokens, place: int, start: int, stop: int, among: str, language: Language
) -> Iterator[str]:
    """Yield the features of the sentence from ``start`` to ``stop``, and of the one before."""
    lower = tokens.lower
    if not (
        language.cues.isdisjoint(lower[start:stop]) and language.moods.isdisjoint(lower[start:stop])
    ):
        yield "verb of saying in the sentence" + among
    if start and not language.cues.isdisjoint(lower[max(0, start - 25) : start]):
        yield "verb of saying in the sentence before"
    if not language.cue_nouns.isdisjoint(lower[start:place]):
        yield "noun of saying before"
    if among and _is_slogan(tokens, place, start, language):
        yield "a slogan" + among
    if place == start and place + 1 == stop:
        yield "a sentence of its own"


def _is_slogan(tokens: Tokens, place: int, start: int, language: Language) -> bool:
    """Return whether a noun of saying stands right before: Sprüche wie „…“, Aufschrift „…“."""
    before = place - 1
    while before > start and tokens.lower[before] in language.grammar("example_words"):
        before -= 1
    return before > start and tokens.lower[before] in language.cue_nouns


def _is_fragment(quoted: str) -> bool:
    """Return whether one or two quoted words begin small, so that they are part of a sentence."""
    return quoted.count(" ") < _FRAGMENT and not quoted.lstrip("[('‘\"“")[:1].isupper()


def _of_fragment(
    tokens: Tokens, place: int, start: int, stop: int, sourced: bool, language: Language
) -> Iterator[str]:
    """Yield the features of a fragment in the sentence from ``start`` to ``stop``.

    ``sourced`` tells that a speaker is named in it, with or without a verb: "according to Roe".
    """
    words = tokens.lower[start:stop]
    if not sourced and language.cues.isdisjoint(words) and language.moods.isdisjoint(words):
        return
    yield "a fragment where somebody speaks"
    if place + 1 < stop and "noun after" in _of_text_after(tokens, place, language):
        yield "a fragment before a noun"


def _of_text_before(tokens: Tokens, place: int, start: int, language: Language) -> Iterator[str]:
    """Yield the features of the tokens before a quotation in its sentence."""
    lower, words = tokens.lower, tokens.words
    before = lower[place - 1]
    if place - start > 1 and words[place - 2] == QUOTE:
        yield "beside another"
    if _is_label(before, language):
        yield "label right before"
    elif any(_is_label(word, language) for word in lower[max(start, place - 3) : place]):
        yield "label before"
    kind = _kind_before(tokens, place, language)
    if kind:
        yield kind
    if " ".join(lower[place - 2 : place]) in language.said_without_speaker:
        yield "to say before"
    if before in language.grammar("or_words") and lower[place - 2 : place - 1] == [","]:
        yield "explains a word"


def _kind_before(tokens: Tokens, place: int, language: Language) -> str:
    """Return the feature for the kind of the token before a quotation; empty for no kind."""
    before = tokens.lower[place - 1]
    kinds: tuple[tuple[str, Container[str]], ...] = (
        ("colon before", (":",)),
        ("comma before", (",",)),
        ("as before", language.grammar("as_words")),
        ("determiner before" + (" a noun" * language.capital_nouns), language.determiners),
        ("preposition before", language.prepositions),
        ("verb of saying before", language.cues),
        ("verb of saying before", language.participles),
        ("verb before", language.not_cues),
        ("verb before", language.auxiliaries),
        ("conjunction before", language.conjunctions),
    )
    for kind, members in kinds:
        if before in members:
            return kind
    if place - 1 in tokens.possessive:
        return "possessive before"
    if tokens.words[place - 1][0].isupper():
        return "noun before" if language.capital_nouns else "capital before"
    return ""


def _of_text_after(tokens: Tokens, place: int, language: Language) -> Iterator[str]:
    """Yield the features of the token after a quotation in its sentence."""
    after, word = tokens.lower[place + 1], tokens.words[place + 1]
    if word[0].isalpha():
        if word[0].isupper():
            yield "capital after"
        elif after in language.cues:
            yield "verb of saying after"
        elif after in language.function_words or after in language.prepositions:
            yield "small word after"
        else:
            yield "noun after"
    elif after == ",":
        yield "comma after"
    elif after in "-–—(":
        yield "dash after"


def _is_label(word: str, language: Language) -> bool:
    """Return whether a word introduces a title or term; with ``capital_nouns`` also as a suffix."""
    if word in language.labels:
        return True
    return language.capital_nouns and (
        word.endswith(language.label_endings) and word not in language.cue_nouns
    )


def quotation_score(
    tokens: Tokens,
    spans: list[QuoteSpan],
    number: int,
    attribution: Attribution | None,
    language: Language,
) -> float:
    """Return how clearly span ``number`` is a quotation and no title, name or term, in logits.

    It is taken for one where this is above 0.
    """
    found = features(tokens, spans, number, attribution, language)
    return sum(WEIGHTS.get(feature, 0.0) for feature in found)
