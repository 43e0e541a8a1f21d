"""What some bytes are."""

import pytest

from newsreader.fetcher.sniff import describe, is_web_page, may_be_feed


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


def test_feeds_and_pages_are_told_apart() -> None:
    assert may_be_feed(b"\n<?xml version='1.0'?><!-- x --><atom:feed xmlns:atom='x'>")
    assert may_be_feed(b"<rdf:RDF>")
    assert may_be_feed(b'{"version": "https://jsonfeed.org/version/1"}')
    assert not may_be_feed(b"<html>")
    assert is_web_page(b"<p>Not found")
    assert not is_web_page(b"<rss>")
