"""What requests carry by feed options, and to whom."""

import base64
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.domain.errors import LoginRefused, NotProvided
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.fetcher.http.client import PAGE_ACCEPT, USER_AGENT, Downloader
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.request_options import RequestOptionsTable
from tests.fake_web import FakeWeb, feed, page, redirect, refusal

RSS = b"<rss/>"
OPTIONS = FeedOptions(
    "127.0.0.1",
    cookie="session=hush",
    headers={"X-Key": "hush"},
    user_agent="Reader of Ann",
)


async def get(url: str, *feed_options: FeedOptions) -> Download:
    async with Downloader(
        Limits(timeout=20), options=RequestOptionsTable(feed_options)
    ) as downloader:
        return await downloader.get(url)


def login(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_bytes("pässwörd \r\nsecond line\n".encode())
    return path


async def test_a_request_carries_what_its_rule_says(web: FakeWeb, secret: Path) -> None:
    web.answers["/feed"] = feed("<rss/>")
    own = replace(OPTIONS, user="ann", password_file=secret)
    await get(web.url("/feed"), own, FeedOptions("other.example", cookie="x"))
    sent = web.last("/feed").headers
    assert (sent["cookie"], sent["x-key"], sent["user-agent"]) == (
        "session=hush",
        "hush",
        "Reader of Ann",
    )
    assert sent["authorization"] == login("ann", "pässwörd ")


async def test_others_carry_nothing_of_it(web: FakeWeb) -> None:
    web.answers["/feed"] = feed("<rss/>")
    await get(web.url("/feed", host="localhost"), OPTIONS)
    sent = web.last("/feed").headers
    assert not {"cookie", "x-key", "authorization"} & set(sent)
    assert sent["user-agent"] == USER_AGENT


async def test_no_secret_follows_a_redirect_to_another_origin(web: FakeWeb, secret: Path) -> None:
    web.answers |= {
        "/away": redirect(web.url("/feed", host="localhost"), 301),
        "/near": redirect("/feed"),
        "/feed": feed("<rss/>"),
    }
    own = replace(OPTIONS, user="ann", password_file=secret)
    await get(web.url("/away"), own)
    assert web.last("/away").headers["authorization"] == login("ann", "pässwörd ")
    assert not {"cookie", "x-key", "authorization"} & set(web.last("/feed").headers)
    await get(web.url("/near"), own)
    assert {"cookie", "x-key", "authorization"} <= set(web.last("/feed").headers)


async def test_a_password_program_is_asked_once_and_without_a_shell(
    web: FakeWeb, tmp_path: Path
) -> None:
    web.answers["/feed"] = feed("<rss/>")
    count = tmp_path / "count"
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).open('a').write('x'); print('$HOME;`x`')"
    own = FeedOptions(
        "127.0.0.1", user="ann", password_command=(sys.executable, "-c", code, str(count))
    )
    async with Downloader(Limits(timeout=20), options=RequestOptionsTable([own])) as downloader:
        await downloader.get(web.url("/feed"))
        await downloader.get(web.url("/feed"))
    assert web.last("/feed").headers["authorization"] == login("ann", "$HOME;`x`")
    assert count.read_text() == "x"


async def test_without_its_password_a_feed_is_not_asked(web: FakeWeb, tmp_path: Path) -> None:
    web.answers["/feed"] = feed("<rss/>")
    failing = (sys.executable, "-c", "print('hush'); raise SystemExit(1)")
    for own in (
        FeedOptions("127.0.0.1", user="ann", password_command=failing),
        FeedOptions("127.0.0.1", user="ann", password_file=tmp_path / "missing"),
    ):
        with pytest.raises(NotProvided) as caught:
            await get(web.url("/feed"), own)
        assert "hush" not in str(caught.value)
    assert web.requests == []


async def test_a_refused_login_does_not_tell_the_password(web: FakeWeb, secret: Path) -> None:
    web.answers["/feed"] = refusal(401)
    with pytest.raises(LoginRefused) as caught:
        await get(web.url("/feed"), replace(OPTIONS, user="ann", password_file=secret))
    assert str(caught.value).startswith("127.0.0.1 refuses the login it was given")


async def test_a_proxy_of_its_own(web: FakeWeb) -> None:
    web.answers["http://harbour.example/feed"] = feed("<rss/>")
    own = FeedOptions("harbour.example", proxy=web.url("/"))
    assert (await get("http://harbour.example/feed", own)).body == RSS


async def test_request_options_do_not_show_their_secrets() -> None:
    options = await RequestOptionsTable([OPTIONS]).request_options_for("http://127.0.0.1/")
    assert "hush" not in repr(options) + repr(OPTIONS)


async def test_a_feed_may_be_what_a_program_prints(web: FakeWeb) -> None:
    own = FeedOptions("127.0.0.1", command=(sys.executable, "-c", "print('<rss/>', end='')"))
    answer = await get(web.url("/feed"), own)
    assert (answer.body, answer.status, web.requests) == (RSS, 200, [])


async def test_a_program_makes_feeds_and_no_pages(web: FakeWeb) -> None:
    web.answers["/story"] = page("<html>Story</html>")
    failing = (sys.executable, "-c", "raise SystemExit(1)")
    own = replace(OPTIONS, command=failing, filter=failing)
    async with Downloader(Limits(timeout=20), options=RequestOptionsTable([own])) as downloader:
        answer = await downloader.get(web.url("/story"), accept=PAGE_ACCEPT)
    assert b"Story" in answer.body
    assert web.last("/story").headers["cookie"] == "session=hush", "the user's login holds"


async def test_a_feed_may_go_through_a_program(web: FakeWeb) -> None:
    web.answers["/feed"] = feed("<RSS/>").with_validators('"1"')
    lower = "import sys; sys.stdout.write(sys.stdin.read().lower())"
    own = FeedOptions("127.0.0.1", filter=(sys.executable, "-c", lower))
    assert (await get(web.url("/feed"), own)).body == RSS
    async with Downloader(Limits(timeout=20), options=RequestOptionsTable([own])) as downloader:
        assert (await downloader.get(web.url("/feed"), etag='"1"')).unchanged
