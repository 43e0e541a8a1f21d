"""One exchange with a server: manners, limits, and a sentence for everything that goes wrong."""

import asyncio
import base64
import gzip
import random
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from newsreader.domain.errors import FetchError, LoginRefused
from newsreader.fetcher.http.client import PAGE_ACCEPT, USER_AGENT, Downloader
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.errors import RefusedByServer
from newsreader.fetcher.http.limits import Limits
from tests.fake_web import Answer, FakeWeb, feed, gzip_bomb, gzipped, redirect, refusal

RSS = "<rss version='2.0'><channel><title>Harbour</title></channel></rss>"
SMALL = Limits(timeout=5, compressed_bytes=10_000, body_bytes=50_000)
SHORT = Limits(timeout=0.2)


async def get(url: str, limits: Limits = SMALL, *, etag: str = "", modified: str = "") -> Download:
    async with Downloader(limits) as downloader:
        return await downloader.get(url, etag=etag, last_modified=modified)


async def reason(url: str, limits: Limits = SMALL) -> str:
    with pytest.raises(FetchError) as caught:
        await get(url, limits)
    return str(caught.value)


async def test_a_body_comes_with_its_headers(web: FakeWeb) -> None:
    web.answers["/feed"] = feed(RSS, 'Application/RSS+xml; charset="UTF-8"').with_validators(
        'W/"a b"', "Tue, 24 Nov 2026 10:00:00 GMT"
    )
    answer = await get(web.url("/feed"))
    assert answer.body == RSS.encode()
    assert (answer.status, answer.unchanged) == (200, False)
    assert (answer.content_type, answer.charset) == ("application/rss+xml", "UTF-8")
    assert (answer.etag, answer.last_modified) == ('W/"a b"', "Tue, 24 Nov 2026 10:00:00 GMT")
    assert (answer.url, answer.permanent_url) == (web.url("/feed"), "")


async def test_the_request_says_who_asks_and_nothing_more(web: FakeWeb) -> None:
    web.answers["/feed"] = feed(RSS)
    await get(web.url("/feed"))
    sent = web.last("/feed").headers
    assert sent["user-agent"] == USER_AGENT
    assert sent["accept-encoding"] == "gzip, deflate"
    assert sent["accept"].startswith("application/atom+xml")
    assert set(sent) == {"host", "user-agent", "accept", "accept-encoding"}


@pytest.mark.parametrize(
    "path", ["/feed?sign=%2Fa%2B%7e%3D%2f&x=1", "/a%2Fb/%7Eann;x=1", "/?q=a+b&url=http%3A%2F%2Fx"]
)
async def test_an_address_is_asked_for_byte_for_byte(web: FakeWeb, path: str) -> None:
    web.answers["/old"] = redirect(path)
    for asked in (path, "/old"):
        web.answers[path] = feed(RSS)
        assert (await get(web.url(asked))).status == 200
        assert web.requests[-1].path == path


async def test_a_page_is_asked_for_as_a_page(web: FakeWeb) -> None:
    web.answers["/story"] = feed(RSS)
    async with Downloader(SMALL) as downloader:
        await downloader.get(web.url("/story"), accept=PAGE_ACCEPT)
    assert web.last("/story").headers["accept"] == PAGE_ACCEPT


async def test_validators_go_back_byte_for_byte_and_bring_304(web: FakeWeb) -> None:
    etag, modified = 'W/"odd  one, `yes`"', "yesterday or so"
    web.answers["/feed"] = feed(RSS).with_validators(etag, modified)
    answer = await get(web.url("/feed"), etag=etag, modified=modified)
    assert (answer.status, answer.unchanged, answer.body) == (304, True, b"")
    sent = web.last("/feed").headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (etag, modified)


async def test_a_validator_that_is_too_long_is_dropped(web: FakeWeb) -> None:
    web.answers["/feed"] = feed(RSS).with_validators('"' + "e" * 2_000 + '"', "fine")
    answer = await get(web.url("/feed"))
    assert (answer.etag, answer.last_modified) == ("", "fine")


@pytest.mark.parametrize("etag", ['"\xe9"', '"a\x1b[31mb"', '"a\tb"'])
async def test_a_validator_that_cannot_be_sent_back_is_dropped(web: FakeWeb, etag: str) -> None:
    web.answers["/feed"] = feed(RSS).with_validators(etag, "fine")
    answer = await get(web.url("/feed"))
    assert (answer.etag, answer.last_modified) == ("", "fine")


async def test_a_304_that_was_not_asked_for_is_an_error(web: FakeWeb) -> None:
    web.answers["/feed"] = Answer(status=304)
    assert "nothing changed" in await reason(web.url("/feed"))


