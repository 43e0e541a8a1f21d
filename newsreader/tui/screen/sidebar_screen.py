"""Lists things beside the article, which follow it and point into it."""

from textual import on

from newsreader.commands.scopes import ARTICLE, QUOTES
from newsreader.tui.screen.pane_screen import PaneScreen
from newsreader.tui.sidebar.contents import Tab
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.sidebar_pane import SidebarPane
from newsreader.tui.widgets.tab_line import TabLine


class SidebarScreen(PaneScreen):
    """The panes, of which that beside the article goes where the article is, and the other way."""

    def turn_sidebar(self) -> bool:
        """List the next thing beside the article; return whether there is another."""
        if self.contents is None:
            return False
        shown = self.contents.shown(self.wanted_tab)
        self._list_beside(self.contents.after(shown))
        return self.wanted_tab is not shown

    def list_links(self) -> bool:
        """List the links of the article beside it; return whether it has any."""
        has_links = self.contents is not None and Tab.LINKS in self.contents.tabs
        if has_links:
            self._list_beside(Tab.LINKS)
        return has_links

    @on(TabLine.Clicked)
    def choose_tab(self, event: TabLine.Clicked) -> None:
        """List what was clicked on."""
        self._list_beside(event.tab)

    def _list_beside(self, tab: Tab) -> None:
        """List something else beside the article, with the cursor on what stands where one is."""
        self.wanted_tab = tab
        self.name_keys()
        self.sidebar.follow(*(self.article_pane.target or self.article_pane.visible_range))

    @on(ArticlePane.Scrolled)
    def follow_scrolling(self) -> None:
        """Say how far one is; let the sidebar follow where no text unit is in focus."""
        self.show_progress()
        self._titles.align(self.article_pane.left)
        self.show_notes(self.article_pane.target)  # which may have got room beside the text
        if self.panes.here not in (ARTICLE, QUOTES):
            self.sidebar.follow(*self.article_pane.visible_range)

    @on(ArticlePane.TargetChanged)
    def follow_text_unit(self, event: ArticlePane.TargetChanged) -> None:
        """Let the sidebar follow, and show the note of a highlight in focus."""
        self.name_keys()
        if event.target is not None and self.panes.here == ARTICLE:
            self.sidebar.follow(*event.target)
        self.show_notes(event.target)

    @on(SidebarPane.Chosen)
    def light_passage(self, event: SidebarPane.Chosen) -> None:
        """Show in the article what is under the cursor of the sidebar."""
        self.article_pane.point_at(event.pointed)
