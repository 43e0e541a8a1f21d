"""Shows everybody who says something in the library, found by name as one types."""

from newsreader.commands.scopes import SPEAKERS
from newsreader.tui.bindings import bindings
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.pages.search_list import SearchList
from newsreader.tui.questions import RankedSpeakers, ShowSpeakers
from newsreader.tui.widgets.speaker_list import SpeakerList


class SpeakersPage(SearchList[RankedSpeakers, str]):
    """Answers with the name of the speaker chosen; None when the user goes back."""

    hint = (
        "type a name   {page_up} {page_down} move   {page_open} shows what they said"
        "   {page_back} goes back"
    )
    placeholder = "a name"
    BINDINGS = bindings({SPEAKERS}, priority=True)

    def __init__(self, question: ShowSpeakers, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._question = question

    def rows(self) -> SpeakerList:
        """Return the list of speakers."""
        pane = SpeakerList(self.glyphs, id="people")
        pane.now = self._question.now
        return pane

    async def find(self, words: str) -> RankedSpeakers:
        """Return the speakers whose name has these words: the sure and the doubtful ones."""
        return await self._question.find(words)

    def show(self, found: RankedSpeakers) -> None:
        """List speakers."""
        self.query_one(SpeakerList).show(*found)
        self.entitle("People", "Who said something, the most quoted first.")

    def take_row(self) -> None:
        """Answer with the name under the cursor, or show the doubtful ones."""
        rows = self.query_one(SpeakerList)
        if rows.current is not None:
            self.dismiss(rows.current.name)
        elif rows.count:
            rows.fold()
