"""What each command does: one function a command, named like it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from newsreader.tui.actions import (
    articles,
    feeds,
    highlights,
    lists,
    navigation,
    panes,
    speakers,
)

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen

Handler = Callable[["MainScreen"], Awaitable[None] | None]
"""Carries a command out on the reading screen."""

HANDLERS: dict[str, Handler] = {
    "down": navigation.down,
    "up": navigation.up,
    "half_down": navigation.half_down,
    "half_up": navigation.half_up,
    "top": navigation.top,
    "bottom": navigation.bottom,
    "enter": navigation.enter,
    "back": navigation.back,
    "out": navigation.out,
    "left": navigation.left,
    "next_pane": navigation.next_pane,
    "previous_pane": navigation.previous_pane,
    "page_or_next": articles.page_or_next,
    "next_unread": articles.next_unread,
    "previous_unread": articles.previous_unread,
    "next_article": articles.next_article,
    "previous_article": articles.previous_article,
    "browser": articles.browser,
    "full_text": articles.full_text,
    "zen": panes.zen,
    "sentence_next": highlights.sentence_next,
    "sentence_previous": highlights.sentence_previous,
    "paragraph_next": highlights.paragraph_next,
    "paragraph_previous": highlights.paragraph_previous,
    "mark_next": highlights.mark_next,
    "mark_previous": highlights.mark_previous,
    "select": highlights.select,
    "word_next": highlights.word_next,
    "highlight": highlights.highlight,
    "colour": highlights.colour,
    "note": highlights.note,
    "bookmark": highlights.bookmark,
    "tags": highlights.tags,
    "copy": highlights.copy,
    "toggle_read": articles.toggle_read,
    "all_read": articles.all_read,
    "undo": highlights.undo,
    "export": highlights.export,
    "export_all": highlights.export_all,
    "show_all": lists.show_all,
    "show_unread": lists.show_unread,
    "show_bookmarked": lists.show_bookmarked,
    "search": lists.search,
    "speaker": speakers.speaker,
    "attribute": speakers.attribute,
    "elsewhere": speakers.elsewhere,
    "people": speakers.people,
    "sidebar": panes.sidebar,
    "sources": panes.sources,
    "theme": panes.theme,
    "add_feed": feeds.add_feed,
    "starter": feeds.starter,
    "import_opml": feeds.import_opml,
    "refresh": feeds.refresh,
    "refresh_all": feeds.refresh_all,
    "health": feeds.health,
    "rename_feed": feeds.rename_feed,
    "remove_feed": feeds.remove_feed,
    "remove_demo": feeds.remove_demo,
    "welcome": panes.welcome,
    "palette": panes.palette,
    "help": panes.help_,
}
"""Every command of the table by id."""
