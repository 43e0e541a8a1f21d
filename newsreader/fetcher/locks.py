"""Locks a library against a second refresh or processing; a lock dies with its process."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from newsreader.domain.errors import LibraryError, RefreshRunning

LOCK_NAME = "refresh.lock"
"""The file in the data folder that is locked; it holds nothing and stays."""
PROCESSING_LOCK_NAME = "processing.lock"
"""The same for processing, which goes on while the next refresh may begin."""
FORMER_NAME = "digest.lock"
"""Its name up to version 0.1.0; where the file is, a newsreader of that time may run beside."""


@contextmanager
def refresh_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the library in ``folder`` while a block runs.

    The system releases it when the process ends, however it ends, so that nothing has to be
    cleaned up after a crash. Raises RefreshRunning when another refresh holds it.
    """
    with _held(folder / LOCK_NAME) as held:
        if not held:
            raise RefreshRunning("Another refresh of this library is running.")
        yield


@contextmanager
def processing_lock(folder: Path) -> Iterator[bool]:
    """Hold the processing lock of the library in ``folder``; yield whether it is held.

    Where it is not, another process processes articles, also those that this one has queued.
    """
    with ExitStack() as locks:
        held = locks.enter_context(_held(folder / PROCESSING_LOCK_NAME))
        if held and (folder / FORMER_NAME).exists():
            held = locks.enter_context(_held(folder / FORMER_NAME))
        yield held


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab")
    except OSError as error:
        raise LibraryError(f"The data folder {path.parent} cannot be written.") from error
    with file:
        yield _lock(file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        """Lock the first byte, which need not exist; return whether it was free."""
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        """Lock the file (flock(2)); return whether it was free."""
        os.set_inheritable(file.fileno(), False)
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
