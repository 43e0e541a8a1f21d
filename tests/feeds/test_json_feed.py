"""JSON Feed 1.0 and 1.1."""

import json
from datetime import UTC, datetime

import pytest

from newsreader.domain.enclosure import Enclosure
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import ParsedFeed
from newsreader.feeds.json_feed import parse_json_feed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://harbour.example/feed.json"


def parse(*items: object, **feed: object) -> ParsedFeed:
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "items": items}
    return parse_json_feed(json.dumps({**whole, **feed}).encode(), URL, NOW)


def test_a_full_item_is_read() -> None:
    feed = parse(
        {
            "id": "story-1",
            "url": "/stories/1",
            "title": "Ferry &amp; tide",
            "content_html": "<p>The ferry is back.</p>",
            "summary": "A short one",
            "date_published": "2026-11-20T10:00:00+01:00",
            "authors": [{"name": "Ann Reporter"}, {"name": "Tom Brandt"}, {"url": "x"}],
            "tags": ["Harbour", "Transport", 7],
            "language": "en-GB",
            "attachments": [
                {"url": "ferry.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1234},
                {"url": "javascript:x"},
                "odd",
            ],
        },
        home_page_url="https://harbour.example/",
        language="en",
    )
    (entry,) = feed.entries
    assert (feed.title, feed.site_url, feed.language) == (
        "Harbour",
        "https://harbour.example/",
        "en",
    )
    assert entry.key == "story-1"
    assert entry.url == "https://harbour.example/stories/1"
    assert entry.title == "Ferry & tide"
    assert entry.html == "<p>The ferry is back.</p>"
    assert entry.summary == "A short one"
    assert entry.published == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert entry.author == "Ann Reporter, Tom Brandt"
    assert entry.categories == ("Harbour", "Transport")
    assert entry.language == "en-GB"
    assert entry.enclosures == (Enclosure("https://harbour.example/ferry.mp3", "audio/mpeg", 1234),)


def test_the_first_version_and_the_feeds_author() -> None:
    feed = parse(
        {"id": 7, "external_url": "https://other.example/x", "content_text": "One\n\nTwo"},
        {"id": 7.5, "author": {"name": "Guest"}, "content_text": "Rain by noon. Then sun."},
        author={"name": "Ann Reporter"},
    )
    first, second = feed.entries
    assert (first.key, first.url, first.author) == ("7", "https://other.example/x", "Ann Reporter")
    assert first.html == "<p>One</p><p>Two</p>"
    assert (second.key, second.author) == ("7.5", "Guest")
    assert second.title == "Rain by noon. Then sun."


def test_items_without_id_get_a_key_of_their_own() -> None:
    feed = parse({"url": "/a"}, {"content_text": "words"}, {"content_text": "others"}, {})
    keys = [entry.key for entry in feed.entries]
    assert keys[0] == "https://harbour.example/a"
    assert len(set(keys)) == 4


def test_values_of_the_wrong_type_cost_only_themselves() -> None:
    feed = parse(
        {"id": True, "url": 5, "title": ["x"], "date_published": {}, "tags": "no", "authors": 3},
        "not an item",
        None,
        {
            "id": "\ud800",
            "content_html": "<p>\ud800</p>",
            "title": "esc \x1b[31m",
            "content_text": "fine",
        },
        title=12,
        home_page_url=[],
    )
    assert feed.title == ""
    assert len(feed.entries) == 2
    assert feed.entries[1].title == "esc [31m"
    assert feed.entries[1].html == "<p>\ufffd</p>"


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"{}", b'{"items": {}}', b'{"items"' + b":[" * 100_000, b'{"a": ' * 100_000],
)
def test_other_json_is_refused(body: bytes) -> None:
    with pytest.raises(FeedError, match="JSON"):
        parse_json_feed(body, URL, NOW)
