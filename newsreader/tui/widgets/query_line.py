"""The line in which a query is typed, and the line below it: how it goes on, what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from newsreader.domain.clean import mask_line, mask_text
from newsreader.domain.query import QueryError
from newsreader.domain.query.completion import Catalog, Completion, complete
from newsreader.domain.query.fields import ARTICLES, Subject
from newsreader.tui.article.wrap import clip
from newsreader.tui.look.glyphs import Glyphs

TAKES = "→ "
"""Before what Right takes."""
BETWEEN = "   "
"""Between two ways to go on."""


class QueryLine(Input):
    """A line for a query; how it goes on is told, and what is not understood is marked.

    Right takes the first way to go on, as long as the cursor is where was typed last; from then
    on it moves the cursor, as elsewhere.
    """

    @dataclass
    class Offered(Message):
        """There are other ways to go on with what is typed, or none."""

        line: "QueryLine"
        """Where."""
        ways: tuple[Completion, ...]
        """The ways, the nearest first."""

        @property
        def control(self) -> "QueryLine":
            """The line, by which handlers may be chosen."""
            return self.line

    def __init__(
        self,
        id: str,
        placeholder: str,
        catalog: Callable[[], Catalog],
        value: str = "",
        subject: Subject = ARTICLES,
    ) -> None:
        """``catalog`` returns what can be asked for, as it is at each letter.

        ``subject`` is what is asked for by that.
        """
        self._subject = subject
        self._mark = _Mark()
        super().__init__(
            value,
            placeholder=placeholder,
            highlighter=self._mark,
            suggester=_Suggester(self),
            select_on_focus=False,
            id=id,
        )
        self._catalog = catalog
        self._ways: tuple[Completion, ...] = ()
        self._typed_at = 0

    def mark(self, error: QueryError | None) -> None:
        """Mark the part that an error is about, as long as it stands there; None marks nothing."""
        wrong = error is not None and bool(error.query)
        self._mark.error = error if wrong else None
        self.refresh()

    @on(Input.Changed)
    def look_for_ways(self) -> None:
        """Offer how what was typed goes on."""
        self._typed_at = self.cursor_position
        self._offer(self.ways(self._typed_at))

    def ways(self, cursor: int) -> tuple[Completion, ...]:
        """Return how the piece that ends at ``cursor`` goes on."""
        return complete(self.value, cursor, self._catalog(), self._subject)

    def watch_selection(self) -> None:
        """Offer nothing any more once the cursor is elsewhere, unless it moves by typing."""
        self.call_later(self._forget_ways)

    def _forget_ways(self) -> None:
        if self.cursor_position != self._typed_at or not self.selection.is_empty:
            self._offer(())

    def on_blur(self) -> None:
        """Offer nothing where nothing is typed."""
        self._offer(())

    def _offer(self, ways: tuple[Completion, ...]) -> None:
        if ways != self._ways:
            self._ways = ways
            self.post_message(self.Offered(self, ways))

    def action_cursor_right(self, select: bool = False) -> None:
        """Take what is offered, or move the cursor."""
        if select or not self._ways:
            super().action_cursor_right(select)
            return
        self.value, self.cursor_position = self._ways[0].applied(self.value)


class QueryHint(Static):
    """Says how a query goes on, or what is wrong with it, in as many lines as that takes."""

    def __init__(self, id: str, glyphs: Glyphs) -> None:
        super().__init__("", id=id, markup=False)
        self._glyphs = glyphs
        self._error: QueryError | None = None
        self._ways: tuple[Completion, ...] = ()

    def complain(self, error: QueryError | None) -> None:
        """Say what is wrong; None is nothing."""
        self._error = error
        self._say()

    def offer(self, ways: tuple[Completion, ...]) -> None:
        """Say how the query goes on."""
        self._ways = ways
        self._say()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._say()

    def _say(self) -> None:
        wrong = "" if self._error is None else self._glyphs.plain(mask_text(str(self._error)))
        said = [Content.styled(wrong, "$error")] if wrong else []
        if self._ways:
            said.append(self._named_ways(self._ways))
        content = Content("\n").join(said)
        if self.content != content:  # an update lays the whole screen out anew
            self.update(content)

    def _named_ways(self, ways: tuple[Completion, ...]) -> Content:
        """Return the ways in one line, the one that is taken first."""
        room = self.content_size.width
        first, *others = (self._glyphs.plain(mask_line(one.text)) for one in ways)
        taken = clip(self._glyphs.plain(TAKES) + first, room)
        rest = clip("".join(BETWEEN + one for one in others), room - cell_len(taken))
        return Content.assemble((taken, "$accent"), rest)


_MARKED = Style(bold=True, underline=True)
"""What an error is about, on any ground and without colours."""


class _Suggester(Suggester):
    """Sets the first way dimmed behind what is typed, where it only adds letters at the end."""

    def __init__(self, line: QueryLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        """Return the query with the first way."""
        if self._line.value != value or not self._line.cursor_at_end:
            return None
        ways = self._line.ways(len(value))
        text = ways[0].applied(value)[0] if ways else ""
        return text if text.startswith(value) else None


class _Mark(Highlighter):
    """Sets the part that an error is about in a style of its own."""

    error: QueryError | None = None

    def highlight(self, text: Text) -> None:
        """Style the part, unless the query before its end is another one by now."""
        if self.error is None:
            return
        typed, query, end = text.plain, self.error.query, self.error.end
        offset = len(typed) - len(typed.lstrip())
        if typed[offset : offset + end] == query[:end]:
            text.stylize(_MARKED, offset + self.error.start, offset + end)
