"""What every part of the library shares: the open file, and the undo history."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from threading import current_thread, get_ident

from newsreader.domain.errors import LibraryError
from newsreader.domain.highlights.highlight import HighlightsChange
from newsreader.domain.step import Step, StepTaken
from newsreader.storage import history, ui_state
from newsreader.storage.database import Database
from newsreader.storage.failures import suspicion
from newsreader.storage.history import StepDraft
from newsreader.storage.safety.backup import (
    backup_folder,
    dated_backup,
    refuse_other_file,
    write_backup,
    write_backup_to,
)
from newsreader.storage.safety.damage import Finding
from newsreader.storage.safety.opening import open_library
from newsreader.storage.safety.read_only import is_log_unread
from newsreader.storage.safety.restore import restore, restore_newest


def utc_now() -> datetime:
    """Return the present moment, UTC, in whole milliseconds as it is stored."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class Role(Enum):
    """What a connection is for; each belongs to one thread where there are several."""

    WRITE = "changes"
    """All changes."""
    READ = "bounded reads"
    """Reads whose cost does not grow with the library: rows, an article, a setting."""
    SEARCH = "other reads"
    """Reads that may take long: listings, searches, counts, exports."""


class LibraryBase:
    """One data folder, opened for reading and writing.

    It has a connection for each ``Role``, so that one thread may write while another reads. A
    program with several threads lets each ``claim`` the role that it uses. Raises
    ``LibraryError`` when the file cannot be opened, ``LibraryMissing`` when it is missing beside
    backups and ``anew`` does not say that a new one is wanted. ``looked`` gives what a look at
    the file found that was begun before (``begin_look``).
    """

    def __init__(
        self,
        database: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        looked: Callable[[], Finding] | None = None,
        anew: bool = False,
        tell: Callable[[str], object] = lambda sentence: None,
    ) -> None:
        """``tell`` is called with what is to be said before an opening that takes a while."""
        self.path = database
        self.clock = clock
        opened = open_library(database, now=clock(), looked=looked, anew=anew, tell=tell)
        self.recovery = opened.recovery
        """What became of a damaged library; None for a sound one."""
        self._complaint = ""
        self.notices = [one.sentence for one in (opened.recovery, opened.mending) if one]
        """What became of what was damaged or wrong in it, a sentence each, to be told."""
        self.read_only = opened.database.frozen
        """Whether nothing can be changed or fetched, as the file cannot be written."""
        if self.read_only and is_log_unread(database):
            self.notices.append("What was written last stands in a log that cannot be read here.")
        self._connections = {
            Role.WRITE: opened.database,
            Role.READ: opened.database.another(read_only=True),
            Role.SEARCH: opened.database.another(read_only=True),
        }
        self._owners: dict[Role, int] = {}
        self.is_changed = False
        """Whether the user changed something here since it was opened."""
        self.hear_highlights: Callable[[HighlightsChange], object] = lambda change: None
        """Is called with each change of highlights, once it is on disk."""
        self._unheard: list[HighlightsChange] = []
        self._draft: StepDraft | None = None
        self._joined = 0
        self._damage_told = False

    def claim(self, role: Role) -> None:
        """Let only the calling thread use the connection of this role, until ``close``."""
        self._owners[role] = get_ident()

    def release(self) -> None:
        """Let any thread use the connections again; the others have ended."""
        self._owners.clear()

    def _connection(self, role: Role) -> Database:
        """Return the connection of a role; raises ``RuntimeError`` in a thread it is not for."""
        if self._owners.get(role, get_ident()) != get_ident():
            raise RuntimeError(
                f"{current_thread().name} may not use the connection for {role.value}."
            )
        return self._connections[role]

    @property
    def _write(self) -> Database:
        return self._connection(Role.WRITE)

    @property
    def _read(self) -> Database:
        return self._connection(Role.READ)

    @property
    def _search(self) -> Database:
        return self._connection(Role.SEARCH)

    def close(self) -> str:
        """Close the file; every change is on disk already.

        The day's backup of what the user made is written first. Returns why it could not be,
        in one sentence to be told, or nothing.
        """
        complaint = ""
        self.release()
        try:
            if not self.read_only:
                write_backup(self._read, backup_folder(self.path), self.clock().date())
            self._write.optimize()
        except LibraryError as error:
            complaint = str(error)
        for database in reversed(self._connections.values()):
            database.close()
        return complaint

    def backup(self, file: Path | None = None) -> Path:
        """Write what the user made to a file, or to that of today; raises ``LibraryError``.

        No file is written over but a backup.
        """
        if file is not None:
            refuse_other_file(file)
        folder, today = backup_folder(self.path), self.clock().date()
        return write_backup_to(self._write, file or dated_backup(folder, today))

    def restore(self, backup: Path | None = None) -> Path:
        """Add what a backup holds and the library does not: the newest where none is named.

        Returns the backup. Raises ``LibraryError`` when it cannot be read.
        """
        if backup is not None:
            restore(self._write, backup)
            return backup
        newest = restore_newest(self._write)
        if newest is None:
            raise LibraryError(f"No backup in {backup_folder(self.path)} can be read.")
        return newest

    def version(self) -> int:
        """Return a number that changes when another process has written to the file.

        The connection that makes all changes here is asked, as SQLite does not count its own
        commits.
        """
        return self._write.version()

    def complaint(self) -> str:
        """Return in one sentence what was wrong with the file since the last call, if anything."""
        complaint, self._complaint = self._complaint, ""
        return complaint or self._connections[Role.WRITE].complaint()

    def complain(self, sentence: str) -> None:
        """Have a sentence told about the file, as the next ``complaint``."""
        self._complaint = sentence

    def news_of_damage(self) -> str:
        """Return ``complaint``, or once that some process met damage in the file, if any did."""
        known = self._damage_told
        self._damage_told = known or suspicion(self.path).exists()
        if complaint := self.complaint():
            return complaint
        if known or not self._damage_told:
            return ""
        return "The library is damaged; start newsreader again and it will be recovered."

    # The undo history

    def undo(self) -> StepTaken | None:
        """Take back the last step of the user, here or in another process; None for none.

        Only what is still as the step left it changes; see ``StepTaken.tally``.
        """
        return self._take_next(redo=False)

    def redo(self) -> StepTaken | None:
        """Do the last step again that was taken back; None where there is none."""
        return self._take_next(redo=True)

    def steps(self, limit: int = history.KEPT_STEPS) -> list[Step]:
        """Return the steps that can be undone or redone, the newest first."""
        return history.steps(self._read, limit)

    @contextmanager
    def as_one_step(self, label: str) -> Iterator[None]:
        """Let all that the user does in a block be one step, called ``label`` if it was several.

        The block is one transaction: all of it happens, or nothing.
        """
        with self._step() as draft:
            yield
            if self._joined > 1:
                draft.label, draft.article_id = label, None

    @contextmanager
    def _step(
        self, label: str = "", article_id: int | None = None, *, grown: StepDraft | None = None
    ) -> Iterator[StepDraft]:
        """Make what a block does a step, if it does anything, in one transaction with it.

        The block takes down its changes in the draft, whose label it may set too. Inside another
        step it belongs to that. A step of several transactions is made by blocks of which each is
        given the draft of the one before, ``grown``.
        """
        outer = self._draft
        if outer is not None:
            before = len(outer.rows) + len(outer.feeds)
            inner = StepDraft(label, article_id, outer.rows, outer.feeds)
            yield inner
            if len(outer.rows) + len(outer.feeds) > before:
                self._joined += 1
                outer.label, outer.article_id = inner.label, inner.article_id
            return
        self._draft, self._joined = grown or StepDraft(label, article_id), 0
        self._unheard.clear()  # of what was not done in the end
        try:
            with self._write.transaction():
                yield self._draft
                history.record(self._write, self._draft, self.clock())
            self.is_changed = self.is_changed or self._draft.recorded is not None
        finally:
            self._draft = None
        self._let_hear()

    def _let_hear(self, *changes: HighlightsChange) -> None:
        """Tell of changes of highlights, within a step once that is on disk."""
        self._unheard += changes
        if self._draft is None:
            heard, self._unheard = self._unheard, []
            for change in heard:
                self.hear_highlights(change)

    def _take_next(self, *, redo: bool) -> StepTaken | None:
        self._unheard.clear()
        with self._write.transaction():
            step = history.next_step(self._write, redo=redo)
            taken = self._take(step) if step else None
        self.is_changed = self.is_changed or taken is not None
        self._let_hear()
        return taken

    def _take(self, step: Step) -> StepTaken:
        """Undo a step, or redo it where it is undone."""
        return history.take(self._write, step)

    # What the screen remembers between two starts

    def recall(self, key: str, default: str = "") -> str:
        """Return what ``keep`` stored under ``key``."""
        return ui_state.recall(self._read, key, default)

    def keep(self, key: str, value: str) -> None:
        """Store a small fact about the screen, where it can be: the theme, the last list."""
        if not self.read_only:
            ui_state.keep(self._write, key, value)
