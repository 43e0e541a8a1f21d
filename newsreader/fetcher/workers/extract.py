"""Extracts the story of a page: its text, its structure and its metadata."""

import logging
from datetime import UTC, datetime
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from newsreader.documents.block_draft import (
    BlockDraft,
    assemble,
    take_apart,
)
from newsreader.documents.block_traits import measured_blocks
from newsreader.documents.blocks import read_html
from newsreader.documents.boilerplate import drop_boilerplate
from newsreader.documents.declared_text import declared_document, stands_alone, without_what_follows
from newsreader.documents.flash import find_flash
from newsreader.documents.images import Picture
from newsreader.documents.large_page import is_large, read_large_page
from newsreader.documents.metadata import Metadata, read_metadata
from newsreader.documents.page_footnotes import with_footnotes
from newsreader.documents.page_story import PageStory
from newsreader.documents.paywall import BEGINNING, find_paywall
from newsreader.documents.plain_page import read_plain
from newsreader.documents.quotations import without_pull_quotes
from newsreader.documents.realign import restore
from newsreader.documents.selected_parts import remove_parts, select_parts
from newsreader.documents.story_markup import mark_story_text
from newsreader.documents.unlikely_blocks import without_unlikely
from newsreader.domain.clean import AUTHOR_LIMIT, clean_line
from newsreader.domain.document import BlockKind, Document
from newsreader.domain.errors import FeedError
from newsreader.domain.options.page_parts import ANY_PARTS, PageParts
from newsreader.feeds.dates import read_date
from newsreader.fetcher.workers.headline import without_headline
from newsreader.fetcher.workers.page_source import decode_page, is_plain_text, parse_page

# What it reports is told by FeedError in one sentence.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

LEAST = 100
"""A story has at least this many characters; less is a notice to switch something on."""

_TAGS = {"item": "li", "quote": "blockquote", "lb": "br", "row": "tr"}
"""The names that trafilatura uses for elements of HTML."""
_STYLES = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup"}


def extract_story(
    body: bytes,
    url: str,
    charset: str = "",
    known: str = "",
    *,
    content_type: str = "",
    parts: PageParts = ANY_PARTS,
) -> PageStory:
    """Return the story of the page ``body``, fetched from ``url``.

    ``charset`` and ``content_type`` are what its server says of it. ``parts`` are those that the
    user names; trafilatura chooses what belongs to the story where they name none. How it is set
    is read from the page itself. Paragraphs that stand in ``known``, what the feed has of the
    story, or in the text that the page declares, belong to it too. Raises FeedError when the page
    holds no story.
    """
    if is_plain_text(body, content_type):
        return _plain_story(decode_page(body, charset), url)
    source = decode_page(body, charset)
    tree = parse_page(source)
    metadata = read_metadata(tree, url)
    titles = (tree.findtext(".//title") or "", metadata.title)
    idle = remove_parts(tree, parts.remove)
    if parts.remove:
        source = _markup(tree)
    large = is_large(tree)
    whole = Document("") if large else read_html(source, url)
    selected, without = select_parts(tree, parts.select)
    if selected:
        shown = read_html("".join(map(_markup, selected)), url)
    elif large:
        shown = _main(tree, metadata, url)
    else:
        shown = _recognised(tree, whole, metadata, url, known)
    author, published = _author_and_date(tree, metadata, url)
    document = without_headline(shown, metadata.title, author)
    if not selected:
        names = (metadata.outlet, urlsplit(url).hostname or "")
        document = drop_boilerplate(without_pull_quotes(document), names)
    if large and len(document.text.split()) < BEGINNING:
        whole = read_html(source, url)
    paywall = find_paywall(
        whole,
        document.text,
        titles=titles,
        url=url,
        source=source,
        closed=metadata.closed,
    )
    document = with_footnotes(document, whole)
    if not document.text:
        raise FeedError(paywall or "There is no story on the page.")
    return PageStory(
        document=document,
        title=metadata.title,
        author=author,
        outlet=metadata.outlet or _host(url),
        published=published,
        language=metadata.language,
        url=metadata.url,
        picture=metadata.picture,
        paywall=paywall,
        idle=(*idle, *without),
    )


