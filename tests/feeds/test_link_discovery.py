"""Feeds that a page names, and the titles of feeds."""

import pytest

from newsreader.domain.feed import FeedCandidate
from newsreader.feeds.link_discovery import linked_feeds, title_of_feed

SITE = "https://harbour.example/news/"


def test_links_are_named_with_the_title_of_the_page_where_they_have_none() -> None:
    page = (
        b"<html><head><title>Harbour</title>"
        b"<link rel=alternate type=application/rss+xml href=feed title='All news'>"
        b"<link rel=alternate type=application/atom+xml href=/atom>"
        b"<link rel=alternate type=application/rss+xml href=feed></head></html>"
    )
    assert linked_feeds(page, SITE) == (
        FeedCandidate("https://harbour.example/news/feed", "All news", "rss"),
        FeedCandidate("https://harbour.example/atom", "Harbour", "atom"),
    )


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            b"<rss><channel><title>Harbour &amp;amp; Coast</title></channel></rss>",
            "Harbour & Coast",
        ),
        (b"<feed><atom:title type='text'><![CDATA[Harbour]]></atom:title></feed>", "Harbour"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour"}', "Harbour"),
        (b"<rss><channel></channel></rss>", ""),
    ],
)
def test_the_title_of_a_feed(body: bytes, title: str) -> None:
    assert title_of_feed(body) == title


def test_hostile_pages_are_looked_at_quickly() -> None:
    for html in ("<p>" * 300_000, "<div>" * 300_000, "<!--" * 300_000, "<a " + "b=c " * 200_000):
        assert linked_feeds(html.encode(), "https://example.org/") == ()
