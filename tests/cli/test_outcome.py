"""Each command that changes something says what it did, in a sentence or as JSON."""

import shlex
from pathlib import Path

import click
import pytest

from newsreader.cli.main import newsreader
from tests.cli.conftest import CommandLine

STEPS = [
    ("mark read 1 2", "articles", "2 articles marked read.\n"),
    ("mark read 1", "articles", "0 articles marked read; 1 already.\n"),
    ("mark unread 1", "articles", "1 article marked unread.\n"),
    ("mark bookmark 1", "articles", "1 article bookmarked.\n"),
    ("mark unbookmark 1 2", "articles", "1 article no longer bookmarked; 1 already.\n"),
    ("mark later 1", "articles", "1 article set aside for later.\n"),
    ("mark unlater 1", "articles", "1 article no longer set aside.\n"),
    ("mark tag 'port, old harbour' 1", "articles", "1 article tagged #old harbour #port.\n"),
    ("mark untag port 1", "articles", "1 article untagged #port.\n"),
    ("mark unmuted 1", "articles", "0 articles shown again; 1 already.\n"),
    ("folder add Africa/West", "folder", "Made Africa/West.\n"),
    ("folder rename Africa/West East", "folder", "Africa/West is now Africa/East.\n"),
    ("move 1 Africa/East", "feeds", "Harbour Gazette (1) is in Africa/East.\n"),
    ("folder move Africa/East /", "folder", "Africa/East is now East.\n"),
    ("folder remove East", "folder", "Removed East. 1 feed moved to the top.\n"),
    ("view add Ferries ferry", "view", "Saved Ferries: 1 unread.\n"),
    ("view set Ferries --query ferries", "view", "Changed Ferries.\n"),
    ("view rename Ferries Boats", "view", "Ferries is now Boats.\n"),
    ("view remove Boats", "view", "Removed Boats.\n"),
    (
        "rules add ferry --do mute --name No",
        "rule",
        "Made “No”; it would have caught 1 article in 7 days.\n",
    ),
    ("rules apply No", "articles", "1 article caught.\n"),
    ("rules remove No", "rule", "Removed “No”.\n"),
    ("rename 1 Mine", "feed", "Feed 1 is called Mine.\n"),
    ("remove 1", "feeds", "Removed Mine (1). 1 marked article stays.\n"),
]


def test_what_was_changed_is_said_and_can_be_read_by_programs(shelf: CommandLine) -> None:
    for line, name, sentence in STEPS:
        words = shlex.split(line)
        told = shelf.run(*words)
        assert (told.status, told.out, told.err) == (0, sentence, ""), line
        shelf.run("undo")
        assert name in shelf.run(*words, "--json").json, line


def test_a_mark_tells_which_articles_were_altered(shelf: CommandLine) -> None:
    shelf.run("mark", "bookmark", 1)
    found = shelf.run("mark", "bookmark", 1, 2, "-j").json["articles"]
    assert [(one["id"], one["altered"], one["bookmarked"]) for one in found] == [
        (1, False, True),
        (2, True, True),
    ]


def test_a_restored_backup_is_told_as_json(shelf: CommandLine, tmp_path: Path) -> None:
    shelf.run("mark", "bookmark", 1)
    (backup,) = (shelf.data / "backups").iterdir()
    told = shelf.run("restore", backup, "--json").json["restored"]
    assert told == {"backup": str(backup), "feeds": 1, "highlights": 0}


def test_exports_and_imports_are_told_as_json(shelf: CommandLine, tmp_path: Path) -> None:
    shelf.run("mark", "bookmark", 1)
    (made,) = shelf.run("export", "--output", tmp_path, "-j").json["files"]
    assert Path(made["path"]).exists() and made["outcome"] == "written"
    (same,) = shelf.run("export", "--output", tmp_path, "-j").json["files"]
    assert (same["path"], same["outcome"]) == (made["path"], "unchanged")
    (feeds,) = shelf.run("export", "opml", "--output", tmp_path, "-j").json["files"]
    told = shelf.run("import", feeds["path"], "--json").json["import"]
    assert (told["added"], told["known"], told["refused"]) == (0, 1, [])
    assert shelf.run("export", "--stdout", "--json").status == 2


def commands(group: click.Group, path: str = "") -> list[tuple[str, click.Command]]:
    found = []
    for name, command in group.commands.items():
        whole = f"{path} {name}".strip()
        found += (
            commands(command, whole) if isinstance(command, click.Group) else [(whole, command)]
        )
    return found


@pytest.mark.parametrize(
    ("name", "command"), commands(newsreader), ids=[one for one, _ in commands(newsreader)]
)
def test_every_command_that_has_something_to_tell_takes_json(
    name: str, command: click.Command
) -> None:
    texts = {
        "mcp",
        "config path",
        "config init",
        "config edit",
        "config schema",
        "config check",
        "completion",
        "help",
    }
    taken = any("--json" in parameter.opts for parameter in command.params)
    assert taken or name in texts
