"""Finds the user's editor, and edits drafts with it: what was written is never lost."""

import os
import shlex
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

KNOWN = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""The editors that are looked for where the environment names none."""
DRAFT = ".draft"
"""What the name of a draft ends with."""


def editor_program(variables: Mapping[str, str] = os.environ) -> Sequence[str]:
    """Return the editor with its arguments: ``VISUAL``, ``EDITOR``, or one that there is.

    Nothing where there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            program = shlex.split(variables.get(name, ""), posix=os.name == "posix")
        except ValueError:  # a quotation mark that is never closed
            continue
        if program:
            return program
    return next(([one] for one in KNOWN if shutil.which(one)), [])


def begin_draft(file: Path, text: str) -> Path:
    """Return the draft of a file, which an earlier time may have left; ``text`` begins a new one.

    Raises OSError where none can be written.
    """
    draft = file.with_name(file.name + DRAFT)
    if not draft.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
    return draft


def take_draft(draft: Path, file: Path) -> None:
    """Put a draft in the place of its file, also where that is a link to another one.

    Raises OSError; the draft is kept then.
    """
    place = file.resolve()
    if place.parent == draft.parent.resolve():
        if place.exists():
            shutil.copymode(place, draft)
        draft.replace(place)
    else:
        place.write_text(draft.read_text(encoding="utf-8"), encoding="utf-8")
        draft.unlink()
