"""The registered commands: complete, without clashes, and every key a key."""

from collections import Counter
from itertools import pairwise

import pytest
from textual.keys import Keys, _character_to_key

from newsreader.commands import registry
from newsreader.commands.registry import GROUPS, Command, command, registered
from newsreader.commands.scopes import (
    ARTICLE,
    DIALOGS,
    EVERYWHERE,
    LIST,
    PAGES,
    PANES,
    QUOTES,
)
from newsreader.tui.actions import BY_ID, COMMANDS, HINTS

by_id = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)

NAMED = {key.value for key in Keys}
"""The keys that Textual knows by name."""
PUNCTUATION = {_character_to_key(chr(number)) for number in range(33, 127)}
"""The names of the other keys with a sign on them."""
DEFAULT_KEYS = {
    **{"down": "j down", "up": "k up", "half_down": "ctrl+d"},
    **{"full_down": "ctrl+f pagedown", "top": "g home", "bottom": "G end"},
    **{"full_up": "ctrl+b pageup", "half_up": "ctrl+u"},
    **{"enter": "enter l right", "back": "escape", "out": "q", "left": "h left"},
    **{"next_pane": "tab", "previous_pane": "shift+tab", "page_or_next": "space"},
    **{"next_unread": "n", "previous_unread": "N", "next_article": "J", "previous_article": "K"},
    **{
        "full_text": "x",
        "zen": "z",
        "browser": "o",
        "sentence_next": "right_parenthesis shift+right",
    },
    **{"sentence_previous": "left_parenthesis shift+left"},
    **{"paragraph_next": "right_curly_bracket shift+down"},
    **{"paragraph_previous": "left_curly_bracket shift+up"},
    **{"mark_next": "right_square_bracket 9", "mark_previous": "left_square_bracket 8"},
    **{
        "select": "v",
        "word_next": "w ctrl+right",
        "word_previous": "ctrl+left",
        "other_end": "percent_sign",
    },
    **{"highlight": "H", "colour": "C", "note": "c", "bookmark": "b", "tags": "t", "copy": "y"},
    **{"toggle_read": "m", "all_read": "A", "undo": "u", "export": "e", "export_all": "ctrl+e"},
    **{"show_all": "1", "show_unread": "2", "show_bookmarked": "3", "search": "slash"},
    **{"speaker": "s", "attribute": "i", "elsewhere": "E", "people": "P"},
    **{"sidebar": "quotation_mark W", "sources": "S", "theme": "", "add_feed": "a", "starter": ""},
    **{"import_opml": "", "refresh": "r", "refresh_all": "R", "health": "exclamation_mark"},
    **{"rename_feed": "", "remove_feed": "", "remove_demo": "D", "welcome": ""},
    **{"palette": "colon ctrl+p", "help": "question_mark f1"},
}
"""Ids and keys that settings and habits rely on: a change here breaks somebody's."""


def is_key(name: str) -> bool:
    """Whether Textual ever sends a key of this name."""
    *modifiers, key = name.split("+")
    if not set(modifiers) <= {"ctrl", "shift", "alt"}:
        return False
    return name in NAMED or key in NAMED or len(key) == 1 or key in PUNCTUATION


def test_the_ids_and_keys_of_the_panes_stay_what_they_are() -> None:
    keys = {one.id: " ".join(one.keys) for one in COMMANDS}
    assert keys | DEFAULT_KEYS == keys


@pytest.mark.parametrize("scope", sorted(EVERYWHERE))
def test_no_key_has_two_meanings_in_a_scope(scope: str) -> None:
    keys = Counter(key for one in COMMANDS if scope in one.where for key in one.keys)
    assert keys, "nothing can be done here"
    assert [key for key, times in keys.items() if times > 1] == []


@by_id
def test_keys_are_keys(command: Command) -> None:
    assert all(is_key(key) for key in command.keys)


@by_id
def test_no_command_needs_a_third_level_or_a_dead_key(command: Command) -> None:
    # Those of German, French and Nordic keyboards; " is one of the international American one.
    hard = {_character_to_key(sign) for sign in '[]{}@\\|~^`$#"'}
    assert not command.keys or set(command.keys) - hard


@by_id
def test_every_command_is_somewhere_and_says_what_it_does(command: Command) -> None:
    assert command.where and command.where <= EVERYWHERE
    assert command.help.endswith(".") and command.title and command.group in GROUPS
    assert command.keys or command.palette, "neither a key nor the palette leads here"
    assert command.where & PANES or not command.palette, "the palette is one of the main screen"


def test_dialogs_and_pages_can_be_left() -> None:
    for scope in DIALOGS | PAGES:
        leaving = [one for one in COMMANDS if scope in one.where and "escape" in one.keys]
        assert len(leaving) == 1, scope


@pytest.mark.parametrize("place", HINTS)
def test_hints_name_commands_that_do_something_there(place: str) -> None:
    pane = {"find": ARTICLE, "selection": ARTICLE, "search": LIST, "links": QUOTES}.get(
        place, place
    )
    for id_ in HINTS[place]:
        assert pane in BY_ID[id_].where
        assert BY_ID[id_].keys


def test_each_group_stands_together_in_the_help() -> None:
    groups = [command.group for command in COMMANDS]
    changes = sum(one != other for one, other in pairwise(groups))
    assert changes + 1 == len(set(groups))


def test_a_command_is_its_function_and_what_stands_above_it() -> None:
    @command("shout", "! ctrl+s", group="Reading", where=frozenset({LIST}), hint="call")
    def shout(words: str) -> str:
        """Shout.

        Say it
        louder.
        """
        return words.upper()

    try:
        made = registered()["shout"]
        assert (made.title, made.help) == ("Shout", "Say it louder.")
        assert made.keys == ("exclamation_mark", "ctrl+s")
        assert made.word == "call"
        assert made.run("a") == shout("a") == "A"
        with pytest.raises(ValueError, match="two commands 'shout'"):
            command("shout", group="Reading")(shout)
    finally:
        del registry._registered["shout"]


@pytest.mark.parametrize(
    "words", ["", "Only a title.", "No stop\n\nBut help.", "Title.\n\nno stop"]
)
def test_a_docstring_without_title_and_help_is_refused(words: str) -> None:
    def nothing() -> None: ...

    nothing.__doc__ = words
    with pytest.raises(ValueError, match="docstring of the command 'nothing'"):
        command("nothing", group="Reading")(nothing)


def test_a_group_or_scope_that_is_not_there_is_refused() -> None:
    def nothing() -> None:
        """Nothing.

        Do nothing.
        """

    for group, where in (("Nowhere", PANES), ("Reading", frozenset({"cellar"}))):
        with pytest.raises(ValueError, match="names a group or a scope"):
            command("nothing", group=group, where=where)(nothing)
