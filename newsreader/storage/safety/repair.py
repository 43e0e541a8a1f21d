"""Repairs a recovered library where rows refer to others that were lost."""

import sqlite3
from datetime import datetime

from newsreader.domain.document import Document, text_hash
from newsreader.domain.feed import DocumentKind
from newsreader.domain.highlights.highlight import COLOURS, AnchorState, Verification
from newsreader.storage.database import to_ms
from newsreader.storage.queries.fulltext_index import rebuild_indexes

_STATES = (*map(str, AnchorState), "fuzzy")  # the last may come back by undo, see AnchorState
_VERIFICATIONS = tuple(map(str, Verification))
_KINDS = tuple(map(str, DocumentKind))
_NO_QUOTE = (
    "NOT json_valid(parts) OR NOT EXISTS (SELECT 1 FROM article_text "
    "WHERE article_text.article_id = quote.article_id "
    "AND substr(article_text.text, start + 1, end - start) = quote.text)"
)
SENSELESS = {
    "highlight": f"state NOT IN {_STATES} OR colour NOT IN {COLOURS} "
    f"OR verification NOT IN {_VERIFICATIONS}",
    "deleted_highlight": "line <> '' AND NOT json_valid(line)",
    "feed_document": f"kind NOT IN {_KINDS}",
    "quote": "NOT json_valid(parts)",
    "story_traces": "length(prints) % 8 <> 0",
}
"""Conditions in SQL for rows that hold values of the right types which mean nothing."""


def repair(connection: sqlite3.Connection, now: datetime) -> None:
    """Repair what refers to rows that were lost; whatever the user made stays.

    Inside a transaction in which foreign keys are not enforced.
    """
    execute, empty = connection.execute, Document("")
    execute("UPDATE article SET feed_id = NULL WHERE feed_id NOT IN (SELECT id FROM feed)")
    for table in ("feed_address", "feed_listing", "gone_entry"):
        execute(f"DELETE FROM {table} WHERE feed_id NOT IN (SELECT id FROM feed)")
    execute(
        "INSERT INTO article (id, key, title, published, fetched, dated) "
        "SELECT article_id, 'recovered:' || article_id, 'A story whose title was lost', ?1, ?1, 0 "
        "FROM (SELECT article_id FROM highlight UNION SELECT article_id FROM article_tag) "
        "WHERE article_id NOT IN (SELECT id FROM article)",
        (to_ms(now),),
    )
    for table in ("story_traces", "left_out", "caught", "found_through", "enclosure"):
        execute(f"DELETE FROM {table} WHERE article_id NOT IN (SELECT id FROM article)")
    execute("DELETE FROM story_version WHERE article_id NOT IN (SELECT id FROM article)")
    execute("DELETE FROM article_text WHERE article_id NOT IN (SELECT id FROM article)")
    execute("UPDATE feed_document SET feed_id = NULL WHERE feed_id NOT IN (SELECT id FROM feed)")
    execute(
        "UPDATE article SET undigested_in = 0 WHERE undigested_in IS NOT NULL "
        "AND undigested_in NOT IN (SELECT id FROM feed_document)"
    )
    # A lost text comes again: no refresh may take the article or the feed for unchanged.
    textless = "undigested_in IS NULL AND id NOT IN (SELECT article_id FROM article_text)"
    execute(f"UPDATE article SET undigested_in = 0, words = 0 WHERE {textless}")
    execute(
        "UPDATE feed SET etag = '', last_modified = '' "
        "WHERE id IN (SELECT feed_id FROM article WHERE undigested_in = 0)"
    )
    execute("UPDATE article SET content_hash = '', undigested_in = NULL WHERE undigested_in = 0")
    execute(
        "INSERT INTO article_text (article_id, text, shape, hash) "
        f"SELECT id, ?, ?, ? FROM article WHERE {textless}",
        (empty.text, empty.shape(), text_hash(empty.text)),
    )
    # An older finder found none: they are sought again.
    execute(
        "UPDATE article_text SET finder_version = 0 "
        f"WHERE article_id IN (SELECT article_id FROM quote WHERE {_NO_QUOTE})"
    )
    execute(f"DELETE FROM quote WHERE {_NO_QUOTE}")
    execute(f"DELETE FROM story_traces WHERE {SENSELESS['story_traces']}")
    execute("DELETE FROM highlight_tag WHERE highlight_id NOT IN (SELECT id FROM highlight)")
    execute(
        "INSERT OR IGNORE INTO highlighted_text (hash, text) "
        "SELECT made_on, prefix || text || suffix FROM highlight"
    )
    execute(f"UPDATE feed_document SET kind = '{_KINDS[0]}' WHERE {SENSELESS['feed_document']}")
    # What was deleted is still known; its words stand in the file of what was put aside.
    execute(f"UPDATE deleted_highlight SET line = '' WHERE {SENSELESS['deleted_highlight']}")
    for column, known in (
        ("state", _STATES),
        ("colour", COLOURS),
        ("verification", _VERIFICATIONS),
    ):
        execute(f"UPDATE highlight SET {column} = '{known[0]}' WHERE {column} NOT IN {known}")
    rebuild_indexes(connection)
