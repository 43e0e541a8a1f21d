"""Joins quote spans of one utterance that an attribution or a paragraph's end separates."""

from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.text.spans import QuoteSpan, opens_line
from newsreader.quotes.text.tokens import Tokens

_MOST = 40
"""Greatest number of spans in one utterance."""


def join(
    tokens: Tokens, spans: list[QuoteSpan], attributions: list[Attribution | None], kept: list[int]
) -> list[list[int]]:
    """Return ``kept``, indices into ``spans``, grouped by utterance, in order.

    Two spans are one utterance when the attribution stands between them within a sentence
    ("The bridge," said Roe, "is closed."), or when the first is not closed at the end of its
    paragraph and the second opens the next.
    """
    groups: list[list[int]] = []
    for number in kept:
        last = groups[-1][-1] if groups else -2
        if (
            last == number - 1
            and len(groups[-1]) < _MOST
            and _is_one(tokens, spans, attributions[last], attributions[number], last)
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_one(
    tokens: Tokens,
    spans: list[QuoteSpan],
    one: Attribution | None,
    other: Attribution | None,
    number: int,
) -> bool:
    if one is None or other is None or one.speaker != other.speaker:
        return False
    if other.route is Route.UNCLOSED or (
        not spans[number].closed and opens_line(tokens.text, spans[number + 1])
    ):
        return True
    here, there = tokens.quote_tokens[number], tokens.quote_tokens[number + 1]
    return (
        one.route is Route.AFTER
        and here < one.cue < there
        and other.cue == one.cue
        and tokens.sentence_of(here) == tokens.sentence_of(there)
        and tokens.words[there - 1] == ","
        and spans[number].mark != "—"
    )
