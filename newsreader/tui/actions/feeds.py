"""Gathering news: adding feeds, refreshing, removing."""

from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.feed import Feed, Outline
from newsreader.tui.dialogs.feed_picker import StarterScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.pages.health_page import HealthScreen
from newsreader.tui.widgets.sources_pane import SourcesPane

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


def add_feed(screen: "MainScreen") -> None:
    """Subscribe to a feed or to a website's feed, by address."""

    async def find(url: str | None) -> None:
        if url and url.strip():
            await screen.desk.find_feed(url.strip())

    screen.app.push_screen(
        PromptScreen("Add a feed", "The address of a feed or of a website. Enter adds it."), find
    )


def starter(screen: "MainScreen") -> None:
    """Choose from the starter list."""
    from newsreader.demo import starter_feeds  # read from a file; only this screen needs it

    async def subscribe(chosen: tuple[int, ...] | None) -> None:
        everyone = starter_feeds()
        wanted = [Outline(everyone[number].url, everyone[number].title) for number in chosen or ()]
        added = await screen.change(lambda: screen.library.add_feeds(wanted)) if wanted else None
        if added:
            screen.everything_changed()
            await screen.desk.refresh(added)

    screen.app.push_screen(StarterScreen(starter_feeds()), subscribe)


def import_opml(screen: "MainScreen") -> None:
    """Subscribe to the feeds of an OPML file."""

    async def read(name: str | None) -> None:
        if name and name.strip():
            path = Path(name.strip()).expanduser()
            await screen.desk.import_opml(path.absolute())

    screen.app.push_screen(
        PromptScreen("Import OPML", "The path of a file that another reader exported."), read
    )


async def refresh(screen: "MainScreen") -> None:
    """Fetch what is new in the source that is shown."""
    query = screen.finder.query
    if query.feed_id is None and not query.folder:
        await refresh_all(screen)
        return
    ids = [
        feed.id
        for feed in screen.shelf.feeds
        if not feed.is_demo
        and (feed.id == query.feed_id or f"{feed.folder}/".startswith(f"{query.folder or None}/"))
    ]
    if ids:
        await screen.desk.refresh(ids)
    else:
        screen.status.say("There is nothing to fetch here; a adds a feed.")


async def refresh_all(screen: "MainScreen") -> None:
    """Fetch what is new everywhere."""
    if any(not feed.is_demo for feed in screen.shelf.feeds):
        await screen.desk.refresh(None)
    else:
        screen.status.say("There are no feeds yet; a adds one.")


def health(screen: "MainScreen") -> None:
    """Show which feeds are not well, and what to do about it."""
    screen.app.push_screen(HealthScreen(screen.shelf.feeds))


def rename_feed(screen: "MainScreen") -> None:
    """Give the feed of the source or of the article a title of the reader's own."""
    feed = _feed_at_hand(screen)
    if feed is None:
        screen.status.say("Choose a feed in the sources first.")
        return

    async def call(title: str | None) -> None:
        if title is None:
            return
        renamed = await screen.change(lambda: screen.library.rename_feed(feed.id, title))
        if renamed is not None:
            screen.status.say(f"It is called {renamed.title}; u takes that back.")
            screen.everything_changed()

    hint = "A title of your own; an empty line brings the publisher's back."
    screen.app.push_screen(PromptScreen("Rename the feed", hint, feed.title), call)


async def remove_feed(screen: "MainScreen") -> None:
    """Unsubscribe from the feed of the source or of the article."""
    feed = _feed_at_hand(screen)
    if feed is None:
        screen.status.say("Choose a feed in the sources first.")
        return
    await screen.change(lambda: screen.library.remove_feed(feed.id))
    screen.status.say(f"Removed {feed.title}; u brings it back.")
    screen.everything_changed()


async def remove_demo(screen: "MainScreen") -> None:
    """Take the demo stories out of the library."""
    demo = next((feed for feed in screen.shelf.feeds if feed.is_demo), None)
    if demo is not None:
        await screen.change(lambda: screen.library.remove_feed(demo.id))
        screen.status.say("The demo is gone; u brings it back.")
        screen.everything_changed()


def _feed_at_hand(screen: "MainScreen") -> Feed | None:
    """Return the feed under the cursor of the sources, else the one listed, else the article's."""
    pane = screen.pane
    if isinstance(pane, SourcesPane):
        number = pane.current.query.feed_id if pane.current else None
    else:
        article = screen.lectern.article_at_hand
        number = screen.finder.query.feed_id or (article.feed_id if article else None)
    return next((feed for feed in screen.shelf.feeds if feed.id == number), None)
