"""Asks for a query in one line, which is completed as one types."""

from collections.abc import Awaitable, Callable

from textual import on
from textual.widget import Widget

from newsreader.domain.query.completion import Catalog
from newsreader.tui.dialogs.dialog import line
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.glyphs import Glyphs
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
