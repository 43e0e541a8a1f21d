"""Rules: a query, and what is done with each new article that it finds."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import Literal, get_args

from newsreader.domain.clean import clean_line
from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.options.setting import Form, required, setting
from newsreader.domain.query import Query, QueryError, parse_query
from newsreader.domain.query.matching import ArticleFacts, matches
from newsreader.frozen import dataclass

Doing = Literal["mute", "read", "tag", "bookmark", "later", "highlight", "notify"]
"""What a rule can do with an article, besides running a program."""
NAME_LIMIT = 80
"""The longest name of a rule that is made of its query, in code points."""
MARKS = frozenset({"bookmarked", "later", "highlighted"})
"""The states of an article that the user keeps: it is not muted."""
_STATES = {"mute": "muted", "read": "read", "bookmark": "bookmarked", "later": "later"}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a rule does with an article."""

    doing: Doing
    """What."""
    value: str = ""
    """The tag, or the colour of the highlights."""


def read_actions(text: str) -> tuple[Action, ...]:
    """Return the actions that stand in ``text`` with commas between them.

    Raises ValueError with the rule that it breaks: "must be …".
    """
    actions: list[Action] = []
    for part in text.split(","):
        word, colon, value = (one.strip() for one in part.partition(":"))
        value = clean_line(value)
        known = word in get_args(Doing)
        if word == "highlight":
            value = value or COLOURS[0]
            known = value in COLOURS
        elif known and (word == "tag") is not bool(colon and value):
            known = False
        if not known:
            raise ValueError(
                "must be mute, read, tag:NAME, bookmark, later, highlight, highlight:COLOUR or "
                "notify, or several with commas between them"
            )
        actions.append(Action(word, value))  # type: ignore[arg-type]
    return tuple(actions)


@dataclass(frozen=True, slots=True)
class Rule:
    """One ``[[rule]]`` of config.toml, or a rule made in the app."""

    query: str = field(
        metadata=required(
            "Which articles, as a query: words, phrases and conditions.",
            Form.FILLED_LINE,
            example='feed:"Example" -bridge',
        )
    )
    do: str = setting(
        "",
        "What is done with each: mute, read, tag:NAME, bookmark, later, highlight:COLOUR "
        "or notify; several have commas between them.",
        Form.ACTIONS,
        example="tag:budget, notify",
    )
    name: str = setting("", "By what it is spoken of; empty for its query.", example="Bridge watch")
    run: tuple[str, ...] = setting(
        (),
        "A program and its arguments that is run for each, without a shell; it reads the article "
        "as JSON, and has NEWSREADER_TITLE, NEWSREADER_URL and others in its environment.",
        example=["save-page", "--quiet"],
    )
    until: date | None = setting(
        None,
        "The last day on which it does that; when not set, it always does.",
        example="2026-12-31",
    )

    @property
    def label(self) -> str:
        """By what it is spoken of."""
        return clean_line(self.name or self.query, NAME_LIMIT)

    @property
    def actions(self) -> tuple[Action, ...]:
        """What it does, in the order written."""
        return read_actions(self.do) if self.do else ()

    @property
    def tells(self) -> bool:
        """Whether it is a watch: it tells of articles, or hands them to a program."""
        return bool(self.run) or Action("notify") in self.actions

    def holds(self, now: datetime) -> bool:
        """Return whether its last day is not over, where the user is."""
        return self.until is None or now.astimezone().date() <= self.until

    def asked(self, now: datetime) -> Query:
        """Return its query as it is at a moment; raises ``QueryError``."""
        return parse_query(self.query, now, exact=True)


def fault_of(rule: Rule, now: datetime) -> str:
    """Return what is wrong with a rule as the end of a sentence; empty where nothing is."""
    if not rule.do and not rule.run:
        return f"rule “{rule.label}” does nothing; it needs a do or a run"
    try:
        rule.asked(now)
    except QueryError as error:
        where = f" (character {error.start + 1} of its query)" if error.query else ""
        return f"rule “{rule.label}”: {str(error).rstrip('.')}{where}"
    return ""


def as_names(rules: Iterable[Rule]) -> frozenset[str]:
    """Return by what rules are spoken of."""
    return frozenset(one.label for one in rules)


@dataclass(frozen=True, slots=True)
class Judged:
    """What rules say of one article."""

    caught: tuple[Rule, ...]
    """Those that catch it, in their order."""
    faults: tuple[tuple[Rule, str], ...] = ()
    """Those that could not be asked, each with the reason, one sentence."""


def judge(
    rules: Sequence[Rule], facts: ArticleFacts, now: datetime, passed: Collection[str] = ()
) -> Judged:
    """Return which rules catch an article; each sees what those before it have done.

    ``passed`` are the names of rules that do nothing here any more.
    """
    caught: list[Rule] = []
    faults: list[tuple[Rule, str]] = []
    for rule in rules:
        if rule.label in passed or not rule.holds(now):
            continue
        try:
            if not matches(rule.asked(now).where, facts):
                continue
        except QueryError as error:
            faults.append((rule, str(error)))
            continue
        caught.append(rule)
        facts = _after(rule, facts)
    return Judged(tuple(caught), tuple(faults))


def _after(rule: Rule, facts: ArticleFacts) -> ArticleFacts:
    """Return what holds of an article when a rule has done what it does."""
    states, tags = set(facts.states), facts.tags
    for action in rule.actions:
        if action.doing == "tag":
            tags = tuple(sorted({*tags, action.value}))
        elif state := _STATES.get(action.doing):
            if action.doing == "mute" and not MARKS.isdisjoint(states):
                continue
            states.add(state)
            if state == "read":
                states.discard("unread")
            if state in MARKS:
                states.discard("muted")
    return replace(facts, states=frozenset(states), tags=tags, rules=(*facts.rules, rule.label))


_SPAN = re.compile(r"(\d{1,4})\s*([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def read_until(text: str, today: date) -> date | None:
    """Return the last day that is meant: ``2026-12-31``, ``30d``, ``2w``, ``1m``; None for always.

    Raises ValueError with a sentence.
    """
    text = text.strip().lower()
    if text in ("", "always", "ever", "forever"):
        return None
    try:
        if found := _SPAN.fullmatch(text):
            return date.fromordinal(today.toordinal() + int(found[1]) * _DAYS[found[2]])
        day = date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ValueError(
            f"“{clean_line(text, 40)}” is no time; write 30d, 2w, 1m or 2026-12-31."
        ) from None
    if day < today:
        raise ValueError(f"{day} is over; write 30d, 2w, 1m or a day to come.")
    return day
