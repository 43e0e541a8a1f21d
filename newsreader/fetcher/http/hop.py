"""One request and its answer: read strictly, and once more leniently where that fails."""

from collections.abc import Mapping
from dataclasses import dataclass

from multidict import CIMultiDict, CIMultiDictProxy

from newsreader.domain.errors import FetchError
from newsreader.domain.options.proxy import is_socks
from newsreader.fetcher.http.decompress import GZIP_MAGIC, PLAIN, too_large
from newsreader.fetcher.http.dns import Resolver
from newsreader.fetcher.http.errors import ProxyLoginRefused, Unreachable
from newsreader.fetcher.http.headers import is_whole_range
from newsreader.fetcher.http.lenient import NotHttp, looks_whole, read_leniently
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.sessions import Sessions
from newsreader.fetcher.http.tls import Trust, aiohttp, exactly

REDIRECTS = (300, 301, 302, 303, 307, 308)
"""The statuses that lead on where a ``Location`` says where to (RFC 9110 §15.4)."""
_CONTENT = (200, 203, 226)
"""The statuses that bring what was asked for (RFC 9110 §15.3, RFC 3229 §10.4.1)."""


@dataclass(frozen=True, eq=False)
class HopAnswer:
    """What came for one request."""

    status: int
    """Its status."""
    headers: CIMultiDictProxy[str]
    """Its fields, by name in any case; of a name that is given twice the first."""
    cookies: tuple[str, ...]
    """Its ``Set-Cookie`` fields."""
    body: bytes = b""
    """Its body as it came, where the status brings content; empty elsewhere."""
    cut: bool = False
    """Whether that is only the beginning of a longer one."""

    @property
    def location(self) -> str:
        """Where it leads on to; empty where it is no redirect."""
        return self.headers.get("Location", "") if self.status in REDIRECTS else ""

    @property
    def brings_content(self) -> bool:
        """Whether it brings all of what was asked for."""
        return _brings_content(self.status, self.headers)


@dataclass(frozen=True, slots=True)
class Requester:
    """What requests are made with: connections, trust, look-ups and limits."""

    sessions: Sessions
    """The connections."""
    trust: Trust
    """Whom they trust."""
    resolver: Resolver
    """Looks up hosts."""
    limits: Limits
    """How much an answer may take."""

    async def ask(
        self, url: str, headers: Mapping[str, str], proxy: str, *, feed: bool = False
    ) -> HopAnswer:
        """Return the answer of ``url``; raises aiohttp.ClientError, OSError, FetchError.

        Of a body that is too long a ``feed`` is cut off; elsewhere that is a FetchError.
        An answer that is not proper HTTP, or ends too early, is asked for once more and read
        as browsers do; through a proxy it is not, because nothing may go past it.
        """
        try:
            return await self._ask_strictly(url, headers, proxy, feed)
        except aiohttp.ClientHttpProxyError as error:
            if error.status == 407:
                raise ProxyLoginRefused(exactly(url).host or "") from error
            raise
        except aiohttp.ClientConnectorDNSError as error:
            if not proxy:
                raise
            host = exactly(url).host or ""
            raise Unreachable(
                f"The proxy on the way to {host} is not found, or the network is down."
            ) from error
        except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError):
            if proxy:
                raise
            answer = await self._ask_leniently(url, headers, feed)
            if answer is None:
                raise
            return answer

    async def _ask_strictly(
        self, url: str, headers: Mapping[str, str], proxy: str, feed: bool
    ) -> HopAnswer:
        socks = is_socks(proxy)
        async with self.sessions.through(proxy).get(
            exactly(url),
            headers=headers,
            allow_redirects=False,
            proxy=None if socks else proxy or None,
            ssl=self.trust.context_for(url, proxy),
        ) as response:
            found = response.headers
            body, cut = b"", False
            if _brings_content(response.status, found):
                packed = _encoding(found) not in PLAIN
                limit = self.limits.most(packed=packed, feed=feed)
                body, cut = _bounded(await _body(response, limit), limit, url, feed)
            cookies = tuple(found.getall("Set-Cookie", ()))
            return HopAnswer(response.status, found, cookies, body, cut)

    async def _ask_leniently(
        self, url: str, headers: Mapping[str, str], feed: bool
    ) -> HopAnswer | None:
        """Return the answer; None where it is no HTTP with good will either, or not whole."""
        context = self.trust.context_for(url)
        limits = (self.limits.most(packed=packed, feed=feed) for packed in (False, True))
        try:
            read = await read_leniently(url, headers, self.resolver, context, max(limits))
        except NotHttp:
            return None
        named = CIMultiDictProxy(CIMultiDict(read.headers))
        encoded = _encoding(named) not in PLAIN or read.body.startswith(GZIP_MAGIC)
        limit = self.limits.most(packed=encoded, feed=feed)
        body, cut = _bounded(read.body, limit, url, feed)
        whole = read.complete or encoded or cut or looks_whole(body)
        if _brings_content(read.status, named) and not whole:
            return None
        return HopAnswer(read.status, named, tuple(named.getall("Set-Cookie", ())), body, cut)


async def _body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Return a body, and of a longer one at least a byte more than ``limit``."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            break
    return b"".join(pieces)


def _bounded(body: bytes, limit: int, url: str, feed: bool) -> tuple[bytes, bool]:
    """Return a body within its limit, and whether it was cut; only a ``feed`` is, others raise."""
    if len(body) <= limit:
        return body, False
    if not feed:
        raise FetchError(too_large(exactly(url).host or "", limit))
    return body[:limit], True


def _encoding(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Encoding", "").strip().lower()


def _brings_content(status: int, headers: Mapping[str, str]) -> bool:
    return status in _CONTENT or (status == 206 and is_whole_range(headers))
