"""Keys of the settings: their names, how they are printed, and which clash where."""

from collections.abc import Mapping

import pytest
from textual.keys import _character_to_key

from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import canonical, printed, sign_of
from newsreader.tui.actions import COMMANDS

SIGNS = [chr(code) for code in range(33, 127)]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_are_called_as_textual_calls_them(sign: str) -> None:
    assert canonical(sign) == _character_to_key(sign)
    assert sign_of(canonical(sign)) == sign


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("ctrl+?", "ctrl+question_mark"),
        (" ctrl+d ", "ctrl+d"),
        ("ctrl++", "ctrl+plus"),
        ("alt+shift+tab", "alt+shift+tab"),
        ("§", "section_sign"),
        ("ü", "ü"),
    ],
)
def test_keys_have_one_name(key: str, name: str) -> None:
    assert canonical(key) == name


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("j down", "j ↓"),
        ("ctrl+d pagedown", "Ctrl+D"),
        ("pagedown", "PageDown"),
        ("G end", "G"),
        ("enter l right", "Enter l →"),
        ("escape", "Esc"),
        ("shift+tab", "Shift+Tab"),
        ("space", "Space"),
        ("question_mark", "?"),
        ("section_sign", "§"),
        ("f9", "F9"),
        ("ctrl+shift+a", "Ctrl+Shift+A"),
        ("", ""),
    ],
)
def test_keys_are_printed_for_people(keys: str, shown: str) -> None:
    assert printed(keys.split()) == shown


def clashes(keys: Mapping[str, str]) -> list[str]:
    return list(Keymap(COMMANDS, keys).clashes())


def test_defaults_do_not_clash() -> None:
    assert clashes({one.id: ",".join(one.keys) for one in COMMANDS if one.keys}) == []


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"top": "j"}, ["keys.top: “j” is also the key of down."]),
        ({"top": "?"}, ["keys.top: “?” is also the key of help."]),
        ({"down": "f9", "up": "f9"}, ["keys.down: “f9” is also the key of up."]),
        ({"page_down": "enter"}, ["keys.page_down: “enter” is also the key of page_open."]),
        ({"note_discard": "ctrl+s"}, ["keys.note_discard: “ctrl+s” is also the key of note_keep."]),
        ({"welcome_starter": "j"}, ["keys.welcome_starter: “j” is also the key of list_down."]),
        ({"page_export": "e"}, ["keys.page_export: “e” could not be written there any more."]),
        ({"page_export": "ctrl+q"}, ["keys.page_export: “ctrl+q” is also the key of quit."]),
        ({"select": "A"}, []),  # they share no pane
        ({"page_down": "j"}, ["keys.page_down: “j” could not be written there any more."]),
        ({"text_close": "f10", "page_export": "f10"}, []),
        ({"nothing_like_it": "j"}, []),
    ],
)
def test_a_key_means_one_thing_in_each_scope(keys: Mapping[str, str], told: list[str]) -> None:
    assert clashes(keys) == told


def test_keys_of_the_settings_replace_the_default_ones() -> None:
    keymap = Keymap(COMMANDS, {"help": "f1, ?"})
    assert keymap.keys("help") == ("f1", "question_mark")
    assert keymap.printed("help") == "F1 ?"
    assert keymap.printed("down") == "j ↓"
    assert keymap.fill("{help} shows the keys, {page_back} goes back") == (
        "F1 shows the keys, Esc goes back"
    )
