"""Feeds that were cut off at a size."""

import json

import pytest

from newsreader.domain.errors import FeedError
from newsreader.feeds.parse import parse_feed
from newsreader.feeds.truncation import whole_entries

URL = "https://harbour.example/feed"

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>
<description>Ships<br>and more</description>
<item><title>One</title><guid>1</guid><x:entry xmlns:x="urn:x">not one</x:entry>
<description><![CDATA[<b>a</b> </item> <item> b]]></description></item>
<!-- <item> <item> -->
<item><title a="/>">Two</title><guid>2</guid><description>c</description></item >
<item><title>Three</title><guid>3</guid><description>d</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><id>f</id>
<entry><title>One</title><id>1</id><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">a</div></content></entry>
<entry><title>Two</title><id>2</id><source><title>entry</title></source></entry>
<entry><title>Three</title><id>3</id></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="f"><title>Harbour</title>
<items><rdf:Seq><rdf:li rdf:resource="1"/></rdf:Seq></items></channel>
<item rdf:about="1"><title>One</title></item><item rdf:about="2"><title>Two</title></item>
<item rdf:about="3"><title>Three</title></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "language": "en",
        "items": [
            {"id": str(number), "title": title, "content_text": 'a "}]} b'}
            for number, title in enumerate(("One", "Two", "Three"), start=1)
        ],
        "_note": "the end",
    },
    indent=1,
)
FEEDS = {
    "rss": RSS.encode(),
    "atom": ATOM.encode(),
    "rdf": RDF.encode(),
    "json": JSON.encode(),
    "utf-16": RSS.replace('"1.0"', '"1.0" encoding="utf-16"', 1).encode("utf-16"),
    "latin-1": RSS.replace('"1.0"', '"1.0" encoding="iso-8859-1"', 1)
    .replace("Harbour", "Häfen")
    .encode("latin-1"),
}


@pytest.mark.parametrize("kind", FEEDS)
def test_wherever_a_feed_is_cut_its_whole_entries_are_read_and_no_half_one(kind: str) -> None:
    body = FEEDS[kind]
    whole = parse_feed(body, URL)
    assert [entry.title for entry in whole.entries] == ["One", "Two", "Three"]
    counts = []
    for end in range(len(body) + 1):
        try:
            document, count = whole_entries(body[:end])
        except FeedError:
            counts.append(0)
            continue
        counts.append(count)
        if count != counts[-2] or end == len(body):
            read = parse_feed(document, URL)
            assert read.entries == whole.entries[:count]
            assert read.title == whole.title
    assert counts == sorted(counts) and set(counts) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"items": [', b"<rss>", b"<!--", b"<![CDATA[", b"\xff\xfe<\0"]
)
def test_what_holds_no_whole_entry_is_refused(body: bytes) -> None:
    with pytest.raises(FeedError):
        whole_entries(body)


@pytest.mark.parametrize("piece", [b"<item>", b'<a b="', b"<!--", b"<![CDATA[", b"</item", b"<?"])
def test_hostile_bytes_take_linear_time(piece: bytes) -> None:
    with pytest.raises(FeedError):
        whole_entries(b"<rss>" + piece * 300_000)
