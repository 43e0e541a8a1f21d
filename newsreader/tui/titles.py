"""Writes what stands above the panes, the place in the article and the note in focus."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from newsreader.domain.clean import mask_line, mask_text
from newsreader.tui.article.text_units import Range

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


class Titles:
    """The words around the panes of one screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    def name_list(self) -> None:
        """Name the list, with what is left to read in it or how much was found."""
        listing, unread = self._screen.listing, self._screen.unread
        if listing is None:
            return
        if self._screen.finder.searching:
            count = f"{len(listing.ids):,} found"
        else:
            count = f"{unread:,} unread" if unread else f"{len(listing.ids):,}"
        self._write("list", listing.title, count)

    def name_article(self) -> None:
        """Name the outlet above the article, and count the quotes beside it."""
        opened = self._screen.opened
        self._write("article", opened.article.outlet if opened else "")
        quotes = len(opened.quotes) if opened else 0
        self._write("quotes", "Who said what", str(quotes or ""))
        self.show_place()

    def show_place(self) -> None:
        """Say how far one is in the article."""
        screen = self._screen
        screen.status.place = screen.article_pane.progress if screen.opened else None

    def show_notes(self, passage: Range | None) -> None:
        """Show the notes of the highlights in focus under the article."""
        screen = self._screen
        opened = screen.opened
        touched = opened.highlights_at(*passage) if opened and passage else ()
        notes = [one.note for one in touched if one.note]
        strip = screen.query_one("#note", Static)
        strip.display = bool(notes)
        sign = screen.glyphs.note
        strip.update(Content("\n".join(f"{sign} {mask_text(note)}" for note in notes)))

    def _write(self, pane: str, *parts: str) -> None:
        glyphs = self._screen.glyphs
        title = f" {glyphs.bullet} ".join(part for part in parts if part)
        label = self._screen.query_one(f"#{pane}-title", Static)
        label.update(Content(glyphs.plain(mask_line(title))))
