"""Shows the highlights of the whole library, newest first, narrowed by a query as one types."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from newsreader.commands.scopes import HIGHLIGHTS as HERE
from newsreader.domain.clean import mask_line, mask_text
from newsreader.domain.counts import counted, grouped
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.highlights.highlight_hit import HighlightHit
from newsreader.domain.query import QueryError
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.tui.article.wrap import clip_lines
from newsreader.tui.bindings import bindings
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.overlay import Overlay
from newsreader.tui.questions import HighlightDeed, ShowHighlights
from newsreader.tui.widgets.highlight_list import HighlightList
from newsreader.tui.widgets.hint_line import HintLine
from newsreader.tui.widgets.query_line import QueryHint, QueryLine
from newsreader.tui.widgets.virtual_list import VirtualList

DETAIL = 3
"""The most lines for what the row of the cursor has no room for."""
NOTHING = "Nothing is highlighted yet; H in an article marks a passage."
NOTHING_DUE = "Nothing more to look at today; a highlight comes here a week after it was made."
NOT_FOUND = "No passage has this; Esc takes the query away."


class HighlightsPage(Overlay[HighlightHit]):
    """Answers with the highlight to go to in its article; None when the user goes back."""

    HINT = (
        "{highlights_open} go there   {highlights_search} search   {highlights_note} note   "
        "{highlights_tags} tags   {highlights_colour} colour   {highlights_verify} verify   "
        "{highlights_delete} delete   {highlights_undo} undo   "
        "{highlights_export} export   {highlights_export_listed} only these   "
        "{keys} keys   {dialog_leave} back"
    )
    REVIEW_HINT = (
        "{highlights_keep} keep   {highlights_delete} let go   {highlights_tags} tags   "
        "{highlights_note} note   {highlights_verify} verify   "
        "{highlights_open} go there   "
        "{highlights_undo} undo   {keys} keys   {dialog_leave} back"
    )
    scope = HERE
    BINDINGS = bindings({HERE})
    AUTO_FOCUS = "#marks"

    rows = query_one(HighlightList)
    line = query_one(QueryLine)

    def __init__(self, question: ShowHighlights, glyphs: Glyphs) -> None:
        super().__init__()
        self._question = question
        self._glyphs = glyphs
        self._all: int | None = None
        self._said = ""

    def compose(self) -> ComposeResult:
        """Put the query over the passages, and over what is said of the one under the cursor."""
        self.add_class("browser")
        question = self._question
        with Vertical(classes="frame"):
            heading = "To look at again" if question.review else "Highlights"
            yield Static(heading, classes="heading", markup=False)
            yield Static("", id="about", classes="about", markup=False)
            yield QueryLine(
                "query", "search passages and notes", question.names, question.query, HIGHLIGHTS
            )
            yield QueryHint("ways", self._glyphs)
            yield HighlightList(self._glyphs, question.read)
            yield Static("", id="detail", classes="detail", markup=False)
            yield HintLine(self.keymap.fill(self.REVIEW_HINT if question.review else self.HINT))

    def on_mount(self) -> None:
        """List what is asked for at first."""
        self.run_worker(self._list(self._question.at), group="narrow", exclusive=True)

    # The query

    @on(Input.Changed)
    def narrow(self) -> None:
        """List what is found as one types."""
        self.run_worker(self._list(), group="narrow", exclusive=True)

    @on(QueryLine.Offered)
    def offer_ways(self, event: QueryLine.Offered) -> None:
        """Say how the query goes on."""
        self.query_one(QueryHint).offer(event.ways)

    @on(Input.Submitted)
    def go_to_rows(self) -> None:
        """Leave the line for what was found."""
        self.rows.focus()

    async def _list(self, at: str = "") -> None:
        """List what the query finds, the cursor on a highlight or where it was."""
        query, found = self.line.value, await self._question.find(self.line.value)
        if not self.is_running or query != self.line.value:
            return
        wrong = found if isinstance(found, QueryError) else None
        self.line.mark(wrong)
        self.query_one(QueryHint).complain(wrong)
        if isinstance(found, QueryError):
            return
        self._all = len(found) if not query.strip() else self._all
        nothing = NOTHING_DUE if self._question.review else NOTHING
        self.rows.emptiness = NOT_FOUND if query.strip() else nothing
        self.rows.show(found, at)
        of = f" of {grouped(self._all)}" if query.strip() and self._all is not None else ""
        self.query_one("#about", Static).update(Content(counted(len(found), "passage") + of))

    # The passage under the cursor

    @on(VirtualList.Moved)
    def tell_more(self) -> None:
        """Say what the row has no room for."""
        self._tell(self._said)
        self._said = ""

    def on_resize(self) -> None:
        """Lines are cut for a width."""
        self.call_after_refresh(self.tell_more)

    def _tell(self, said: str) -> None:
        """Say what became of something, else more of the passage under the cursor."""
        hit, width = self.rows.current, max(20, self.rows.size.width - 2)
        words = said or (_more(hit) if hit is not None else "")
        lines = clip_lines(mask_text(words), width, DETAIL)
        self.query_one("#detail", Static).update(Content(self._glyphs.plain("\n".join(lines))))

    def carry_out(self, deed: HighlightDeed) -> None:
        """Begin to do something about the passage under the cursor."""
        hit = self.rows.current
        if hit is not None:
            self.run_worker(self._question.carry_out(deed, hit, self.changed))

    async def changed(self, said: str) -> None:
        """List the passages as they are now, and say what became of something."""
        self._said = said
        rows = self.rows
        await self._list(rows.ids[rows.cursor] if rows.cursor < rows.count else "")

    async def undo(self) -> None:
        """Take back the last change."""
        await self.changed(await self._question.undo())

    def export(self, *, listed: bool = False) -> None:
        """Begin to write the stories of what is listed to files, or what is ``listed`` to one."""
        if self.rows.count:
            self.run_worker(self._export(self.rows.ids, self.line.value if listed else None))

    async def _export(self, ids: Sequence[str], query: str | None) -> None:
        question = self._question
        write = question.export(ids) if query is None else question.export_listed(ids, query)
        self._tell(await write)

    # Keys

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.step(by)

    def half_page(self, by: int) -> None:
        """Move the cursor by half a screen."""
        self.rows.half_page(by)

    def full_page(self, by: int) -> None:
        """Move the cursor by a screen."""
        self.rows.full_page(by)

    def jump(self, end: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.rows.jump(end)

    def search(self) -> None:
        """Go to the line of the query."""
        self.line.focus()

    @on(VirtualList.Chosen)
    def take(self) -> None:
        """Answer with the passage under the cursor."""
        if self.rows.current is not None:
            self._question.keep(self.line.value, self.rows.current.highlight.id)
            self.dismiss(self.rows.current)

    def leave(self) -> None:
        """Go back: out of the line, then out of the query, then out of the page."""
        if self.line.has_focus:
            self.rows.focus()
        elif self.line.value:
            self.line.value = ""
        else:
            self._question.keep("", "")
            self.dismiss(None)

    def close(self) -> None:
        """Go back at once, and come back to the same query."""
        hit = self.rows.current
        self._question.keep(self.line.value, hit.highlight.id if hit is not None else "")
        self.dismiss(None)


def _more(hit: HighlightHit) -> str:
    """Return what is to be said of a highlight beside its row; empty where that says all."""
    one = hit.highlight
    if one.state is AnchorState.CHANGED:
        return f"It says now: “{' '.join(mask_line(hit.now).split())}”"
    return " ".join(mask_text(one.note).split())
