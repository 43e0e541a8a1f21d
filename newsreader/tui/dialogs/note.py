"""A note on a passage: the words it is about, and a place to write."""

from textual import on
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from newsreader.commands.scopes import NOTE
from newsreader.domain.clean import clean_text, mask_text
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, line
from newsreader.tui.driver.foreground import edit_text
from newsreader.tui.questions import AskNote

KEEP_EVERY = 0.5
"""Seconds after which what was typed is remembered, in case the app is killed."""


class NoteScreen(Dialog[str]):
    """Answers with the note's text, empty to take the note away; None when nothing is wanted."""

    heading = "Note"
    hint = (
        "{note_keep} keeps it   {note_discard} discards   "
        "{note_editor} opens your editor   {line_keys} keys"
    )
    scope = NOTE
    BINDINGS = bindings({NOTE}, priority=True)

    def __init__(self, question: AskNote) -> None:
        super().__init__()
        self._passage = question.passage
        self._note = clean_text(question.note)
        self._told = question.told
        self._keep = question.keep
        self.over = question.over
        """Set once the answer is kept or discarded, or is asked for again."""
        self._waiting: Timer | None = None

    def body(self) -> list[Widget]:
        """The passage, what is to be said of the note, and the note."""
        words = " ".join(self._passage.split())
        area = TextArea(
            self._note,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            classes="rest",
        )
        area.move_cursor(area.document.end)
        told = [line(self._told, "error")] if self._told else []
        return [self.passage(words), *told, area]

    @on(TextArea.Changed)
    def remember_soon(self) -> None:
        """Remember what is written in a moment, with what is typed until then."""
        area = self.query_one(TextArea)
        if self._waiting is None and area.text != self._note:
            self._waiting = self.set_timer(KEEP_EVERY, self._remember)

    def _remember(self) -> None:
        self._waiting = None
        self._note = self.query_one(TextArea).text
        self._keep(self._note)

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
