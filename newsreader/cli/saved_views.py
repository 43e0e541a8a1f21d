"""Commands on saved views: queries with a name."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import limit_option, print_articles
from newsreader.cli.command_group import CommandGroup
from newsreader.cli.completed_names import offer_query, offer_speakers, offer_views
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, envelope
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import note, say_json, say_row
from newsreader.cli.querying import query_option, warn_of_names
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import grouped
from newsreader.domain.query.fields import SORTS

if TYPE_CHECKING:
    from newsreader.domain.saved_view import SavedView

_SORT = click.option(
    "--sort",
    metavar="ORDER",
    help=f"{', '.join(SORTS)}; with a minus before it the other way round.",
)
_NOTIFY = click.option(
    "--notify/--no-notify", default=None, help="Say in the app when something new is found."
)


@click.group(cls=CommandGroup)
def view() -> None:
    """Save queries under names, and list what they find."""


@view.command(name="add")
@click.argument("name")
@click.argument("query", nargs=-1, required=True, shell_complete=offer_query)
@_SORT
@_NOTIFY
@json_option
@click.pass_obj
def add_view(
    invocation: Invocation,
    name: str,
    query: tuple[str, ...],
    sort: str | None,
    notify: bool | None,
) -> None:
    """Save a query under a name; QUERY is as for list."""
    with invocation.library() as library:
        made = library.add_view(name, " ".join(query), sort=sort or "", notify=bool(notify))
        warn_of_names(invocation, library, made.query)
        count = library.count_views([made]).get(made.id, 0)
    saved = f"Saved {clean_line(made.name)}: {grouped(count)} unread."
    tell_done(invocation, "view", _record(made, count), saved)


@view.command(name="watch")
@click.argument("speaker", shell_complete=offer_speakers)
@click.argument("words", nargs=-1)
@json_option
@click.pass_obj
def add_watch(invocation: Invocation, speaker: str, words: tuple[str, ...]) -> None:
    """Save a view that tells when SPEAKER is quoted.

    With WORDS it tells only of quotes that have all of them.

    newsreader view watch "Jane Roe" harbour
    """
    with invocation.library() as library:
        made = library.add_watch(speaker, " ".join(words))
        warn_of_names(invocation, library, made.query)
        count = library.count_views([made]).get(made.id, 0)
    saved = f"Watching: {clean_line(made.name)}, {grouped(count)} unread."
    tell_done(invocation, "view", _record(made, count), saved)


@view.command(name="list")
@json_option
@click.pass_obj
def list_views(invocation: Invocation) -> None:
    """List the saved views, each with what is unread in it."""
    with invocation.library() as library:
        views = library.saved_views()
        counts = library.count_views(views)
    if invocation.json:
        say_json(envelope("views", [_record(one, counts.get(one.id)) for one in views]))
        return
    for one in views:
        unread = f"{grouped(counts[one.id])} unread" if one.id in counts else "cannot be asked"
        more = "".join(
            f" · {word}"
            for word in (f"sort:{one.sort}" if one.sort else "", "notify" if one.notify else "")
            if word
        )
        say_row(f"{clean_line(one.name)} · {unread} · {clean_line(one.query)}{more}")
    if not views:
        note("No saved views yet; “newsreader view add NAME QUERY” saves one.")


@view.command(name="show")
@click.argument("name", shell_complete=offer_views)
@limit_option
@json_option
@click.pass_obj
def show_view(invocation: Invocation, name: str, limit: int) -> None:
    """List the articles that a saved view finds."""
    with invocation.library() as library:
        found = library.find_view(name)
        asked = found.asked(library.clock())
        warn_of_names(invocation, library, found.query)
        print_articles(invocation, library, asked, limit)


@view.command(name="rename")
@click.argument("name", shell_complete=offer_views)
@click.argument("new", metavar="NEW-NAME")
@json_option
@click.pass_obj
def rename_view(invocation: Invocation, name: str, new: str) -> None:
    """Give a saved view another name."""
    with invocation.library() as library:
        found = library.find_view(name)
        changed = library.change_view(replace(found, name=new))
        count = library.count_views([changed]).get(changed.id)
    renamed = f"{clean_line(found.name)} is now {clean_line(changed.name)}."
    tell_done(invocation, "view", _record(changed, count), renamed)


@view.command(name="set")
@click.argument("name", shell_complete=offer_views)
@query_option(help="What it asks.")
@_SORT
@_NOTIFY
@click.option("--place", type=click.IntRange(min=1), metavar="N", help="1 is the first.")
@json_option
@click.pass_obj
def set_view(
    invocation: Invocation,
    name: str,
    query: str | None,
    sort: str | None,
    notify: bool | None,
    place: int | None,
) -> None:
    """Change a saved view: its query, order, notification, place."""
    with invocation.library() as library:
        found = library.find_view(name)
        changed = library.change_view(
            replace(
                found,
                query=found.query if query is None else query,
                sort=found.sort if sort is None else sort,
                notify=found.notify if notify is None else notify,
            )
        )
        if query is not None:
            warn_of_names(invocation, library, changed.query)
        if place is not None:
            library.place_view(found.id, place)
        count = library.count_views([changed]).get(changed.id)
    record = _record(changed, count)
    tell_done(invocation, "view", record, f"Changed {clean_line(found.name)}.")


@view.command(name="remove")
@click.argument("name", shell_complete=offer_views)
@json_option
@click.pass_obj
def remove_view(invocation: Invocation, name: str) -> None:
    """Forget a saved view; its articles stay."""
    with invocation.library() as library:
        found = library.find_view(name)
        library.remove_view(found.id)
    tell_done(invocation, "view", _record(found, None), f"Removed {clean_line(found.name)}.")


def _record(one: "SavedView", unread: int | None) -> Record:
    return {
        "name": one.name,
        "query": one.query,
        "sort": one.sort,
        "notify": one.notify,
        "unread": unread,
    }


COMMANDS = (view,)
