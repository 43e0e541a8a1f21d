"""By which name a feed is spoken of."""

import pytest

from newsreader.domain.feed import DEMO_URL
from newsreader.domain.feed_names import feed_name, host_title


@pytest.mark.parametrize(
    ("title", "url", "is_shared", "name"),
    [
        ("Gazette", "https://a.example/feed", False, "Gazette"),
        ("Gazette", "https://a.example/feed", True, "Gazette (a.example/feed)"),
        ("a.example", "https://www.a.example/feed/", False, "www.a.example/feed"),
        ("127.0.0.1", "http://127.0.0.1:8000/b.xml?x=1", True, "127.0.0.1:8000/b.xml?x=1"),
        ("", "https://ann:hush@a.example/", False, "a.example"),
        ("News", "https://ann:hush@a.example/n", True, "News (a.example/n)"),
        ("Demo", DEMO_URL, True, "Demo"),
    ],
)
def test_a_name_tells_a_feed_from_others(title: str, url: str, is_shared: bool, name: str) -> None:
    assert feed_name(title, url, is_shared=is_shared) == name
    assert host_title("https://www.a.example/") == "a.example"
