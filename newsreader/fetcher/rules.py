"""Lets rules act on articles that were just processed, and tells of those that are watched for."""

import json
import os
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from newsreader.domain.article import Article
from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.domain.counts import counted
from newsreader.domain.errors import FetchError
from newsreader.domain.quoting.quote import Certainty
from newsreader.domain.quoting.watch import read_watch
from newsreader.domain.rules import NAME_LIMIT as RULE_NAME_LIMIT
from newsreader.domain.rules import Action, Rule
from newsreader.fetcher.program_input import article_record
from newsreader.notification import PROGRAMS, chosen, program
from newsreader.programs import run_program
from newsreader.protocol import Listener, RuleFailed, Watched
from newsreader.settings.values import NotifyBy
from newsreader.storage import articles, rules
from newsreader.storage.database import Database
from newsreader.storage.queries import quote_search
from newsreader.storage.saved_views import saved_views

NAMED = 3
"""So many headlines are named in one notification."""
SECONDS = 10.0
"""How long a program may take for one article."""
OUTPUT = 1024 * 1024
"""How much such a program may print, in bytes; nobody reads it."""


class RuleBook:
    """The rules of config.toml and of the library, and what they have caught since last told."""

    def __init__(self, configured: Sequence[Rule] = (), by: NotifyBy = "auto") -> None:
        self._configured = tuple(configured)
        self._by = by
        self._caught: defaultdict[Rule, list[int]] = defaultdict(list)
        self._faulty: set[str] = set()

    def apply(self, db: Database, ids: Sequence[int], now: datetime, tell: Listener) -> None:
        """Let the rules act on articles that have their text and quotes for the first time."""
        made = [one.rule for one in rules.stored_rules(db)]
        watched = [Rule(one.query, "notify", one.name) for one in saved_views(db) if one.notify]
        asked = [*self._configured, *made, *watched]
        applied = rules.apply_rules(db, asked, ids, now, self._faulty)
        for catch in applied.catches:
            if catch.rule.tells:
                self._caught[catch.rule].append(catch.article_id)
        for name, reason in applied.faults.items():
            self._complain(tell, name, reason)

    async def tell(self, db: Database, tell: Listener) -> None:
        """Tell of what was caught since the last call, once a rule, and run its programs."""
        caught, self._caught = dict(self._caught), defaultdict(list)
        for rule, ids in caught.items():
            rows = articles.article_rows(db, list(dict.fromkeys(ids)))
            fresh = [
                one for one in rows if one.muted is None and not rules.is_first_fill(db, one.id)
            ]
            unread = [one for one in fresh if not one.read]
            if unread and Action("notify") in rule.actions:
                await self._notify(db, tell, rule, unread)
            if rule.run:
                await self._run(db, tell, rule, fresh)

    async def _notify(
        self, db: Database, tell: Listener, rule: Rule, found: Sequence[Article]
    ) -> None:
        title = rule.label if len(found) == 1 else f"{len(found)} new in {rule.label}"
        watch = read_watch(rule.query)
        if watch is not None and clean_line(watch.name, RULE_NAME_LIMIT) == rule.label:
            title = watch.told(len(found), sure=_is_sure(db, rule, found))
        body = _headlines(found)
        by = chosen(self._by)
        shown = False
        if by in PROGRAMS:
            try:
                await run_program(program(by, title, body), seconds=SECONDS, limit=OUTPUT)
                shown = True
            except FetchError as error:
                self._complain(tell, by, str(error))
        ids = tuple(one.id for one in found)
        tell(Watched(rule.label, ids, title, body, shown))

    async def _run(
        self, db: Database, tell: Listener, rule: Rule, found: Sequence[Article]
    ) -> None:
        """Give a program each article; after one that failed it is not tried on."""
        for article in found:
            record = {"rule": rule.label, **article_record(db, article)}
            try:
                await run_program(
                    rule.run,
                    json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"),
                    seconds=SECONDS,
                    limit=OUTPUT,
                    environment={**os.environ, **_environment(rule, article)},
                )
            except FetchError as error:
                self._complain(tell, rule.label, str(error))
                return

    def _complain(self, tell: Listener, name: str, reason: str) -> None:
        """Tell once of a rule that something is wrong with it."""
        if name not in self._faulty:
            self._faulty.add(name)
            tell(RuleFailed(name, reason))


def _is_sure(db: Database, rule: Rule, found: Sequence[Article]) -> bool:
    """Return whether one quote at least that a watch finds is surely the speaker's."""
    asked = rule.asked(datetime.now(UTC)).quoted
    hits = quote_search.quotes_within(db, [one.id for one in found], asked)
    return any(hit.quote.certainty is Certainty.SURE for hit in hits)


def _headlines(found: Sequence[Article]) -> str:
    named = [clean_line(one.title, NAME_LIMIT) for one in found[:NAMED]]
    if len(found) == 1 and found[0].outlet:
        named = [f"{named[0]} ({clean_line(found[0].outlet, NAME_LIMIT)})"]
    more = len(found) - NAMED
    return " · ".join(named) + (f" · and {counted(more, 'other')}" if more > 0 else "")


def _environment(rule: Rule, article: Article) -> dict[str, str]:
    values = {
        "RULE": rule.label,
        "ID": str(article.id),
        "TITLE": article.title,
        "URL": article.url,
        "FEED": article.feed,
        "OUTLET": article.outlet,
    }
    return {f"NEWSREADER_{name}": clean_line(value) for name, value in values.items()}
