"""Looks up the addresses of hosts, and remembers them so that what was checked is connected to."""

import socket
from collections.abc import Callable
from time import monotonic

from newsreader.fetcher.http.redirects import is_local
from newsreader.fetcher.http.tls import aiohttp

REMEMBERED = 60.0
"""For how many seconds an answer counts. A server that names a public address to be let in and
a private one when it is connected to (DNS rebinding) is asked only once."""
MISSED = 10.0
"""For how many seconds it counts that a host has no address: the network may be back soon."""
SILENT = 2.0
"""From so many seconds on, a look-up that comes to nothing had no answer rather than a no."""
DEAF = 3
"""After so many of these in a row no name server is taken to listen, for ``MISSED``."""


class Resolver(aiohttp.abc.AbstractResolver):
    """Asks the system for the addresses of hosts, one time for check and connection."""

    def __init__(
        self,
        inner: aiohttp.abc.AbstractResolver | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._inner = inner or aiohttp.ThreadedResolver()
        self._clock = clock
        self._known: dict[tuple[str, int], tuple[float, list[aiohttp.abc.ResolveResult]]] = {}
        self._silences = 0
        self._deaf_until = 0.0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[aiohttp.abc.ResolveResult]:
        """Return the addresses of ``host``; raises OSError where it has none.

        Without a network each look-up may take many seconds, and few go on at a time: five
        hundred hosts must not be waited for one after the other.
        """
        now = self._clock()
        expires, found = self._known.get((host, family), (0.0, []))
        if expires <= now:
            if now < self._deaf_until:
                raise OSError("no name server answers")
            found = await self._look_up(host, port, family)
            self._known[host, family] = (now + (REMEMBERED if found else MISSED), found)
        if not found:
            raise OSError(f"{host} has no address")
        return [{**one, "port": port} for one in found]

    async def _look_up(
        self, host: str, port: int, family: socket.AddressFamily
    ) -> list[aiohttp.abc.ResolveResult]:
        """Return the addresses of ``host``, none where it has none."""
        began = self._clock()
        try:
            found = await self._inner.resolve(host, port, family)
        except OSError:
            now = self._clock()
            self._silences = self._silences + 1 if now - began >= SILENT else 0
            if self._silences >= DEAF:
                self._deaf_until = now + MISSED
            return []
        self._silences = 0
        return found

    async def leads_inside(self, host: str) -> bool:
        """Return whether ``host`` is this machine or in a private network, by any address."""
        if is_local(host):
            return True
        try:
            found = await self.resolve(host)
        except OSError:
            return False  # there is nothing to connect to, which connecting will say better
        return any(is_local(one["host"]) for one in found)

    async def lures_inside(self, named_by: str, host: str) -> bool:
        """Return whether the host ``named_by`` lies outside and the ``host`` it names inside."""
        return await self.leads_inside(host) and not await self.leads_inside(named_by)

    async def close(self) -> None:
        """Let go of what looking up needs."""
        await self._inner.close()
