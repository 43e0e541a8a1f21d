"""Rules made in the app, what rules caught, and what they do to articles in the library."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from datetime import date, datetime

from newsreader.domain.anchoring.anchor import made_at
from newsreader.domain.anchoring.overlap import merge
from newsreader.domain.document import text_hash
from newsreader.domain.query.excerpts import find_sought
from newsreader.domain.query.timed_pattern import pattern_time
from newsreader.domain.rules import MARKS, Action, Rule, judge
from newsreader.frozen import dataclass
from newsreader.storage import article_state, articles
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.deleted_highlights import replace_highlights
from newsreader.storage.highlights import highlights
from newsreader.storage.queries.article_facts import article_facts
from newsreader.storage.row_changes import ARTICLE, RowChange, compare, snapshot
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import count_speakers

PASSAGES = 50
"""So many passages of one article are highlighted by a rule at most."""


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A rule made in the app, as it is stored; see schema.sql."""

    name: str
    query: str
    actions: str
    until: str
    made: datetime

    @property
    def rule(self) -> Rule:
        """What it says."""
        last: date | None = None
        with suppress(ValueError):
            last = date.fromisoformat(self.until) if self.until else None
        return Rule(self.query, self.actions, self.name, (), last)


@dataclass(frozen=True, slots=True)
class Catch:
    """An article that a rule has caught just now."""

    rule: Rule
    """The rule."""
    article_id: int
    """The article."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying rules came to."""

    catches: tuple[Catch, ...] = ()
    """What was caught, in the order of articles and rules."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Why rules could not be asked, one sentence each, by the rule's name."""


@dataclass(frozen=True, slots=True)
class _Caught:
    """A row of ``caught``."""

    rule: str
    article_id: int


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many articles a rule caught."""

    rule: str
    articles: int


@dataclass(frozen=True, slots=True)
class _Muted:
    """What mutes an article; see schema.sql."""

    id: int
    muted: datetime | None
    muted_by: str


_STORED = Rows(StoredRule, "rule")
_CAUGHT = Rows(_Caught, "caught")
_COUNTED = Rows(_Counted, "caught", columns={"articles": "count(*)"})
_MUTED = Rows(_Muted, "article")


def stored_rules(db: Database) -> list[StoredRule]:
    """Return the rules made in the app, the oldest first."""
    return _STORED.read(db, "ORDER BY made, name")


def put_rule(db: Database, rule: Rule, made: datetime) -> StoredRule | None:
    """Store a rule under its name; return the one that had that name before, if any."""
    until = rule.until.isoformat() if rule.until else ""
    with db.transaction():
        before = take_rule(db, rule.label)
        _STORED.insert(db, [StoredRule(rule.label, rule.query, rule.do, until, made)])
    return before


def take_rule(db: Database, name: str) -> StoredRule | None:
    """Remove a rule made in the app; return it, None where there is none of that name."""
    with db.transaction() as connection:
        before = _STORED.first(db, "WHERE name = ?", (name,))
        connection.execute("DELETE FROM rule WHERE name = ?", (name,))
    return before


def caught_by(db: Database) -> dict[str, int]:
    """Return how many articles each rule caught, by the rule's name."""
    return {one.rule: one.articles for one in _COUNTED.read(db, "GROUP BY rule")}


def set_muted(
    db: Database, ids: Sequence[int], when: datetime | None, rule: str = ""
) -> list[tuple[int, datetime | None, str]]:
    """Mute articles, or unmute them at None; return those changed, each as it was before."""
    changed: list[tuple[int, datetime | None, str]] = []
    wanted = "NOT NULL" if when is None else "NULL"
    with db.transaction() as connection:
        for marks, chunk in chunks(ids):
            found = _MUTED.read(db, f"WHERE muted IS {wanted} AND id IN ({marks})", chunk)
            changed += [(one.id, one.muted, one.muted_by) for one in found]
        connection.executemany(
            "UPDATE article SET muted = ?, muted_by = ? WHERE id = ?",
            [(to_ms(when), rule if when else "", one) for one, _, _ in changed],
        )
        db.at_commit(count_speakers)
    return changed


def show_kept(db: Database, ids: Sequence[int]) -> list[RowChange]:
    """Unmute articles that the user keeps by now, by any of ``MARKS``; return what that changed."""
    changed: list[RowChange] = []
    with db.transaction():
        muted = [
            one
            for marks, chunk in chunks(ids)
            for one in db.column(
                f"SELECT id FROM article WHERE muted IS NOT NULL AND id IN ({marks})", chunk
            )
        ]
        for marks, chunk in chunks(muted):
            facts = article_facts(db, chunk)
            kept = [one for one in chunk if not MARKS.isdisjoint(facts[one].states)]
            before = snapshot(db, ARTICLE, f"WHERE id IN ({marks})", chunk)
            set_muted(db, kept, None)
            changed += compare(
                ARTICLE, before, snapshot(db, ARTICLE, f"WHERE id IN ({marks})", chunk)
            )
    return changed


