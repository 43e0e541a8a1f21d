"""The names in a library by which articles can be asked for, to be offered while one types."""

from newsreader.domain.query.completion import Catalog
from newsreader.storage.database import Database
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.speakers import find_speakers

SPEAKERS = 500
"""So many speakers are offered, those quoted last."""


def catalog(db: Database) -> Catalog:
    """Return the names that there are: feeds, folders with those around them, tags, speakers."""
    folders = db.column("SELECT DISTINCT folder FROM feed WHERE folder <> '' ORDER BY folder")
    around = {
        "/".join(folder.split("/")[:depth])
        for folder in folders
        for depth in range(1, folder.count("/") + 2)
    }
    return Catalog(
        feeds=tuple(db.column(f"SELECT {SHOWN_TITLE} FROM feed ORDER BY 1 COLLATE NOCASE")),
        folders=tuple(sorted(around)),
        tags=tuple(db.column("SELECT tag FROM article_tag GROUP BY tag ORDER BY count(*) DESC")),
        speakers=tuple(one.name for one in find_speakers(db, limit=SPEAKERS)),
        languages=tuple(db.column("SELECT DISTINCT language FROM feed WHERE language <> ''")),
    )
