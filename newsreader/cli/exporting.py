"""What ``newsreader export`` writes by its options, and how it goes on doing so."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader.cli.json_output import Record, envelope
from newsreader.cli.output import complain, flush, note, say, say_json
from newsreader.domain.errors import ExportError

if TYPE_CHECKING:
    from newsreader.domain.article import OpenArticle
    from newsreader.export.forms import ArticleForm, CollectionForm
    from newsreader.export.gathered_notes import GatheredForm
    from newsreader.export.managed_file import Exported
    from newsreader.library import Library

    StoriesForm = ArticleForm | CollectionForm | GatheredForm

WATCH_SECONDS = 2.0
"""How long the library must be left alone before what changed in it is exported again."""


def choose_form(
    named: "ArticleForm | CollectionForm | None",
    template: str | None,
    *,
    single: bool,
    daily: bool,
    whole: bool,
) -> "StoriesForm":
    """Return the form that the options ask for; ``whole`` says that no article is left out.

    Raises ExportError for a template that cannot be read.
    """
    from newsreader.export.forms import DEFAULT

    if sum((bool(template), single, daily)) > 1:
        raise click.UsageError("--template, --single-file and --daily exclude each other.")
    if (template or single or daily) and named not in (None, DEFAULT):
        raise click.UsageError("--template, --single-file and --daily go with the form markdown.")
    if template:
        from newsreader.export.template_forms import template_form  # loads Jinja
        from newsreader.export.templates import find_template

        return template_form(find_template(template))
    if single or daily:
        from newsreader.export.gathered_notes import DAILY, SINGLE

        return replace(DAILY if daily else SINGLE, whole=whole)
    return named or DEFAULT


def stories(
    library: "Library", ids: Iterable[int], form: "StoriesForm", since: datetime | None
) -> "Iterator[OpenArticle]":
    """Yield the stories to export; of ``since`` those that were marked then or later.

    Notes of one story have all its highlights always, other forms only those.
    """
    from newsreader.export.citation import last_marked
    from newsreader.export.forms import ArticleForm
    from newsreader.export.gathered_notes import marked_since

    for article_id in ids:
        opened = library.opened(article_id)
        if since is not None:
            last = last_marked(opened)
            if last is None or last < since:
                continue
        if form.as_marked and any(one.is_lost for one in opened.highlights):
            opened = library.opened_version(article_id, library.version_when_marked(article_id))
        if since is not None and not isinstance(form, ArticleForm):
            opened = marked_since(opened, since)
        yield opened


def report(done: "Iterable[Exported]", *, only_changes: bool = False, as_json: bool = False) -> int:
    """Print what became of each file; return how many there were.

    Raises ExportError at the end for those that failed.
    """
    failed: list[str] = []
    records: list[Record] = []
    for exported in done:
        records.append(file_record(exported.path, exported.outcome, exported.message))
        if exported.outcome == "failed":
            failed.append(exported.message)
        elif not as_json and (exported.outcome == "written" or not only_changes):
            say(f"{exported.outcome:<10} {exported.path}")
            if exported.message:
                note(f"{exported.path}: {exported.message}")
    if as_json:
        say_json(envelope("files", records))
    for message in failed[:-1]:
        complain(message)
    if failed:
        raise ExportError(failed[-1])
    return len(records)


def file_record(path: Path, outcome: str, message: str) -> Record:
    """Return a file as JSON tells of it."""
    return {"path": str(path), "outcome": outcome, "message": message}


def watch(
    library: "Library",
    export: Callable[[], object],
    wait: Callable[[], object] = lambda: time.sleep(WATCH_SECONDS),
) -> None:
    """Call ``export`` whenever another process has changed the library, until Ctrl+C.

    The library tells by a number (``Library.version``); it is asked after each ``wait``, and what
    goes on changing it, as a refresh does, is let end first. What fails is told, and tried again.
    """
    note("Exports again whenever the library changes; Ctrl+C ends that.")
    flush()
    exported = seen = library.version()
    try:
        while True:
            wait()
            before, seen = seen, library.version()
            if seen == exported or seen != before:
                continue
            exported = seen
            try:
                export()
            except ExportError as error:
                complain(str(error))
            flush()
    except KeyboardInterrupt:
        return
