"""Keeps connections: those that are direct or lead through HTTP proxies, and those of SOCKS."""

from newsreader.domain.errors import NotProvided
from newsreader.domain.options.proxy import is_socks
from newsreader.fetcher.http.dns import Resolver
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.tls import aiohttp

SLOW = 3
"""How many connections to a host may be open besides because it does not answer on them."""


class Sessions:
    """The sessions of one set of connections; made inside an event loop."""

    def __init__(self, limits: Limits, resolver: Resolver) -> None:
        self._limits = limits
        self._own = self._session(
            aiohttp.TCPConnector(
                limit=limits.connections,
                limit_per_host=limits.per_host + SLOW,
                resolver=resolver,
                use_dns_cache=False,
            )
        )
        self._socks: dict[str, aiohttp.ClientSession] = {}

    def through(self, proxy: str) -> aiohttp.ClientSession:
        """Return the session whose requests go through ``proxy``, or may name it themselves.

        Raises NotProvided for a SOCKS proxy without the library for it.
        """
        if not is_socks(proxy):
            return self._own
        if proxy not in self._socks:
            self._socks[proxy] = self._session(_socks_connector(proxy, self._limits))
        return self._socks[proxy]

    def _session(self, connector: aiohttp.BaseConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_seconds),
            auto_decompress=False,
            max_line_size=64 * 1024,
            max_field_size=64 * 1024,
        )

    async def close(self) -> None:
        """Close all connections."""
        for session in (self._own, *self._socks.values()):
            await session.close()


def _socks_connector(proxy: str, limits: Limits) -> aiohttp.BaseConnector:
    try:
        from newsreader.fetcher.http.socks import SocksConnector  # an extra that may be missing
    except ImportError:
        raise NotProvided(
            "A SOCKS proxy needs a library that is not installed, so nothing was asked: "
            "pip install 'newsreader-tui[socks]'"
        ) from None
    return SocksConnector(proxy, limits.connections, limits.per_host + SLOW)
