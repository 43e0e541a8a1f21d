"""The table of commands: complete, without clashes, and every key a key."""

from collections import Counter
from itertools import pairwise

import pytest
from textual.keys import Keys, _character_to_key

from newsreader.tui.actions import HANDLERS
from newsreader.tui.commands import ANYWHERE, BY_ID, COMMANDS, HINTS, Command

by_id = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)

NAMED = {key.value for key in Keys}
"""The keys that Textual knows by name."""


def is_key(name: str) -> bool:
    """Whether Textual ever sends a key of this name."""
    *modifiers, key = name.split("+")
    if not set(modifiers) <= {"ctrl", "shift", "alt"}:
        return False
    return name in NAMED or key in NAMED or len(key) == 1 or key in PUNCTUATION


PUNCTUATION = {_character_to_key(chr(number)) for number in range(33, 127)}
"""The names of the other keys with a sign on them."""


def test_every_command_has_a_handler_and_every_handler_a_command() -> None:
    assert set(HANDLERS) == {command.id for command in COMMANDS}


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("pane", sorted(ANYWHERE))
def test_no_key_has_two_meanings_in_a_pane(pane: str) -> None:
    keys = Counter(key for one in COMMANDS if pane in one.where for key in one.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_key_is_bound_twice_on_the_screen() -> None:
    # Textual's bindings know nothing of panes.
    keys = Counter(key for one in COMMANDS for key in one.keys)
    assert [key for key, times in keys.items() if times > 1] == []


@by_id
def test_keys_are_keys(command: Command) -> None:
    assert all(is_key(key) for key in command.keys)
    assert bool(command.keys) == bool(command.shown)


@by_id
def test_what_is_shown_names_the_first_key(command: Command) -> None:
    names = {"escape": "Esc", "shift+tab": "Shift+Tab", "page_or_next": "Space"}
    if not command.keys:
        return
    first, shown = command.keys[0], command.shown.split()[0]
    plain = {_character_to_key(shown): shown} if len(shown) == 1 else {}
    assert first in plain or names.get(first, first).casefold() == shown.casefold()


@by_id
def test_every_command_is_somewhere_and_says_what_it_does(command: Command) -> None:
    assert command.where and command.where <= ANYWHERE
    assert command.help.endswith(".") and command.title and command.group
    assert command.keys or command.palette, "neither a key nor the palette leads here"


@pytest.mark.parametrize("place", HINTS)
def test_hints_name_commands_that_do_something_there(place: str) -> None:
    pane = "article" if place == "selection" else place
    for id_ in HINTS[place]:
        assert pane in BY_ID[id_].where
        assert BY_ID[id_].keys


def test_each_group_stands_together_in_the_help() -> None:
    groups = [command.group for command in COMMANDS]
    changes = sum(one != other for one, other in pairwise(groups))
    assert changes + 1 == len(set(groups))
