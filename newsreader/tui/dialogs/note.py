"""A note on a passage: the words it is about, and a place to write."""

from textual.widget import Widget
from textual.widgets import TextArea

from newsreader.commands.scopes import NOTE
from newsreader.domain.clean import clean_text, mask_text
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, line
from newsreader.tui.foreground import edit_text


class NoteScreen(Dialog[str]):
    """Answers with the note's text, empty to take the note away; None when nothing is wanted."""

    heading = "Note"
    hint = "{note_keep} keeps it   {note_discard} discards   {note_editor} opens your editor"
    BINDINGS = bindings({NOTE}, priority=True)

    def __init__(self, passage: str, note: str) -> None:
        super().__init__()
        self._passage = passage
        self._note = clean_text(note)

    def body(self) -> list[Widget]:
        """The passage, then the note."""
        words = " ".join(self._passage.split())
        area = TextArea(self._note, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        area.move_cursor(area.document.end)
        return [line(words, "passage"), area]

    def edit(self) -> None:
        """Go on in the user's editor; what is written there stands here then, whatever it does."""
        area = self.query_one(TextArea)
        written, reason = edit_text(self.app, area.text)
        if written != area.text:
            area.text = clean_text(written)
            area.move_cursor(area.document.end)
        if reason:
            self.app.notify(mask_text(reason), markup=False, severity="error", timeout=12)

    def keep(self) -> None:
        """Answer with what is written."""
        self.dismiss(self.query_one(TextArea).text.strip())
