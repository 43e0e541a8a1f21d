"""Repairs a recovered library where rows refer to others that were lost."""

from datetime import datetime

from newsreader.domain.document import Document, text_hash
from newsreader.domain.highlight import COLOURS, AnchorState
from newsreader.storage.database import Database, to_ms


def repair(new: Database, now: datetime) -> None:
    """Repair what refers to rows that were lost; whatever the user made stays."""
    execute, empty = new.connection.execute, Document("")
    execute("UPDATE article SET feed_id = NULL WHERE feed_id NOT IN (SELECT id FROM feed)")
    execute("DELETE FROM feed_address WHERE feed_id NOT IN (SELECT id FROM feed)")
    execute(
        "INSERT INTO article (id, key, title, published, fetched, dated) "
        "SELECT article_id, 'recovered:' || article_id, 'A story whose title was lost', ?1, ?1, 0 "
        "FROM (SELECT article_id FROM highlight UNION SELECT article_id FROM article_tag) "
        "WHERE article_id NOT IN (SELECT id FROM article)",
        (to_ms(now),),
    )
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
    execute(
        "DELETE FROM quote WHERE NOT json_valid(parts) OR NOT EXISTS (SELECT 1 FROM article_text "
        "WHERE article_text.article_id = quote.article_id "
        "AND substr(article_text.text, start + 1, end - start) = quote.text)"
    )
    execute("DELETE FROM highlight_tag WHERE highlight_id NOT IN (SELECT id FROM highlight)")
    execute(
        "INSERT OR IGNORE INTO highlighted_text (hash, text) "
        "SELECT made_on, prefix || text || suffix FROM highlight"
    )
    for column, known in (("state", tuple(AnchorState)), ("colour", COLOURS)):
        marks = ", ".join("?" * len(known))
        execute(
            f"UPDATE highlight SET {column} = ? WHERE {column} NOT IN ({marks})", (known[0], *known)
        )
    execute("INSERT INTO article_index (article_index) VALUES ('rebuild')")
