"""Writes files that belong to newsreader as a whole, and leaves alone those that the user edited.

Forms such as CSV, BibTeX and org have no place for a block that would be all of newsreader's. What
was written last, and where, is in ``RECORD``; a file with other content is the user's by now.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from newsreader.export.atomic_file import FileError, reason_of, replace_file
from newsreader.export.managed_file import Exported

RECORD = ".newsreader-exports.json"
"""The file in the export folder that says by name where each file is, and its hash."""
ASIDE = " (yours)"
"""What stands behind the name of an edited file that was set aside on request."""


class WrittenFiles:
    """The files of one export folder that are written as a whole."""

    def __init__(self, directory: Path, *, force: bool = False) -> None:
        """Take ``directory``, which need not exist yet; ``force`` sets aside what was edited."""
        self.directory = directory
        self._force = force
        self._known = self._read_record()

    def save(self, name: str, place: Callable[[], Path], text: str) -> Exported:
        """Write the file called ``name``, at ``place()`` where it is new; return what became of it.

        A file that is no longer where it was is written anew.
        """
        before, hash_ = self._known.get(name, ("", ""))
        path = self.directory / before if before else place()
        if before and not (self._is_inside(path) and path.exists()):
            path = place()
        try:
            return self._save(name, path, text, hash_)
        except FileError as error:
            return Exported(error.path, "failed", str(error))

    def has(self, path: Path) -> bool:
        """Return whether a file was written at ``path``."""
        return path.relative_to(self.directory).as_posix() in (at for at, _ in self._known.values())

    def _save(self, name: str, path: Path, text: str, hash_: str) -> Exported:
        content, message = text.encode("utf-8", "replace"), ""
        present = _content(path)
        if present == content:
            self._keep(name, path, content)
            return Exported(path, "unchanged")
        if present is not None and _hash(present) != hash_:
            if not self._force:
                said = "It was edited, so it was left alone; --force sets it aside."
                return Exported(path, "kept", said)
            aside = _free(path)
            self._write(aside, present)
            message = f"It was edited; what it was is in “{aside.name}”."
        self._write(path, content)
        self._keep(name, path, content)
        return Exported(path, "written", message)

    def _write(self, path: Path, content: bytes) -> None:
        if not self._is_inside(path):
            said = f"{path} leads out of the export folder, so it was not written."
            raise FileError(path, said)
        replace_file(path, content)

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.directory.resolve())

    def _keep(self, name: str, path: Path, content: bytes) -> None:
        entry = (path.relative_to(self.directory).as_posix(), _hash(content))
        if self._known.get(name) == entry:
            return
        self._known[name] = entry
        ordered = {one: list(self._known[one]) for one in sorted(self._known)}
        record = json.dumps(ordered, ensure_ascii=False, indent=0)
        replace_file(self.directory / RECORD, f"{record}\n".encode())

    def _read_record(self) -> dict[str, tuple[str, str]]:
        """Return what was written by name; nothing where that cannot be read any more."""
        try:
            found = json.loads((self.directory / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            name: (entry[0], entry[1])
            for name, entry in found.items()
            if isinstance(entry, list)
            and len(entry) == 2
            and all(isinstance(x, str) for x in entry)
        }


def _content(path: Path) -> bytes | None:
    """Return what is in a file; None where there is none. Raises FileError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(path, f"{path} could not be read: {reason_of(error)}.") from error


def _free(path: Path) -> Path:
    """Return a path beside ``path`` for what is set aside, at which there is nothing."""
    number, free = 1, path.with_stem(f"{path.stem}{ASIDE}")
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}{ASIDE} {number}")
    return free


def _hash(content: bytes) -> str:
    # Git may change line ends; that is no edit.
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:16]
