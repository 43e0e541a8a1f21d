"""Finds speech that a dash introduces: at the beginning of a paragraph, or of a sentence in it."""

import re

from newsreader.quotes.language import Language

Speech = tuple[int, int, int, int]
"""Start and end of the words, and of the words with their dashes, in code points."""

_DASHED = re.compile(r"^(?:[—–―]\s*|-[ \u00a0]+(?=[^\W\d_]))", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]+")
_REACH = 40
"""How many code points behind a dash a verb of saying is looked for."""
_BEHIND_COMMA = re.compile(
    r"[,!?…]\s+(?:[lsmt]['’]|se\s)?([^\W\d_]+)(?:-t-[^\W\d_]+)?(?:\s+([^\W\d_]+))?"
)
"""Two words that may be an auxiliary and a verb of saying: ", a-t-il dit"."""
_SIGNED = re.compile(r"\(@\w+\)")
"""The account of a message: the line is its signature."""
_DASH = re.compile(r"\s[—–―]\s?|[—–―](?=[.,;:]?\s|$)")
_HYPHEN = re.compile(r"\s-\s")
"""What stands for a dash in a line that begins with a hyphen."""
_BEHIND_SENTENCE = re.compile(r"(?<=[.!?…:])\s[—–―]\s(?=[^\W\d_])")
"""A dash that opens a sentence in the midst of a paragraph."""
_LONGEST = 600
"""Longest speech in the midst of a paragraph, in code points."""


def find_speech(text: str, language: Language) -> list[Speech]:
    """Return the speech that dashes introduce in ``text``, in order."""
    return sorted(_opening_lines(text, language) + _inside_lines(text, language))


def _opening_lines(text: str, language: Language) -> list[Speech]:
    """Return the speech of paragraphs that begin with a dash.

    It ends at the dash before the verb, or at the comma before it: "– We wait, says Roe." Where
    no line has a verb of saying there, they are the points of a list, and where a hyphen stands for
    the dash, each line without a verb is one.
    """
    spans: list[Speech] = []
    attributed = False
    for opening in _DASHED.finditer(text):
        stop = text.find("\n", opening.end())
        stop = len(text) if stop < 0 else stop
        if _SIGNED.search(text, opening.end(), stop):
            continue
        at, speaking = opening.end(), True
        outer, before, spoken = opening.start(), len(spans), False
        hyphen = opening[0][0] == "-"
        for dash in (_HYPHEN if hyphen else _DASH).finditer(text, opening.end(), stop):
            if speaking and dash.start() > at:
                end = end_of_speech(text, at, dash.start(), language)
                whole = end == dash.start()
                spans.append((at, end, outer, dash.end() if whole else end))
                words = _LETTERS.findall(text, dash.end(), min(stop, dash.end() + _REACH))
                spoken |= not (whole and language.cues.isdisjoint(map(str.lower, words)))
                spoken |= _is_incise(text, dash)
                speaking = whole
            speaking = not speaking
            at, outer = dash.end(), dash.start()
            while at < stop and text[at] in ".,;: ":
                at += 1
        if speaking and at < stop:
            end = end_of_speech(text, at, stop, language)
            spans.append((at, end, outer, end))
            spoken |= end < stop
        if hyphen and not spoken:
            del spans[before:]
        attributed |= spoken
    return spans if attributed else []


def _is_incise(text: str, dash: re.Match[str]) -> bool:
    """Return whether a dash stands close to a small word, as it opens an incise: —No —dijo Roe."""
    behind = text[dash.end() : dash.end() + 1]
    return dash[0][0].isspace() and not dash[0][-1].isspace() and behind.islower()


def end_of_speech(text: str, start: int, stop: int, language: Language) -> int:
    """Return where speech ends before a comma and a verb of saying, else ``stop``."""
    for match in _BEHIND_COMMA.finditer(text, start, stop):
        first, second = match[1].lower(), (match[2] or "").lower()
        if first in language.cues or (first in language.auxiliaries and second in language.cues):
            return match.start()
    return stop


def _inside_lines(text: str, language: Language) -> list[Speech]:
    """Return the speech of sentences that begin with a dash in paragraphs that do not.

    Only where a verb of saying follows or a colon is before: "The bridge closes. – It is old, says
    Roe. She adds: – Very old."
    """
    found: list[Speech] = []
    free = clear = line = line_end = 0
    for dash in _BEHIND_SENTENCE.finditer(text):
        at = dash.end()
        if at > line_end:
            line = text.rfind("\n", line_end, at) + 1
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
        if at < free or not text[at].isupper() or _DASHED.match(text, line):
            continue
        stop = min(at + _LONGEST, line_end)
        if text[dash.start() - 1] == ":":
            free = stop
            found.append((at, stop, dash.start() + 1, stop))
            continue
        end = outer = end_of_speech(text, max(at, clear), stop, language)
        for closing in _DASH.finditer(text, max(at, clear), end):
            behind = _LETTERS.match(text, closing.end(), stop)
            if behind is not None and behind[0].lower() in language.cues:
                end, outer = closing.start(), closing.end()
                break
        if end < stop:
            found.append((at, end, dash.start() + 1, outer))
            free = outer
        else:
            clear = stop  # nobody speaks up to there, for later dashes neither
    return found
