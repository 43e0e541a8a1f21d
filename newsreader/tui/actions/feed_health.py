"""Shows the feeds that need a look, and does about each what can be done."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import HEALTH
from newsreader.domain.clean import clean_line, shown_url
from newsreader.domain.feed import Feed
from newsreader.domain.health import Remedy
from newsreader.tui.actions.article_state import undo_last
from newsreader.tui.actions.feeds import FEEDS
from newsreader.tui.notices import Complained
from newsreader.tui.questions import AskChoice, AskLine, ShowHealth

if TYPE_CHECKING:
    from newsreader.tui.dialog_view import FeedsDialog
    from newsreader.tui.session import ReadingSession
from newsreader.tui.view import View

_HERE = frozenset({HEALTH})
_REMEDIES = {
    Remedy.RETRY: ("Ask it again now", "it may have passed"),
    Remedy.ADDRESS: ("Look for its new address", "on its site, or where you say"),
    Remedy.SITE: ("Look at its site", "in the browser"),
    Remedy.SETTINGS: ("Give it a login or other settings", "lines for config.toml"),
    Remedy.REMOVE: ("Remove it", "what is marked stays, and it can be taken back"),
}
"""What each is called, and what it means."""


@command(
    "health",
    "!",
    group=FEEDS,
    words="broken, errors, problems, errors of feeds, status, health, stats, statistics, failing, "
    "dead, check feeds, bug",
)
def health(session: "ReadingSession", view: "View") -> None:
    """Feeds that need a look.

    Show which feeds are broken, gone or silent, and do something about it.
    """

    async def retry(feeds: Sequence[Feed]) -> None:
        await session.fetcher.refreshed([feed.id for feed in feeds])
        await session.recount()

    async def carry_out(remedy: Remedy, feed: Feed) -> str:
        match remedy:
            case Remedy.ADDRESS:
                ask_address(session, view, feed)
                return ""
            case Remedy.SITE:
                return view.browse(feed.site_url or feed.url)
            case Remedy.SETTINGS:
                return await copy_settings(session, view, feed)
            case Remedy.REMOVE:
                if not await session.carry_out(lambda: session.library.remove_feed(feed.id)):
                    return ""
                session.everything_changed()
                return f"Removed {clean_line(feed.name)}; u brings it back."
            case Remedy.RETRY:
                await retry([feed])
                return ""

    async def undo() -> str:
        return await undo_last(session)

    def offer(feed: Feed, choose: Callable[[Remedy], None]) -> None:
        remedies = sorted(Remedy, key=lambda one: one is not feed.remedy)

        def take(index: int | None) -> None:
            if index is not None:
                choose(remedies[index])

        view.ask(AskChoice(feed.name, [_REMEDIES[one] for one in remedies]), take)

    view.ask(ShowHealth(lambda: session.feeds, retry, carry_out, offer, undo))


def ask_address(session: "ReadingSession", view: "View", feed: Feed) -> None:
    """Ask for the site or the new address of a feed, and let it have what is found there."""

    async def move(url: str) -> str:
        return await session.attempt(lambda: session.library.correct_address(feed.id, url))

    async def find(site: str) -> str:
        reason = await session.fetcher.find_feed(site.strip()) if site.strip() else ""
        found = session.fetcher.found
        return await move(found.feeds[0][1]) if found and len(found.feeds) == 1 else reason

    async def go_on(site: str | None) -> None:
        found = session.fetcher.take_found()
        if site is None or found is None:
            return
        if len(found.feeds) == 1:
            await refresh()
            return

        async def choose(index: int | None) -> None:
            if index is None:
                return
            if reason := await move(found.feeds[index][1]):
                session.tell(Complained(reason))
            else:
                await refresh()

        view.ask(AskChoice("This page has several feeds", found.feeds, found.note), choose)

    async def refresh() -> None:
        session.everything_changed()
        await session.fetcher.refresh([feed.id], asked=False)

    hint = "The address of its site, or of the feed. It keeps its articles."
    start = feed.site_url or feed.url
    view.ask(
        AskLine(f"Where is {clean_line(feed.name, 40)} now?", hint, start, find, slow=True), go_on
    )


async def copy_settings(session: "ReadingSession", view: "View", feed: Feed) -> str:
    """Give the lines that are to be written for a feed to the clipboard; return them."""
    lines = f'[[feed]]\nurl = "{shown_url(feed.url)}"\nuser = "…"\npassword_command = "…"\n'
    copied = await view.copy(lines)
    return f"For {session.fetcher.config}. {copied}\n{lines}"


@command("health_open", "enter", group="Pages", where=_HERE, palette=False)
def health_open(dialog: "FeedsDialog") -> None:
    """What can be done.

    Offer what can be done about the feed under the cursor, what is advised first.
    """
    dialog.offer()


@command("health_retry", "r", group="Pages", where=_HERE, palette=False)
def health_retry(dialog: "FeedsDialog") -> None:
    """Ask again.

    Fetch the feed under the cursor that needs a look.
    """
    dialog.carry_out(Remedy.RETRY)


@command("health_retry_all", "R", group="Pages", where=_HERE, palette=False)
def health_retry_all(dialog: "FeedsDialog") -> None:
    """Ask all again.

    Fetch all feeds that could not be read.
    """
    dialog.retry_all()


@command("health_address", "a", group="Pages", where=_HERE, palette=False)
def health_address(dialog: "FeedsDialog") -> None:
    """New address.

    Look for the new address of the feed under the cursor; it keeps its articles.
    """
    dialog.carry_out(Remedy.ADDRESS)


@command("health_site", "o", group="Pages", where=_HERE, palette=False)
def health_site(dialog: "FeedsDialog") -> None:
    """Its site.

    Show the site of the feed under the cursor in the browser.
    """
    dialog.carry_out(Remedy.SITE)


@command("health_settings", "s", group="Pages", where=_HERE, palette=False)
def health_settings(dialog: "FeedsDialog") -> None:
    """Login and settings.

    Show what to write into config.toml to give the feed under the cursor a login.
    """
    dialog.carry_out(Remedy.SETTINGS)


@command("health_remove", "d", group="Pages", where=_HERE, palette=False)
def health_remove(dialog: "FeedsDialog") -> None:
    """Remove.

    Unsubscribe from the feed under the cursor; what is marked stays.
    """
    dialog.carry_out(Remedy.REMOVE)


@command("health_undo", "u", group="Pages", where=_HERE, palette=False)
def health_undo(dialog: "FeedsDialog") -> None:
    """Undo.

    Take back the last change while looking at the feeds that need a look.
    """
    dialog.undo()
