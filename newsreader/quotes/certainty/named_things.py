"""Tells by the text around marked words that they are a title, a name, a term or a heading."""

import re
from collections.abc import Iterator

from newsreader.quotes.language import Language
from newsreader.quotes.text.spans import QuoteSpan, closes_line, opens_line
from newsreader.quotes.text.tokens import QUOTE, Tokens

_MARKS = "\"'“”‘’«»"
_SINGLE = frozenset("'‘")
_DOUBLE = frozenset('"“')
_NEAR = 8
"""How many spans before and after are examined for the marks that speech has."""
_TERM = 3
"""A term has no more words."""
_HEADING = 9
"""A heading has fewer words."""
_NUMBER = re.compile(r"(?:[^\W\d]+ )?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.):] ?", re.IGNORECASE)
"""What numbers a heading: "3.", "b)", "Step 2:"."""
_LABEL = 24
"""Greatest length of such a number, in code points."""
_OF_REPUTE = 12
"""How many tokens before "as" are searched for the verb that tells of a reputation."""
_OF_NAMING = 5
"""How many tokens before a name are searched for the verb that gives it."""


def of_things(
    tokens: Tokens, spans: list[QuoteSpan], number: int, language: Language
) -> Iterator[str]:
    """Yield the features of span ``number`` that tell of a thing: keys of ``WEIGHTS``."""
    span, place = spans[number], tokens.quote_tokens[number]
    start, stop = tokens.sentences[tokens.sentence_of(place)]
    titled = span.mark != "—" and is_titled(tokens.text[span.start : span.end], language)
    if (
        _is_called(tokens, place, start, language)
        or _is_product(tokens, place, start, language)
        or (titled and _is_christened(tokens, place, start, language))
        or _is_reputed(tokens, place, start, language)
        or (titled and _is_outlet(tokens, place, start, language))
    ):
        yield "names a thing"
    if _is_work(tokens, span, place, language):
        yield "a work of somebody"
    if place > start and not language.capital_nouns:
        if titled:
            yield from _of_title(tokens, place, language)
        elif _is_labelled_name(tokens, span, place, language):
            yield "a title behind its label"
    if _is_defined(tokens, span, place, start, language):
        yield "a term is told of"
    if titled and _is_listed(tokens, place, start, language):
        yield "a title beside another"
    if _qualifies_a_name(tokens, span, place, language):
        yield "stands before a name"
    if tokens.words[place - 1 : place] == ["("] and tokens.words[place + 1 : place + 2] == [")"]:
        yield "alone in brackets"
    begins = opens_line(tokens.text, span)
    if _is_heading(tokens.text, spans, number) if begins else _is_numbered(tokens.text, span):
        yield "a heading"
    if place == start and _is_headline(tokens, place, stop):
        yield "a headline of an outlet"


def _is_reputed(tokens: Tokens, place: int, start: int, language: Language) -> bool:
    """Return whether a span tells what somebody passes for: Er galt als „letzter Don“."""
    lower, before = tokens.lower, place - 1
    if before <= start or lower[before] not in language.grammar("as_words"):
        return False
    verbs = language.grammar("reputed")
    return not verbs.isdisjoint(lower[max(start, before - _OF_REPUTE) : before])


def _is_outlet(tokens: Tokens, place: int, start: int, language: Language) -> bool:
    """Return whether a title stands for where something is written: in der „Harbour Post“."""
    article = place - 1
    if article <= start or not language.capital_nouns:
        return False
    definite = language.definite_articles | language.oblique
    lower = tokens.lower
    return lower[article] in definite and lower[article - 1] in language.grammar("in_writing")


def is_titled(quoted: str, language: Language) -> bool:
    """Return whether each of several words has a capital, as in a title, small words apart.

    One at least has: "a calling" is made of small words, and no title.
    """
    parts = quoted.split()
    return (
        len(parts) > 1
        and not quoted.islower()
        and all(
            part[:1].isupper()
            or part[:1].isdigit()
            or part == "&"
            or part.strip(".,;:!?'’").lower() in language.function_words
            for part in parts
        )
    )


