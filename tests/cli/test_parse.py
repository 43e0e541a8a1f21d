"""parse: what newsreader sees in a feed by address, file or stream."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.fake_web import Answer, FakeWeb, feed, page, redirect

KEYS = "id title url author outlet published summary html language enclosures".split()
FERRY = (
    '<rss version="2.0"><channel><title>Harbour Gazette</title>'
    "<link>https://harbour.example/</link><language>en</language>"
    "<item><guid isPermaLink='false'>ferry-1</guid><title>Ferry sails &amp;amp; returns</title>"
    "<link>/ferry</link><author>ann@harbour.example (Ann Reporter)</author>"
    "<pubDate>Fri, 20 Nov 2026 10:00:00 +0100</pubDate>"
    "<description>&lt;p&gt;It &lt;b&gt;sails&lt;/b&gt; again.&lt;/p&gt;</description>"
    "<source url='https://coast.example/'>Coast Daily</source>"
    "<enclosure url='/ferry.mp3' type='audio/mpeg' length='99'/></item>"
    "<item><title>Rain</title></item></channel></rss>"
)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_text(FERRY)
    return path


def test_a_feed_is_shown_entry_by_entry(empty: CommandLine, ferry: Path) -> None:
    result = empty.run("parse", ferry)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Harbour Gazette",
        "https://harbour.example/ · en · 2 entries",
        "",
        "Ferry sails & returns",
        "Ann Reporter · Coast Daily · 20 November 2026",
        "https://harbour.example/ferry",
        "It sails again.",
        "https://harbour.example/ferry.mp3 · audio/mpeg · 99 bytes",
        "",
        "Rain",
        "no date",
    ]
    assert not empty.data.exists(), "nothing is stored"


def test_json_has_exactly_the_keys_of_the_contract(empty: CommandLine, ferry: Path) -> None:
    record = empty.run("parse", ferry, "--json").json
    assert list(record) == ["schema", "feed", "entries"]
    assert record["schema"] == 1
    assert record["feed"] == {
        "url": "",
        "title": "Harbour Gazette",
        "site_url": "https://harbour.example/",
        "language": "en",
    }
    assert [list(entry) for entry in record["entries"]] == [KEYS, KEYS]
    assert record["entries"][0] == {
        "id": "ferry-1",
        "title": "Ferry sails & returns",
        "url": "https://harbour.example/ferry",
        "author": "Ann Reporter",
        "outlet": "Coast Daily",
        "published": "2026-11-20T09:00:00Z",
        "summary": "It sails again.",
        "html": "<p>It <b>sails</b> again.</p>",
        "language": "en",
        "enclosures": [
            {
                "url": "https://harbour.example/ferry.mp3",
                "title": "",
                "type": "audio/mpeg",
                "length": 99,
                "seconds": None,
                "kind": "file",
            }
        ],
    }
    assert record["entries"][1]["published"] is None


def test_an_address_is_fetched_and_is_the_base(empty: CommandLine, web: FakeWeb) -> None:
    web.answers |= {
        "/old": redirect("/news/feed"),
        "/news/feed": feed(FERRY.replace("<link>https://harbour.example/</link>", "")),
    }
    record = empty.run("parse", web.url("/old"), "--json").json
    assert record["feed"]["url"] == web.url("/news/feed")
    assert record["entries"][0]["url"] == web.url("/ferry")


def test_an_address_may_be_as_it_was_pasted(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed"] = feed(FERRY)
    own = web.url("/feed")
    for pasted in (f"<{own}>", f"URL:{own}#top", f"feed:{own}", own.replace("http:", "feed:")):
        assert empty.run("parse", pasted, "--json").json["feed"]["url"] == own
    own_page = web.url("/page")
    web.answers["/page"] = page("<article>" + "<p>The ferry came back to the pier today.</p>" * 9)
    assert empty.run("extract", f"<{own_page}>", "--json").json["page"]["url"] == own_page


def test_stdin_is_relative_to_the_base(
    empty: CommandLine, type_in: Callable[[bytes], None]
) -> None:
    type_in(b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"url":"a"}]}')
    record = empty.run("parse", "-", "--url", "https://h.example/b/", "--json").json
    assert [(one["id"], one["url"]) for one in record["entries"]] == [
        ("1", "https://h.example/b/a")
    ]


def test_nothing_a_terminal_could_obey_is_printed(empty: CommandLine, tmp_path: Path) -> None:
    text = escape("\x9b31m\u202eFerry\x90")
    (tmp_path / "feed.xml").write_text(
        f"<rss version='2.0'><channel><title>{text}</title><item><title>{text}</title>"
        f"<description>{text}</description></item></channel></rss>"
    )
    out = empty.run("parse", tmp_path / "feed.xml").out
    assert "Ferry" in out
    assert not set(out) & set("\x9b\x90\u202e\x1b")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page("<html><body>Sign in</body></html>"), "a web page, not a feed"),
        (Answer(b""), "empty, not a feed"),
        (Answer(b"{}"), "not a JSON Feed"),
        (Answer(status=404), "has nothing at this address"),
    ],
)
def test_an_error_is_one_line(
    empty: CommandLine, web: FakeWeb, answer: Answer, reason: str
) -> None:
    web.answers["/feed"] = answer
    result = empty.run("parse", web.url("/feed"))
    assert (result.status, result.out) == (1, "")
    assert len(result.err.splitlines()) == 1
    assert reason in result.err


def test_a_file_that_is_not_there_is_one_line(empty: CommandLine, tmp_path: Path) -> None:
    result = empty.run("parse", tmp_path / "none.xml")
    assert (result.status, len(result.err.splitlines())) == (1, 1)
    assert "cannot be read" in result.err
    assert empty.run("parse").status == 2
