"""Answers queries for highlights: which, in which order.

What they ask of an article is asked as in ``query_sql``, in the place of the highlight's own.
"""

import json
from collections import defaultdict

from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.query import Query
from newsreader.domain.query.matching import is_sought
from newsreader.domain.query.timed_pattern import pattern_time
from newsreader.domain.query.tree import (
    And,
    Has,
    InState,
    Marked,
    Named,
    Node,
    Not,
    Or,
    Published,
    Quoted,
)
from newsreader.domain.quoting.quote import Certainty
from newsreader.storage.corrections import all_aliases
from newsreader.storage.database import Database, to_ms
from newsreader.storage.highlight_speakers import all_spoken
from newsreader.storage.highlights import HIGHLIGHT
from newsreader.storage.queries.query_sql import (
    Condition,
    between,
    has_words,
    highlight_condition,
    in_highlight,
    join,
    labelled,
    quote_condition,
    to_sql,
)
from newsreader.storage.shown_title import SHOWN_TITLE

_ORDERS = {
    "date": "highlight.id {down}",
    "story": "article.published {down}, article.id {down}, highlight.state = 'orphan' {up}, "
    "highlight.start {up}, highlight.end {up}, highlight.id {up}",
    "feed": f"(SELECT {SHOWN_TITLE} FROM feed WHERE id = article.feed_id) COLLATE NOCASE {{up}}, "
    "article.feed_id, highlight.id DESC",
    "words": "length(highlight.text) {down}, highlight.id DESC",
}
_MEETING = (
    "JOIN highlight ON highlight.article_id = quote.article_id "
    "AND highlight.start < quote.end AND quote.start < highlight.end"
)
"""Brings the highlights that share letters with a quote, where both count in the same text."""
_ALONE = (
    "(quote.start <= highlight.start AND highlight.end <= quote.end AND quote.parts = '[]' "
    "OR highlight.start <= quote.start AND quote.end <= highlight.end) "
    "AND highlight.state <> 'orphan' AND highlight.text_hash = "
    "(SELECT hash FROM article_text WHERE article_text.article_id = highlight.article_id) "
    "AND NOT EXISTS (SELECT 1 FROM quote AS other WHERE other.article_id = highlight.article_id "
    "AND other.kept = 1 AND other.id <> quote.id AND other.start < highlight.end "
    "AND highlight.start < other.end)"
)
"""What holds for a highlight that lies in a quote, or around it, and meets no other: who says that
says it, or is whom it quotes."""


def needs_index(db: Database, query: Query) -> bool:
    """Return whether a query about ``HIGHLIGHTS`` looks into their full-text index."""
    return "highlight_index" in _to_sql(db, query.where).sql


def select_highlights(db: Database, query: Query) -> list[str]:
    """Return the ids of the highlights that a query about ``HIGHLIGHTS`` asks for.

    Those made last come first unless it says otherwise; those in muted articles are among them.
    Raises ``QueryError`` when a pattern takes too long.
    """
    with pattern_time():
        rest = _rest(db, query)
        return db.column(f"SELECT highlight.id FROM highlight {rest.sql}", rest.values)


def find_highlights(db: Database, query: Query) -> list[Highlight]:
    """Return the highlights that ``select_highlights`` names."""
    with pattern_time():
        rest = _rest(db, query)
        return HIGHLIGHT.read(db, rest.sql, rest.values)


def _rest(db: Database, query: Query) -> Condition:
    """Return what stands behind ``SELECT … FROM highlight``."""
    condition = _to_sql(db, query.where)
    name = query.sort.removeprefix("-") or "date"
    up, down = ("DESC", "ASC") if query.sort.startswith("-") else ("ASC", "DESC")
    return Condition(
        "JOIN article ON article.id = highlight.article_id "
        f"WHERE {condition.sql} ORDER BY {_ORDERS[name].format(up=up, down=down)} LIMIT ?",
        (*condition.values, -1 if query.limit is None else query.limit),
    )


def _to_sql(db: Database, node: Node) -> Condition:
    match node:
        case And(parts) | Or(parts) if parts:
            conditions = [_to_sql(db, part) for part in parts]
            if isinstance(node, Or):
                return join(" OR ", conditions)
            # What calls back into Python reads whole texts: it comes last.
            return join(" AND ", sorted(conditions, key=lambda one: "has_words" in one.sql))
        case Not(part):
            inner = _to_sql(db, part)
            return Condition(f"NOT coalesce({inner.sql}, 0)", inner.values)
        case Has(sought, ""):
            return join(
                " OR ", [in_highlight(sought, "text", "note"), to_sql(Has(sought, "title"))]
            )
        case Marked():
            return highlight_condition(node)
        case Quoted():
            return _said(db, node)
        case Named("tag"):
            own = labelled("highlight_tag", "tag", node.value, of="highlight")
            return join(" OR ", [own, to_sql(node)])
        case InState("noted"):
            return Condition("highlight.note <> ''")
        case InState("highlighted"):
            return Condition("1")
        case Published(since, until):
            return between("highlight.created", to_ms(since), to_ms(until))
        case _:
            return to_sql(node)


def _said(db: Database, node: Quoted) -> Condition:
    """Return what finds passages that somebody says, with all words and all parts of a name.

    Who says one is looked up as where it is shown (``highlight_speakers``); those names count to
    which others were joined, and these.
    """
    others: defaultdict[str, set[str]] = defaultdict(set)
    for alias in all_aliases(db):
        others[alias.person_name].add(alias.name)

    def is_by(one: Highlight) -> bool:
        names = (one.speaker, *others[one.speaker])
        return one.certainty is not Certainty.UNKNOWN and all(
            any(is_sought(part, name) for name in names) for part in node.speakers
        )

    words = [in_highlight(one, "text") for one in node.words]
    by, stored = quote_condition(Quoted(node.speakers)), _kept_speaker(node)
    surely = Condition(
        f"highlight.number IN (SELECT highlight.number FROM quote {_MEETING} "
        f"WHERE {by.sql} AND quote.person IS NOT NULL AND {_ALONE})",
        by.values,
    )
    maybe = Condition(
        f"(highlight.number IN (SELECT highlight.number FROM quote {_MEETING} WHERE {by.sql}) "
        f"OR {stored.sql}) AND NOT EXISTS (SELECT 1 FROM quote "
        f"WHERE quote.article_id = highlight.article_id AND quote.kept = 1 AND {_ALONE})",
        (*by.values, *stored.values),
    )
    looked_up = join(" AND ", [*words, maybe])
    unsure = HIGHLIGHT.read(db, f"WHERE {looked_up.sql}", looked_up.values)
    ids = [one.id for one in all_spoken(db, unsure) if is_by(one)]
    among = Condition("highlight.id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
    return join(" AND ", [*words, join(" OR ", [surely, among])])


def _kept_speaker(node: Quoted) -> Condition:
    """Return what finds, over ``highlight``, those of which such a speaker was kept."""
    if not node.speakers:
        return Condition("highlight.speaker <> ''")
    stored, joined = (
        join(" AND ", [has_words(one, column) for one in node.speakers])
        for column in ("speaker", "person_name")
    )
    # With a limit SQLite asks for the words of each name once, not of each highlight.
    return Condition(
        "highlight.speaker IN (SELECT speaker FROM "
        f"(SELECT DISTINCT speaker FROM highlight LIMIT -1) WHERE {stored.sql} "
        f"UNION SELECT name FROM alias WHERE {joined.sql})",
        (*stored.values, *joined.values),
    )
