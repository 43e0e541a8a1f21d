"""feed: what is wanted of one feed, shown and changed, and what of it wins."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from newsreader.domain.clean import shown_url
from tests.builders import written_beside
from tests.cli.conftest import CommandLine, rss
from tests.fake_web import FakeWeb, feed, redirect

SET = ("--every", "2h", "--full-text", "ON", "--keep", "3m", "--user-agent", "Ann")


def test_what_is_wanted_of_a_feed_is_set_shown_used_and_taken_back(
    empty: CommandLine, web: FakeWeb
) -> None:
    web.answers["/feed.xml"] = feed(rss("Gazette", "One"))
    empty.run("add", web.url("/feed.xml"))
    before = empty.run("feed", 1, "--json").json["feed"]
    assert before["options"] == dict.fromkeys("interval full_text keep user_agent proxy".split())
    assert before["config"] is None
    shown = empty.run("feed", "Gazette", *SET)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "Gazette (1)",
        f"  address      {web.url('/feed.xml')}",
        "  folder       no folder",
        "  every        2h",
        "  full text    on",
        "  keep         90d",
        "  user agent   Ann",
        "  proxy        none of its own",
    ]
    (asked,) = empty.run("feeds", "--json").json["feeds"]
    due, checked = (datetime.fromisoformat(asked[name]) for name in ("due", "checked"))
    assert due - checked == timedelta(hours=2)
    empty.run("refresh")
    assert web.last("/feed.xml").headers["user-agent"] == "Ann"
    assert empty.run("undo").out == "Undone: changed the options of Gazette.\n"
    assert empty.run("feed", 1, "--json").json["feed"]["options"] == before["options"]
    empty.run("redo")
    back = empty.run("feed", 1, "--every", "", "--json").json["feed"]["options"]
    assert (back["interval"], back["keep"]) == (None, "90d")


def test_a_table_goes_before_and_is_told(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed.xml"] = feed(rss("Gazette", "One"))
    empty.run("add", web.url("/feed.xml"))
    empty.config.write_text(
        '[library]\nkeep = "1y"\n[[feed]]\nurl = "127.0.0.1"\ninterval = 6\ncookie = "hush"\n'
    )
    before = empty.run("feed", 1, "--json").json["feed"]
    shown = empty.run("feed", 1, "--every", "2h").out
    assert empty.run("feed", 1, "--json").json["feed"]["due"] == before["due"]
    assert "  every        6h, as config.toml says; 2h, set here, does not count\n" in shown
    assert "  keep         365d, as [library] says\n" in shown
    assert "  config.toml  also sets cookie\n" in shown and "hush" not in shown
    (record,) = empty.run("feeds", "--json").json["feeds"]
    assert record["options"]["interval"] == "6h"
    assert record["config"] == {
        "url": "127.0.0.1",
        "former": "",
        "says": ["interval", "cookie"],
        "withheld": [],
    }


def test_a_table_follows_a_feed_that_moved_and_its_cookie_does_not(
    empty: CommandLine, web: FakeWeb
) -> None:
    old, new = web.url("/old.xml"), web.url("/new.xml", host="localhost")
    web.answers |= {
        "/old.xml": feed(rss("Gazette", "One")),
        "/new.xml": feed(rss("Gazette", "Two")),
    }
    empty.run("add", old)
    empty.config.write_text(
        f'[[feed]]\nurl = "{old}"\ntitle = "Mine"\nuser_agent = "Ann"\ncookie = "hush"\n'
    )
    empty.run("feed", 1, "--url", new)
    empty.run("refresh")
    sent = web.last("/new.xml").headers
    assert sent["user-agent"] == "Ann" and "cookie" not in sent
    told = empty.run("feeds").out.splitlines()
    assert told[0].endswith("Mine · 2 unread")
    assert told[1].strip() == (
        f"Its table in config.toml names {old}, where it was before it moved; cookie is not sent "
        f"to another server: write {new} there."
    )
    assert empty.run("feeds", "--json").json["feeds"][0]["config"]["withheld"] == ["cookie"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (("--every", "30m"), "--every must be from 15min to 30d, such as 30min, 2h or 1d, not"),
        (("--full-text", "never"), "--full-text must be on or off or auto, not “never”."),
        (("--keep", "0d"), "--keep must be days, weeks, months or years, such as 90d or 1y, or"),
        (("--proxy", "ftp://x"), "--proxy must be an address with a port"),
        (("--proxy", "http://ann:hush@x:1"), "--proxy must hold no login: that is told in"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    shelf: CommandLine, given: tuple[str, str], reason: str
) -> None:
    before = shelf.run("feed", 1, "--json").out
    wrong = shelf.run("feed", 1, "--title", "Other", *given)
    assert wrong.status == 2 and wrong.err.count("\n") == 1
    assert reason in wrong.err and "hush" not in wrong.err
    assert shelf.run("feed", 1, "--json").out == before


def test_a_feed_gets_another_address_title_and_folder_in_one_step(shelf: CommandLine) -> None:
    before = shelf.run("feeds", "--json").json["feeds"][0]
    number, url = before["id"], "https://moved.example/feed"
    changed = shelf.run(
        "feed", number, "--url", url, "--title", "Mine", "--folder", "News/Coast", "--json"
    ).json["feed"]
    assert (changed["url"], changed["title"], changed["folder"]) == (url, "Mine", "News/Coast")
    assert changed["unread"] == before["unread"]
    assert shelf.run("undo").out == f"Undone: changed {before['title']}.\n"
    after = shelf.run("feed", number, "--json").json["feed"]
    assert (after["url"], after["title"], after["folder"]) == (
        *(shown_url(before["url"]), before["title"], before["folder"]),
    )
    wrong = shelf.run("feed", number, "--url", "javascript:1")
    assert (wrong.status, wrong.err) == (
        1,
        "newsreader: “javascript:1” is no address of the web.\n",
    )


def test_a_feed_that_its_server_moved_keeps_its_table(empty: CommandLine, web: FakeWeb) -> None:
    old, new = web.url("/old.xml"), web.url("/new.xml")
    web.answers |= {"/old.xml": redirect(new, 301), "/new.xml": feed(rss("Gazette", "One"))}
    empty.feed(old)
    empty.config.write_text(f'[[feed]]\nurl = "{old}"\ntitle = "Mine"\ncookie = "x=1"\n')
    for _ in range(4):
        empty.run("refresh")
    assert web.count("/old.xml") == 3
    assert web.last("/new.xml").headers["cookie"] == "x=1"
    (record,) = empty.run("feeds", "--json").json["feeds"]
    assert (record["url"], record["title"], record["config"]["former"]) == (new, "Mine", old)
    assert record["note"].endswith("where it was before it moved; the table still applies.")


def test_a_refresh_removes_what_the_settings_do_not_keep(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed.xml"] = feed(rss("Gazette", "One", "Two"))
    empty.run("add", web.url("/feed.xml"))
    empty.run("mark", "later", 1)
    with written_beside(empty.database) as db:
        db.execute(
            "UPDATE article SET published = published - 8000000000, fetched = fetched - 8000000000"
        )
        db.execute("DELETE FROM step")
    empty.config.write_text('[library]\nkeep = "60d"\n')
    now = format_datetime(datetime.now(UTC), usegmt=True)
    gone = feed(rss("Gazette", "Three"))
    web.answers["/feed.xml"] = replace(gone, headers={**gone.headers, "Date": now})
    assert empty.run("refresh").status == 0
    left = {one["title"] for one in empty.run("list", "--json").json["articles"]}
    assert len(left) == 2 and "Three" in left
