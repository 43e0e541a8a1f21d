"""Shows what one speaker said across the library, newest first."""

from collections import Counter
from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input

from newsreader.commands.scopes import SPEAKER
from newsreader.domain.age import full_date
from newsreader.domain.counts import counted, quoted
from newsreader.domain.quoting.quote import Certainty
from newsreader.domain.quoting.quote_hit import QuoteHit, group_same_quotes
from newsreader.domain.quoting.speaker import Speaker
from newsreader.tui.bindings import bindings
from newsreader.tui.cells.sparkline import draw
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.pages.narrowed_rows import NarrowedRows
from newsreader.tui.questions import ShowSpeaker, SpeakerDeed
from newsreader.tui.widgets.quote_list import QuoteList

CHART = 40
"""The most bars in the chart."""


class SpeakerScreen(NarrowedRows[QuoteHit]):
    """Answers with the quote to open in its article; None when the user goes back."""

    ROWS_HINT = (
        "{page_open} opens the article   {sources_search} words   {said_correct} correct   "
        "{sources_join} join   {sources_part} part   {sources_watch} watch   "
        "{page_export} export   {sources_undo} undo   {keys} keys   {page_back} goes back"
    )
    LINE_HINT = "type words   {page_open} opens the article   {page_back} goes back"
    scope = SPEAKER
    BINDINGS = bindings({SPEAKER})
    AUTO_FOCUS = "#said"

    def __init__(self, question: ShowSpeaker, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._question = question
        self._speaker: Speaker | None = None
        self._hits: tuple[QuoteHit, ...] = ()

    @property
    def rows(self) -> QuoteList:
        """What was said."""
        return self.query_one(QuoteList)

    def parts(self) -> Iterable[Widget]:
        """Return the line for words, and the list of what was said."""
        yield Input(placeholder="words in what was said", select_on_focus=False)
        yield QuoteList(self.glyphs, id="said")

    async def narrow(self) -> None:
        """List what was said with these words in it, and draw when."""
        found = await self._question.find(self.line.value)
        if not self.is_running:
            return
        if found is None:  # the last quote was corrected, or is gone
            self.dismiss(None)
            return
        self._speaker, said = found
        self._hits = said
        self.rows.show(group_same_quotes(said))
        self.entitle(self._speaker.name, self._about(self._speaker, said))

    def _about(self, speaker: Speaker, said: tuple[QuoteHit, ...]) -> str:
        parts = [speaker.role] if speaker.role else []
        kinds = Counter(one.quote.kind for one in said).most_common(1)
        parts += [str(kind) for kind, _ in kinds if not kind.is_human]
        parts.append(counted(len(said), "quote"))
        if unsure := sum(one.quote.certainty is Certainty.PROBABLE for one in said):
            parts.append(f"{unsure} only probable")
        parts.append(counted(len({one.outlet for one in said}), "outlet"))
        if said:
            first, last = full_date(said[-1].published), full_date(said[0].published)
            parts.append(first if first == last else f"{first} to {last}")
        if speaker.aliases:
            parts.append(f"also {quoted(speaker.aliases)}")
        if self._question.within:
            parts.append(f"only {self._question.within}")
        return self.glyphs.apart.join(parts)

    def more(self) -> Iterable[str]:
        """Yield a chart of when it was said."""
        chart = draw([one.published for one in self._hits], CHART, self.glyphs.spark)
        if len(chart.bars) > 1:
            yield f"{chart.bars}  a bar a {chart.unit}, {chart.most} at most"

    def take_row(self) -> None:
        """Answer with the quote under the cursor."""
        if self.rows.current is not None:
            self.dismiss(self.rows.current)

    def correct(self) -> None:
        """Ask who says the quote under the cursor."""
        if self.rows.current is not None:
            self.run_worker(self._question.correct(self.rows.current, self.changed))

    def carry_out(self, deed: SpeakerDeed) -> None:
        """Begin to do something about the speaker."""
        if self._speaker is not None:
            self.run_worker(self._question.carry_out(deed, self._speaker.name, self.changed))

    async def undo(self) -> None:
        """Take back the last change."""
        await self.changed(await self._question.undo())

    def export(self) -> None:
        """Begin to write everything that was said to a Markdown file, with citations."""
        self.expect_answer()
        self._question.export()
