"""Keys of the settings: their names, how they are printed, and which clash where."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import _keyboard_protocol
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import _character_to_key

from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import canonical, printed, sign_of
from newsreader.domain.options.key_names import KEY
from newsreader.tui.actions import COMMANDS

SIGNS = [chr(code) for code in range(33, 127)]
ODD = {"<ignore>", "<scroll-up>", "<scroll-down>", "ctrl+@"}
"""What Textual tells of that is no key; and its second name of Ctrl+At."""


def sent(sequence: str) -> list[str]:
    """Return the keys that Textual reads in what a terminal sends."""
    parser = XTermParser()
    return [one.key for one in parser.feed(sequence) if isinstance(one, Key)]


@given(st.sampled_from([*SIGNS, *"äßñ§й"]).map(str.lower), st.integers(1, 64))
def test_every_key_of_the_kitty_protocol_can_be_bound(sign: str, modifiers: int) -> None:
    (key,) = sent(f"\x1b[{ord(sign)};{modifiers}u")
    # Shift alone comes with what the key writes.
    if key != f"shift+{_character_to_key(sign)}":
        written = key.replace("section_sign", sign)
        assert re.fullmatch(KEY, written)
        assert canonical(written) == key


def test_every_key_with_a_name_can_be_bound() -> None:
    keys = set(_keyboard_protocol.FUNCTIONAL_KEYS.values())
    keys -= getattr(_keyboard_protocol, "MODIFIER_FUNCTIONAL_KEYS", set())  # not in Textual 8.2.0
    sequences = [one for one in ANSI_SEQUENCES_KEYS.values() if isinstance(one, tuple)]
    keys |= {key.value for found in sequences for key in found}
    keys |= {f"ctrl+shift+{key}" for key in keys if "+" not in key} - {"ctrl+shift+<ignore>"}
    assert len(keys) > 200
    assert not [key for key in keys - ODD if "<" not in key and not re.fullmatch(KEY, key)]


def test_the_keys_of_all_commands_can_be_sent() -> None:
    keys = {key for one in COMMANDS for key in one.keys}
    assert not [key for key in keys if not re.fullmatch(KEY, key) or canonical(key) != key]


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
        ("shift+alt+tab", "alt+shift+tab"),
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
        (
            {"page_full_down": "e"},
            ["keys.page_full_down: “e” could not be written there any more."],
        ),
        ({"page_export": "ctrl+q"}, ["keys.page_export: “ctrl+q” is also the key of quit."]),
        ({"colour": "A"}, []),  # they share no pane
        ({"page_down": "j"}, ["keys.page_down: “j” could not be written there any more."]),
        ({"text_close": "f10", "page_half_up": "f10"}, []),
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
