"""What each command does, beside its registration: the functions know session and view only."""

from collections.abc import Mapping
from dataclasses import replace

from newsreader.commands.registry import Command, registered
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.tui.actions import (
    all_highlights,
    article_state,
    articles,
    citing,
    dialogs,
    feed_health,
    feeds,
    folders,
    help,
    highlight_changes,
    highlights,
    link_hints,
    lists,
    navigation,
    pages,
    panes,
    pictures,
    pipe,
    rule_making,
    rules,
    saved_views,
    screenshot,
    source_audit,
    source_editing,
    speakers,
)

__all__ = [
    "BY_ID",
    "COMMANDS",
    "HINTS",
    "HINT_WORDS",
    "all_highlights",
    "article_state",
    "articles",
    "citing",
    "dialogs",
    "feed_health",
    "feeds",
    "folders",
    "help",
    "highlight_changes",
    "highlights",
    "hints_of",
    "link_hints",
    "lists",
    "navigation",
    "pages",
    "panes",
    "pictures",
    "pipe",
    "rule_making",
    "rules",
    "saved_views",
    "screenshot",
    "source_audit",
    "source_editing",
    "speakers",
]

BY_ID: Mapping[str, Command] = registered()
"""All commands by id, in the order of the help."""
COMMANDS: tuple[Command, ...] = tuple(BY_ID.values())
"""All commands."""

HINTS: Mapping[str, tuple[str, ...]] = {
    LIST: ("enter", "page_or_next", "next_unread", "search", "add_feed", "help"),
    ARTICLE: (
        "highlight",
        "note",
        "mark_next",
        "select",
        "link_hints",
        "page_or_next",
        "search",
        "export",
        "help",
    ),
    QUOTES: (
        "enter",
        "sidebar_tab",
        "highlight",
        "note",
        "speaker",
        "attribute",
        "elsewhere",
        "help",
    ),
    "links": ("enter", "link_hints", "later", "copy", "download", "sidebar_tab", "help"),
    SOURCES: (
        "enter",
        "fold",
        "go_to_source",
        "edit_source",
        "refresh",
        "add_feed",
        "back",
        "help",
    ),
    "find": ("next_unread", "back", "previous_unread", "highlight", "note", "search", "help"),
    "search": ("enter", "back", "save_view"),
    "selection": (
        "sentence_next",
        "paragraph_next",
        "word_next",
        "highlight",
        "note",
        "back",
        "help",
    ),
}
"""The commands that the last line names in each pane, and where one searches, selects or lists
links; the first are the most useful, and the last is the last to go where there is little room."""

HINT_WORDS: Mapping[str, Mapping[str, str]] = {
    ARTICLE: {"search": "find"},
    "links": {"link_hints": "read here", "later": "save", "copy": "copy", "download": "download"},
    "find": {
        "next_unread": "next match",
        "previous_unread": "previous match",
        "back": "end of find",
        "search": "find",
    },
    "search": {"enter": "go to what is found", "back": "end of search"},
}
"""How the last line calls commands where they do something else than elsewhere."""


def hints_of(place: str) -> tuple[Command, ...]:
    """Return the commands to name in the last line where one is, with the words for there."""
    words = HINT_WORDS.get(place, {})
    return tuple(replace(BY_ID[id_], hint=words.get(id_, BY_ID[id_].hint)) for id_ in HINTS[place])
