"""What the user made, in the form that devices exchange: told, and taken in."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.errors import LibraryError
from newsreader.domain.highlights.highlight import changes_between
from newsreader.library.base import LibraryBase

if TYPE_CHECKING:
    from newsreader.domain.taken_marks import TakenMarks
    from newsreader.storage.exchange.marks_folder import MarksExchange


class SharedMarks(LibraryBase):
    """The part of the library that other devices know."""

    # What it needs is not loaded at the start of the app.

    def mark_lines(self) -> Iterator[str]:
        """Yield all that the user made as lines of JSON, the first with the device."""
        from newsreader.storage.exchange.marks_folder import mark_lines

        return mark_lines(self._write, self.clock())

    def write_marks(self, path: Path) -> None:
        """Write these lines to a file for its owner only; raises ``OSError``."""
        from newsreader.storage.exchange.marks_folder import write_whole

        write_whole(path, "".join(f"{line}\n" for line in self.mark_lines()))

    def take_marks(self, name: str, text: str) -> "TakenMarks":
        """Merge what another device wrote; all of it or nothing, in one step.

        ``name`` is what it is called in the message of the ``LibraryError`` that is raised where
        it makes no sense.
        """
        from newsreader.domain.mark_line import read_lines
        from newsreader.storage.exchange.marks_step import watching_marks
        from newsreader.storage.exchange.taken_records import take_records
        from newsreader.storage.highlights import all_highlights

        try:
            _, records = read_lines(text)
            before = all_highlights(self._write)
            with self._step("took in marks") as step, watching_marks(self._write, step):
                taken = take_records(self._write, records, self.clock())
        except ValueError as error:
            raise LibraryError(f"{name} was not taken in: {error}.") from error
        self._let_hear(*changes_between(before, all_highlights(self._write)))
        return taken

    def exchange_marks(self, folder: Path) -> "MarksExchange":
        """Tell other devices what the user made, by a shared folder, and take in theirs.

        To be called by the thread that makes all changes, or by the only one that is left.
        """
        from newsreader.storage.exchange.marks_folder import exchange

        return exchange(self._write, folder, self.clock())
