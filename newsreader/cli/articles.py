"""Commands on articles: list, show, search and mark."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from newsreader.cli.completed_names import offer_query
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import (
    Record,
    article_record,
    copy_records,
    envelope,
    excerpt_record,
    story_record,
    version_record,
)
from newsreader.cli.output import note, say, say_json
from newsreader.cli.paging import page
from newsreader.cli.processing import process, tell_of_waiting
from newsreader.cli.querying import ask, query_argument
from newsreader.cli.styled_line import alike
from newsreader.cli.text_output import (
    LINE,
    excerpt_lines,
    row_line,
    story,
    terminal_width,
)
from newsreader.domain.article import Article
from newsreader.domain.errors import NotFound
from newsreader.domain.query import Query

if TYPE_CHECKING:
    from newsreader.library import Library

NO_ARTICLES = "No articles yet; “newsreader add URL” adds a feed."
"""What is said of an empty library."""

_SCREENFUL = 500
_ALL = 2**31 - 1
"""More articles than any library has, and a number that SQLite can count to."""

limit_option = click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    callback=lambda context, option, value: min(value, _ALL),
    metavar="N",
    default=50,
    show_default=True,
    help="Print at most so many.",
)


unfolded_option = click.option(
    "-u",
    "--unfolded",
    is_flag=True,
    help="List the same story of several outlets each time.",
)


@click.command(name="list")
@query_argument
@limit_option
@unfolded_option
@json_option
@click.pass_obj
def list_articles(
    invocation: Invocation, query: tuple[str, ...], limit: int, unfolded: bool
) -> None:
    """List articles, newest first.

    The same story of several outlets is listed once. QUERY is made of words, "phrases",
    -without, or ( ), /patterns/ and conditions such as is:unread, feed:NAME, speaker:NAME,
    since:7d or sort:words, which "man newsreader-query" explains; it goes into single quotes.

    newsreader list '"iron bridge" -ferry is:unread'
    """
    with invocation.library() as library:
        asked = ask(invocation, library, query)
        print_articles(invocation, library, asked, limit, unfolded=unfolded)


@click.command()
@click.argument("article", type=int)
@click.option(
    "--boilerplate",
    "--furniture",
    is_flag=True,
    help="Also show what was left out because the site sets it into many stories.",
)
@click.option(
    "--version",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show it as it was; “newsreader changes ARTICLE” tells the numbers.",
)
@click.option(
    "-a",
    "--as",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    metavar="text|markdown|html|json",
    help="Its headline and whole text for another program: newsreader show 12 --as html",
)
@click.option("--as-marked", is_flag=True, help="Show it as it was when you first marked it.")
@json_option
@click.pass_obj
def show(
    invocation: Invocation,
    article: int,
    boilerplate: bool,
    version: int | None,
    form: str | None,
    as_marked: bool,
) -> None:
    """Print one article.

    Its text comes first, then its links by the numbers behind their words, who said what in it,
    and your highlights. Of a marked story that
    its publisher changed, each version is kept.
    """
    if boilerplate + (version is not None) + as_marked > 1:
        raise click.UsageError("--boilerplate, --version and --as-marked exclude each other.")
    with invocation.library() as library:
        process(invocation, library, [article])
        if as_marked:
            version = library.version_when_marked(article)
        if version is not None:
            opened = library.opened_version(article, version)
        elif boilerplate:
            opened = library.opened_with_boilerplate(article)
        else:
            opened = library.opened(article)
        known = [one for one in library.versions(article) if one.number == version]
    if form:
        from newsreader.export.whole_text import TEXTS

        say(TEXTS[form](opened).rstrip("\n"))
        return
    if invocation.json:
        told = {"version": version_record(known[0])} if known else {}
        say_json(envelope("article", story_record(opened) | told))
        return
    width = invocation.settings().look.width
    before = alike((f"As it was: {one.in_words}." for one in known), "kept")
    page(chain(before, story(opened, min(width, terminal_width() or width))))


@click.command()
@click.argument("query", nargs=-1, required=True, shell_complete=offer_query)
@limit_option
@unfolded_option
@json_option
@click.pass_obj
def search(invocation: Invocation, query: tuple[str, ...], limit: int, unfolded: bool) -> None:
    """Find articles by their words.

    The same story of several outlets is found once. The best match comes first, each with the
    words around what was found. QUERY is as for list.

    newsreader search 'bridge speaker:"Jane Roe"'
    """
    with invocation.library() as library:
        hits = library.search(ask(invocation, library, query), limit, unfolded=unfolded)
        found = {one.id: one for one in rows_of(library, [hit.article_id for hit in hits])}
        tell_of_waiting(library)
        if invocation.json:
            records = [
                _listed_record(library, found[hit.article_id]) | excerpt_record(hit.excerpt)
                for hit in hits
            ]
            say_json(envelope("articles", records))
            return
        columns = terminal_width()
        page(
            line
            for hit in hits
            for line in (
                row_line(found[hit.article_id], library.clock(), columns),
                *excerpt_lines(hit.excerpt, columns or LINE, " " * 10),
            )
        )
        if not hits:
            note("Nothing found.")


def print_articles(
    invocation: Invocation, library: "Library", asked: Query, limit: int, *, unfolded: bool = False
) -> None:
    """Print the articles that a query finds, a row each or as JSON.

    The same story of several outlets is one row unless it is ``unfolded``.
    """
    listing = library.listing(asked, limit=limit, unfolded=None if unfolded else ())
    rows = list(rows_of(library, listing.ids))
    if invocation.json:
        say_json(envelope("articles", [_listed_record(library, one) for one in rows]))
        return
    columns = terminal_width()
    page(row_line(article, library.clock(), columns) for article in rows)
    if not rows:
        note(NO_ARTICLES if asked == Query() else "Nothing found.")


def _listed_record(library: "Library", article: Article) -> Record:
    """Return an article with what else is the same story."""
    copies = library.copies(article.id) if article.copies > 1 else ()
    return article_record(article) | {"copies": copy_records(copies)}


def rows_of(library: "Library", ids: Sequence[int]) -> Iterator[Article]:
    """Yield the rows of any number of articles in their order."""
    for at in range(0, len(ids), _SCREENFUL):
        yield from library.rows(ids[at : at + _SCREENFUL])


def article_numbers(words: Sequence[str]) -> list[int]:
    """Return what was written as articles as their numbers; raises ``UsageError``."""
    wrong = [word for word in words if not (word.isascii() and word.isdigit())]
    if wrong:
        raise click.UsageError(f"“{wrong[0]}” is no article; “newsreader list” tells the numbers.")
    return [int(word) for word in dict.fromkeys(words)]


def require(library: "Library", ids: Sequence[int]) -> list[Article]:
    """Return the rows of these articles; raises ``NotFound`` when one is not there."""
    found = list(rows_of(library, ids))
    missing = set(ids) - {one.id for one in found}
    if missing:
        raise NotFound(f"There is no article {min(missing)}.")
    return found


COMMANDS = (list_articles, show, search)
