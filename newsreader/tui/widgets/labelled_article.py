"""The article with labels on the sentences or links on the screen, by which one gets to them."""

from dataclasses import replace

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_url
from newsreader.domain.document import BlockKind
from newsreader.domain.links import Link, every_link
from newsreader.domain.note_references import other_end, place_of_link
from newsreader.tui.article.labels import Labels, label_links, label_sentences
from newsreader.tui.article.picture_name import picture_name
from newsreader.tui.article.text_units import TextRange
from newsreader.tui.link_use import LETTERS, LinkUse
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.finding_article import FindingArticle


class LabelledArticle(FindingArticle):
    """While labels are shown the letters belong to them; any other key takes them away."""

    class NoLabel(Message):
        """A letter was typed that is on no label."""

    class UseChosen(Message):
        """Another use was chosen for the link whose label is typed next."""

        def __init__(self, use: LinkUse) -> None:
            super().__init__()
            self.use = use

    class LinkTaken(Message):
        """The label of a link was typed."""

        def __init__(self, url: str, use: LinkUse) -> None:
            super().__init__()
            self.url = url
            self.use = use

    def __init__(self, glyphs: Glyphs, max_width: int) -> None:
        super().__init__(glyphs, max_width)
        self._labels: Labels[TextRange] | Labels[Link] | None = None
        self._use: LinkUse | None = None
        self._selects = False

    def begin_jump(self) -> bool:
        """Show a label on each sentence on the screen; return whether there is one."""
        layout, units = self.article_layout, self.units
        if layout is None or units is None:
            return False
        top = self.scroll_offset.y
        last = layout.lines[max(0, min(len(layout.lines), top + self.size.height) - 1)]
        self._selects = False
        sentences = units.sentences_near(self.top_offset, last.end)
        found = label_sentences(layout, sentences, self.left, top, self.size.height)
        if found.targets:
            self._show(found)
        return bool(found.targets)

    def begin_hints(self) -> bool:
        """Show a label on each link on the screen; return whether there is one."""
        layout = self.article_layout
        if layout is None:
            return False
        top, links = self.scroll_offset.y, tuple(every_link(layout.document))
        found = label_links(layout, links, self.left, top, self.size.height)
        if found.targets:
            self._show(found, LinkUse.OPEN)
        return bool(found.targets)

    @property
    def picture(self) -> tuple[str, str] | None:
        """The address and the caption of the picture under the cursor."""
        if self.opened is None or self.target is None or self.selecting:
            return None
        document = self.opened.document
        block = document.blocks[document.block_at(self.target[0])] if document.blocks else None
        if block is None or block.kind is not BlockKind.IMAGE or self.target[0] > block.end:
            return None
        url = clean_url(block.marker)
        text = document.text[block.start : block.end]
        caption = picture_name(url) if document.is_nameless(block) else text
        return (url, caption) if url else None

    def follow_inside(self, url: str) -> bool:
        """Go to where a link leads within the article; return whether it does."""
        if self.opened is None:
            return False
        return self._go(place_of_link(self.opened.document, url))

    def turn_to_note(self) -> bool:
        """Go from a reference in the sentence under the cursor to its note, or from that back.

        Returns whether there is one.
        """
        if self.opened is None or self.target is None:
            return False
        return self._go(other_end(self.opened.document, *self.target))

    def _go(self, offset: int | None) -> bool:
        """Put the cursor on the sentence at an offset of the text."""
        if offset is None or self.units is None:
            return False
        self.end_selection()
        self.select_unit(self.units.sentence_at(offset))
        return True

    def _show(
        self, labels: Labels[TextRange] | Labels[Link] | None, use: LinkUse | None = None
    ) -> None:
        self._use = use
        if labels is not self._labels:
            self._labels = labels
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line with the labels on it."""
        strip = super().render_line(y)
        if self._labels is None:
            return strip
        style = Style(color=self.palette.background, bgcolor=self.palette.accent, bold=True)
        return self._labels.draw(strip, y + self.scroll_offset.y, style)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key belongs to the labels."""
        is_sign = character is not None and character.isprintable()
        return self._labels is not None and (is_sign or key == "escape")

    def on_key(self, event: events.Key) -> None:
        """Follow a label letter by letter; Esc takes the labels away, other keys do so and act.

        Where the labels are on links a capital letter chooses what is done with the link. Where
        they are on sentences one begins a selection there, and the next label ends it.
        """
        labels, use = self._labels, self._use
        if labels is None:
            return
        letter = event.character if event.is_printable and event.character else ""
        if not letter and event.key != "escape":
            self._show(None)
            return
        event.stop()
        event.prevent_default()
        if use is not None and letter in LETTERS and not labels.typed:
            self._show(labels, LETTERS[letter])
            self.post_message(self.UseChosen(LETTERS[letter]))
            return
        self._show(None)
        if use is None and letter.isupper():
            letter, self._selects = letter.lower(), True
        found = labels.after(letter) if letter else None
        if isinstance(found, Labels):
            self._show(found, use)
            return
        selects, self._selects = self._selects, False
        if selects and isinstance(found, tuple):
            self.select_range(found)
            self._show(replace(labels, typed=""))
        elif isinstance(found, Link):
            self.post_message(self.LinkTaken(found.url, use or LinkUse.OPEN))
        elif found is not None:
            self.jump_to(found)
        elif letter:
            self.post_message(self.NoLabel())

    # What takes the labels away, as they are where they were

    def watch_opened(self, old: OpenArticle | None, new: OpenArticle | None) -> None:
        """Another article or text has other sentences."""
        self._show(None)
        super().watch_opened(old, new)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Other sentences are on the screen."""
        self._show(None)
        super().watch_scroll_y(old, new)

    def on_resize(self, event: events.Resize) -> None:
        """They stand elsewhere."""
        self._show(None)
        super().on_resize(event)

    def on_blur(self) -> None:
        """The keys go elsewhere."""
        self._show(None)
        super().on_blur()
