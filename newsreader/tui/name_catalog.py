"""Knows the names by which articles can be asked for, to be offered while one types."""

from collections.abc import Callable

from newsreader.domain.query.completion import Catalog
from newsreader.tui.library_access import LibraryAccess


class NameCatalog:
    """The names of feeds, folders, tags, speakers and rules, as they were when last read."""

    def __init__(self, access: LibraryAccess) -> None:
        self._access = access
        self.known = Catalog()
        """The names known so far."""

    def read(self) -> None:
        """Begin to read the names."""
        self._access.begin(self._read, "catalog")

    def fresh(self) -> Callable[[], Catalog]:
        """Begin to read the names; return what returns those known so far."""
        self.read()
        return lambda: self.known

    async def _read(self) -> None:
        rules = self._access.rule_names()
        found = await self._access.read(lambda: self._access.library.catalog(rules))
        self.known = found or self.known
