"""Answers queries: which articles, in which order, with the words found marked."""

from array import array
from dataclasses import dataclass

from newsreader.domain.query import Query
from newsreader.storage.database import Database, to_ms
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.rows import Rows

MARK_START, MARK_END = "\ue000", "\ue001"
"""Private-use characters around each found word in a snippet."""

_STATES = {
    "unread": "article.read = 0",
    "read": "article.read = 1",
    "bookmarked": "article.bookmarked IS NOT NULL",
    "highlighted": "EXISTS (SELECT 1 FROM highlight WHERE article_id = article.id)",
    "noted": "EXISTS (SELECT 1 FROM highlight WHERE article_id = article.id AND note <> '')",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article."""

    article_id: int
    """Its number."""
    snippet: str
    """The words around what was found, each found word between the two marks."""


_HIT = Rows(
    Hit,
    "article_index",
    joins="JOIN article ON article.id = article_index.rowid",
    columns={"article_id": "article.id", "snippet": "snippet(article_index, 1, ?, ?, '…', 24)"},
)


def select_ids(db: Database, query: Query, limit: int = -1) -> "array[int]":
    """Return the articles that a query asks for, newest first; ``limit`` -1 is all."""
    where, values = _conditions(query)
    found = db.column(
        f"SELECT article.id FROM article {where} "
        "ORDER BY article.published DESC, article.id DESC LIMIT ?",
        (*values, limit),
    )
    return array("q", found)


def count_unread(db: Database, query: Query) -> int:
    """Return how many unread articles a query finds."""
    where, values = _conditions(query)
    where = f"{where} AND article.read = 0" if where else "WHERE article.read = 0"
    return int(db.value(f"SELECT count(*) FROM article {where}", values, 0))


def ranked(db: Database, query: Query, limit: int = 50) -> list[Hit]:
    """Return the best matches of a query's words with snippets, best first (BM25).

    A match in the title weighs ten times one in the text. A query without words finds the
    newest articles, with no snippet.
    """
    if not query.words:
        return [Hit(article_id, "") for article_id in select_ids(db, query, limit)]
    where, values = _conditions(query)
    return _HIT.read(
        db,
        f"{where} AND article_index MATCH ? "
        "ORDER BY bm25(article_index, 10, 1), article.id DESC LIMIT ?",
        (MARK_START, MARK_END, *values, match_expression(query), limit),
    )


def match_expression(query: Query) -> str:
    """Return the FTS5 expression for the words of a query; every word is quoted.

    Quoting makes each of FTS5's operators a plain word; the last word also matches its
    continuations, so that results come while one types.
    """
    wanted = [f'"{word.replace(chr(34), chr(34) * 2)}"' for word in query.words]
    if wanted:
        wanted[-1] += " *"
    return " ".join(wanted)


def _conditions(query: Query) -> tuple[str, list[object]]:
    clauses: list[str] = []
    values: list[object] = []

    def add(clause: str, *more: object) -> None:
        clauses.append(clause)
        values.extend(more)

    if query.words:
        add(
            "article.id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)",
            match_expression(query),
        )
    for word in query.without:
        add(
            "article.id NOT IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)",
            f'"{word.replace(chr(34), chr(34) * 2)}"',
        )
    for state in sorted(query.states):
        add(_STATES[state])
    if query.feed_id is not None:
        add("article.feed_id = ?", query.feed_id)
    if query.folder:
        add(
            "article.feed_id IN "
            "(SELECT id FROM feed WHERE folder = ? OR folder LIKE ? ESCAPE '\\')",
            query.folder,
            _like(query.folder)[1:-1] + "/%",
        )
    if query.feed:
        add(
            "(article.outlet LIKE ? ESCAPE '\\' OR article.feed_id IN (SELECT id FROM feed WHERE "
            f"{SHOWN_TITLE} LIKE ? ESCAPE '\\'))",
            _like(query.feed),
            _like(query.feed),
        )
    if query.author:
        add("article.author LIKE ? ESCAPE '\\'", _like(query.author))
    if query.tag:
        add("article.id IN (SELECT article_id FROM article_tag WHERE tag = ?)", query.tag)
    if query.since:
        add("article.published >= ?", to_ms(query.since))
    if query.until:
        add("article.published < ?", to_ms(query.until))
    return ("WHERE " + " AND ".join(clauses) if clauses else ""), values


def _like(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return f"%{text}%"
