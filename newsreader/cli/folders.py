"""Commands on the places of feeds: folders, and moving feeds into them."""

import click

from newsreader.cli.command_group import CommandGroup
from newsreader.cli.completed_names import offer_folders, offer_places
from newsreader.cli.feeds import named
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope, feed_record
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import note, say_json, say_row
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted, grouped
from newsreader.domain.folder import clean_folder, is_inside

TOP = "/"
"""What is written for the place outside of all folders."""


@click.group(cls=CommandGroup)
def folder() -> None:
    """Make, rename, nest and remove folders of feeds."""


@folder.command(name="add")
@click.argument("path", metavar="FOLDER", shell_complete=offer_folders)
@json_option
@click.pass_obj
def add_folder(invocation: Invocation, path: str) -> None:
    """Make a folder; Africa/West lies in Africa."""
    with invocation.library() as library:
        made = library.make_folder(path)
    tell_done(invocation, "folder", {"path": made}, f"Made {made}.")


@folder.command(name="rename")
@click.argument("path", metavar="FOLDER", shell_complete=offer_folders)
@click.argument("name")
@json_option
@click.pass_obj
def rename_folder(invocation: Invocation, path: str, name: str) -> None:
    """Give a folder another name; it stays where it lies."""
    with invocation.library() as library:
        old = library.find_folder(path)
        new = library.rename_folder(old, name)
    tell_done(invocation, "folder", {"path": new, "before": old}, f"{old} is now {new}.")


@folder.command(name="move")
@click.argument("path", metavar="FOLDER", shell_complete=offer_folders)
@click.argument("into", metavar="INTO", shell_complete=offer_folders)
@json_option
@click.pass_obj
def move_folder(invocation: Invocation, path: str, into: str) -> None:
    """Move a folder with all in it into another; / is the top."""
    with invocation.library() as library:
        old = library.find_folder(path)
        target = library.find_folder(into) if clean_folder(into) else ""
        new = library.nest_folder(old, target)
    tell_done(invocation, "folder", {"path": new, "before": old}, f"{old} is now {new}.")


@folder.command(name="remove")
@click.argument("path", metavar="FOLDER", shell_complete=offer_folders)
@json_option
@click.pass_obj
def remove_folder(invocation: Invocation, path: str) -> None:
    """Remove a folder; what lies in it stays, in the folder around it."""
    with invocation.library() as library:
        old = library.find_folder(path)
        inside = sum(one.folder == old for one in library.feeds())
        library.remove_folder(old)
    around = old.rpartition("/")[0]
    moved = f" {counted(inside, 'feed')} moved to {around or 'the top'}." if inside else ""
    record = {"path": old, "feeds": inside, "moved_to": around}
    tell_done(invocation, "folder", record, f"Removed {old}.{moved}")


@folder.command(name="list")
@json_option
@click.pass_obj
def list_folders(invocation: Invocation) -> None:
    """List the folders, each with its feeds and what is unread in it."""
    with invocation.library() as library:
        folders, feeds = library.folders(), library.feeds()
    rows = []
    for path in folders:
        inside = [one for one in feeds if one.folder and is_inside(one.folder, path)]
        rows.append((path, len(inside), sum(one.unread for one in inside)))
    if invocation.json:
        records = [{"path": path, "feeds": count, "unread": unread} for path, count, unread in rows]
        say_json(envelope("folders", records))
        return
    for path, count, unread in rows:
        indent = "  " * path.count("/")
        name = clean_line(path.rpartition("/")[2])
        say_row(f"{indent}{name} · {counted(count, 'feed')} · {grouped(unread)} unread")
    if not rows:
        note("No folders yet; “newsreader folder add NAME” makes one.")


@click.command()
@click.argument(
    "names", metavar="FEED... FOLDER", nargs=-1, required=True, shell_complete=offer_places
)
@json_option
@click.pass_obj
def move(invocation: Invocation, names: tuple[str, ...]) -> None:
    """Move feeds into a folder; / is the top.

    FEED is a number, an address or a title. A folder that there is not yet is made.
    """
    *feeds, target = names
    if not feeds:
        raise click.UsageError("A feed and a folder are wanted.")
    with invocation.library() as library:
        found = [library.find_feed(one) for one in feeds]
        path = library.file_feeds([one.id for one in found], place(library.folders(), target))
        moved = [library.find_feed(str(one.id)) for one in found]
    configured = invocation.settings().feeds
    tell_done(
        invocation,
        "feeds",
        [feed_record(one, configured) for one in moved],
        *(f"{named(one)} is in {path or 'no folder'}." for one in moved),
    )


def place(known: tuple[str, ...], written: str) -> str:
    """Return the folder that is meant: one that there is, however its letters are written."""
    path = clean_folder(written)
    return next((one for one in known if one.casefold() == path.casefold()), path)


COMMANDS = (folder, move)
