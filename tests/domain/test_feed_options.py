"""Which options apply to which address."""

import pytest

from newsreader.domain.options.feed_options import (
    FeedOptions,
    matches,
    options_for,
)


@pytest.mark.parametrize(
    ("options", "url", "meant"),
    [
        ("a.example", "https://a.example/feed", True),
        ("a.example", "http://a.example:8000/feed", True),
        ("a.example", "https://www.a.example/feed", False),
        ("a.example", "https://a.example.evil.example/", False),
        ("a.example", "https://evil.example/a.example", False),
        ("a.example", "https://a.example@evil.example/", False),
        ("https://a.example", "https://a.example/feed", True),
        ("https://a.example", "https://a.example:443/feed", True),
        ("https://a.example", "https://a.example.evil.example/", False),
        ("https://a.example", "https://a.example@evil.example/", False),
        ("https://a.example", "http://a.example/feed", False),
        ("https://a.example", "https://a.example:8443/feed", False),
        ("https://a.example/news", "https://a.example/news", True),
        ("https://a.example/news", "https://a.example/news/feed", True),
        ("https://a.example/news", "https://a.example/news?x=1", True),
        ("https://a.example/news", "https://a.example/newsletter", False),
        ("https://a.example/news/", "https://a.example/news", False),
        ("https://a.example/f?id=1", "https://a.example/f?id=1&x=2", True),
        ("https://a.example/f?id=1", "https://a.example/f?id=12", False),
    ],
)
def test_options_apply_to_its_own_origin(options: str, url: str, meant: bool) -> None:
    assert matches(FeedOptions(options), url) is meant


def test_the_closest_rule_is_taken_whole() -> None:
    rules = [
        FeedOptions(url, title=str(number))
        for number, url in enumerate(
            ("a.example", "https://a.example/", "https://a.example/news/", "https://b.example/")
        )
    ]

    def title(url: str) -> str:
        options = options_for(rules, url)
        return options.title if options else "none"

    assert title("https://a.example/news/feed") == "2"
    assert title("https://a.example/feed") == "1"
    assert title("http://a.example/feed") == "0"
    assert title("https://c.example/") == "none"
    assert options_for((), "https://a.example/") is None
