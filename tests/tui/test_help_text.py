"""The text of the help: all keys of a pane in one or two columns, and what is left of it."""

import pytest

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import DIALOGS, PAGES, PANES
from newsreader.tui.actions import BY_ID, COMMANDS
from newsreader.tui.pages.help_text import (
    ELSEWHERE,
    EXACT,
    GAP,
    KEYS,
    LEAST,
    UNBOUND,
    KeyHelp,
    list_entries,
    set_help,
)

KEYMAP = Keymap(COMMANDS, {})
TWO = 2 * (KEYS + LEAST) + GAP
"""Cells from which on there is room for two columns."""


def entries(pane: str, sought: str = "") -> list[KeyHelp]:
    return list_entries(COMMANDS, KEYMAP, pane, sought)


@pytest.mark.parametrize("pane", sorted(PANES))
def test_each_key_of_a_pane_is_told_once(pane: str) -> None:
    told = [(one.keys, one.does) for one in entries(pane)]
    assert told == [
        (KEYMAP.printed(one.id), one.help) for one in COMMANDS if one.keys and pane in one.where
    ]


@pytest.mark.parametrize("scope", sorted(DIALOGS | PAGES))
def test_what_a_dialog_or_page_does_is_told_once_with_all_its_keys(scope: str) -> None:
    told = {(one.group, one.does): one.keys.split() for one in entries(scope)}
    assert len(told) == len(entries(scope))
    keys = [key for several in told.values() for key in several]
    there = [one for one in COMMANDS if scope in one.where]
    assert sorted(keys) == sorted(key for one in there for key in KEYMAP.printed(one.id).split())


@pytest.mark.parametrize("width", [36, 49, TWO - 1, TWO, 142])
@pytest.mark.parametrize("pane", sorted(PANES))
def test_the_text_keeps_to_its_width_and_loses_no_word(pane: str, width: int) -> None:
    listed = entries(pane)
    lines = set_help(listed, width).split("\n")
    assert max(line.cell_length for line in lines) <= width
    words = sorted(" ".join(line.plain for line in lines).split())
    groups = list(dict.fromkeys(one.group for one in listed))
    wanted = [*groups, *(part for one in listed for part in (one.keys, one.does))]
    assert words == sorted(" ".join(wanted).split())


def test_two_columns_are_about_as_long() -> None:
    listed = entries("article")
    one, narrow, two = (len(set_help(listed, width).split("\n")) for width in (TWO - 1, TWO, 142))
    assert narrow < 0.9 * one and two < 0.65 * one
    assert set_help(listed[:1], 142).plain.count("\n") == 1


def test_what_is_sought_is_found_by_key_name_and_help() -> None:
    quotes = {one.does for one in entries("article", "quote NEXT")}
    assert BY_ID["mark_next"].help in quotes and BY_ID["down"].help not in quotes
    (first, *rest) = entries("article", "H")
    assert first == KeyHelp(EXACT, "H", BY_ID["highlight"].help)
    assert BY_ID["highlight"].help not in {one.does for one in rest}
    assert entries("article", "reads aloud") == []


def test_what_other_panes_and_the_palette_have_comes_last() -> None:
    groups = [one.group for one in entries("article", "feed")]
    assert groups == sorted(groups, key=[*dict.fromkeys(groups)].index)  # each of them in one piece
    assert groups[-1] == UNBOUND and ELSEWHERE in groups
    assert KeyHelp(UNBOUND, ": Rename this feed", BY_ID["rename_feed"].help) in entries(
        "article", "rename"
    )
    elsewhere = [one for one in entries("article", "d") if one.group == EXACT]
    assert elsewhere == [KeyHelp(EXACT, "d", f"{BY_ID['remove_source'].help} In the sources.")]
