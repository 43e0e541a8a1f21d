"""What newsreader does without a command and without a terminal, and the demo."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.child_process import command, import_path
from newsreader.demo import demo_stories
from tests.cli.conftest import CommandLine
from tests.cli.terminal import on_a_terminal


def test_without_a_terminal_the_newest_headlines_are_printed(shelf: CommandLine) -> None:
    result = shelf.run()
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Ferry strike · Harbour Gazette · 2h",
        "Council votes to rebuild the bridge · Harbour Gazette · 5h",
    ]


def test_an_empty_library_shows_the_demo_and_stays_empty(empty: CommandLine) -> None:
    lines = empty.run().out.splitlines()
    stories = demo_stories()
    assert [line.split(" · ")[:2] for line in lines] == [[s.title, s.outlet] for s in stories]
    assert empty.run("list", "--json").json["articles"] == []


def test_the_demo_is_thrown_away(
    empty: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    result = empty.run("demo")
    assert result.status == 0
    assert len(result.out.splitlines()) == len(demo_stories())
    assert len(empty.run("demo", "--json").json["articles"]) == len(demo_stories())
    assert list(scratch.iterdir()) == []
    assert not empty.data.exists()


@pytest.mark.parametrize(
    "environment",
    [
        {"NO_COLOR": "1"},
        {"TERM": "dumb"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=str,
)
def test_dumb_terminals_and_odd_locales_get_plain_lines(
    shelf: CommandLine, environment: dict[str, str]
) -> None:
    shelf.save(1, "“Rain – in the Zürich…”", "Text.", hours=1)
    finished = subprocess.run(
        command("-m", "newsreader", *shelf.options),
        env={"PATH": "", **import_path(), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    assert finished.returncode == 0
    assert finished.stderr == b""
    lines = finished.stdout.splitlines()
    assert len(lines) == 3
    assert b"\x1b" not in finished.stdout
    encoding = environment.get("PYTHONIOENCODING", "")
    if encoding == "ascii":
        assert lines[0] == b'"Rain - in the Zurich..." - Harbour Gazette - 1h'
    if encoding == "latin-1":
        assert lines[0] == '"Rain - in the Zürich..." · Harbour Gazette · 1h'.encode("latin-1")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize("arguments", [["demo"], []], ids=["demo", "app"])
def test_a_terminal_gets_the_app(empty: CommandLine, arguments: list[str]) -> None:
    outlet = demo_stories()[0].outlet.encode()
    assert outlet in b"".join(on_a_terminal(empty, arguments, outlet))
    assert empty.data.exists() == (arguments == [])
