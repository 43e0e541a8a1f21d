"""Lists of feeds from other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import Outline
from newsreader.feeds.bookmarks import looks_like_feed
from newsreader.feeds.subscription_list import read_subscriptions

URLS = rb"""# my feeds
http://harbour.example/feed.xml
https://harbour.example/a?b=1&c=2 "News of the sea" ships "~My \"own\" name" ! unread
  https://coast.example/rss "~Coast"
"query:Unread Articles:unread = \"yes\""
exec:~/bin/make-feed.sh tag
filter:~/bin/clean.pl:https://harbour.example/x
file:///home/feed.xml
http://COAST.example/rss again
#https://commented.example/feed

https://quote.example/rss "~never closed
"""

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks Menu</H1>
<DL><p>
    <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>
    <DL><p>
        <DT><A HREF="https://harbour.example/" FEEDURL="https://harbour.example/x">Harbour</A>
        <DT><H3>News &amp; more</H3>
        <DL><p>
            <DT><A HREF="https://coast.example/rss.xml" ADD_DATE="1">Coast</A>
            <DT><H3>AC/DC</H3>
            <DL><p>
                <DT><A HREF="https://deep.example/blog/?feed=atom">Deep</A>
            </DL><p>
        </DL><p>
        <DT><A HREF="feed://old.example/">Old</A>
    </DL><p>
    <DT><A HREF="https://coast.example/feedback">Feedback</A>
    <DT><A HREF="https://coast.example/sitemap.xml">Map</A>
    <DT><A HREF="javascript:alert(1)">Run</A>
    <DT><A HREF="place:sort=8">Recent</A>
    <DT><A HREF="https://coast.example/rss.xml">Twice</A>
</DL>"""


@pytest.mark.parametrize("kind", ["", "newsboat"])
def test_the_urls_of_newsboat_are_read_with_tags_and_titles(kind: str) -> None:
    reading = read_subscriptions(URLS, kind)
    own = 'My "own" name'
    assert reading.outlines == (
        Outline("http://harbour.example/feed.xml"),
        Outline("https://harbour.example/a?b=1&c=2", own, "", "News of the sea", own),
        Outline("https://coast.example/rss", "Coast", "", "", "Coast"),
        Outline("https://quote.example/rss", "never closed", "", "", "never closed"),
    )
    beginnings = ("query:", "exec:", "filter:", "file:")
    assert [line.partition(":")[0] + ":" for line in reading.passed_over] == list(beginnings)
    assert reading.repeated == 1


@pytest.mark.parametrize("kind", ["", "bookmarks"])
def test_of_bookmarks_those_are_taken_that_look_like_feeds(kind: str) -> None:
    reading = read_subscriptions(BOOKMARKS.encode(), kind)
    assert reading.outlines == (
        Outline("https://harbour.example/x", "Harbour", "https://harbour.example/"),
        Outline("https://coast.example/rss.xml", "Coast", "", "News & more"),
        Outline("https://deep.example/blog/?feed=atom", "Deep", "", "News & more/AC-DC"),
        Outline("http://old.example/", "Old"),
    )
    assert reading.passed_over == ("Feedback", "Map", "Run", "Recent")
    assert reading.repeated == 1


@pytest.mark.parametrize(
    "path", ["/feed/", "/rss", "/news.rss", "/atom.xml", "/feed.json", "/?feed=rss2"]
)
def test_addresses_of_feeds_are_known(path: str) -> None:
    assert looks_like_feed(f"https://harbour.example{path}")


@pytest.mark.parametrize("path", ["/", "/feedback", "/press", "/newsfeeder", "/sitemap.xml"])
def test_addresses_of_pages_are_known(path: str) -> None:
    assert not looks_like_feed(f"https://harbour.example{path}")


def test_an_opml_file_is_known_by_itself() -> None:
    body = b"<opml><body><outline xmlUrl='https://harbour.example/feed'/></body></opml>"
    assert read_subscriptions(body).outlines == (Outline("https://harbour.example/feed"),)


@pytest.mark.parametrize("body", [b"", b"hello", b"<html></html>", b"\0\1", b"%PDF-1.7"])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(FeedError, match="no list of feeds"):
        read_subscriptions(body)


@given(st.sampled_from(("newsboat", "bookmarks")), st.text(alphabet='<>/"=!- \n~#:hHrefADLT3x&;'))
def test_no_text_breaks_the_readers(kind: str, text: str) -> None:
    read_subscriptions(text.encode(), kind)
