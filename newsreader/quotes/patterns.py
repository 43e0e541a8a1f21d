"""Attributes quote spans by regular expressions, for scripts without capitals or spaces."""

import re
from functools import cache

from newsreader.quotes.language import Language, load_language
from newsreader.quotes.spans import QuoteSpan
from newsreader.quotes.tokens import QUOTE
from newsreader.quotes.uncased_names import UncasedSpeaker

_REACH = 80
"""Code points of the line before and after a span that a pattern is matched against."""


def attribute_by_patterns(
    text: str, spans: list[QuoteSpan], language: Language
) -> list[UncasedSpeaker | None]:
    """Return the match of the language's patterns for each of ``spans``, None without one."""
    return [_match(text, span, language) for span in spans]


@cache
def _compiled(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load_language(code).patterns)


def _match(text: str, span: QuoteSpan, language: Language) -> UncasedSpeaker | None:
    before = text[max(0, span.outer_start - _REACH) : span.outer_start]
    after = text[span.outer_end : span.outer_end + _REACH]
    window = before[before.rfind("\n") + 1 :] + QUOTE + after.split("\n", 1)[0]
    for pattern in _compiled(language.code):
        match = pattern.search(window)
        if match is not None:
            return UncasedSpeaker(match["speaker"].strip(), cue=match["cue"])
    return None
