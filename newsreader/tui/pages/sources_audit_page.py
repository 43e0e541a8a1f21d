"""Shows who is quoted, how often, when and where: by what they are, by outlet and by folder."""

import asyncio
from collections.abc import Iterable, Sequence
from enum import StrEnum

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from newsreader.commands.scopes import SPEAKERS
from newsreader.domain.age import full_date
from newsreader.domain.clean import mask_line
from newsreader.domain.counts import counted, grouped
from newsreader.domain.query import QueryError
from newsreader.domain.query.fields import SOURCES
from newsreader.domain.query.name_check import as_value
from newsreader.domain.query.pieces import with_conditions
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.source_audit import (
    QuotedSource,
    QuotingPart,
    Section,
    Shares,
    SourceAudit,
)
from newsreader.tui.bindings import bindings
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.pages.narrowed_rows import PAUSE, NarrowedRows
from newsreader.tui.questions import ShowSources, SpeakerDeed
from newsreader.tui.widgets.query_line import QueryHint, QueryLine
from newsreader.tui.widgets.quoted_source_list import SHARES, QuotedSourceList
from newsreader.tui.widgets.tab_line import tab_names

MARGIN = 1
"""Empty cells before the first tab."""
NAMED = 4
"""So many outlets or folders are named of a source."""


class AuditTab(StrEnum):
    """What is listed, in the order of the tabs."""

    PEOPLE = "People"
    ORGANISATIONS = "Organisations"
    DOCUMENTS = "Documents"
    GROUPS = "Groups"
    UNNAMED = "Without a name"
    OUTLETS = "Outlets"
    FOLDERS = "Folders"


_SECTIONS = {
    AuditTab.PEOPLE: Section.PEOPLE,
    AuditTab.ORGANISATIONS: Section.ORGANISATIONS,
    AuditTab.DOCUMENTS: Section.DOCUMENTS,
    AuditTab.GROUPS: Section.GROUPS,
    AuditTab.UNNAMED: Section.UNNAMED,
}
_FIELDS = {AuditTab.OUTLETS: "outlet", AuditTab.FOLDERS: "folder"}
"""By which field of a query what else is listed is asked for."""


