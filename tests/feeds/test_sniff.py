"""What some bytes are."""

import pytest

from newsreader.feeds.sniff import (
    describe,
    feed_kind,
    is_web_page,
)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b" \n\0", "empty"),
        (b"<!DOCTYPE html><title>x</title>", "a web page"),
        (b"\xef\xbb\xbf<!-- a -->\n<HTML lang=en>", "a web page"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "a web page"),
        (b"<?xml version='1.0'?><opml version='2.0'>", "a list of feeds (OPML), to be imported"),
        (b"<urlset xmlns='x'>", "a sitemap"),
        (b"<svg xmlns='x'>", "XML, but not a feed"),
        (b'{"a": 1}', "JSON, but not a JSON Feed"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"ID3\x03", "sound or video"),
        (b"PK\x03\x04", "an archive"),
        (b"just words", "plain text"),
        (b"\x01\x00\x02\x00\x03", "binary data"),
    ],
)
def test_descriptions(body: bytes, what: str) -> None:
    assert describe(body) == what


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\n<?xml version='1.0'?><!-- x --><atom:feed xmlns:atom='x'>", "atom"),
        (b"<rss version='0.91'>", "rss"),
        (b"<b>Warning</b><br>\n<rss version='2.0'>", "rss"),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "rss"),
        (b"<rdf:RDF xmlns='http://xmlns.com/foaf/0.1/'>", ""),
        (b'{"version": "https://jsonfeed.org/version/1"}', "json"),
        (b'{"a": 1}', ""),
        (b"<html><link rel='alternate' type='application/rss+xml'>", ""),
        (b"", ""),
    ],
)
def test_feeds_are_recognised_by_their_beginning(body: bytes, kind: str) -> None:
    assert feed_kind(body) == kind


def test_pages_are_recognised() -> None:
    assert is_web_page(b"<p>Not found")
    assert not is_web_page(b"<rss>")
    assert is_web_page(b"<!DOCTYPE html>\nHello")
    assert not is_web_page(b"<!DOCTYPE html PUBLIC 'x' 'y'><!-- a --><rss version='2.0'>")
    assert not is_web_page(b"<!DOCTYPE html [<!ENTITY nbsp '&#160;'>]><rss version='2.0'>")
