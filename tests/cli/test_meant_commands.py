"""A word that is no command is answered with the commands that do what people mean by it."""

import click
import pytest

from newsreader.cli.main import newsreader
from newsreader.cli.meant_commands import _CALLED, _DO_THE_SAME, meant_commands
from newsreader.tui.actions import BY_ID
from tests.cli.conftest import CommandLine

MEANT = {
    "watch": "view watch",
    "subscribe": "add",
    "unsubscribe": "remove",
    "fetch": "refresh",
    "update": "refresh",
    "reload": "refresh",
    "star": "mark bookmark",
    "favourite": "mark bookmark",
    "bookmark": "mark bookmark",
    "unread": "mark unread",
    "read": "mark read",
    "starred": "list is:bookmarked",
    "notes": "highlights",
    "annotations": "highlights",
    "who": "speakers",
    "quote": "quotes",
    "ls": "list",
    "rm": "remove",
    "cat": "show",
    "find": "search",
    "mute": "rules",
    "web": "serve",
    "opml": "import",
    "settings": "config",
    "doctor": "config check",
    "init": "config init",
    "sync": "refresh",
    "tag": "mark tag",
    "refesh": "refresh",
}


def known(command: click.Command, name: str) -> bool:
    """Whether the first words of a name lead to a command, and the others may follow it."""
    for word in name.split():
        if not isinstance(command, click.Group):
            return bool(command.params)
        if word not in command.commands:
            return False
        command = command.commands[word]
    return True


@pytest.mark.parametrize("word", MEANT)
def test_what_is_meant_comes_first(word: str) -> None:
    assert meant_commands(newsreader, word)[0] == MEANT[word]


def test_only_commands_that_there_are_are_named() -> None:
    assert set(_DO_THE_SAME) <= set(BY_ID)
    for name in (*_DO_THE_SAME.values(), *_CALLED):
        assert known(newsreader, name), name


def test_an_unknown_command_names_them_in_one_line(empty: CommandLine) -> None:
    result = empty.run("watch")
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "There is no command “newsreader watch”. Did you mean “newsreader view watch”" in (
        result.err
    )
    assert "“newsreader folder remove”" in empty.run("folder", "delete").err
    assert "“newsreader mark bookmark”" in empty.run("mark", "star").err
    assert "“newsreader folder add”" in empty.run("folder", "ad").err
    assert "Did you mean “view watch”" in empty.run("help", "watch").err


def test_a_word_that_nobody_knows_is_not_guessed_at(empty: CommandLine) -> None:
    result = empty.run("xyzzy")
    assert result.status == 2 and "Did you mean" not in result.err
    assert "See “newsreader -h”." in result.err