def _is_called(tokens: Tokens, place: int, start: int, language: Language) -> bool:
    """Return whether the words before a span give a name: "known as", "routes called"."""
    lower, before = tokens.lower, place - 1
    agents = language.grammar("agent_words")
    if before <= start or not agents.isdisjoint(lower[place + 1 : place + 2]):
        return False
    if lower[before] in language.naming_nouns and lower[before - 1] in language.determiners:
        return True
    if lower[before] in language.naming_ends:
        phrases = [" ".join(lower[max(start, place - n) : place]) for n in (1, 2, 3)]
        term = tokens.slice(place, place).count(" ") < _TERM
        if not language.assuming.isdisjoint(phrases):
            return True
        if term and not language.glossing.isdisjoint(phrases):
            return True
    first = tokens.slice(place, place).strip(_MARKS).partition(" ")[0]
    if lower[before] not in language.naming or first in language.indefinite_articles:
        return False
    noun, adverbs = before - 1, tuple(language.adverb_endings)
    while noun > start and (lower[noun] in language.between or lower[noun].endswith(adverbs)):
        noun -= 1
    if lower[noun] in language.passives:
        wished = not language.modals.isdisjoint(lower[max(start, noun - 2) : noun])
        return not (wished or _is_person(tokens, noun - 1, language))
    if lower[noun] == ",":
        if language.capital_nouns:
            return True  # "Jane Roe, genannt „das Ohr“"
        noun -= 1
    return (
        tokens.words[noun].islower()
        and lower[noun] not in language.stops
        and lower[noun] not in {word for word, _ in language.pronouns}
        and (lower[noun] not in language.person_nouns or lower[before - 1] == ",")
    )


def _is_defined(
    tokens: Tokens, span: QuoteSpan, place: int, start: int, language: Language
) -> bool:
    """Return whether a sentence tells what a term is: "Slow news" is a movement."""
    words = tokens.text[span.start : span.end]
    behind = tokens.lower[place + 1 : place + 3]
    return (
        place == start
        and words.count(" ") < _TERM
        and words[-1].isalnum()
        and len(behind) > 1
        and behind[0] in language.passives
        and behind[1] in language.indefinite_articles | language.grammar("negating_articles")
    )


def _qualifies_a_name(tokens: Tokens, span: QuoteSpan, place: int, language: Language) -> bool:
    """Return whether a span is a nickname right before a name: "the Butcher" Tom Brandt."""
    words = tokens.text[span.start : span.end]
    behind = tokens.words[place + 1 : place + 2]
    return (
        words.count(" ") < _TERM
        and words[-1].isalnum()
        and words.split()[-1][0].isupper()
        and bool(behind)
        and behind[0] in language.given_names
        and not language.capital_nouns
    )


def _is_product(tokens: Tokens, place: int, start: int, language: Language) -> bool:
    """Return whether a span is what a maker calls a part of a product.

    So it is in "a new "quick edit" feature" and in "a feature it's calling "quick edit"".
    """
    behind = tokens.lower[place + 1 : place + 2]
    if not language.product_nouns.isdisjoint(behind) and place > start:
        return tokens.words[place - 1][0].isalpha()
    before = place - 1 - (tokens.lower[place - 1] in language.indefinite_articles)
    if before <= start or tokens.lower[before] not in language.naming_verbs:
        return False
    bodies = {word for word, kind in language.pronouns if kind == "o"}
    subject = tokens.lower[before - 1].partition("'")[0]  # "it's calling"
    return subject in bodies


