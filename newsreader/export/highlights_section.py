"""Renders the highlights of an article as Markdown: words, speaker, note and tags."""

from collections.abc import Collection
from datetime import UTC, datetime

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line
from newsreader.domain.document import BlockKind, Document
from newsreader.domain.highlights.highlight import AnchorState, Highlight, checked_in_words
from newsreader.domain.quoting.quote import Certainty, attribution
from newsreader.export.escape import escape_line, slug, tag
from newsreader.export.quoted_passage import write_passage
from newsreader.export.user_note import guard_note

UNKNOWN = "unknown speaker"
"""What stands for a speaker that is not known."""


def write_highlights(opened: OpenArticle, without: Collection[str] = ()) -> list[str]:
    """Return the sections ``Quotes``, ``Highlights`` and ``No longer in the article``.

    Each part is Markdown without a blank line around it; highlights whose block id is in
    ``without`` are left out, and so is a section that nothing is in.
    """
    wanted = [highlight for highlight in opened.highlights if highlight.block_id not in without]
    found = [highlight for highlight in wanted if highlight.state is not AnchorState.ORPHAN]
    sections = (
        ("Quotes", [highlight for highlight in found if highlight.is_quote]),
        ("Highlights", [highlight for highlight in found if not highlight.is_quote]),
        ("No longer in the article", [highlight for highlight in wanted if highlight not in found]),
    )
    parts: list[str] = []
    for heading, marks in sections:
        if marks:
            parts.append(f"## {heading}")
        for highlight in marks:
            parts += _write_highlight(opened, highlight)
    return parts


def paragraph_number(document: Document, offset: int) -> int:
    """Return which paragraph ``offset`` is in, counted as a person does; 0 outside of one.

    Paragraphs, list items and quotations count, headings do not: web pages have no other
    numbers to cite (Chicago Manual of Style 14.205, CSL locator ``paragraph``).
    """
    number = 0
    for block in document.prose():
        if block.kind is BlockKind.HEADING:
            if block.start <= offset < block.end:
                return 0
            continue
        if offset < block.start:
            return 0
        number += 1
        if offset < block.end:
            return number
    return 0


def write_speaker(attribution: str, speaker: str, role: str) -> str:
    """Return a speaker as Markdown: ``**Jane Roe**, mayor``, ``probably **…**`` or unknown.

    ``attribution`` is ``Quote.attribution``: a guess is never written as a fact.
    """
    if attribution == "unknown" or not clean_line(speaker):
        return UNKNOWN
    named = f"**{escape_line(speaker)}**"
    if attribution.startswith("probably "):
        named = f"probably {named}"
    return f"{named}, {escape_line(role)}" if clean_line(role) else named


def _write_highlight(opened: OpenArticle, highlight: Highlight) -> list[str]:
    """Return the quotation, its id, its particulars and its note."""
    # The id stands right below the quotation: Obsidian gives it to the block before it, and
    # an embedded ``![[…#^nr-…]]`` must show the words.
    parts = [
        write_passage(opened.document, highlight),
        f"^{highlight.block_id}",
        _particulars(opened, highlight),
    ]
    if note := guard_note(highlight.note):
        parts.append(note)
    return parts


def _particulars(opened: OpenArticle, highlight: Highlight) -> str:
    facts: list[str] = []
    who = attribution(highlight.speaker, highlight.confidence)
    said = write_speaker(who, highlight.speaker, highlight.role)
    if highlight.is_quote:
        facts.append(f"— {said}")
    else:
        facts.append(highlight.colour)
        facts += [f"quotes {said}"] if highlight.quoting else []
    if highlight.state is not AnchorState.ORPHAN:
        if number := paragraph_number(opened.document, highlight.start):
            facts.append(f"paragraph {number}")
        if highlight.state is AnchorState.CHANGED:
            facts.append("reworded in the article since")
    if told := checked_in_words(highlight):
        facts.append(escape_line(told))
    if highlight.created:
        facts.append(f"highlighted {_stamp(highlight.created)}")
    tags = [tag(name) for name in highlight.tags]
    if slug(highlight.speaker) and highlight.certainty is not Certainty.UNKNOWN:
        tags.insert(0, f"speaker/{slug(highlight.speaker)}")
    if shown := [f"#{name}" for name in tags if name]:
        facts.append(" ".join(shown))
    return " · ".join(facts)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%MZ}"
