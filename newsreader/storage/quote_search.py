"""What was said across articles: by whom, with which words, and the same words elsewhere."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from newsreader.domain.anchor import Similarity
from newsreader.domain.clean import clean_text
from newsreader.domain.quote import Quote
from newsreader.domain.quote_hit import QuoteHit
from newsreader.domain.quote_matching import (
    ENOUGH,
    count_words,
    fold_tokens,
    is_same_quote,
)
from newsreader.domain.speaker import fold_for_search
from newsreader.storage.database import Database, moment, to_ms
from newsreader.storage.quotes import ALIASED, FOUND, SHOWN, to_quote
from newsreader.storage.speakers import keys_of

EQUALS = 500
"""At most so many quotes of equal words are looked at."""
CANDIDATES = 100
"""At most so many quotes that share rare words with another are compared with it."""
RARE = 2_000
"""Words are looked for, the rarest first, as long as so few quotes have one of them."""
LOOKED_UP = 24
"""Of so many words of a quote, the longest, it is asked how rare they are."""

_SAID = f"""
    SELECT {SHOWN}, article.id, article.title,
        coalesce(nullif(article.outlet, ''), nullif(feed.own_title, ''), feed.title, ''),
        article.url, article.published,
        (SELECT count(DISTINCT other.article_id) FROM quote AS other
            WHERE other.same = quote.same AND other.article_id <> quote.article_id)
    FROM quote {ALIASED}
    JOIN article ON article.id = quote.article_id
    LEFT JOIN feed ON feed.id = article.feed_id
"""
_WORD = re.compile(r'"([^"]*)"?|(\S+)')


def said_by(
    db: Database,
    name: str,
    words: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> tuple[QuoteHit, ...]:
    """Return what somebody, or anybody without a name, said; newest first."""
    clauses, values = ["quote.kept = 1"], list[object]()
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
    rows = db.rows(
        f"{_SAID} WHERE {' AND '.join(clauses)} "
        "ORDER BY quote.published DESC, quote.id DESC LIMIT ?",
        (*values, limit),
    )
    return tuple(_said(row) for row in rows)


def match_words(words: str) -> str:
    """Return the FTS5 expression for quotes that have all ``words`` and "phrases".

    The last word also matches its continuations, unless it is a single letter, with which
    half of all words begin. Empty when there is no word to look for.
    """
    found = [phrase or word for phrase, word in _WORD.findall(clean_text(words))]
    quoted = [f'"{one.replace(chr(34), " ")}"' for one in found if one.strip()]
    if not quoted:
        return ""
    unfinished = "" if len(quoted[-1]) == 3 and quoted[-1].isascii() else " *"
    return f"text : ({' '.join(quoted)}{unfinished})"


def elsewhere(db: Database, quote_id: int, similarity: Similarity) -> tuple[QuoteHit, ...]:
    """Return the same words in other articles, the first quote of each, oldest first."""
    row = db.row("SELECT article_id, same FROM quote WHERE id = ? AND kept = 1", (quote_id,))
    if row is None:
        return ()
    article_id, same = row
    equal = db.rows(
        "SELECT id FROM quote WHERE same = ? AND article_id <> ? LIMIT ?",
        (same, article_id, EQUALS),
    )
    ids = {number for (number,) in equal}
    (asked,) = db.rows(f"{FOUND} WHERE id = ?", (quote_id,))
    folded = fold_tokens(to_quote(asked).words)
    if count_words(folded) >= ENOUGH:
        ids |= {
            other.id
            for other in _alike(db, folded, article_id)
            if is_same_quote(folded, fold_tokens(other.words), similarity)
        }
    marks = ",".join("?" * len(ids))
    rows = db.rows(
        f"{_SAID} WHERE quote.id IN ({marks}) ORDER BY quote.published, quote.id", [*ids]
    )
    first: dict[int, QuoteHit] = {}
    for one in map(_said, rows):
        first.setdefault(one.article_id, one)
    return tuple(first.values())


def _alike(db: Database, folded: str, article_id: int) -> Iterator[Quote]:
    """Yield the quotes in other articles that share most of the rare words of a folded one."""
    rare = _rare_words(db, folded)
    if not rare:
        return
    either = " OR ".join(f'"{word}"' for word in rare)
    rows = db.rows(
        "SELECT rowid FROM quote_index WHERE quote_index MATCH ? ORDER BY rank LIMIT ?",
        (f"text : ({either})", CANDIDATES),
    )
    ids = [row[0] for row in rows]
    marks = ",".join("?" * len(ids))
    for row in db.rows(f"{FOUND} WHERE id IN ({marks}) AND article_id <> ?", (*ids, article_id)):
        yield to_quote(row)


def _rare_words(db: Database, folded: str) -> list[str]:
    """Return words of a folded text, the rarest first, that together few quotes have."""
    # The index may have folded the accents of a word or not, by its script.
    words = {form for word in folded.split() for form in (word, fold_for_search(word))}
    longest = sorted(words, key=lambda word: (-len(word), word))[:LOOKED_UP]
    marks = ",".join("?" * len(longest))
    counted = db.rows(
        f"SELECT doc, term FROM quote_vocabulary WHERE term IN ({marks}) AND col = 'text' "
        "ORDER BY doc, term",
        longest,
    )
    chosen: list[str] = []
    quotes = 0
    for count, term in counted:
        quotes += count
        if chosen and quotes > RARE:
            break
        chosen.append(term)
    return chosen


def _said(row: Sequence[Any]) -> QuoteHit:
    article_id, title, outlet, url, published, also_in = row[-6:]
    return QuoteHit(
        quote=to_quote(row[:-6]),
        article_id=article_id,
        title=title,
        outlet=outlet,
        url=url,
        published=moment(published),
        also_in=also_in,
    )
