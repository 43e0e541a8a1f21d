import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import pytest

from newsreader.feeds.expat.reader import read_with_expat
from newsreader.feeds.feedparser_fallback import feedparser_date, read_leniently
from newsreader.feeds.normalize import normalize_feed
from newsreader.feeds.parse import parse_feed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://harbour.example/feed"
PARAGRAPH = (
    "<p>The <a href='/council'>council</a> voted on <em>Thursday</em> to rebuild the bridge, "
    "“and we will not close the school to pay for it,” the mayor said in the town hall.</p>\n"
)
ITEM = (
    "<guid isPermaLink='false'>{n}</guid><link>https://harbour.example/{n}</link>"
    "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><dc:creator>Ann Reporter</dc:creator>"
    "<category>Harbour</category><category>Council</category>"
)


def rss(body: str) -> str:
    items = "".join(
        f"<item><title>Story {n}</title>{ITEM.format(n=n)}"
        f"<description>{escape(PARAGRAPH)}</description>{body}</item>"
        for n in range(20)
    )
    return (
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        " xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Harbour Gazette</title><link>https://harbour.example/</link>{items}"
        "</channel></rss>"
    )


def atom(body: str) -> str:
    entries = "".join(
        f"<entry><title>Story {n}</title><id>tag:{n}</id><link href='/{n}'/>"
        f"<updated>2026-11-20T10:00:00Z</updated>{body}</entry>"
        for n in range(20)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour</title>{entries}</feed>"


FEEDS = {
    "RSS with summaries": rss(""),
    "RSS with stories": rss(f"<content:encoded><![CDATA[{PARAGRAPH * 30}]]></content:encoded>"),
    "Atom with stories": atom(f"<content type='html'>{escape(PARAGRAPH * 30)}</content>"),
    "Atom in XHTML": atom(
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        f"{PARAGRAPH * 30}</div></content>"
    ),
}


def cost(action: Callable[[], object]) -> float:
    """Return the CPU seconds of the cheapest of five runs."""
    times = []
    for _ in range(5):
        begun = time.process_time()
        action()
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.benchmark
@pytest.mark.parametrize("text", FEEDS.values(), ids=FEEDS)
def test_reading_feeds_is_cheap(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    body = text.encode()
    megabytes = len(body) / 1e6
    xml = cost(lambda: read_with_expat(body))
    all_in = cost(lambda: parse_feed(body, URL, now=NOW))
    slow = cost(lambda: normalize_feed(read_leniently(body), URL, NOW, feedparser_date))
    with capsys.disabled():
        print(
            f"\n{len(body) // 1024} KB: {megabytes / all_in:.0f} MB per CPU second all in, "
            f"{megabytes / xml:.0f} for the XML, {megabytes / slow:.1f} with feedparser"
        )
    assert slow > 2 * all_in
