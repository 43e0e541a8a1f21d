"""Tells what some bytes are by their content, whatever their media type claims."""

import re

from newsreader.feeds.encoding import decode_text, decode_xml

_LOOKED_AT = 64 * 1024

_PICTURES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\0\0\1\0")
_SOUNDS = (b"ID3", b"OggS", b"\xff\xfb", b"fLaC")
_SKIP = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+([A-Za-z_][\w:.-]*)[^<>\[]*(?:\[[^\]]*\]\s*)?>?", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_HTML_TAGS = ("html", "head", "body", "title", "meta", "div", "p", "script", "h1", "table", "br")
_FEED_TAGS = ("rss", "feed", "rdf:rdf", "channel")
_BROWSER_CHECK = re.compile(
    rb"<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|Checking your browser"
    rb"|Making sure you(?:'|&#39;|\xe2\x80\x99)re not a bot|DDoS-Guard|Client Challenge"
    rb"|Security check|Access denied \| )",
    re.IGNORECASE,
)
"""How the pages begin that want to see a browser: Cloudflare's, Anubis's, DDoS-Guard's."""
_CHECKS_AT = 16 * 1024


def first_tag(text: str) -> str:
    """Return the name of the first element in ``text``, lower case; empty when there is none.

    The document type counts only where no element is in sight.
    """
    at, name = 0, ""
    while skipped := _SKIP.match(text, at) or _DOCTYPE.match(text, at):
        at = skipped.end()
        name = skipped[1] if skipped.re is _DOCTYPE else name
    root = _ROOT.match(text, at)
    return (root[1] if root else name).lower()


def is_web_page(body: bytes) -> bool:
    """Whether ``body`` is HTML."""
    return first_tag(_beginning(body)) in _HTML_TAGS


def is_browser_check(body: bytes) -> bool:
    """Whether ``body`` is a page that only wants to see that a browser reads it."""
    return _BROWSER_CHECK.search(body[:_CHECKS_AT]) is not None


def feed_kind(body: bytes) -> str:
    """Return ``rss``, ``atom`` or ``json`` where ``body`` begins like a feed, else nothing."""
    text = decode_xml(body[:_LOOKED_AT])
    if text.startswith("{"):
        return "json" if '"items"' in text or "jsonfeed.org" in text else ""
    tag = first_tag(text).rpartition(":")[2]
    if tag == "rdf":
        return "rss" if "/rss/" in text or "my.netscape.com/rdf" in text else ""
    return {"rss": "rss", "feed": "atom"}.get(tag, "")


def describe(body: bytes) -> str:
    """Return what ``body`` is, with its article: ``a web page``, ``empty``, ``plain text``."""
    if not body.strip(b"\0 \t\r\n"):
        return "empty"
    if body.startswith(b"%PDF"):
        return "a PDF document"
    if body.startswith(_PICTURES):
        return "a picture"
    if body.startswith(_SOUNDS) or body[4:8] == b"ftyp":
        return "sound or video"
    if body.startswith((b"PK\3\4", b"Rar!", b"7z\xbc\xaf")):
        return "an archive"
    text = _beginning(body)
    tag = first_tag(text)
    if tag in _HTML_TAGS:
        return "a web page"
    if tag == "opml":
        return "a list of feeds (OPML), to be imported"
    if tag in ("urlset", "sitemapindex"):
        return "a sitemap"
    if tag in _FEED_TAGS:
        return "broken XML"
    if tag:
        return "XML, but not a feed"
    if text.startswith(("{", "[")):
        return "JSON, but not a JSON Feed"
    return "binary data" if "\0" in text else "plain text"


def _beginning(body: bytes) -> str:
    return decode_text(body[:4096]).lstrip("\ufeff \t\r\n")
