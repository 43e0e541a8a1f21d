"""Reads exported Markdown as a program would that has never heard of newsreader."""

from itertools import pairwise

import cmarkgfm
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsreader.export.escape import NOTHING
from newsreader.export.front_matter import WRITTEN

_PARSER = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])


def plain_text(token: Token) -> str:
    """Return what an inline token shows, softbreaks as line ends."""
    shown = {"softbreak": "\n", "hardbreak": "\n"}
    children = [child for child in token.children or () if not _is_nothing(child)]
    return "".join(shown.get(child.type, child.content) for child in children)


def kinds(markdown: str) -> set[str]:
    """Return the kinds of inline and block tokens in ``markdown``."""
    tokens = _PARSER.parse(markdown)
    found = [inner for token in tokens for inner in (token, *(token.children or ()))]
    return {one.type for one in found if not _is_nothing(one)}


def github(markdown: str) -> str:
    """Return the HTML that cmark-gfm makes, without the comments that are seen by nobody."""
    extensions = ["autolink", "table", "strikethrough", "tasklist"]
    unsafe = 1 << 17  # what stands there as HTML is kept, to be looked at
    html = cmarkgfm.markdown_to_html_with_extensions(markdown, unsafe, extensions)
    return str(html).replace(NOTHING, "").strip()


def _is_nothing(token: Token) -> bool:
    return token.type == "html_inline" and token.content == NOTHING


def quotations(markdown: str) -> list[str]:
    """Return the text of each block quotation, paragraphs separated by a blank line."""
    found: list[str] = []
    paragraphs: list[str] = []
    for token in _PARSER.parse(markdown):
        if token.type == "blockquote_open":
            paragraphs = []
        elif token.type == "blockquote_close":
            found.append("\n\n".join(paragraphs))
        elif token.type == "inline":
            paragraphs.append(plain_text(token))
    return found


def headings(markdown: str) -> list[str]:
    """Return the text of each heading."""
    tokens = _PARSER.parse(body(markdown))
    return [
        plain_text(inline) for opening, inline in pairwise(tokens) if opening.type == "heading_open"
    ]


def items(markdown: str) -> list[str]:
    """Return the text of each list item's first paragraph."""
    tokens = _PARSER.parse(markdown)
    return [
        plain_text(tokens[at + 2])
        for at, token in enumerate(tokens)
        if token.type == "list_item_open"
    ]


def properties(markdown: str) -> dict[str, object]:
    """Return the header as YAML reads it, without the record of what was written."""
    _, header, _ = markdown.split("---\n", 2)
    loaded = yaml.safe_load(header)
    assert isinstance(loaded, dict) and isinstance(loaded.pop(WRITTEN, ""), str)
    return loaded


def body(markdown: str) -> str:
    """Return what follows the header."""
    return markdown.split("---\n", 2)[2] if markdown.startswith("---\n") else markdown
