"""Writes down where the app failed, without anything that was read, typed or kept secret."""

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from textual.worker import WorkerFailed

from newsreader import __version__
from newsreader.domain.errors import NewsreaderError

LOG = "crash.log"
"""The name of the file, in the folder of the library."""


class Crashed(NewsreaderError):
    """The app ended because of a fault of its own; the message says where more is written."""


def report_crash(error: BaseException, folder: Path) -> Crashed:
    """Write ``crash.log`` in a folder; return the error to end with, as one sentence."""
    return Crashed(_told("newsreader ended because of a fault of its own", error, folder))


def report_fault(error: BaseException, folder: Path) -> str:
    """Write ``crash.log`` in a folder; return one sentence on a fault at the start."""
    return _told("Nothing could be shown at once because of a fault", error, folder)


def _told(what: str, error: BaseException, folder: Path) -> str:
    path = folder / LOG
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(describe(error))
    except OSError as refused:
        return (
            f"{what} ({type(error).__name__}), which could not be written to {path}: "
            f"{refused.strerror}."
        )
    return (
        f"{what} ({type(error).__name__}); {path} says where it happened, and nothing of what you "
        "read."
    )


def describe(error: BaseException) -> str:
    """Return versions and tracebacks: files, lines and functions, no values and no messages.

    The message of an exception may quote an article, an address with a login, or a query.
    """
    lines = [
        f"newsreader {__version__}, Python {platform.python_version()}, "
        f"Textual {version('textual')}, {platform.platform()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
    ]
    for one in reversed(list(_causes(error))):
        lines += ["", "Traceback (most recent call last):"]
        lines += [line.rstrip() for line in traceback.format_tb(one.__traceback__)]
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
    return "\n".join(lines) + "\n"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and what led to it, the latest first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        inner = error.error if isinstance(error, WorkerFailed) else None
        error = inner or error.__cause__ or error.__context__
