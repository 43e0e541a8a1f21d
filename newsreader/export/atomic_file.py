"""Replaces files as a whole or not at all."""

import os
import secrets
import shutil
from pathlib import Path

from newsreader.domain.errors import ExportError


class FileError(ExportError):
    """One exported file could not be read or written."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path
        """The file."""


def reason_of(error: OSError) -> str:
    """Return why a file could not be read or written, in the system's words."""
    return error.strerror or type(error).__name__


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, flush it to disk and rename it over ``path``.

    Folders are made; a symbolic link is followed. Raises FileError, an old file intact.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path.resolve(), content)
    except OSError as error:
        raise FileError(path, f"{path} could not be written: {reason_of(error)}.") from error


def _replace(target: Path, content: bytes) -> None:
    temporary = target.with_name(f".newsreader-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
