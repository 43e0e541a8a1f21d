"""Hooks: programs of the settings read what happened, and a failing one does no harm."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from newsreader.domain.article import Article
from newsreader.domain.highlights.highlight import Highlight, HighlightsChange
from newsreader.domain.highlights.highlight_record import change_records
from newsreader.domain.query import Query
from newsreader.fetcher import service
from newsreader.library import Library
from newsreader.protocol import Event, Finished, HookFailed
from newsreader.settings.programs_named import missing_programs
from newsreader.settings.reading import read_settings
from newsreader.settings.values import Hooks, Piping, Settings
from tests.cli.conftest import NOW, CommandLine
from tests.fake_web import FakeWeb, feed
from tests.fetcher.conftest import places_in
from tests.fetcher.harbour import item, rss
from tests.tui.stage import on_stage

FERRY = item("1", "Ferry sails again", "<p>The ferry sails.</p>")
BRIDGE = item("2", "Bridge opens", "<p>“The bridge is safe,” said Jane Roe, the mayor.</p>")
CHANGED = item("2", "Bridge opens", "<p>“The bridge is closed,” said Jane Roe, the mayor.</p>")


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    """A program that appends what it reads to ``told.jsonl``."""
    path = tmp_path / "append"
    path.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(tmp_path / 'told.jsonl')!r}, 'a')"
        ".write(sys.stdin.read() + '\\n')\n"
    )
    path.chmod(0o755)
    return (str(path),)


def told(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "told.jsonl").read_text().splitlines()]


async def test_programs_read_what_is_new_what_changed_and_what_a_refresh_came_to(
    tmp_path: Path, web: FakeWeb, program: tuple[str, ...]
) -> None:
    events: list[Event] = []
    settings = Settings(hooks=Hooks(after_refresh=program, on_new=program, on_change=program))
    web.answers["/feed"] = feed(rss(FERRY))
    async with service.open(places_in(tmp_path), settings, events.append) as fetcher:
        await fetcher.add(web.url("/feed"))
        web.answers["/feed"] = feed(rss(FERRY, BRIDGE))
        await fetcher.refresh()
        library = Library(places_in(tmp_path).database)
        (bridge,) = (
            one.id for one in library.rows(library.listing(Query()).ids) if "Bridge" in one.title
        )
        words = "The bridge is safe,"
        at = library.opened(bridge).document.text.index(words)
        library.highlight(bridge, at, at + len(words), note="why?")
        library.close()
        web.answers["/feed"] = feed(rss(FERRY, CHANGED))
        await fetcher.refresh()
    new, first, changed, second = told(tmp_path)
    assert [one["hook"] for one in (new, first, changed, second)] == [
        "on_new",
        "after_refresh",
        "on_change",
        "after_refresh",
    ]
    (article,) = new["articles"]
    assert (new["schema"], article["title"]) == (1, "Bridge opens")
    assert [one["speaker"] for one in article["quotes"]] == ["Jane Roe"]
    assert "closed" in changed["articles"][0]["text"]
    (lost,) = changed["articles"][0]["highlights"]
    assert (lost["state"], lost["text"], lost["now"], lost["note"]) == (
        "changed",
        "The bridge is safe,",
        "The bridge is closed,",
        "why?",
    )
    (fell,) = changed["articles"][0]["quote_changes"]
    assert fell == {
        "speaker": "Jane Roe",
        "certainty": "sure",
        "old": "The bridge is safe,",
        "new": "The bridge is closed,",
    }
    assert (first["feeds"], first["new"], second["updated"]) == (1, 1, 1)
    assert not [one for one in events if isinstance(one, HookFailed)]


async def test_a_failing_hook_is_told_once_and_stops_nothing(tmp_path: Path, web: FakeWeb) -> None:
    events: list[Event] = []
    settings = Settings(hooks=Hooks(after_refresh=("false",), on_new=(str(tmp_path / "none"),)))
    web.answers["/feed"] = feed(rss(FERRY))
    async with service.open(places_in(tmp_path), settings, events.append) as fetcher:
        await fetcher.add(web.url("/feed"))
        web.answers["/feed"] = feed(rss(FERRY, BRIDGE))
        for _ in range(2):
            await fetcher.refresh()
    failed = {one.hook: one.reason for one in events if isinstance(one, HookFailed)}
    assert failed["after_refresh"] == "The program “false” failed (status 1)."
    assert "cannot be started" in failed["on_new"]
    assert len([one for one in events if isinstance(one, HookFailed)]) == 2
    assert len([one for one in events if isinstance(one, Finished)]) == 3


async def test_the_app_tells_of_highlights_and_of_a_hook_that_fails(
    tmp_path: Path, program: tuple[str, ...]
) -> None:
    async with on_stage(tmp_path) as stage:
        stage.session.settings = Settings(hooks=Hooks(on_highlight=program))
        await stage.press("enter", ")", "H")
        await stage.until(lambda: (tmp_path / "told.jsonl").exists() and told(tmp_path))
        stage.session.settings = Settings(hooks=Hooks(on_highlight=("false",)))
        await stage.press("C")
        await stage.until(lambda: stage.shows("The hook on_highlight: The program “false” failed"))
    (made,) = told(tmp_path)
    assert (made["hook"], made["change"]) == ("on_highlight", "made")
    assert made["highlight"]["text"] and made["article"]["title"]


def test_commands_tell_of_highlights_at_their_end(
    shelf: CommandLine, program: tuple[str, ...], tmp_path: Path
) -> None:
    shelf.config.write_text(f"[hooks]\non_highlight = {json.dumps(program)}\n")
    library = shelf.open()
    one, two = (library.highlight(1, at, at + 30).highlight.id for at in (0, 40))
    library.close()
    shelf.run("export", "jsonl", "--output", tmp_path)
    assert not (tmp_path / "told.jsonl").exists(), "nothing was changed"

    def happened(*words: str | int | Path) -> list[tuple[str, str]]:
        (tmp_path / "told.jsonl").write_text("")
        assert shelf.run(*words).status == 0
        return [(one["change"], one["highlight"]["id"]) for one in told(tmp_path)]

    checked = ("--tag", "port", "--checked", "https://council.example/")
    assert happened("mark", "highlight", one, *checked) == [("changed", one)], "once"
    (made,) = told(tmp_path)
    assert (made["highlight"]["verification"], made["article"]["id"]) == ("checked", 1)
    assert happened("mark", "highlight", one, two, "--delete") == [
        ("removed", one),
        ("removed", two),
    ]
    assert happened("undo") == [("made", one), ("made", two)]
    assert happened("redo") == [("removed", one), ("removed", two)]
    assert happened("highlights", "--restore", one) == [("made", one)]
    assert happened("undo", "-n", 3) == [("changed", one), ("made", two)]
    shelf.run("mark", "highlight", one, two, "--delete")
    shelf.run("undo")
    assert happened("mark", "read", 1) == []
    assert happened("import", tmp_path / "newsreader.jsonl") == []
    shelf.config.write_text('[hooks]\non_highlight = ["false"]\n')
    failing = shelf.run("mark", "highlight", one, "--colour", "red")
    assert failing.status == 0 and failing.out == "Changed 1 highlight.\n"
    assert (
        failing.err == "newsreader: The hook on_highlight: The program “false” failed (status 1).\n"
    )
    shelf.config.write_text("[hooks]\non_highlight = 7\n")
    broken = shelf.run("mark", "highlight", one, "--colour", "blue")
    assert "hooks.on_highlight" in broken.err and "Changed 1 highlight." in broken.out


def test_what_is_taken_back_by_an_error_is_told_to_nobody(
    shelf: CommandLine, program: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    shelf.config.write_text(
        f"[hooks]\non_highlight = {json.dumps(program)}\n[marks]\nfolder = '{folder}'\n"
    )
    library = shelf.open()
    one = library.highlight(1, 0, 30).highlight.id
    library.remove_highlight(library.highlight(1, 40, 70).highlight)
    library.close()
    wrong = shelf.run("mark", "highlight", one, "--tag", "port", "--checked", "no address")
    assert wrong.status == 2 and "port" not in shelf.run("highlights").out
    missing = shelf.run("highlights", "--restore", id_in_bin(shelf), "--restore", "ffff")
    assert missing.status == 1 and id_in_bin(shelf)
    assert not (tmp_path / "told.jsonl").exists() and not folder.exists()


def id_in_bin(shelf: CommandLine) -> str:
    """Return the id of the highlight in the bin."""
    (gone,) = shelf.run("highlights", "--deleted", "--json").json["deleted"]
    return str(gone["id"])


def test_an_import_tells_of_highlights(
    shelf: CommandLine,
    program: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = shelf.open()
    made = library.highlight(1, 0, 30).highlight.id
    library.close()
    shelf.run("export", "jsonl", "--output", tmp_path)
    (tmp_path / "other").mkdir()
    other = CommandLine(tmp_path / "other", capsys)
    other.config.write_text(f"[hooks]\non_highlight = {json.dumps(program)}\n")
    other.run("import", tmp_path / "newsreader.jsonl")
    other.run("undo")
    assert [(one["change"], one["highlight"]["id"]) for one in told(tmp_path)] == [
        ("made", made),
        ("removed", made),
    ]


def test_what_a_change_was_is_told_of_each_highlight() -> None:
    one, two = Highlight("a", 1, 0, 3, "One"), Highlight("b", 1, 5, 8, "Two")
    noted = Highlight("a", 1, 0, 3, "One", note="Check")
    story = Article(1, 1, "Gazette", "Gazette", "A title", "", "", NOW)

    def events(removed: tuple[Highlight, ...], added: tuple[Highlight, ...]) -> list[object]:
        change = HighlightsChange(1, "", removed, added)
        return [(r["change"], r["highlight"]["id"]) for r in change_records(change, story)]  # type: ignore[index]

    assert events((), (one,)) == [("made", "a")]
    assert events((one,), (noted,)) == [("changed", "a")]
    assert events((one, two), (one,)) == [("removed", "b")]


def test_programs_that_are_not_there_are_told_by_the_check(shelf: CommandLine) -> None:
    shelf.config.write_text(
        '[hooks]\non_new = ["sh"]\non_change = ["no-such-one"]\n'
        '[pipe]\nprograms = { print = ["no-such-two"] }\n'
        '[[rule]]\nquery = "x"\nrun = ["no-such-three"]\nname = "Three"\n'
    )
    checked = shelf.run("config", "check")
    assert checked.status == 0 and checked.out.endswith("can be used, but see above.\n")
    for words in (
        "hooks.on_change: there is no program no-such-one.",
        "pipe.programs.print: there is no program no-such-two.",
        "the rule “Three”: there is no program no-such-three.",
    ):
        assert words in checked.err
    assert "on_new" not in checked.err
    assert list(missing_programs(Settings())) == []


def test_pipes_are_read_from_the_settings(tmp_path: Path) -> None:
    text = '[pipe]\nform = "html"\n[pipe.programs]\nprint = ["lp", "-n", "2"]\n'
    pipe = read_settings(text, tmp_path / "config.toml").pipe
    assert (pipe.form, dict(pipe.programs)) == ("html", {"print": ("lp", "-n", "2")})
    assert Piping().form == "text"
