"""Commands on articles: list, show, search and mark."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from newsreader.cli.completed_names import offer_query, offer_tags
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
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import note, say_json
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
from newsreader.domain.counts import counted, grouped
from newsreader.domain.errors import NotFound
from newsreader.domain.query import Query
from newsreader.domain.tags import read_tags

if TYPE_CHECKING:
    from newsreader.library import Library

NO_ARTICLES = "No articles yet; “newsreader add URL” adds a feed."
"""What is said of an empty library."""

_SCREENFUL = 500

limit_option = click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=50,
    show_default=True,
    help="Print at most so many.",
)
article_arguments = click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)


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
    since:7d or sort:words, which the README explains; it goes into single quotes: newsreader
    list '"iron bridge" -ferry is:unread'
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
@click.option("--as-marked", is_flag=True, help="Show it as it was when you first marked it.")
@json_option
@click.pass_obj
def show(
    invocation: Invocation, article: int, boilerplate: bool, version: int | None, as_marked: bool
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


@click.group()
def mark() -> None:
    """Mark articles as read, bookmark them, tag them."""


@mark.command()
@article_arguments
@json_option
@click.pass_obj
def read(invocation: Invocation, articles: tuple[str, ...]) -> None:
    """Mark articles read."""
    _each(invocation, articles, "marked read", lambda library, ids: library.mark_read(ids))


@mark.command()
@article_arguments
@json_option
@click.pass_obj
def unread(invocation: Invocation, articles: tuple[str, ...]) -> None:
    """Mark articles unread."""
    _each(invocation, articles, "marked unread", lambda library, ids: library.mark_read(ids, False))


@mark.command()
@article_arguments
@json_option
@click.pass_obj
def bookmark(invocation: Invocation, articles: tuple[str, ...]) -> None:
    """Bookmark articles, so that they are kept."""
    _each(invocation, articles, "bookmarked", lambda library, ids: library.bookmark_all(ids))


@mark.command()
@article_arguments
@json_option
@click.pass_obj
def unbookmark(invocation: Invocation, articles: tuple[str, ...]) -> None:
    """Take bookmarks away."""
    _each(
        invocation,
        articles,
        "bookmarked no more",
        lambda library, ids: library.bookmark_all(ids, False),
    )


@mark.command()
@article_arguments
@json_option
@click.pass_obj
def later(invocation: Invocation, articles: tuple[str, ...]) -> None:
    """Set articles aside to be read later; they are kept."""
    _each(invocation, articles, "set aside for later", lambda library, ids: library.read_later(ids))


@mark.command()
@article_arguments
@json_option
@click.pass_obj
def unlater(invocation: Invocation, articles: tuple[str, ...]) -> None:
    """Set articles no longer aside."""
    _each(
        invocation,
        articles,
        "set aside no more",
        lambda library, ids: library.read_later(ids, False),
    )


@mark.command()
@article_arguments
@json_option
@click.pass_obj
def unmuted(invocation: Invocation, articles: tuple[str, ...]) -> None:
    """Show articles again that a rule muted."""
    _each(invocation, articles, "shown again", lambda library, ids: library.unmute(ids))


@mark.command()
@click.argument("name", shell_complete=offer_tags)
@article_arguments
@json_option
@click.pass_obj
def tag(invocation: Invocation, name: str, articles: tuple[str, ...]) -> None:
    """Give articles the tag NAME.

    A tag may hold spaces; several have commas between them.
    """
    wanted = read_tags(name)
    if not wanted:
        raise click.UsageError("A tag needs a name.")
    _each(
        invocation,
        articles,
        "tagged " + _named(wanted),
        lambda library, ids: library.change_tags(ids, add=wanted),
    )


@mark.command()
@click.argument("name", shell_complete=offer_tags)
@article_arguments
@json_option
@click.pass_obj
def untag(invocation: Invocation, name: str, articles: tuple[str, ...]) -> None:
    """Take a tag from articles.

    NAME is the tag, or several with commas between them.
    """
    wanted = read_tags(name)
    _each(
        invocation,
        articles,
        "untagged " + _named(wanted),
        lambda library, ids: library.change_tags(ids, remove=wanted),
    )


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


def _named(tags: Sequence[str]) -> str:
    return " ".join(f"#{tag}" for tag in tags)


def _each(
    invocation: Invocation,
    words: Sequence[str],
    done: str,
    change: Callable[["Library", list[int]], object],
) -> None:
    """Change articles, none of them where one does not exist; tell how many were not so yet."""
    ids = article_numbers(words)
    with invocation.library() as library:
        before = {one.id: article_record(one) for one in require(library, ids)}
        change(library, ids)
        after = [article_record(one) for one in rows_of(library, ids)]
    changed = [one != before[number] for number, one in zip(ids, after, strict=True)]
    already = f"; {grouped(changed.count(False))} already" if not all(changed) else ""
    records = [one | {"altered": altered} for one, altered in zip(after, changed, strict=True)]
    sentence = f"{counted(sum(changed), 'article')} {done}{already}."
    tell_done(invocation, "articles", records, sentence)


COMMANDS = (list_articles, show, search, mark)
