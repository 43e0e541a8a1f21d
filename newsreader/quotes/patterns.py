"""Hears speakers by patterns, in scripts without capitals or spaces to tell a name by."""

import re
from dataclasses import dataclass
from functools import cache

from newsreader.quotes.language import Language, language
from newsreader.quotes.spans import MarkedSpan
from newsreader.quotes.tokens import FOLDED

_REACH = 80
"""How many code points before and after a quotation a pattern sees, in the same line."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker as a pattern reads it."""

    speaker: str
    """The name as it stands beside the quotation."""
    cue: str
    """The verb of saying."""


def hear(text: str, marked: list[MarkedSpan], spoken: Language) -> list[Heard | None]:
    """Return who says each of ``marked`` by the patterns of ``spoken``, None where none fits."""
    return [_hear(text, span, spoken) for span in marked]


@cache
def _compiled(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in language(code).patterns)


def _hear(text: str, span: MarkedSpan, spoken: Language) -> Heard | None:
    before = text[max(0, span.outer_start - _REACH) : span.outer_start]
    after = text[span.outer_end : span.outer_end + _REACH]
    window = before[before.rfind("\n") + 1 :] + FOLDED + after.split("\n", 1)[0]
    for pattern in _compiled(spoken.code):
        match = pattern.search(window)
        if match is not None:
            return Heard(match["speaker"].strip(), match["cue"])
    return None
