"""The command that asks the feeds what is new: for people, for cron and for programs."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from newsreader.cli.completed_names import offer_feeds
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope, feed_record
from newsreader.cli.output import complain, flush, note, say, say_json, say_row
from newsreader.domain.clean import NAME_LIMIT, clean_line, shown_url
from newsreader.domain.counts import counted, grouped
from newsreader.domain.errors import AllFeedsFailed, SomeFeedsFailed
from newsreader.domain.feed import Feed
from newsreader.domain.health import State
from newsreader.domain.highlights.highlight import changed_in_words
from newsreader.domain.schedule import is_due

if TYPE_CHECKING:
    from newsreader.fetcher.service import RefreshOutcome
    from newsreader.protocol import Event, Listener, MarksExchanged


@click.command()
@click.argument("names", metavar="[FEED]...", nargs=-1, shell_complete=offer_feeds)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("-d", "--due", is_flag=True, help="Only ask feeds that are due; for cron.")
@click.option("--headlines", is_flag=True, help="Only list what is new; texts follow later.")
@click.option(
    "-n", "--dry-run", is_flag=True, help="Only say which feeds would be asked, and why not."
)
@click.option("--strict", is_flag=True, help="End with status 6 when some feeds failed.")
@json_option
@click.pass_obj
def refresh(
    invocation: Invocation,
    names: tuple[str, ...],
    quiet: bool,
    due: bool,
    headlines: bool,
    dry_run: bool,
    strict: bool,
) -> None:
    """Fetch what is new in all feeds, or in these.

    FEED is a number, an address or a title. A feed is due as often as it publishes, and as its
    server wishes; without --due that counts for nothing, but a server that asked to be left
    alone is. A feed that fails is one line and does not disturb the others.

    All feeds are listed first; then the stories are read through, newest first, for their
    quotes and for the search, and whole stories are fetched where a feed only begins them. With
    --headlines that is left to the app or to the next refresh. With --json each event is one
    line.

    newsreader refresh --due --quiet
    """
    with invocation.library() as library:
        known = [feed for feed in library.feeds() if not feed.is_demo]
        chosen = [library.find_feed(name) for name in dict.fromkeys(names)] if names else known
        lost = library.lost_highlights()
        if dry_run:
            now, back_offs = library.clock(), library.backing_off_hosts()
            reasons = [_why_not(one, now, due, bool(names), back_offs) for one in chosen]
            _preview(invocation, chosen, reasons)
            return
    if not chosen and not quiet:
        note("No feeds yet; “newsreader add URL” adds one.")
    with _listener(invocation, quiet) as tell:
        ids = [feed.id for feed in chosen] if names else None
        outcome = invocation.fetch(
            lambda fetcher: fetcher.refresh(ids, due=due, headlines=headlines), tell
        )
    if not quiet and not invocation.json and chosen:
        say(_summary(outcome))
        with invocation.library() as library:
            if new := library.lost_highlights() - lost:
                say(f"{changed_in_words(len(new))}; “newsreader changes” tells how.")
    if outcome.failed and outcome.failed == outcome.feeds:
        raise AllFeedsFailed("No feed could be read.")
    if outcome.failed and strict:
        raise SomeFeedsFailed(f"{outcome.failed} of {outcome.feeds} feeds could not be read.")


def _why_not(
    feed: Feed, now: datetime, due: bool, named: bool, back_offs: Mapping[str, datetime]
) -> str:
    """Return why a refresh would not ask a feed; empty where it would."""
    host = urlsplit(feed.url).hostname or ""
    if feed.state is State.GONE and not named:
        return "it is gone for good"
    if host in back_offs:
        return f"{host} asked to be left alone until {_clock(back_offs[host])}"
    if due and feed.due is not None and not is_due(feed.due, feed.checked, now):
        return f"it is not due before {_clock(feed.due)}"
    return ""


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _preview(invocation: Invocation, chosen: Sequence[Feed], reasons: Sequence[str]) -> None:
    """Print the feeds that would be asked, and on stderr why the others would not."""
    asked = [feed for feed, reason in zip(chosen, reasons, strict=True) if not reason]
    others = [(feed, reason) for feed, reason in zip(chosen, reasons, strict=True) if reason]
    if invocation.json:
        configured = invocation.settings().feeds
        waiting = [{**feed_record(one, configured), "reason": reason} for one, reason in others]
        records = [feed_record(one, configured) for one in asked]
        say_json({**envelope("feeds", records), "waiting": waiting})
        return
    for feed in asked:
        say_row(f"{feed.id:>6}  {clean_line(feed.title, NAME_LIMIT)}  {shown_url(feed.url)}")
    for feed, reason in others:
        note(f"{clean_line(feed.name, NAME_LIMIT)} is not asked: {reason}.")


@contextmanager
def _listener(invocation: Invocation, quiet: bool) -> Iterator["Listener"]:
    """Yield what hears the events: it writes them for a program, or tells a person."""
    from newsreader.protocol import (  # which most do without
        FeedDone,
        HookFailed,
        MarksExchanged,
        Processed,
        RuleFailed,
        Watched,
        to_record,
    )

    def write(event: "Event") -> None:
        say_json(to_record(event))
        flush()

    def tell_of_failure(event: "Event") -> None:
        if (isinstance(event, FeedDone) and event.error) or (
            isinstance(event, Processed) and event.error
        ):
            complain(f"{clean_line(event.title, NAME_LIMIT)}: {event.error}")
        elif isinstance(event, RuleFailed):
            complain(f"rule “{clean_line(event.rule, NAME_LIMIT)}”: {event.reason}")
        elif isinstance(event, HookFailed):
            complain(f"the hook {event.hook}: {event.reason}")
        elif isinstance(event, MarksExchanged):
            _tell_of_marks(event, quiet)
        elif isinstance(event, Watched) and not quiet:
            note(f"{clean_line(event.title)}: {clean_line(event.body)}")
        elif isinstance(event, FeedDone) and event.note and not quiet:
            note(f"{clean_line(event.title, NAME_LIMIT)}: {event.note}")

    if invocation.json:
        yield write
    elif quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield tell_of_failure
    else:
        with _progress_bar() as advance:

            def show(event: "Event") -> None:
                tell_of_failure(event)
                if isinstance(event, FeedDone):
                    advance("Refreshing", event.done, event.total, "feeds")
                elif isinstance(event, Processed):
                    advance("Reading", event.done, event.total, "articles")

            yield show


def _tell_of_marks(event: "MarksExchanged", quiet: bool) -> None:
    """Say what other devices had to tell, and what of that could not be read."""
    for complaint in event.complaints:
        complain(complaint)
    for told in filter(None, (event.told, *event.copies) if not quiet else ()):
        note(told)


@contextmanager
def _progress_bar() -> Iterator[Callable[[str, int, int, str], None]]:
    """Show a bar on stderr that is gone afterwards; what is printed meanwhile goes above it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[far]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Refreshing", total=None, far="")
        yield lambda doing, done, total, things: progress.update(
            task,
            description=doing,
            completed=done,
            total=total,
            far=f"{grouped(done)} of {grouped(total)} {things}",
        )


def _summary(outcome: "RefreshOutcome") -> str:
    articles, feeds = counted(outcome.new, "new article"), counted(outcome.feeds, "feed")
    changed = f", {grouped(outcome.updated)} changed" if outcome.updated else ""
    failed = f"; {grouped(outcome.failed)} failed" if outcome.failed else ""
    waiting = f"; {grouped(outcome.waiting)} left alone" if outcome.waiting else ""
    return f"{articles}{changed} in {feeds}{failed}{waiting}."


COMMANDS = (refresh,)