def _plain_story(text: str, url: str) -> PageStory:
    """Return the story of a page that is plain text."""
    title, document = read_plain(text)
    if len(document.text) < LEAST:
        raise FeedError("There is no story on the page.")
    return PageStory(document, title, "", _host(url), None, "", url)


def _recognised(
    tree: html.HtmlElement, whole: Document, metadata: Metadata, url: str, known: str
) -> Document:
    """Return what is recognised as the story of a page, of which ``whole`` is all text."""
    blocks = measured_blocks(tree, metadata.summaries)
    unlinked = mark_story_text(tree)
    chosen = trafilatura.bare_extraction(
        tree,
        url=url,
        output_format="html",
        favor_precision=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
    )
    body = chosen.body if isinstance(chosen, trafilatura.settings.Document) else None
    extracted = Document("") if body is None else read_html(_as_html(body), url)
    declared = declared_document(metadata.body, url)
    said = f"{known}\n\n{declared.text}"
    shown = restore(extracted, whole, metadata.summaries, said)
    shown = without_unlikely(shown, blocks, f"{said}\n\n{unlinked}")
    if stands_alone(declared, shown):
        return declared
    if len(shown.text) < LEAST:
        return find_flash(tree, url, is_story=metadata.is_story)
    return without_what_follows(declared, shown)


def _main(tree: html.HtmlElement, metadata: Metadata, url: str) -> Document:
    """Return the story of a page that is too large to be recognised."""
    shown, declared = read_large_page(tree, url), declared_document(metadata.body, url)
    return declared if stands_alone(declared, shown) else shown


def _author_and_date(
    tree: html.HtmlElement, metadata: Metadata, url: str
) -> tuple[str, datetime | None]:
    """Return who wrote the story and when it was published, UTC, as far as the page tells."""
    author, published = metadata.author, read_date(metadata.published, datetime.now(UTC))
    if not ((author and published) or is_large(tree)):
        guess = _guess(tree, url)
        author = author or clean_line(guess.author or "", AUTHOR_LIMIT).replace(";", ",")
        published = published or read_date(guess.date or "", datetime.now(UTC))
    return author, published


def _guess(tree: html.HtmlElement, url: str) -> trafilatura.settings.Document:
    """Return what trafilatura makes of a page that declares no author or no date."""
    for script in list(tree.iter("script")):
        # Its repairs of broken JSON take seconds, and read_metadata has read what can be read.
        script.text = ""
    return trafilatura.extract_metadata(tree, default_url=url, extensive=False)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _markup(element: html.HtmlElement) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def led_by(picture: Picture | None, document: Document) -> Document:
    """Return a story with its lead picture in front, unless it has pictures of its own."""
    if picture is None or any(block.kind is BlockKind.IMAGE for block in document.blocks):
        return document
    lead = BlockDraft(BlockKind.IMAGE, picture.text, marker=picture.source)
    return assemble([lead, *take_apart(document)])


def _as_html(body: etree._Element) -> str:
    """Return the body that trafilatura chose as HTML again."""
    for element in body.iter():
        match element.tag:
            case "list":
                element.tag = "ol" if element.get("rend") == "ol" else "ul"
            case "head":
                element.tag = element.get("rend") or "h2"
            case "hi":
                element.tag = _STYLES.get(element.get("rend") or "", "span")
            case "ref":
                element.tag = "a"
                element.set("href", element.get("target") or "")
            case "cell":
                element.tag = "th" if element.get("role") == "head" else "td"
            case "code" if "\n" in "".join(element.itertext()):
                element.tag = "pre"
            case tag if isinstance(tag, str) and tag in _TAGS:
                element.tag = _TAGS[tag]
    return str(etree.tostring(body, encoding="unicode", method="html"))
