"""By which name a library is known to the other devices with which it exchanges marks."""

import hashlib
import platform
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from newsreader.storage import ui_state
from newsreader.storage.database import Database

_DEVICE = "device"
"""Under which key the name is kept."""
_PLACE = "device place"
"""Under which key it is kept which file, on which machine, has that name."""
_MACHINE_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")
"""Where a Linux system tells its id, see machine-id(5)."""


def machine() -> str:
    """Return what tells this machine from others of its name, where its system tells that.

    The id itself is told to nobody.
    """
    told = _machine_id()
    return hashlib.sha256(f"newsreader {told}".encode()).hexdigest()[:16] if told else ""


def device(db: Database, on: str | None = None) -> str:
    """Return by which name this device is known to others: its host's, and some random digits.

    A library that was copied, to another machine, host or folder, has another name there. ``on``
    is the ``machine``, where that is known.
    """
    kept, former = ui_state.recall(db, _DEVICE, ""), ui_state.recall(db, _PLACE, "")
    place, here = str(db.path.resolve()), machine() if on is None else on
    former_place, _, former_machine = former.partition("\n")
    is_moved = former_place not in ("", place) or (former_machine not in ("", here) and here != "")
    if kept.rpartition("-")[0] != _host() or is_moved:
        return rename_device(db, here)
    if former_place == place and here in ("", former_machine):
        return kept
    _keep(db, kept, here)
    return kept


def rename_device(db: Database, on: str | None = None) -> str:
    """Give this device a name that no other has; return it."""
    name = f"{_host()}-{secrets.token_hex(4)}"
    _keep(db, name, machine() if on is None else on)
    return name


def _keep(db: Database, name: str, on: str) -> None:
    if not db.frozen:
        ui_state.keep(db, _DEVICE, name)
        ui_state.keep(db, _PLACE, f"{db.path.resolve()}\n{on}")


def _host() -> str:
    host = platform.node().partition(".")[0]
    return "".join(sign for sign in host if sign.isalnum() or sign == "-") or "device"


def _machine_id() -> str:
    if sys.platform == "win32":
        import winreg

        key = r"SOFTWARE\Microsoft\Cryptography"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as found:
            return str(winreg.QueryValueEx(found, "MachineGuid")[0])
        return ""
    for path in _MACHINE_FILES:
        with suppress(OSError, UnicodeDecodeError):
            if told := Path(path).read_text(encoding="ascii").strip():
                return told
    return ""
