"""Commands on subscriptions: add, remove and list feeds."""

from collections.abc import Sequence

import click

from newsreader.cli.invocation import Session, json_option
from newsreader.cli.json_output import envelope, feed_record
from newsreader.cli.output import complain, note, say, say_json
from newsreader.cli.signals import wait_for
from newsreader.domain.clean import NAME_LIMIT, clean_line, shown_url
from newsreader.domain.errors import FeedError, NewsreaderError
from newsreader.domain.feed import Feed, FeedCandidate
from newsreader.domain.health import State


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--all", "every", is_flag=True, help="Take all feeds of a page, not only the first.")
@json_option
@click.pass_obj
def add(session: Session, urls: tuple[str, ...], every: bool) -> None:
    """Follow feeds; URL is a feed or a web page.

    Of a page the feeds are found that it names. What is added is fetched at once.
    """
    added, errors = wait_for(_add(session, urls, every))
    if session.json:
        say_json(envelope("feeds", [feed_record(feed) for feed in added]))
    else:
        for feed in added:
            say(f"Following {_named(feed)}: {feed.unread} unread.")
    for error in errors[:-1]:
        complain(str(error))
    if errors:
        raise errors[-1]


@click.command()
@click.argument("names", metavar="FEED...", nargs=-1, required=True)
@click.pass_obj
def remove(session: Session, names: tuple[str, ...]) -> None:
    """Stop following feeds; FEED is a number, an address or a title.

    Articles that are bookmarked, highlighted or tagged stay.
    """
    with session.library() as library:
        wanted = {feed.id: feed for feed in map(library.find_feed, names)}
        for feed in wanted.values():
            stay = library.remove_feed(feed.id)
            kept = f" {stay} marked {'article stays' if stay == 1 else 'articles stay'}."
            say(f"Removed {_named(feed)}.{kept if stay else ''}")


@click.command()
@click.argument("name", metavar="FEED")
@click.argument("title", required=False, default="")
@click.pass_obj
def rename(session: Session, name: str, title: str) -> None:
    """Give a feed a title of your own.

    FEED is a number, an address or a title. Without TITLE it is called what its publisher
    calls it again.
    """
    with session.library() as library:
        feed = library.rename_feed(library.find_feed(name).id, title)
        say(f"Feed {feed.id} is called {clean_line(feed.title)}.")


@click.command()
@click.option("--broken", is_flag=True, help="Only those that are not well, and what to do.")
@json_option
@click.pass_obj
def feeds(session: Session, broken: bool) -> None:
    """List the feeds that you follow."""
    with session.library() as library:
        found = [one for one in library.feeds() if one.state is not State.WELL or not broken]
    if session.json:
        say_json(envelope("feeds", [feed_record(feed) for feed in found]))
        return
    for feed in found:
        folder = f" · {clean_line(feed.folder)}" if feed.folder else ""
        say(f"{feed.id:>6}  {clean_line(feed.title)} · {feed.unread} unread{folder}")
        if feed.error:
            say(f"        {clean_line(feed.error)}")
        if feed.advice and broken:
            say(f"        {clean_line(feed.advice)}")
    if not found:
        note("No feed is broken." if broken else "No feeds yet; “newsreader add URL” adds one.")


async def _add(
    session: Session, urls: Sequence[str], every: bool
) -> tuple[list[Feed], list[NewsreaderError]]:
    """Subscribe to what the addresses lead to; return it, and why some lead nowhere."""
    from newsreader.fetcher.service import FetchService
    from newsreader.protocol import Event, FeedDone

    added: list[Feed] = []
    errors: list[NewsreaderError] = []

    def hear(event: Event) -> None:
        if isinstance(event, FeedDone) and event.error:
            errors.append(FeedError(f"{clean_line(event.title, NAME_LIMIT)}: {event.error}"))

    settings = session.settings()
    async with FetchService(session.places.database, settings.fetch, hear, settings.feeds) as desk:
        for url in urls:
            try:
                candidates = (await desk.discover(url)).candidates
                for one in _choose(session, candidates, every):
                    added.append(await desk.add(one.url, title=one.title))
            except NewsreaderError as error:
                errors.append(error)
    return added, errors


def _choose(
    session: Session, candidates: Sequence[FeedCandidate], every: bool
) -> Sequence[FeedCandidate]:
    """Return the first of the feeds found, or all; say so where there was a choice."""
    if len(candidates) == 1 or every:
        return candidates
    if not session.json:
        say(f"{len(candidates)} feeds were found; the first is taken, --all takes all:")
        for one in candidates:
            say(f"  {shown_url(one.url)}  {clean_line(one.title)}".rstrip())
    return candidates[:1]


def _named(feed: Feed) -> str:
    return clean_line(f"{feed.title} ({feed.id})")


COMMANDS = (add, remove, rename, feeds)
