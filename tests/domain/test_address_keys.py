import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.address_keys import (
    are_related,
    feed_key,
    has_slug,
    id_key,
    is_story_page,
    loose_feed_key,
    page_key,
)
from newsreader.domain.clean import clean_url

PAGE = "https://paper.example/2026/bridge?part=2&id=7"


@pytest.mark.parametrize(
    "url",
    [
        "http://paper.example/2026/bridge?part=2&id=7",
        "https://www.paper.example/2026/bridge?id=7&part=2",
        "HTTPS://Paper.Example.:443/2026/bridge/?part=2&id=7",
        "http://paper.example:80/2026/bridge?part=2&id=7",
        f"{PAGE}&utm_source=rss&utm_campaign=9&fbclid=Aa-1",
        f"{PAGE}&at_medium=RSS&at_campaign=rss&ref=rss-feed",
        f"{PAGE}&PHPSESSID=e4f2&sid=0123456789abcdef0123",
        "https://paper.example/2026/bridge;jsessionid=A7.node1?part=2&id=7",
        "https://paper.example/(S(a7lx3b))/2026/bridge?part=2&id=7",
        f"{PAGE}#xtor=RSS-3",
        f"{PAGE}#:~:text=bridge",
        f"{PAGE}#",
        "https://paper.example/2026/br%69dge?part=2&id=7",
    ],
)
def test_spellings_of_one_page(url: str) -> None:
    assert page_key(url) == page_key(PAGE)


@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}#post-1",
        f"{PAGE}#3",
        "https://paper.example/2026/bridge?part=3&id=7",
        "https://paper.example/2026/bridge",
        "https://paper.example/2026/Bridge?part=2&id=7",
        "https://sport.paper.example/2026/bridge?part=2&id=7",
        "https://paper.example:8080/2026/bridge?part=2&id=7",
        f"{PAGE}&s=2",
    ],
)
def test_other_pages(url: str) -> None:
    assert page_key(url) not in ("", page_key(PAGE))


@pytest.mark.parametrize("url", ["", "tag:paper.example,2026:1", "mailto:a@b.example", "http://["])
def test_what_is_no_page_has_no_key(url: str) -> None:
    assert page_key(url) == id_key(url) == ""
    assert not is_story_page(url)
    assert not are_related(url, PAGE)
    assert feed_key(url) == url


def test_a_version_in_an_id_does_not_count() -> None:
    assert id_key(f"{PAGE}#0") == id_key(f"{PAGE}#12") == page_key(PAGE)
    assert id_key(f"{PAGE}#post-1") != page_key(PAGE)


@given(st.text(max_size=40), st.sampled_from(["", "/", "/a b/ü", "/?q=%C3%BC&q=ü#x", "/%2f%7e"]))
def test_keys_of_cleaned_addresses_are_those_of_the_addresses(tail: str, path: str) -> None:
    for url in (f"https://paper.example{path}", f"https://paper.example/{tail}"):
        if cleaned := clean_url(url):
            key = page_key(cleaned)
            assert key == page_key(clean_url(cleaned))
            assert key.isascii()


FEED = "https://paper.example/feeds/%7Eann?kind=all"


@pytest.mark.parametrize(
    "url",
    [
        "http://paper.example/feeds/~ann?kind=all",
        "HTTPS://PAPER.example:443/feeds/%7eann?kind=all#latest",
        "https://paper.example./feeds/%7Eann?kind=%61ll",
    ],
)
def test_spellings_of_one_feed(url: str) -> None:
    assert feed_key(url) == feed_key(FEED)


def test_a_feed_without_a_path() -> None:
    assert feed_key("https://paper.example") == feed_key("http://paper.example/?#x")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.paper.example/feeds/~ann?kind=all",
        "https://paper.example/feeds/~ann/?kind=all",
        "https://paper.example/feeds/~ann?kind=all&utm_source=x",
        "https://paper.example/feeds/~Ann?kind=all",
        "https://ann:secret@paper.example/feeds/~ann?kind=all",
        "https://paper.example:8443/feeds/~ann?kind=all",
    ],
)
def test_other_feeds(url: str) -> None:
    assert feed_key(url) != feed_key(FEED)


@pytest.mark.parametrize(
    ("url", "may_be", "slug"),
    [
        ("https://paper.example/", False, False),
        ("https://paper.example/status", False, False),
        ("https://paper.example/index.php", False, False),
        ("https://paper.example/index.php?id=7", True, True),
        ("https://paper.example/bridge-opens", True, True),
        ("https://paper.example/town/7.html", True, True),
        ("https://paper.example/town/weather", True, False),
        ("https://paper.example/town/now#rain", True, True),
        ("https://paper.example/2026/11/", True, True),
    ],
)
def test_pages_of_stories(url: str, may_be: bool, slug: bool) -> None:
    assert (is_story_page(url), has_slug(url)) == (may_be, slug)


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("/2026/bridge-opens", "/2026/bridge-opens-at-last", True),
        ("/2026/bridge-opens?token=1", "/2026/bridge-opens?token=2", True),
        ("/town/123456-bridge", "/town/123456-bridge-is-open", True),
        ("/town/bridge-opens-123456", "/town/the-bridge-123456.html", True),
        ("/town/123456-bridge", "/town/123457-bridge", False),
        ("/2026/report", "/2026/report-2", False),
        ("/weather-1-1", "/weather-2-1", False),
        ("/2026/live#post-1", "/2026/live#post-4", False),
        ("/2026/live#1", "/2026/live#4", False),
        ("/index.php?id=1", "/index.php?id=2", False),
        ("/2026/a", "/2026/a-b", False),
        ("/town", "/town-hall/bridge", False),
    ],
)
def test_addresses_that_a_publisher_may_have_changed(one: str, other: str, related: bool) -> None:
    first, second = (f"https://paper.example{path}" for path in (one, other))
    assert are_related(first, second) is are_related(second, first) is related


def test_a_site_may_move_with_its_paths() -> None:
    assert are_related("http://old.example/bridge-opens", "https://new.example/bridge-opens/")
    assert not are_related("http://old.example/", "https://new.example/")


def test_what_is_mostly_one_feed() -> None:
    keys = {
        loose_feed_key(f"{start}paper.example{end}")
        for start in ("http://", "https://www.", "https://")
        for end in ("/feed", "/feed/", "/feed//")
    }
    assert len(keys) == 1
    assert loose_feed_key("https://paper.example/feed?a=1") not in keys
    assert loose_feed_key("https://jane@paper.example/feed") not in keys
    assert loose_feed_key("https://www.paper.example") == loose_feed_key("https://paper.example/")
