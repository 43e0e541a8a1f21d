"""Reads an attribution that stands between the marks: « We wait, said Roe, as ever. »"""

import re

from newsreader.quotes.attribution import Attribution, Route
from newsreader.quotes.cast import Cast, cast
from newsreader.quotes.language import Language
from newsreader.quotes.names import Name
from newsreader.quotes.phrases import Source
from newsreader.quotes.spans import MarkedSpan
from newsreader.quotes.subjects import Reader
from newsreader.quotes.tokens import Tokens, fold

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 600
"""Marked words of more code points are not searched for an attribution."""


def inside(frame: Tokens, span: MarkedSpan, people: Cast, language: Language) -> Attribution | None:
    """Return the speaker whom the marked words themselves name beside a verb of saying.

    The attribution must be set off by a comma. The name is looked up among ``people``; one
    that is not there speaks as it is written.
    """
    if span.end - span.start > _LONGEST:
        return None
    words = frame.text[span.start : span.end]
    if "," not in words or language.cues.isdisjoint(_WORD.findall(words.lower())):
        return None
    own = fold(words, [], language)
    reader = Reader(own, cast(own, "", language), language)
    for token in range(1, len(own.words)):
        if not reader.is_cue(token):
            continue
        before = reader.skip_back(token - 1, 0)
        name = reader.cast.ending.get(before)
        if name is None and own.words[before] == ",":
            source = reader.subject_after(token, len(own.words))
            name = reader.cast.ending.get(source.last) if source is not None else None
        elif name is not None and own.words[name.begin - 1 : name.begin] != [","]:
            name = None
        if name is not None:
            return _voice(name, people)
    return None


def _voice(name: Name, people: Cast) -> Attribution:
    who = people.bearer(name.parts)
    speaker = people.people[who].name if who >= 0 else name.text
    return Attribution(Source("name", -1, -1, who), Route.INSIDE, speaker=speaker, who=who)
