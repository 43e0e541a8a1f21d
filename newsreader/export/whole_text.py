"""Writes the whole text of an article as plain text, Markdown, HTML or JSON, for other programs."""

import json
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby, pairwise
from typing import Any

from newsreader.domain.age import full_date
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line, clean_text, shown_url
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.quoting.struck import STRUCK_SIGN, mark_struck, without_signs
from newsreader.export.escape import escape_line, link_target

_TAGS = {
    SpanKind.STRONG: "strong",
    SpanKind.EMPHASIS: "em",
    SpanKind.CODE: "code",
    SpanKind.LOWERED: "sub",
    SpanKind.STRUCK: "s",
}
_SIGNS = {SpanKind.STRONG: "**", SpanKind.EMPHASIS: "*"}
_AS_IT_IS = (BlockKind.CODE, BlockKind.TABLE)


def plain_text(opened: OpenArticle) -> str:
    """Return headline, byline, address and text."""
    article = opened.article
    head = (clean_line(article.title), _byline(opened), shown_url(article.url))
    text = mark_struck(opened.document.text, opened.document.struck)
    return "\n".join(filter(None, head)) + f"\n\n{clean_text(text)}\n"


def markdown(opened: OpenArticle) -> str:
    """Return the same in CommonMark, with headings, lists, links and emphasis."""
    article = opened.article
    parts = [f"# {escape_line(article.title) or 'Untitled'}"]
    byline = escape_line(_byline(opened))
    address = link_target(article.url)
    parts.append(" · ".join(filter(None, (byline, address and f"<{address.strip('<>')}>"))))
    parts += (_markdown_block(opened.document, block) for block in opened.document.blocks)
    return "\n\n".join(filter(None, parts)) + "\n"


def html(opened: OpenArticle) -> str:
    """Return the same as a page of HTML; nothing in the text can be more than text."""
    article = opened.article
    title, address = escape(clean_line(article.title)), escape(shown_url(article.url))
    link = f'\n<p><a href="{address}">{address}</a></p>' if address else ""
    body = "\n".join(_html_blocks(opened.document))
    language = f' lang="{escape(article.language)}"' if article.language else ""
    return (
        f'<!DOCTYPE html>\n<html{language}>\n<head><meta charset="utf-8"><title>{title}</title>'
        f"</head>\n<body>\n<h1>{title}</h1>\n<p>{escape(_byline(opened))}</p>{link}\n{body}\n"
        "</body>\n</html>\n"
    )


def json_text(opened: OpenArticle) -> str:
    """Return one JSON object with text, quotes and highlights, by the keys of ``show --json``."""
    article = opened.article
    record: dict[str, Any] = {
        "id": article.id,
        "feed": article.feed,
        "outlet": article.outlet,
        "title": article.title,
        "url": shown_url(article.url),
        "author": article.author,
        "published": article.published.isoformat() if article.dated else None,
        "language": article.language,
        "tags": list(article.tags),
        "text": opened.document.text,
        "struck": opened.document.struck,
        "quotes": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "struck": one.struck,
                "speaker": one.speaker,
                "certainty": str(one.certainty),
            }
            for one in opened.quotes
        ],
        "highlights": [
            {"start": one.start, "end": one.end, "text": one.text, "note": one.note}
            for one in opened.highlights
        ],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


TEXTS: Mapping[str, Callable[[OpenArticle], str]] = {
    "text": plain_text,
    "markdown": markdown,
    "html": html,
    "json": json_text,
}
"""The forms by their names."""


def _byline(opened: OpenArticle) -> str:
    article = opened.article
    date = full_date(article.published) if article.dated else ""
    return " · ".join(clean_line(part) for part in (article.author, article.outlet, date) if part)


