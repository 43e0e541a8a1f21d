"""The starter list: news feeds by region, topic and language, to begin with."""

from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from newsreader.commands.scopes import PICKER
from newsreader.domain.clean import mask_line
from newsreader.tui.article.wrap import clip
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, move_cursor

if TYPE_CHECKING:
    from newsreader.demo import StarterFeed


TITLE, ABOUT = 35, 26
"""The most cells of a feed's title with a blank after it, and of what it is about."""


class StarterScreen(Dialog[tuple[int, ...]]):
    """Answers with the numbers of the feeds chosen; None when the user leaves."""

    heading = "Feeds to begin with"
    hint = (
        "type to narrow   {dialog_up} {dialog_down} move"
        "   {starter_choose} chooses   {dialog_answer} subscribes"
    )
    scope = PICKER
    BINDINGS = bindings({PICKER}, priority=True)

    def __init__(self, feeds: "tuple[StarterFeed, ...]") -> None:
        super().__init__()
        self._feeds = feeds
        self._chosen: set[int] = set()

    def body(self) -> list[Widget]:
        """A filter and the feeds it leaves."""
        options = OptionList(*self._options(""), markup=False, classes="rest")
        options.can_focus = False
        return [Input(placeholder="africa, en, science …", select_on_focus=False), options]

    def on_mount(self) -> None:
        """Begin at the first feed."""
        self.query_one(OptionList).highlighted = 0

    def on_resize(self) -> None:
        """Set the feeds for another width, with the cursor where it is."""
        options = self.query_one(OptionList)
        at = options.highlighted
        options.set_options(self._options(self.query_one(Input).value))
        options.highlighted = at

    def _options(self, words: str) -> list[Option]:
        wanted = words.casefold().split()
        found = []
        for number, feed in enumerate(self._feeds):
            about = f"{feed.title} {feed.region} {feed.topic} {feed.language}".casefold()
            if all(word in about for word in wanted):
                found.append(Option(self._row(number), id=str(number)))
        return found

    def _row(self, number: int) -> Content:
        feed = self._feeds[number]
        sign = "✓" if number in self._chosen else " "
        about = mask_line(f"{feed.region} · {feed.topic} · {feed.language}")
        beside = min(ABOUT, self.room // 2)
        width = max(2, min(TITLE, self.room - 2 - beside))
        title = set_cell_size(clip(mask_line(feed.title), width - 1), width)
        return Content.assemble((f"{sign} ", "$accent"), title, (clip(about, beside), "$dim"))

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Leave the feeds that have all the words."""
        options = self.query_one(OptionList)
        options.set_options(self._options(event.value))
        options.highlighted = 0 if options.option_count else None

    def move(self, by: int) -> None:
        """Move the cursor."""
        move_cursor(self.query_one(OptionList), by)

    def pick(self) -> None:
        """Choose the feed under the cursor, or let it go."""
        options = self.query_one(OptionList)
        if options.highlighted is None:
            return
        option = options.get_option_at_index(options.highlighted)
        number = int(option.id or 0)
        self._chosen ^= {number}
        options.replace_option_prompt_at_index(options.highlighted, self._row(number))
        self.move(1)

    def answer(self) -> None:
        """Answer with the chosen feeds; with none chosen, the one under the cursor."""
        options = self.query_one(OptionList)
        if not self._chosen and options.highlighted is not None:
            self._chosen = {int(options.get_option_at_index(options.highlighted).id or 0)}
        self.dismiss(tuple(sorted(self._chosen)))
