"""config check tells everything that is wrong at once, with file, line and key."""

from pathlib import Path

import pytest

from newsreader.settings.reading import check_settings
from tests.cli.conftest import CommandLine

WRONG = """[look]
width = 20
theme = dark
[fetch]
connections = "8"
every = = 3
full_text = "sometimes"
[open]
pdf = "zathura"
[keys]
top = "j"
[[feed]]
title = "without an address"
[[rule]]
query = "harbour"
"""
FAULTS = [
    (2, "look.width", True),
    (3, "look.theme", True),
    (5, "fetch.connections", True),
    (6, "fetch.every", True),
    (7, "fetch.full_text", True),
    (9, "open.pdf", False),
    (11, "keys.top", False),
    (12, "feed", True),
    (15, "rule.query", False),
]


def theme(empty: CommandLine, text: str) -> Path:
    file = empty.config.parent / "themes" / "mine.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return file


def test_all_faults_are_told_in_one_run_a_line_each(empty: CommandLine) -> None:
    empty.config.write_text(WRONG)
    file = theme(empty, 'like = "none"\ntext = "red"\n[highlights]\nred = 3\n')
    result = empty.run("config", "check")
    assert (result.status, result.out) == (3, "")
    lines = result.err.splitlines()
    for line, (number, key, _) in zip(lines, FAULTS, strict=False):
        assert line.startswith(f"newsreader: {empty.config}, line {number}: "), line
        assert key.removesuffix(".query") in line, line
    themed = [line.removeprefix(f"newsreader: {file}, ") for line in lines[len(FAULTS) :]]
    assert [line.partition(" must")[0] for line in themed] == [
        "line 1: like",
        "line 2: text",
        "line 4: highlights.red",
    ]


def test_a_program_gets_them_as_json(empty: CommandLine) -> None:
    empty.config.write_text(WRONG)
    theme(empty, "ink = 3\n")
    result = empty.run("config", "check", "--json")
    checked = result.json["check"]
    assert result.status == 3 and (checked["path"], checked["usable"]) == (str(empty.config), False)
    *own, themed = checked["faults"]
    assert [(one["line"], one["key"], one["serious"]) for one in own] == FAULTS
    assert themed["file"].endswith("mine.toml") and themed["message"] == "ink is not known."
    empty.config.write_text("[look]\nwidht = 60\n")
    result = empty.run("config", "check", "--json")
    assert result.status == 0 and result.json["check"]["usable"]


def test_what_is_right_is_used_by_the_check_beside_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(WRONG)
    settings = check_settings(file).settings
    assert settings.look.width == 72 and settings.keys == {"top": "j"}


def test_other_commands_tell_the_first_fault_and_how_many_there_are(empty: CommandLine) -> None:
    empty.config.write_text("[look]\nwidth = 1\n[fetch]\non_start = 3\ntimeout = 0\n")
    result = empty.run("config", "show")
    assert result.status == 3 and result.err.count("\n") == 1
    assert "line 2: look.width" in result.err
    assert "2 more faults: “newsreader config check”." in result.err


@pytest.mark.parametrize(
    ("text", "key", "meant"),
    [
        ('pdf = "zathura"', "pdf", '"*.pdf" = ["zathura"]'),
        ('".epub" = ["foliate", "-v"]', ".epub", '"*.epub" = ["foliate", "-v"]'),
        ('video = ["mpv"]', "video", '"video/*" = ["mpv"]'),
        ('news.example = "lynx"', "news", '"news.example/*" = ["lynx"]'),
        ('txt = { command = ["vim"], terminal = true }', "txt", '"*.txt" = ["vim"]'),
        ("doc = 3", "doc", '"*.doc" = ["program"]'),
    ],
)
def test_a_kind_where_a_pattern_is_wanted_is_explained(
    empty: CommandLine, text: str, key: str, meant: str
) -> None:
    empty.config.write_text(f"[open]\n{text}\n")
    result = empty.run("config", "check")
    assert result.status == 0
    assert f"line 2: open.{key} is not known; a program is given to a pattern, {meant}: " in (
        result.err
    )
    assert '"*.pdf" is for files, "video/*" for kinds of media' in result.err


def test_a_misspelt_setting_of_open_is_still_found(empty: CommandLine) -> None:
    empty.config.write_text('[open]\nbrwoser = ["lynx"]\n')
    assert "did you mean open.browser?" in empty.run("config", "check").err


def test_below_a_line_that_hides_what_follows_nothing_is_guessed(empty: CommandLine) -> None:
    empty.config.write_text('[look\nwidth = 20\n[fetch]\non_start = "yes"\n')
    result = empty.run("config", "check")
    assert result.status == 3 and result.err.count("\n") == 1 and "line 1: " in result.err
