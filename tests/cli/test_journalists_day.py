"""A day of somebody who marks, is told of a change, exports, edits, and goes on elsewhere."""

import shutil
import subprocess
from pathlib import Path

import pytest

from newsreader.domain.query import Query
from tests.cli.conftest import CommandLine
from tests.fake_web import FakeWeb, feed

BEFORE = (
    "The ferry to the islands will not sail before the spring, the harbour office said on Monday. "
    "“We will not raise the fares this year,” said Jane Roe, the mayor of Harbour. "
    "The northern pier has to be rebuilt first."
)
AFTER = (
    "The ferry to the islands will not sail before the spring, the harbour office said on Monday. "
    "“We may raise the fares this year,” said Jane Roe, the mayor of Harbour. "
    "The northern pier has to be rebuilt first.\n\n"
    "Correction: an earlier version of this story quoted the mayor as saying “We will not raise "
    "the fares this year”."
)
SAID, PIER = "We will not raise the fares this year,", "The northern pier has to be rebuilt first."


def story(text: str) -> str:
    body = "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in text.split("\n\n"))
    return (
        "<rss version='2.0'><channel><title>Harbour Gazette</title><item><guid>ferry</guid>"
        "<title>Ferry waits for spring</title><link>https://harbour.example/ferry</link>"
        "<pubDate>Mon, 16 Nov 2026 10:00:00 GMT</pubDate>"
        f"<description>{body}</description></item></channel></rss>"
    )


def git(where: Path, *words: str) -> None:
    named = ("-c", "user.name=Newsroom", "-c", "user.email=newsroom@harbour.example")
    subprocess.run(["git", *named, *words], cwd=where, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_day_with_a_story_that_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], web: FakeWeb
) -> None:
    shared, notes = tmp_path / "shared", tmp_path / "notes"
    git(tmp_path, "init", "-b", "main", str(shared))
    desk, laptop = (CommandLine(tmp_path / name, capsys) for name in ("desk", "laptop"))
    for machine, folder in ((desk, shared), (laptop, tmp_path / "clone")):
        machine.config.parent.mkdir()
        machine.config.write_text(f'[fetch]\nfull_text = "never"\n[marks]\nfolder = "{folder}"\n')

    web.answers["/feed"] = feed(story(BEFORE))
    desk.feed(web.url("/feed"), "Harbour Gazette")
    assert desk.run("refresh").status == 0
    library = desk.open()
    text = library.opened(1).document.text
    for words, note in ((SAID, "Ask the mayor."), (PIER, "")):
        start = text.index(words)
        library.highlight(1, start, start + len(words), note=note)
    library.close()

    web.answers["/feed"] = feed(story(AFTER))
    assert "1 passage that you marked was changed" in desk.run("refresh").out
    told = desk.run("changes", 1).out
    assert "will not" in told and "may" in told and "Jane Roe" in told
    said, pier = desk.run("highlights", "--json", "sort:story").json["highlights"]
    assert (said["text"], said["note"], said["state"]) == (SAID, "Ask the mayor.", "changed")
    assert (pier["text"], pier["state"]) == (PIER, "moved")
    assert BEFORE.partition(" “")[0] in desk.run("show", 1, "--as-marked").out.replace("\n", " ")

    assert desk.run("export", "--output", notes).status == 0
    (file,) = notes.rglob("*.md")
    written = file.read_text("utf-8")
    assert "reworded in the article since" in written and "Ask the mayor." in written
    file.write_text(f"{written}\nMy own lines.\n", encoding="utf-8")
    assert desk.run("export", "--output", notes).status == 0
    assert file.read_text("utf-8").endswith("My own lines.\n")

    git(shared, "add", "-A")
    git(shared, "commit", "-m", "Marks of the desk")
    git(tmp_path, "clone", str(shared), "clone")
    assert laptop.run("refresh").status == 0
    far = laptop.open()
    assert [one.note for one in far.highlights(Query()) if one.text == SAID] == ["Ask the mayor."]
    far.close()

    kept = tmp_path / "kept.jsonl"
    assert desk.run("backup", kept).status == 0
    fresh = CommandLine(tmp_path / "fresh", capsys)
    fresh.config.parent.mkdir()
    fresh.config.touch()
    assert fresh.run("restore", kept).status == 0
    again = fresh.run("highlights", "--json", "sort:story").json["highlights"]
    assert [(one["text"], one["note"]) for one in again] == [(SAID, "Ask the mayor."), (PIER, "")]
