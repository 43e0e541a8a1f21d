"""The command that asks the feeds what is new: for people, for cron and for programs."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from newsreader.cli.output import complain, flush, note, say, say_json
from newsreader.cli.records import envelope, feed_record
from newsreader.cli.session import Session, json_option
from newsreader.cli.signals import wait_for
from newsreader.domain.clean import clean_line, shown_url
from newsreader.domain.errors import AllFeedsFailed, SomeFeedsFailed
from newsreader.domain.feed import Feed

if TYPE_CHECKING:
    from newsreader.fetcher.events import Event
    from newsreader.fetcher.refresh import RefreshOutcome


@click.command()
@click.argument("names", metavar="[FEED]...", nargs=-1)
@click.option("--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--dry-run", is_flag=True, help="Only say which feeds would be asked.")
@click.option("--strict", is_flag=True, help="End with status 6 when some feeds failed.")
@json_option
@click.pass_obj
def refresh(
    session: Session, names: tuple[str, ...], quiet: bool, dry_run: bool, strict: bool
) -> None:
    """Fetch what is new in all feeds, or in these.

    FEED is a number, an address or a title. With --json each event is one line. A feed that
    fails is one line and does not disturb the others.
    """
    with session.library() as library:
        known = [feed for feed in library.feeds() if not feed.is_demo]
        chosen = [library.find_feed(name) for name in dict.fromkeys(names)] if names else known
    if dry_run:
        _preview(session, chosen)
        return
    if not chosen and not quiet:
        note("No feeds yet; “newsreader add URL” adds one.")
    with _listener(session, quiet) as tell:
        outcome = wait_for(_fetch(session, [feed.id for feed in chosen], tell))
    if not quiet and not session.json and chosen:
        say(_summary(outcome))
    if outcome.failed and outcome.failed == outcome.feeds:
        raise AllFeedsFailed("No feed could be read.")
    if outcome.failed and strict:
        raise SomeFeedsFailed(f"{outcome.failed} of {outcome.feeds} feeds could not be read.")


async def _fetch(
    session: Session, feed_ids: Sequence[int], tell: Callable[["Event"], object]
) -> "RefreshOutcome":
    from newsreader.fetcher.desk import Desk

    async with Desk(session.places.database, session.settings().fetch, tell) as desk:
        return await desk.refresh(feed_ids)


def _preview(session: Session, chosen: Sequence[Feed]) -> None:
    if session.json:
        say_json(envelope("feeds", [feed_record(feed) for feed in chosen]))
        return
    for feed in chosen:
        say(f"{feed.id:>6}  {clean_line(feed.title)}  {shown_url(feed.url)}")


@contextmanager
def _listener(session: Session, quiet: bool) -> Iterator[Callable[["Event"], object]]:
    """Yield what hears the events: it writes them for a program, or tells a person."""
    from newsreader.fetcher.events import FeedDone, to_record

    def write(event: "Event") -> None:
        say_json(to_record(event))
        flush()

    def tell_of_failure(event: "Event") -> None:
        if isinstance(event, FeedDone) and event.error:
            complain(f"{event.title}: {event.error}")

    if session.json:
        yield write
    elif quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield tell_of_failure
    else:
        with _progress_bar() as advance:

            def show(event: "Event") -> None:
                tell_of_failure(event)
                if isinstance(event, FeedDone):
                    advance(event.done, event.total)

            yield show


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    """Show a bar on stderr that is gone afterwards; what is printed meanwhile goes above it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Refreshing"), BarColumn(), MofNCompleteColumn(), TextColumn("feeds"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _summary(outcome: "RefreshOutcome") -> str:
    articles = "1 new article" if outcome.new == 1 else f"{outcome.new} new articles"
    changed = f", {outcome.updated} changed" if outcome.updated else ""
    feeds = "1 feed" if outcome.feeds == 1 else f"{outcome.feeds} feeds"
    failed = f"; {outcome.failed} failed" if outcome.failed else ""
    return f"{articles}{changed} in {feeds}{failed}."


COMMANDS = (refresh,)
