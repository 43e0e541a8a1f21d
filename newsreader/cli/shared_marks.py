"""What the user made, written for another device and taken in from one; backups on request."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from newsreader.cli.completed_names import offer_files
from newsreader.cli.exporting import file_record
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import say
from newsreader.domain.counts import counted
from newsreader.domain.errors import ExportError, NewsreaderError

FORM = "jsonl"
"""What the command line calls the form."""


def is_marks(data: bytes) -> bool:
    """Return whether a file is one of those that newsreader writes, by its beginning."""
    first = data.lstrip(b"\xef\xbb\xbf").lstrip()[:200]
    return first.startswith(b"{") and b'"newsreader"' in first.partition(b"\n")[0]


def export_marks(
    invocation: Invocation,
    articles: Sequence[str],
    query: str | None,
    directory: Path,
    *,
    stdout: bool,
) -> None:
    """Write all that the user made to ``newsreader.jsonl`` in a folder, or print it."""
    if articles or query is not None:
        raise click.UsageError("An export to JSON lines is of all marks; it takes no article.")
    path = directory / "newsreader.jsonl"
    with invocation.library() as library:
        if stdout:
            for line in library.mark_lines():
                say(line)
            return
        try:
            directory.mkdir(parents=True, exist_ok=True)
            library.write_marks(path)
        except OSError as error:
            raise ExportError(f"{path} cannot be written: {error.strerror}.") from None
    tell_done(invocation, "files", [file_record(path, "written", "")], f"{'written':<10} {path}")


def import_marks(invocation: Invocation, name: str, data: bytes) -> None:
    """Take in what another device wrote, and say what became of that."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NewsreaderError(f"{name} is no text in UTF-8.") from None
    with invocation.library() as library:
        taken = library.take_marks(name, text)
    tell_done(invocation, "marks", asdict(taken), taken.sentence)


@click.command()
@click.argument(
    "file",
    required=False,
    type=click.Path(path_type=Path, dir_okay=False),
    shell_complete=offer_files,
)
@json_option
@click.pass_obj
def backup(invocation: Invocation, file: Path | None) -> None:
    """Write what you made to a backup now.

    It is FILE, or that of today beside the library.

    One is written each day by itself, and the last seven are kept; “newsreader restore” takes
    what it holds into a library.
    """
    with invocation.library() as library:
        path = library.backup(file)
        feeds = len(library.feeds())
    record = {"backup": str(path), "feeds": feeds}
    tell_done(invocation, "backup", record, f"Wrote {path}, with {counted(feeds, 'feed')}.")


COMMANDS = (backup,)
