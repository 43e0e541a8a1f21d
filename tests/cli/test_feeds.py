"""add, remove and feeds, against a real server."""

from tests.cli.conftest import CommandLine, rss
from tests.fake_web import FakeWeb, feed, page, refusal

FEED_KEYS = (
    "id title url site_url folder unread error checked due state advice note options config".split()
)
PAGE = """<html><head><title>Front</title>
<link rel="alternate" type="application/rss+xml" title="All" href="/all.xml">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml">
</head><body>News</body></html>"""


def test_add_follows_a_feed_and_fetches_it_at_once(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed.xml"] = feed(rss("Gazette", "One", "Two"))
    result = empty.run("add", web.url("/feed.xml"))
    assert (result.status, result.err) == (0, "")
    assert result.out == "Following Gazette (1): 2 unread.\n"
    assert {one["title"] for one in empty.run("list", "--json").json["articles"]} == {"One", "Two"}


def test_add_of_a_page_says_what_it_found_and_takes_the_first(
    empty: CommandLine, web: FakeWeb
) -> None:
    web.answers["/"] = page(PAGE)
    web.answers["/all.xml"] = feed(rss("All news", "One"))
    result = empty.run("add", web.url("/"))
    assert result.status == 0
    assert result.out.splitlines() == [
        "2 feeds were found; the first is taken, --all takes all:",
        f"  {web.url('/all.xml')}  All",
        f"  {web.url('/sport.xml')}  Sport",
        "Following All news (1): 1 unread.",
    ]


def test_add_takes_all_feeds_of_a_page_where_asked(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/"] = page(PAGE)
    web.answers["/all.xml"] = feed(rss("All news", "One"))
    web.answers["/sport.xml"] = feed(rss("Sport", "Goal"))
    record = empty.run("add", "--all", "--json", web.url("/")).json
    assert list(record) == ["schema", "feeds"]
    assert [one["title"] for one in record["feeds"]] == ["All news", "Sport"]


def test_what_one_command_added_is_taken_back_at_once(empty: CommandLine, web: FakeWeb) -> None:
    web.answers |= {f"/{one}": feed(rss(f"The {one}", "Ferry")) for one in "ab"}
    empty.run("add", web.url("/a"), web.url("/b"))
    assert empty.run("undo").out == "Undone: added 2 feeds.\n"
    assert empty.run("feeds", "--json").json["feeds"] == []
    assert empty.run("redo").out == "Redone: added 2 feeds.\n"
    assert [one["title"] for one in empty.run("feeds", "--json").json["feeds"]] == [
        "The a",
        "The b",
    ]


def test_add_refuses_what_is_neither_feed_nor_page(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/picture"] = page("")
    web.answers["/text"] = feed("just words", "text/plain")
    for path in ("/picture", "/text", "/absent"):
        result = empty.run("add", web.url(path))
        assert (result.status, result.out) == (1, "")
        assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1
    assert empty.run("feeds", "--json").json["feeds"] == []


def test_add_without_a_network_is_one_line(empty: CommandLine, web: FakeWeb) -> None:
    # A port that was open a moment ago and has no server behind it any more.
    with FakeWeb() as gone:
        address = gone.url("/feed.xml")
    result = empty.run("add", address)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1


def test_a_refused_login_ends_with_status_4(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed.xml"] = refusal(401, WWW_Authenticate="Basic")
    result = empty.run("add", web.url("/feed.xml", login="reader:secret"))
    assert result.status == 4
    assert "secret" not in result.err


def test_one_bad_address_does_not_disturb_the_others(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed.xml"] = feed(rss("Gazette", "One"))
    result = empty.run("add", web.url("/absent"), "not an address", web.url("/feed.xml"))
    assert result.status == 1
    assert result.out == "Following Gazette (1): 1 unread.\n"
    assert result.err.count("newsreader: ") == result.err.count("\n") == 2


def test_a_password_is_not_shown(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed.xml"] = feed(rss("Gazette", "One"))
    address = web.url("/feed.xml", login="reader:secret")
    printed = empty.run("add", address).out + empty.run("feeds").out
    printed += empty.run("feeds", "--json").out + empty.run("refresh", "--dry-run").out
    assert "Gazette" in printed and "secret" not in printed


def test_feeds_json_has_exactly_the_keys_of_the_contract(empty: CommandLine, web: FakeWeb) -> None:
    web.answers["/feed.xml"] = feed(rss("Gazette", "One"))
    empty.run("add", web.url("/feed.xml"))
    record = empty.run("feeds", "--json").json
    assert list(record) == ["schema", "feeds"]
    (one,) = record["feeds"]
    assert list(one) == FEED_KEYS
    assert one["url"] == web.url("/feed.xml") and one["unread"] == 1
    assert one["checked"].endswith("Z") and one["error"] == ""


def test_feeds_lists_and_tells_what_is_broken(shelf: CommandLine, web: FakeWeb) -> None:
    assert shelf.run("feeds", "--broken").err == "No feed is broken.\n"
    broken = shelf.feed(web.url("/absent"), "Courier")
    shelf.run("refresh", broken)
    lines = shelf.run("feeds").out.splitlines()
    assert "     1  Harbour Gazette · 2 unread" in lines
    number, reason, advice = shelf.run("feeds", "--broken").out.splitlines()
    assert number == "     2  Courier · 0 unread"
    assert reason == "        127.0.0.1 has nothing at this address."
    assert advice.startswith("        It may have moved; ")
    assert reason in lines and advice not in lines
    (told,) = shelf.run("feeds", "--broken", "--json").json["feeds"]
    assert (told["id"], told["error"], told["state"]) == (2, reason.strip(), "broken")
    assert told["advice"] == advice.strip()


def test_a_feed_that_fell_silent_is_told(empty: CommandLine) -> None:
    feed_id = empty.feed("https://example.org/feed.xml", "Old Courier")
    empty.save(feed_id, "The last story", "That was it.", hours=24 * 400)
    assert empty.run("feeds").out == "     1  Old Courier · 1 unread\n"
    _, advice = empty.run("feeds", "--broken").out.splitlines()
    assert advice.startswith("        Nothing new since ")
    (told,) = empty.run("feeds", "--broken", "--json").json["feeds"]
    assert (told["error"], told["state"]) == ("", "frozen")


def test_no_feeds_yet(empty: CommandLine) -> None:
    result = empty.run("feeds")
    assert (result.status, result.out) == (0, "")
    assert "newsreader add" in result.err


def test_remove_keeps_what_is_marked(shelf: CommandLine) -> None:
    shelf.run("mark", "bookmark", 1)
    result = shelf.run("remove", "harbour")
    assert result.status == 0
    assert result.out == "Removed Harbour Gazette (1). 1 marked article stays.\n"
    assert [one["id"] for one in shelf.run("list", "--json").json["articles"]] == [1]


def test_a_feed_is_called_what_its_reader_likes(shelf: CommandLine) -> None:
    result = shelf.run("rename", "harbour", "My \x1b[31mpaper")
    assert (result.status, result.out) == (0, "Feed 1 is called My [31mpaper.\n")
    assert shelf.run("feeds", "--json").json["feeds"][0]["title"] == "My [31mpaper"
    assert shelf.run("rename", "1").out == "Feed 1 is called Harbour Gazette.\n"
    assert shelf.run("rename", "nowhere", "x").status == 1


def test_remove_of_what_is_not_there_changes_nothing(shelf: CommandLine) -> None:
    result = shelf.run("remove", "1", "nowhere")
    assert (result.status, result.out) == (1, "")
    assert result.err == "newsreader: “nowhere”: no feed is called that.\n"
    assert len(shelf.run("feeds", "--json").json["feeds"]) == 1


def test_feeds_that_share_a_title_or_have_none_are_told_apart(
    empty: CommandLine, web: FakeWeb
) -> None:
    for path in ("/one.xml", "/two.xml"):
        empty.feed(web.url(path))
    web.answers |= {path: feed(rss("News", "Story")) for path in ("/a.xml", "/b.xml")}
    empty.run("add", web.url("/a.xml"), web.url("/b.xml"))
    here = web.url("").partition("//")[2]
    told = empty.run("refresh").err.splitlines()
    assert [one.partition(": 127.0.0.1 ")[0] for one in told] == [
        f"newsreader: {here}/{name}.xml" for name in ("one", "two")
    ]
    listed = empty.run("feeds").out
    assert f"{here}/two.xml · 0 unread" in listed and f"News ({here}/b.xml) · 1 unread" in listed
    unclear = empty.run("remove", "News")
    assert (unclear.status, unclear.err) == (
        1,
        "newsreader: “News”: more than one feed is called that (3, 4).\n",
    )
    removed = empty.run("remove", f"News ({here}/b.xml)", f"{here}/one.xml")
    assert removed.out == f"Removed News ({here}/b.xml) (4).\nRemoved {here}/one.xml (1).\n"
    assert empty.run("feeds").out.count("News · ") == 1
