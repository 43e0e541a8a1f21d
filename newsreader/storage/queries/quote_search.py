"""Finds quotes across articles: by speaker, by words, and the same quote in other articles."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.domain.clean import clean_text
from newsreader.domain.query.timed_pattern import pattern_time
from newsreader.domain.query.tree import Quoted
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.quote_matching import (
    ENOUGH,
    Similarity,
    count_words,
    fold_tokens,
    is_same_quote,
)
from newsreader.domain.words import read_phrase, split_words
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.queries.query_sql import asked_quotes
from newsreader.storage.queries.query_sql import phrase as as_expression
from newsreader.storage.quotes import ALIASED, FOUND, SHOWN
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import keys_of

EQUALS = 500
"""At most so many quotes of equal words are looked at."""
CANDIDATES = 100
"""At most so many quotes that share rare words with another are compared with it."""
RARE = 2_000
"""Words are looked for, the rarest first, as long as so few quotes have one of them."""
LOOKED_UP = 24
"""Of so many words of a quote, the longest, it is asked how rare they are."""


@dataclass(frozen=True, slots=True)
class _WordCount:
    """In how many quotes a word stands (SQLite "fts5vocab")."""

    term: str
    doc: int


_WORD_COUNT = Rows(_WordCount, "quote_vocabulary")
_HIT = Rows(
    QuoteHit,
    "quote",
    joins=f"{ALIASED} JOIN article ON article.id = quote.article_id "
    "LEFT JOIN feed ON feed.id = article.feed_id",
    columns={
        "article_id": "article.id",
        "title": "article.title",
        "url": "article.url",
        "published": "article.published",
        "dated": "article.dated",
        "outlet": f"coalesce(nullif(article.outlet, ''), {SHOWN_TITLE}, '')",
        "also_in": "(SELECT count(DISTINCT other.article_id) FROM quote AS other "
        "JOIN article AS its ON its.id = other.article_id AND its.muted IS NULL "
        "WHERE other.same = quote.same AND other.article_id <> quote.article_id)",
        "first_in": "''",
    },
    within={"quote": SHOWN},
)
_WORD = re.compile(r'"([^"]*)"?|(\S+)')


def quote_hits(
    db: Database,
    name: str,
    words: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> tuple[QuoteHit, ...]:
    """Return the quotes of a speaker, or of everybody without a name.

    The newest article comes first; those of one article stand in its order.
    """
    clauses, values = ["quote.kept = 1", "article.muted IS NULL"], list[object]()
    if name:
        keys = keys_of(db, name)
        clauses.append(f"quote.person IN ({','.join('?' * len(keys))})")
        values += keys
    if wanted := match_words(words):
        clauses.append("quote.id IN (SELECT rowid FROM quote_index WHERE quote_index MATCH ?)")
        values.append(wanted)
    if since:
        clauses.append("quote.published >= ?")
        values.append(to_ms(since))
    if until:
        clauses.append("quote.published < ?")
        values.append(to_ms(until))
    return tuple(
        _HIT.read(
            db,
            f"WHERE {' AND '.join(clauses)} "
            "ORDER BY quote.published DESC, quote.article_id DESC, quote.start LIMIT ?",
            (*values, limit),
        )
    )


def quotes_within(
    db: Database, ids: Sequence[int], asked: Sequence[Quoted]
) -> tuple[QuoteHit, ...]:
    """Return the quotes in these articles that are one of those asked for, in their order.

    All of them where none is asked for.
    """
    wanted = asked_quotes(asked)
    found: dict[int, list[QuoteHit]] = defaultdict(list)
    with pattern_time():
        for marks, chunk in chunks(ids):
            rest = f"WHERE quote.article_id IN ({marks}) AND ({wanted.sql}) ORDER BY quote.start"
            for hit in _HIT.read(db, rest, (*chunk, *wanted.values)):
                found[hit.article_id].append(hit)
    return tuple(hit for one in ids for hit in found.get(one, ()))


def match_words(words: str) -> str:
    """Return the FTS5 expression for quotes that have all ``words`` and "phrases".

    The last word also matches its continuations, unless it is a single letter, with which
    half of all words begin. Empty when there is no word to look for.
    """
    found = [phrase or word for phrase, word in _WORD.findall(clean_text(words))]
    phrases = [one for text in found if (one := read_phrase(text))]
    if not phrases:
        return ""
    last = phrases[-1].words
    if len(last) > 1 or len(last[0]) > 1:
        phrases[-1] = replace(phrases[-1], unfinished=True)
    return f"text : ({' '.join(as_expression(one) for one in phrases)})"


def same_quotes(db: Database, quote_id: int, similarity: Similarity) -> tuple[QuoteHit, ...]:
    """Return the same words in other articles, the first quote of each, oldest first.

    What rules muted is left out.
    """
    asked = FOUND.first(db, "WHERE id = ? AND kept = 1", (quote_id,))
    if asked is None:
        return ()
    article_id = db.value("SELECT article_id FROM quote WHERE id = ?", (quote_id,))
    equal = db.column(
        "SELECT id FROM quote WHERE same = (SELECT same FROM quote WHERE id = ?) "
        "AND article_id <> ? LIMIT ?",
        (quote_id, article_id, EQUALS),
    )
    ids = set(equal)
    folded = fold_tokens(asked.words)
    if count_words(folded) >= ENOUGH:
        ids |= {
            other.id
            for other in _alike(db, asked.words, article_id)
            if is_same_quote(folded, fold_tokens(other.words), similarity)
        }
    marks = ",".join("?" * len(ids))
    rest = (
        f"WHERE quote.id IN ({marks}) AND article.muted IS NULL ORDER BY quote.published, quote.id"
    )
    first: dict[int, QuoteHit] = {}
    for one in _HIT.read(db, rest, [*ids]):
        first.setdefault(one.article_id, one)
    return tuple(first.values())


def _alike(db: Database, said: str, article_id: int) -> Iterator[Quote]:
    """Yield the quotes in other articles that share most of the rare words of ``said``."""
    rare = _rare_words(db, said)
    if not rare:
        return
    either = " OR ".join(f'"{word}"' for word in rare)
    ids = db.column(
        "SELECT rowid FROM quote_index WHERE quote_index MATCH ? ORDER BY rank LIMIT ?",
        (f"text : ({either})", CANDIDATES),
    )
    marks = ",".join("?" * len(ids))
    yield from FOUND.read(db, f"WHERE id IN ({marks}) AND article_id <> ?", (*ids, article_id))


def _rare_words(db: Database, said: str) -> list[str]:
    """Return words of a quote, the rarest first, that together few quotes have."""
    words = set(split_words(said))
    longest = sorted(words, key=lambda word: (-len(word), word))[:LOOKED_UP]
    marks = ",".join("?" * len(longest))
    counted = _WORD_COUNT.read(
        db, f"WHERE term IN ({marks}) AND col = 'text' ORDER BY doc, term", longest
    )
    chosen: list[str] = []
    quotes = 0
    for one in counted:
        quotes += one.doc
        if chosen and quotes > RARE:
            break
        chosen.append(one.term)
    return chosen
