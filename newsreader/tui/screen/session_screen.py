"""Shows the state of a reading session in the panes, and tells it what they tell."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import cast

from textual import events, on
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import WorkType

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import ARTICLE, LIST, PANES, QUOTES, SOURCES
from newsreader.domain.clean import mask_text
from newsreader.domain.counts import counted
from newsreader.tui.library_access import Work
from newsreader.tui.listing.emptiness import why_empty
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.pictures.graphics import Graphics, can_show
from newsreader.tui.pictures.prepared import in_text
from newsreader.tui.pictures.terminal import find_graphics
from newsreader.tui.screen.find_screen import FindScreen
from newsreader.tui.screen.pane_widths import keep_widths, widths_at_start
from newsreader.tui.session import ReadingSession
from newsreader.tui.sidebar.contents import SidebarContents
from newsreader.tui.widgets.pane_box import PaneBox
from newsreader.tui.widgets.pictured_article import PicturedArticle
from newsreader.tui.widgets.sidebar_pane import SidebarPane
from newsreader.tui.widgets.sources_pane import SourcesPane
from newsreader.tui.widgets.virtual_list import VirtualList

PREVIEW_DELAY = 0.15
"""Seconds the cursor must rest on a row before its article is shown, where steps come faster."""

STAY = 0.4
"""Seconds that an article is on the screen before its pictures are fetched."""


class SessionScreen(FindScreen):
    """Hands the session's state down to the panes, and what is done in them up to it."""

    def __init__(
        self,
        session: ReadingSession,
        keymap: Keymap,
        glyphs: Glyphs,
        *,
        article_width: int,
        pictures: bool,
        browse: Callable[[str], str],
    ) -> None:
        super().__init__(
            keymap,
            glyphs,
            article_width=article_width,
            pictures=pictures,
            fetch=session.rows,
            excerpt=session.list.excerpt,
            catalog=lambda: session.names.known,
            clock=session.library.clock,
            widths=widths_at_start(session.library),
        )
        self.session = session
        self._browse = browse
        self._resting: Timer | None = None
        self._moved = 0.0
        self._told = 0
        self._result = ""
        """What was said last, where that stands above the last line."""
        self._graphics: Graphics | None = None

    # What the session tells

    def show_session(self) -> None:
        """Hand the state of the session down to the panes."""
        session, before, opened = self.session, self.opened, self.session.reading.opened
        if opened is not None and (before is None or before.article.id != opened.article.id):
            self._stop_resting()
            if before is not None:
                session.reading.left(before, self.place)
        self.listing, self.opened, self.sources = session.list.listing, opened, session.sources
        self.article_pane.search(session.list.found_words)
        self.list_pane.search(session.list.found_words)
        self.complain_of_query(session.list.wrong)
        self.contents = SidebarContents.of(opened, self.contents)
        self._arrange_sidebar()
        listed = session.list
        known = session.shelf.unread is not None
        fetcher = session.fetcher
        emptiness = (
            why_empty(
                listed.query,
                session.feeds,
                session.now,
                is_fetching=fetcher.refreshing.is_fetching,
                doing=fetcher.doing,
            )
            if known
            else ""
        )
        self.name_list(listed.unread, listed.shows_found, listed.found_everywhere, emptiness)

    def _arrange_sidebar(self) -> None:
        """Give the sidebar room where something is listed in it, or will be soon."""
        opened, listing = self.opened, self.listing
        filled = self.contents is not None and bool(self.contents.tabs)
        awaited = not opened.processed if opened else listing is None or bool(listing.ids)
        panes = replace(
            self.panes,
            has_article=opened is not None,
            has_sidebar=filled,
            sidebar_empty=not filled and not awaited,
        )
        if panes.sidebar_empty and panes.here == QUOTES:
            self.go_to(panes.at(ARTICLE if panes.has_article else LIST))
        else:
            self.panes = panes

    def begin(self, work: Work, group: str) -> None:
        """Let work run beside the keys, in place of an earlier one of its group."""
        self._told += 1
        typed: WorkType[None] = cast("WorkType[None]", work)
        self.run_worker(typed, group=group or "default", exclusive=bool(group))

    def say(self, words: str) -> None:
        """Say a result for a moment: in the last line, or above it where that has no room.

        It takes the place of the result before it.
        """
        self._told += 1
        for told in [one for one in self.app._notifications if one.message == self._result]:
            self.app._unnotify(told)
        self._result = ""
        if self.status.has_room(words) or not self.glyphs.drawn:
            self.status.say(words)
        else:
            self._result = mask_text(words)
            self.status.say_no_more()
            self.app.notify(self._result, markup=False, timeout=6)

    @on(PicturedArticle.PicturesWanted)
    def bring_pictures(self, event: PicturedArticle.PicturesWanted) -> None:
        """Fetch the pictures of an article that stays on the screen, and set them into its text."""
        self.session.begin(partial(self._bring, event), "inline pictures")

    async def _bring(self, event: PicturedArticle.PicturesWanted) -> None:
        await asyncio.sleep(STAY)
        for url in event.urls if not self.app.no_color and can_show() else ():
            done = await self.session.fetcher.pictures.fetch(event.article_id, url)
            if done.path is None:
                continue  # its caption stands
            ground = self.article_pane.palette.background
            if lines := await asyncio.to_thread(in_text, done.path, event.room, ground):
                self.article_pane.set_picture(event.article_id, url, lines)

    async def find_graphics(self) -> Graphics | None:
        """Return how the terminal shows pictures; None where it may not for want of colours."""
        wanted = self.session.settings.look.pictures
        if wanted == "auto" and self._graphics is None:
            self._graphics = await find_graphics(self.app)
        graphics = self._graphics if wanted == "auto" else wanted
        return None if graphics == "blocks" and self.app.no_color else graphics

    def browse(self, url: str) -> str:
        """Show an address in the browser; return what became of that."""
        return self._browse(url)

    def open_url(self, url: str) -> None:
        """Show an address in the browser, and say what became of that."""
        self.say(self.browse(url))

    # What the panes tell

    def on_resize(self, event: events.Resize) -> None:
        """Another width, other panes."""
        alone = not self.glyphs.drawn
        self.panes = self.panes.on_screen(event.size.width, event.size.height, alone=alone)
        self.preview_soon()

    @on(events.DescendantFocus)
    def follow_focus(self, event: events.DescendantFocus) -> None:
        """Take note that a pane got the focus, from a mouse or a closing dialog."""
        here = event.widget.id or ""
        if here in PANES:
            self.panes = replace(self.panes, here=here, find_open=False)
        if here == ARTICLE:
            self.session.take()
        self.name_keys()

    @on(VirtualList.Moved, "#list")
    def preview_soon(self) -> None:
        """Show the article under the cursor beside the list: at once, or once the cursor rests."""
        if self.list_pane.selecting:
            selected = counted(len(self.list_pane.selected), "article")
            marks = (("toggle_read", "read"), ("bookmark", "bookmark"), ("tags", "tags"))
            keys = ", ".join(f"{self.keymap.printed(id_)} {what}" for id_, what in marks)
            self.status.say(f"{selected} selected: {keys}")
        if self.panes.previews and self.panes.here not in (ARTICLE, QUOTES):
            self._stop_resting()
            before, self._moved = self._moved, monotonic()
            if self.list_pane.has_focus and self._moved - before > PREVIEW_DELAY:
                self.preview()
            else:
                self._resting = self.set_timer(PREVIEW_DELAY, self.preview)

    def preview(self) -> None:
        """Show the article under the cursor beside the list."""
        if self.list_pane.current is not None:
            self.session.preview(self.list_pane.current)

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.stop()

    @on(VirtualList.Moved, "#sources")
    def tell_health(self) -> None:
        """Say what is wrong with the feed under the cursor."""
        source = self.sources_pane.current
        told = source.error or source.silence if source else ""
        if self.panes.here == SOURCES and not self.glyphs.drawn:  # it is read aloud from there
            self.status.show(told)
        self.show_trouble(told)

    @on(VirtualList.Chosen, "#list")
    def enter_article(self) -> None:
        """Open an article and go into it."""
        if self.list_pane.current is not None:
            self.session.open(self.list_pane.current)
        if self.opened is not None:
            self.go_to(self.panes.at(ARTICLE))

    @on(VirtualList.Chosen, "#sources")
    def enter_source(self) -> None:
        """List a source and go to the list."""
        source = self.sources_pane.current
        if source is not None:
            self.list_pane.start_over()
            self.session.list.show(source)
            self.go_to(self.panes.at(LIST))

    @on(SourcesPane.Folded)
    def fold_source(self) -> None:
        """Hide or show what lies in the folder under the cursor."""
        source = self.sources_pane.current
        if source is not None and source.folded is not None:
            self.begin(partial(self.session.fold, [source.place], not source.folded), "")

    @on(SidebarPane.Entered)
    def enter_passage(self) -> None:
        """Go to what is under the cursor of the sidebar: a page, or a place in the article."""
        place = self.sidebar.current_range
        link = self.sidebar.current_link
        if link and self.article_pane.follow_inside(link):
            self.go_to(self.panes.at(ARTICLE))
        elif link:
            self.open_url(link)
        elif place is None:
            self.say("These words are no longer in the text.")
        else:
            self.go_to(self.panes.at(ARTICLE))
            self.article_pane.select_unit(place)

    @on(PaneBox.RuleLeft)
    async def keep_rules(self) -> None:
        """Keep the widths of the panes as they were drawn."""
        session, widths = self.session, self.panes.widths
        await session.change(lambda: keep_widths(session.library, widths))

    @on(Input.Changed, "#search")
    def search_on(self, event: Input.Changed) -> None:
        """Search as one types, the best match under the cursor."""
        if event.value.strip():
            self.list_pane.start_over()
        self.session.list.search(event.value)

    @on(Input.Submitted, "#search")
    def leave_search_line(self) -> None:
        """Go to what was found; where nothing is, search in everything first.

        A query that is not understood is to be mended first.
        """
        found = self.session.list
        if found.is_understood() and not found.widen_search():
            self.go_to(self.panes.at(LIST))
