"""The signs at the edges of a passage that are no words: quotation marks, full stops, brackets."""

_MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛「」『』〝〞＂＇")
"""All kinds of quotation marks."""


def is_in_marks(text: str, start: int, end: int) -> bool:
    """Whether quotation marks stand right before and behind a part of a text."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    return any(sign in _MARKS for sign in before) and any(sign in _MARKS for sign in after)


def signs_beside(signs: str, there: str) -> int:
    """Return how many code points of ``there`` are the ``signs`` at the edge of a passage.

    Both are read from the word outwards.
    """
    if there.startswith(signs):
        return len(signs)
    wanted = sum(1 for sign in signs if not sign.isspace())
    taken = reach = 0
    for at, sign in enumerate(there):
        if not wanted or sign == "\n" or (sign == " " and taken):
            break
        if not sign.isspace():
            taken += 1
            reach = at + 1
        elif sign == " " and " " not in signs:
            break
    return reach
