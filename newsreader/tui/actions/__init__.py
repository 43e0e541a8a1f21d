"""What each command does: one function a command, named like it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from newsreader.tui.actions import finding, gathering, listening, marking, moving, panes, reading

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

Handler = Callable[["ReadingScreen"], Awaitable[None] | None]
"""Carries a command out on the reading screen."""

HANDLERS: dict[str, Handler] = {
    "down": moving.down,
    "up": moving.up,
    "half_down": moving.half_down,
    "half_up": moving.half_up,
    "top": moving.top,
    "bottom": moving.bottom,
    "enter": moving.enter,
    "back": moving.back,
    "out": moving.out,
    "left": moving.left,
    "next_pane": moving.next_pane,
    "previous_pane": moving.previous_pane,
    "page_or_next": reading.page_or_next,
    "next_unread": reading.next_unread,
    "previous_unread": reading.previous_unread,
    "next_article": reading.next_article,
    "previous_article": reading.previous_article,
    "browser": reading.browser,
    "full_text": reading.full_text,
    "zen": panes.zen,
    "sentence_next": marking.sentence_next,
    "sentence_previous": marking.sentence_previous,
    "paragraph_next": marking.paragraph_next,
    "paragraph_previous": marking.paragraph_previous,
    "mark_next": marking.mark_next,
    "mark_previous": marking.mark_previous,
    "select": marking.select,
    "word_next": marking.word_next,
    "highlight": marking.highlight,
    "colour": marking.colour,
    "note": marking.note,
    "bookmark": marking.bookmark,
    "tags": marking.tags,
    "copy": marking.copy,
    "toggle_read": reading.toggle_read,
    "all_read": reading.all_read,
    "undo": marking.undo,
    "export": marking.export,
    "export_all": marking.export_all,
    "show_all": finding.show_all,
    "show_unread": finding.show_unread,
    "show_bookmarked": finding.show_bookmarked,
    "search": finding.search,
    "speaker": listening.speaker,
    "attribute": listening.attribute,
    "elsewhere": listening.elsewhere,
    "people": listening.people,
    "sidebar": panes.sidebar,
    "sources": panes.sources,
    "theme": panes.theme,
    "add_feed": gathering.add_feed,
    "starter": gathering.starter,
    "import_opml": gathering.import_opml,
    "refresh": gathering.refresh,
    "refresh_all": gathering.refresh_all,
    "health": gathering.health,
    "rename_feed": gathering.rename_feed,
    "remove_feed": gathering.remove_feed,
    "remove_demo": gathering.remove_demo,
    "welcome": panes.welcome,
    "palette": panes.palette,
    "help": panes.help_,
}
"""Every command of the table by id."""
