"""Lets servers be asked in turn: so many at once, one thing at a time each, with a pause."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from newsreader.fetcher.http.errors import HostBackingOff
from newsreader.fetcher.http.redirects import is_local


class HostQueue:
    """The turns of one set of connections, and the hosts that asked to be left alone."""

    def __init__(self, connections: int, per_host: int, pause: float, longest: float = 5.0) -> None:
        self._slots = asyncio.Semaphore(connections)
        self._pause = pause
        self._longest = longest
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(per_host)
        )
        self._ended: dict[str, float] = {}
        self.resting: dict[str, datetime] = {}
        """The hosts that are not to be asked, each with the end of that, UTC."""

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until it is this host's turn, which lasts as long as the block.

        A block that takes longer than ``longest`` seconds goes on, but the next may begin: one
        answer that never comes must not hold up twenty other feeds of the host. Between two
        turns lies a pause, unless the host is of the local network: who reads from a server of
        their own need not spare it.
        """
        loop, gate, waits = asyncio.get_running_loop(), self._hosts[host], True

        def let_next() -> None:
            nonlocal waits
            if waits:
                waits = False
                self._ended[host] = loop.time()
                gate.release()

        await gate.acquire()
        try:
            rest = self._ended.get(host, -self._pause) + self._pause - loop.time()
            if rest > 0 and not is_local(host):
                await asyncio.sleep(rest)
            async with self._slots:
                timer = loop.call_later(self._longest, let_next)
                try:
                    yield
                finally:
                    timer.cancel()
        finally:
            let_next()

    def let_rest(self, host: str, until: datetime) -> None:
        """Leave a host alone until a moment."""
        self.resting[host] = max(until, self.resting.get(host, until))

    def check(self, host: str, now: datetime) -> None:
        """Raise HostResting when a host is not to be asked."""
        until = self.resting.get(host)
        if until is not None and until > now:
            raise HostBackingOff(host, until)
