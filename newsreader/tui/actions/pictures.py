"""Shows the pictures of an article."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from newsreader.commands.registry import command
from newsreader.commands.scopes import PICTURE
from newsreader.tui.pictures.graphics import can_show
from newsreader.tui.questions import ShowPicture

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

MISSING = "Pictures need Pillow: install newsreader-tui[images]."
"""What is said where that is not installed."""
COLOURLESS = "This terminal shows pictures in colours only, and NO_COLOR is set."


class PictureDialog(Protocol):
    """The picture on the screen."""

    def leave(self) -> None:
        """Close it."""


def begin_picture(session: "ReadingSession", view: "View", url: str, caption: str) -> None:
    """Fetch a picture and show it, beside the keys."""
    if not can_show():
        view.say(MISSING)
        return
    view.say("Fetching the picture …")
    session.begin(partial(_show, session, view, url, caption), "picture")


async def _show(session: "ReadingSession", view: "View", url: str, caption: str) -> None:
    opened = session.reading.opened
    if opened is None:
        return
    done = await session.fetcher.pictures.fetch(opened.article.id, url)
    if done.path is None:
        view.say(done.error)
        return
    graphics = await view.find_graphics()
    if graphics is None:
        view.say(COLOURLESS)
        return
    view.ask(ShowPicture(done.path, caption, graphics), lambda answer: None)


@command("picture_close", "q enter", group="Dialogs", where=frozenset({PICTURE}), palette=False)
def picture_close(dialog: PictureDialog) -> None:
    """Close.

    Close the picture.
    """
    dialog.leave()
