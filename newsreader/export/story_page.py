"""Writes a story as a page of its own: the whole text as it was marked, with the marks in it.

The page loads nothing and runs nothing: it is to be read in years, beside the notes about it.
"""

from collections.abc import Iterator
from datetime import UTC
from html import escape
from itertools import pairwise

from newsreader.domain.age import day_in_words, undated
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line, clean_text, clean_url, mask_text, shown_url
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.found_through import way_in_words
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.struck import without_signs
from newsreader.domain.table_text import EMPTY, find_rows, is_headed

_STYLE = """
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.5 serif; }
.facts, aside { color: #555; font-size: .9em } pre { overflow-x: auto }
table { border-collapse: collapse } td, th { border: 1px solid #bbb; padding: .2em .5em }
mark { color: inherit } .yellow { background: #fff3a3 } .green { background: #c6efce }
.blue { background: #cfe4ff } .red { background: #ffd0d0 } .purple { background: #e6d5ff }
"""
_TAGS = {
    SpanKind.STRONG: "strong",
    SpanKind.EMPHASIS: "em",
    SpanKind.CODE: "code",
    SpanKind.LOWERED: "sub",
    SpanKind.STRUCK: "s",
}
_BLOCKS = {BlockKind.PARAGRAPH: "p", BlockKind.CODE: "pre", BlockKind.QUOTATION: "blockquote"}


def write_story(opened: OpenArticle) -> str:
    """Return the page; equal input gives equal text."""
    article = opened.article
    title = escape(clean_line(article.title) or "Untitled")
    language = clean_line(article.language)
    day = day_in_words(article.published.astimezone(UTC).date())
    facts = [
        clean_line(article.author),
        clean_line(article.outlet or article.feed),
        day if article.dated else undated(day),
        opened.version.in_words if opened.version else "",
        clean_text(way_in_words(opened.trail)),
    ]
    source = shown_url(article.url)
    link = f'<a rel="noreferrer" href="{escape(source)}">{escape(source)}</a>' if source else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">' if language else "<html>",
        '<head><meta charset="utf-8"><title>' + title + "</title>",
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head>",
        f"<body><article><h1>{title}</h1>",
        f'<p class="facts">{escape(" · ".join(filter(None, facts)))}<br>{link}</p>',
        *_blocks(opened),
        "</article>",
        *_notes(opened.highlights),
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _blocks(opened: OpenArticle) -> Iterator[str]:
    document = opened.document
    shown = [one for one in opened.highlights if one.state is not AnchorState.ORPHAN]
    for block in document.blocks:
        match block.kind:
            case BlockKind.RULE:
                yield "<hr>"
            case BlockKind.TABLE:
                yield _table(document, block, shown)
            case BlockKind.IMAGE:
                if not document.is_nameless(block):
                    yield f"<p>[{_inline(document, block.start, block.end, shown)}]</p>"
            case BlockKind.HEADING:
                tag = f"h{min(6, max(2, block.level + 1))}"
                yield f"<{tag}>{_inline(document, block.start, block.end, shown)}</{tag}>"
            case BlockKind.LIST_ITEM:
                words = _inline(document, block.start, block.end, shown)
                yield f"<p>{escape(mask_text(block.marker))} {words}</p>"
            case kind:
                words = _inline(document, block.start, block.end, shown)
                yield f"<{_BLOCKS[kind]}>{words}</{_BLOCKS[kind]}>"


def _table(document: Document, block: Block, shown: list[Highlight]) -> str:
    rows = find_rows(document.text, block.start, block.end)
    headed = is_headed(document, rows)
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if headed and not number else "td"
        cells = (
            ""
            if document.text[cell.start : cell.end] == EMPTY
            else _inline(document, cell.start, cell.end, shown)
            for cell in row
        )
        lines.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _inline(document: Document, start: int, end: int, shown: list[Highlight]) -> str:
    """Return text with its spans and marks: pieces between all their edges, each in its own tags.

    Spans and highlights may overlap, which elements of HTML may not.
    """
    spans = [one for one in document.spans if one.start < end and start < one.end]
    marks = [one for one in shown if one.start < end and start < one.end]
    ends = [*((one.start, one.end) for one in spans), *((one.start, one.end) for one in marks)]
    inner = (at for pair in ends for at in pair if start < at < end)
    edges = [start, *sorted(set(inner)), end]
    return "".join(
        _piece(document.text[low:high], low, spans, marks) for low, high in pairwise(edges)
    )


def _piece(text: str, at: int, spans: list[Span], marks: list[Highlight]) -> str:
    around = [span for span in spans if span.start <= at < span.end]
    if any(span.kind is SpanKind.STRUCK for span in around):
        text = without_signs(text)
    words = escape(mask_text(text), quote=False)
    for span in around if words else ():
        if tag := _TAGS.get(span.kind):
            words = f"<{tag}>{words}</{tag}>"
        elif span.kind is SpanKind.LINK and (address := clean_url(span.href, mail=True)):
            words = f'<a rel="noreferrer" href="{escape(address)}">{words}</a>'
    for one in marks:
        if one.start <= at < one.end:
            name = f' id="{one.block_id}"' if at == one.start else ""
            words = f'<mark{name} class="{escape(one.colour)}">{words}</mark>'
    return words


def _notes(highlights: tuple[Highlight, ...]) -> Iterator[str]:
    """Yield the notes about the passages, and the passages that stand in the text no more."""
    for one in highlights:
        gone = one.state is AnchorState.ORPHAN
        if not (one.note or gone):
            continue
        words = escape(mask_text(one.text), quote=False)
        passage = f"<q>{words}</q>" if gone else f'<a href="#{one.block_id}"><q>{words}</q></a>'
        where = " No longer in the article." if gone else ""
        note = escape(mask_text(one.note), quote=False).replace("\n", "<br>")
        yield f"<aside>{passage}{where}<br>{note}</aside>"
