"""From bytes to what the list shows."""

import gzip
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import Entry
from newsreader.fetcher.workers.diff_feed import (
    content_hash,
    diff_feed,
    parse_document,
    read_body,
)
from newsreader.fetcher.workers.messages import BODY_LIMIT, DiffFeedJob
from tests.fetcher.harbour import FULL_STORY, document, item, list_job, rss

FERRY = item("1", "Ferry is back", f"<p>{FULL_STORY}</p>")


def test_what_the_list_shows_is_there() -> None:
    feed = diff_feed(list_job(rss(FERRY).replace("<link>", "<ttl>240</ttl><link>", 1)))
    assert (feed.title, feed.site_url) == ("Harbour Gazette", "https://harbour.example/")
    assert feed.wishes.at_least == timedelta(hours=4)
    (entry,) = feed.entries
    assert (entry.key, entry.title) == ("1", "Ferry is back")
    assert entry.summary.startswith("The ferry")


def test_what_is_known_is_not_listed_again() -> None:
    first = diff_feed(list_job(rss(item("1", "One", "Text"), item("2", "Two", "Text"))))
    known = {entry.key: entry.content_hash for entry in first.entries}
    again = rss(item("1", "One", "Text"), item("2", "Two, corrected", "Text"))
    later = diff_feed(replace(list_job(again), known=known))
    assert [entry.title for entry in later.entries] == ["Two, corrected"]


def test_a_feed_with_nothing_new_is_not_kept() -> None:
    first = diff_feed(list_job(rss(FERRY)))
    known = {entry.key: entry.content_hash for entry in first.entries}
    assert diff_feed(replace(list_job(rss(FERRY)), known=known)).document is None


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_a_feed_is_kept_so_that_it_can_be_read_again(encoding: str) -> None:
    body = rss(FERRY).encode()
    sent = {"": body, "gzip": gzip.compress(body), "deflate": zlib.compress(body)}[encoding]
    came = replace(document(""), body=sent, encoding=encoding)
    kept = diff_feed(DiffFeedJob(came)).document
    assert kept is not None and kept.encoding
    assert read_body(kept) == body
    assert parse_document(kept).entries == parse_document(came).entries


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_of_a_feed_longer_than_agreed_the_whole_entries_are_read(encoding: str) -> None:
    body = rss(*(item(str(number), f"Story {number}", FULL_STORY) for number in range(9))).encode()
    limit = body.index(b"Story 5") + 100  # in the middle of an entry
    sent = gzip.compress(body) if encoding else body
    came = replace(document(""), body=sent, encoding=encoding)
    feed = diff_feed(DiffFeedJob(came, limit=limit))
    assert (feed.title, feed.cut_after) == ("Harbour Gazette", 5)
    assert [entry.title for entry in feed.entries] == [f"Story {number}" for number in range(5)]
    assert feed.document is not None
    assert len(parse_document(feed.document).entries) == 5
    assert diff_feed(DiffFeedJob(came, limit=len(body))).cut_after == 0


def test_a_stored_feed_may_be_as_long_as_the_setting_lets_it() -> None:
    long = rss(item("1", "Long", "<p>" + "word " * (BODY_LIMIT // 5))).encode()
    kept = diff_feed(DiffFeedJob(replace(document(""), body=long), limit=2 * BODY_LIMIT)).document
    assert kept is not None and len(parse_document(kept).entries) == 1


def test_a_body_without_end_that_is_no_feed_is_refused() -> None:
    bomb = zlib.compress(b" " * (BODY_LIMIT + 1))
    with pytest.raises(FeedError, match=r"answer of harbour\.example is larger than 15 MiB"):
        diff_feed(DiffFeedJob(replace(document(""), body=bomb, encoding="deflate")))
    with pytest.raises(FeedError, match="cannot be decompressed"):
        diff_feed(DiffFeedJob(replace(document(""), body=b"xyz", encoding="deflate")))


def test_the_fingerprint_follows_what_is_said_but_not_when() -> None:
    entry = Entry(key="1", title="One", url="https://h.example/1", html="<p>x</p>")
    assert content_hash(entry) == content_hash(replace(entry, key="2"))
    for change in ({"title": "Two"}, {"html": "<p>y</p>"}, {"author": "Ann"}, {"summary": "s"}):
        assert content_hash(entry) != content_hash(replace(entry, **change))  # type: ignore[arg-type]
    assert content_hash(replace(entry, title="\ud800"))
