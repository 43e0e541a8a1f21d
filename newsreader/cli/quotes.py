"""The command that tells who said what: in an article, a file, a stream, or the whole library."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import click

from newsreader.cli.articles import rows_of
from newsreader.cli.completed_names import offer_files, offer_speakers
from newsreader.cli.corrections import print_corrections
from newsreader.cli.input import read_bytes
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import (
    Record,
    envelope,
    quote_records,
    speaker_record,
    streamed_quote,
)
from newsreader.cli.output import complain, flush, note, say, say_json, say_row
from newsreader.cli.processing import process, tell_of_waiting
from newsreader.cli.querying import ask, asks_by_field, query_option
from newsreader.cli.text_output import (
    headline,
    person_line,
    quote_line,
    said_under,
)
from newsreader.domain.counts import counted
from newsreader.domain.document import Document
from newsreader.domain.errors import FeedError, GivenUp, NewsreaderError
from newsreader.domain.query import Query, parse_date
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_hit import QuoteHit


@click.command()
@click.argument("source", metavar="[ARTICLE|FILE|-]", required=False, shell_complete=offer_files)
@click.option(
    "--jsonl",
    is_flag=True,
    help='Read lines {"id", "text"[, "language"][, "title"]} and write lines {"id", "quotes"}.',
)
@query_option(
    help="Those in the articles that QUERY finds, as for list; with speaker: or quote: just these.",
)
@click.option(
    "-s",
    "--speaker",
    metavar="NAME",
    shell_complete=offer_speakers,
    help="Only what NAME said, anywhere in the library.",
)
@click.option("-a", "--about", metavar="WORDS", help="Only quotes that have all of WORDS.")
@click.option("--since", metavar="DATE", help="Only since DATE: 2026-11-20, or 7d for a week ago.")
@click.option(
    "--people",
    is_flag=False,
    flag_value="",
    metavar="[WORDS]",
    help="Print the speakers themselves, or those whose name has WORDS.",
)
@click.option(
    "--corrections", is_flag=True, help="Print what you corrected, as JSON to contribute cases."
)
@json_option
@click.pass_obj
def quotes(
    invocation: Invocation,
    source: str | None,
    jsonl: bool,
    query: str | None,
    speaker: str | None,
    about: str | None,
    since: str | None,
    people: str | None,
    corrections: bool,
) -> None:
    """Print quotations and who said them.

    ARTICLE is a number, FILE a text or a web page, - the standard input; without any of them
    all quotes of the library are printed, newest article first. Offsets count the code points
    of the text exactly as it was given; of an HTML file, those of the story taken from it.

    newsreader quotes --query 'speaker:"Jane Roe" quote:bridge since:7d'
    """
    chosen = any(option is not None for option in (speaker, about, since))
    if (chosen or query is not None or people is not None) and (source is not None or jsonl):
        raise click.UsageError("Speakers are looked for in the whole library, not in one text.")
    if corrections:
        if chosen or jsonl or any(one is not None for one in (source, query, people)):
            raise click.UsageError("--corrections goes by itself.")
        print_corrections(invocation)
    elif query is not None:
        if chosen or people is not None:
            raise click.UsageError(
                "--query goes by itself: speaker:NAME, quote:WORDS and since:DATE stand in it."
            )
        _print_found(invocation, query)
    elif people is not None:
        if chosen:
            raise click.UsageError("--people goes by itself; its WORDS are looked for in names.")
        _print_people(invocation, people)
    elif chosen:
        _print_said(invocation, speaker or "", about or "", since)
    elif jsonl:
        _stream(source)
    elif source is None:
        _print_library(invocation)
    elif source.isascii() and source.isdigit():
        _print_article(invocation, int(source))
    else:
        found = _find(_read(source))
        if invocation.json:
            say_json(envelope("quotes", quote_records(found, None)))
        else:
            _print_lines(found)


def _print_article(invocation: Invocation, article_id: int) -> None:
    with invocation.library() as library:
        process(invocation, library, [article_id])
        found = library.opened(article_id).quotes
    if invocation.json:
        say_json(envelope("quotes", quote_records(found, article_id)))
    else:
        _print_lines(found)


def _print_library(invocation: Invocation) -> None:
    records: list[Record] = []
    with invocation.library() as library:
        tell_of_waiting(library)
        for article in rows_of(library, library.listing(Query(), unfolded=None).ids):
            if not article.quotes:
                continue
            found = library.opened(article.id).quotes
            if invocation.json:
                records += quote_records(found, article.id)
                continue
            say_row(f"{article.id:>6}  {headline(article, library.clock())}")
            _print_lines(found, margin=" " * 8)
            say()
    if invocation.json:
        say_json(envelope("quotes", records))


def _print_found(invocation: Invocation, query: str) -> None:
    """Print the quotes that a query finds, under the headlines in its order."""
    with invocation.library() as library:
        asked = ask(invocation, library, [query])
        tell_of_waiting(library)
        _print_hits(invocation, library.quotes_found(asked), library.clock())


def _print_said(invocation: Invocation, speaker: str, about: str, since: str | None) -> None:
    """Print what was said across the library, newest first, under the headlines."""
    with invocation.library() as library:
        tell_of_waiting(library)
        now = library.clock()
        after = parse_date(since, now) if since is not None else None
        name = library.speaker(speaker).name if speaker else ""
        found = library.quote_hits(name, about, after, limit=-1)
    _print_hits(invocation, found, now)


def _print_hits(invocation: Invocation, found: Sequence[QuoteHit], now: datetime) -> None:
    if invocation.json:
        records = [quote_records([one.quote], one.article_id)[0] for one in found]
        say_json(envelope("quotes", records))
        return
    for article_id, group in groupby(found, key=lambda one: one.article_id):
        said = list(group)
        say_row(f"{article_id:>6}  {said_under(said[0], now)}")
        _print_lines(tuple(one.quote for one in said), margin=" " * 8)
        say()
    if not found:
        note("Nothing found.")


def _print_people(invocation: Invocation, words: str) -> None:
    with invocation.library() as library:
        tell_of_waiting(library)
        found = library.speakers(words, limit=-1)
        now = library.clock()
    if invocation.json:
        say_json(envelope("speakers", [speaker_record(one) for one in found]))
        return
    for one in found:
        say_row(person_line(one, now))
    if not found:
        note("Nobody found.")


def _print_lines(found: tuple[Quote, ...], margin: str = "") -> None:
    for quote in found:
        say(margin + quote_line(quote))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in which quotes are to be found."""

    text: str
    language: str = ""
    title: str = ""
    document: Document | None = None
    """Its structure, where it has one."""


