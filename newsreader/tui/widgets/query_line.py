"""The line in which a query is typed, and the line below it that says what is wrong with it."""

from collections.abc import Callable

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.domain.clean import mask_text
from newsreader.domain.query import QueryError
from newsreader.domain.query.completion import Catalog
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.query_suggester import QuerySuggester
from newsreader.tui.theme import palette_of


class QueryLine(Input):
    """A line for a query; a part of it that is not understood is marked where it stands."""

    def __init__(self, id: str, placeholder: str, catalog: Callable[[], Catalog]) -> None:
        """``catalog`` returns what can be asked for, to complete it."""
        self._mark = _Mark()
        suggester = QuerySuggester(catalog)
        super().__init__(
            placeholder=placeholder, highlighter=self._mark, suggester=suggester, id=id
        )

    def mark(self, error: QueryError | None) -> None:
        """Mark the part that an error is about, as long as it stands there; None marks nothing."""
        wrong = error is not None and bool(error.query)
        self._mark.error = error if wrong else None
        colour = palette_of(self.app.theme).error
        self._mark.style = Style(color=colour, underline=True)  # seen without colours too
        self.refresh()


class QueryHint(Static):
    """Says what is wrong with a query, in as many lines as that takes."""

    def __init__(self, id: str, glyphs: Glyphs) -> None:
        super().__init__("", id=id, markup=False)
        self._glyphs = glyphs

    def complain(self, error: QueryError | None) -> None:
        """Say what is wrong; None is nothing."""
        content = Content("" if error is None else self._glyphs.plain(mask_text(str(error))))
        self.set_class(error is not None, "-wrong")
        if self.content != content:  # an update lays the whole screen out anew
            self.update(content)


class _Mark(Highlighter):
    """Sets the part that an error is about in a style of its own."""

    error: QueryError | None = None
    style = Style()

    def highlight(self, text: Text) -> None:
        """Style the part, unless the query before its end is another one by now."""
        if self.error is None:
            return
        typed, query, end = text.plain, self.error.query, self.error.end
        offset = len(typed) - len(typed.lstrip())
        if typed[offset : offset + end] == query[:end]:
            text.stylize(self.style, offset + self.error.start, offset + end)
