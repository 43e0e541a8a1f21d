"""newsreader save: pages become articles, errors are one line each, and undo takes it back."""

from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.fake_web import FakeWeb, page, refusal
from tests.fetcher.harbour import story_page


def test_pages_are_saved_found_shown_and_undone(empty: CommandLine, web: FakeWeb) -> None:
    web.answers |= {"/1": page(story_page()), "/2": refusal(404)}
    result = empty.run("save", web.url("/1"), web.url("/2"))
    assert result.status == 1
    assert result.out == "Saved 1: Ferry sails again on Monday\n"
    gone = web.url("/2")
    assert result.err == f"newsreader: {gone}: 127.0.0.1 has nothing at this address.\n"
    refused = empty.run("save", "http://")
    assert refused.err == "newsreader: “http://” is not a web address.\n"
    for query in ("is:saved", "is:later", "is:unread", "repair"):
        assert "Ferry sails again" in empty.run("list", query).out
    shown = empty.run("show", 1)
    assert "Jane Roe" in shown.out and web.url("/1") in shown.out
    (record,) = empty.run("save", web.url("/1"), "--json").json["articles"]
    assert (record["id"], record["feed_id"], record["later"]) == (1, None, True)
    assert record["saved"].endswith("Z") and web.count("/1") == 1
    assert "saved “Ferry sails again on Monday”" in empty.run("undo").out
    assert empty.run("list", "is:saved").out == ""


def test_a_saved_page_is_told_to_other_devices_at_once(
    empty: CommandLine, web: FakeWeb, tmp_path: Path
) -> None:
    empty.config.write_text(f"[marks]\nfolder = '{tmp_path / 'shared'}'\n")
    web.answers |= {"/1": page(story_page()), "/2": refusal(404)}
    empty.run("save", web.url("/2"))
    assert not (tmp_path / "shared").exists()
    empty.run("save", web.url("/1"))
    (own,) = (tmp_path / "shared").iterdir()
    assert web.url("/1") in own.read_text()
