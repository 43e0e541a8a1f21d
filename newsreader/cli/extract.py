"""The command that shows what newsreader takes from a web page, without storing anything."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader.cli.completed_names import offer_files
from newsreader.cli.input import is_address, read_bytes
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, envelope
from newsreader.cli.output import complain, say, say_json
from newsreader.cli.text_output import (
    LINE,
    terminal_width,
    text_lines,
    wrap,
)
from newsreader.domain.age import full_date
from newsreader.domain.clean import clean_line, shown_url
from newsreader.domain.counts import counted
from newsreader.domain.document import Document
from newsreader.domain.errors import FeedError, GivenUp, NewsreaderError
from newsreader.domain.instant import instant
from newsreader.domain.options.feed_options import FeedOptions, parts_for
from newsreader.domain.options.page_parts import PageParts
from newsreader.settings.selectors import SHOWN, selector_fault

if TYPE_CHECKING:
    from newsreader.documents.page_story import PageStory
    from newsreader.fetcher.local_page import PageReader


def _checked_selectors(
    context: click.Context, option: click.Parameter, selectors: tuple[str, ...]
) -> tuple[str, ...]:
    for selector in selectors:
        if fault := selector_fault(selector):
            named = clean_line(selector, SHOWN)
            raise click.BadParameter(f"{named} is no CSS selector: {fault}.")
    return selectors


@click.command()
@click.argument("source", metavar="[URL|FILE|-]", required=False, shell_complete=offer_files)
@click.option("--url", default="", metavar="BASE", help="Where the page of a file comes from.")
@click.option(
    "--jsonl",
    is_flag=True,
    help='Read lines {"path"[, "url"][, "html"]} and write lines {"path", "text"}.',
)
@click.option(
    "--select",
    multiple=True,
    metavar="CSS",
    callback=_checked_selectors,
    help="What the story is on the page; instead of what config.toml says.",
)
@click.option(
    "--remove",
    multiple=True,
    metavar="CSS",
    callback=_checked_selectors,
    help="What is no part of the story; instead of what config.toml says.",
)
@json_option
@click.pass_obj
def extract(
    invocation: Invocation,
    source: str | None,
    url: str,
    jsonl: bool,
    select: tuple[str, ...],
    remove: tuple[str, ...],
) -> None:
    """Show what is taken from a web page.

    That is headline, authors, outlet, date, language and text. URL is fetched, FILE read, - is
    the standard input; nothing is stored. With --jsonl the pages of one site are judged
    together, and what recurs in them is left out; a page without a story has an empty text;
    where there is no "html" the file at "path" is read. --select and --remove try what a
    [[feed]] of config.toml can say of the pages of a site, and may be given several times.
    """
    parts = PageParts(select, remove) if select or remove else None
    if jsonl:
        _stream(invocation, source, parts)
        return
    if source is None:
        raise click.UsageError("Missing argument “URL, FILE or -”.")
    page = _take(invocation, source, url, parts)
    if page.paywall:
        complain(page.paywall)
    for selector in page.idle:
        complain(f"Nothing on the page matches {clean_line(selector)}.")
    if invocation.json:
        say_json(envelope("page", _page_record(page)))
    else:
        for line in _page_lines(page, min(terminal_width() or LINE, LINE)):
            say(line)
    if not set(select).isdisjoint(page.idle):
        # A script must not take the whole page for what it asked for.
        raise click.exceptions.Exit(1)


def _take(invocation: Invocation, source: str, url: str, parts: PageParts | None) -> "PageStory":
    """Return the story of an address, a file or stdin; raises ``NewsreaderError``."""
    if is_address(source):
        return invocation.fetch(lambda fetcher: fetcher.read_page(source, url, parts))
    from newsreader.fetcher.local_page import open_reader

    parts = parts or parts_for(invocation.settings().feeds, url)
    body = read_bytes(source)
    with open_reader() as reader:
        return reader.story(body, url, parts=parts)


def _page_record(page: "PageStory") -> Record:
    return {
        "url": shown_url(page.url),
        "title": page.title,
        "author": page.author,
        "outlet": page.outlet,
        "published": instant(page.published),
        "language": page.language,
        "image": page.picture.source if page.picture else "",
        "text": page.document.text,
        "struck": [list(one) for one in page.document.struck],
    }


def _page_lines(page: "PageStory", width: int) -> Iterator[str]:
    yield from wrap(clean_line(page.title), width)
    date = full_date(page.published) if page.published else ""
    byline = [clean_line(part) for part in (page.author, page.outlet, date, page.language) if part]
    if byline:
        yield from wrap(" · ".join(byline), width)
    if page.url:
        yield shown_url(page.url)
    yield from text_lines(page.document, width)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The text that was taken from one page of a stream."""

    path: str
    """What the stream calls the page."""
    url: str
    """Where it comes from."""
    document: Document
    """Its story; empty where it has none."""


def _stream(invocation: Invocation, source: str | None, parts: PageParts | None) -> None:
    """Print all texts when all pages were read; complain of bad lines and go on."""
    from newsreader.documents.site_boilerplate import remove_site_boilerplate
    from newsreader.fetcher.local_page import open_reader

    feeds = invocation.settings().feeds
    taken: list[_Taken] = []
    bad = 0
    with open_reader() as reader:
        for number, line in enumerate(_lines(source), 1):
            try:
                taken.append(_take_line(reader, line, parts, feeds))
            except (ValueError, KeyError, TypeError):
                complain(f"Line {number} is no JSON object with “path”.")
                bad += 1
            except NewsreaderError as error:
                complain(f"Line {number}: {error}")
                bad += 1
    cleared = remove_site_boilerplate([(one.url, one.document) for one in taken], {})
    for one, (document, _) in zip(taken, cleared, strict=True):
        say_json({"path": one.path, "text": document.text})
    if bad:
        raise NewsreaderError(f"{counted(bad, 'line was', 'lines were')} passed over.")


def _take_line(
    reader: "PageReader", line: bytes, parts: PageParts | None, feeds: Sequence[FeedOptions]
) -> _Taken:
    record = json.loads(line)
    path, url, html = record["path"], record.get("url") or "", record.get("html")
    if not (isinstance(path, str) and isinstance(url, str) and isinstance(html, str | None)):
        raise TypeError("path")
    if html is None:
        body, charset = read_bytes(str(Path(path).absolute())), ""  # so that "-" is a file too
    else:
        body, charset = html.encode("utf-8", "replace"), "utf-8"
    try:
        parts = parts or parts_for(feeds, url)
        return _Taken(path, url, reader.story(body, url, charset, parts).document)
    except GivenUp:
        raise
    except FeedError:
        return _Taken(path, url, Document(""))


def _lines(source: str | None) -> Iterator[bytes]:
    """Yield the lines of a file, or of stdin as they come."""
    lines: Iterable[bytes] = sys.stdin.buffer
    if source is not None and source != "-":
        lines = read_bytes(source).splitlines()
    return (line for line in lines if line.strip())


COMMANDS = (extract,)
