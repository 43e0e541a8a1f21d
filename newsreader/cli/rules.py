"""Commands on rules: list and try them, apply them to what there is, make and remove them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from newsreader.cli.articles import rows_of
from newsreader.cli.command_group import CommandGroup
from newsreader.cli.completed_names import offer_query, offer_rules
from newsreader.cli.invocation import Invocation, json_option
from newsreader.cli.json_output import Record, article_record, envelope
from newsreader.cli.outcome import tell_done
from newsreader.cli.output import complain, note, say, say_json, say_row
from newsreader.cli.querying import query_argument, warn_of_names
from newsreader.cli.text_output import row, terminal_width
from newsreader.domain.counts import counted, grouped
from newsreader.domain.rules import Rule, read_actions, read_until

if TYPE_CHECKING:
    from newsreader.library.rules import ListedRule


@click.group(cls=CommandGroup, invoke_without_command=True)
@click.pass_context
def rules(context: click.Context) -> None:
    """Show what rules do, try them, make others.

    A rule is a query and what is done with each new article that it finds: mute, read, tag,
    bookmark, later, highlight, notify. Rules stand in the settings as [[rule]], or are made
    here and in the app. They act once on an article, when it has its text and quotes, and in
    their order.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_rules)


@rules.command(name="list")
@json_option
@click.pass_obj
def list_rules(invocation: Invocation) -> None:
    """List all rules with what each has caught."""
    with invocation.library() as library:
        found = library.rules(invocation.settings().rules)
    if invocation.json:
        say_json(envelope("rules", [_record(one) for one in found]))
        return
    for one in found:
        say_row(_line(one))
    if not found:
        note("No rules yet; “newsreader rules add QUERY --do mute” makes one.")


@rules.command(name="try")
@query_argument
@click.option(
    "--days",
    type=click.IntRange(min=1, max=36_500),
    metavar="N",
    default=7,
    show_default=True,
    help="Look at what was published in the last N days.",
)
@json_option
@click.pass_obj
def try_rule(invocation: Invocation, query: tuple[str, ...], days: int) -> None:
    """Print what a rule would have caught; nothing is changed.

    QUERY is the name of a rule, or a query as for list. Without it all rules are tried.
    """
    with invocation.library() as library:
        known = [one.rule for one in library.rules(invocation.settings().rules)]
        words = " ".join(query)
        if words and words not in {one.label for one in known}:
            warn_of_names(invocation, library, words)
        chosen = [one for one in known if one.label == words] or [Rule(words)] if words else known
        since = library.clock() - timedelta(days=days)
        caught = [(one, library.would_catch(one, since)) for one in chosen]
        if invocation.json:
            say_json(
                envelope(
                    "rules",
                    [
                        {
                            "rule": one.label,
                            "query": one.query,
                            "articles": [article_record(it) for it in rows_of(library, ids)],
                        }
                        for one, ids in caught
                    ],
                )
            )
            return
        for one, ids in caught:
            say_row(f"{one.label}: {counted(len(ids), 'article')} in {counted(days, 'day')}")
            for article in rows_of(library, ids):
                say(row(article, library.clock(), terminal_width()))


@rules.command()
@click.argument("name", nargs=-1, shell_complete=offer_rules)
@json_option
@click.pass_obj
def apply(invocation: Invocation, name: tuple[str, ...]) -> None:
    """Let rules act on all articles that are there already.

    NAME is the name of one rule; without it all act. Nothing is notified and no program is run;
    what a rule has caught before it leaves alone.
    """
    with invocation.library() as library:
        known = [one.rule for one in library.rules(invocation.settings().rules)]
        chosen = [_named(known, " ".join(name))] if name else known
        done = library.apply_rules(chosen)
        for label, reason in done.faults.items():
            complain(f"rule “{label}”: {reason}")
        ids = sorted({one.article_id for one in done.catches})
        records = [article_record(one) for one in rows_of(library, ids)]
    tell_done(invocation, "articles", records, f"{counted(len(ids), 'article')} caught.")


@rules.command()
@click.argument("query", nargs=-1, required=True, shell_complete=offer_query)
@click.option("--do", "do", required=True, metavar="ACTIONS", help="What is done: mute, tag:NAME …")
@click.option(
    "--name", default="", metavar="NAME", help="By what the rule is spoken of; else its query."
)
@click.option("--until", default="", metavar="TIME", help="30d, 2w, 1m, or the last day.")
@json_option
@click.pass_obj
def add(invocation: Invocation, query: tuple[str, ...], do: str, name: str, until: str) -> None:
    """Make a rule: newsreader rules add bridge --do mute --until 1m"""
    from newsreader.library.rules import ListedRule

    with invocation.library() as library:
        now = library.clock()
        try:
            read_actions(do)
        except ValueError as error:
            raise click.UsageError(f"--do {error}.") from None
        try:
            last = read_until(until, now.astimezone().date())
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        rule = Rule(" ".join(query), do, name, (), last)
        rule.asked(now)  # a fault in it points at its place
        if rule.label in {one.label for one in invocation.settings().rules}:
            raise click.UsageError(f"The settings have a rule “{rule.label}”; give another --name.")
        library.add_rule(rule)
        warn_of_names(invocation, library, rule.query)
        found = len(library.would_catch(rule, now - timedelta(days=7)))
    would = f"it would have caught {counted(found, 'article')} in 7 days"
    record = {**_record(ListedRule(rule, 0, now)), "would_have_caught": found}
    tell_done(invocation, "rule", record, f"Made “{rule.label}”; {would}.")


@rules.command()
@click.argument("name", nargs=-1, required=True, shell_complete=offer_rules)
@json_option
@click.pass_obj
def remove(invocation: Invocation, name: tuple[str, ...]) -> None:
    """Remove a rule that was made in the app or here.

    What it has done stays.
    """
    with invocation.library() as library:
        label = " ".join(name)
        known = {one.rule.label: one for one in library.rules(()) if one.made is not None}
        library.remove_rule(label)
    tell_done(invocation, "rule", _record(known[label]), f"Removed “{label}”.")


def _named(known: Sequence[Rule], name: str) -> Rule:
    found = [one for one in known if one.label == name]
    if not found:
        raise click.UsageError(f"No rule is called “{name}”; “newsreader rules” lists them.")
    return found[0]


def _line(one: "ListedRule") -> str:
    does = ", ".join(part for part in (one.rule.do, "run" if one.rule.run else "") if part)
    until = f" until {one.rule.until}" if one.rule.until else ""
    named = f"{one.rule.label} · " if one.rule.name and one.rule.name != one.rule.query else ""
    where = "settings" if one.made is None else "app"
    return f"{grouped(one.caught):>6}  {named}{one.rule.query} → {does}{until}  ({where})"


def _record(one: "ListedRule") -> Record:
    return {
        "name": one.rule.label,
        "query": one.rule.query,
        "do": one.rule.do,
        "run": list(one.rule.run),
        "until": one.rule.until.isoformat() if one.rule.until else None,
        "caught": one.caught,
        "place": "settings" if one.made is None else "library",
    }


COMMANDS = (rules,)
