"""Lists rules with what they caught, mutes words for a time, and shows muted articles again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.counts import counted
from newsreader.domain.query import Query, QueryError, in_state
from newsreader.domain.query.tree import Named
from newsreader.domain.rules import Rule, read_until
from newsreader.domain.words import fold_part
from newsreader.tui.actions.lists import FINDING
from newsreader.tui.actions.targets import article_at_hand
from newsreader.tui.notices import Complained
from newsreader.tui.questions import AskChoice, AskLine
from newsreader.tui.sources import Source

if TYPE_CHECKING:
    from newsreader.library.rules import ListedRule
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

_TIMES = (("A week", "1w"), ("A month", "1m"), ("A year", "1y"), ("Always", ""))
"""For how long a word may be muted."""


@command("rules", group=FINDING)
async def rules(session: "ReadingSession", view: "View") -> None:
    """Rules.

    List the rules with what each has caught; Enter shows that.
    """
    found = await session.read(lambda: session.library.rules(session.configured_rules))
    if found is None:
        return

    def show(chosen: int | None) -> None:
        if chosen is None:
            return
        if chosen == len(found):
            source = Source("Muted", in_state("muted"))
        else:
            label = found[chosen].rule.label
            source = Source(f"Caught by {label}", Query(Named("rule", fold_part(label).strip())))
        view.rows.start_over()
        session.list.show(source)
        view.go_to(view.panes.at(LIST))

    options = [*map(_option, found), ("Muted articles", "All that any rule has muted")]
    view.ask(AskChoice("Rules", options), show)


def _option(one: "ListedRule") -> tuple[str, str]:
    does = ", ".join(part for part in (one.rule.do, "run" if one.rule.run else "") if part)
    until = f" until {one.rule.until}" if one.rule.until else ""
    where = "in config.toml" if one.made is None else "made here"
    caught = f"{counted(one.caught, 'article')} caught"
    return one.rule.label, f"{caught} · {does}{until} · {where} · {one.rule.query}"


@command("mute", group=FINDING)
def mute(session: "ReadingSession", view: "View") -> None:
    """Mute a word.

    Leave new articles out of the lists that have a word, for a week, a month or always.
    """

    async def check(words: str) -> str:
        try:
            Rule(words, "mute").asked(session.now)
        except QueryError as error:
            return str(error)
        return "" if words.strip() else "Write a word, a phrase or a query."

    def ask_time(words: str | None) -> None:
        if words is None or not words.strip():
            return
        query = words.strip()

        async def store(chosen: int | None) -> None:
            if chosen is None:
                return
            last = read_until(_TIMES[chosen][1], session.now.astimezone().date())
            rule = Rule(query, "mute", "", (), last)
            if await session.carry_out(lambda: session.library.add_rule(rule)):
                until = f" until {last}" if last else ""
                view.say(f"New articles with {rule.label} are muted{until}; u takes it back.")

        view.ask(AskChoice(f"Mute {query}", [(name, "") for name, _ in _TIMES]), store)

    view.ask(AskLine("Mute", "A word, a phrase or a query.", store=check), ask_time)


@command("remove_rule", group=FINDING)
async def remove_rule(session: "ReadingSession", view: "View") -> None:
    """Remove a rule.

    Take away a rule that was made here; what it has done stays.
    """
    found = await session.read(lambda: session.library.rules(()))
    if not found:
        view.say("No rules were made here; those of config.toml are changed there.")
        return

    async def remove(chosen: int | None) -> None:
        if chosen is not None:
            label = found[chosen].rule.label
            if await session.carry_out(lambda: session.library.remove_rule(label)):
                view.say(f"Removed the rule {label}; u brings it back.")

    view.ask(AskChoice("Remove a rule", [_option(one) for one in found]), remove)


@command("apply_rules", group=FINDING)
async def apply_rules(session: "ReadingSession", view: "View") -> None:
    """Apply rules.

    Let all rules act on the articles that are there already.
    """
    listed = await session.read(lambda: session.library.rules(session.configured_rules))
    wanted: Sequence[Rule] = [one.rule for one in listed or ()]
    done = await session.change(lambda: session.library.apply_rules(wanted))
    if done is None:
        return
    for name, reason in done.faults.items():
        session.tell(Complained(f"Rule “{name}”: {reason}"))
    caught = counted(len({one.article_id for one in done.catches}), "article")
    view.say(f"{caught} caught{'; u takes that back' if done.catches else ''}.")
    session.everything_changed()


@command("unmute", "X", group=FINDING, where=frozenset({LIST, ARTICLE, QUOTES}))
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
