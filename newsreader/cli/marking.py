"""Commands that mark articles: read, bookmarked, set aside, tagged."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import article_numbers, require, rows_of
from newsreader.cli.command_group import CommandGroup
from newsreader.cli.completed_names import offer_tags
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import article_record
from newsreader.cli.outcome import tell_done
from newsreader.domain.counts import counted, grouped
from newsreader.domain.tags import read_tags

if TYPE_CHECKING:
    from newsreader.library import Library

article_arguments = click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)


@click.group(cls=CommandGroup)
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
        "no longer bookmarked",
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
        "no longer set aside",
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

    newsreader mark tag 'harbour, old bridge' 12 15
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


COMMANDS = (mark,)
