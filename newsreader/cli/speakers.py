"""The command that tells who is quoted: how often, where, and how much stays unnamed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from newsreader.cli.completed_names import offer_query
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, envelope
from newsreader.cli.output import note, say, say_json, say_row
from newsreader.cli.processing import tell_of_waiting
from newsreader.cli.querying import ask
from newsreader.domain.age import age
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted, grouped
from newsreader.domain.instant import instant
from newsreader.domain.quoting.source_audit import (
    AuditDetails,
    QuotedSource,
    QuotingPart,
    Section,
    SourceAudit,
)

SHOWN = 20
"""So many of each part are printed; JSON and CSV have all."""
_OUTLETS = 3
"""In the line of a source so many outlets are named."""
_HEADINGS = {
    Section.PEOPLE: "People",
    Section.ORGANISATIONS: "Organisations",
    Section.DOCUMENTS: "Documents",
    Section.GROUPS: "Groups",
    Section.UNNAMED: "Without a name",
}


@click.command()
@click.argument("query", nargs=-1, shell_complete=offer_query)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table of all sources as CSV.")
@json_option
@click.pass_obj
def speakers(invocation: Invocation, query: Sequence[str], as_csv: bool) -> None:
    """Tell who is quoted, how often, and in which outlets.

    QUERY limits it to some articles, as for list. People, organisations, documents, groups and
    sources without a name are counted apart; so are quotes whose speaker is not known.

    newsreader speakers 'folder:Politics since:30d'
    """
    if as_csv and invocation.json:
        raise click.UsageError("--csv and --json cannot go together.")
    with invocation.library() as library:
        tell_of_waiting(library)
        asked, whole = ask(invocation, library, query), invocation.json or as_csv
        found = library.audit(asked)
        told = (
            found.sources if whole else [one for part in Section for one in found.of(part)[:SHOWN]]
        )
        details = library.audit_details(asked, told)
        now = library.clock()
    if invocation.json:
        say_json(_record(found, details))
    elif as_csv:
        from newsreader.export.sources_table import sources_table  # which the app does without

        for line in sources_table(found.sources, details):
            say(line)
    elif not found.whole.quotes:
        note("Nobody is quoted there.")
    else:
        for line in _lines(found, details, now):
            say_row(line)


def _lines(found: SourceAudit, details: AuditDetails, now: datetime) -> Iterator[str]:
    quotes = counted(found.whole.quotes, "quote")
    yield f"{quotes} in {counted(found.extent.articles, 'article')}"
    for section, heading in _HEADINGS.items():
        sources = found.of(section)
        if not sources:
            continue
        share = f"{found.whole.share(section)} % of the quotes"
        yield ""
        yield f"{heading} · {counted(len(sources), 'source')} · {share}"
        for one in sources[:SHOWN]:
            yield f"{grouped(one.quotes):>8}  {_in_words(one, details[one.key].role, now)}"
        if len(sources) > SHOWN:
            yield f"{'':8}  and {grouped(len(sources) - SHOWN)} more"
    yield ""
    yield f"Nobody named · {found.whole.share(Section.NOBODY)} % of the quotes"
    for heading, parts in (("Outlets", found.outlets), ("Folders", found.folders)):
        if len(parts) > 1:
            yield ""
            yield heading
            for part in parts[:SHOWN]:
                yield f"{grouped(part.quotes):>8}  {_shares_in_words(part)}"
            if len(parts) > SHOWN:
                yield f"{'':8}  and {grouped(len(parts) - SHOWN)} more"


def _in_words(one: QuotedSource, role: str, now: datetime) -> str:
    where = [
        f"{outlet or 'no outlet'} {grouped(count)}" for outlet, count in one.outlets[:_OUTLETS]
    ]
    if len(one.outlets) > _OUTLETS:
        where.append(f"{grouped(len(one.outlets) - _OUTLETS)} more")
    parts = (one.attribution, role, ", ".join(where), age(one.last, now))
    return " · ".join(clean_line(part) for part in parts if part)


def _shares_in_words(part: QuotingPart) -> str:
    shares = ", ".join(f"{part.share(one)} % {one}" for one in Section if part.share(one))
    return f"{clean_line(part.name) or 'no folder'} · {shares}"


def _record(found: SourceAudit, details: AuditDetails) -> Record:
    return envelope(
        "speakers",
        [
            {
                "name": one.name,
                "section": str(one.section),
                "kind": str(one.kind),
                "certainty": str(one.certainty),
                "role": details[one.key].role,
                "quotes": one.quotes,
                "sure": one.sure,
                "articles": one.articles,
                "first": instant(details[one.key].first),
                "last": instant(one.last),
                "outlets": dict(one.outlets),
                "folders": dict(one.folders),
                "months": dict(details[one.key].months),
            }
            for one in found.sources
        ],
    ) | {
        "whole": _part(found.whole) | {"articles": found.extent.articles},
        "outlets": [_part(one) for one in found.outlets],
        "folders": [_part(one) for one in found.folders],
    }


def _part(part: QuotingPart) -> Record:
    return {"name": part.name, "quotes": part.quotes} | {
        str(section): count for section, count in part.sections
    }


COMMANDS = (speakers,)
