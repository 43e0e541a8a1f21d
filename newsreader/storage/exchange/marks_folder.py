"""Exchanges what the user made with other devices, by files in a folder that they share.

Each device writes one file, which no other touches, so that programs that carry the folder from
one to the other (Syncthing, git) meet no conflict; it reads the files of all others.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from tempfile import TemporaryDirectory

from newsreader.domain.mark_line import header, read_lines
from newsreader.domain.taken_marks import TakenMarks
from newsreader.storage import ui_state
from newsreader.storage.database import Database
from newsreader.storage.exchange.marks_device import device, rename_device
from newsreader.storage.exchange.taken_records import take_records, tell_lines

_READ = "marks read"
"""Under which key it is kept which files were read, each with its size and time."""
_WRITTEN = 8
"""Of so many files that were written last it is kept what was in them: processes may overlap."""
_CONFLICT = re.compile(r"sync-conflict|conflicted copy|conflict|\(\d+\)|\b\d+\.jsonl$", re.I)
"""What programs call a copy that they made of a file that was changed in two places."""
_OF_DEVICE = re.compile(r"newsreader-[A-Za-z0-9-]+-[0-9a-f]{8}\.jsonl")
"""What a device calls its file."""


@dataclass(frozen=True, slots=True)
class MarksExchange:
    """What became of an exchange."""

    taken: TakenMarks
    """What was taken in."""
    complaints: tuple[str, ...] = ()
    """What could not be read or written, a sentence each."""
    copies: tuple[str, ...] = ()
    """What was read from copies that other programs made of a file, a sentence each."""


def mark_lines(db: Database, now: datetime) -> Iterator[str]:
    """Yield all that the user made as lines of JSON, the first with the device."""
    yield header(device(db))
    yield from tell_lines(db, now)


def exchange(db: Database, folder: Path, now: datetime) -> MarksExchange:
    """Take in the files of other devices in a folder, and write that of this one.

    A file that cannot be read keeps nothing else from being taken in. The folder is made, unless
    that in which it is to lie is missing, as a disk that is not there. Where another library has
    written the file of this one, as a copy of it on a machine that is called the same does, this
    one gets another name, and takes that in, too.
    """
    own = folder / f"newsreader-{device(db)}.jsonl"
    taken, complaints, copies = TakenMarks(), list[str](), list[str]()
    try:
        folder.mkdir(exist_ok=True)
        if _is_anothers(db, own):
            own, theirs = folder / f"newsreader-{rename_device(db)}.jsonl", own
            copies.append(f"{theirs} was written by another library; this one writes {own.name}.")
        known, read = _known(db), dict[str, list[int]]()
        for path in sorted(folder.glob("*.jsonl")):
            if path.name == own.name:
                continue
            try:
                mark = _stamp(path)
                if known.get(path.name) != mark:
                    taken += _take(db, path, now)
                    if _CONFLICT.search(path.name) and not _OF_DEVICE.fullmatch(path.name):
                        copies.append(f"{path} is a copy made by another program; it was taken in.")
            except (ValueError, OSError) as error:
                why = (isinstance(error, OSError) and error.strerror) or error
                complaints.append(f"{path} was not taken in: {why}.")
                continue
            read[path.name] = mark
        ui_state.keep(db, _READ, json.dumps(read))
        _write_own(db, own, "".join(f"{line}\n" for line in mark_lines(db, now)))
    except OSError as error:
        complaints.append(f"{folder} cannot be used for marks: {error.strerror or error}.")
    return MarksExchange(taken, tuple(complaints), tuple(copies))


def _take(db: Database, path: Path, now: datetime) -> TakenMarks:
    _, records = read_lines(path.read_text(encoding="utf-8-sig"))
    return take_records(db, records, now)


def _is_anothers(db: Database, own: Path) -> bool:
    """Return whether the file of this device is not as it was last written by this library."""
    written = ui_state.recall(db, ui_state.SHARED, "").split()
    try:
        found = own.read_bytes()
    except OSError:
        return False
    return written[:1] == [own.name] and _digest(found) not in written


def _write_own(db: Database, own: Path, text: str) -> None:
    """Write the file of this device, and keep before what is written: it may be broken off."""
    digest = _digest(text.encode("utf-8"))
    with db.transaction():
        name, *written = ui_state.recall(db, ui_state.SHARED, own.name).split()
        before = [one for one in written if one != digest] if name == own.name else []
        told = " ".join([own.name, *before[1 - _WRITTEN :], digest])
        ui_state.keep(db, ui_state.SHARED, told)
    write_whole(own, text)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, text: str) -> None:
    """Write a file unless it holds that already, so that nothing is carried about for nothing.

    It is for its owner only and appears whole or not at all.
    """
    with suppress(OSError, UnicodeDecodeError):
        if path.read_text(encoding="utf-8") == text:
            return
    with TemporaryDirectory(dir=path.parent, prefix=".newsreader-") as shelter:
        part = Path(shelter) / path.name
        with part.open("w", encoding="utf-8", newline="\n") as file:
            part.chmod(0o600)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def _stamp(path: Path) -> list[int]:
    """Return by what it is known whether a file has changed; raises ``ValueError`` for no file."""
    found = path.stat()
    if not S_ISREG(found.st_mode):
        raise ValueError("it is no file")
    return [found.st_size, found.st_mtime_ns]


def _known(db: Database) -> dict[str, list[int]]:
    with suppress(ValueError):
        found = json.loads(ui_state.recall(db, _READ, "{}"))
        return found if isinstance(found, dict) else {}
    return {}
