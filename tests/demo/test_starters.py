import re

from newsreader.demo import starter_feeds
from newsreader.domain.clean import clean_line, clean_url


def test_sixty_feeds_with_addresses_of_their_own() -> None:
    feeds = starter_feeds()
    assert len(feeds) == 60
    addresses = [feed.url for feed in feeds]
    assert len({address.rstrip("/").casefold() for address in addresses}) == 60
    assert all(clean_url(address) == address for address in addresses)
    assert len({feed.title for feed in feeds}) == 60


def test_every_feed_can_be_picked_by_language_topic_and_region() -> None:
    for feed in starter_feeds():
        assert clean_line(feed.title) == feed.title != ""
        assert re.fullmatch(r"[a-z]{2}", feed.language), feed
        assert feed.topic in {"news", "business", "technology", "science"}, feed
        assert feed.region in {
            "world",
            "africa",
            "americas",
            "asia",
            "europe",
            "middle east",
            "oceania",
        }, feed
