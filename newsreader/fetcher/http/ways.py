"""Says which way requests go: through which proxy, and never from the open internet inside."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.fetcher.http.dns import Resolver
from newsreader.fetcher.http.environment_proxy import environment_proxy
from newsreader.fetcher.http.redirects import is_local, leads_inside
from newsreader.fetcher.http.request_options import RequestOptionsTable


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of one set of connections."""

    options: RequestOptionsTable
    """Name proxies for some addresses."""
    resolver: Resolver
    """Looks up the hosts that are asked directly."""

    def proxy_of(self, url: str) -> str:
        """Return the proxy for ``url`` by feed options, else by the environment; else empty.

        Raises NotProvided for one that cannot be used.
        """
        return self.options.proxy_of(url) or environment_proxy(urlsplit(url))

    async def lures_inside(self, named_by: str, url: str) -> bool:
        """Return whether an address of the open internet leads to ``url`` in a private network.

        What a proxy is asked for is left to the proxy: its host is not looked up here.
        """
        host = urlsplit(named_by).hostname or ""
        target = urlsplit(url).hostname or ""
        if host == target or self.proxy_of(url):
            return False
        if self.proxy_of(named_by):
            return not is_local(host) and await self.resolver.leads_inside(target)
        return await self.resolver.lures_inside(host, target)

    async def keep_out(self, named_by: str, url: str, how: str) -> None:
        """Raise FetchError where an address of the open internet leads inside."""
        if await self.lures_inside(named_by, url):
            raise leads_inside(urlsplit(named_by).hostname or "", how)
