"""Extracts the story of a page: its text, its structure and its metadata."""

import logging
import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from newsreader.documents.block_draft import (
    BlockDraft,
    assemble,
    take_apart,
)
from newsreader.documents.blocks import read_html
from newsreader.documents.boilerplate import drop_boilerplate
from newsreader.documents.images import Picture
from newsreader.documents.linked_text import unlink_story_text
from newsreader.documents.math_text import write_formulas
from newsreader.documents.metadata import read_metadata
from newsreader.documents.page_story import PageStory
from newsreader.documents.paywall import find_paywall
from newsreader.documents.quotations import free_quotations, without_pull_quotes
from newsreader.documents.realign import restore
from newsreader.domain.clean import AUTHOR_LIMIT, clean_line
from newsreader.domain.document import BlockKind, Document
from newsreader.domain.errors import FeedError
from newsreader.feeds.dates import read_date
from newsreader.feeds.encoding import decode_text

# What it reports is told by FeedError in one sentence.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

LEAST = 100
"""A story has at least this many characters; less is a notice to switch something on."""

_TAGS = {"item": "li", "quote": "blockquote", "lb": "br", "row": "tr"}
"""The names that trafilatura uses for elements of HTML."""
_STYLES = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup"}
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:html|head|body|article|main|div|p|h1|table)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NOT_WORD = re.compile(r"[\W_]+")
_DATE_LINE = 60
"""A line of at most this many code points may be a date with its time and place."""
_LONG_TITLE = 20
"""A heading that holds a headline of at least this many letters is the headline."""
_HEAD_BLOCKS = 6
"""Headline, byline and date line are looked for in this many blocks."""


def extract_story(body: bytes, url: str, charset: str = "", known: str = "") -> PageStory:
    """Return the story of the page ``body``, fetched from ``url`` and labelled ``charset``.

    trafilatura chooses what belongs to the story; how it is set is read from the page itself.
    Paragraphs that stand in ``known``, what the feed has of the story, belong to it too.
    Raises FeedError when the page holds no story.
    """
    source = _decode(body, charset)
    if not _MARKUP.search(source):
        raise FeedError("This is not a web page.")
    tree = _parse(source)
    metadata = read_metadata(tree, url)
    titles = (tree.findtext(".//title") or "", metadata.title)
    free_quotations(tree)
    unlink_story_text(tree)
    write_formulas(tree)
    chosen = trafilatura.bare_extraction(
        tree,
        url=url,
        output_format="html",
        favor_precision=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
    )
    whole = read_html(source, url)
    document = Document("")
    if isinstance(chosen, trafilatura.settings.Document) and chosen.body is not None:
        document = restore(read_html(_as_html(chosen.body), url), whole, metadata.summaries, known)
    title, author = metadata.title, metadata.author
    published = read_date(metadata.published, datetime.now(UTC))
    if not (author and published):
        guess = _guess(tree, url)
        author = author or clean_line(guess.author or "", AUTHOR_LIMIT).replace(";", ",")
        published = published or read_date(guess.date or "", datetime.now(UTC))
    outlet = metadata.outlet or (urlsplit(url).hostname or "").removeprefix("www.")
    document = _without_headline(document, title, author)
    document = without_pull_quotes(document)
    document = drop_boilerplate(document, (metadata.outlet, urlsplit(url).hostname or ""))
    paywall = find_paywall(
        whole,
        document.text,
        titles=titles,
        url=url,
        source=source,
        closed=metadata.closed,
    )
    if len(document.text) < LEAST:
        raise FeedError(paywall or "There is no story on the page.")
    return PageStory(
        document=document,
        title=title,
        author=author,
        outlet=outlet,
        published=published,
        language=metadata.language,
        url=metadata.url,
        picture=metadata.picture,
        paywall=paywall,
    )


def led_by(picture: Picture | None, document: Document) -> Document:
    """Return a story with its lead picture in front, unless it has pictures of its own."""
    if picture is None or any(block.kind is BlockKind.IMAGE for block in document.blocks):
        return document
    lead = BlockDraft(BlockKind.IMAGE, picture.text, marker=picture.source)
    return assemble([lead, *take_apart(document)])


def _decode(body: bytes, charset: str) -> str:
    """Return the page as text without characters that no XML tree can hold."""
    declared = _META_CHARSET.search(body[:4096])
    text = decode_text(body, charset or (declared[1].decode("ascii") if declared else ""))
    return _CONTROL.sub("", _REFERENCE.sub(_safe_reference, text))


def _safe_reference(match: re.Match[str]) -> str:
    # One reference to a control character makes trafilatura return no text at all.
    number = int(match[1], 16) if match[1] else int(match[2])
    allowed = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return match[0] if allowed and number not in (0x7F, 0xFFFE, 0xFFFF) else ""


def _parse(source: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise FeedError("The page is empty.") from error


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


def _guess(tree: html.HtmlElement, url: str) -> trafilatura.settings.Document:
    """Return what trafilatura makes of a page that declares no author or no date."""
    for script in list(tree.iter("script")):
        # Its repairs of broken JSON take seconds, and read_metadata has read what can be read.
        script.text = ""
    return trafilatura.extract_metadata(tree, default_url=url, extensive=False)


def _without_headline(document: Document, title: str, author: str) -> Document:
    """Return ``document`` without headline, byline and date line above its text."""
    blocks = take_apart(document)
    kept = []
    paragraphs = 0
    for at, block in enumerate(blocks):
        # A standfirst may stand above the byline: the text begins with the second paragraph.
        if at == _HEAD_BLOCKS or paragraphs == 2:
            kept += blocks[at:]
            break
        if not _repeats(block, title, author):
            kept.append(block)
            paragraphs += len(block.text) > _DATE_LINE and block.kind is BlockKind.PARAGRAPH
    return assemble(kept)


def _repeats(block: BlockDraft, title: str, author: str) -> bool:
    """Return whether ``block`` is the headline, the byline or the date again."""
    text, headline, name = _key(block.text), _key(title), _key(author)
    is_byline = bool(name) and text.endswith(name) and len(text) <= len(name) + len("from")
    if is_byline or text == headline:
        return bool(text)
    if block.kind is BlockKind.HEADING:
        # Within a longer heading the headline has its kicker or the name of the site beside it.
        return block.level == 1 or (len(headline) >= _LONG_TITLE and headline in text)
    return block.kind is not BlockKind.QUOTATION and _is_date_line(block.text)


def _is_date_line(text: str) -> bool:
    """Return whether ``text`` is a date and nothing else but a time and a place."""
    if len(text) > _DATE_LINE or text.endswith((".", "!", "?", ":")):
        return False
    return any(char.isdigit() for char in text) and read_date(text, datetime.now(UTC)) is not None


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()
