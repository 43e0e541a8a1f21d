"""Commands are found by the words that people have for them."""

from collections.abc import Callable

import pytest

from newsreader.commands.finding import (
    Fit,
    find_commands,
    meant_name,
    name_to_type,
    split_line,
)
from newsreader.commands.scopes import ARTICLE, LIST, PANES, SOURCES
from newsreader.tui.actions import BY_ID, COMMANDS

OFFERED = [one for one in COMMANDS if one.where & PANES]
WORDS = {
    "quit": "quit",
    "exit": "quit",
    "close": "quit",
    "theme": "theme",
    "colour": "colour theme",
    "dark": "theme",
    "light": "theme",
    "settings": "settings",
    "preferences": "settings",
    "config": "settings",
    "options": "settings edit_source",
    "folder": "go_to_source new_folder move_source",
    "category": "new_folder move_source",
    "group": "move_source new_folder group_list",
    "highlights": "highlights highlight",
    "marks": "highlights sidebar_tab",
    "annotations": "highlights note",
    "notes": "highlights note",
    "unsubscribe": "remove_feed remove_source",
    "delete": "remove_feed remove_source",
    "remove": "remove_feed remove_source",
    "link": "links",
    "url": "browser",
    "open": "enter browser",
    "browser": "browser",
    "mute": "mute",
    "block": "mute",
    "filter": "search make_rule",
    "sort": "sort_list",
    "order": "sort_list",
    "search": "search",
    "find": "search",
    "save": "bookmark save_view",
    "bookmark": "bookmark",
    "star": "bookmark",
    "favourite": "bookmark",
    "later": "later show_later",
    "read": "toggle_read",
    "unread": "show_unread toggle_read",
    "refresh": "refresh refresh_all",
    "update": "refresh refresh_all",
    "sync": "refresh refresh_all",
    "import": "import_opml",
    "export": "export export_all",
    "opml": "import_opml",
    "add": "add_feed",
    "subscribe": "add_feed",
    "feed": "go_to_source",
    "help": "help",
    "keys": "help",
    "shortcuts": "help",
    "undo": "undo",
    "redo": "redo",
    "speaker": "speaker people",
    "people": "people",
    "quotes": "sidebar mark_next",
    "who": "speaker people",
    "copy": "copy",
    "cite": "copy",
    "tag": "tags",
    "width": "wider narrower",
    "size": "wider narrower density",
    "full": "full_text",
    "text": "full_text",
    "full text": "full_text",
    "q": "quit",
    "color": "theme colour",
    "next colour": "colour",
    "newsboat": "import_opml",
    "preset": "settings",
    "macro": "settings",
    "configure": "settings",
}
"""What newcomers type, and the commands that are meant, in any order, before all others."""


FIRST = {
    "screenshot": "screenshot", "screen": "screenshot", "print": "pipe", "image": "enter",
    "picture": "enter", "video": "download", "play": "download", "audio": "download",
    "podcast": "download", "episode": "download", "cancel": "back", "archive": "toggle_read",
    "done": "toggle_read", "share": "copy", "email": "pipe", "translate": "pipe",
    "summary": "pipe", "ai": "pipe", "read aloud": "pipe", "offline": "full_text",
    "inbox": "show_unread", "today": "group_list", "week": "group_list", "date": "group_list",
    "similar": "unfold", "related": "unfold", "duplicates": "unfold", "cluster": "unfold",
    "regex": "make_rule", "zoom": "wider", "font": "wider", "layout": "sidebar",
    "cache": "settings", "proxy": "settings", "plugin": "settings", "script": "settings",
    "language": "settings", "mouse": "settings", "customise": "settings",
    "login": "edit_source", "password": "edit_source", "account": "settings",
    "documentation": "help", "docs": "help", "faq": "help", "cheatsheet": "help",
    "about": "welcome", "stats": "health", "bug": "health", "dead": "health",
    "statistics": "health", "count": "people", "notification": "watch",
    "channel": "go_to_source", "goto": "go_to_source", "outlet": "go_to_source",
    "end": "bottom", "top": "top", "home": "top", "pin": "bookmark", "like": "bookmark",
    "bibliography": "copy_as", "quote": "mark_next", "newest": "sort_list",
    "compact": "density", "hide": "mute", "feedly": "import_opml", "restart": "quit",
    "trash": "bring_back", "history": "read_before", "fullscreen": "zen", "who": "people",
    "alert": "make_rule", "unsubscribe": "remove_feed", "backup": "export_all",
}  # fmt: skip
"""More of what newcomers type in the list, and the command that stands first then."""


