"""Fetches one address, politely and within limits; errors are one sentence."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, urlsplit

from newsreader import __version__
from newsreader.domain.clean import clean_url, shown_url
from newsreader.domain.errors import FetchError, LoginRefused
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.schedule import BACKOFF, WISH_LIMIT
from newsreader.fetcher.http.chain_cookies import ChainCookies
from newsreader.fetcher.http.decompress import (
    GZIP_MAGIC,
    PLAIN,
    unpack,
    unpack_beginning,
)
from newsreader.fetcher.http.dns import Resolver
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.error_messages import (
    asks_for_browser,
    explain_failure,
    explain_refused_login,
    explain_status,
    not_an_address,
)
from newsreader.fetcher.http.errors import (
    OddAnswer,
    ProxyLoginRefused,
    RefusedByServer,
    Unreachable,
)
from newsreader.fetcher.http.headers import (
    fresh_for,
    media_type,
    retry_after,
    server_clock,
    validators,
)
from newsreader.fetcher.http.hop import HopAnswer, Requester
from newsreader.fetcher.http.host_queue import HostQueue
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.redirects import (
    meta_refresh,
    next_hop,
    same_origin,
    without_login,
)
from newsreader.fetcher.http.request_options import (
    RequestOptions,
    RequestOptionsTable,
    login_in,
)
from newsreader.fetcher.http.sessions import Sessions
from newsreader.fetcher.http.tls import (
    Trust,
    aiohttp,
)
from newsreader.fetcher.http.ways import Ways
from newsreader.programs import run_program

_log = logging.getLogger(__name__)
FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)
"""What is asked for where a feed is expected."""
PAGE_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
"""What is asked for where a web page is expected."""
ANY_ACCEPT = "*/*"
"""What is asked for where a server can give nothing of that (406)."""
USER_AGENT = f"newsreader/{__version__} (+https://pypi.org/project/newsreader-tui/)"
"""Who asks: name, version and where to complain."""
_KEPT = 4
_PERMANENT = (301, 308)


class Downloader:
    """One set of connections, alive as long as the ``async with`` around it.

    ``options`` say what requests carry, ``clock`` the present in UTC, ``resolver`` the
    addresses of hosts.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        options: RequestOptionsTable | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolver: Resolver | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.host_queue = HostQueue(
            self.limits.connections,
            self.limits.per_host,
            self.limits.pause,
            self.limits.host_seconds,
        )
        self._options = options or RequestOptionsTable()
        self._clock = clock
        self._resolver = resolver
        self._kept: dict[str, Download] = {}
        self._trust = Trust()
        self.clocks_apart: deque[bool] = deque(maxlen=1_000)
        """Whether servers went by another day than the clock here, by answer."""

    async def __aenter__(self) -> Self:
        self._resolver = self._resolver or Resolver()
        self.ways = Ways(self._options, self._resolver)
        self._sessions = Sessions(self.limits, self._resolver)
        self._requester = Requester(self._sessions, self._trust, self._resolver, self.limits)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._sessions.close()
        assert self._resolver is not None
        await self._resolver.close()

    async def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = FEED_ACCEPT,
        follow: bool = True,
        named_by: str = "",
        proxy: str = "",
        options: FeedOptions | None = None,
        packed: bool = False,
        feed: bool = False,
    ) -> Download:
        """Return the answer of ``url``: 200 with its body, or 304 where a validator was sent.

        A ``packed`` body stays as its server compressed it; a ``feed`` that is too long is cut
        off, where other bodies are a FetchError. Redirects are followed unless
        ``follow`` is false. ``named_by`` is the address of what names ``url``: from the open
        internet it may not lead inside, and its proxy, ``proxy`` where that is known already, is
        that of ``url`` too. ``options`` hold in place of those that match ``url``. Waiting in the
        host queue does not count against the time limit. Raises FetchError with a sentence that
        is fit to be shown: LoginRefused for 401 and 407, RefusedByServer for every other status,
        HostBackingOff, OddAnswer, Unreachable, NotProvided.
        """
        address = clean_url(url)
        if not address:
            raise FetchError(not_an_address(url))
        if not (etag or last_modified) and (kept := self._kept.pop(address, None)):
            return kept
        carried = await self._options.request_options_for(address, options)
        if named_by and not carried.proxy:
            carried = replace(carried, proxy=proxy or self._options.proxy_of(named_by))
        if (
            accept == PAGE_ACCEPT
        ):  # programs print feeds; the options of a host hold for its pages too
            carried = replace(carried, command=(), filter=())
        if carried.command:
            answer = Download(address, 200, await self._run(carried.command, b"", feed))
        else:
            headers = {
                "User-Agent": carried.user_agent or USER_AGENT,
                "Accept": accept,
                "Accept-Encoding": "gzip, deflate",
            }
            if etag:
                headers["If-None-Match"] = etag
            if last_modified:
                headers["If-Modified-Since"] = last_modified
            answer = await self._ask(urlsplit(address), headers, carried, follow, named_by, feed)
        if answer.encoding and (carried.filter or not packed):
            answer = self._unpacked(answer, feed)
        if carried.filter and not answer.unchanged:
            answer = replace(answer, body=await self._run(carried.filter, answer.body, feed))
        return answer

    async def _run(self, command: tuple[str, ...], data: bytes, feed: bool) -> bytes:
        """Return what a program of the user's makes of ``data``."""
        limit = self.limits.most(packed=False, feed=feed)
        return await run_program(command, data, seconds=self.limits.timeout, limit=limit)

    async def _ask(
        self,
        address: SplitResult,
        headers: dict[str, str],
        options: RequestOptions,
        follow: bool,
        named_by: str,
        feed: bool,
    ) -> Download:
        """Wait in the host queue, exchange, and explain a failure in one sentence."""
        host = address.hostname or ""
        async with self.host_queue.slot(host):
            try:
                async with asyncio.timeout(self.limits.timeout):
                    # Only now, so that what is connected to is what was looked up here.
                    if named_by and not options.proxy:
                        await self.ways.keep_out(named_by, address.geturl(), "links")
                    return await self._exchange(address, headers, options, follow, feed)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise Unreachable(
                    explain_failure(error, host, self.limits.timeout, self.limits.connect_seconds)
                ) from error

    def keep(self, url: str, answer: Download) -> None:
        """Let the next unconditional ``get`` of ``url`` return ``answer`` without asking.

        So a feed that was just discovered is not fetched a second time to be subscribed to.
        """
        while len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[url] = answer

    async def _exchange(
        self,
        first: SplitResult,
        headers: dict[str, str],
        options: RequestOptions,
        follow: bool,
        feed: bool,
    ) -> Download:
        """Follow the redirects from an address to an answer."""
        own = dict(options.own)
        if login := login_in(first):
            own["Authorization"] = login
        start, permanent = without_login(first), True
        current, parts, cookies = start, first, ChainCookies()
        for _ in range(self.limits.redirects + 1):
            host = parts.hostname or ""
            self.host_queue.check(host, self._clock())
            sent = headers | own if own and same_origin(first, parts) else headers
            proxy = options.proxy or self.ways.proxy_of(current)
            answer = await self._requester.ask(
                current, cookies.join(current, sent), proxy, feed=feed
            )
            _log.debug("%s: %d, %d bytes", shown_url(current), answer.status, len(answer.body))
            location = answer.location
            if answer.brings_content and headers["Accept"] != PAGE_ACCEPT:
                location = meta_refresh(answer.body)
            if answer.status == 406 and headers["Accept"] != ANY_ACCEPT:
                headers = headers | {"Accept": ANY_ACCEPT}
                continue
            if not location:
                moved = current if permanent and current != start else ""
                return self._answer(answer, sent, current, host, moved)
            permanent = permanent and answer.status in _PERMANENT
            if not follow:
                reason = f"{first.hostname} redirects elsewhere."
                raise RefusedByServer(reason, answer.status, None)
            cookies.take(current, answer.cookies)
            target = next_hop(current, location)
            if not options.proxy:  # which is asked for all of the chain
                await self.ways.keep_out(current, target, "redirects")
            current, parts = target, urlsplit(target)
        raise FetchError(
            f"{first.hostname} redirects more than {self.limits.redirects} times in a row."
        )

    def _answer(
        self, answer: HopAnswer, sent: Mapping[str, str], url: str, host: str, moved: str
    ) -> Download:
        """Turn the last answer of an exchange into a Download."""
        now = self._clock()
        if (there := server_clock(answer.headers)) is not None:
            self.clocks_apart.append(abs(there - now) > WISH_LIMIT)
        conditional = "If-None-Match" in sent or "If-Modified-Since" in sent
        if answer.status == 304 and not conditional:
            raise OddAnswer(f"{host} says that nothing changed, although it was not asked that.")
        if answer.status != 304 and not answer.brings_content:
            raise self._refusal(answer, sent, host, now)
        etag, last_modified = validators(answer.headers)
        bare = Download(
            url=url,
            status=304 if answer.status == 304 else 200,
            body=b"",
            etag=etag,
            last_modified=last_modified,
            permanent_url=moved,
            fresh_for=fresh_for(answer.headers, now),
        )
        if answer.status == 304:
            return bare
        content_type, charset = media_type(answer.headers.get("Content-Type", ""))
        encoding = answer.headers.get("Content-Encoding", "").strip().lower()
        if encoding in PLAIN:
            # Some servers compress a feed and do not say so.
            encoding = "gzip" if answer.body.startswith(GZIP_MAGIC) else ""
        return replace(
            bare,
            body=answer.body,
            cut=answer.cut,
            links=tuple(answer.headers.getall("Link", ())),
            encoding=encoding,
            content_type=content_type,
            charset=charset,
        )

    def _refusal(
        self, answer: HopAnswer, sent: Mapping[str, str], host: str, now: datetime
    ) -> FetchError:
        """Return the error for an answer without content; note that a host is to be left alone."""
        reason = explain_status(answer.status, host, answer.headers)
        if answer.status == 401:
            refused = "Authorization" in sent
            return LoginRefused(explain_refused_login(host) if refused else reason)
        if answer.status == 407:
            return ProxyLoginRefused(host)
        wait = retry_after(answer.headers, now)
        # A 503 that names no time is an outage, which the due time of the feed takes care of.
        if answer.status == 429 or (answer.status == 503 and wait is not None):
            until = now + (BACKOFF if wait is None else timedelta(seconds=wait))
            self.host_queue.back_off(host, until)
        challenge = asks_for_browser(answer.headers)
        return RefusedByServer(reason, answer.status, wait, host=host, challenge=challenge)

    def _unpacked(self, answer: Download, feed: bool) -> Download:
        host = urlsplit(answer.url).hostname or ""
        limit = self.limits.most(packed=False, feed=feed)
        packed, cut = (answer.body, answer.encoding, host, limit), answer.cut
        try:
            body, cut = unpack_beginning(*packed, cut=cut) if feed else (unpack(*packed), False)
        except ValueError as error:
            raise FetchError(str(error)) from None
        return replace(answer, body=body, encoding="", cut=cut)
