"""Says what the bytes at an address are: a feed and its title, or a page and its links."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml import etree, html

from newsreader.domain.feed import FeedCandidate, Inspection
from newsreader.feeds.encoding import decode_text, decode_xml
from newsreader.feeds.entries import resolve
from newsreader.feeds.link_header import read_links
from newsreader.feeds.pasted_address import without_feed_scheme
from newsreader.feeds.plain_text import plain_line
from newsreader.feeds.sniff import describe, feed_kind, is_web_page

_LOOKED_AT = 512 * 1024
"""How much of a page or a feed is read, in bytes."""
_CANDIDATES = 20
"""How many feeds of a page are named at most."""
_KINDS = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "text/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/json": "json",
    "text/xml": "rss",
    "application/xml": "rss",
}
_WORDS = 200
"""How much of the words of a link is read, in characters."""
_FEED_NAME = re.compile(
    r"(?:^|[/._?=&-])(?:rss|rss2|atom|rdf|feed|feeds|jsonfeed)(?:[/._?=&-]|$)", re.IGNORECASE
)
_FEED_WORD = re.compile(
    r"(?:subscribe (?:to|via|by|with) )?(?:the |our )?(?:rss|atom|xml|json|news ?feed|feed)"
    r"(?:[ -]?(?:feed|feeds|2\.0|1\.0))?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<(?:\w+:)?title[^>]{0,200}>(.{0,2000}?)</(?:\w+:)?title>", re.DOTALL)
_JSON_TITLE = re.compile(r'"title"\s*:\s*"([^"\\]{1,500})"')
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def inspect(body: bytes, url: str, charset: str = "", links: Sequence[str] = ()) -> Inspection:
    """Return what ``body`` is, which came from ``url`` labelled ``charset``.

    ``links`` are the ``Link`` fields of the answer.
    """
    if kind := feed_kind(body):
        title = title_of_feed(body, charset) or (urlsplit(url).hostname or "")
        return Inspection(kind, title)
    if not is_web_page(body):
        return Inspection(what=describe(body))
    tree = _tree(body, charset)
    named = [] if tree is None else _named(tree, url)
    title = "" if tree is None else _title(tree)
    for href, parameters in read_links(links):
        kind = _link_kind(parameters.get("rel", ""), parameters.get("type", ""), href)
        if kind and (target := _target(url, href)):
            named.append(
                FeedCandidate(target, plain_line(parameters.get("title", "")) or title, kind)
            )
    mentions = () if tree is None else tuple(_mentions(tree, url))
    return Inspection(what="a web page", links=_offered(named, url), mentions=mentions)


def linked_feeds(body: bytes, url: str, charset: str = "") -> tuple[FeedCandidate, ...]:
    """Return the feeds that the page ``body`` of ``url`` names in its ``link`` elements.

    That is RSS autodiscovery and its like for Atom and JSON Feed. Feeds of comments come last.
    """
    tree = _tree(body, charset)
    return () if tree is None else _offered(_named(tree, url), url)


def _tree(body: bytes, charset: str) -> html.HtmlElement | None:
    text = decode_text(body, charset)[:_LOOKED_AT]
    try:
        return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def _title(tree: html.HtmlElement) -> str:
    return plain_line(tree.findtext(".//title") or "")


def _base(tree: html.HtmlElement, url: str) -> str:
    return next((resolve(url, str(tag.get("href") or "")) for tag in tree.iter("base")), "") or url


def _target(base: str, href: str) -> str:
    """Return where a link leads, absolute, also where its scheme only says that it is a feed."""
    return resolve(base, without_feed_scheme(href.strip()))


def _named(tree: html.HtmlElement, url: str) -> list[FeedCandidate]:
    """Return the feeds that ``link`` elements name, in their order."""
    base, page_title = _base(tree, url), _title(tree)
    found: list[FeedCandidate] = []
    for link in tree.iter("link"):
        href = _target(base, str(link.get("href") or ""))
        kind = _link_kind(str(link.get("rel") or ""), str(link.get("type") or ""), href)
        if href and kind:
            title = plain_line(link.get("title") or "") or page_title
            found.append(FeedCandidate(href, title, kind))
    return found


def _offered(named: Iterable[FeedCandidate], url: str) -> tuple[FeedCandidate, ...]:
    """Return the feeds of the page ``url``, each once, those of comments last."""
    once: dict[str, FeedCandidate] = {}
    for one in named:
        if one.url != url:
            once.setdefault(one.url, one)
    return tuple(sorted(once.values(), key=_is_side_feed)[:_CANDIDATES])


def _mentions(tree: html.HtmlElement, url: str) -> list[str]:
    """Return where the links in the text lead that are called like feeds.

    Those of the page's own site come first, those of comments last.
    """
    base, host = _base(tree, url), urlsplit(url).hostname or ""
    found: dict[str, tuple[bool, bool]] = {}
    for link in tree.iter("a"):
        written = str(link.get("href") or "")
        target = _target(base, written).partition("#")[0]
        if not target or target == url or target in found:
            continue
        words = " ".join(link.itertext())[:_WORDS] + " " + str(link.get("title") or "")
        typed = _KINDS.get(str(link.get("type") or "").lower().partition(";")[0].strip())
        parts = urlsplit(target)
        called = _FEED_NAME.search(f"{parts.path}?{parts.query}") or _FEED_WORD.fullmatch(
            words.strip()
        )
        if typed or called or without_feed_scheme(written) != written:
            found[target] = ("comment" in (target + words).lower(), parts.hostname != host)
    return sorted(found, key=found.__getitem__)[:_CANDIDATES]


def _link_kind(rel: str, media_type: str, href: str) -> str:
    """Return what a ``link`` element leads to; empty when it is no feed."""
    relations = rel.lower().split()
    kind = _KINDS.get(media_type.lower().partition(";")[0].strip(), "")
    if "feed" in relations:
        return kind or "rss"
    # WordPress names its programming interface as an alternate in JSON.
    if "alternate" not in relations or "stylesheet" in relations or "/wp-json/" in href:
        return ""
    return kind


def _is_side_feed(candidate: FeedCandidate) -> bool:
    return "comment" in (candidate.url + candidate.title).lower()


def title_of_feed(body: bytes, charset: str = "") -> str:
    """Return the title of a feed without parsing all of it; empty where none is found."""
    text = decode_xml(body[:_LOOKED_AT], charset)
    found = _JSON_TITLE.search(text) if text.startswith("{") else _TITLE.search(text)
    return plain_line(_CDATA.sub(r"\1", found[1])) if found else ""
