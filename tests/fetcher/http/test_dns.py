"""Where hosts are, and that no redirect leads inside."""

import socket
from collections.abc import Mapping

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from newsreader.domain.errors import FetchError
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.fetcher.discovery import discover
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.dns import (
    DEAF,
    MISSED,
    Resolver,
)
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.request_options import RequestOptionsTable
from newsreader.fetcher.workers.pool import Workers
from tests.fake_web import FakeWeb, feed, page, redirect


class Atlas(AbstractResolver):
    """A list of hosts in place of the domain name system."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self.places = dict(places)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        if host not in self.places:
            raise OSError("unknown")
        return [
            ResolveResult(
                hostname=host,
                host=self.places[host],
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=0,
            )
        ]

    async def close(self) -> None:
        """Have nothing to let go of."""


PLACES = {
    "harbour.example": "93.184.216.34",
    "inside.example": "127.0.0.1",
    "office.example": "127.0.0.1",
}


class Slow(Atlas):
    """An atlas that takes its time, by a clock of its own."""

    now, takes = 0.0, 5.0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.now += self.takes
        return await super().resolve(host, port, family)


async def missing(resolver: Resolver, *hosts: str) -> None:
    for host in hosts:
        with pytest.raises(OSError):
            await resolver.resolve(host)


async def test_a_host_without_an_address_is_not_looked_up_again_at_once() -> None:
    atlas = Slow({})
    resolver = Resolver(atlas, lambda: atlas.now)
    await missing(resolver, "harbour.example", "harbour.example")
    assert atlas.asked == ["harbour.example"]
    atlas.places |= PLACES
    atlas.now += MISSED
    assert await resolver.resolve("harbour.example")


async def test_without_a_name_server_five_hundred_hosts_are_not_waited_for() -> None:
    atlas = Slow({})
    resolver = Resolver(atlas, lambda: atlas.now)
    await missing(resolver, *(f"{number}.example" for number in range(500)))
    assert len(atlas.asked) == DEAF
    atlas.places |= PLACES
    atlas.now += MISSED
    assert await resolver.resolve("harbour.example"), "it is asked again soon"
    await missing(resolver, "x.example", "y.example")
    assert await resolver.resolve("office.example"), "an answer shows that somebody listens"
    await missing(resolver, "z.example")
    assert len(atlas.asked) == DEAF + 5


async def test_hosts_that_a_server_does_not_know_are_no_silence() -> None:
    atlas = Slow(PLACES)
    atlas.takes = 0.1
    resolver = Resolver(atlas, lambda: atlas.now)
    await missing(resolver, *(f"{number}.example" for number in range(20)))
    assert await resolver.resolve("harbour.example")


async def test_an_answer_is_remembered_with_the_port_of_who_asks() -> None:
    atlas = Atlas(PLACES)
    resolver = Resolver(atlas)
    for port in (80, 443):
        ((found),) = await resolver.resolve("harbour.example", port)
        assert (found["host"], found["port"]) == ("93.184.216.34", port)
    atlas.places["harbour.example"] = "127.0.0.1"
    assert not await resolver.leads_inside("harbour.example"), "what was checked stays"
    assert atlas.asked == ["harbour.example"]


async def test_what_lies_inside() -> None:
    resolver = Resolver(Atlas(PLACES))
    assert await resolver.leads_inside("inside.example")
    assert await resolver.leads_inside("10.1.1.1")
    assert await resolver.leads_inside("localhost")
    assert not await resolver.leads_inside("nowhere.example")


@pytest.fixture
def proxied(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> FakeWeb:
    """The open internet, which is reached by a proxy; what lies inside is not."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", web.url(""))
    monkeypatch.setenv("no_proxy", "inside.example,office.example")
    return web


async def test_a_redirect_to_a_name_inside_is_refused_before_connecting(proxied: FakeWeb) -> None:
    target = proxied.url("/secret", host="inside.example")
    proxied.answers |= {
        "http://harbour.example/feed": redirect(target),
        "/secret": feed("<rss/>"),
    }
    async with Downloader(Limits(timeout=5), resolver=Resolver(Atlas(PLACES))) as downloader:
        with pytest.raises(FetchError, match=r"harbour\.example redirects into the local network"):
            await downloader.get("http://harbour.example/feed")
        assert proxied.count("/secret") == 0
        assert (await downloader.get(target)).body == b"<rss/>", "added so, it may be read"


async def test_what_goes_through_a_proxy_is_not_looked_up_here(web: FakeWeb) -> None:
    links = "".join(
        f"<link rel=alternate type=application/rss+xml href=http://{host}/feed>"
        for host in ("harbour.example", "feeds.harbour.example", "127.0.0.1")
    )
    web.answers["http://harbour.example/"] = page(f"<html><head>{links}</head></html>")
    hosts = ("harbour.example", "feeds.harbour.example")
    web.answers["http://harbour.example/feed"] = feed("<rss/>")
    options = RequestOptionsTable([FeedOptions(host, proxy=web.url("")) for host in hosts])
    atlas = Atlas(PLACES)
    async with (
        Workers(1) as workers,
        Downloader(Limits(timeout=5), options=options, resolver=Resolver(atlas)) as downloader,
    ):
        found = await discover(downloader, workers, "http://harbour.example/")
    assert [one.url for one in found.candidates] == [f"http://{host}/feed" for host in hosts]
    assert atlas.asked == []


async def test_from_inside_a_redirect_may_lead_inside(proxied: FakeWeb) -> None:
    proxied.answers |= {
        "/first": redirect(proxied.url("/second", host="office.example")),
        "/second": feed("<rss/>"),
    }
    async with Downloader(Limits(timeout=5), resolver=Resolver(Atlas(PLACES))) as downloader:
        answer = await downloader.get(proxied.url("/first", host="inside.example"))
    assert answer.body == b"<rss/>"
