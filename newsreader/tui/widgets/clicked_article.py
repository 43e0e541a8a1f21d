"""Selects words and follows links in the article by mouse.

Textual gives places on the screen; offsets in the text are kept.
"""

from textual import events
from textual.message import Message
from textual.selection import Selection

from newsreader.tui.article.hit_testing import (
    link_at,
    offset_of_cell,
    selected_range,
    selection_of,
)
from newsreader.tui.article.text_selection import word_at
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.widgets.article_pane import ArticlePane

RIGHT = 3
"""What Textual calls the right button of a mouse."""


class ClickedArticle(ArticlePane):
    """An article whose words, sentences and links can be clicked on."""

    class LinkClicked(Message):
        """The user clicked on a link in the text."""

        def __init__(self, url: str, asks: bool) -> None:
            super().__init__()
            self.url = url
            self.asks = asks
            """Whether the user wants to choose what is done with it."""

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, as the document has it and not as it is wrapped."""
        selected = self._range(selection)
        if selected is None or self.opened is None:
            return None
        return self.opened.document.text[selected[0] : selected[1]], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Follow the mouse; what it selected stays until Esc or the next press of the button."""
        if selection is not None:
            self.select_drawn(self._range(selection))

    def on_mouse_down(self) -> None:
        """A press begins anew: what was selected is dropped, not what is now being selected."""
        self.drop_selection()
        self.screen.selections = {}

    def _range(self, selection: Selection) -> TextRange | None:
        """Return the whole words that the mouse was drawn over."""
        if self.article_layout is None or not self.article_layout.lines or self.units is None:
            return None
        drawn = selected_range(self.article_layout, self.left, selection)
        return drawn and self.units.whole_words(*drawn)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on the sentence under it; two select the word, three that.

        A click on a link opens its page; with the right button, or with Ctrl, it asks what is to
        be done with it. Textual would select the whole article.
        """
        event.prevent_default()
        layout, units = self.article_layout, self.units
        if layout is None or units is None or self.state.selection is not None:
            return
        number = event.y + self.scroll_offset.y
        if not layout.first_text_line <= number < len(layout.lines):
            return
        offset = offset_of_cell(layout, self.left, event.x, number)
        sentence = units.sentence_at(offset)
        self.select_unit(sentence, scroll=False)
        link = link_at(layout, self.left, event.x, number)
        if link and event.chain == 1:
            self.post_message(self.LinkClicked(link, event.button == RIGHT or event.ctrl))
        word = word_at(layout, units, number, event.x - self.left)
        chosen = units.whole_words(*word) if event.chain == 2 else sentence
        if event.chain > 1 and chosen is not None:
            self.screen.selections = {self: selection_of(layout, self.left, chosen)}
