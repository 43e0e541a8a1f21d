"""Arranges the four panes side by side, each under its title, over the last line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.reactive import Reactive, var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.domain.article import Article, Listing, OpenArticle
from newsreader.domain.clean import mask_text
from newsreader.domain.counts import grouped
from newsreader.domain.query import QueryError
from newsreader.domain.query.completion import Catalog
from newsreader.domain.query.excerpts import Excerpt
from newsreader.tui.actions import hints_of
from newsreader.tui.article.excerpt_note import excerpt_note
from newsreader.tui.article.margin_notes import change_on
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.link_use import prompt
from newsreader.tui.listing.list_title import list_title
from newsreader.tui.listing.sources import Source
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.screen.pane_layout import PaneLayout
from newsreader.tui.screen.pane_titles import PaneNames, PaneTitles
from newsreader.tui.screen.pane_widths import PaneWidths
from newsreader.tui.sidebar.contents import SidebarContents, Tab
from newsreader.tui.view import Pane
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.labelled_article import LabelledArticle
from newsreader.tui.widgets.list_pane import ListPane
from newsreader.tui.widgets.pane_box import PaneBox
from newsreader.tui.widgets.pictured_article import PicturedArticle
from newsreader.tui.widgets.query_line import QueryHint, QueryLine
from newsreader.tui.widgets.sidebar_pane import SidebarPane
from newsreader.tui.widgets.sources_pane import SourcesPane
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.tab_line import TabLine
from newsreader.tui.widgets.told_below import ToldBelow


class PaneScreen(Screen[None]):
    """Shows the values that are set here; knows nothing of a session."""

    AUTO_FOCUS = "#list"

    # Textual would paint the whole screen when the focus goes on; what shows it paints itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    listing: var[Listing | None] = var(None)
    """The articles in the list."""
    opened: var[OpenArticle | None] = var(None)
    """The open article, with its quotes and highlights."""
    contents: var[SidebarContents | None] = var(None)
    """What there is to list beside the article."""
    wanted_tab: var[Tab] = var(Tab.QUOTES)
    """What the user wants to be listed there."""
    sources: var[tuple[Source, ...]] = var(())
    """What articles can be listed by."""
    panes: var[PaneLayout] = var(PaneLayout(), init=False)
    """Which panes are seen, and in which one the user is."""

    sources_pane = query_one(SourcesPane)
    list_pane = query_one(ListPane)
    article_pane = query_one(PicturedArticle)
    sidebar = query_one(SidebarPane)
    tab_line = query_one(TabLine)
    status = query_one(StatusLine)
    search_line = query_one("#search", QueryLine)
    search_hint = query_one("#search-hint", QueryHint)

    def __init__(
        self,
        keymap: Keymap,
        glyphs: Glyphs,
        *,
        article_width: int,
        pictures: bool,
        fetch: Callable[[Sequence[int]], list[Article]],
        excerpt: Callable[[int, int], Excerpt],
        catalog: Callable[[], Catalog],
        clock: Callable[[], datetime],
        widths: PaneWidths,
    ) -> None:
        """Show articles in ``article_width`` cells; ``fetch`` returns the rows of the list.

        ``excerpt`` returns the words of an article around what is searched for, in so many cells;
        ``catalog`` what can be asked for, to complete it.
        """
        super().__init__()
        self.keymap = keymap
        self.glyphs = glyphs
        self._article_width = article_width
        self._pictures = pictures
        self._fetch = fetch
        self._excerpt = excerpt
        self._catalog = catalog
        self._clock = clock
        self._titles = PaneTitles(glyphs, keymap)
        self._list_title: tuple[str, ...] = ()
        self.set_reactive(PaneScreen.panes, PaneLayout(widths=widths))

    def compose(self) -> ComposeResult:
        """Put the four panes side by side, each under its title, over the last line."""
        glyphs = self.glyphs
        # Before the first layout, so that it is the right one.
        width, height = self.app.size
        panes = self.panes.on_screen(width, height, alone=not glyphs.drawn)
        self.set_reactive(PaneScreen.panes, panes)
        self.set_class(not glyphs.typographic, "-ascii")
        self._set_classes()
        columns = self.panes.columns
        with Horizontal(id="body"):
            with PaneBox(id="sources-box", classes="box -first") as box:
                box.styles.width = columns[SOURCES]
                yield self._titles.of[SOURCES]
                yield SourcesPane(glyphs, id="sources").data_bind(PaneScreen.sources)
                yield ToldBelow(id="trouble")
            with PaneBox(id="list-box", classes="box -first") as box:
                box.styles.width = columns[LIST]
                yield self._titles.of[LIST]
                yield QueryLine("search", "search titles and texts", self._catalog)
                yield QueryHint("search-hint", glyphs)
                yield ListPane(glyphs, self._fetch, self._excerpt, self._clock).data_bind(
                    PaneScreen.listing
                )
            with PaneBox(id="article-box", classes="box"):
                yield self._titles.of[ARTICLE]
                article = PicturedArticle(glyphs, self._article_width, pictures=self._pictures)
                article.note_on = lambda opened: excerpt_note(
                    opened, self.keymap.fill, self._clock(), glyphs.apart
                )
                yield article.data_bind(PaneScreen.opened)
                yield ToldBelow(id="note")
            with PaneBox(id="quotes-box", classes="box") as box:
                box.styles.width = columns[QUOTES]
                shared = (PaneScreen.contents, PaneScreen.wanted_tab)
                yield TabLine(glyphs).data_bind(*shared)
                yield SidebarPane(glyphs).data_bind(*shared)
        yield StatusLine(glyphs, self.keymap)

    def on_mount(self) -> None:
        """Name keys and panes."""
        self.name_keys()
        self._entitle()

    def _set_classes(self) -> None:
        """Set all classes at once: after each change Textual styles every widget anew."""
        known = self.panes.classes
        wanted = (self.classes - known.keys()) | {name for name, on in known.items() if on}
        if wanted != self.classes:
            self.set_classes(wanted)

    @property
    def pane(self) -> Pane:
        """The pane in which the user is."""
        return self.panes_by_name[self.panes.here]

    @property
    def rows(self) -> ListPane:
        """The list of articles."""
        return self.list_pane

    @property
    def text(self) -> PicturedArticle:
        """The text of the open article."""
        return self.article_pane

    @property
    def source(self) -> Source | None:
        """The source under the cursor of the sources."""
        return self.sources_pane.current

    @property
    def place(self) -> int:
        """The offset in the open article where reading stops; 0 at its end, as it is done then."""
        pane = self.article_pane
        if pane.at_end or pane.opened is None:
            return 0
        return min(pane.top_offset, len(pane.opened.document.text))

    def point_at(self, source: Source) -> None:
        """Put the cursor of the sources on one, or on the folder that it is folded away in."""
        self.sources_pane.go_to(source)

    def go_to(self, panes: PaneLayout) -> None:
        """Show the panes like that, and give the focus to the one in which the user is then."""
        self.panes = panes
        self.set_focus(self.panes_by_name[panes.here], scroll_visible=False)

    def choose(self) -> None:
        """Open what is under the cursor of a pane that has one."""
        pane = self.panes_by_name[self.panes.here]
        if not isinstance(pane, ArticlePane):
            pane.choose()

    def open_search(self) -> None:
        """Open the line to search in and go there."""
        if not self.panes.search_open:
            self.list_pane.remember_row()
        self.go_to(replace(self.panes.with_zen(False).at(LIST), search_open=True))
        self.set_focus(self.search_line)

    def search_for(self, query: str) -> None:
        """Search for something, with the line to search in open, and go to what is found."""
        if not self.panes.search_open:
            self.list_pane.remember_row()
        self.go_to(replace(self.panes.with_zen(False).at(LIST), search_open=True))
        self.search_line.value = query

    @on(LabelledArticle.NoLabel)
    def miss_label(self) -> None:
        """Say that a letter was on no label."""
        self.status.say("There is no such label.")

    @on(LabelledArticle.UseChosen)
    def name_use(self, event: LabelledArticle.UseChosen) -> None:
        """Say what the label does that is typed next."""
        self.status.say(prompt(event.use))

    @property
    def panes_by_name(self) -> Mapping[str, SourcesPane | ListPane | ArticlePane | SidebarPane]:
        """The panes by their names."""
        return {
            SOURCES: self.sources_pane,
            LIST: self.list_pane,
            ARTICLE: self.article_pane,
            QUOTES: self.sidebar,
        }

    def watch_panes(self, before: PaneLayout, panes: PaneLayout) -> None:
        """Show the panes that belong on a screen of this width."""
        self._set_classes()
        if panes.columns != before.columns:
            for pane, columns in panes.columns.items():
                self.query_one(f"#{pane}-box").styles.width = columns
        if panes.search_open != before.search_open:
            if before.search_open:
                self.list_pane.forget_row()
            self.search_line.display = self.search_hint.display = panes.search_open
            with self.prevent(Input.Changed):
                self.search_line.value = ""
        self.tab_line.active = panes.here == QUOTES
        self.status.reading = panes.here in (ARTICLE, QUOTES)
        self._entitle()
        self.name_keys()

    @on(PaneBox.RuleMoved)
    def draw_rule(self, event: PaneBox.RuleMoved) -> None:
        """Make the pane beside a rule as wide as the rule was drawn to."""
        left = {"list-box": SOURCES, "article-box": LIST}.get(event.box.id or "")
        if left is None:
            self.panes = self.panes.drawn(QUOTES, event.box.region.right - event.column)
        else:
            first = self.query_one(f"#{left}-box").region.x
            self.panes = self.panes.drawn(left, event.column - first)

    def name_keys(self) -> None:
        """Name the keys that matter where the user is."""
        text, place = self.article_pane, self.panes.here
        if place == ARTICLE and (text.selecting or text.finding):
            place = "selection" if text.selecting else "find"
        if place == QUOTES and self.sidebar.tab is Tab.LINKS:
            place = "links"
        if self.search_line.has_focus:
            place = "search"
        self.status.hints = hints_of(place)

    def name_list(self, unread: int, searching: bool, everywhere: int, emptiness: str) -> None:
        """Name the list, with what is left to read in it or how much was found.

        ``emptiness`` is what to say where nothing is in it, with ``{id}`` for keys.
        """
        narrow = f"{grouped(everywhere)} in all; Enter widens."
        told = narrow if searching and everywhere else self.keymap.fill(emptiness)
        self.list_pane.emptiness = told
        if self.listing is not None:
            self._list_title = list_title(self.listing, unread, searching, everywhere)
            self._entitle()

    def complain_of_query(self, error: QueryError | None) -> None:
        """Say what is wrong with what is searched for, and mark where; None is nothing."""
        self.search_line.mark(error)
        self.search_hint.complain(error)

    @on(QueryLine.Offered, "#search")
    def offer_ways(self, event: QueryLine.Offered) -> None:
        """Say how what is searched for goes on."""
        self.search_hint.offer(event.ways)

    def watch_opened(self, before: OpenArticle | None, opened: OpenArticle | None) -> None:
        """Name article and sidebar, and show the place."""
        self._entitle()
        self.show_progress()
        if before is not None:
            self.call_after_refresh(lambda: self.show_notes(self.article_pane.target))

    def show_progress(self) -> None:
        """Say how far one is in the article."""
        self.status.place = self.article_pane.progress if self.opened else None

    def show_notes(self, target: TextRange | None) -> None:
        """Show the notes of the highlights in focus under the article, if not beside it."""
        opened, notes = self.opened, list[str]()
        for one in opened.highlights_at(*target) if opened and target else ():
            if opened and not self.article_pane.shows_note(one):
                note = f"{self.glyphs.note} {mask_text(one.note)}" if one.note else ""
                notes += filter(None, (change_on(one, opened, self.glyphs), note))
        self.query_one("#note", ToldBelow).tell("\n".join(notes))

    def show_trouble(self, told: str) -> None:
        """Show under the sources what is wrong with the one under the cursor."""
        self.query_one("#trouble", ToldBelow).tell(mask_text(told))

    def _entitle(self) -> None:
        outlet = self.opened.article.outlet if self.opened else ""
        beside = self.contents.shown(self.wanted_tab) if self.contents else ""
        self._titles.show(PaneNames(self._list_title, outlet, beside), self.panes)
        self._titles.align(self.article_pane.left)
