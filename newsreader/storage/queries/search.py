"""Answers queries: which articles, in which order, with the words around what was found."""

from array import array
from collections.abc import Iterator, Sequence

from newsreader.domain.document import SHAPE_OF_STRUCK, Document
from newsreader.domain.query import Query
from newsreader.domain.query.excerpts import WIDTH, Excerpt, excerpt
from newsreader.domain.query.timed_pattern import pattern_time
from newsreader.domain.query.tree import And, Has, Node, Sought, leaves
from newsreader.domain.quoting.struck import Range
from newsreader.domain.words import Phrase, spaced_words
from newsreader.frozen import dataclass
from newsreader.storage.database import Database, chunks
from newsreader.storage.queries.listed_articles import count_all_unread
from newsreader.storage.queries.query_sql import index_expression, phrase, to_sql, words_expression
from newsreader.storage.rows import Rows
from newsreader.storage.shown_title import SHOWN_TITLE

RANKED = 500
"""Words with more matches tell little: the newest are ranked, by headline only, others follow."""
FRESH_DAYS = 30
"""After so many days an article has lost half of what it counts more for being new."""

_DAY = 86_400_000

_SORTS = {
    "date": "article.published {down}, article.id {down}",
    "words": "article.words {down}, article.published DESC, article.id DESC",
    "feed": f"(SELECT {SHOWN_TITLE} FROM feed WHERE id = article.feed_id) COLLATE NOCASE {{up}}, "
    "article.feed_id, article.published DESC, article.id DESC",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article."""

    article_id: int
    """Its number."""
    excerpt: Excerpt
    """The words around what was found, with what is to be marked in them."""


@dataclass(frozen=True, slots=True)
class _Match:
    """An article that has words, and how well it has them."""

    id: int
    score: float
    published: int


@dataclass(frozen=True, slots=True)
class _Headline:
    """An article that has words, and its headline."""

    id: int
    title: str
    published: int


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of an article."""

    article_id: int
    text: str
    shape: str

    @property
    def struck(self) -> tuple[Range, ...]:
        """What is struck in it; the shapes of most texts need not be read for that."""
        if SHAPE_OF_STRUCK not in self.shape:
            return ()
        return Document.from_stored(self.text, self.shape)[0].struck


_MATCH = Rows(
    _Match,
    "article_index",
    joins="JOIN article ON article.id = article_index.rowid",
    columns={
        "id": "article.id",
        "score": "bm25(article_index, 10, 1)",
        "published": "article.published",
    },
)
_HEADLINE = Rows(
    _Headline,
    "article_index",
    joins="JOIN article ON article.id = article_index.rowid",
    columns={"id": "article.id", "title": "article.title", "published": "article.published"},
)
_TEXT = Rows(_Text, "article_text")


def select_ids(db: Database, query: Query, limit: int = -1, *, muted: bool = False) -> "array[int]":
    """Return the articles that a query asks for, newest first unless it says otherwise.

    ``limit`` -1 is all; muted ones are left out unless asked for, here or by the query. Raises
    ``QueryError`` when a pattern takes too long.
    """
    if query.sort.endswith("relevance"):
        return ranked_ids(db, query, limit)
    name = query.sort.removeprefix("-") or "date"
    up, down = ("DESC", "ASC") if query.sort.startswith("-") else ("ASC", "DESC")
    order = _SORTS[name].format(up=up, down=down)
    where, values = _where(query.where, muted or query.shows_muted)
    with pattern_time():
        return db.ids(
            f"SELECT article.id FROM article {where} ORDER BY {order} LIMIT ?",
            (*values, _least(limit, query.limit)),
        )


def count_unread(db: Database, query: Query) -> int:
    """Return how many unread articles a query finds."""
    if query.where == And() and not query.shows_muted:
        return count_all_unread(db)
    where, values = _where(query.where, query.shows_muted)
    where = f"{where} AND article.read = 0" if where else "WHERE article.read = 0"
    with pattern_time():
        return int(db.value(f"SELECT count(*) FROM article {where}", values, 0))


def count_unread_saved(db: Database) -> int:
    """Return how many unread articles are saved pages; quick, as ``count_unread_later``."""
    return int(
        db.value(
            "SELECT count(*) FROM article INDEXED BY article_saved "
            "WHERE saved IS NOT NULL AND read = 0",
            (),
            0,
        )
    )


def count_unread_without_feed(db: Database) -> int:
    """Return how many unread articles belong to no feed, without those that a rule muted."""
    return int(
        db.value(
            "SELECT count(*) FROM article INDEXED BY article_unread_by_feed "
            "WHERE feed_id IS NULL AND read = 0 AND muted IS NULL",
            (),
            0,
        )
    )


def count_unread_later(db: Database) -> int:
    """Return how many unread articles are set aside; quick, as these are few.

    Left to itself SQLite goes through all that is unread.
    """
    return int(
        db.value(
            "SELECT count(*) FROM article INDEXED BY article_later "
            "WHERE later IS NOT NULL AND read = 0",
            (),
            0,
        )
    )


def ranked_ids(db: Database, query: Query, limit: int = -1) -> "array[int]":
    """Return the articles that a query asks for, the best match first; without words the newest.

    What counts is BM25, a word of the headline ten times one of the text, and how new: the
    newest match up to twice as much as an old one of the same worth. Of more than ``RANKED``
    matches, whose number BM25 would have to count, those that came last are ranked by how much of
    what is looked for their headlines have, and the others follow by date.
    """
    limit = _least(limit, query.limit)
    order = query.sort.startswith("-")
    wanted = words_expression(query.parts)
    words = wanted or _any_phrase(query.where)
    if not words:
        return select_ids(db, Query(query.where, "-date" if order else "date"), limit)
    others = (one for one in query.parts if not (wanted and index_expression(one)))
    where, values = _where(And(tuple(others)), query.shows_muted)
    last = (
        f"{where or 'WHERE 1'} AND article_index MATCH ? ORDER BY article_index.rowid DESC LIMIT ?"
    )
    with pattern_time():
        headlines = _HEADLINE.read(db, last, (*values, words, RANKED + 1))
        if many := len(headlines) > RANKED:
            ids = array("q", _headlines_first(headlines, query))
        else:
            ids = array("q", _best_first(_MATCH.read(db, last, (*values, words, RANKED))))
    if order or many or not wanted:
        ids = _with_others(db, query, ids, limit)
    ids = ids[::-1] if order else ids
    return ids if limit < 0 else ids[:limit]


def excerpts(
    db: Database, ids: Sequence[int], sought: Sequence[Sought], width: int = WIDTH
) -> list[Hit]:
    """Return the words around what is looked for in these articles, in their order."""
    if not sought:
        return [Hit(article_id, Excerpt()) for article_id in ids]
    texts: dict[int, _Text] = {}
    for marks, chunk in chunks(ids):
        found = _TEXT.read(db, f"WHERE article_id IN ({marks})", chunk)
        texts.update((one.article_id, one) for one in found)
    cut = {one.article_id: excerpt(one.text, sought, width, one.struck) for one in texts.values()}
    return [Hit(one, cut.get(one) or excerpt("", sought, width)) for one in ids]


def _with_others(db: Database, query: Query, ids: "array[int]", limit: int) -> "array[int]":
    """Return what is ranked, then what the query finds besides, newest first."""
    if 0 <= limit <= len(ids):
        return ids
    ranked_ones = set(ids)
    everything = select_ids(db, Query(query.where))
    return ids + array("q", (one for one in everything if one not in ranked_ones))


def _best_first(matches: Sequence[_Match]) -> Iterator[int]:
    newest = max((one.published for one in matches), default=0)

    def worth(one: _Match) -> tuple[float, int, int]:
        fresh = 0.5 ** min((newest - one.published) / _DAY / FRESH_DAYS, 60.0)
        # A better score is more negative.
        return one.score * (1 + fresh), -one.published, -one.id

    return (one.id for one in sorted(matches, key=worth))


def _headlines_first(found: Sequence[_Headline], query: Query) -> Iterator[int]:
    phrases = [one for one in query.words if isinstance(one, Phrase)]

    def worth(one: _Headline) -> tuple[int, int, int]:
        title = spaced_words(one.title)
        return -sum(phrase.is_in(title) for phrase in phrases), -one.published, -one.id

    return (one.id for one in sorted(found, key=worth))


def _any_phrase(where: Node) -> str:
    """Return the FTS5 expression for any of the words of a query, to rank what it finds."""
    found = [one.sought for one in leaves(where) if isinstance(one, Has)]
    return " OR ".join(dict.fromkeys(phrase(one) for one in found if isinstance(one, Phrase)))


def _where(node: Node, muted: bool) -> tuple[str, tuple[object, ...]]:
    """Return the clause that finds what a condition does, without ``muted`` only what is shown."""
    clauses = [] if muted else ["article.muted IS NULL"]
    values: tuple[object, ...] = ()
    if node != And():
        condition = to_sql(node)
        clauses.append(condition.sql)
        values = condition.values
    return f"WHERE {' AND '.join(clauses)}" if clauses else "", values


def _least(*limits: int | None) -> int:
    """Return the smallest of several limits, of which a negative one and None are none."""
    return min((one for one in limits if one is not None and one >= 0), default=-1)
