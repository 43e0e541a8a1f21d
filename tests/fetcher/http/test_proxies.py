"""Requests go the way they are told, or not at all."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsreader.domain.errors import FetchError, NotProvided
from newsreader.domain.health import Trouble
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.fetcher.discovery import discover
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.dns import Resolver
from newsreader.fetcher.http.environment_proxy import environment_proxy
from newsreader.fetcher.http.errors import trouble_of
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.request_options import RequestOptionsTable
from newsreader.fetcher.workers.pool import Workers
from tests.fake_web import FakeWeb, feed, page, redirect, refusal
from tests.fetcher.http.test_dns import Atlas
from tests.fetcher.http.test_tls import AUTHORITY, locked
from tests.socks_proxy import SocksProxy

RSS = b"<rss/>"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def socks() -> Iterator[SocksProxy]:
    with SocksProxy() as proxy:
        yield proxy


@pytest.mark.parametrize(
    ("variables", "url", "proxy"),
    [
        ({"https_proxy": "http://p.example:3128"}, "https://a.example/", "http://p.example:3128"),
        ({"https_proxy": "http://p.example:3128"}, "http://a.example/", ""),
        ({"HTTP_PROXY": "p.example:3128"}, "http://a.example/", "http://p.example:3128"),
        ({"http_proxy": "ann:x@p.example:80"}, "http://a.example/", "http://ann:x@p.example:80"),
        ({"ALL_PROXY": "socks5h://p.example"}, "https://a.example/", "socks5h://p.example:1080"),
        ({"all_proxy": "SOCKS4A://[::1]:9"}, "http://a.example/", "socks4a://[::1]:9"),
        (
            {"all_proxy": "socks5://p.example", "http_proxy": "q.example"},
            "http://a.example/",
            "http://q.example",
        ),
        ({"socks_proxy": "p.example:9050"}, "http://a.example/", "socks5h://p.example:9050"),
        ({"all_proxy": "socks5://p.example"}, "http://127.0.0.1/", ""),
    ],
)
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, proxy: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert environment_proxy(urlsplit(url)) == proxy


@pytest.mark.parametrize(
    ("exempt", "url", "is_exempt"),
    [
        ("coast.example", "http://coast.example/", True),
        ("coast.example", "http://feeds.coast.example/", True),
        (".coast.example, x", "http://feeds.coast.example/", True),
        ("coast.example", "http://notcoast.example/", False),
        ("coast.example:443", "https://coast.example/", True),
        ("coast.example:8443", "https://coast.example/", False),
        ("93.184.0.0/16", "http://93.184.216.34:8000/", True),
        ("93.184.0.0/16, 1.2.3.4/x", "http://93.185.216.34/", False),
        ("2606:4700::/32", "http://[2606:4700::1]:80/", True),
        ("*", "http://harbour.example/", True),
    ],
)
def test_no_proxy_is_respected(
    monkeypatch: pytest.MonkeyPatch, exempt: str, url: str, is_exempt: bool
) -> None:
    monkeypatch.setenv("all_proxy", "socks5h://p.example")
    monkeypatch.setenv("no_proxy", exempt)
    assert (environment_proxy(urlsplit(url)) == "") is is_exempt


@pytest.mark.parametrize("proxy", ["ftp://ann:hush@p.example", "socks5h://p.example:0", "a b:1"])
async def test_a_proxy_that_cannot_be_used_is_refused(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("all_proxy", proxy)
    atlas = Atlas({"harbour.example": "127.0.0.1"})
    async with Downloader(resolver=Resolver(atlas)) as downloader:
        with pytest.raises(NotProvided, match="begins with http://, https://, socks5h://") as error:
            await downloader.get(web.url("/feed", host="harbour.example"))
    assert "hush" not in str(error.value)
    assert web.requests == [] and atlas.asked == []


@pytest.mark.parametrize("scheme", ["socks5h", "socks5"])
async def test_a_socks_proxy_of_the_environment_looks_up_the_hosts(
    web: FakeWeb, socks: SocksProxy, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    here = f"harbour.example:{web.port}"
    link = f"<link rel=alternate type=application/rss+xml href=http://feeds.{here}/feed>"
    web.answers |= {
        "/": page(f"<html><head>{link}</head></html>"),
        "/moved": redirect(f"http://new.{here}/feed"),
        "/feed": feed("<rss/>"),
    }
    monkeypatch.setenv("ALL_PROXY", socks.url(scheme))
    atlas = Atlas({})
    async with (
        Workers(1) as workers,
        Downloader(resolver=Resolver(atlas)) as downloader,
    ):
        assert (await downloader.get(f"http://{here}/moved")).url == f"http://new.{here}/feed"
        (found,) = (await discover(downloader, workers, f"http://{here}/")).candidates
        answer = await downloader.get(found.url, named_by=f"http://{here}/")
    assert answer.body == RSS
    assert socks.asked == [here, f"new.{here}", f"feeds.{here}"]
    assert atlas.asked == []


async def test_feed_options_name_a_socks_proxy_with_its_login(web: FakeWeb) -> None:
    web.answers["/feed"] = feed("<rss/>")
    with SocksProxy(login=("ann", "p@ss")) as socks:
        for login, answered in (("ann:p%40ss", True), ("ann:wrong", False), ("", False)):
            own = FeedOptions("127.0.0.1", proxy=socks.url(login=login))
            async with Downloader(options=RequestOptionsTable([own])) as downloader:
                if answered:
                    assert (await downloader.get(web.url("/feed"))).body == RSS
                    continue
                with pytest.raises(FetchError, match=r"wants a login: write it into") as caught:
                    await downloader.get(web.url("/feed"))
                assert trouble_of(caught.value) is Trouble.SETTINGS
    assert web.count("/feed") == 1


async def test_a_secret_exchange_goes_through_socks(
    socks: SocksProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = RequestOptionsTable([FeedOptions("127.0.0.1", proxy=socks.url())])
    with locked() as web:
        web.answers["/feed"] = feed("<rss/>")
        async with Downloader(options=options) as stranger:
            with pytest.raises(FetchError, match=r"certificate of 127\.0\.0\.1 is not valid"):
                await stranger.get(web.url("/feed"))
        monkeypatch.setenv("SSL_CERT_FILE", str(AUTHORITY))
        async with Downloader(options=options) as friend:
            assert (await friend.get(web.url("/feed"))).body == RSS
    assert len(socks.asked) == 2


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (1, "The proxy on the way to harbour.example cannot be used as one of SOCKS."),
        (2, "The proxy may not connect to harbour.example."),
        (4, "The proxy cannot reach harbour.example."),
        (5, "harbour.example refuses the connection of the proxy."),
    ],
)
async def test_what_a_socks_proxy_replies_is_said(
    monkeypatch: pytest.MonkeyPatch, reply: int, sentence: str
) -> None:
    with SocksProxy(reply=reply) as socks:
        monkeypatch.setenv("all_proxy", socks.url())
        async with Downloader(Limits(timeout=5)) as downloader:
            with pytest.raises(FetchError) as caught:
                await downloader.get("http://harbour.example/feed")
    assert str(caught.value) == sentence
    assert trouble_of(caught.value) is Trouble.UNREACHABLE


@pytest.mark.parametrize("scheme", ["socks5h", "http"])
async def test_a_proxy_that_is_not_there_is_named_as_such(scheme: str) -> None:
    own = FeedOptions("harbour.example", proxy=f"{scheme}://127.0.0.1:1")
    async with Downloader(options=RequestOptionsTable([own])) as downloader:
        with pytest.raises(FetchError, match=r"^The proxy on the way to harbour\.example c"):
            await downloader.get("http://harbour.example/feed")


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_proxy_without_an_address_is_not_taken_for_the_server(scheme: str) -> None:
    own = FeedOptions("harbour.example", proxy="http://proxy.invalid:3128")
    resolver = Resolver(Atlas({"harbour.example": "127.0.0.1"}))
    async with Downloader(options=RequestOptionsTable([own]), resolver=resolver) as downloader:
        with pytest.raises(FetchError, match=r"^The proxy on the way to harbour\.example is not"):
            await downloader.get(f"{scheme}://harbour.example/feed")


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_proxy_that_wants_a_login_says_where_it_is_written(
    web: FakeWeb, scheme: str
) -> None:
    web.answers |= {
        "http://harbour.example/feed": refusal(407),
        "harbour.example:443": refusal(407),
    }
    own = FeedOptions("harbour.example", proxy=web.url(""))
    async with Downloader(options=RequestOptionsTable([own])) as downloader:
        with pytest.raises(FetchError, match="http://name:password@") as caught:
            await downloader.get(f"{scheme}://harbour.example/feed")
    assert trouble_of(caught.value) is Trouble.SETTINGS


async def test_a_proxy_that_refuses_is_not_taken_for_the_server(web: FakeWeb) -> None:
    web.answers["harbour.example:443"] = refusal(403)
    own = FeedOptions("harbour.example", proxy=web.url(""))
    async with Downloader(options=RequestOptionsTable([own])) as downloader:
        with pytest.raises(FetchError, match=r"^The proxy on the way.* \(status 403\)\.$"):
            await downloader.get("https://harbour.example/feed")


async def test_a_redirect_goes_through_the_proxy_of_where_it_leads(
    web: FakeWeb, socks: SocksProxy
) -> None:
    there = f"coast.example:{web.port}"
    web.answers |= {"/old": redirect(f"http://{there}/feed"), "/feed": feed("<rss/>")}
    own = FeedOptions("coast.example", proxy=socks.url())
    async with Downloader(options=RequestOptionsTable([own])) as downloader:
        assert (await downloader.get(web.url("/old"))).body == RSS
    assert socks.asked == [there]


async def test_without_the_library_nothing_goes_out(
    web: FakeWeb, socks: SocksProxy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp_socks", None)
    monkeypatch.delitem(sys.modules, "newsreader.fetcher.http.socks", raising=False)
    atlas = Atlas({"harbour.example": "127.0.0.1"})
    monkeypatch.setenv("all_proxy", socks.url())
    async with Downloader(resolver=Resolver(atlas)) as downloader:
        with pytest.raises(NotProvided, match=r"pip install 'newsreader-tui\[socks\]'"):
            await downloader.get(web.url("/feed", host="harbour.example"))
    assert (web.requests, socks.asked, atlas.asked) == ([], [], [])
