"""Rules: those made in the app, what rules would catch, and muted articles shown again."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.domain.counts import counted, grouped
from newsreader.domain.errors import NotFound
from newsreader.domain.query import Query
from newsreader.domain.query.tree import Published, conjunction
from newsreader.domain.rules import Rule
from newsreader.library.articles import Articles
from newsreader.storage import articles, rules
from newsreader.storage.history import StepDraft
from newsreader.storage.queries import search
from newsreader.storage.row_changes import (
    ARTICLE,
    ARTICLE_TAG,
    CAUGHT,
    HIGHLIGHT,
    HIGHLIGHT_TAG,
    RULE,
)
from newsreader.storage.rules import Applied, Catch

NEWEST = 1_000
"""Of so many articles, the newest, it is told what a rule would have caught."""
BATCH = 200
"""So many articles are judged at once."""
AT_ONCE = 5_000
"""So many catches are acted on in one transaction, as others wait for its end."""


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule as it is listed."""

    rule: Rule
    """What it says."""
    caught: int
    """How many articles it has caught."""
    made: datetime | None
    """When it was made in the app, UTC; None for one of config.toml."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have caught of the newest articles."""

    query: Query
    """What finds it, muted articles too."""
    caught: int
    """How many articles that are."""
    among: int
    """Of so many, the newest."""

    @property
    def words(self) -> str:
        """The same in words: ``14 of the last 1,000 articles``."""
        return f"{grouped(self.caught)} of the last {counted(self.among, 'article')}"


class Rules(Articles):
    """The part of the library that knows rules."""

    def rules(self, configured: Sequence[Rule]) -> list[ListedRule]:
        """Return the rules of config.toml, then those made in the app, as they are applied."""
        counts: Mapping[str, int] = rules.caught_by(self._search)
        made = rules.stored_rules(self._search)
        return [
            *(ListedRule(one, counts.get(one.label, 0), None) for one in configured),
            *(ListedRule(one.rule, counts.get(one.name, 0), one.made) for one in made),
        ]

    def add_rule(self, rule: Rule) -> None:
        """Store a rule, in place of one made in the app that has its name."""
        label = f"made the rule “{rule.label}”"
        with self._step(label) as step, step.watching(self._write, RULE):
            rules.put_rule(self._write, rule, self.clock())

    def remove_rule(self, name: str) -> None:
        """Remove a rule made in the app; what it has done stays. Raises ``NotFound``."""
        label = f"removed the rule “{name}”"
        with self._step(label) as step, step.watching(self._write, RULE):
            if rules.take_rule(self._write, name) is None:
                raise NotFound(f"No rule made in the app is called “{name}”.")

    def would_catch(self, rule: Rule, since: datetime) -> list[int]:
        """Return the articles published since then that a rule finds, muted or not."""
        asked = rule.asked(self.clock())
        where = conjunction((*asked.parts, Published(since=since)))
        return list(search.select_ids(self._search, replace(asked, where=where), muted=True))

    def try_rule(self, rule: Rule, among: int = NEWEST) -> Trial:
        """Return what a rule would have caught of so many articles; raises ``QueryError``."""
        asked = rule.asked(self.clock())
        newest = search.select_ids(self._search, Query(), among, muted=True)
        if newest:
            oldest = articles.article(self._search, newest[-1]).published
            asked = replace(asked, where=conjunction((*asked.parts, Published(since=oldest))))
        found = asked.with_muted()
        caught = set(search.select_ids(self._search, found)).intersection(newest)
        return Trial(found, len(caught), len(newest))

    def apply_rules(self, wanted: Sequence[Rule], at_once: int = AT_ONCE) -> Applied:
        """Let rules act on all articles there are; nothing is told and no program is run.

        That is one step of the undo history, of which each transaction has ``at_once`` catches.
        """
        ids = search.select_ids(self._write, Query(sort="-date"), muted=True)
        found: list[Catch] = []
        faults: dict[str, str] = {}
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            judged = rules.find_catches(self._write, wanted, some, self.clock(), faults)
            found += judged.catches
            faults |= judged.faults
        what = f"the rule “{wanted[0].label}”" if len(wanted) == 1 else "rules"
        done: list[Catch] = []
        grown: StepDraft | None = None
        for at in range(0, len(found), at_once):
            acting = found[at : at + at_once]
            theirs = {one.article_id for one in acting}
            with self._step(grown=grown) as step, self._watching_all(step, theirs):
                done += rules.act(self._write, acting, self.clock())
                caught = counted(len({one.article_id for one in done}), "article")
                step.label = f"applied {what} to {caught}"
            grown = step
        return Applied(tuple(done), faults)

    @contextmanager
    def _watching_all(self, step: StepDraft, ids: Collection[int]) -> Iterator[None]:
        """Take down in a step all that a block does to articles."""
        these = "(SELECT value FROM json_each(?))"
        highlighted = f"(SELECT id FROM highlight WHERE article_id IN {these})"
        places = (
            (ARTICLE, f"WHERE id IN {these}"),
            *((one, f"WHERE article_id IN {these}") for one in (ARTICLE_TAG, CAUGHT, HIGHLIGHT)),
            (HIGHLIGHT_TAG, f"WHERE highlight_id IN {highlighted}"),
        )
        with ExitStack() as watched:
            for table, rest in places:
                watched.enter_context(
                    step.watching(self._write, table, rest, [json.dumps(sorted(ids))])
                )
            yield

    def unmute(self, ids: Sequence[int]) -> list[int]:
        """Show muted articles again; return those that were muted."""
        among = f"WHERE id IN ({','.join(str(int(one)) for one in ids)})"
        with self._step() as step, step.watching(self._write, ARTICLE, among):
            before = rules.set_muted(self._write, ids, None)
            step.label = f"showed {counted(len(before), 'muted article')} again"
            step.article_id = before[0][0] if len(before) == 1 else None
        return [one for one, _, _ in before]
