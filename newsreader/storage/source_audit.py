"""Reads the quotes of articles for an audit of sources."""

from collections.abc import Iterator, Sequence

from newsreader.domain.query.timed_pattern import pattern_time
from newsreader.domain.query.tree import Quoted
from newsreader.domain.source_audit import SourcedQuote
from newsreader.storage.database import Database, chunks
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.query_sql import asked_quotes
from newsreader.storage.quotes import ALIASED
from newsreader.storage.rows import Rows

_SOURCED = Rows(
    SourcedQuote,
    "quote",
    joins=f"{ALIASED} JOIN article ON article.id = quote.article_id "
    "LEFT JOIN feed ON feed.id = article.feed_id",
    columns={
        "speaker": "coalesce(alias.person_name, quote.speaker)",
        "kind": "CASE WHEN quote.corrected THEN '' ELSE quote.kind END",
        "outlet": f"coalesce(nullif(article.outlet, ''), {SHOWN_TITLE}, '')",
        "folder": "coalesce(feed.folder, '')",
        "published": "article.published",
    },
)


def quotes_of_sources(
    db: Database, ids: Sequence[int], asked: Sequence[Quoted]
) -> Iterator[SourcedQuote]:
    """Yield the quotes in these articles that are one of those asked for; all where none is."""
    wanted = asked_quotes(asked)
    with pattern_time():
        for marks, chunk in chunks(ids):
            rest = f"WHERE quote.article_id IN ({marks}) AND ({wanted.sql})"
            yield from _SOURCED.each(db, rest, (*chunk, *wanted.values))
