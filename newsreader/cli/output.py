"""The one door from the command line to the terminal: what is printed is cleaned here."""

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Mapping
from io import TextIOWrapper

from newsreader.cli.styled_line import StyledLine, written
from newsreader.cli.text_output import fit, terminal_width
from newsreader.domain.clean import clean_line, clean_text
from newsreader.domain.errors import NewsreaderError
from newsreader.held_terminal import give_back

MESSAGE = 600
"""How long a message may be, in cells."""

_STAND_INS = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("●★•◦", "*"),
        "·": "-",
        "…": "...",
        "\u00a0": " ",
    }
)


def open_streams() -> None:
    """Let stdout and stderr take any text, whatever the encoding of the locale.

    What the encoding lacks is replaced by what comes nearest: ``“`` by ``"``, ``é`` by ``e``.
    """
    codecs.register_error("newsreader", _stand_in)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell (">&-")
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="newsreader")


def drop_stdout() -> None:
    """Send what is still to be written nowhere, because nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def say(text: str = "") -> None:
    """Print text on stdout, without any character that a terminal could obey."""
    _write(clean_text(text) + "\n")


def say_line(line: StyledLine) -> None:
    """Print a line on stdout, in colour where that is seen; it is cleaned as by ``say``."""
    _write(written(line) + "\n")


def say_row(line: str) -> None:
    """Print one thing of a list on one line of stdout, cut to the terminal, as ``fit`` does."""
    say(fit(clean_text(line).replace("\n", " "), terminal_width()))


def say_json(record: Mapping[str, object]) -> None:
    """Print one JSON object on one line of stdout.

    All that is not ASCII is escaped: it loses nothing, reaches no terminal raw and passes
    every locale.
    """
    _write(json.dumps(record) + "\n")


def flush() -> None:
    """Hand everything printed so far to whoever reads it; raises as ``say`` does."""
    _write("", now=True)


def note(text: str) -> None:
    """Tell the user something on stderr, in at most ``MESSAGE`` cells."""
    give_back()
    sys.stderr.write(fit(clean_line(text), MESSAGE) + "\n")


def point(line: str) -> None:
    """Show a line of what the user wrote, or of signs under it, on stderr, its spaces kept."""
    show(f"  {line}")


def show(line: str) -> None:
    """Show a line of an explanation on stderr, its spaces kept."""
    give_back()
    sys.stderr.write(clean_text(line) + "\n")


def complain(text: str) -> None:
    """Tell the user on stderr, with the program's name, that something is wrong."""
    note(f"newsreader: {text}")


def complain_json(text: str, status: int) -> None:
    """Tell a program on stderr that something is wrong."""
    give_back()
    sys.stderr.write(json.dumps({"schema": 1, "error": clean_line(text), "status": status}) + "\n")


def _write(text: str, *, now: bool = False) -> None:
    give_back()
    try:
        sys.stdout.write(text)
        if now:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_stdout()
        raise NewsreaderError(f"The output cannot be written: {error.strerror}.") from error


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    found = error.object[error.start : error.end].translate(_STAND_INS)
    plain = unicodedata.normalize("NFKD", found)
    return "".join(
        letter if letter.isascii() else "" if unicodedata.combining(letter) else "?"
        for letter in plain
    ), error.end
