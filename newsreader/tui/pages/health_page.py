"""The feeds that are not well: what is wrong with each, and what to do about it."""

from collections.abc import Sequence

from textual.content import Content

from newsreader.commands.scopes import HEALTH
from newsreader.domain.clean import mask_line
from newsreader.domain.feed import Feed
from newsreader.domain.health import State
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import TextDialog


class HealthScreen(TextDialog):
    """Lists the feeds that need a look, the worst first."""

    heading = "Feeds that need a look"
    hint = "{text_down} {text_up} scroll    {dialog_leave} closes"
    BINDINGS = bindings({HEALTH}, priority=True)

    def __init__(self, feeds: Sequence[Feed]) -> None:
        super().__init__()
        worst = list(State)[::-1]
        ill = [feed for feed in feeds if feed.state is not State.WELL]
        self._ill = sorted(ill, key=lambda feed: (worst.index(feed.state), feed.title))

    def text(self) -> Content:
        """Each with what is wrong and what to do."""
        parts = [
            Content.assemble(
                (mask_line(feed.title), "bold $strong"),
                "\n",
                mask_line(feed.error),
                "\n",
                (mask_line(feed.advice), "$dim"),
                "\n",
            )
            for feed in self._ill
        ]
        return Content("\n").join(parts) if parts else Content("All feeds are well.")
