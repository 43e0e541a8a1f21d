"""What the sidebar has to show of an article: which tabs are filled, and what they list."""

from dataclasses import dataclass
from enum import StrEnum

from newsreader.domain.article import OpenArticle
from newsreader.domain.document import Block
from newsreader.domain.links import Link, links_of
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.sidebar.entries import Entries
from newsreader.tui.sidebar.heading_entries import HeadingEntries, headings_of
from newsreader.tui.sidebar.link_entries import LinkEntries
from newsreader.tui.sidebar.mark_entries import MarkEntries
from newsreader.tui.sidebar.quote_entries import QuoteEntries


class Tab(StrEnum):
    """What the sidebar can list, in the order of the tabs."""

    QUOTES = "Quotes"
    MARKS = "Marks"
    LINKS = "Links"
    OUTLINE = "Outline"


@dataclass(frozen=True, eq=False)
class SidebarContents:
    """What there is to list about one article."""

    opened: OpenArticle
    """The article."""
    links: tuple[Link, ...]
    """The pages that it leads to."""
    headings: tuple[Block, ...]
    """Its headings."""

    @classmethod
    def of(
        cls, opened: OpenArticle | None, before: "SidebarContents | None" = None
    ) -> "SidebarContents | None":
        """Return what there is of ``opened``; what only depends on the document is kept."""
        if opened is None:
            return None
        if before is not None and before.opened is opened:
            return before
        if before is not None and before.opened.document is opened.document:
            return cls(opened, before.links, before.headings)
        return cls(opened, links_of(opened.document), headings_of(opened.document))

    def address(self, number: int) -> str:
        """Return where an entry among the links leads; empty where there is no such entry."""
        addresses = [one.url for one in self.links] + [one.url for one in self.opened.enclosures]
        return addresses[number] if 0 <= number < len(addresses) else ""

    def count(self, tab: Tab) -> int:
        """Return how many entries a tab has."""
        match tab:
            case Tab.QUOTES:
                return len(self.opened.quotes)
            case Tab.MARKS:
                return len(self.opened.highlights)
            case Tab.LINKS:
                return len(self.links) + len(self.opened.enclosures)
            case Tab.OUTLINE:
                return len(self.headings)

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """The tabs that have entries."""
        return tuple(tab for tab in Tab if self.count(tab))

    def shown(self, wanted: Tab) -> Tab:
        """Return the tab to show where ``wanted`` is what the user chose: the first if it is empty.

        Where all are empty that is the quotes.
        """
        tabs = self.tabs
        return wanted if wanted in tabs or not tabs else tabs[0]

    def after(self, tab: Tab) -> Tab:
        """Return the next tab that has entries, after the last the first; itself where alone."""
        tabs = self.tabs
        return tabs[(tabs.index(tab) + 1) % len(tabs)] if tab in tabs else self.shown(tab)

    def entries(self, tab: Tab, glyphs: Glyphs) -> Entries:
        """Return what a tab lists."""
        match tab:
            case Tab.QUOTES:
                return QuoteEntries(self.opened)
            case Tab.MARKS:
                return MarkEntries(self.opened, glyphs)
            case Tab.LINKS:
                return LinkEntries(self.links, self.opened.document.text, self.opened.enclosures)
            case Tab.OUTLINE:
                return HeadingEntries(self.headings, self.opened.document.text)