def _find(asked: _Text) -> tuple[Quote, ...]:
    from newsreader.quotes.engine import find_quotes, find_quotes_in

    if asked.document is not None:
        return find_quotes_in(asked.document, asked.language, asked.title)
    return find_quotes(asked.text, asked.language, asked.title)


def _read(source: str) -> _Text:
    """Return the text of a file or of stdin: of a web page the story, of a fragment all."""
    from newsreader.feeds.encoding import decode_text
    from newsreader.feeds.sniff import first_tag, is_web_page

    try:
        body = read_bytes(source)
    except NewsreaderError as error:
        if not asks_by_field(source):
            raise
        raise click.UsageError(f"{error} A query stands behind --query.") from None
    text = decode_text(body)
    if not is_web_page(body):
        return _Text(text)
    from newsreader.documents.blocks import read_html

    page = _story_of(body) if first_tag(text) == "html" else None
    if page:
        return page
    document = read_html(text)
    return _Text(document.text, document=document)


def _story_of(page: bytes) -> _Text | None:
    """Return the story of a whole page; None where it is too short to hold one."""
    from newsreader.fetcher.local_page import open_reader  # only for a page

    try:
        with open_reader() as reader:
            found = reader.story(page)
    except GivenUp:
        raise
    except FeedError:
        return None
    return _Text(found.document.text, found.language, found.title, found.document)


def _stream(source: str | None) -> None:
    """Answer each line of JSON as it comes; complain of bad lines and go on."""
    bad = 0
    for number, line in _lines(source):
        try:
            record = json.loads(line)
            asked = _Text(
                record["text"],
                str(record.get("language") or record.get("lang") or ""),
                str(record.get("title") or ""),
            )
            name = record["id"]
            if not isinstance(asked.text, str):
                raise TypeError("text")
        except (ValueError, KeyError, TypeError, AttributeError):
            complain(f"Line {number} is no JSON object with “id” and “text”.")
            bad += 1
            continue
        found = [streamed_quote(quote) for quote in _find(asked)]
        say_json({"id": name, "quotes": found})
        flush()
    if bad:
        raise NewsreaderError(f"{counted(bad, 'line was', 'lines were')} passed over.")


def _lines(source: str | None) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file, or of stdin as they come, with their numbers from 1."""
    if source is None or source == "-":
        lines: Iterable[bytes] = sys.stdin.buffer
    else:
        lines = read_bytes(source).splitlines()
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


COMMANDS = (quotes,)
