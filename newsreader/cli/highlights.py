"""Commands on highlights: they are printed, also those in the bin, and changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import rows_of
from newsreader.cli.completed_names import offer_tags
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope
from newsreader.cli.marking import mark
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import note, say, say_json, say_row
from newsreader.cli.querying import ask, query_argument
from newsreader.cli.reanchoring import reanchor_lines
from newsreader.cli.text_output import LINE, headline, highlight_lines, terminal_width, wrap
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted
from newsreader.domain.highlights.highlight import (
    COLOURS,
    Highlight,
    Verification,
    in_quotation_marks,
)
from newsreader.domain.highlights.highlight_record import highlight_record
from newsreader.domain.instant import instant
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.domain.quoting.struck import Range
from newsreader.domain.tags import read_tags

if TYPE_CHECKING:
    from newsreader.library import Library


@mark.command(name="highlight")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--tag", "add", metavar="NAME", default="", shell_complete=offer_tags, help="Give it tags."
)
@click.option(
    "--untag",
    "remove",
    metavar="NAME",
    default="",
    shell_complete=offer_tags,
    help="Take tags away.",
)
@click.option(
    "--colour", type=click.Choice(COLOURS), metavar="COLOUR", help="Give it another colour."
)
@click.option("--note", "words", metavar="TEXT", help="Give it another note; '' for none.")
@click.option(
    "--checked", metavar="URL", help="Its words are right by this address; '' where by none."
)
@click.option("--disputed", metavar="URL", help="They are not, or somebody says so; '' or where.")
@click.option("--unchecked", is_flag=True, help="Nobody has checked it.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="When that was seen, 2026-12-31; today when not given.",
)
@click.option("--delete", is_flag=True, help="Put it into the bin, with its note.")
@json_option
@click.pass_obj
def highlight(
    invocation: Invocation,
    ids: tuple[str, ...],
    add: str,
    remove: str,
    colour: str | None,
    words: str | None,
    checked: str | None,
    disputed: str | None,
    unchecked: bool,
    on: datetime | None,
    delete: bool,
) -> None:
    """Tag, recolour, verify or delete highlights.

    ID is what “newsreader highlights” prints below a passage, or its end. Everything asked for
    is one step, which “newsreader undo” takes back.
    """
    verified = [
        (state, against)
        for state, against in (
            (Verification.CHECKED, checked),
            (Verification.DISPUTED, disputed),
            (Verification.UNCHECKED, "" if unchecked else None),
        )
        if against is not None
    ]
    if verified[1:]:
        raise click.UsageError("--checked, --disputed and --unchecked exclude each other.")
    if on is not None and (unchecked or not verified):
        raise click.UsageError("--on goes with --checked or --disputed.")
    added, removed = set(read_tags(add)), set(read_tags(remove))
    if not (added or removed or delete) and not verified and colour is words is None:
        raise click.UsageError("Nothing is asked for; see newsreader mark highlight --help.")
    with invocation.library() as library:
        found = [library.highlight_named(one) for one in ids]
        changed = []
        with library.as_one_step(f"changed {counted(len(found), 'highlight')}"):
            for one in found:
                tags = sorted(added.union(one.tags) - removed) if added or removed else None
                one = library.change_highlight(one, colour=colour, note=words, tags=tags).highlight
                for state, against in verified:
                    try:
                        one = library.verify_highlight(
                            one, state, against, on.date() if on else None
                        ).highlight
                    except ValueError as error:
                        raise click.UsageError(f"{error}.") from None
                if delete:
                    library.remove_highlight(one)
                changed.append(one)
    done = "Deleted" if delete else "Changed"
    tell_done(
        invocation,
        "deleted" if delete else "highlights",
        [highlight_record(one) for one in changed],
        f"{done} {counted(len(changed), 'highlight')}.",
    )


def show_deleted(invocation: Invocation, library: "Library") -> None:
    """Print what lies in the bin, that which was deleted last first."""
    found = library.deleted_highlights()
    if invocation.json:
        records = [
            highlight_record(one.highlight) | {"deleted": instant(one.deleted), "title": one.title}
            for one in found
        ]
        say_json(envelope("deleted", records))
        return
    width = terminal_width() or LINE
    for one in found:
        print_highlight(one.highlight, width)
        when = f"deleted {one.deleted.astimezone():%Y-%m-%d %H:%M}"
        for part in wrap(
            " · ".join(filter(None, (when, clean_line(one.title)))), width, first="  ", hanging="  "
        ):
            say(part)
        say()
    if not found:
        note("The bin is empty.")


def print_highlight(one: Highlight, width: int, struck: Sequence[Range] = ()) -> None:
    """Print a passage with what the user made of it, and the id by which it is spoken of.

    ``struck`` is what is so in its article.
    """
    for line in highlight_lines(one, named=True, struck=struck):
        for part in wrap(line, width, hanging="  "):
            say(part)


def bring_back(invocation: Invocation, library: "Library", names: tuple[str, ...]) -> None:
    """Take highlights out of the bin; all of them or none."""
    with library.as_one_step(f"brought back {counted(len(names), 'highlight')}"):
        back = [library.bring_back(name).highlight for name in names]
    tell_done(
        invocation,
        "highlights",
        [highlight_record(one) for one in back],
        *(
            f"Brought back to article {one.article_id}: {in_quotation_marks(clean_line(one.text))}"
            for one in back
        ),
    )


@click.command()
@query_argument
@click.option(
    "--reanchor",
    is_flag=True,
    help="Find passages again in another version of their text; see above.",
)
@click.option("--deleted", is_flag=True, help="Print what lies in the bin instead.")
@click.option(
    "--restore",
    "names",
    metavar="ID",
    multiple=True,
    help="Take a highlight out of the bin; it may be given several times.",
)
@json_option
@click.pass_obj
def highlights(
    invocation: Invocation,
    query: tuple[str, ...],
    reanchor: bool,
    deleted: bool,
    names: tuple[str, ...],
) -> None:
    """Print highlighted passages with their notes, newest first.

    QUERY finds passages: by words in them, in their notes and headlines, by speaker:, colour:,
    tag:, note:, state:, by when they were marked (since:, until:, on:), or by their article
    (outlet: and all else that list takes).

    --reanchor reads lines of JSON from the standard input, {"id", "old", "new", "highlights":
    [{"start", "end"}]}, and answers each with {"id", "highlights": [{"start", "end", "state"}]}.
    The state is ok, moved, changed or orphan; start and end count code points and are null for
    an orphan.
    """
    if reanchor:
        if query:
            raise click.UsageError("--reanchor takes no query.")
        reanchor_lines()
        return
    if query and (deleted or names):
        raise click.UsageError("--deleted and --restore take no query.")
    if deleted and names:
        raise click.UsageError("--deleted and --restore exclude each other.")
    with invocation.library() as library:
        if names:
            bring_back(invocation, library, names)
        if deleted:
            show_deleted(invocation, library)
        if names or deleted:
            return
        found = library.highlights(ask(invocation, library, query, HIGHLIGHTS))
        if invocation.json:
            say_json(envelope("highlights", [highlight_record(one) for one in found]))
            return
        ids = list(dict.fromkeys(one.article_id for one in found))
        sources = {one.id: one for one in rows_of(library, ids)}
        struck, now = library.struck_in(ids), library.clock()
    for highlight in found:
        there = struck.get(highlight.article_id, ())
        print_highlight(highlight, terminal_width() or LINE, there)
        source = sources[highlight.article_id]
        say_row(f"  {source.id} · {headline(source, now)}")
        say()
    if not found:
        note("Nothing is highlighted.")


COMMANDS = (highlights,)
