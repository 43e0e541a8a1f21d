"""Makes rules in steps, with what each would have caught, and mutes words for a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import LIST
from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.query import Query, QueryError
from newsreader.domain.rules import Rule, read_actions, read_until
from newsreader.tui.actions.lists import FINDING
from newsreader.tui.listing.sources import Source, SourceKind
from newsreader.tui.questions import AskChoice, AskLine, AskQuery

if TYPE_CHECKING:
    from newsreader.library.rules import Trial
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

_TIMES = (("A week", "1w"), ("A month", "1m"), ("A year", "1y"), ("Always", ""))
"""For how long a rule may hold."""
_DOES = (
    ("Mute", "lists and counts leave them out", "mute"),
    ("Mark read", "as if you had read them", "read"),
    ("Tag", "a tag of yours", "tag"),
    ("Bookmark", "they stay", "bookmark"),
    ("Read later", "they stand in that list", "later"),
    ("Highlight", "the words that the query looks for", "highlight"),
    ("Notify", "you are told, once an article", "notify"),
)
"""What a rule made here can do: title, explanation, and the action as it is written."""


@command("make_rule", group=FINDING, words="rule, filter, automation, watch, alert, regex")
async def make_rule(session: "ReadingSession", view: "View") -> None:
    """New rule.

    Mute, tag, mark or highlight each new article that a query finds, or be told of it.
    """

    def go_on(query: str, trial: "Trial") -> None:
        def ask_time(does: str) -> None:
            _ask_time(session, view, Rule(query, does), f"{label} → {does}")

        def choose(chosen: int | None) -> None:
            if chosen is None:
                return
            if chosen == len(_DOES):
                list_trial(session, view, label, trial)
                return
            does = _DOES[chosen][2]
            if does == "tag":
                _ask_tag(view, ask_time)
            elif does == "highlight":
                _ask_colour(view, ask_time)
            else:
                ask_time(does)

        label = Rule(query).label
        show = ("Only list them", "no rule is made")
        options = [*((title, about) for title, about, _ in _DOES), show]
        view.ask(AskChoice(_would_have(label, trial), options), choose)

    hint = "Which new articles, as in a search: feed:Gazette bridge -ferry."
    await _ask_query(session, view, "New rule", hint, go_on)


@command("mute", group=FINDING, words="block, hide, ignore, kill, ban", takes="a query")
async def mute(session: "ReadingSession", view: "View", words: str = "") -> None:
    """Mute a word.

    Leave new articles out of the lists that have a word, for a week, a month or always.
    """

    def go_on(query: str, trial: "Trial") -> None:
        rule = Rule(query, "mute")
        _ask_time(session, view, rule, f"Mute {_would_have(rule.label, trial)}")

    hint = "A word, a phrase or a query."
    await _ask_query(session, view, "Mute", hint, go_on, words)


def list_query(session: "ReadingSession", view: "View", title: str, query: Query) -> None:
    """List what a query finds under a title that says which states it asks for."""
    view.rows.start_over()
    session.list.show(Source(title, query, kind=SourceKind.VIEW))
    view.go_to(view.panes.at(LIST))


def list_trial(session: "ReadingSession", view: "View", label: str, trial: "Trial") -> None:
    """List what a rule would have caught."""
    list_query(session, view, f"{label} would have caught", trial.query)


def _would_have(label: str, trial: "Trial") -> str:
    return f"{label}: would have caught {trial.words}"


async def _ask_query(
    session: "ReadingSession",
    view: "View",
    heading: str,
    hint: str,
    go_on: Callable[[str, "Trial"], None],
    given: str = "",
) -> None:
    """Ask for the query of a rule, unless it is given; go on with what it would have caught."""

    async def check(words: str) -> str:
        try:
            Rule(words).asked(session.now)
        except QueryError as error:
            return str(error)
        return "" if words.strip() else "Write a word, a phrase or a query."

    async def try_it(words: str | None) -> None:
        if words is None:
            return
        query = words.strip()
        trial = await session.read(lambda: session.library.try_rule(Rule(query)))
        if trial is not None:
            go_on(query, trial)

    if given:
        if reason := await check(given):
            view.say(reason)
        else:
            await try_it(given)
        return
    words, names = session.list.query.words, session.names.fresh()
    view.ask(AskQuery(heading, hint, words, check, names=names), try_it)


def _ask_tag(view: "View", go_on: Callable[[str], None]) -> None:
    async def check(name: str) -> str:
        try:
            (one,) = read_actions(f"tag:{name}")
        except ValueError:
            return "A tag is a word or several, without commas."
        return "" if one.value else "Write a tag."

    def take(name: str | None) -> None:
        if name is not None:
            go_on(f"tag:{name.strip()}")

    view.ask(AskLine("Tag", "The tag that they are given.", "", check), take)


def _ask_colour(view: "View", go_on: Callable[[str], None]) -> None:
    def take(chosen: int | None) -> None:
        if chosen is not None:
            go_on(f"highlight:{COLOURS[chosen]}")

    view.ask(AskChoice("Colour", [(one.capitalize(), "") for one in COLOURS]), take)


def _ask_time(session: "ReadingSession", view: "View", rule: Rule, heading: str) -> None:
    """Ask for how long a rule holds, and store it."""

    async def store(chosen: int | None) -> None:
        if chosen is None:
            return
        last = read_until(_TIMES[chosen][1], session.now.astimezone().date())
        known = await session.read(lambda: session.library.rules(session.settings.rules))
        taken = {one.rule.label for one in known or ()}
        name = f"{rule.query} → {rule.do}" if rule.label in taken else ""
        made = replace(rule, name=name, until=last)
        if await session.carry_out(lambda: session.library.add_rule(made)):
            until = f" until {last}" if last else ""
            view.say(f"Made the rule {made.label}: {made.do}{until}; u takes it back.")
            await session.tell_of_unknown(made.query)

    view.ask(AskChoice(heading, [(name, "") for name, _ in _TIMES]), store)