async def test_no_cookie_is_ever_sent_back(web: FakeWeb) -> None:
    web.answers["/feed"] = Answer(b"x", headers={"Set-Cookie": "id=7; Path=/"})
    async with Downloader(SMALL) as downloader:
        await downloader.get(web.url("/feed"))
        await downloader.get(web.url("/feed"))
    assert "cookie" not in web.last("/feed").headers


@pytest.mark.parametrize("header", [True, False])
async def test_gzip_is_undone_with_and_without_its_header(web: FakeWeb, header: bool) -> None:
    web.answers["/feed"] = gzipped(RSS.encode(), header=header)
    assert (await get(web.url("/feed"))).body == RSS.encode()


async def test_only_permanent_redirects_make_a_permanent_address(web: FakeWeb) -> None:
    web.answers |= {
        "/old": redirect("/older", 301),
        "/older": redirect("/new", 308),
        "/mixed": redirect("/old", 302),
        "/new": feed(RSS),
    }
    moved = await get(web.url("/old"))
    assert (moved.url, moved.permanent_url) == (web.url("/new"), web.url("/new"))
    mixed = await get(web.url("/mixed"))
    assert (mixed.url, mixed.permanent_url) == (web.url("/new"), "")


async def test_redirects_end_after_ten(web: FakeWeb) -> None:
    web.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(10)}
    web.answers["/10"] = feed(RSS)
    assert (await get(web.url("/0"))).url == web.url("/10")
    web.answers["/10"] = redirect("/0")
    assert "more than 10 times" in await reason(web.url("/0"))


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://h/x", "http://[x/", "javascript:1"]
)
async def test_a_redirect_out_of_the_web_is_refused(web: FakeWeb, target: str) -> None:
    web.answers["/feed"] = redirect(target)
    assert "not a web address" in await reason(web.url("/feed"))


async def test_redirects_can_be_left_alone(web: FakeWeb) -> None:
    web.answers["/feed"] = redirect("/other")
    async with Downloader(SMALL) as downloader:
        with pytest.raises(FetchError, match="redirects elsewhere"):
            await downloader.get(web.url("/feed"), follow=False)
    assert web.count("/other") == 0


async def test_a_login_stays_with_its_origin(web: FakeWeb) -> None:
    with FakeWeb() as other:
        web.answers |= {"/a": redirect("/b"), "/b": redirect(other.url("/c", login="x:y"))}
        other.answers["/c"] = feed(RSS)
        answer = await get(web.url("/a", login="ann:s%20cret"))
        expected = "Basic " + base64.b64encode(b"ann:s cret").decode()
        assert web.last("/a").headers["authorization"] == expected
        assert web.last("/b").headers["authorization"] == expected
        assert "authorization" not in other.last("/c").headers
        assert answer.url == other.url("/c")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "refuses to give this"),
        (404, "nothing at this address"),
        (410, "gone for good"),
        (418, "status 418"),
        (429, "less often"),
        (500, "internal error"),
        (503, "not available"),
        (599, "status 599"),
        (300, "status 300"),
    ],
)
async def test_every_refusal_has_its_sentence(web: FakeWeb, status: int, words: str) -> None:
    web.answers["/feed"] = refusal(status)
    sentence = await reason(web.url("/feed", login="ann:secret"))
    assert words in sentence
    assert sentence.endswith(".")
    assert "secret" not in sentence


async def test_a_login_that_is_wanted_is_an_error_of_its_own(web: FakeWeb) -> None:
    web.answers["/feed"] = refusal(401)
    async with Downloader(SMALL) as downloader:
        with pytest.raises(LoginRefused, match="wants a login"):
            await downloader.get(web.url("/feed"))


async def test_a_challenge_is_told_from_a_refusal(web: FakeWeb) -> None:
    web.answers["/feed"] = refusal(403, cf_mitigated="challenge")
    assert "browser" in await reason(web.url("/feed"))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("99999999999999999999", 86_400), ("soon", None), ("", None)],
)
async def test_retry_after_is_read_and_bounded(
    web: FakeWeb, header: str, seconds: int | None
) -> None:
    web.answers["/feed"] = refusal(429, Retry_After=header)
    async with Downloader(SMALL) as downloader:
        with pytest.raises(RefusedByServer) as caught:
            await downloader.get(web.url("/feed"))
    assert (caught.value.status, caught.value.retry_after) == (429, seconds)


