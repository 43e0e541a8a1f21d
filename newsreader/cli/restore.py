"""The command that takes a backup into the library, and the question where that is missing."""

from pathlib import Path

import click

from newsreader.cli.invocation import Invocation, complaining, json_option
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import complain, note
from newsreader.domain.counts import counted
from newsreader.domain.query import Query


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@json_option
@click.pass_obj
def restore(invocation: Invocation, file: Path | None) -> None:
    """Take what you made from a backup: FILE, or the newest one.

    A library that is missing is made anew. What a library has besides stays as it is.
    """
    restore_library(invocation, invocation.places.database, file)
    note("“newsreader refresh” fetches the articles.")


def restore_library(invocation: Invocation, database: Path, file: Path | None = None) -> None:
    """Take a backup into the library at ``database``; say what is in it then."""
    from newsreader.library import Library

    was_there = database.exists()
    library = Library(database, anew=True, tell=note)
    try:
        with complaining(library):
            used = library.restore(file)
            feeds, marks = len(library.feeds()), len(library.highlights(Query()))
            library.is_changed = True
            invocation.follow_up(library, [])
    except BaseException:
        if not was_there:  # an empty library would hide the backups
            for side in ("", "-wal", "-shm"):
                database.with_name(database.name + side).unlink(missing_ok=True)
        raise
    told = f"Restored {used}: {counted(feeds, 'feed')} and {counted(marks, 'highlight')}."
    record = {"backup": str(used), "feeds": feeds, "highlights": marks}
    tell_done(invocation, "restored", record, told)


def find_missing(invocation: Invocation, database: Path, missing: str) -> bool:
    """Ask what is to be done about a missing library; return whether there is one then."""
    from newsreader.library import Library

    complain(missing)
    wanted = click.prompt(
        "Restore it, begin with an empty one, or quit?",
        type=click.Choice(["restore", "empty", "quit"]),
        default="restore",
    )
    if wanted == "restore":
        restore_library(invocation, database)
    elif wanted == "empty":
        with complaining(Library(database, anew=True)):
            pass
    return bool(wanted != "quit")


COMMANDS = (restore,)
