"""The command that shows what newsreader sees in a feed, without storing anything."""

from collections.abc import Iterator
from datetime import datetime

import click

from newsreader.cli.completed_names import offer_files
from newsreader.cli.input import is_address, read_bytes
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, enclosure_records, envelope
from newsreader.cli.output import note, say, say_json
from newsreader.cli.text_output import (
    LINE,
    terminal_width,
    wrap,
)
from newsreader.domain.age import full_date
from newsreader.domain.clean import clean_line, shown_url
from newsreader.domain.counts import counted
from newsreader.domain.feed import Entry, ParsedFeed, cut_note
from newsreader.domain.instant import instant

_SUMMARY = 300
"""How much of a summary is shown, in code points."""


@click.command()
@click.argument("source", metavar="URL|FILE|-", shell_complete=offer_files)
@click.option("--url", default="", metavar="BASE", help="Where the feed of a file comes from.")
@json_option
@click.pass_obj
def parse(invocation: Invocation, source: str, url: str) -> None:
    """Show what newsreader sees in a feed.

    That is title, site and language, then the entries. URL is fetched, FILE read, - is the
    standard input; nothing is stored. Addresses in a file are relative to --url.
    """
    address, feed = _read(invocation, source, url)
    if feed.cut_after:
        size = invocation.settings().fetch.feed_size
        note(f"{shown_url(address)}: {cut_note(feed.cut_after, size)}")
    if invocation.json:
        say_json(_record(address, feed))
        return
    for line in _lines(address, feed, min(terminal_width() or LINE, LINE)):
        say(line)


def _read(invocation: Invocation, source: str, url: str) -> tuple[str, ParsedFeed]:
    """Return where a feed comes from and what is in it; raises ``NewsreaderError``."""
    if is_address(source):
        return invocation.fetch(lambda fetcher: fetcher.read_feed(source, url))
    from newsreader.feeds.parse import parse_feed

    return url, parse_feed(read_bytes(source), url)


def _record(address: str, feed: ParsedFeed) -> Record:
    about = {
        "url": shown_url(address),
        "title": feed.title,
        "site_url": shown_url(feed.site_url),
        "language": feed.language,
    }
    return {
        **envelope("feed", about),
        "entries": [_entry_record(entry) for entry in feed.entries],
    }


def _entry_record(entry: Entry) -> Record:
    return {
        "id": entry.key,
        "title": entry.title,
        "url": shown_url(entry.url),
        "author": entry.author,
        "outlet": entry.outlet,
        "published": instant(entry.published),
        "summary": entry.summary,
        "html": entry.html,
        "language": entry.language,
        "enclosures": enclosure_records(entry.enclosures),
    }


def _lines(address: str, feed: ParsedFeed, width: int) -> Iterator[str]:
    yield from wrap(clean_line(feed.title) or "A feed without a title", width)
    facts = (
        shown_url(feed.site_url or address),
        clean_line(feed.language),
        counted(len(feed.entries), "entry", "entries"),
    )
    yield " · ".join(fact for fact in facts if fact)
    for entry in feed.entries:
        yield ""
        yield from wrap(clean_line(entry.title), width)
        yield from wrap(_byline(entry, feed.language), width)
        if entry.url:
            yield shown_url(entry.url)
        if entry.summary:
            yield from wrap(clean_line(entry.summary, _SUMMARY), width)
        for file in entry.enclosures:
            yield " · ".join(filter(None, (shown_url(file.url), clean_line(file.facts))))


def _byline(entry: Entry, language: str) -> str:
    parts = (
        entry.author,
        entry.outlet,
        _date(entry.published),
        entry.language if entry.language != language else "",
    )
    # An aggregator's own stories name it as their author and as their outlet.
    return " · ".join(dict.fromkeys(clean_line(part) for part in parts if part))


def _date(published: datetime | None) -> str:
    return full_date(published) if published else "no date"


COMMANDS = (parse,)
