"""Calls the library for the screen: each in its thread, and what goes wrong is told."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, TypeVar

from newsreader.domain.article import Article
from newsreader.domain.errors import NewsreaderError
from newsreader.domain.rules import as_names
from newsreader.library import Library, Role
from newsreader.settings.values import Settings
from newsreader.tui.notices import Complained, Notice, Reported
from newsreader.tui.threads import Threads

Result = TypeVar("Result")

Work = Callable[[], Coroutine[Any, Any, None]]
"""Something to be done beside the keys: the call is given, not what it returns, so that one that
is replaced before it begins leaves nothing behind."""


class LibraryAccess:
    """One library, the threads that call it, and who is told of what came of that."""

    def __init__(self, library: Library, threads: Threads) -> None:
        self.library = library
        self.threads = threads
        self._version = 0
        self.settings = Settings()
        """What config.toml says."""
        self.tell: Callable[[Notice], object] = lambda notice: None
        """Tells the screen something."""
        self.begin: Callable[[Work, str], object] = lambda work, group: None
        """Runs work beside the keys, in place of an earlier one of its group where it has one."""

    def rule_names(self) -> frozenset[str]:
        """Return by what the rules of config.toml are spoken of."""
        return as_names(self.settings.rules)

    async def own(self) -> None:
        """Give each thread its connection to the library, and take what is written for known."""
        library = self.library
        await self.threads.write(lambda: library.claim(Role.WRITE))
        await self.threads.read(lambda: library.claim(Role.SEARCH))
        library.claim(Role.READ)
        self._version = await self.threads.write(library.version)

    async def has_news(self) -> bool:
        """Return whether others have written since the last look."""
        known, self._version = self._version, await self.threads.write(self.library.version)
        return self._version != known

    @property
    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.library.clock()

    async def change(self, call: Callable[[], Result]) -> Result | None:
        """Let the library change something; what goes wrong is told, and None returned."""
        return await self._told(self.threads.write(call))

    async def attempt(self, call: Callable[[], object]) -> str:
        """Let the library change something; return what went wrong, for who can mend it."""
        try:
            await self.threads.write(call)
        except NewsreaderError as error:
            return str(error)
        return ""

    async def carry_out(self, call: Callable[[], object]) -> bool:
        """Let the library change something; what goes wrong is told. Return whether it was done."""
        reason = await self.attempt(call)
        if reason:
            self.tell(Complained(reason))
        return not reason

    async def read(self, call: Callable[[], Result]) -> Result | None:
        """Read what may take long; what goes wrong is told, and None returned."""
        return await self._told(self.threads.read(call))

    async def tell_of_unknown(self, query: str) -> None:
        """Say which name nothing has in a query that is kept, if any: it may come yet."""
        unknown = await self.read(lambda: self.library.unknown_name(query, self.rule_names))
        if unknown:
            self.tell(Reported(unknown))

    def glance(self, call: Callable[[], Result]) -> Result | None:
        """Read what is of a bounded size, at once; what goes wrong is told, and None returned."""
        try:
            return call()
        except NewsreaderError as error:
            self.tell(Complained(str(error)))
            return None

    def rows(self, ids: Sequence[int]) -> list[Article]:
        """Read rows of the list; where that goes wrong there are none."""
        return self.glance(lambda: self.library.rows(ids)) or []

    async def _told(self, result: Coroutine[Any, Any, Result]) -> Result | None:
        try:
            return await result
        except NewsreaderError as error:
            self.tell(Complained(str(error)))
            return None
