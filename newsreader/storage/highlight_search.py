"""Answers queries for highlights: which, in which order.

What they ask of an article is asked as in ``query_sql``, in the place of the highlight's own.
"""

from newsreader.domain.highlight import Highlight
from newsreader.domain.query import Query
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
from newsreader.storage.database import Database, to_ms
from newsreader.storage.highlights import HIGHLIGHT
from newsreader.storage.query_sql import (
    Condition,
    between,
    has_words,
    highlight_condition,
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
_IN_QUOTE = (
    "highlight.state <> 'orphan' AND quote.start < highlight.end AND highlight.start < quote.end"
)
"""What holds of a quote of the same article in which a highlight lies, wholly or in part."""


def select_highlights(db: Database, query: Query) -> list[str]:
    """Return the ids of the highlights that a query about ``HIGHLIGHTS`` asks for.

    Those made last come first unless it says otherwise; those in muted articles are among them.
    Raises ``QueryError`` when a pattern takes too long.
    """
    rest = _rest(query)
    with pattern_time():
        return db.column(f"SELECT highlight.id FROM highlight {rest.sql}", rest.values)


def find_highlights(db: Database, query: Query) -> list[Highlight]:
    """Return the highlights that ``select_highlights`` names."""
    rest = _rest(query)
    with pattern_time():
        return HIGHLIGHT.read(db, rest.sql, rest.values)


def _rest(query: Query) -> Condition:
    """Return what stands behind ``SELECT … FROM highlight``."""
    condition = _to_sql(query.where)
    name = query.sort.removeprefix("-") or "date"
    up, down = ("DESC", "ASC") if query.sort.startswith("-") else ("ASC", "DESC")
    return Condition(
        "JOIN article ON article.id = highlight.article_id "
        f"WHERE {condition.sql} ORDER BY {_ORDERS[name].format(up=up, down=down)} LIMIT ?",
        (*condition.values, -1 if query.limit is None else query.limit),
    )


def _to_sql(node: Node) -> Condition:
    match node:
        case And(parts) | Or(parts) if parts:
            conditions = [_to_sql(part) for part in parts]
            if isinstance(node, Or):
                return join(" OR ", conditions)
            # What calls back into Python reads whole texts: it comes last.
            return join(" AND ", sorted(conditions, key=lambda one: "has_words" in one.sql))
        case Not(part):
            inner = _to_sql(part)
            return Condition(f"NOT coalesce({inner.sql}, 0)", inner.values)
        case Has(sought, ""):
            places = [has_words(sought, f"highlight.{column}") for column in ("text", "note")]
            return join(" OR ", [*places, to_sql(Has(sought, "title"))])
        case Marked():
            return highlight_condition(node)
        case Quoted():
            return _said(node)
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


def _said(node: Quoted) -> Condition:
    """Return what finds passages that somebody says, with all words and all parts of a name.

    The speaker is the one of the quote that the passage is in, as corrected and joined since; else
    the one that it was made with.
    """
    found = [Condition("highlight.speaker <> ''")]
    found += [has_words(one, "highlight.text") for one in node.words]
    if node.speakers:
        by = quote_condition(Quoted(node.speakers))
        in_quote = (
            f"SELECT 1 FROM quote WHERE quote.article_id = highlight.article_id AND {_IN_QUOTE}"
        )
        named = join(" AND ", [has_words(one, "highlight.speaker") for one in node.speakers])
        found.append(
            Condition(
                f"CASE WHEN EXISTS ({in_quote} AND quote.kept = 1 AND quote.person IS NOT NULL) "
                f"THEN EXISTS ({in_quote} AND {by.sql}) ELSE {named.sql} END",
                (*by.values, *named.values),
            )
        )
    return join(" AND ", found)
