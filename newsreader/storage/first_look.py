"""Looks into a library that is not opened, for the first screenful and for completion.

It reads, and changes nothing.
"""

import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.article import Article
from newsreader.domain.errors import LibraryError
from newsreader.storage import ui_state
from newsreader.storage.database import Database, forgiving
from newsreader.storage.failures import suspicion
from newsreader.storage.queries import list_columns, listed_articles
from newsreader.storage.safety.read_only import is_read_only

if TYPE_CHECKING:
    from newsreader.domain.query.completion import Catalog


class FirstLook:
    """What the file at ``path`` has to list; raises ``LibraryError`` where it is not to be read.

    That is: it is not there, cannot be written, or is suspected to be damaged. Which tables it
    has must be known otherwise: those of a former schema raise ``LibraryError`` when asked.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file() or is_read_only(path) or suspicion(path).exists():
            raise LibraryError(f"There is nothing to be seen at once in {path}.")
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None
            )
        except sqlite3.Error as error:
            raise LibraryError(f"The library {path} cannot be looked into: {error}.") from error
        connection.text_factory = forgiving
        try:
            self._db = Database(connection, path, frozen=True)
        except sqlite3.Error as error:
            connection.close()
            raise LibraryError(f"The library {path} cannot be looked into: {error}.") from error

    def recall(self, key: str, default: str = "") -> str:
        """Return what is kept under ``key``."""
        return ui_state.recall(self._db, key, default)

    def listing(self, limit: int) -> "tuple[array[int], int]":
        """Return the newest articles, each story once, and how many are unread in the library.

        As ``Library.first_rows`` does it for all articles.
        """
        ids, hidden = listed_articles.fold(
            self._db, listed_articles.newest_ids(self._db, 2 * limit)
        )
        return ids[:limit], listed_articles.count_all_unread(self._db) - hidden

    def rows(self, ids: Sequence[int]) -> list[Article]:
        """Return the rows of these articles in their order; missing ones are left out."""
        return listed_articles.article_rows(self._db, ids)

    def names(self) -> "Catalog":
        """Return the names by which articles can be asked for."""
        from newsreader.storage.queries import query_catalog  # not for the first screenful

        return query_catalog.catalog(self._db)

    def views(self) -> tuple[str, ...]:
        """Return the names of the saved views in their order."""
        from newsreader.storage import saved_views  # not for the first screenful

        return tuple(one.name for one in saved_views.saved_views(self._db))

    def published(self, ids: Sequence[int]) -> list[int]:
        """Return when these articles were published, in milliseconds since 1970 UTC."""
        return list_columns.published(self._db, ids)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
