"""Feeds that a page names, and the titles of feeds."""

import pytest

from newsreader.domain.feed import FeedCandidate
from newsreader.feeds.link_discovery import inspect, linked_feeds, title_of_feed

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


@pytest.mark.parametrize(
    ("body", "kind", "title"),
    [
        (
            "<rss><channel><title>Harbour &amp;amp; Coast</title></channel></rss>",
            "rss",
            "Harbour & Coast",
        ),
        ("<rss><channel><title><![CDATA[Harbour]]></title></channel></rss>", "rss", "Harbour"),
        ("<rss><channel></channel></rss>", "rss", "harbour.example"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title></feed>", "atom", "A"),
        ('{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[]}', "json", "J"),
    ],
)
def test_feeds_are_told_by_their_beginning(body: str, kind: str, title: str) -> None:
    seen = inspect(body.encode(), SITE)
    assert (seen.kind, seen.title, seen.what, seen.links) == (kind, title, "", ())


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"\x89PNG", "a picture"),
        (b"", "empty"),
        (b"words", "plain text"),
        (b"%PDF", "a PDF document"),
    ],
)
def test_what_is_there_instead_is_named(body: bytes, what: str) -> None:
    seen = inspect(body, SITE)
    assert (seen.kind, seen.what, seen.is_page) == ("", what, False)


def test_a_page_comes_with_the_feeds_it_links_to() -> None:
    link = "<link rel=alternate type=application/rss+xml href=/feed>"
    seen = inspect(f"<html><head><title>Harbour</title>{link}</head></html>".encode(), SITE)
    assert seen.is_page
    assert [(one.url, one.title) for one in seen.links] == [
        ("https://harbour.example/feed", "Harbour")
    ]


def test_hostile_feeds_are_looked_at_quickly() -> None:
    for part in ("<title>", "<title", "<x:title>y", "<title>" + "z" * 1_500):
        body = "<rss>" + part * (1_000_000 // len(part))
        assert inspect(body.encode(), SITE).kind == "rss"
