"""Keys that mean something together: sequences, counts, presets, macros, and what clashes."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.commands.key_presets import PRESETS as FOLDER
from newsreader.commands.key_presets import preset_about, preset_keys
from newsreader.commands.key_sequences import MOST, KeyEffect, KeySequences, Taken
from newsreader.commands.keymap import Keymap
from newsreader.commands.keys import canonical, printed
from newsreader.commands.macro_commands import key_warnings, keymap_of
from newsreader.commands.scopes import ARTICLE, LIST, PANES, SOURCES
from newsreader.domain.options.key_names import PRESETS
from newsreader.domain.options.macros import Macro
from newsreader.tui.actions import BY_ID, COMMANDS

ON_PANES = [one.id for one in COMMANDS if one.where & PANES]
VIM = Keymap(COMMANDS, {}, "vim")


def press(keymap: Keymap, keys: str, here: str = LIST) -> list[Taken]:
    sequences, meanings = KeySequences(), keymap.meanings(ON_PANES, here)
    return [sequences.take(key, meanings) for key in keys.split()]


def test_a_sequence_is_one_command() -> None:
    first, second = press(VIM, "g g")
    assert (first.step, first.keys) == (KeyEffect.WAIT, ("g",))
    assert (second.step, second.command, second.count) == (KeyEffect.RUN, "top", 0)
    assert press(VIM, "g Q")[1] == Taken(KeyEffect.NOTHING, keys=("g", "Q"))
    assert press(VIM, "g escape j")[1:] == [
        Taken(KeyEffect.NOTHING, keys=("g",)),
        Taken(KeyEffect.PASS),
    ]
    assert press(VIM, "d d", SOURCES)[1].command == "remove_source"


def test_a_number_goes_before_a_command() -> None:
    assert press(VIM, "1 2 0 j")[-1] == Taken(KeyEffect.RUN, "down", 120, ("j",))
    assert press(VIM, "5 g g")[-1] == Taken(KeyEffect.RUN, "top", 5, ("g", "g"))
    assert press(VIM, "5 escape j")[1:] == [
        Taken(KeyEffect.NOTHING, keys=("5",)),
        Taken(KeyEffect.PASS),
    ]
    assert press(VIM, "5 f9")[-1] == Taken(KeyEffect.NOTHING, count=5, keys=("f9",))
    assert press(VIM, " ".join("99999 j"))[-1].count == MOST


def test_a_digit_that_is_a_command_is_that_command() -> None:
    default = Keymap(COMMANDS, {})
    assert [one.step for one in press(default, "1 2 3 4")] == [KeyEffect.PASS] * 4
    assert press(default, "7 1 j")[-1] == Taken(
        KeyEffect.RUN, "down", 71, ("j",)
    )  # within a number
    assert press(default, "9", ARTICLE)[0].step is KeyEffect.PASS
    assert press(default, "9 j", SOURCES)[-1].count == 9
    assert press(default, "0", LIST)[0].step is KeyEffect.PASS


def test_a_digit_with_alt_counts_wherever_one_is() -> None:
    default = Keymap(COMMANDS, {})
    for here in (LIST, ARTICLE, SOURCES):
        assert press(default, "alt+1 2 alt+0 j", here)[-1].count == 120
        assert press(default, "pound_sign 3 º j", here)[-1].count == 330, "as Textual reads Alt+3"
        assert press(default, "alt+0", here)[0].step is KeyEffect.PASS
    own = Keymap(COMMANDS, {"down": "alt+2"})
    assert press(own, "alt+2")[0].step is KeyEffect.PASS, "unless it is a command"
    assert press(own, "alt+1 2 up")[-1].count == 12
    elsewhere = default.meanings(ON_PANES)
    assert KeySequences().take("7", elsewhere).step is KeyEffect.PASS


@given(st.lists(st.sampled_from(["g", "5", "0", "j", "d", "escape", "z", "f9"])))
def test_nothing_that_was_begun_swallows_more_than_its_keys(keys: list[str]) -> None:
    sequences, meanings = KeySequences(), VIM.meanings(ON_PANES, LIST)
    for key in keys:
        begun = sequences.begun
        taken = sequences.take(key, meanings)
        assert sequences.begun is (taken.step is KeyEffect.WAIT)
        assert taken.step is not KeyEffect.PASS or not begun
    sequences.give_up()
    assert sequences.take("j", meanings).step is KeyEffect.PASS


def test_there_is_a_file_for_each_preset() -> None:
    assert {file.stem for file in FOLDER.glob("*.toml")} | {"default"} == set(PRESETS)
    assert all(preset_about(name).endswith(".") for name in PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_presets_name_commands_and_do_not_clash(name: str) -> None:
    keys = preset_keys(name)
    assert keys.keys() <= BY_ID.keys()
    everything = {one.id: ",".join(Keymap(COMMANDS, {}, name).keys(one.id)) for one in COMMANDS}
    written = {id_: keys for id_, keys in everything.items() if keys}
    assert list(Keymap(COMMANDS, written, name).clashes()) == []
    assert all(canonical(written[id_]) for id_ in keys)


def test_in_the_preset_of_vim_every_digit_but_0_counts() -> None:
    for pane in (LIST, ARTICLE, SOURCES):
        single = VIM.meanings(ON_PANES, pane).single
        assert not single.keys() & set("123456789"), "vim.toml must give these commands other keys"


def test_settings_come_before_the_preset() -> None:
    keymap = Keymap(COMMANDS, {"top": "f5"}, "vim")
    assert keymap.keys("top") == ("f5",) and keymap.printed("remove_source") == "dd"
    assert keymap.bound("remove_source") == "unbound_remove_source"
    assert VIM.bound("top") == "home"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"top": "g g"}, []),
        ({"help": "g g"}, ["keys.help: “g g” begins with “g”, a key of top."]),
        ({"top": "g g", "zen": "g"}, ["keys.top: “g g” begins with “g”, a key of zen."]),
        ({"top": "g g", "zen": "g g z"}, ["keys.top: “g g z” of zen begins with “g g”."]),
        ({"top": "g g", "zen": "g g"}, ["keys.top: “g g” is also the key of zen."]),
        ({"page_down": "g e"}, ["keys.page_down: “g” could not be written there any more."]),
        ({"page_down": "ctrl+x e"}, []),
    ],
)
def test_sequences_that_could_not_be_typed_are_told(
    keys: Mapping[str, str], told: list[str]
) -> None:
    assert list(Keymap(COMMANDS, keys).clashes()) == told


def test_sequences_are_printed_short() -> None:
    assert printed([canonical("g g"), "home"]) == "gg"
    assert printed([canonical("ctrl+x  ctrl+s"), canonical("z ?")]) == "Ctrl+X,Ctrl+S z?"


def test_macros_are_commands_with_keys() -> None:
    played: list[object] = []
    macro = Macro("Keep it", ("bookmark", "tag to use", "next unread"), "g k, f9")
    keymap = keymap_of(COMMANDS, {}, "vim", [macro], played.append)
    assert press(keymap, "g k")[-1].command == press(keymap, "f9")[-1].command == "macro Keep it"
    keymap.commands["macro Keep it"].run()
    assert played == [[("bookmark", ""), ("tags", "to use"), ("next_unread", "")]]
    assert keymap.printed("macro Keep it") == "gk F9"
    assert key_warnings(COMMANDS, {}, "vim", [macro]) == []


def test_what_is_wrong_with_a_macro_is_told() -> None:
    wrong, clashing = Macro("Odd", ("bokmark",)), Macro("Clash", ("undo",), "j")
    assert key_warnings(COMMANDS, {}, "default", [wrong, clashing]) == [
        "macro Odd: “bokmark” is no command, or takes nothing behind its name.",
        "macro Clash: “j” is also the key of down.",
    ]
    assert "macro Odd" not in keymap_of(COMMANDS, {}, "default", [wrong]).commands
