"""Feeds that are known from the address alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.feeds.known_sites import known_feeds, title_of

CHANNEL = "UC" + "a1_-" * 5 + "zz"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        ("https://github.com/ann", ("ann.atom",)),
        ("https://github.com/ann/", ("ann.atom",)),
        (
            "https://www.github.com/ann/bridge",
            ("ann/bridge/releases.atom", "ann/bridge/commits.atom", "ann/bridge/tags.atom"),
        ),
        (
            "https://github.com/ann/bridge.git",
            ("ann/bridge/releases.atom", "ann/bridge/commits.atom", "ann/bridge/tags.atom"),
        ),
        (
            "https://github.com/ann/bridge/commits/main/",
            ("ann/bridge/commits.atom", "ann/bridge/releases.atom", "ann/bridge/tags.atom"),
        ),
        ("https://github.com/ann/bridge/tags.atom", ()),
        ("https://github.com/", ()),
        ("https://github.com/features/copilot", ()),
        ("https://gist.github.com/ann", ()),
    ],
)
def test_github(url: str, feeds: tuple[str, ...]) -> None:
    assert known_feeds(url) == tuple(f"https://github.com/{feed}" for feed in feeds)


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{VIDEOS}?channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos", f"{VIDEOS}?channel_id={CHANNEL}"),
        (
            "https://youtube.com/playlist?list=PL0123456789",
            f"{VIDEOS}?playlist_id=PL0123456789",
        ),
        (
            "https://www.youtube.com/watch?v=abc&list=PL0123456789",
            f"{VIDEOS}?playlist_id=PL0123456789",
        ),
        ("https://www.youtube.com/@ann", ""),
        ("https://www.youtube.com/c/ann", ""),
        ("https://www.youtube.com/watch?v=abc", ""),
        ("https://www.youtube.com/channel/short", ""),
        (f"{VIDEOS}?channel_id={CHANNEL}", ""),
        ("https://www.reddit.com/r/bridges", "https://www.reddit.com/r/bridges/.rss"),
        (
            "https://old.reddit.com/r/bridges/top/?t=week",
            "https://www.reddit.com/r/bridges/top/.rss?t=week",
        ),
        ("https://reddit.com/user/ann/", "https://www.reddit.com/user/ann/.rss"),
        ("https://www.reddit.com/", "https://www.reddit.com/.rss"),
        ("https://www.reddit.com/r/bridges/.rss", ""),
        ("https://www.reddit.com/settings", ""),
        ("https://notreddit.com/r/bridges", ""),
        ("https://social.example/@ann", "https://social.example/@ann.rss"),
        ("https://social.example:8443/@ann_1/", "https://social.example:8443/@ann_1.rss"),
        ("https://social.example/@ann@coast.example", ""),
        ("https://social.example/@ann/12345", ""),
        ("https://social.example/@ann.rss", ""),
        ("https://medium.com/@ann", ""),
        ("https://ann.substack.com/@ann", ""),
        ("https://news.example/", ""),
    ],
)
def test_others(url: str, feed: str) -> None:
    assert known_feeds(url) == ((feed,) if feed else ())


def test_a_feed_that_was_not_asked_has_a_title() -> None:
    assert title_of("https://github.com/ann/bridge/commits.atom") == "Commits of bridge"


HOSTS = st.sampled_from(["github.com", "www.youtube.com", "old.reddit.com", "social.example"])


@given(HOSTS, st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=40))
def test_any_path_gives_addresses_of_that_site(host: str, path: str) -> None:
    for feed in known_feeds(f"https://{host}/{path}"):
        assert feed.startswith("https://")
        assert host.rpartition(".")[0].rpartition(".")[2] in feed.split("/")[2]
        assert known_feeds(feed) == (), "a feed is not sought twice"
