"""Writes down who said what: every quote of a story in order, under the name of its speaker."""

import hashlib
from collections.abc import Iterator
from itertools import groupby

from newsreader.domain.article import OpenArticle
from newsreader.domain.document import Document
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.speaker import told_beside
from newsreader.export.escape import flow
from newsreader.export.highlights_section import paragraph_number, write_speaker

ID_DIGITS = 8
"""Length of the hexadecimal part of a quote's block id."""


def write_quotes(opened: OpenArticle) -> list[str]:
    """Return the section ``Who said what``, empty for a story without quotes.

    Quotes stand in runs of one speaker; each carries its paragraph and a block id, and says
    whether it is highlighted. Each part is Markdown without a blank line around it.
    """
    if not opened.quotes:
        return []
    parts = ["## Who said what"]
    named = zip(opened.quotes, quote_ids(opened.document, opened.quotes), strict=True)
    for _, run in groupby(named, key=lambda pair: (pair[0].attribution, pair[0].speaker)):
        pairs = list(run)
        first = pairs[0][0]
        role = next((quote.role for quote, _ in pairs if quote.role), told_beside(first))
        parts.append("— " + write_speaker(first.attribution, first.speaker, role))
        parts.append("\n".join(_write_quote(opened, quote, name) for quote, name in pairs))
    return parts


def quote_ids(document: Document, quotes: tuple[Quote, ...]) -> Iterator[str]:
    """Yield the block id of each quote: ``nq-`` and a hash of its words.

    A quote keeps its id when the text around it changes; the same words said again in one
    story are told apart by counting.
    """
    times: dict[str, int] = {}
    for quote in quotes:
        words = " ".join(" ".join(_pieces(document, quote)).split())
        times[words] = times.get(words, 0) + 1
        source = words if times[words] == 1 else f"{words}\n{times[words]}"
        digest = hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()
        yield f"nq-{digest[:ID_DIGITS]}"


def _write_quote(opened: OpenArticle, quote: Quote, name: str) -> str:
    """Return one list item; what its attribution interrupts is in marks of its own."""
    words = " ".join(
        f"“{flow(opened.document.text[start:end], quote.struck, start)}”"
        for start, end in quote.pieces
    )
    facts = [words]
    if number := paragraph_number(opened.document, quote.start):
        facts.append(f"paragraph {number}")
    if _is_highlighted(opened, quote):
        facts.append("highlighted")
    return f"- {' · '.join(facts)} ^{name}"


def _pieces(document: Document, quote: Quote) -> list[str]:
    return [document.text[start:end] for start, end in quote.pieces]


def _is_highlighted(opened: OpenArticle, quote: Quote) -> bool:
    return any(
        highlight.state is not AnchorState.ORPHAN
        and any(start < highlight.end and highlight.start < end for start, end in quote.pieces)
        for highlight in opened.highlights
    )
