"""Schema 9: how sure the speaker of a highlight is, and whether an article has a date."""

import sqlite3

_LIKELY = 0.5
"""For highlights whose quote is no longer found: named, but not as a fact."""


def migrate(db: sqlite3.Connection) -> None:
    """Fill the confidence from the quotes highlighted, and see which dates are those of a fetch.

    A date of publication has whole seconds; the moment of a fetch is stored in milliseconds.
    """
    db.execute("ALTER TABLE highlight ADD COLUMN confidence REAL NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE highlight SET confidence = coalesce((SELECT max(quote.confidence) FROM quote "
        "WHERE quote.article_id = highlight.article_id AND quote.speaker = highlight.speaker "
        "AND quote.start < highlight.end AND highlight.start < quote.end), ?) "
        "WHERE speaker <> ''",
        (_LIKELY,),
    )
    db.execute("ALTER TABLE article ADD COLUMN dated INTEGER NOT NULL DEFAULT 1")
    db.execute("UPDATE article SET dated = 0 WHERE published = fetched AND published % 1000 <> 0")
