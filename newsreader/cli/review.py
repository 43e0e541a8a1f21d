"""The command that offers old highlights to be looked at again."""

from collections.abc import Sequence

import click

from newsreader.cli.articles import rows_of
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import envelope
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import note, say, say_json, say_row
from newsreader.cli.text_output import LINE, headline, highlight_lines, terminal_width, wrap
from newsreader.domain.counts import counted
from newsreader.domain.errors import NotFound
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.highlights.highlight_record import highlight_record


@click.command()
@click.option(
    "--keep", metavar="ID", multiple=True, help="Keep one that is offered; may be given again."
)
@json_option
@click.pass_obj
def review(invocation: Invocation, keep: tuple[str, ...]) -> None:
    """Print a few old highlights to look at again today.

    A highlight comes up a week after it was made. Kept, it comes again after two weeks, then after
    four, and so on; five a day at most, those due longest first. ID is what is printed below a
    passage; in the app (“review” of the palette) one can also be let go, into the bin.
    """
    with invocation.library() as library:
        hits = library.highlight_hits(library.due_for_review())
        found = [one.highlight for one in hits]
        if keep:
            kept = [_named(found, one) for one in keep]
            library.keep_reviewed(one.id for one in kept)
            records = [highlight_record(one) for one in kept]
            tell_done(invocation, "highlights", records, f"Kept {counted(len(kept), 'highlight')}.")
            return
        sources = {one.id: one for one in rows_of(library, [one.article_id for one in found])}
        now = library.clock()
    if invocation.json:
        say_json(envelope("highlights", [highlight_record(one) for one in found]))
        return
    for hit in hits:
        one = hit.highlight
        for line in (*highlight_lines(one, struck=hit.struck), f"  {one.block_id}"):
            for part in wrap(line, terminal_width() or LINE, hanging="  "):
                say(part)
        say_row(f"  {one.article_id} · {headline(sources[one.article_id], now)}")
        say()
    note(
        "“newsreader review --keep ID” keeps one."
        if found
        else "Nothing is to be looked at again today."
    )


def _named(found: Sequence[Highlight], name: str) -> Highlight:
    """Return the highlight that is meant by its id, or by that of its block in an export."""
    for one in found:
        if name in (one.id, one.block_id):
            return one
    raise NotFound(f"“{name}” is not to be looked at again today.")


COMMANDS = (review,)
