"""Offers what can be changed about the source under the cursor: a feed, a folder, a view."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.domain.clean import shown_url
from newsreader.domain.feed import Feed
from newsreader.tui.actions.feed_health import ask_address
from newsreader.tui.actions.feed_options import ask_options
from newsreader.tui.actions.feeds import remove_feed, rename_feed
from newsreader.tui.actions.folders import FEEDS, HERE, ask_where_to
from newsreader.tui.actions.saved_views import edit_view
from newsreader.tui.actions.targets import feed_at_hand
from newsreader.tui.listing.sources import Source, SourceKind
from newsreader.tui.questions import AskChoice, AskLine

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

_NOTHING = "This one stays; feeds, folders and views can be changed."


@command(
    "edit_source",
    ",",
    group=FEEDS,
    where=HERE,
    hint="change",
    words="edit feed, options, feed options, properties, configure feed, rename, login, password, "
    "account, credentials, cookie, proxy, headers",
)
def edit_source(session: "ReadingSession", view: "View") -> None:
    """Change this source.

    Change name, address, folder and options of the feed under the cursor, or the folder, or view.
    """
    source = view.source
    feed = feed_at_hand(session, view)
    if feed is not None and source is not None:
        _edit_feed(session, view, feed, source)
    elif source is not None and source.kind is SourceKind.FOLDER:
        _edit_folder(session, view, source)
    elif source is not None and source.kind is SourceKind.VIEW:
        edit_view(
            session,
            view,
            next(one for one in session.shelf.views if str(one.id) == source.place),
        )
    else:
        view.say(_NOTHING)


@command(
    "remove_source",
    "d",
    group=FEEDS,
    where=HERE,
    words="unsubscribe, delete, remove, delete folder",
)
async def remove_source(session: "ReadingSession", view: "View") -> None:
    """Remove this source.

    Unsubscribe from the feed under the cursor, or remove the folder or view; u brings it back.
    """
    source = view.source
    match source.kind if source else None:
        case SourceKind.FEED:
            await remove_feed(session, view)
        case SourceKind.FOLDER:
            assert source is not None
            await _remove_folder(session, view, source)
        case SourceKind.VIEW:
            assert source is not None
            number = int(source.place)
            if await session.carry_out(lambda: session.library.remove_view(number)):
                view.say(f"Removed {source.title}; u brings it back.")
                session.everything_changed()
        case _:
            view.say(_NOTHING)


def _edit_feed(session: "ReadingSession", view: "View", feed: Feed, source: Source) -> None:
    async def choose(index: int | None) -> None:
        match index:
            case 0:
                rename_feed(session, view)
            case 1:
                ask_address(session, view, feed)
            case 2:
                ask_where_to(session, view, source)
            case 3:
                ask_options(session, view, feed)
            case 4:
                await remove_feed(session, view)

    options = [
        ("Title", feed.title),
        ("Address", feed.url if feed.is_demo else shown_url(feed.url)),
        ("Folder", feed.folder or "no folder"),
        ("Options", "how often it is asked, full texts, how long it is kept, proxy, login"),
        ("Unsubscribe", "what is marked stays, and u brings it back"),
    ]
    view.ask(AskChoice(feed.name, options), choose)


def _edit_folder(session: "ReadingSession", view: "View", source: Source) -> None:
    async def rename(name: str) -> str:
        renamed: list[str] = []
        reason = await session.attempt(
            lambda: renamed.append(session.library.rename_folder(source.place, name))
        )
        if not reason:
            if source.folded:
                await session.fold(renamed, True)
            view.say(f"It is called {name.strip()}; u takes that back.")
            session.everything_changed()
        return reason

    async def choose(index: int | None) -> None:
        match index:
            case 0:
                view.ask(AskLine("Name of the folder", "What it is called.", source.title, rename))
            case 1:
                ask_where_to(session, view, source)
            case 2:
                await _remove_folder(session, view, source)

    options = [
        ("Name", source.title),
        ("Move", f"in {source.place.rpartition('/')[0] or 'no folder'}"),
        ("Remove", "what lies in it stays, in the folder around it"),
    ]
    view.ask(AskChoice(source.place, options), choose)


async def _remove_folder(session: "ReadingSession", view: "View", source: Source) -> None:
    if await session.carry_out(lambda: session.library.remove_folder(source.place)):
        view.say(f"Removed the folder {source.title}; u brings it back.")
        session.everything_changed()
