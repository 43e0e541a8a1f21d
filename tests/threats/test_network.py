"""Threats of the network: whatever a server does costs its own feed one line and nothing else.

- slow headers, slow body, no answer: test_servers_that_do_not_end, fetcher/http/test_client
- headers, 1xx answers, chunks without end: test_floods, fetcher/http/test_client
- bombs, bombs in bombs, many members: test_bombs, fetcher/http/test_decompress
- redirect loops, redirects out of the web: test_redirects_that_lead_nowhere,
  fetcher/http/test_redirects
- from a public host into the local network: test_redirects_that_lead_inside, fetcher/http/test_dns
- stories that link into the local network: test_stories_that_link_inside
- pages whose feeds are in the local network: test_pages_whose_feeds_are_inside
- names that change their address: fetcher/http/test_dns
- logins and cookies of others: test_logins_and_cookies_stay_at_home,
  fetcher/http/test_request_options
- certificates of nobody: test_certificates_of_nobody
- a redirect with a login in it: test_the_login_of_a_second_hop_is_not_told
- 304 unasked, 410, odd statuses: test_odd_statuses, fetcher/test_feed_update
- Retry-After of years, and garbage: test_absurd_waits, fetcher/http/test_headers
- captive portals, error pages: test_pages_in_the_place_of_a_feed, fetcher/test_feed_update
- lies about type, length and encoding: test_lying_headers, feeds/test_encoding
- escape sequences in headers: test_escape_sequences_in_headers
"""

import gzip
import ssl
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.domain.errors import FeedError
from newsreader.domain.health import State
from newsreader.fetcher.discovery import discover
from newsreader.fetcher.http.dns import Resolver
from newsreader.protocol import PageDone
from newsreader.storage import feeds, host_backoff
from tests.fake_web import Answer, FakeWeb, feed, gzip_bomb, page, redirect, refusal
from tests.fetcher import harbour
from tests.fetcher.http.test_dns import Atlas
from tests.threats.siege import SECRET, Siege, is_one_clear_line, rss, under_siege

ESCAPE = "\x1b]0;owned\x07\x9b31m"


async def test_servers_that_do_not_end(siege: Siege) -> None:
    siege.context.downloader.limits = replace(siege.context.downloader.limits, timeout=1)
    fates = await siege.stand(
        {
            "no answer": Answer(fault="hang"),
            "half a body": Answer(b"<rss>", fault="hang-in-body"),
            "a byte at a time": Answer(fault="drip"),
            "slow headers": Answer(fault="drip-headers"),
        }
    )
    for name, fate in fates.items():
        assert "within 1 seconds" in fate.line, name


async def test_floods(siege: Siege) -> None:
    fates = await siege.stand(
        {
            "headers": Answer(fault="headers"),
            "interim answers": Answer(fault="flood"),
            "body": Answer(fault="endless"),
            "chunks": Answer(fault="chunks"),
        }
    )
    assert all(fate.line and not fate.titles for fate in fates.values())
    # Which of the two limits ends it, size or time, depends on the speed of the machine.
    for name in ("body", "chunks"):
        assert any(limit in fates[name].line for limit in ("larger than", "did not finish"))


async def test_bombs(siege: Siege) -> None:
    size = 50_000_000
    zeros = bytes(size)
    twice = gzip.compress(gzip.compress(zeros))
    members = gzip.compress(bytes(200_000)) * 100
    fates = await siege.stand(
        {
            "gzip": gzip_bomb(size),
            "deflate": Answer(zlib.compress(zeros), headers={"Content-Encoding": "deflate"}),
            "in a bomb": Answer(twice, headers={"Content-Encoding": "gzip, gzip"}),
            "in an unlabelled bomb": Answer(twice),
            "members": Answer(members, headers={"Content-Encoding": "gzip"}),
            "not asked for": Answer(b"\x1b\x00", headers={"Content-Encoding": "br"}),
            "encodings": Answer(twice, headers={"Content-Encoding": "gzip, " * 1000}),
        }
    )
    for name in ("gzip", "deflate", "in a bomb", "members"):
        assert "larger than" in fates[name].line, name
    assert all(fate.line for fate in fates.values())


async def test_redirects_that_lead_nowhere(siege: Siege) -> None:
    targets = {
        "loop": "/loop",
        "file": "file:///etc/passwd",
        "script": "javascript:alert(1)",
        "data": "data:text/xml,<rss/>",
        "gopher": "gopher://127.0.0.1/",
        "blank": "   ",
        "escape": f"http://{ESCAPE}/",
        "port": "http://127.0.0.1:99999/",
        "bracket": "http://[::1",
        "long": "http://127.0.0.1/" + "a" * 10_000,
    }
    fates = await siege.stand({name: redirect(target) for name, target in targets.items()})
    assert all(fate.line for fate in fates.values())
    assert "more than 10 times" in fates["loop"].line
    assert siege.web.count("/loop") == 11
    assert len(siege.web.requests) < 11 + 2 * len(targets)


