"""Shows what one person said across the library, newest first."""

from collections.abc import Sequence

from newsreader.commands.scopes import SPEAKER
from newsreader.domain.age import full_date
from newsreader.domain.counts import counted
from newsreader.domain.quote_hit import QuoteHit, group_same_quotes
from newsreader.tui.bindings import bindings
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.pages.search_list import SearchList
from newsreader.tui.questions import ShowSpeaker
from newsreader.tui.sparkline import draw
from newsreader.tui.widgets.quote_list import QuoteList

CHART = 40
"""The most bars in the chart."""


class SpeakerScreen(SearchList[Sequence[QuoteHit], QuoteHit]):
    """Answers with the quote to open in its article; None when the user goes back."""

    hint = (
        "type words   {page_up} {page_down} move   {page_open} opens the article"
        "   {page_export} exports   {page_back} goes back"
    )
    placeholder = "words in what was said"
    BINDINGS = bindings({SPEAKER}, priority=True)

    def __init__(self, question: ShowSpeaker, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._question = question

    def rows(self) -> QuoteList:
        """Return the list of what was said."""
        return QuoteList(self.glyphs, id="said")

    async def find(self, words: str) -> tuple[QuoteHit, ...]:
        """Return what was said with these words in it."""
        return await self._question.find(words)

    def show(self, found: Sequence[QuoteHit]) -> None:
        """List what was said, and draw when."""
        speaker, said = self._question.speaker, tuple(found)
        self.query_one(QuoteList).said = group_same_quotes(said)
        chart = draw([one.published for one in said], CHART, self.glyphs.spark)
        outlets = len({one.outlet for one in said})
        dot = f" {self.glyphs.bullet} "
        parts = [speaker.role] if speaker.role else []
        parts.append(counted(len(said), "quote"))
        parts.append(counted(outlets, "outlet"))
        if said:
            first, last = full_date(said[-1].published), full_date(said[0].published)
            parts.append(first if first == last else f"{first} to {last}")
        if len(chart.bars) > 1:
            parts.append(f"{chart.bars}  a bar a {chart.unit}, {chart.most} at most")
        self.entitle(speaker.name, dot.join(parts))

    def take_row(self) -> None:
        """Answer with the quote under the cursor."""
        said = self.query_one(QuoteList).current
        if said is not None:
            self.dismiss(said)

    def export(self) -> None:
        """Begin to write everything that was said to a Markdown file, with citations."""
        self._question.export()
