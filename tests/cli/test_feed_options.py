"""What config.toml says of fetching holds whichever command fetches: read in the server's log."""

from collections.abc import Sequence

import pytest

from tests.cli.conftest import CommandLine
from tests.fake_web import FakeWeb, feed, page
from tests.fetcher.harbour import FULL_STORY, STORY_BEGINNING, item, rss, story_page
from tests.socks_proxy import SocksProxy

PAPER = "http://paper.example"
"""A site that can only be reached through the proxy: no name server knows it."""


@pytest.fixture
def proxied(empty: CommandLine, web: FakeWeb) -> CommandLine:
    """Let the options of a site name a proxy, which is the server, and everything else there is."""
    empty.config.with_name("password").write_text("hush\n")
    empty.config.write_text(
        "[[feed]]\n"
        'url = "paper.example"\n'
        f'proxy = "{web.url("")}"\n'
        'user = "ann"\n'
        'password_file = "password"\n'
        'cookie = "session=1234"\n'
        'headers = { X-Key = "7" }\n'
        'user_agent = "Ann"\n'
    )
    link = "<link rel=alternate type=application/rss+xml href=/feed.xml>"
    web.answers |= {
        f"{PAPER}/": page(f"<html><head>{link}</head><body>Words</body></html>"),
        f"{PAPER}/feed.xml": feed(rss(item("1", "Ferry", STORY_BEGINNING, link=f"{PAPER}/1"))),
        f"{PAPER}/1": page(story_page()),
    }
    return empty


@pytest.mark.parametrize(
    ("command", "fetched", "stores"),
    [
        (["parse", f"{PAPER}/feed.xml"], ["/feed.xml"], False),
        (["extract", f"{PAPER}/1"], ["/1"], False),
        (["add", f"{PAPER}/feed.xml"], ["/feed.xml", "/1"], True),
        (["add", f"{PAPER}/"], ["/", "/feed.xml", "/1"], True),
    ],
)
def test_every_command_goes_through_the_proxy_with_login_and_cookie(
    proxied: CommandLine,
    web: FakeWeb,
    command: Sequence[str],
    fetched: Sequence[str],
    stores: bool,
) -> None:
    result = proxied.run(*command)
    assert (result.status, result.err) == (0, "")
    assert [request.path for request in web.requests] == [PAPER + path for path in fetched]
    assert all(is_complete(request.headers) for request in web.requests)
    assert proxied.data.exists() == stores


def test_a_refresh_goes_through_the_proxy_also_after_show(
    proxied: CommandLine, web: FakeWeb
) -> None:
    proxied.feed(f"{PAPER}/feed.xml")
    proxied.run("refresh", "--headlines")
    assert "ferry" in proxied.run("show", 1).out
    assert proxied.run("refresh").status == 0
    paths = [request.path for request in web.requests]
    assert paths == [f"{PAPER}/feed.xml", f"{PAPER}/feed.xml", f"{PAPER}/1"]
    assert all(is_complete(request.headers) for request in web.requests)


def test_the_pages_of_a_feed_go_through_its_proxy_wherever_they_lie(
    empty: CommandLine, web: FakeWeb
) -> None:
    empty.config.write_text(
        f'[[feed]]\nurl = "{PAPER}/feed.xml"\nproxy = "{web.url("")}"\ncookie = "session=1234"\n'
    )
    stories = [
        item(str(number), f"Ferry {number}", STORY_BEGINNING, link=link)
        for number, link in enumerate((f"{PAPER}/1", "http://elsewhere.example/2", web.url("/3")))
    ]
    web.answers[f"{PAPER}/feed.xml"] = feed(rss(*stories))
    empty.feed(f"{PAPER}/feed.xml")
    assert empty.run("refresh").status == 0
    paths = {request.path: request.headers.get("cookie") for request in web.requests}
    assert paths == {
        f"{PAPER}/feed.xml": "session=1234",
        f"{PAPER}/1": None,
        "http://elsewhere.example/2": None,
        web.url("/3"): None,
    }


def test_every_command_goes_through_the_socks_proxy_of_the_environment(
    empty: CommandLine, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = f"{PAPER}:{web.port}"
    link = "<link rel=alternate type=application/rss+xml href=/feed.xml>"
    web.answers |= {
        "/": page(f"<html><head>{link}</head><body>Words</body></html>"),
        "/feed.xml": feed(rss(item("1", "Ferry", STORY_BEGINNING, link=f"{paper}/1"))),
        "/1": page(story_page()),
    }
    for name in ("http_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    commands = (["parse", f"{paper}/feed.xml"], ["extract", f"{paper}/1"], ["add", f"{paper}/"])
    with SocksProxy() as socks:
        monkeypatch.setenv("ALL_PROXY", socks.url())
        for command in commands:
            assert empty.run(*command).status == 0
            assert set(socks.asked) == {f"paper.example:{web.port}"}
            socks.asked.clear()
    assert [one.path for one in web.requests] == ["/feed.xml", "/1", "/", "/feed.xml", "/1"]
    requests = len(web.requests)
    for command in commands:
        empty.config.write_text(
            '[[feed]]\nurl = "paper.example"\nproxy = "socks5h://127.0.0.1:1"\n'
        )
        assert "The proxy on the way to paper.example cannot be reached." in empty.run(*command).err
    assert len(web.requests) == requests


def is_complete(headers: object) -> bool:
    """Whether a request carries all that the options of the site want."""
    assert isinstance(headers, dict)
    wanted = {
        "authorization": "Basic YW5uOmh1c2g=",
        "cookie": "session=1234",
        "x-key": "7",
        "user-agent": "Ann",
    }
    return wanted.items() <= headers.items()


@pytest.mark.parametrize("command", [["show"], ["quotes"], ["export", "--stdout"]])
@pytest.mark.parametrize(
    ("settings", "body", "fetched"),
    [
        ('[fetch]\nfull_text = "never"\n', STORY_BEGINNING, 0),
        ('[[feed]]\nurl = "127.0.0.1"\nfull_text = "off"\n', STORY_BEGINNING, 0),
        ("", STORY_BEGINNING, 1),
        ("", FULL_STORY, 0),
        ('[[feed]]\nurl = "127.0.0.1"\nfull_text = "on"\n', FULL_STORY, 1),
    ],
)
def test_pages_are_fetched_as_is_wished_also_of_an_article_that_was_shown(
    empty: CommandLine,
    web: FakeWeb,
    command: Sequence[str],
    settings: str,
    body: str,
    fetched: int,
) -> None:
    empty.config.write_text(settings)
    web.answers |= {
        "/feed": feed(rss(item("1", "Ferry", body, link=web.url("/1")))),
        "/1": page(story_page()),
    }
    empty.feed(web.url("/feed"))
    empty.run("refresh", "--headlines")
    shown = empty.run(*command, 1)
    assert (shown.status, shown.err) == (0, "")
    assert web.count("/1") == 0, "shown at once, with what the feed has"
    empty.run("refresh")
    assert web.count("/1") == fetched


def test_settings_are_complained_of_once(empty: CommandLine, web: FakeWeb) -> None:
    empty.config.write_text("[look]\ncolour = 7\n")
    web.answers["/feed"] = feed(rss(item("1", "Ferry", FULL_STORY)))
    empty.feed(web.url("/feed"))
    empty.run("refresh", "--headlines")
    shown = empty.run("show", 1)
    assert shown.err.count("look.colour is not known") == 1
