"""Finds where an article says that it was published first: ``originally published by …``.

Only what the article says in so many words counts, in the languages of ``_SAYINGS``.
"""

import re

from newsreader.domain.age import MONTHS
from newsreader.domain.clean import clean_line
from newsreader.domain.document import Document, SpanKind

EDGE = 3
"""How many blocks at the beginning and at the end of an article may say it."""

_PIECE = (
    r"(?:article|story|piece|report|essay|interview|analysis|column|post|commentary|excerpt|"
    r"version|op-?ed)"
)
_SAYINGS = tuple(
    re.compile(saying, re.IGNORECASE)
    for saying in (
        rf"\b(?:this|the) {_PIECE}\b[^.\n]{{0,40}}?\b(?:originally|first) "
        r"(?:appeared|published|ran|posted|aired) (?:in|on|by|at|with) ",
        rf"\b(?:this|the) {_PIECE}\b[^.\n]{{0,40}}?\b(?:appeared|published|ran) "
        r"(?:originally|first) (?:in|on|by|at|with) ",
        rf"\b(?:this|the) {_PIECE} is republished from ",
        r"^originally (?:appeared|published) (?:in|on|by|at) ",
        r"\bdieser (?:artikel|text|beitrag) (?:ist |erschien |wurde )?(?:zuerst|zunächst|"
        r"ursprünglich) (?:erschienen )?(?:in|auf|bei|im|von) (?:der |dem |den )?",
        r"\bcet article (?:a été |est )(?:d'abord |d’abord |initialement |originellement )?"
        r"(?:publié|paru) (?:initialement |d'abord |d’abord )?(?:dans|sur|par) ",
        r"\beste artículo (?:se publicó|fue publicado|apareció) originalmente (?:en|por) ",
    )
)
_NAME = re.compile(
    r"(?:[Tt]he )?[A-ZÀ-Þ][\w'’&.-]*(?:(?: of| the| and| de| la| du| &)* [A-ZÀ-Þ\d][\w'’&-]*)*"
)
_TIME = re.compile(
    rf"(?:[Tt]he )?(?:{'|'.join(MONTHS)}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def original_outlet(document: Document, outlet: str = "") -> str:
    """Return the outlet that an article says it was published by first; empty where it does not.

    ``outlet`` is where it is now: that it says of itself is nothing new.
    """
    blocks = [*document.prose()]
    for block in dict.fromkeys([*blocks[-EDGE:], *blocks[:EDGE]]):
        text = document.text[block.start : block.end]
        for saying in _SAYINGS:
            if found := saying.search(text):
                name = clean_line(_name_at(document, block.start + found.end(), block.end))
                return "" if name.casefold() == outlet.casefold() else name
    return ""


def _name_at(document: Document, at: int, end: int) -> str:
    """Return the words of the link at ``at``, else the capitalised ones that begin there."""
    for span in document.spans:
        if span.kind in (SpanKind.LINK, SpanKind.EMPHASIS) and at <= span.start <= at + 4:
            return document.text[span.start : min(span.end, end)]
    found = _NAME.match(document.text[at:end])
    return found[0].rstrip(".") if found and not _TIME.match(found[0]) else ""
