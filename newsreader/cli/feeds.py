"""Commands on subscriptions: add, remove and list feeds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from newsreader.cli.completed_names import offer_feeds
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope, feed_record
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import complain, note, say, say_json, say_row
from newsreader.domain.clean import NAME_LIMIT, clean_line, shown_url
from newsreader.domain.counts import counted, grouped
from newsreader.domain.errors import FeedError, NewsreaderError
from newsreader.domain.feed import Feed, FeedCandidate
from newsreader.domain.health import State

if TYPE_CHECKING:
    from newsreader.fetcher.service import FetchService
    from newsreader.protocol import Event


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option(
    "-a", "--all", "every", is_flag=True, help="Take all feeds of a page, not only the first."
)
@json_option
@click.pass_obj
def add(invocation: Invocation, urls: tuple[str, ...], every: bool) -> None:
    """Follow feeds; URL is a feed or a web page.

    Of a page the feeds are found that it names. What is added is fetched at once.

    newsreader add https://example.org/
    """
    from newsreader.protocol import FeedDone  # which most commands do without

    added: list[Feed] = []
    errors: list[NewsreaderError] = []

    def hear(event: "Event") -> None:
        if isinstance(event, FeedDone) and event.error:
            errors.append(FeedError(f"{clean_line(event.title, NAME_LIMIT)}: {event.error}"))

    async def add_from(fetcher: "FetchService", url: str) -> None:
        try:
            found = await fetcher.discover(url)
            for sentence in found.dead:
                complain(f"{sentence} It is not followed.")
            for one in _choose(invocation, found.candidates, every):
                added.append(await fetcher.add(one.url, title=one.title))
        except NewsreaderError as error:
            errors.append(error)

    async def add_all(fetcher: "FetchService") -> None:
        with fetcher.as_one_step():
            for url in urls:
                await add_from(fetcher, url)

    invocation.fetch(add_all, hear)
    if invocation.json:
        configured = invocation.settings().feeds
        say_json(envelope("feeds", [feed_record(feed, configured) for feed in added]))
    else:
        for feed in added:
            say(f"Following {named(feed)}: {grouped(feed.unread)} unread.")
    for error in errors[:-1]:
        complain(str(error))
    if errors:
        raise errors[-1]


@click.command()
@click.argument("names", metavar="FEED...", nargs=-1, required=True, shell_complete=offer_feeds)
@json_option
@click.pass_obj
def remove(invocation: Invocation, names: tuple[str, ...]) -> None:
    """Stop following feeds; FEED is a number, an address or a title.

    Articles that are bookmarked, highlighted or tagged stay.
    """
    with invocation.library() as library:
        wanted = {feed.id: feed for feed in map(library.find_feed, names)}
        with library.as_one_step(f"removed {counted(len(wanted), 'feed')}"):
            stays = [library.remove_feed(one) for one in wanted]
    configured = invocation.settings().feeds
    records = []
    sentences = []
    for feed, stay in zip(wanted.values(), stays, strict=True):
        kept = f" {counted(stay, 'marked article stays', 'marked articles stay')}."
        sentences.append(f"Removed {named(feed)}.{kept if stay else ''}")
        records.append({**feed_record(feed, configured), "kept_articles": stay})
    tell_done(invocation, "feeds", records, *sentences)


@click.command()
@click.argument("name", metavar="FEED", shell_complete=offer_feeds)
@click.argument("title", required=False, default="")
@json_option
@click.pass_obj
def rename(invocation: Invocation, name: str, title: str) -> None:
    """Give a feed a title of your own.

    FEED is a number, an address or a title. Without TITLE it is called what its publisher
    calls it again.
    """
    with invocation.library() as library:
        feed = library.rename_feed(library.find_feed(name).id, title)
    record = feed_record(feed, invocation.settings().feeds)
    called = clean_line(feed.title, NAME_LIMIT)
    tell_done(invocation, "feed", record, f"Feed {feed.id} is called {called}.")


@click.command()
@click.option("-b", "--broken", is_flag=True, help="Only those that are not well, and what to do.")
@json_option
@click.pass_obj
def feeds(invocation: Invocation, broken: bool) -> None:
    """List the feeds that you follow."""
    configured = invocation.settings().feeds
    with invocation.library() as library:
        found = [one for one in library.feeds() if one.state is not State.WELL or not broken]
    if invocation.json:
        say_json(envelope("feeds", [feed_record(feed, configured) for feed in found]))
        return
    for feed in found:
        folder = f" · {clean_line(feed.folder)}" if feed.folder else ""
        title = clean_line(feed.name, NAME_LIMIT)
        say_row(f"{feed.id:>6}  {title} · {grouped(feed.unread)} unread{folder}")
        if feed.error:
            say(f"        {clean_line(feed.error)}")
        for sentence in (feed.note, feed.effective(configured).note(feed.url)):
            if sentence:
                say(f"        {sentence}")
        if feed.advice and broken:
            say(f"        {clean_line(feed.advice)}")
    if not found:
        note("No feed is broken." if broken else "No feeds yet; “newsreader add URL” adds one.")


def _choose(
    invocation: Invocation, candidates: Sequence[FeedCandidate], every: bool
) -> Sequence[FeedCandidate]:
    """Return the first of the feeds found, or all; say so where there was a choice."""
    if len(candidates) == 1 or every:
        return candidates
    if not invocation.json:
        found = grouped(len(candidates))
        say(f"{found} feeds were found; the first is taken, --all takes all:")
        for one in candidates:
            say(f"  {shown_url(one.url)}  {clean_line(one.title, NAME_LIMIT)}".rstrip())
    return candidates[:1]


def named(feed: Feed) -> str:
    """Return how a feed is named in messages: by its name and its number."""
    return f"{clean_line(feed.name, NAME_LIMIT)} ({feed.id})"


COMMANDS = (add, remove, rename, feeds)
