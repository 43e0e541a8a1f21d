"""Shows a picture as large as the screen allows, under what it shows."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.commands.keymap import Keymap
from newsreader.commands.scopes import PICTURE
from newsreader.domain.clean import mask_text
from newsreader.tui.actions import COMMANDS
from newsreader.tui.bindings import bindings, run
from newsreader.tui.closing import is_on_top
from newsreader.tui.glyphs import Glyphs
from newsreader.tui.questions import ShowPicture
from newsreader.tui.widgets.hint_line import HintLine
from newsreader.tui.widgets.picture_view import PictureView


class PicturePage(Screen[None]):
    """A picture until a key closes it."""

    BINDINGS = bindings({PICTURE}, priority=True)

    keymap: Keymap = Keymap(COMMANDS, {})
    """The keys of the commands."""

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

    async def action_do(self, id_: str) -> None:
        """Carry out a command."""
        await run(id_, self)

    def leave(self) -> None:
        """Close, unless closed already."""
        if is_on_top(self):
            self.dismiss(None)