class SourcesAuditPage(NarrowedRows[QuoteHit]):
    """Answers with the quote to open in its article; None when the user goes back."""

    LINE_HINT = (
        "type a name, or outlet: folder: since:   {page_open} what they said   "
        "{sources_next} leaves the line, then next tab   {page_back} goes back"
    )
    ROWS_HINT = (
        "{page_open} what they said   {sources_next} next tab   {sources_search} search   "
        "{sources_join} join   {sources_part} part   {sources_watch} watch   "
        "{page_export} table   {sources_undo} undo   {keys} keys   {page_back} goes back"
    )
    scope = SPEAKERS
    BINDINGS = bindings({SPEAKERS})
    AUTO_FOCUS = "#query"

    def __init__(self, question: ShowSources, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._question = question
        self._part = AuditTab.PEOPLE
        self._found: SourceAudit | None = None
        self._query = ""
        self._stale = False

    @property
    def rows(self) -> QuotedSourceList:
        """Who is quoted."""
        return self.query_one(QuotedSourceList)

    def parts(self) -> Iterable[Widget]:
        """Return the query, what is said of it, the tabs, and the sources."""
        names, value = self._question.names, self._question.query
        yield QueryLine("query", "a name, or outlet: folder: since:30d", names, value, SOURCES)
        yield QueryHint("ways", self.glyphs)
        yield Static("", id="tabs", classes="about", markup=False)
        yield QuotedSourceList(self.glyphs, self._question.now)

    async def narrow(self) -> None:
        """Count who is quoted in what the query finds."""
        line = self.query_one(QueryLine)
        query = line.value
        if self._found is not None and query != self._query:
            await asyncio.sleep(PAUSE)
        elif self._found is None:
            self.entitle("Who is quoted", "")
        anew, self._stale = self._stale, False
        found = await self._question.find(query, anew)
        if not self.is_running or found is None:
            return
        wrong = found if isinstance(found, QueryError) else None
        line.mark(wrong)
        self.query_one(QueryHint).complain(wrong)
        if isinstance(found, SourceAudit):
            keep = self.rows.current if query == self._query else None
            self._found, self._query = found, query
            self._show(keep.key if isinstance(keep, QuotedSource) else "")

    def _show(self, keep: str = "") -> None:
        found = self._found
        if found is None:
            return
        if not self._rows_of(self._part):
            self._part = next((one for one in _SECTIONS if self._rows_of(one)), AuditTab.PEOPLE)
        self.rows.show(self._rows_of(self._part), found.extent, keep)
        whole, extent = found.whole, found.extent
        about = [f"{counted(whole.quotes, 'quote')} in {counted(extent.articles, 'article')}"]
        about += [
            f"{whole.share(section)} % {SHARES[section]}"
            for section, count in whole.sections
            if count
        ]
        if extent.first and extent.last and self.rows.scale and self.rows.scale.width > 1:
            about.append(f"a bar a {self.rows.scale.unit}, to {full_date(extent.last)}")
        self.entitle("Who is quoted", self.glyphs.apart.join(about))
        self._show_tabs()

    def _rows_of(self, part: AuditTab) -> Sequence[QuotedSource | QuotingPart]:
        if self._found is None:
            return ()
        if part in _SECTIONS:
            return self._found.of(_SECTIONS[part])
        return self._found.outlets if part is AuditTab.OUTLETS else self._found.folders

    def _filled(self) -> tuple[AuditTab, ...]:
        """Return the tabs that list something, and the one that is shown."""
        return tuple(one for one in AuditTab if self._rows_of(one) or one is self._part)

    def _tab_names(self) -> list[tuple[AuditTab | None, str]]:
        width, count = self.rows.size.width - 2 * MARGIN, len(self._rows_of(self._part))
        return tab_names(self._filled(), self._part, count, width, self.glyphs.apart)

    def _show_tabs(self) -> None:
        line = Content.assemble(
            *(
                (text, "bold $strong") if tab is self._part else text
                for tab, text in self._tab_names()
            )
        )
        self.query_one("#tabs", Static).update(line)

    def on_resize(self) -> None:
        """Lines are cut for a width."""
        super().on_resize()
        self.call_after_refresh(self._show_tabs)

    def turn(self, by: int) -> None:
        """List what the next tab names."""
        tabs = self._filled()
        self._list_tab(tabs[(tabs.index(self._part) + by) % len(tabs)])

    def _list_tab(self, tab: AuditTab) -> None:
        self._part = tab
        self.rows.focus()
        self._show()

    @on(events.Click, "#tabs")
    def take_tab(self, event: events.Click) -> None:
        """A click on a tab lists what it names."""
        at = MARGIN
        for tab, text in self._tab_names():
            at += cell_len(text)
            if tab is not None and event.x < at:
                self._list_tab(tab)
                return

    @on(QueryLine.Offered)
    def offer_ways(self, event: QueryLine.Offered) -> None:
        """Say how the query goes on."""
        self.query_one(QueryHint).offer(event.ways)

    # The row under the cursor

    @on(QuotedSourceList.Wanting)
    def read_details(self) -> None:
        """Read more of the sources that are seen."""
        self.run_worker(self._read_details(), group="details", exclusive=True)

    async def _read_details(self) -> None:
        query = self._query
        details = await self._question.details(query, self.rows.wanted())
        if self.is_running and query == self._query:
            self.rows.add_details(details)

    def more(self) -> Iterable[str]:
        """Yield the sums of a source, where it is quoted, and in which folders."""
        one, dot = self.rows.current, self.glyphs.apart
        if not isinstance(one, QuotedSource):
            return
        details = self.rows.details(one)
        said = f"{counted(one.quotes, 'quote')} in {counted(one.articles, 'article')}"
        facts = [mask_line(one.attribution), mask_line(details.role) if details else "", said]
        facts += [] if one.kind.is_human else [str(one.kind)]
        if one.quotes > one.sure:
            facts.append(f"{grouped(one.quotes - one.sure)} only probable")
        if details is not None:
            days = (full_date(details.first), full_date(one.last))
            facts.append(" to ".join(dict.fromkeys(days)))
        yield dot.join(fact for fact in facts if fact)
        yield _in_words("Outlets", one.outlets, one.quotes, "no outlet")
        if one.folders != (("", one.quotes),):
            yield _in_words("Folders", one.folders, one.quotes, "no folder")

    def take_row(self) -> None:
        """Show what a source said, list an outlet or folder alone, or show the doubtful ones."""
        one = self.rows.current
        if isinstance(one, QuotedSource):
            self.run_worker(self._question.open(one, self._query, self._come_back))
        elif isinstance(one, QuotingPart):
            self._list_alone(one)
        elif self.rows.count:
            self.rows.fold()

    def _list_alone(self, part: QuotingPart) -> None:
        if value := as_value(part.name):
            asked = f"{_FIELDS[self._part]}:{value}"
            self._part = AuditTab.PEOPLE
            self.line.value = with_conditions(self.line.value, [asked])
        else:
            self.tell("Feeds without a folder cannot be asked for alone.")

    async def _come_back(self, hit: QuoteHit | None) -> None:
        """Close with a quote, or count again: something may have been corrected."""
        if hit is not None:
            self._question.keep(self._query)
            self.dismiss(hit)
        else:
            self._stale = True
            self.list_again()

    async def changed(self, said: str) -> None:
        """Count again, and say what became of something."""
        self._stale = True
        await super().changed(said)

    def carry_out(self, deed: SpeakerDeed) -> None:
        """Begin to do something about the source under the cursor."""
        one = self.rows.current
        if isinstance(one, QuotedSource):
            self.run_worker(self._question.carry_out(deed, one.name, self.changed))

    async def undo(self) -> None:
        """Take back the last change."""
        await self.changed(await self._question.undo())

    def export(self) -> None:
        """Begin to write a table of all sources."""
        if self._found is not None and self._found.sources:
            self.expect_answer()
            self._question.export(self._query)

    def leave(self) -> None:
        """Go back: out of the query, then out of the page."""
        if not self.line.value:
            self._question.keep("")
        super().leave()


def _in_words(what: str, shares: Shares, quotes: int, nameless: str) -> str:
    named = [
        f"{mask_line(name) or nameless} {grouped(count)} ({round(100 * count / quotes)} %)"
        for name, count in shares[:NAMED]
    ]
    more = [f"{grouped(len(shares) - NAMED)} more"] if len(shares) > NAMED else []
    return f"{what}: {', '.join(named + more)}"