@pytest.mark.parametrize("typed", FIRST)
def test_a_word_of_a_newcomer_finds_something_that_does_it(typed: str) -> None:
    found = find_commands(typed, OFFERED, in_pane(LIST))
    assert found and found[0].command.id == FIRST[typed]
    assert found[0].fit <= Fit.WORD_BEGINS


def test_letters_that_stand_anywhere_find_nothing() -> None:
    for typed in ("ait", "zzz", "ult", "xq"):
        assert not find_commands(typed, OFFERED, in_pane(LIST))


def in_pane(pane: str) -> Callable[[str], bool]:
    return lambda id_: pane in BY_ID[id_].where


@pytest.mark.parametrize("typed", WORDS)
@pytest.mark.parametrize("pane", [LIST, ARTICLE, SOURCES])
def test_what_newcomers_type_finds_what_they_mean(typed: str, pane: str) -> None:
    meant = WORDS[typed].split()
    found = [one.command.id for one in find_commands(typed, OFFERED, in_pane(pane))]
    assert set(found[: len(meant)]) == set(meant)


def test_of_commands_that_fit_alike_those_come_first_that_do_something_here() -> None:
    assert find_commands("who", OFFERED, in_pane(ARTICLE))[0].command.id == "speaker"
    assert find_commands("who", OFFERED, in_pane(LIST))[0].command.id == "people"


@pytest.mark.parametrize(
    ("typed", "id_", "given"),
    [
        ("add https://coast.example/Feed", "add_feed", "https://coast.example/Feed"),
        ("  tag  Ferry,  bridges ", "tags", "Ferry,  bridges"),
        ("set theme light", "theme", "light"),
        ("theme light", "theme", "light"),
        ("view Africa", "go_to_source", "Africa"),
        ("Look for a bridge", "search", "a bridge"),
        ("sort_list -date", "sort_list", "-date"),
    ],
)
def test_what_stands_behind_a_name_is_given_to_the_command(
    typed: str, id_: str, given: str
) -> None:
    first = find_commands(typed, OFFERED, in_pane(LIST))[0]
    assert (first.command.id, first.given, first.fit) == (id_, given, Fit.WITH_ARGUMENT)
    split = split_line(typed, OFFERED)
    assert split is not None and (split[0].id, split[1]) == (id_, given)


def test_a_name_is_whole_words() -> None:
    assert split_line("tagged", OFFERED) is None
    assert split_line("undo x", OFFERED) is None  # it takes nothing
    assert [one.given for one in find_commands("tagx", OFFERED, in_pane(LIST))] == []


def test_letters_count_only_where_nothing_else_fits() -> None:
    assert [one.command.id for one in find_commands("nxtclr", OFFERED, in_pane(ARTICLE))] == [
        "colour"
    ]
    assert all(one.fit < Fit.LETTERS for one in find_commands("note", OFFERED, in_pane(LIST)))
    assert find_commands("zzz", OFFERED, in_pane(LIST)) == []
    assert find_commands("  ", OFFERED, in_pane(LIST)) == []


def test_the_name_that_is_typed_leads_back_to_its_command() -> None:
    for one in OFFERED:
        if one.takes:
            split = split_line(f"{name_to_type(one)} x", OFFERED)
            assert split is not None and split[0] is one


def test_synonyms_are_written_as_they_are_compared() -> None:
    for one in COMMANDS:
        assert all(word == " ".join(word.casefold().split()) for word in one.words)
        assert len(set(one.words)) == len(one.words), one.id


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ad https://harbour.example/", "add"),
        ("serach iron bridge", "search"),
        ("Sreenshot", "screenshot"),
        ("qiut", "quit"),
        ("xyzzy", ""),
        ("xyzzy iron bridge", ""),
        ("", ""),
    ],
)
def test_a_mistyped_name_is_answered_with_the_one_that_is_meant(typed: str, meant: str) -> None:
    assert meant_name(typed, OFFERED) == meant