async def test_retry_after_may_be_a_date(web: FakeWeb) -> None:
    then = datetime.now(UTC) + timedelta(minutes=10)
    web.answers["/feed"] = refusal(503, Retry_After=format_datetime(then, usegmt=True))
    async with Downloader(SMALL) as downloader:
        with pytest.raises(RefusedByServer) as caught:
            await downloader.get(web.url("/feed"))
    assert caught.value.retry_after is not None
    assert 580 <= caught.value.retry_after <= 600


@pytest.mark.parametrize("fault", ["hang", "hang-in-body", "drip"])
async def test_a_server_that_never_ends_is_left(web: FakeWeb, fault: str) -> None:
    web.answers["/feed"] = Answer(b"<rss>", fault=fault)  # type: ignore[arg-type]
    assert "within 0.2 seconds" in await reason(web.url("/feed"), SHORT)


@pytest.mark.parametrize("fault", ["headers", "flood"])
async def test_headers_without_end_are_left(web: FakeWeb, fault: str) -> None:
    web.answers["/feed"] = Answer(fault=fault)  # type: ignore[arg-type]
    sentence = await reason(web.url("/feed"), Limits(timeout=1))
    assert "proper HTTP" in sentence or "within 1 seconds" in sentence


async def test_a_body_without_end_is_cut_off(web: FakeWeb) -> None:
    web.answers["/feed"] = Answer(fault="endless")
    assert "larger than" in await reason(web.url("/feed"))


async def test_the_limits_are_exact(web: FakeWeb) -> None:
    web.answers |= {
        "/fits": Answer(b"x" * 50_000),
        "/over": Answer(b"x" * 50_001),
        "/bomb": gzip_bomb(50_001),
        "/wire": Answer(b"x" * 10_001, headers={"Content-Encoding": "gzip"}),
    }
    assert len((await get(web.url("/fits"))).body) == 50_000
    for path in ("/over", "/bomb", "/wire"):
        assert "larger than" in await reason(web.url(path))


@pytest.mark.parametrize("lenient", [False, True], ids=["proper", "improper"])
async def test_of_a_feed_that_is_too_long_the_beginning_comes(web: FakeWeb, lenient: bool) -> None:
    limits = Limits(timeout=5, compressed_bytes=1000, feed_size=1)
    whole = random.Random(1).randbytes(1024 * 1024)
    odd = {"Odd Name ": "x"} if lenient else {}
    web.answers |= {
        "/fits": Answer(whole, headers=odd),
        "/over": Answer(whole + b"x", headers=odd),
        "/wire": replace(gzipped(whole), headers={"Content-Encoding": "gzip", **odd}),
    }
    async with Downloader(limits) as downloader:
        fits, over, wire = [
            await downloader.get(web.url(path), feed=True) for path in ("/fits", "/over", "/wire")
        ]
    assert (fits.body, fits.cut) == (whole, False)
    assert (over.body, over.cut) == (whole, True)
    assert wire.cut and len(wire.body) > 300_000 and whole.startswith(wire.body)


async def test_broken_answers_have_their_sentences(web: FakeWeb) -> None:
    web.answers |= {
        "/half": Answer(b"<rss>", fault="break-off"),
        "/none": Answer(fault="close"),
        "/packed": Answer(gzip.compress(b"x" * 99)[:-9], headers={"Content-Encoding": "gzip"}),
        "/brotli": Answer(b"...", headers={"Content-Encoding": "br"}),
    }
    assert "broke off" in await reason(web.url("/half"))
    assert "without an answer" in await reason(web.url("/none"))
    assert "cannot be decompressed" in await reason(web.url("/packed"))
    assert "cannot be decompressed" in await reason(web.url("/brotli"))


async def test_a_server_that_is_not_there_has_its_sentence() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert await reason(f"http://127.0.0.1:{free}/") == "127.0.0.1 refuses the connection."


@pytest.mark.parametrize("url", ["", "ftp://example.org/", "http://", "not an address"])
async def test_what_is_no_web_address_is_not_asked(url: str) -> None:
    assert "not a web address" in await reason(url)


async def test_a_password_in_what_is_no_address_is_not_told() -> None:
    assert await reason("ftp://ann:secret@h/x") == "“ftp://h/x” is not a web address."


async def test_waiting_for_a_connection_does_not_count(web: FakeWeb) -> None:
    limits = Limits(timeout=0.5, per_host=1)
    web.answers |= {"/slow": Answer(fault="hang"), "/feed": feed(RSS)}
    async with Downloader(limits) as downloader:
        slow = asyncio.create_task(downloader.get(web.url("/slow")))
        second = asyncio.create_task(downloader.get(web.url("/slow")))
        last = asyncio.create_task(downloader.get(web.url("/feed")))
        with pytest.raises(FetchError):
            await slow
        with pytest.raises(FetchError):
            await second
        assert (await last).status == 200
