"""What a command may ask of a dialog or a page over the main screen."""

from collections.abc import Awaitable
from typing import Protocol

from newsreader.domain.health import Remedy
from newsreader.tui.questions import HighlightDeed, SpeakerDeed


class Dialog(Protocol):
    """Something over the main screen."""

    def leave(self) -> None:
        """Close without an answer."""

    def show_keys(self) -> None:
        """Show the keys that do something here."""


class ListDialog(Dialog, Protocol):
    """A dialog with a list to choose from, or a text to scroll."""

    def move(self, by: int) -> None:
        """Move the cursor by rows, or scroll by lines."""

    def answer(self) -> Awaitable[None] | None:
        """Close with what is typed or under the cursor."""


class ChoiceDialog(ListDialog, Protocol):
    """A dialog in which one of several is chosen."""

    def pick(self, number: int) -> None:
        """Close with an option by its index, if there is one."""


class PagedDialog(ListDialog, Protocol):
    """A text to scroll."""

    def half_page(self, by: int) -> None:
        """Go by half a page."""

    def full_page(self, by: int) -> None:
        """Go by a page."""


class FeedsDialog(PagedDialog, Protocol):
    """The feeds that need a look."""

    def offer(self) -> None:
        """Offer what can be done about the feed under the cursor."""

    def carry_out(self, remedy: Remedy) -> None:
        """Begin to do something about the feed under the cursor."""

    def retry_all(self) -> None:
        """Ask all feeds again that could not be read."""

    def undo(self) -> None:
        """Take back the last change."""


class HighlightsDialog(PagedDialog, Protocol):
    """The highlights of all articles."""

    def carry_out(self, deed: HighlightDeed) -> None:
        """Begin to do something about the passage under the cursor."""

    def undo(self) -> Awaitable[None]:
        """Take back the last change."""

    def export(self, *, listed: bool = False) -> None:
        """Begin to write the stories of what is listed to files, or what is ``listed`` to one."""

    def search(self) -> None:
        """Go to the line of the query."""

    def jump(self, end: bool) -> None:
        """Go to the first or the last row."""

    def take(self) -> None:
        """Close with the row under the cursor."""


class SpeakersDialog(PagedDialog, Protocol):
    """Who is quoted, or what one of them said."""

    def carry_out(self, deed: SpeakerDeed) -> None:
        """Begin to do something about the speaker."""

    def undo(self) -> Awaitable[None]:
        """Take back the last change."""

    def export(self) -> None:
        """Begin to write what is listed to a file."""

    def search(self) -> None:
        """Go to the line."""

    def jump(self, end: bool) -> None:
        """Go to the first or the last row."""

    def take(self) -> None:
        """Open the row under the cursor."""


class SourcesDialog(SpeakersDialog, Protocol):
    """Who is quoted."""

    def turn(self, by: int) -> None:
        """List what the next tab names."""


class SayingsDialog(SpeakersDialog, Protocol):
    """What one speaker said."""

    def correct(self) -> None:
        """Ask who says the quote under the cursor."""


class HelpDialog(Dialog, Protocol):
    """The keys of a pane, with a line to narrow them."""

    def close(self) -> None:
        """Close, whatever is typed."""


class PickerDialog(ListDialog, Protocol):
    """A dialog from whose list several can be chosen."""

    def pick(self) -> None:
        """Choose the row under the cursor, or let it go."""


class PaletteDialog(ListDialog, Protocol):
    """The command line of the app."""

    def complete(self) -> None:
        """Write what is under the cursor into the line."""

    def page(self, by: int) -> None:
        """Go by several rows."""


class NoteDialog(Dialog, Protocol):
    """A dialog to write in."""

    def edit(self) -> None:
        """Go on in the user's editor."""

    def keep(self) -> None:
        """Close with what is written."""


class WelcomeDialog(ListDialog, Protocol):
    """The first minute."""

    def go_on(self, id_: str) -> None:
        """Close with a command to go on with."""


class Page(Protocol):
    """A list over the whole screen that narrows while one types."""

    def move(self, by: int) -> None:
        """Move the cursor by rows."""

    def half_page(self, by: int) -> None:
        """Move the cursor by half a screen."""

    def full_page(self, by: int) -> None:
        """Move the cursor by a screen."""

    def take(self) -> None:
        """Close with the row under the cursor."""

    def leave(self) -> None:
        """Go back: out of the words typed, then out of the page."""
