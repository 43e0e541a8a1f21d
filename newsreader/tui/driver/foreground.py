"""Gives the terminal to another program until that ends."""

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import FrameType
from typing import Any

from textual.app import App, SuspendNotSupported

from newsreader.editor import editor_program


def edit_file(app: App[Any], file: Path) -> str:
    """Show a file in the user's editor; return why that could not be, as one sentence."""
    program = editor_program()
    if not program:
        return "No editor is known: VISUAL or EDITOR may name one."
    return run_in_foreground(app, [*program, str(file)])


def edit_text(app: App[Any], text: str) -> tuple[str, str]:
    """Let the user edit a text; return it as it is then, and what went wrong, as one sentence.

    What cannot be read afterwards is kept in its file, which the sentence names.
    """
    try:
        with NamedTemporaryFile("w", suffix=".md", delete=False, encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        return text, f"No file for the editor could be written: {error.strerror}."
    place = Path(file.name)
    reason = edit_file(app, place)
    try:
        written = place.read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        return text, f"{place} cannot be read: {why}. {reason}".rstrip()
    place.unlink(missing_ok=True)
    return written, reason


def run_in_foreground(app: App[Any], arguments: Sequence[str]) -> str:
    """Run a program in the terminal of the app; return why that failed, as one sentence."""
    said = ""
    try:
        with app.suspend():
            # An exception in here would leave the app suspended; Ctrl+C is the program's.
            before = signal.signal(signal.SIGINT, _pass_over)
            try:
                done = subprocess.run(arguments, check=False)
                if done.returncode:
                    said = f"{arguments[0]} ended with status {done.returncode}."
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or error
                said = f"{arguments[0]} could not be started: {reason}."
            finally:
                signal.signal(signal.SIGINT, before)
    except SuspendNotSupported:
        return f"{arguments[0]} needs a terminal, which cannot be given away here."
    return said


def _pass_over(_signal: int, _frame: FrameType | None) -> None:
    """Do nothing; unlike an ignored signal this is not inherited by the program."""
