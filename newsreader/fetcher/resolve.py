"""Looks up the addresses of hosts, and remembers them so that what was checked is connected to."""

import asyncio
import socket
from urllib.parse import urlsplit

from newsreader.fetcher.http import aiohttp
from newsreader.fetcher.route import is_local, proxy_for

REMEMBERED = 60.0
"""For how many seconds an answer counts. A server that names a public address to be let in and
a private one when it is connected to (DNS rebinding) is asked only once."""


class Resolver(aiohttp.abc.AbstractResolver):
    """Asks the system for the addresses of hosts, one time for check and connection."""

    def __init__(self, inner: aiohttp.abc.AbstractResolver | None = None) -> None:
        self._inner = inner or aiohttp.ThreadedResolver()
        self._known: dict[tuple[str, int], tuple[float, list[aiohttp.abc.ResolveResult]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[aiohttp.abc.ResolveResult]:
        """Return the addresses of ``host``; raises OSError where it has none."""
        now = asyncio.get_running_loop().time()
        expires, found = self._known.get((host, family), (0.0, []))
        if expires <= now:
            found = await self._inner.resolve(host, port, family)
            self._known[host, family] = (now + REMEMBERED, found)
        return [{**one, "port": port} for one in found]

    async def leads_inside(self, host: str) -> bool:
        """Return whether ``host`` is this machine or in a private network, by any address."""
        if is_local(host):
            return True
        try:
            found = await self.resolve(host)
        except OSError:
            return False  # there is nothing to connect to, which connecting will say better
        return any(is_local(one["host"]) for one in found)

    async def lures_inside(self, named_by: str, url: str) -> bool:
        """Return whether the address ``named_by`` lies outside and the ``url`` it names inside.

        What a proxy is asked for is left to the proxy.
        """
        parts = urlsplit(url)
        host, target = urlsplit(named_by).hostname or "", parts.hostname or ""
        if host == target or proxy_for(parts) or not await self.leads_inside(target):
            return False
        return not await self.leads_inside(host)

    async def close(self) -> None:
        """Let go of what looking up needs."""
        await self._inner.close()
