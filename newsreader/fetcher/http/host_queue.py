"""Lets requests to one host wait for each other, and keeps those back that a host declines."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from newsreader.domain.schedule import WISH_LIMIT
from newsreader.fetcher.http.errors import HostBackingOff
from newsreader.fetcher.http.redirects import is_local


class HostQueue:
    """Queues the requests of one set of connections by host.

    At most ``connections`` requests go on at a time, ``per_host`` of them to one host, with
    ``pause`` seconds between two of them.
    """

    def __init__(self, connections: int, per_host: int, pause: float, longest: float = 5.0) -> None:
        self._slots = asyncio.Semaphore(connections)
        self._pause = pause
        self._longest = longest
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(per_host)
        )
        self._ended: dict[str, float] = {}
        self.back_offs: dict[str, datetime] = {}
        """The hosts that are to be left alone, each with the end of that, UTC."""

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait until a request to this host may begin; it lasts as long as the block.

        A block that takes longer than ``longest`` seconds goes on, but the next may begin: one
        answer that never comes must not hold up twenty other feeds of the host. No pause is
        made before a host of the local network: a server of one's own need not be spared.
        """
        loop, gate, holds = asyncio.get_running_loop(), self._hosts[host], True

        def let_next() -> None:
            nonlocal holds
            if holds:
                holds = False
                self._ended[host] = loop.time()
                gate.release()

        await gate.acquire()
        try:
            pause = self._ended.get(host, -self._pause) + self._pause - loop.time()
            if pause > 0 and not is_local(host):
                await asyncio.sleep(pause)
            async with self._slots:
                timer = loop.call_later(self._longest, let_next)
                try:
                    yield
                finally:
                    timer.cancel()
        finally:
            let_next()

    def back_off(self, host: str, until: datetime) -> None:
        """Leave a host alone until a moment, UTC."""
        known = self.back_offs.get(host, until)
        self.back_offs[host] = max(until, known) if known <= until + WISH_LIMIT else until

    def check(self, host: str, now: datetime) -> None:
        """Raise HostBackingOff when a host is to be left alone.

        An end further off than a server can wish for was noted while the clock was ahead.
        """
        until = self.back_offs.get(host)
        if until is not None and now < until <= now + WISH_LIMIT:
            raise HostBackingOff(host, until)
