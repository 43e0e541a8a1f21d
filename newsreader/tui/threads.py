"""Runs calls of the library outside the event loop: one thread writes in order, another reads.

Which thread owns which connection to the library:

- the event loop, ``Role.READ``: reads whose cost does not grow with the library,
- the thread *reader*, ``Role.SEARCH``: all other reads, exports among them,
- the thread *writer*, ``Role.WRITE``: everything that changes the library, and undo.

``Library.claim`` fixes that when a session begins; a call from another thread is an error.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from newsreader.domain.errors import NewsreaderError
from newsreader.reinstallation import WHILE_OPEN, Installation, Reinstalled

Result = TypeVar("Result")


class Threads:
    """Runs calls of the library outside the event loop.

    Writes run one after another in a thread of their own, so what a key press changes is on
    disk, in order, before the screen shows it. Reads that may take longer than a frame run in
    a second thread.
    """

    def __init__(self) -> None:
        self.installation = Installation()
        """What the calls load more modules of."""
        self._writer = ThreadPoolExecutor(1, "writer")
        self._reader = ThreadPoolExecutor(1, "reader")

    async def write(self, call: Callable[[], Result]) -> Result:
        """Run a change and return what it returns; raises what it raises."""
        return await self._run(self._writer, call)

    async def read(self, call: Callable[[], Result]) -> Result:
        """Run a slow read and return what it returns; raises what it raises."""
        return await self._run(self._reader, call)

    async def _run(self, pool: ThreadPoolExecutor, call: Callable[[], Result]) -> Result:
        """Run a call; raises ``Reinstalled`` where it fails as the program has become another."""
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, call)
        except NewsreaderError:
            raise
        except Exception as error:
            if self.installation.has_changed():
                raise Reinstalled(WHILE_OPEN) from error
            raise

    def close(self) -> None:
        """Finish what was begun; nothing may be given afterwards."""
        self._reader.shutdown(cancel_futures=True)
        self._writer.shutdown()
