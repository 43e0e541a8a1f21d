"""A speaker's page: everything one person said across the library, newest first."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from newsreader.domain.age import full_date
from newsreader.domain.clean import mask_text
from newsreader.domain.errors import NewsreaderError
from newsreader.domain.quote_hit import QuoteHit, group_same_quotes
from newsreader.domain.speaker import Speaker
from newsreader.library import Library
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.pages.search_list import Browser
from newsreader.tui.sparkline import draw
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.quote_list import QuoteList

CHART = 40
"""The most bars in the chart."""


class SpeakerScreen(Browser[QuoteHit]):
    """Answers with the quote to open in its article; None when the reader goes back."""

    hint = "type words   ↑ ↓ move   Enter opens the article   Ctrl+E exports   Esc goes back"
    placeholder = "words in what was said"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "export", "Export", show=False, priority=True)
    ]

    def __init__(
        self, library: Library, person: Speaker, folder: Path, palette: Palette, glyphs: Glyphs
    ) -> None:
        super().__init__(palette, glyphs)
        self._library = library
        self._person = person
        self._folder = folder

    def rows(self) -> QuoteList:
        """What was said."""
        return QuoteList(self.palette, self.glyphs, id="said")

    def narrow(self, words: str) -> None:
        """List what has these words, and draw when it was said."""
        person = self._person
        said = self._library.quote_hits(person.name, words)
        self.query_one(QuoteList).said = group_same_quotes(said)
        chart = draw([one.published for one in said], CHART, self.glyphs.spark)
        outlets = len({one.outlet for one in said})
        dot = f" {self.glyphs.bullet} "
        parts = [person.role] if person.role else []
        parts.append(_count(len(said), "quote"))
        parts.append(_count(outlets, "outlet"))
        if said:
            first, last = full_date(said[-1].published), full_date(said[0].published)
            parts.append(first if first == last else f"{first} to {last}")
        if len(chart.bars) > 1:
            parts.append(f"{chart.bars}  a bar a {chart.unit}, {chart.most} at most")
        self.entitle(person.name, dot.join(parts))

    def choose(self) -> None:
        """Answer with the quote under the cursor."""
        said = self.query_one(QuoteList).current
        if said is not None:
            self.dismiss(said)

    def action_export(self) -> None:
        """Write the page to a Markdown file, with citations."""
        try:
            done = self._library.export_speaker(self._person.name, self._folder)
        except NewsreaderError as error:
            self.app.notify(mask_text(str(error)), severity="error", markup=False)
            return
        self.app.notify(mask_text(f"Exported to\n{done.path}"), markup=False)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
