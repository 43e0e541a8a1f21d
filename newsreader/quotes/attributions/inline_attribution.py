"""Finds an attribution inside the quotation marks: « We wait, said Roe, as ever. »"""

import re

from newsreader.quotes.attributions.routes import Attribution, Route
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.grammar.subjects import ClauseParser
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast, cluster_names
from newsreader.quotes.people.names import Name
from newsreader.quotes.text.spans import QuoteSpan
from newsreader.quotes.text.tokens import Tokens, tokenize

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = ",–—-"
_SET_OFF = re.compile(r",|\s[–—-]\s?")
"""What sets off an attribution."""
_LONGEST = 600
"""Longest quote span, in code points, that is searched for an attribution."""


def attribute_inline(
    tokens: Tokens, span: QuoteSpan, cast: Cast, language: Language
) -> Attribution | None:
    """Return the speaker named inside ``span`` beside a verb of saying, None without one.

    The attribution must be set off by a comma or a dash. The name is looked up in ``cast``; one
    that is not there is used as it is written.
    """
    if span.end - span.start > _LONGEST:
        return None
    words = tokens.text[span.start : span.end]
    if not _SET_OFF.search(words) or language.cues.isdisjoint(_WORD.findall(words.lower())):
        return None
    own = tokenize(words, [], language)
    parser = ClauseParser(own, cluster_names(own, "", language), language)
    for token in range(1, len(own.words)):
        if not parser.is_cue(token):
            continue
        before = parser.skip_back(token - 1, 0)
        name = parser.cast.ending.get(before)
        if name is None and own.words[before] in _SIGNS:
            phrase = parser.subject_after(token, len(own.words))
            name = parser.cast.ending.get(phrase.last) if phrase is not None else None
        elif name is not None and not _is_set_off(own, name):
            name = None
        if name is not None:
            return _attribution(name, cast)
    return None


def _is_set_off(tokens: Tokens, name: Name) -> bool:
    """Return whether a comma or a dash stands before a name."""
    return name.begin > 0 and tokens.words[name.begin - 1] in _SIGNS


def _attribution(name: Name, cast: Cast) -> Attribution:
    member = cast.bearer(name.parts)
    speaker = cast.members[member].name if member >= 0 else name.text
    return Attribution(
        SpeakerPhrase("name", -1, -1, member), Route.INSIDE, speaker=speaker, member=member
    )
