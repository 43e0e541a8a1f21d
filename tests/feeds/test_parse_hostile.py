"""Bytes from servers that wish us ill, or do not know better."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.clean import AUTHOR_LIMIT, TITLE_LIMIT, URL_LIMIT, clean_line
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import ParsedFeed
from newsreader.feeds.entries import (
    CATEGORY_LIMIT,
    ENCLOSURE_LIMIT,
    ENTRY_LIMIT,
    HTML_LIMIT,
)
from newsreader.feeds.parse import parse_feed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://harbour.example/news/feed.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour &amp; Coast</title><link>https://harbour.example/</link>
<atom:link rel="self" href="/feed"/><language>en</language>
<item><title>Fähre &#8211; zurück</title><link>/1?a=1&amp;b=2</link><guid>one</guid>
<dc:creator>ann@harbour.example (Ann)</dc:creator><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;It sails.&lt;/p&gt;</description><category domain="x">Boats</category>
<content:encoded><![CDATA[<p>It <b>sails</b> &amp; returns.</p>]]></content:encoded>
<enclosure url="/1.mp3" type="audio/mpeg" length="99"/></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://h.example/">
<title type="html">H &lt;i&gt;C&lt;/i&gt;</title><author><name>Ann</name></author>
<entry><title>Ferry</title><id>tag:1</id><link href="/1"/><updated>2026-11-20T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <br/>sails</p></div></content>
<source><title>Coast</title></source></entry></feed>"""
JSON = """{"version":"https://jsonfeed.org/version/1.1","title":"H","items":[{"id":1,"url":"/1",
"date_published":"2026-11-20T10:00:00Z","content_html":"<p>It sails</p>","tags":["a"],
"authors":[{"name":"Ann"}],"attachments":[{"url":"/1.mp3","size_in_bytes":9}]}]}"""
SAMPLES = [
    RSS.encode(),
    ATOM.encode(),
    JSON.encode(),
    RSS.replace("utf-8", "iso-8859-1").encode("latin-1"),
    RSS.encode("utf-16"),
    RSS.replace("&amp; returns", "&nbsp;").replace("]]>", "").encode(),
]
PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [b"<", b">", b"]]>", b"<![CDATA[", b"<!--", b"&", b"&#xD800;", b"&#99999999999;", b"\0",
         b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<item>", b"</item>", b"xml:base='//[' ",
         b" href='http://[::1' ", b" type='xhtml' ", b"<svg>", b"\xff\xfe", b"\x85", b"\x1b]52;",
         b"mode='base64' ", b"1e400", b"{}", b"[[[[", b'"\\ud800"', b"0001-01-01", b"</title>"]
    ),
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Write a feed, and cut out of it, put into it and double parts of it at random."""
    body = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(body)))
        end = min(len(body), at + draw(st.integers(0, 40)))
        body = body[:at] + draw(PIECES) + draw(st.sampled_from([b"", body[at:end]])) + body[end:]
    return body


def check(feed: ParsedFeed) -> None:
    """Assert that nothing of a feed is unclean or without bounds."""
    assert len(feed.entries) <= ENTRY_LIMIT
    assert len({entry.key for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        for text in (entry.title, entry.author, entry.outlet, entry.summary, *entry.categories):
            assert clean_line(text) == text
        assert entry.key and entry.title
        assert len(entry.title) <= TITLE_LIMIT
        assert len(entry.author) <= AUTHOR_LIMIT
        assert len(entry.url) <= URL_LIMIT
        assert not entry.url or entry.url.startswith(("http://", "https://"))
        assert len(entry.html) <= HTML_LIMIT
        assert len(entry.categories) <= CATEGORY_LIMIT
        assert len(entry.enclosures) <= ENCLOSURE_LIMIT
        assert entry.published is None or 1990 <= entry.published.year <= NOW.year


@settings(max_examples=300, deadline=None)
@given(damaged(), st.sampled_from(["", "application/json", "text/xml"]))
def test_damaged_feeds_are_read_or_refused(body: bytes, content_type: str) -> None:
    try:
        feed = parse_feed(body, URL, content_type, now=NOW)
    except FeedError as error:
        assert "\n" not in str(error)
    else:
        check(feed)


def item(inner: str) -> bytes:
    return f"<rss version='2.0'><channel><item>{inner}</item></channel></rss>".encode()


MONSTERS = {
    "an author without end": item(f"<author>a@{'a.' * 200_000}</author>"),
    "an author without end, ill-formed": item(f"&nbsp;<author>a@{'a.' * 200_000}</author>"),
    "a publisher without end": item(f"&nbsp;<webMaster>{'a' * 400_000}</webMaster>"),
    "a title without end": item(f"<title>{'&lt;b&gt;x ' * 300_000}</title>"),
    "an address without end": item(f"<link>https://h.example/{'a' * 1_000_000}</link>"),
    "a date without end": item(f"<pubDate>{'1 ' * 300_000}</pubDate>"),
    "a body without end": item(f"<description>{'x &lt;p&gt;' * 900_000}</description>"),
    "topics without end": item("<category domain='a'>x</category>" * 50_000),
    "topics of their own": item("".join(f"<category>{n}</category>" for n in range(50_000))),
    "files without end": item("<enclosure url='/a'/>" * 50_000),
    "entries without end": item("").replace(b"<item>", b"<item/>" * 100_000 + b"<item>"),
    "elements in elements": item("<a>" * 50_000 + "</a>" * 50_000),
    "markup in markup": ATOM.replace("<br/>", "<i>" * 50_000 + "</i>" * 50_000).encode(),
    "attributes without end": item("<link " + " ".join(f"a{n}='1'" for n in range(50_000)) + "/>"),
    "namespaces without end": item("".join(f"<a xmlns='urn:{n}'/>" for n in range(5_000))),
    "comments without end": item("<title>" + "&lt;!--" * 80_000 + "</title>"),
    "brackets without end": item("<description>" + "[" * 200_000 + "</description>"),
    "entities of entities": (
        "<!DOCTYPE rss [<!ENTITY l0 'ha'>"
        + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
        + "]><rss version='2.0'><channel><item><title>&l9;</title></item></channel></rss>"
    ).encode(),
    "entities without end": b"<!DOCTYPE rss [" + b"<!ENTITY " * 200_000,
    "changes to Japanese without end": b"<rss>" + b'\x1b$B"!' * 400_000,
    "JSON in JSON": b'{"items":' + b"[" * 100_000,
    "a number without end": b'{"items":[{"id":' + b"9" * 100_000 + b"}]}",
}


@pytest.mark.parametrize("body", MONSTERS.values(), ids=MONSTERS)
def test_monsters_take_seconds_at_most(body: bytes) -> None:
    begun = time.process_time()
    try:
        check(parse_feed(body, URL, now=NOW))
    except FeedError as error:
        assert len(str(error)) < 200
    # Far above what it takes, far below what the regular expressions of old would.
    assert time.process_time() - begun < 8
