import pytest

from newsreader.domain.boilerplate import address_of, site_of


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.harbour.example/news/1", "harbour.example"),
        ("http://HARBOUR.example:8080", "harbour.example"),
        ("/news/1", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_a_site_is_a_host(url: str, site: str) -> None:
    assert site_of(url) == site


def test_an_address_is_what_two_ways_to_a_page_share() -> None:
    page = address_of("https://www.harbour.example/news/1?page=2")
    assert page == address_of("http://harbour.example/news/1/?page=2#comments")
    assert page != address_of("https://harbour.example/news/1?page=3")
    assert address_of("http://[broken") == "http://[broken"