def _pieces(document: Document, block: Block) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the text of a block in pieces, each with the spans that cover it.

    What is struck is so by its span only.
    """
    inside = [one for one in document.spans if one.start < block.end and one.end > block.start]
    edges = {block.start, block.end}
    for one in inside:
        edges |= {max(one.start, block.start), min(one.end, block.end)}
    for start, end in pairwise(sorted(edges)):
        covering = tuple(one for one in inside if one.start <= start and one.end >= end)
        piece = document.text[start:end], covering
        yield (without_signs(piece[0]), covering) if _is_struck(piece) else piece


def _markdown_block(document: Document, block: Block) -> str:
    text = document.text[block.start : block.end]
    if block.kind in _AS_IT_IS:
        fence = "`" * max(3, 1 + max(map(len, _runs(text, "`")), default=0))
        return f"{fence}\n{clean_text(text)}\n{fence}"
    if block.kind is BlockKind.RULE:
        return "---"
    if block.kind is BlockKind.IMAGE:
        target = link_target(block.marker)
        return f"![{escape_line(text)}]({target})" if target else escape_line(text)
    line = _markdown_line(document, block)
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * min(max(block.level, 2), 6)} {line}"
        case BlockKind.LIST_ITEM:
            numbered = block.marker[:1].isdigit()
            return "    " * max(0, block.level - 1) + f"{block.marker if numbered else '-'} {line}"
        case BlockKind.QUOTATION:
            return "> " * max(1, block.level) + line
    return line


def _markdown_line(document: Document, block: Block) -> str:
    """Return the words of a block; what is struck is so as a whole, whatever else it is."""
    line = ""
    for struck, pieces in groupby(_pieces(document, block), key=_is_struck):
        shown = "".join(_markdown_piece(words, spans) for words, spans in pieces)
        if struck and (core := shown.strip()):
            shown = shown.replace(core, f"{STRUCK_SIGN}{core}{STRUCK_SIGN}")
        line += shown
    return line


def _is_struck(piece: tuple[str, tuple[Span, ...]]) -> bool:
    return any(one.kind is SpanKind.STRUCK for one in piece[1])


def _runs(text: str, sign: str) -> list[str]:
    return [run for run in "".join(c if c == sign else " " for c in text).split() if run]


def _markdown_piece(words: str, spans: tuple[Span, ...]) -> str:
    core = words.strip()
    if not core:
        return " " if words else ""
    before = " " * (words[0].isspace())
    after = " " * (words[-1].isspace())
    shown = escape_line(core)
    for one in spans:
        sign = _SIGNS.get(one.kind, "")
        shown = f"{sign}{shown}{sign}"
    for one in spans:
        if one.kind is SpanKind.LINK and (target := link_target(one.href)):
            shown = f"[{shown}]({target})"
            break
    return f"{before}{shown}{after}"


def _html_blocks(document: Document) -> Iterator[str]:
    for block in document.blocks:
        text = document.text[block.start : block.end]
        inside = "".join(_html_piece(words, spans) for words, spans in _pieces(document, block))
        match block.kind:
            case BlockKind.CODE | BlockKind.TABLE:
                yield f"<pre>{escape(clean_text(text))}</pre>"
            case BlockKind.RULE:
                yield "<hr>"
            case BlockKind.IMAGE:
                yield f"<p>[{escape(clean_line(text))}]</p>"
            case BlockKind.HEADING:
                level = min(max(block.level, 2), 6)
                yield f"<h{level}>{inside}</h{level}>"
            case BlockKind.LIST_ITEM if block.marker[:1].isdigit():
                yield f'<ol start="{int(block.marker.rstrip(".)"))}"><li>{inside}</li></ol>'
            case BlockKind.LIST_ITEM:
                yield f"<ul><li>{inside}</li></ul>"
            case BlockKind.QUOTATION:
                yield f"<blockquote><p>{inside}</p></blockquote>"
            case _:
                yield f"<p>{inside}</p>"


def _html_piece(words: str, spans: tuple[Span, ...]) -> str:
    shown = escape(clean_text(words))
    for one in spans if shown else ():
        if tag := _TAGS.get(one.kind):
            shown = f"<{tag}>{shown}</{tag}>"
    for one in spans:
        if one.kind is SpanKind.LINK and (address := shown_url(one.href)):
            return f'<a href="{escape(address)}">{shown}</a>'
    return shown
