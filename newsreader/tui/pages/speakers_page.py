"""Everybody who says something in the library, found by name as one types."""

from newsreader.library import Library
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.pages.search_list import Browser
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.speaker_list import SpeakerList


class SpeakersPage(Browser[str]):
    """Answers with the name of the person chosen; None when the reader goes back."""

    hint = "type a name   ↑ ↓ move   Enter shows what they said   Esc goes back"
    placeholder = "a name"

    def __init__(self, library: Library, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette, glyphs)
        self._library = library

    def rows(self) -> SpeakerList:
        """The people."""
        pane = SpeakerList(self.palette, self.glyphs, id="people")
        pane.now = self._library.clock()
        return pane

    def narrow(self, words: str) -> None:
        """List whose name has these words."""
        people = self._library.speakers(words)
        self.query_one(SpeakerList).people = people
        self.entitle("People", "Who said something, the one heard last first.")

    def choose(self) -> None:
        """Answer with the name under the cursor."""
        person = self.query_one(SpeakerList).current
        if person is not None:
            self.dismiss(person.name)
