"""Shows a picture as large as the screen allows, under what it shows."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.commands.scopes import PICTURE
from newsreader.domain.clean import mask_text
from newsreader.tui.bindings import bindings
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.overlay import Overlay
from newsreader.tui.questions import ShowPicture
from newsreader.tui.widgets.hint_line import HintLine
from newsreader.tui.widgets.picture_view import PictureView


class PicturePage(Overlay[None]):
    """A picture until a key closes it."""

    scope = PICTURE
    BINDINGS = bindings({PICTURE}, priority=True)

    def __init__(self, question: ShowPicture, glyphs: Glyphs) -> None:
        super().__init__()
        self._question = question
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Put the picture over its caption."""
        self.add_class("picture")
        with Vertical():
            yield PictureView(self._question.path, self._question.graphics)
            caption = self._glyphs.plain(mask_text(self._question.caption))
            yield Static(Content(caption), classes="caption", markup=False)
            yield HintLine(self.keymap.fill("{dialog_leave} {picture_close} closes"))

    def on_mount(self) -> None:
        """Let keys go to the picture."""
        self.query_one(PictureView).focus()