@pytest.fixture
def public(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> FakeWeb:
    """The open internet, reached by a proxy, while what lies inside is reached directly."""
    monkeypatch.setenv("http_proxy", web.url(""))
    monkeypatch.setenv("no_proxy", "inside.example")
    return web


LOCAL_HOSTS = (
    "127.0.0.1",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "printer.local",
    "2130706433",
    "0x7f.1",
    "127.1",
    "127.0.0.1.",
    "１２７.0.0.1",
    "[::7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
)


async def test_redirects_that_lead_inside(public: FakeWeb, siege: Siege) -> None:
    port = public.port
    names = {f"http://{n}.example/feed": host for n, host in enumerate(LOCAL_HOSTS)}
    locations = {url: f"http://{host}:{port}/secret" for url, host in names.items()}
    # Headers are bytes: what is not ASCII in them goes as UTF-8.
    fates = await siege.stand(
        {url: redirect(to.encode().decode("latin-1")) for url, to in locations.items()}
    )
    for url, fate in fates.items():
        assert "redirects into the local network, which is refused." in fate.line, names[url]
    assert not any(request.path.endswith("/secret") for request in public.requests)


async def test_stories_that_link_inside(public: FakeWeb, tmp_path: Path) -> None:
    host_backoff = (*LOCAL_HOSTS, "inside.example")
    hostile = {
        f"http://far{n}.example/feed": feed(
            harbour.rss(
                harbour.item(
                    "1",
                    "Ferry",
                    harbour.STORY_BEGINNING,
                    link=f"http://{host}:{public.port}/reboot",
                )
            )
        )
        for n, host in enumerate(host_backoff)
    }
    resolver = Resolver(Atlas({"inside.example": "127.0.0.1"}))
    async with under_siege(tmp_path, public, resolver=resolver) as siege:
        fates = await siege.stand(hostile)
        assert all((fate.line, fate.titles) == ("", ["Ferry"]) for fate in fates.values())
        assert not any("reboot" in request.path for request in public.requests)
        told = [event for event in siege.events if isinstance(event, PageDone)]
        assert len(told) == len(host_backoff)
        for done in told:
            assert "links into the local network, which is refused." in done.error
            is_one_clear_line(done.error)


async def test_pages_whose_feeds_are_inside(public: FakeWeb, tmp_path: Path) -> None:
    links = "".join(
        f"<link rel=alternate type='application/rss+xml' href='http://{host}:{public.port}/x'>"
        for host in LOCAL_HOSTS
    )
    public.answers["http://far.example/"] = page(f"<html><head>{links}</head></html>")
    async with under_siege(tmp_path, public) as siege:
        with pytest.raises(FeedError, match="no feed was found"):
            await discover(siege.context.downloader, siege.context.workers, "http://far.example/")
        public.answers["/"] = page(f"<html><head>{links}</head></html>")
        public.answers["/x"] = feed("<rss/>")
        found = await discover(siege.context.downloader, siege.context.workers, public.url("/"))
        assert len(found.candidates) == len(LOCAL_HOSTS) - 1, (
            "one's own page may name one's own feeds"
        )


async def test_logins_and_cookies_stay_at_home(
    siege: Siege, web: FakeWeb, other_web: FakeWeb
) -> None:
    cookie = {"Set-Cookie": "id=7; Path=/", "Location": other_web.url("/there")}
    other_web.answers["/there"] = feed(rss("Elsewhere"))
    fates = await siege.stand(
        {
            "across": Answer(status=302, headers=cookie),
            "setting": replace(feed(rss("Set")), headers={"Set-Cookie": "id=7; Path=/"}),
            "checking": feed(rss("Checked")),
        }
    )
    await siege.refresh()
    assert not any(fate.line for fate in fates.values())
    assert web.last("/across").headers["authorization"].startswith("Basic ")
    assert other_web.requests
    for request in other_web.requests:
        assert {"authorization", "cookie", "referer"}.isdisjoint(request.headers)
    assert not any("cookie" in request.headers for request in web.requests)


async def test_the_login_of_a_second_hop_is_not_told(
    siege: Siege, web: FakeWeb, other_web: FakeWeb
) -> None:
    other_web.answers |= {"/a": refusal(404), "/b": refusal(401), "/c": page("<html>no</html>")}
    login = f"bob:{SECRET}"
    fates = await siege.stand(
        {
            "missing": redirect(other_web.url("/a", login=login), 301),
            "login": redirect(other_web.url("/b", login=login), 301),
            "page": redirect(other_web.url("/c", login=login), 301),
            "dead": redirect(f"http://{login}@127.0.0.1:1/", 301),
        }
    )
    assert all(fate.line for fate in fates.values())
    assert not any("authorization" in request.headers for request in other_web.requests)
    stored = "\n".join(siege.context.database.connection.iterdump())
    assert "bob" not in stored, "nor is it kept"


async def test_certificates_of_nobody(siege: Siege) -> None:
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(Path(__file__).with_name("nobodys.pem"))
    with FakeWeb(own) as forger:
        forger.answers["/feed"] = feed(rss("Forged"))
        fates = await siege.stand({"forged": redirect(forger.url("/feed"))})
        assert "certificate of 127.0.0.1 is not valid" in fates["forged"].line
        assert forger.requests == []


async def test_odd_statuses(siege: Siege) -> None:
    fates = await siege.stand(
        {
            "304": Answer(status=304),
            "410": refusal(410),
            "204": Answer(status=204),
            "206": Answer(b"<rss", status=206),
            "300": refusal(300),
            "418": refusal(418),
            "999": refusal(999),
        }
    )
    assert all(fate.line for fate in fates.values())
    assert "gone for good" in fates["410"].line
    assert "nothing changed" in fates["304"].line
    gone = [one for one in feeds.feeds(siege.context.database) if one.state is State.GONE]
    assert [one.url.rsplit("/", 1)[1] for one in gone] == ["410"]


@pytest.mark.parametrize(
    "wait", ["99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "-5", "1e9", ESCAPE]
)
async def test_absurd_waits(public: FakeWeb, siege: Siege, wait: str) -> None:
    # On a host of its own, as a host that wants rest gets it for all its feeds.
    url = "http://busy.example/feed"
    fate = (await siege.stand({url: refusal(429, Retry_After=wait)}))[url]
    assert "less often" in fate.line
    now = siege.context.clock()
    until = host_backoff.backing_off_hosts(siege.context.database, now)["busy.example"]
    assert 0 < (until - now).total_seconds() <= 24 * 3600


async def test_pages_in_the_place_of_a_feed(siege: Siege) -> None:
    portal = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome</body></html>"
    fates = await siege.stand(
        {
            "portal": page(portal),
            "as a feed": feed(portal),
            "with a script": page(f"<html><script>{ESCAPE}</script></html>"),
            "with a feed in it": page(portal.replace("Welcome", "&lt;rss> <rss><channel>")),
            "nothing": Answer(b""),
            "spaces": Answer(b" \n" * 1000),
            "bytes": Answer(bytes(range(256)) * 100),
            "text": Answer(b"Service unavailable"),
            "json": Answer(b'{"error": "no"}'),
            "picture": Answer(b"\x89PNG\r\n\x1a\n" + bytes(1000)),
        }
    )
    assert all(fate.line and not fate.titles for fate in fates.values())
    for name in ("portal", "as a feed", "with a script"):
        assert "a web page" in fates[name].line, name


async def test_lying_headers(siege: Siege) -> None:
    def labelled(kind: str, head: str = "", title: str = "+ABsAXQ-0\\x1b]0;x") -> Answer:
        return feed(rss(title, head=head), kind)

    codecs = ("utf-7", "unicode_escape", "punycode", "undefined", "idna", "hex", "zlib", "rot13")
    hostile = {f"served as {name}": labelled(f"text/xml; charset={name}") for name in codecs}
    hostile |= {
        f"declared as {name}": labelled("text/xml", f"<?xml version='1.0' encoding='{name}'?>")
        for name in codecs
    }
    hostile |= {
        "a picture": labelled("image/png"),
        "json": labelled("application/json"),
        "a page": labelled("text/html"),
        "an escape sequence": labelled(f"text/xml; charset={ESCAPE}"),
        "a long charset": labelled("text/xml; charset=" + "x" * 5_000),
        "gzip that is none": replace(feed(rss("Plain")), headers={"Content-Encoding": "gzip"}),
    }
    fates = await siege.stand(hostile)
    for name, fate in fates.items():
        assert not fate.line, (name, fate.line)
        assert len(fate.titles) == 1, "it is a feed all the same"


async def test_escape_sequences_in_headers(siege: Siege) -> None:
    fates = await siege.stand(
        {
            "reason": Answer(status=404, reason=f"Not {ESCAPE} Found"),
            "type": Answer(b"?", headers={"Content-Type": ESCAPE, "ETag": ESCAPE, "X": ESCAPE}),
            "encoding": Answer(b"?", headers={"Content-Encoding": f"x{ESCAPE}"}),
            "location": redirect(f"ftp://{ESCAPE}/"),
            "challenge": Answer(status=401, headers={"WWW-Authenticate": f"Basic {ESCAPE}"}),
        }
    )
    assert all(fate.line for fate in fates.values())
