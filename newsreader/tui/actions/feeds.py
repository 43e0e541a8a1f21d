"""Subscribes, refreshes, renames and unsubscribes."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.domain.feed import Feed, Outline
from newsreader.domain.folder import is_inside
from newsreader.tui.actions.targets import feed_at_hand, source_at_hand
from newsreader.tui.notices import FeedsFound, Reported
from newsreader.tui.questions import AskChoice, AskLine, AskStarters

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

FEEDS = "Feeds"
_NO_FEED = "Choose a feed in the sources first."


@command(
    "add_feed",
    "a",
    group=FEEDS,
    hint="add feed",
    words="add, subscribe, follow, new feed, new, rss, atom",
    takes="an address",
)
def add_feed(session: "ReadingSession", view: "View", address: str = "") -> None:
    """Add a feed.

    Subscribe to a feed or to a website's feed, by address.
    """
    if address:
        session.begin(partial(_add_found, session, view, address), "")
    else:
        _ask_address(session, view)


def _ask_address(
    session: "ReadingSession", view: "View", typed: str = "", reason: str = ""
) -> None:
    async def find(url: str) -> str:
        return await _subscribe_to_found(session, url)

    def go_on(url: str | None) -> None:
        found = session.fetcher.take_found()
        if url is not None and found is not None:
            offer_feeds(session, view, found, url)

    hint = "The address of a feed or of a website. Enter adds it."
    view.ask(AskLine("Add a feed", hint, typed, find, slow=True, reason=reason), go_on)


async def _add_found(session: "ReadingSession", view: "View", typed: str) -> None:
    """Subscribe to the feed at an address; offer several, and ask again where there is none."""
    reason = await _subscribe_to_found(session, typed)
    found = session.fetcher.take_found()
    if reason:
        _ask_address(session, view, typed, reason)
    elif found is not None:
        offer_feeds(session, view, found, typed)


async def _subscribe_to_found(session: "ReadingSession", typed: str) -> str:
    """Look for feeds at an address, and subscribe to the one that is found; several are kept.

    Return why that failed, as one sentence.
    """
    url = typed.strip()
    reason = await session.fetcher.find_feed(url) if url else ""
    found = session.fetcher.found
    if found is None or found.feeds[1:]:
        return reason
    session.fetcher.take_found()
    if found.note:
        session.tell(Reported(found.note))
    return await session.fetcher.subscribe(found.feeds[0][1])


def offer_feeds(
    session: "ReadingSession", view: "View", found: FeedsFound, typed: str = ""
) -> None:
    """Offer the feeds that were found at the address ``typed``.

    Where the chosen one cannot be added, the address is asked for again, with the reason.
    """

    async def add(url: str) -> None:
        if reason := await session.fetcher.subscribe(url):
            _ask_address(session, view, typed or url, reason)

    def choose(index: int | None) -> None:
        if index is not None:
            session.begin(partial(add, found.feeds[index][1]), "")

    view.ask(AskChoice("This page has several feeds", found.feeds, found.note), choose)


@command("starter", group=FEEDS, words="suggestions, recommended, discover, browse feeds")
def starter(session: "ReadingSession", view: "View") -> None:
    """Starter list.

    Choose from sixty news feeds by region, topic and language.
    """
    from newsreader.demo import starter_feeds  # read from a file; only this command needs it

    everyone = starter_feeds()

    async def subscribe(chosen: tuple[int, ...] | None) -> None:
        wanted = [Outline(everyone[index].url, everyone[index].title) for index in chosen or ()]
        added = await session.change(lambda: session.library.add_feeds(wanted)) if wanted else None
        if added:
            session.everything_changed()
            await session.fetcher.refresh(added)

    view.ask(AskStarters(everyone), subscribe)


@command(
    "import_opml",
    group=FEEDS,
    words="import, opml, import opml, newsboat, migrate, takeout, feedly, inoreader, migration",
    takes="a file",
)
async def import_opml(session: "ReadingSession", view: "View", file: str = "") -> None:
    """Import feeds.

    Subscribe to the feeds of an OPML file, of newsboat's urls or of a browser's bookmarks.
    """

    async def read(name: str) -> str:
        if not name.strip():
            return ""
        try:
            path = Path(name.strip()).expanduser().absolute()
            with path.open("rb"):
                pass
        except (OSError, RuntimeError, ValueError) as error:
            return f"This file cannot be read: {getattr(error, 'strerror', None) or error}."
        return await session.fetcher.import_opml(path)

    if file:
        if reason := await read(file):
            view.say(reason)
        return
    hint = "The path of an OPML file, of newsboat’s urls or of a browser’s bookmarks."
    view.ask(AskLine("Import feeds", hint, store=read, slow=True))


@command("refresh", "r", group=FEEDS, words="update, reload, fetch, sync, check")
async def refresh(session: "ReadingSession", view: "View") -> None:
    """Refresh what is chosen.

    Fetch what is new in the source under the cursor, else in the one that is listed.
    """
    query = source_at_hand(session, view).source
    if query.feed_id is None and not query.folder:
        await refresh_all(session, view)
        return

    def is_chosen(feed: Feed) -> bool:
        if query.feed_id is not None:
            return feed.id == query.feed_id
        return is_inside(feed.folder, query.folder)

    ids = [feed.id for feed in session.feeds if not feed.is_demo and is_chosen(feed)]
    if ids:
        await session.fetcher.refresh(ids)
    else:
        view.say("There is nothing to fetch here; a adds a feed.")


@command(
    "refresh_all",
    "R",
    group=FEEDS,
    words="refresh, update, reload, fetch, sync, update all, sync all, check all, reload all, "
    "download all",
)
async def refresh_all(session: "ReadingSession", view: "View") -> None:
    """Refresh all.

    Fetch what is new everywhere.
    """
    if any(not feed.is_demo for feed in session.feeds):
        await session.fetcher.refresh(None)
    else:
        view.say("There are no feeds yet; a adds one.")


@command("rename_feed", group=FEEDS, words="rename, title")
def rename_feed(session: "ReadingSession", view: "View") -> None:
    """Rename this feed.

    Give it a title of your own; an empty one brings the publisher's back.
    """
    feed = feed_at_hand(session, view)
    if feed is None:
        view.say(_NO_FEED)
        return

    async def call(title: str) -> str:
        renamed: list[Feed] = []
        reason = await session.attempt(
            lambda: renamed.append(session.library.rename_feed(feed.id, title))
        )
        for one in renamed:
            view.say(f"It is called {one.title}; u takes that back.")
            session.everything_changed()
        return reason

    hint = "A title of your own; an empty line brings the publisher's back."
    view.ask(AskLine("Rename the feed", hint, feed.title, call))


@command("remove_feed", group=FEEDS, words="unsubscribe, unfollow, delete, remove, delete feed")
async def remove_feed(session: "ReadingSession", view: "View") -> None:
    """Remove this feed.

    Unsubscribe; marked articles stay, and u brings it back.
    """
    feed = feed_at_hand(session, view)
    if feed is None:
        view.say(_NO_FEED)
        return
    if await session.carry_out(lambda: session.library.remove_feed(feed.id)):
        view.say(f"Removed {feed.name}; u brings it back.")
        session.everything_changed()


@command("remove_demo", "D", group=FEEDS, words="demo")
async def remove_demo(session: "ReadingSession", view: "View") -> None:
    """Remove the demo.

    Take the demo stories out of the library.
    """
    demo = next((feed for feed in session.feeds if feed.is_demo), None)
    if demo is not None and await session.carry_out(lambda: session.library.remove_feed(demo.id)):
        view.say("The demo is gone; u brings it back.")
        session.everything_changed()
