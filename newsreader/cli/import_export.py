"""Commands that carry things out of the library and into it: export and import."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import article_numbers, require
from newsreader.cli.completed_names import offer_files, offer_words
from newsreader.cli.exported_highlights import HowToExport, export_highlights
from newsreader.cli.exporting import choose_form, file_record, report, stories, watch
from newsreader.cli.input import read_bytes
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import note, say
from newsreader.cli.processing import process
from newsreader.cli.querying import ask, query_option
from newsreader.cli.shared_marks import FORM as MARKS
from newsreader.cli.shared_marks import export_marks, import_marks, is_marks
from newsreader.cli.suggestion import suggest
from newsreader.domain.counts import counted, grouped, quoted
from newsreader.domain.errors import ExportError
from newsreader.domain.query.moments import parse_date

if TYPE_CHECKING:
    from newsreader.export.forms import FeedsForm
    from newsreader.library import Library


def _forms() -> list[str]:
    from newsreader.export.forms import FORMS

    return [*FORMS, MARKS]


@click.command()
@click.argument(
    "words", metavar="[FORM] [ARTICLE]...", nargs=-1, shell_complete=offer_words(_forms)
)
@query_option(help="Export the articles that QUERY finds, as for list.")
@click.option(
    "--highlights",
    "chosen_by",
    metavar="QUERY",
    help="Export only highlights that QUERY finds, as for highlights, to a file of their own.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder to write to, instead of export.directory of the settings.",
)
@click.option("--stdout", is_flag=True, help="Print instead of writing files.")
@click.option(
    "--force",
    is_flag=True,
    help="Also refresh blocks that you edited; yours stay below the new ones.",
)
@click.option(
    "--template",
    metavar="NAME|FILE",
    help="Write notes by a template: obsidian, logseq, org, plain or a file of your own (Jinja2).",
)
@click.option(
    "--print-template",
    metavar="NAME",
    is_flag=False,
    flag_value="obsidian",
    help="Print a template, to begin one of your own with.",
)
@click.option("--single-file", is_flag=True, help="Write one note of all articles.")
@click.option("--daily", is_flag=True, help="Write a note a day, of what you marked then.")
@click.option("--since", metavar="TIME", help="Only what you marked then or later: 7d, 2026-11-20.")
@click.option(
    "--watch", "watching", is_flag=True, help="Export again when the library changes, until Ctrl+C."
)
@json_option
@click.pass_obj
def export(
    invocation: Invocation,
    words: tuple[str, ...],
    query: str | None,
    chosen_by: str | None,
    output: Path | None,
    stdout: bool,
    force: bool,
    template: str | None,
    print_template: str | None,
    single_file: bool,
    daily: bool,
    since: str | None,
    watching: bool,
) -> None:
    """Export articles, highlights and citations, or feeds.

    FORM is markdown (when not given), org, logseq or html, a file for each article; readwise
    (CSV), annotations (W3C, JSON-LD), csl (JSON) or bibtex, one file for all; opml is of the feeds;
    jsonl is of all that you made, for another newsreader to import. Without ARTICLE and QUERY all
    bookmarked and highlighted articles are written. An export can be repeated: what you wrote in
    the files stays.

    newsreader export --query 'tag:port since:7d'

    newsreader export --highlights 'speaker:roe tag:port'
    """
    if print_template:
        from newsreader.export.templates import find_template

        say(find_template(print_template).source.rstrip("\n"))
        return
    from newsreader.export.forms import FORMS, FeedsForm

    if stdout and invocation.json:
        raise click.UsageError("--stdout prints the files themselves; it takes no --json.")
    directory = output or invocation.settings().export.directory or invocation.places.exports
    of_notes = {
        "--force": force,
        "--template": template,
        "--single-file": single_file,
        "--daily": daily,
        "--since": since,
        "--highlights": chosen_by,
        "--watch": watching,
    }
    _refuse_passed_over(words, [option for option, given in of_notes.items() if given])
    if words[:1] == (MARKS,):
        export_marks(invocation, words[1:], query, directory, stdout=stdout)
        return
    named = FORMS.get(words[0]) if words else None
    if words and named is None and not words[0].isdecimal():
        raise click.UsageError(
            f"“{words[0]}” is neither a form nor the number of an article; a query stands behind "
            f"--query. {suggest(words[0], _forms())}"
        )
    numbers = words[1:] if named else words
    if isinstance(named, FeedsForm):
        chosen_some = bool(numbers) or query is not None
        _export_feeds(invocation, named, directory, stdout, chosen_some=chosen_some)
        return
    ids = article_numbers(numbers)
    if watching and (stdout or invocation.json):
        raise click.UsageError("--watch goes neither with --stdout nor with --json.")
    if chosen_by is not None:
        others = any((ids, query is not None, template, single_file, daily, since))
        how = HowToExport(named, directory, stdout, force, watching)
        export_highlights(invocation, chosen_by, how, others=others)
        return
    whole = not ids and query is None and since is None
    form = choose_form(named, template, single=single_file, daily=daily, whole=whole)
    with invocation.library() as library:
        moment = parse_date(since, library.clock()) if since else None

        def choose() -> list[int]:
            return _chosen(invocation, library, ids, query)

        chosen = choose()
        process(invocation, library, chosen)
        if stdout:
            for text in form.texts(stories(library, chosen, form, moment)):
                say(text.rstrip())
            return

        def write(ids: list[int], *, only_changes: bool = False) -> int:
            found = stories(library, ids, form, moment)
            # Where nothing is marked any more the notes of the days say so.
            wanted = bool(ids) or (daily and whole)
            done = form.export(found, directory, force=force) if wanted else ()
            return report(done, only_changes=only_changes, as_json=invocation.json)

        written = write(chosen)
        if watching:
            watch(library, lambda: write(choose(), only_changes=True))
            return
    if not written and query is None:
        marked = "is highlighted" if daily else "is bookmarked or highlighted"
        why = "was marked since then" if since else marked
        note(f"Nothing {why}, so nothing was written.")
    elif not written:
        note("Nothing found, so nothing was written.")


def _refuse_passed_over(words: tuple[str, ...], options: list[str]) -> None:
    """Raise ``UsageError`` where everything is exported and an option is of notes alone."""
    from newsreader.export.forms import FORMS, FeedsForm

    is_everything = words and (words[0] == MARKS or isinstance(FORMS.get(words[0]), FeedsForm))
    if is_everything and options:
        raise click.UsageError(
            f"An export to {words[0]} is of everything; {options[0]} is of notes."
        )


def _chosen(
    invocation: Invocation, library: "Library", ids: list[int], query: str | None
) -> list[int]:
    """Return the articles to export: those named, those found, else all that are worth it."""
    if ids and query is not None:
        raise click.UsageError("Give articles by their numbers or by --query, not by both.")
    if query is not None:
        return list(library.listing(ask(invocation, library, [query]), unfolded=None).ids)
    require(library, ids)
    return ids or library.worth_exporting()


def _export_feeds(
    invocation: Invocation,
    form: "FeedsForm",
    directory: Path,
    stdout: bool,
    *,
    chosen_some: bool,
) -> None:
    if chosen_some:
        raise click.UsageError("An OPML export is of all feeds; it takes no article.")
    with invocation.library() as library:
        text = form.render(library.feeds())
    if stdout:
        say(text.rstrip("\n"))
        return
    path = directory / form.file_name
    try:
        directory.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}.") from None
    tell_done(invocation, "files", [file_record(path, "written", "")], f"{'written':<10} {path}")


@click.command(name="import", no_args_is_help=True)
@click.argument("words", metavar="[KIND] FILE|-", nargs=-1, shell_complete=offer_files)
@json_option
@click.pass_obj
def import_(invocation: Invocation, words: tuple[str, ...]) -> None:
    """Follow the feeds of a file, or take in the marks in one.

    FILE is read, - is the standard input. KIND is opml, newsboat (its urls file), bookmarks
    (the HTML file of a browser) or jsonl; without it the file tells. Of bookmarks those are taken
    that look like feeds, in their folders. Of jsonl, which “newsreader export jsonl” writes, all is
    merged with what is there: the later change wins, of two notes both stay.
    """
    from newsreader.feeds.subscription_list import KINDS, read_subscriptions

    kind, *files = words if len(words) == 2 else ("", *words)
    if len(files) != 1:
        raise click.UsageError("A file is wanted, or - for the standard input.")
    if kind and kind not in (*KINDS, MARKS):
        raise click.UsageError(f"There is no kind “{kind}”. {suggest(kind, (*KINDS, MARKS))}")
    data = read_bytes(files[0])
    if kind == MARKS or (not kind and is_marks(data)):
        import_marks(invocation, files[0], data)
        return
    found = read_subscriptions(data, kind)
    with invocation.library() as library:
        new = len(library.add_feeds(found.outlines))
    known = len(found.outlines) - new
    record = {
        "added": new,
        "known": known,
        "refused": list(found.refused),
        "passed_over": list(found.passed_over),
        "repaired": found.repaired,
    }
    told = f"Added {counted(new, 'feed')}; {grouped(known)} known already."
    tell_done(invocation, "import", record, told)
    if invocation.json:
        return
    if found.refused:
        refused = counted(len(found.refused), "feed")
        note(f"{refused} refused, not addresses of the web: {quoted(found.refused)}.")
    if passed := found.passed_over:
        note(f"{grouped(len(passed))} passed over, no feeds by their addresses: {quoted(passed)}.")
    if found.repaired:
        note("The file is not well-formed, so something in it may be missing.")
    if new:
        note("“newsreader refresh” fetches them.")


COMMANDS = (export, import_)
