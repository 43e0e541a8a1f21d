"""Tells which names a library knows, so that a query for any other is not answered by nothing."""

from collections.abc import Callable, Iterable

from newsreader.domain.words import Phrase
from newsreader.storage.database import Database
from newsreader.storage.queries.query_names import begins_name, has_name, names


class LibraryNames:
    """The names in a library, each looked up when it is asked for."""

    def __init__(self, db: Database, rules: Callable[[], Iterable[str]]) -> None:
        """``rules`` returns the names of the rules of config.toml."""
        self._db = db
        self._rules = rules

    def has(self, field: str, value: str | Phrase) -> bool:
        """Return whether a field with this value can find something."""
        return has_name(self._db, field, value, self._configured(field))

    def begins(self, field: str, value: str | Phrase) -> bool:
        """Return whether some name begins so."""
        return begins_name(self._db, field, value, self._configured(field))

    def nearest(self, field: str, written: str) -> str:
        """Return which name comes nearest to what was written; empty where none is near."""
        from newsreader.documents.similarity import nearest_name  # only where one is wrong

        return nearest_name(written, [*names(self._db, field), *self._configured(field)])

    def _configured(self, field: str) -> Iterable[str]:
        return self._rules() if field == "rule" else ()
