"""Asks for a query in one line, which is completed and looked at as one types."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from newsreader.domain.query import QueryError, parse_query
from newsreader.domain.query.completion import Catalog
from newsreader.tui.dialogs.dialog import line
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.widgets.query_line import QueryHint, QueryLine


class QueryPromptScreen(PromptScreen):
    """Answers with the query typed; None when the user leaves."""

    def __init__(
        self,
        heading: str,
        hint: str,
        value: str,
        glyphs: Glyphs,
        *,
        store: Callable[[str], Awaitable[str]] | None,
        names: Callable[[], Catalog],
    ) -> None:
        """``store`` returns what is wrong with the query; ``names`` what can be asked for."""
        super().__init__(heading, hint, value, store=store)
        self._glyphs = glyphs
        self._names = names

    def body(self) -> list[Widget]:
        """The line, how it goes on, and a place to say why it will not do."""
        return [
            QueryLine("query", "", self._names, self._value),
            QueryHint("ways", self._glyphs),
            line("", "error"),
        ]

    @on(QueryLine.Offered)
    def offer_ways(self, event: QueryLine.Offered) -> None:
        """Say how the query goes on."""
        self.query_one(QueryHint).offer(event.ways)

    @on(Input.Changed)
    def look(self) -> None:
        """Say and mark what is wrong with the query so far, as the search line does."""
        self._mark(self._fault(typing=True))

    def _complain(self, reason: str) -> None:
        """Say why the query will not do, and mark the part; ``reason`` is empty where it does."""
        fault = self._fault() if reason else None
        self._mark(fault)
        super()._complain("" if fault is not None and str(fault) == reason else reason)

    def _fault(self, *, typing: bool = False) -> QueryError | None:
        """Return what is wrong with the query as it is written, whatever there is in a library."""
        try:
            parse_query(self.query_one(QueryLine).value, datetime.now(UTC), typing=typing)
        except QueryError as error:
            return error
        return None

    def _mark(self, fault: QueryError | None) -> None:
        self.query_one(QueryLine).mark(fault)
        self.query_one(QueryHint).complain(fault)