def apply_rules(
    db: Database,
    rules: Sequence[Rule],
    ids: Sequence[int],
    now: datetime,
    faulty: Collection[str] = (),
) -> Applied:
    """Let rules act on articles, in their order; a rule that caught an article does not again.

    ``faulty`` are the names of rules that are left out. What tells of articles is left to the
    caller.
    """
    with db.transaction():
        found = find_catches(db, rules, ids, now, faulty)
        return Applied(act(db, found.catches, now), found.faults)


def find_catches(
    db: Database,
    rules: Sequence[Rule],
    ids: Sequence[int],
    now: datetime,
    faulty: Collection[str] = (),
) -> Applied:
    """Return what ``apply_rules`` would come to; nothing is changed."""
    if not rules:
        return Applied()
    catches: list[Catch] = []
    faults: dict[str, str] = {}
    before = _caught_before(db, ids)
    for article_id, facts in article_facts(db, ids).items():
        passed = {*before[article_id], *faulty, *faults}
        with pattern_time():
            judged = judge(rules, facts, now, passed)
        faults |= {rule.label: why for rule, why in judged.faults}
        catches += [Catch(rule, article_id) for rule in judged.caught]
    return Applied(tuple(catches), faults)


def act(db: Database, catches: Iterable[Catch], now: datetime) -> tuple[Catch, ...]:
    """Do what rules do with what they caught, inside a transaction.

    Returns the catches that are new; those that were made meanwhile are passed over.
    """
    new: list[Catch] = []
    for one in catches:
        stored = db.connection.execute(
            "INSERT OR IGNORE INTO caught (rule, article_id, at) "
            "SELECT ?, id, ? FROM article WHERE id = ?",
            (one.rule.label, to_ms(now), one.article_id),
        )
        if stored.rowcount:
            for action in one.rule.actions:
                _act(db, one.rule, action, one.article_id, now)
            new.append(one)
    return tuple(new)


def _caught_before(db: Database, ids: Sequence[int]) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for marks, chunk in chunks(ids):
        for one in _CAUGHT.read(db, f"WHERE article_id IN ({marks})", chunk):
            found[one.article_id].add(one.rule)
    return found


def _act(db: Database, rule: Rule, action: Action, article_id: int, now: datetime) -> None:
    execute = db.connection.execute
    match action.doing:
        case "mute":
            if MARKS.isdisjoint(article_facts(db, (article_id,))[article_id].states):
                set_muted(db, (article_id,), now, rule.label)
        case "read":
            article_state.set_read(db, (article_id,), True)
        case "bookmark" | "later":
            column = "bookmarked" if action.doing == "bookmark" else "later"
            execute(
                f"UPDATE article SET {column} = coalesce({column}, ?) WHERE id = ?",
                (to_ms(now), article_id),
            )
        case "tag":
            execute(
                "INSERT OR IGNORE INTO article_tag (article_id, tag) VALUES (?, ?)",
                (article_id, action.value),
            )
        case "highlight":
            _highlight(db, rule, action.value, article_id, now)
    show_kept(db, (article_id,))


def _highlight(db: Database, rule: Rule, colour: str, article_id: int, now: datetime) -> None:
    """Highlight what the query of a rule looks for in the text of an article."""
    asked = rule.asked(now)
    text = articles.text(db, article_id)
    hash_ = text_hash(text)
    for start, end in find_sought(text, asked.words + asked.said)[:PASSAGES]:
        new = made_at(article_id, text, hash_, start, end, colour, now)
        present = tuple(one for one in highlights(db, article_id) if one.text_hash == hash_)
        merged = merge(new, present, text)
        joined = {merged.highlight.id, *merged.absorbed}
        replaced = tuple(one for one in present if one.id in joined)
        if merged.highlight not in replaced:
            replace_highlights(db, replaced, (merged.highlight,), text, now)


def is_first_fill(db: Database, article_id: int) -> bool:
    """Return whether an article came with the first answer of its feed that had any."""
    return not db.value(
        "SELECT EXISTS (SELECT 1 FROM article JOIN article AS older "
        "ON older.feed_id = article.feed_id AND older.fetched < article.fetched "
        "WHERE article.id = ?)",
        (article_id,),
    )