def _is_person(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether the subject that ends at ``token`` is a person: "Roe was called"."""
    word = tokens.words[token]
    pronoun = tokens.lower[token] in {word for word, kind in language.pronouns if kind != "o"}
    named = language.roles | language.grammar("relatives_of_people")
    return pronoun or word[0].isupper() or tokens.lower[token] in named


def _is_christened(tokens: Tokens, place: int, start: int, language: Language) -> bool:
    """Return whether somebody gives a thing its name: "calls the device "Quick Share""."""
    lower = tokens.lower
    if tokens.words[place - 1][0].isupper() or lower[place - 1] in language.stops:
        return False
    for at in range(place - 2, max(start, place - _OF_NAMING), -1):
        if lower[at] in language.determiners:
            return lower[at - 1] in language.naming or lower[at - 1] in language.naming_verbs
    return False


def _is_work(tokens: Tokens, span: QuoteSpan, place: int, language: Language) -> bool:
    """Return whether a span is somebody's work: author of "The River"."""
    lower = tokens.lower
    if place < 2 or lower[place - 1] not in language.grammar("of_words"):
        return False
    first = tokens.text[span.start : span.start + 1]
    return lower[place - 2] in language.makers and (first.isupper() or first.isdigit())


def _of_title(tokens: Tokens, place: int, language: Language) -> Iterator[str]:
    """Yield the features of the word before a span that is capitalised throughout."""
    before = tokens.lower[place - 1]
    behind_comma = before == "," and tokens.lower[place - 2] in language.labels
    tied = before in language.grammar("of_words") - language.grammar("in_words")
    if before in language.labels or before == "(" or behind_comma:
        yield "a title behind its label"
    elif before in language.prepositions and not tied:
        yield "a title behind a preposition"
    elif before in language.determiners or place - 1 in tokens.possessive:
        yield "a title behind an article"
    elif _may_be_noun(tokens, place - 1, language):
        yield "a title behind a noun"


def _is_labelled_name(tokens: Tokens, span: QuoteSpan, place: int, language: Language) -> bool:
    """Return whether one word with a capital stands behind a label and a comma: her film, "Sea"."""
    words = tokens.text[span.start : span.end]
    labelled = tokens.lower[place - 1] == "," and tokens.lower[place - 2] in language.labels
    return labelled and " " not in words and words[0].isupper()


def _is_listed(tokens: Tokens, place: int, start: int, language: Language) -> bool:
    """Return whether a comma or "and" joins a span to another one that is written as a title."""
    links = language.grammar("and_words") | language.grammar("or_words") | {","}
    for other in (place - 1 - (tokens.lower[place - 1] in links), place + 1, place + 2):
        if (
            start <= other < len(tokens.words)
            and tokens.words[other] == QUOTE
            and (other != place + 2 or tokens.lower[place + 1] in links)
        ):
            return is_titled(tokens.slice(other, other).strip(_MARKS), language)
    return False


def _may_be_noun(tokens: Tokens, token: int, language: Language) -> bool:
    """Return whether a small word is none of those that are no nouns or that introduce speech."""
    word = tokens.words[token]
    return (
        word.islower()
        and word.isalpha()
        and word not in language.stops
        and word not in language.cues
        and word not in language.weak_cues
        and word not in language.participles
        and word not in language.cue_nouns
        and word not in language.document_nouns
        and not word.endswith(tuple(language.past_endings | language.adverb_endings))
    )


def _is_heading(text: str, spans: list[QuoteSpan], number: int) -> bool:
    """Return whether a span is a heading: a line of few words in single marks, near double ones."""
    span = spans[number]
    return (
        span.closed
        and span.mark in _SINGLE
        and len(text[span.start : span.end].split()) < _HEADING
        and closes_line(text, span)
        and any(other.mark in _DOUBLE for other in spans[max(0, number - _NEAR) : number + _NEAR])
    )


def _is_numbered(text: str, span: QuoteSpan) -> bool:
    """Return whether a number and marked words are all of a line: "2. "Open the valve""."""
    line = text.rfind("\n", 0, span.outer_start) + 1
    before = text[line : span.outer_start]
    numbered = len(before) < _LABEL and _NUMBER.fullmatch(before) is not None
    return span.closed and numbered and closes_line(text, span)


def _is_headline(tokens: Tokens, place: int, stop: int) -> bool:
    """Return whether only a colon and capitals follow: "Bridge closed again": Harbour Post."""
    words = [word for word in tokens.words[place + 1 : stop] if word[0].isalpha()]
    colon = tokens.words[place + 1 : place + 2] == [":"]
    return colon and len(words) < 6 and bool(words) and all(word[0].isupper() for word in words)
