"""Where a request may go."""

from urllib.parse import urlsplit

import pytest

from newsreader.domain.errors import FetchError
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.redirects import (
    is_local,
    next_hop,
    same_origin,
)
from tests.fake_web import FakeWeb, feed

PUBLIC = "https://harbour.example/feed"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/new", "https://harbour.example/new"),
        ("new", "https://harbour.example/new"),
        ("//coast.example/x", "https://coast.example/x"),
        ("http://ann:secret@coast.example/x#part", "http://coast.example/x"),
        ("https://harbour.example/a b", "https://harbour.example/a%20b"),
    ],
)
def test_redirects_lead_on(location: str, target: str) -> None:
    assert next_hop(PUBLIC, location) == target


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "gopher://x/", "http://[::1", "http://h:99999/", "javascript:1"],
)
def test_redirects_stay_in_the_web(location: str) -> None:
    with pytest.raises(FetchError, match="not a web address"):
        next_hop(PUBLIC, location)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "printer.local",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "[::1]",
        "[fe80::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ],
)
def test_redirects_from_outside_do_not_lead_inside(host: str) -> None:
    with pytest.raises(FetchError, match="local network"):
        next_hop(PUBLIC, f"http://{host}/latest")
    assert next_hop("http://127.0.0.1:8000/", f"http://{host}/x").startswith("http://")


@pytest.mark.parametrize(
    "host",
    "127.1 0x7f.0.0.1 2130706433 0177.0.0.1 127.0.0.1. 192.168.257 "
    "::7f00:1 ::ffff:10.0.0.1 64:ff9b::c0a8:1 2002:a00:1:: fe80::1%eth0".split(),
)
def test_numbers_are_local_in_whatever_form(host: str) -> None:
    assert is_local(host)


def test_public_hosts_are_not_local() -> None:
    for host in ("134744072", "64:ff9b::808:808", "2002:808:808::", "::ffff:8.8.8.8", "1.1"):
        assert not is_local(host), host
    assert not is_local("harbour.example")
    assert not is_local("8.8.8.8")
    assert not is_local("localhost.harbour.example")


@pytest.mark.parametrize(
    ("first", "other", "same"),
    [
        ("https://h.example/a", "https://h.example/b", True),
        ("https://h.example/a", "https://h.example:443/b", True),
        ("http://h.example/a", "https://h.example/b", True),
        ("https://h.example/a", "http://h.example/b", False),
        ("https://h.example/a", "https://h.example:8443/b", False),
        ("http://h.example:8000/a", "https://h.example/b", False),
        ("https://h.example/a", "https://www.h.example/b", False),
    ],
)
def test_logins_stay_with_their_origin(first: str, other: str, same: bool) -> None:
    assert same_origin(urlsplit(first), urlsplit(other)) is same


async def test_a_proxy_is_used(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    web.answers["http://harbour.example/feed"] = feed("<rss/>")
    monkeypatch.setenv("http_proxy", web.url(""))
    async with Downloader(Limits(timeout=5)) as downloader:
        answer = await downloader.get("http://harbour.example/feed")
    assert (answer.url, answer.body) == ("http://harbour.example/feed", b"<rss/>")
