"""Lists rules with what they catch, applies and removes them, shows muted articles again."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.counts import counted
from newsreader.domain.query import Query, QueryError, in_state
from newsreader.domain.query.tree import Named
from newsreader.domain.rules import Rule
from newsreader.domain.words import fold_part
from newsreader.tui.actions.lists import FINDING
from newsreader.tui.actions.rule_making import list_query, list_trial, make_rule
from newsreader.tui.actions.targets import article_at_hand
from newsreader.tui.notices import Complained
from newsreader.tui.questions import AskChoice

if TYPE_CHECKING:
    from newsreader.library.rules import ListedRule, Trial
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

Offer = tuple[str, str, Callable[[], Awaitable[None] | None]]
"""An option: its title, what tells it from the others, and what it does."""


@command("rules", group=FINDING, words="filters, muted words, killfile, automations")
async def rules(session: "ReadingSession", view: "View") -> None:
    """Rules.

    List the rules with what each has caught and would catch; Enter shows that.
    """
    found = await session.read(lambda: _tried(session, session.settings.rules))
    if found is None:
        return

    async def go_on(chosen: int | None) -> None:
        if chosen is None:
            return
        if chosen < len(found):
            _show_rule(session, view, *found[chosen])
        elif chosen == len(found):
            list_query(session, view, "Muted", in_state("muted"))
        else:
            await make_rule(session, view)

    options = [
        *(_option(*one) for one in found),
        ("Muted articles", "All that any rule has muted"),
        ("New rule", "A query, and what is done with each new article that it finds"),
    ]
    view.ask(AskChoice("Rules", options), go_on)


Tried = tuple["ListedRule", "Trial | str"]
"""A rule with what it would have caught, or why it cannot be asked."""


def _tried(session: "ReadingSession", configured: Sequence[Rule]) -> list[Tried]:
    """Return the rules; called in the reading thread."""
    tried: list[Tried] = []
    for one in session.library.rules(configured):
        try:
            tried.append((one, session.library.try_rule(one.rule)))
        except QueryError as error:
            tried.append((one, str(error)))
    return tried


def _option(one: "ListedRule", trial: "Trial | str") -> tuple[str, str]:
    does = ", ".join(part for part in (one.rule.do, "run" if one.rule.run else "") if part)
    until = f" until {one.rule.until}" if one.rule.until else ""
    where = "in config.toml" if one.made is None else "made here"
    would = trial if isinstance(trial, str) else f"would have caught {trial.words}"
    caught = f"caught {counted(one.caught, 'article')}"
    return one.rule.label, f"{caught} · {would} · {does}{until} · {where} · {one.rule.query}"


def _show_rule(
    session: "ReadingSession", view: "View", one: "ListedRule", trial: "Trial | str"
) -> None:
    """Offer to list what a rule catches, and what else can be done about it."""
    label, tried = one.rule.label, trial

    def list_caught() -> None:
        query = Query(Named("rule", fold_part(label).strip()))
        list_query(session, view, f"Caught by {label}", query)

    offers: list[Offer] = [
        ("What it has caught", counted(one.caught, "article"), list_caught),
        ("Apply it", "to the articles that are there", partial(_apply, session, view, [one.rule])),
    ]
    if not isinstance(tried, str):
        list_it = partial(list_trial, session, view, label, tried)
        offers.insert(0, ("What it would have caught", tried.words, list_it))
    if one.made is not None:
        offers.append(
            ("Remove it", "what it has done stays", partial(_remove, session, view, label))
        )

    async def choose(chosen: int | None) -> None:
        if chosen is not None and (done := offers[chosen][2]()) is not None:
            await done

    view.ask(AskChoice(label, [offer[:2] for offer in offers]), choose)


@command("remove_rule", group=FINDING, words="delete rule, unblock")
async def remove_rule(session: "ReadingSession", view: "View") -> None:
    """Remove a rule.

    Take away a rule that was made here; what it has done stays.
    """
    found = await session.read(lambda: _tried(session, ()))
    if not found:
        view.say("No rules were made here; those of config.toml are changed there.")
        return

    async def remove(chosen: int | None) -> None:
        if chosen is not None:
            await _remove(session, view, found[chosen][0].rule.label)

    view.ask(AskChoice("Remove a rule", [_option(*one) for one in found]), remove)


async def _remove(session: "ReadingSession", view: "View", label: str) -> None:
    if await session.carry_out(lambda: session.library.remove_rule(label)):
        view.say(f"Removed the rule {label}; u brings it back.")


@command("apply_rules", group=FINDING)
async def apply_rules(session: "ReadingSession", view: "View") -> None:
    """Apply rules.

    Let all rules act on the articles that are there already.
    """
    listed = await session.read(lambda: session.library.rules(session.settings.rules))
    await _apply(session, view, [one.rule for one in listed or ()])


async def _apply(session: "ReadingSession", view: "View", wanted: Sequence[Rule]) -> None:
    done = await session.change(lambda: session.library.apply_rules(wanted))
    if done is None:
        return
    for name, reason in done.faults.items():
        session.tell(Complained(f"Rule “{name}”: {reason}"))
    caught = counted(len({one.article_id for one in done.catches}), "article")
    view.say(f"{caught} caught{'; u takes that back' if done.catches else ''}.")
    session.everything_changed()


@command(
    "unmute",
    "X",
    group=FINDING,
    where=frozenset({LIST, ARTICLE, QUOTES}),
    words="unhide, show muted",
)
async def unmute(session: "ReadingSession", view: "View") -> None:
    """Show a muted article again.

    Let an article that a rule muted stand in the lists again.
    """
    article = article_at_hand(session, view)
    if article is None:
        return
    if article.muted is None:
        view.say("This article is not muted; Rules in the palette lists those that are.")
        return
    if await session.change(lambda: session.library.unmute((article.id,))):
        view.say(f"{article.muted_by} muted this; it is listed again. u mutes it.")
    session.state_changed(article.id)
