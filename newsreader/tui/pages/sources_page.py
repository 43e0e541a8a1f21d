"""Shows what can be listed, found by a few letters of its title as one types."""

from newsreader.commands.scopes import GO_TO
from newsreader.domain.counts import counted
from newsreader.tui.bindings import bindings
from newsreader.tui.listing.sources import Source, SourceKind
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.pages.search_list import SearchList
from newsreader.tui.questions import AskSource
from newsreader.tui.widgets.source_list import SourceList


class SourcesPage(SearchList[tuple[Source, ...], Source]):
    """Answers with the feed, folder or view chosen; None when the user goes back."""

    hint = (
        "type some letters of a title or folder   {page_up} {page_down} move"
        "   {page_open} lists it   {page_back} goes back"
    )
    placeholder = "a feed, a folder or a view"
    scope = GO_TO
    BINDINGS = bindings({GO_TO}, priority=True)

    def __init__(self, question: AskSource, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._question = question

    def rows(self) -> SourceList:
        """Return the list of sources."""
        return SourceList(self.glyphs, id="found-sources")

    async def find(self, words: str) -> tuple[Source, ...]:
        """Return the sources that have these words."""
        return self._question.find(words)

    def show(self, found: tuple[Source, ...]) -> None:
        """List sources, the likeliest under the cursor."""
        self.query_one(SourceList).show(found)
        feeds = sum(one.kind is SourceKind.FEED for one in found)
        if not found:
            told = "Nothing has these letters in its title or folder."
        elif feeds == len(found):
            told = f"{counted(feeds, 'feed')}."
        else:
            told = f"{counted(len(found), 'source')}, {counted(feeds, 'feed')} among them."
        self.entitle("Go to", told)

    def take_row(self) -> None:
        """Answer with the source under the cursor."""
        source = self.query_one(SourceList).current
        if source is not None:
            self.dismiss(source)

    def leave(self) -> None:
        """Go back at once: what was typed is a few letters."""
        self.dismiss(None)
