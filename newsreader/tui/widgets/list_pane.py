"""The list of articles: headlines, outlets, ages and marks, a screenful of rows at a time."""

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.segment import Segment
from textual.reactive import var

from newsreader.domain.article import Article, Listing
from newsreader.domain.query.excerpts import Excerpt
from newsreader.domain.query.tree import Sought
from newsreader.tui.listing.row_places import HEADING
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.article_row import ArticleRow, draw_heading
from newsreader.tui.widgets.virtual_list import VirtualList

WINDOW = 64
"""How many rows are fetched at a time around one that is needed."""
KEPT = 2_000
"""How many fetched rows are kept; beyond that the store starts anew."""

NORMAL = 2
"""The lines of an article, unless the user wants another number of them."""


class ListPane(VirtualList):
    """The articles of a listing; holds their ids and fetches the rows on the screen."""

    ROW_HEIGHT = NORMAL

    listing: var[Listing | None] = var(None)
    """What is listed."""

    def __init__(
        self,
        glyphs: Glyphs,
        fetch: Callable[[Sequence[int]], list[Article]],
        excerpt: Callable[[int, int], Excerpt],
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(glyphs, id="list")
        self._fetch = fetch
        self._excerpt = excerpt
        self._sought: tuple[Sought, ...] = ()
        self._clock = clock
        self._articles: dict[int, Article] = {}
        self._over = False
        self._anchor: int | None = None
        self._remembered: tuple[Listing | None, int, int] | None = None

    @property
    def lines(self) -> int:
        """How many lines an article has."""
        return self.ROW_HEIGHT

    @lines.setter
    def lines(self, lines: int) -> None:
        place = self._place
        self.ROW_HEIGHT = lines
        self.paint_again()
        y = self.places.top(self.cursor) - place
        self.scroll_to(y=y, animate=False, immediate=True, force=True)
        self.show_cursor()

    @property
    def _place(self) -> int:
        """Where the current row is, in lines from the top of the screen."""
        return self.places.top(self.cursor) - self.scroll_offset.y

    @property
    def headed(self) -> Sequence[int]:
        """The rows before which a heading stands."""
        return [one.row for one in self.listing.headings] if self.listing else ()

    @property
    def count(self) -> int:
        """How many articles are listed."""
        return len(self.listing.ids) if self.listing else 0

    @property
    def current(self) -> int | None:
        """The id of the article under the cursor."""
        return self.listing.ids[self.cursor] if self.listing and self.count else None

    def watch_listing(self, old: Listing | None, new: Listing | None) -> None:
        """Show other articles; what is under the cursor stays there, and where it is."""
        before = old.ids[self.cursor] if old and self.cursor < len(old.ids) else None
        place: int | None = self._place
        self._articles.clear()
        cursor = 0
        over, self._over = self._over, False
        if self._remembered is not None and new is self._remembered[0]:
            cursor, place = self._remembered[1:]
        elif over:
            place = None
        elif new is not None and old is not None and before is not None:
            cursor = _row_kept(old.ids, self.cursor, new.ids)
        self._anchor = self._row_of_anchor(old, new)
        self.set_reactive(VirtualList.cursor, max(0, cursor))
        self.paint_again()
        y = 0 if place is None else self.places.top(max(0, cursor)) - place
        self.scroll_to(y=y, animate=False, immediate=True, force=True)
        self.show_cursor()
        self.post_message(self.Moved(self))

    # The selection

    @property
    def selecting(self) -> bool:
        """Whether rows are being selected."""
        return self._anchor is not None

    @property
    def selected(self) -> list[int]:
        """The ids of the selected articles, in their order; none where none are selected."""
        return [self.listing.ids[one] for one in self._chosen] if self.listing else []

    def begin_selection(self) -> None:
        """Select the row under the cursor, and those to which it moves from here."""
        self._anchor = self.cursor
        self.paint_again()

    def end_selection(self) -> bool:
        """Let the selected rows go; return whether there were any."""
        was, self._anchor = self.selecting, None
        if was:
            self.paint_again()
        return was

    @property
    def _chosen(self) -> range:
        if self._anchor is None or not self.count:
            return range(0)
        first, last = sorted((self._anchor, self.cursor))
        return range(first, last + 1)

    def _row_of_anchor(self, old: Listing | None, new: Listing | None) -> int | None:
        """Return where the selection begins in another listing; None where it ends with that."""
        if self._anchor is None or old is None or new is None:
            return None
        begun = old.ids[self._anchor] if self._anchor < len(old.ids) else 0
        return new.ids.index(begun) if begun in new.ids else None

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw all rows that are selected from now on, or no longer."""
        super().watch_cursor(old, new)
        if self.selecting:
            self.paint_again()

    def ground(self, number: int) -> str:
        """Return the colour behind a row, another one behind selected ones."""
        chosen = number in self._chosen and number != self.cursor
        return self.palette.selection if chosen else super().ground(number)

    def search(self, sought: tuple[Sought, ...]) -> None:
        """Show in each row what is searched for, with the words around it."""
        if sought != self._sought:
            self._sought = sought
            self.paint_again()

    def remember_row(self) -> None:
        """Put the cursor where it is now once this very listing comes back."""
        self._remembered = self.listing, self.cursor, self._place

    def forget_row(self) -> None:
        """Go nowhere when a listing comes back."""
        self._remembered = None

    def start_over(self) -> None:
        """Put the cursor on the first article of the next listing, as it is another list."""
        self._over = True

    def go_to(self, article_id: int) -> bool:
        """Put the cursor on an article; return whether it is listed."""
        if self.listing is None or article_id not in self.listing.ids:
            return False
        self.cursor = self.listing.ids.index(article_id)
        return True

    def article(self, number: int) -> Article | None:
        """Return a row of the listing, fetching those around it when it is not at hand."""
        assert self.listing is not None
        article_id = self.listing.ids[number]
        if article_id not in self._articles:
            if len(self._articles) > KEPT:
                self._articles.clear()
            start = max(0, number - WINDOW // 2)
            wanted = self.listing.ids[start : start + WINDOW]
            self._articles |= {article.id: article for article in self._fetch(wanted)}
        return self._articles.get(article_id)

    def reload(self, article_id: int | None = None) -> None:
        """Fetch rows again, one article's or all on the screen; paint those that have changed."""
        if self.listing is None:
            return
        if article_id is None:
            first = self._first_on_screen
            on_screen = self.listing.ids[first : first + self.size.height // self.ROW_HEIGHT + 2]
            before = {one: self._articles[one] for one in on_screen if one in self._articles}
            self._articles.clear()
            self._strips = {
                number: strips
                for number, strips in self._strips.items()
                if first <= number < first + len(on_screen)
            }
        elif article_id in self._articles:
            before = {article_id: self._articles.pop(article_id)}
        else:
            return
        self._articles |= {article.id: article for article in self._fetch(list(before))}
        for one, article in before.items():
            if self._articles.get(one) != article:
                self.repaint_row(self._number(one))

    @property
    def _first_on_screen(self) -> int:
        """The row at the top of the screen, or the one under the heading there."""
        number, line = self.places.at(self.scroll_offset.y)
        return self.headed[number] if line == HEADING else number

    def _number(self, article_id: int) -> int:
        """Return the row of a listed article."""
        assert self.listing is not None
        if self.current == article_id:
            return self.cursor
        return self.listing.ids.index(article_id)

    def draw_row(self, number: int, width: int, current: bool) -> list[list[Segment]]:
        """Draw an article in as many lines as the list has for each, with a bar where one is."""
        article = self.article(number)
        if article is None:
            return [[Segment("")] for _ in range(self.ROW_HEIGHT)]
        ground, chosen = self.ground(number), number in self._chosen
        strong = self.has_focus and current
        bar = self.glyphs.bar if strong else self.glyphs.thin_bar
        listed = self.listing.title if self.listing else ""
        now, sought = self._clock(), self._sought
        row = ArticleRow(self.palette, self.glyphs, ground, width - 4, now, sought, listed)
        around = self._excerpt(article.id, row.width) if sought and self.ROW_HEIGHT > 1 else None
        bar = bar if current or chosen else " "
        return row.in_list(article, self.ROW_HEIGHT, bar, long=strong, around=around)

    def draw_heading(self, number: int, width: int) -> list[Segment]:
        """Draw a heading of the listing."""
        assert self.listing is not None
        return draw_heading(self.listing.headings[number], width, self.palette, self.glyphs)


def _row_kept(old: Sequence[int], row: int, new: Sequence[int]) -> int:
    """Return where a row of a list is in another: its article, else the next that is in both."""
    if old[row] in new:
        return new.index(old[row])
    kept = set(new)
    nearest = (one for part in (old[row:], old[:row][::-1]) for one in part if one in kept)
    found = next(nearest, None)
    return max(0, min(row, len(new) - 1)) if found is None else new.index(found)
