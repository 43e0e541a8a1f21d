"""Shows the same words in other articles: how each outlet cut and introduced them."""

from collections.abc import Sequence

from newsreader.commands.scopes import SAME_QUOTE
from newsreader.domain.counts import counted
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.tui.bindings import bindings
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.pages.search_list import SearchList
from newsreader.tui.questions import ShowSameQuote
from newsreader.tui.widgets.quote_list import QuoteList


class SameQuotePage(SearchList[Sequence[QuoteHit], QuoteHit]):
    """Answers with the quote to open in its article; None when the user goes back."""

    hint = (
        "type words   {page_up} {page_down} move   {page_open} opens the article"
        "   {page_back} goes back"
    )
    placeholder = "an outlet, a headline"
    scope = SAME_QUOTE
    BINDINGS = bindings({SAME_QUOTE}, priority=True)

    def __init__(self, question: ShowSameQuote, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._quote = question.quote
        self._said = question.hits

    def rows(self) -> QuoteList:
        """Return the list of where the words stand."""
        return QuoteList(self.glyphs, id="said")

    async def find(self, words: str) -> tuple[QuoteHit, ...]:
        """Return the articles whose outlet, headline or wording has these words."""
        wanted = words.casefold().split()
        return tuple(
            one
            for one in self._said
            if all(
                word in f"{one.outlet} {one.title} {one.quote.text}".casefold() for word in wanted
            )
        )

    def show(self, found: Sequence[QuoteHit]) -> None:
        """List articles."""
        self.query_one(QuoteList).said = tuple(found)
        outlets = len({one.outlet for one in self._said})
        where = counted(outlets, "other outlet")
        first = self._said[0]
        self.entitle(
            f"“{' '.join(self._quote.marked_text.split())}”",
            f"also in {where}{self.glyphs.apart}there first in {first.outlet}",
        )

    def take_row(self) -> None:
        """Answer with the quote under the cursor."""
        said = self.query_one(QuoteList).current
        if said is not None:
            self.dismiss(said)
