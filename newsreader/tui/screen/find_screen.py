"""Finds words in the open article: what is typed is marked, and gone through match by match."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from newsreader.commands.scopes import ARTICLE
from newsreader.domain.counts import grouped
from newsreader.tui.screen.sidebar_screen import SidebarScreen
from newsreader.tui.widgets.find_line import FindLine


class FindScreen(SidebarScreen):
    """The panes, with a line in place of the last in which is typed what is to be found."""

    find_line = query_one(FindLine)

    def compose(self) -> ComposeResult:
        """Put the line under the panes."""
        yield from super().compose()
        yield FindLine()

    def open_find(self) -> None:
        """Open the line to find something in the article and go there."""
        self.article_pane.begin_find()
        self.panes = replace(self.panes.at(ARTICLE), find_open=True)
        self.find_line.begin()

    @on(Input.Changed, "#find")
    def find_in_article(self, event: Input.Changed) -> None:
        """Mark what is found as one types."""
        self.article_pane.find(event.value if event.value.strip() else "")
        finding = self.article_pane.finding
        self.find_line.tell(len(self.article_pane.hits) if finding else None)

    @on(Input.Submitted, "#find")
    def go_to_found(self) -> None:
        """Go to the first match after the place; without any, let the user type on."""
        text = self.article_pane
        if not text.finding:
            self.end_find()
        elif text.hits:
            self.go_to(replace(self.panes, find_open=False))
            self.step_found(1)

    def step_found(self, by: int) -> None:
        """Go to the next or previous match, and say which it is."""
        text = self.article_pane
        around = text.step_found(by)
        again = ", from the other end" if around and len(text.hits) > 1 else ""
        self.status.say(f"{grouped(text.hit_number)} of {grouped(len(text.hits))}{again}")

    def end_find(self) -> bool:
        """End a find in the article, also one that is being typed; return whether there was one."""
        was_open = self.panes.find_open
        ended = self.article_pane.end_find()
        if was_open:
            self.go_to(replace(self.panes, find_open=False))
        self.name_keys()
        return was_open or ended
