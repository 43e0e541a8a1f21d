"""Attributes quote spans by regular expressions, for scripts without capitals or spaces."""

import re
from dataclasses import replace
from functools import cache

from newsreader.quotes.language import Language
from newsreader.quotes.language_loading import load_language
from newsreader.quotes.text.spans import QuoteSpan
from newsreader.quotes.text.tokens import QUOTE
from newsreader.quotes.uncased.uncased_names import UncasedSpeaker

_LONGEST = 3
"""Greatest number of words of a name."""
_ARTICLE = "ال"
"""The Arabic article."""
_REACH = 120
"""Code points of the line before and after a span that a pattern is matched against."""


def attribute_by_patterns(
    text: str, spans: list[QuoteSpan], language: Language
) -> list[UncasedSpeaker | None]:
    """Return the match of the language's patterns for each of ``spans``, None without one.

    A verb of saying without a subject belongs to who spoke before.
    """
    found: list[UncasedSpeaker | None] = []
    full: dict[str, str] = {}
    before: UncasedSpeaker | None = None
    for span in spans:
        match = _match(text, span, language)
        if match is not None and not match.name:
            match = before and replace(before, cue=match.cue, inferred=True)
        elif match is not None:
            *given, last = match.name.split()
            match = replace(match, name=full.get(match.name, match.name))
            if given:
                full.setdefault(last, match.name)
        before = match or before
        found.append(match)
    return found


@cache
def _compiled(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load_language(code).patterns)


def _match(text: str, span: QuoteSpan, language: Language) -> UncasedSpeaker | None:
    """Return the first match beside a span, without a name where its pattern has none."""
    before = text[max(0, span.outer_start - _REACH) : span.outer_start]
    after = text[span.outer_end : span.outer_end + _REACH]
    window = before[before.rfind("\n") + 1 :] + QUOTE + after.split("\n", 1)[0]
    for pattern in _compiled(language.code):
        for match in pattern.finditer(window):
            if "speaker" not in pattern.groupindex:
                return UncasedSpeaker("", "", match["cue"])
            name, office = _name_and_office(match["speaker"].split(), language)
            if name:
                return UncasedSpeaker(name, office, match["cue"])
    return None


def _name_and_office(words: list[str], language: Language) -> tuple[str, str]:
    """Return the name at the beginning of ``words`` and the office in front of it.

    Both end before the first small word; what has an article belongs to the office. Without a
    name, the office stands for it.
    """
    end = next((at for at, word in enumerate(words) if word in language.function_words), len(words))
    words = words[:end]
    first = 0
    if words and words[0] in language.titles:
        while first < len(words) and (
            words[first] in language.titles or words[first].startswith(_ARTICLE)
        ):
            first += 1
    office, name = " ".join(words[:first]), " ".join(words[first : first + _LONGEST])
    return (name, office) if name else (office, "")
