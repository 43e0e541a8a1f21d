"""Folds and makes folders, and moves what is under the cursor of the sources into them."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import SOURCES
from newsreader.domain.folder import clean_folder
from newsreader.tui.listing.sources import Source, SourceKind
from newsreader.tui.questions import AskChoice, AskLine

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

FEEDS = "Feeds"
HERE = frozenset({SOURCES})
"""Where a source is under the cursor."""
_MOVES = "Put the cursor on a feed or a folder first."


@command("fold", "-", group=FEEDS, where=HERE, hint="fold", words="collapse, expand, folder")
async def fold(session: "ReadingSession", view: "View") -> None:
    """Fold this folder.

    Hide or show the feeds of the folder under the cursor, or around it.
    """
    source = view.source
    if source is None or not source.around:
        view.say("There is no folder here; F makes one.")
        return
    await session.fold([source.around], not source.folded)


@command("fold_all", "_", group=FEEDS, where=HERE, words="collapse all, expand all")
async def fold_all(session: "ReadingSession", view: "View") -> None:
    """Fold all folders.

    Hide the feeds of all folders, or show them all again.
    """
    folders = [one.place for one in session.sources if one.kind is SourceKind.FOLDER]
    shown = any(one.folded is False for one in session.sources)
    if folders:
        await session.fold(folders if shown else session.folded, shown)
    else:
        view.say("There are no folders; F makes one.")


@command(
    "new_folder",
    "F",
    group=FEEDS,
    where=HERE,
    words="folder, folders, category, categories, group, groups, make folder, mkdir",
)
def new_folder(session: "ReadingSession", view: "View") -> None:
    """New folder.

    Make a folder, in the one under the cursor or around it unless you write otherwise.
    """
    around = view.source.around if view.source else ""

    async def make(path: str) -> str:
        reason = await session.attempt(lambda: session.library.make_folder(path))
        if not reason:
            view.say(f"Made {clean_folder(path)}; M moves feeds into it.")
            session.everything_changed()
        return reason

    hint = "Its name; Africa/West lies in Africa."
    view.ask(AskLine("New folder", hint, f"{around}/" if around else "", make))


@command(
    "move_source",
    "M",
    group=FEEDS,
    where=HERE,
    words="move, folder, category, group, categorise, categorize",
)
def move_source(session: "ReadingSession", view: "View") -> None:
    """Move into a folder.

    Move the feed or the folder under the cursor into another folder.
    """
    if view.source is None or view.source.kind not in (SourceKind.FEED, SourceKind.FOLDER):
        view.say(_MOVES)
        return
    ask_where_to(session, view, view.source)


async def move_into(session: "ReadingSession", view: "View", source: Source, path: str) -> str:
    """Move a feed or a folder into a folder, none where empty; return why that fails."""
    library = session.library

    def put() -> None:
        if source.kind is SourceKind.FOLDER:
            library.nest_folder(source.place, path)
        else:
            library.file_feeds([int(source.place)], path)

    reason = await session.attempt(put)
    if not reason:
        where = clean_folder(path)
        view.say(f"{source.title} is in {where or 'no folder'}; u takes that back.")
        session.everything_changed()
    return reason


def ask_where_to(session: "ReadingSession", view: "View", source: Source) -> None:
    """Ask for the folder to move a feed or a folder into."""
    is_folder = source.kind is SourceKind.FOLDER

    async def move(path: str) -> str:
        return await move_into(session, view, source, path)

    known = [
        one
        for one in session.shelf.folders
        if not is_folder or (one != source.place and not one.startswith(f"{source.place}/"))
    ]
    options = [
        *((one.rpartition("/")[2], f"in {one.rpartition('/')[0] or 'no folder'}") for one in known),
        ("No folder", "at the top"),
        ("A new folder…", "which you name"),
    ]

    def name_it() -> None:
        hint = "The name of the folder; Africa/West lies in Africa."
        view.ask(AskLine(f"Move {source.title}", hint, "", move))

    async def choose(index: int | None) -> None:
        if index is None:
            return
        if index > len(known):
            name_it()
        elif reason := await move(known[index] if index < len(known) else ""):
            view.say(reason)

    view.ask(AskChoice(f"Move {source.title} into", options), choose)
