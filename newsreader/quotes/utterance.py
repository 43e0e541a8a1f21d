"""Joins the pieces of one utterance that its attribution or a paragraph's end cuts apart."""

from newsreader.quotes.attribution import Attribution, Route
from newsreader.quotes.spans import MarkedSpan, opens_line
from newsreader.quotes.tokens import Tokens

_MOST = 40
"""How many pieces one utterance may have."""


def join(
    frame: Tokens, marked: list[MarkedSpan], voices: list[Attribution | None], kept: list[int]
) -> list[list[int]]:
    """Return the numbers ``kept`` in groups, each one utterance, in order.

    Two pieces are one when the attribution stands between them within a sentence ("The
    bridge," said Roe, "is closed."), or when the first was left open at the end of its
    paragraph and the second opens the next.
    """
    groups: list[list[int]] = []
    for number in kept:
        last = groups[-1][-1] if groups else -2
        if (
            last == number - 1
            and len(groups[-1]) < _MOST
            and _is_one(frame, marked, voices[last], voices[number], last)
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_one(
    frame: Tokens,
    marked: list[MarkedSpan],
    one: Attribution | None,
    other: Attribution | None,
    number: int,
) -> bool:
    if one is None or other is None or one.speaker != other.speaker:
        return False
    if other.route is Route.UNCLOSED or (
        not marked[number].closed and opens_line(frame.text, marked[number + 1])
    ):
        return True
    here, there = frame.place[number], frame.place[number + 1]
    return (
        one.route is Route.AFTER
        and here < one.cue < there
        and other.cue == one.cue
        and frame.sentence_of(here) == frame.sentence_of(there)
        and frame.words[there - 1] == ","
        and marked[number].mark != "—"
    )
