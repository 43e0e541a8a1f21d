"""What ``newsreader export --highlights`` writes: just what a query for highlights finds."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader.cli.exporting import report, watch
from newsreader.cli.invocation import Invocation
from newsreader.cli.output import note, say
from newsreader.cli.querying import ask
from newsreader.domain.query.highlight_fields import HIGHLIGHTS

if TYPE_CHECKING:
    from newsreader.cli.exporting import StoriesForm
    from newsreader.domain.article import OpenArticle
    from newsreader.export.forms import ArticleForm, CollectionForm


@dataclass(frozen=True, slots=True)
class HowToExport:
    """In which form, and where to."""

    form: "ArticleForm | CollectionForm | None"
    """The form; None where none is named."""
    directory: Path
    """The folder to write to."""
    stdout: bool
    """Whether it is printed instead."""
    force: bool
    """Whether what the user edited is refreshed, too."""
    watching: bool
    """Whether it is written again whenever the library changes."""


def export_highlights(
    invocation: Invocation, query: str, how: HowToExport, *, others: bool
) -> None:
    """Write or print the highlights that a query finds, and no others of their stories.

    ``others`` says that other articles are asked for, or another kind of note.
    """
    if others:
        raise click.UsageError(
            "--highlights chooses passages; it goes with no article, --query, --template, "
            "--single-file, --daily or --since."
        )
    form = _form(query, how)
    with invocation.library() as library:

        def chosen() -> "list[OpenArticle]":
            found = library.highlight_ids(ask(invocation, library, [query], HIGHLIGHTS))
            return list(library.stories_of(found))

        if how.stdout:
            for text in form.texts(chosen()):
                say(text.rstrip())
            return

        def write(*, only_changes: bool = False) -> int:
            stories = chosen()
            done = form.export(stories, how.directory, force=how.force) if stories else ()
            return report(done, only_changes=only_changes, as_json=invocation.json)

        written = write()
        if how.watching:
            watch(library, lambda: write(only_changes=True))
            return
    if not written:
        note("No highlight has this, so nothing was written.")


def _form(query: str, how: HowToExport) -> "StoriesForm":
    """Return the form in which they are written, to files of their own.

    The files of stories, and those of everything, have all highlights always.
    """
    from newsreader.export.file_name import query_name
    from newsreader.export.forms import DEFAULT, CollectionForm
    from newsreader.export.gathered_notes import note_of_query

    form = how.form
    if isinstance(form, CollectionForm):
        return replace(form, name=f"{form.name} {query_name(query)}")
    if form is None or form is DEFAULT:
        return note_of_query(query)
    if not how.stdout:
        raise click.UsageError(
            f"A file of {form.name} has all highlights of its story; with --highlights it is "
            "only printed (--stdout)."
        )
    return form
