"""The frame of all commands: help, version, exit statuses, errors, signals, broken pipes."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from newsreader import __version__
from newsreader.child_process import command, environment
from newsreader.cli.main import main, newsreader
from tests.cli.conftest import ENDINGS, CommandLine, rss
from tests.fake_web import FakeWeb, feed

BASE = command("-m", "newsreader")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_every_command(empty: CommandLine, flag: str) -> None:
    result = empty.run(flag)
    assert result.status == 0
    for name in newsreader.commands:
        assert f"\n  {name} " in result.out


def test_every_command_has_help(empty: CommandLine) -> None:
    for name in newsreader.commands:
        result = empty.run(name, "-h")
        assert (result.status, result.err) == (0, "")
        assert result.out.startswith(f"Usage: newsreader {name}")


@pytest.mark.parametrize("of", ["", "config", "folder", "mark", "rules", "view"])
def test_no_line_of_the_help_is_cut(empty: CommandLine, of: str) -> None:
    commands = empty.run(*([of] if of else []), "-h").out.partition("Commands:")[2]
    assert commands and "..." not in commands


@pytest.mark.parametrize("of", ["completion", "config", "folder", "import", "mark", "view"])
def test_what_cannot_be_called_alone_explains_itself(empty: CommandLine, of: str) -> None:
    alone = empty.run(of)
    assert (alone.status, alone.out) == (2, "")
    assert alone.err == empty.run(of, "-h").out == empty.run("help", of).out


def test_help_finds_nested_commands_and_names_those_that_there_are(empty: CommandLine) -> None:
    assert empty.run("help").out == empty.run("-h").out
    assert empty.run("help", "folder", "add").out == empty.run("folder", "add", "-h").out
    for words in (["foldr"], ["list", "x"]):
        wrong = empty.run("help", *words)
        assert (wrong.status, wrong.err.count("\n")) == (2, 1)
    assert "Did you mean “folder”?" in empty.run("help", "foldr").err


@pytest.mark.parametrize(
    "words", [["demo", "x"], ["show"], ["show", "x"], ["list", "--foo"], ["list", "--jsno"]]
)
def test_what_is_wrong_with_a_call_is_a_sentence_of_its_own(
    empty: CommandLine, words: list[str]
) -> None:
    wrong = empty.run(*words)
    told, see, _ = wrong.err.partition(f" See “newsreader {words[0]} -h”.")
    assert wrong.status == 2 and see and told.endswith((".", "?"))


def test_options_of_all_commands_go_anywhere(shelf: CommandLine, tmp_path: Path) -> None:
    here = shelf.run("list").out
    other = ["--data-dir", str(tmp_path / "other")]
    assert shelf.run(*other, "list", "-D", shelf.data).out == here
    assert shelf.run(*other, "folder", "-D", shelf.data, "list", *other).out == ""
    missing = tmp_path / "missing.toml"
    for words in (["list"], ["folder", "list"]):
        wrong = shelf.run(*words, "-C", missing)
        assert (wrong.status, wrong.out) == (3, "") and str(missing) in wrong.err
    assert shelf.run("config", "path", "-C", missing).out == f"{missing}\n"


def test_verbose_tells_on_stderr_what_is_read_and_asked(shelf: CommandLine, web: FakeWeb) -> None:
    quiet, told = shelf.run("list"), shelf.run("list", "-v")
    assert (told.out, quiet.err) == (quiet.out, "")
    assert f"newsreader: library {shelf.database}\n" in told.err
    web.answers["/feed.xml"] = feed(rss("Gazette", "One"))
    address = web.url("/feed.xml")
    told = shelf.run("parse", "--verbose", address.replace("//", "//ann:hush@"))
    assert f"{address}: 200, " in told.err and "hush" not in told.err
    assert shelf.run("list").err == ""


def test_version(empty: CommandLine) -> None:
    result = empty.run("--version")
    assert (result.status, result.out) == (0, f"newsreader {__version__}\n")


@pytest.mark.parametrize("arguments", ["lst", "list --no", "show", "show one", "list --limit 0"])
def test_wrong_usage_is_one_line_and_status_2(empty: CommandLine, arguments: str) -> None:
    result = empty.run(*arguments.split())
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1
    assert "-h”" in result.err


def test_errors_are_json_where_json_is_asked_for(shelf: CommandLine) -> None:
    result = shelf.run("show", 99, "--json")
    assert (result.status, result.out) == (1, "")
    assert json.loads(result.err) == {
        "schema": 1,
        "error": "There is no article 99.",
        "status": 1,
    }


def test_a_library_that_cannot_be_opened_is_one_line(empty: CommandLine) -> None:
    empty.database.mkdir(parents=True)
    result = empty.run("list")
    assert (result.status, result.out) == (1, "")
    assert str(empty.database) in result.err and result.err.count("\n") == 1


def test_a_damaged_library_is_set_aside_and_that_is_told_once(empty: CommandLine) -> None:
    damaged = b"this is not a database at all" * 100
    empty.data.mkdir()
    empty.database.write_bytes(damaged)
    result = empty.run("list", "--json")
    (aside,) = empty.data.glob("*damaged*")
    assert (result.status, result.json["articles"]) == (0, [])
    assert result.err.startswith("newsreader: ") and str(aside) in result.err
    assert aside.read_bytes() == damaged
    assert "damaged" not in empty.run("list").err


def test_a_copy_of_the_day_that_cannot_be_written_is_told(shelf: CommandLine) -> None:
    shelf.run("list")
    for copy in (shelf.data / "backups").iterdir():
        copy.unlink()
    (shelf.data / "backups").rmdir()
    (shelf.data / "backups").write_text("in the way")
    result = shelf.run("list")
    assert result.status == 0 and "Ferry strike" in result.out
    assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1


def test_the_environment_names_the_data_folder(
    shelf: CommandLine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(shelf.data))
    capsys.readouterr()
    assert main(["--config", str(shelf.config), "list"]) == 0
    assert "Ferry strike" in capsys.readouterr().out


def test_a_pipe_that_closes_early_ends_quietly(shelf: CommandLine) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        finished = subprocess.run(
            [*BASE, *shelf.options, "list"],
            env=environment(),
            stdout=closed,
            stderr=subprocess.PIPE,
        )
    assert (finished.returncode, finished.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_under_the_output_is_one_line(shelf: CommandLine) -> None:
    with Path("/dev/full").open("wb") as full:
        finished = subprocess.run(
            [*BASE, *shelf.options, "list"], env=environment(), stdout=full, stderr=subprocess.PIPE
        )
    assert finished.returncode == 1
    assert finished.stderr.startswith(b"newsreader: The output cannot be written: ")
    assert finished.stderr.count(b"\n") == 1


def test_a_closed_stdout_is_no_crash(shelf: CommandLine) -> None:
    line = subprocess.list2cmdline([*BASE, *shelf.options, "list"])
    finished = subprocess.run(f"{line} >&-", shell=True, env=environment(), stderr=subprocess.PIPE)
    assert (finished.returncode, finished.stderr) == (0, b"")


@pytest.mark.parametrize(("sent", "status"), ENDINGS, ids=[sent.name for sent, _ in ENDINGS])
def test_signals_end_a_command_without_a_trace(
    shelf: CommandLine, sent: signal.Signals, status: int
) -> None:
    running = subprocess.Popen(
        [*BASE, *shelf.options, "quotes", "--jsonl"],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin is not None and running.stdout is not None
    running.stdin.write(b'{"id": 1, "text": ""}\n')
    running.stdin.flush()
    assert json.loads(running.stdout.readline())["id"] == 1  # an answer to each line at once
    running.send_signal(sent)
    _, errors = running.communicate(timeout=30)
    assert (running.returncode, errors) == (status, b"")
