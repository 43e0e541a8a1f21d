"""Finds the feeds of an address: the address itself, what its page links to, or a usual path."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin, urlsplit

from newsreader.domain.clean import clean_url, shown_url
from newsreader.domain.errors import FeedError, FetchError, LoginRefused, NotProvided
from newsreader.domain.feed import FeedCandidate, Inspection
from newsreader.domain.health import Trouble
from newsreader.feeds.known_sites import known_feeds, title_of
from newsreader.feeds.pasted_address import bare_address, with_slashes, without_feed_scheme
from newsreader.fetcher.http.client import FEED_ACCEPT, Downloader
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.error_messages import not_an_address
from newsreader.fetcher.http.errors import (
    HostBackingOff,
    RefusedByServer,
    trouble_of,
)
from newsreader.fetcher.workers.messages import InspectJob
from newsreader.fetcher.workers.pool import Workers

COMMON_PATHS = ("feed/", "rss.xml", "atom.xml", "feed.xml", "index.xml")
"""Where feeds lie most often; fetched one by one, in the folder of the page and in the root."""

_ACCEPT = FEED_ACCEPT.replace("*/*;q=0.1", "text/html;q=0.8, */*;q=0.1")
_TRIED = 5
"""How many feeds of a page that are dead, or links called like feeds, are tried."""
_WAITS = 2
"""After so many times the limit for one exchange no further guess is made, as where servers that
the page names do not answer."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_BLANK = re.compile(r"^[^/]*//[^/?]*\s|\s\S*//")
"""White space in the host, or in front of another address; elsewhere it is a sign like others."""
_LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found at an address."""

    candidates: tuple[FeedCandidate, ...]
    """The feeds, the main one first."""
    dead: tuple[str, ...] = ()
    """What was named as a feed before these and is none, each in one sentence."""


async def discover(downloader: Downloader, workers: Workers, address: str) -> Discovery:
    """Return the feeds at ``address``, the main one first.

    Where the address is one of a known large site, the feeds by that site's rules, if the first
    is there. Else the address itself when it is a feed, else what its page names, beginning with
    the first that is alive, else the first link in its text or common path that holds a feed;
    those are few, fetched one by one and paths without following redirects, because guessing is
    what gets feed readers blocked. Raises FeedError, which says what is there instead, and
    FetchError.
    """
    ends = monotonic() + _WAITS * downloader.limits.timeout
    url = complete_address(address)
    if known := await _known(downloader, workers, url):
        return Discovery(known)
    answer = await downloader.get(url, accept=_ACCEPT, feed=True)
    seen = await _inspect(workers, answer)
    if seen.kind:
        own = answer.permanent_url or url
        downloader.keep(own, answer)
        return Discovery((FeedCandidate(own, seen.title, seen.kind),))
    if not seen.is_page:
        raise FeedError(f"{shown_url(answer.url)} is {seen.what}, not a feed.")
    named = [
        one for one in seen.links if not await downloader.ways.lures_inside(answer.url, one.url)
    ]
    found = await _living(downloader, workers, named, ends)
    if found.candidates:
        return found
    if guessed := await _mentioned(downloader, workers, answer.url, seen.mentions, ends):
        return Discovery((guessed,), found.dead)
    if guessed := await _guess(downloader, workers, answer.url, ends):
        return Discovery((guessed,), found.dead)
    if found.dead:
        raise FeedError(f"{shown_url(answer.url)} names no feed that works: {found.dead[0]}")
    raise FeedError(f"{shown_url(answer.url)} is a web page, and no feed was found for it.")


async def _living(
    downloader: Downloader, workers: Workers, named: Sequence[FeedCandidate], ends: float
) -> Discovery:
    """Return the feeds that a page names, from the first on that is alive.

    One whose server wants a login, or to be left alone, is not taken for dead. None is tried
    after ``ends``, in seconds of ``monotonic``.
    """
    dead: list[str] = []
    for place, one in enumerate(named):
        if place == _TRIED or monotonic() > ends:
            return Discovery((), tuple(dead))
        try:
            answer = await downloader.get(one.url, feed=True)
            if not (seen := await _inspect(workers, answer)).kind:
                raise FeedError(f"This is {seen.what}, not a feed.")
            downloader.keep(one.url, answer)
        except (LoginRefused, HostBackingOff, NotProvided):
            pass
        except (FetchError, FeedError) as error:
            if trouble_of(error) is not Trouble.BUSY:
                dead.append(f"{shown_url(one.url)}: {error}")
                continue
        return Discovery(tuple(named[place:]), tuple(dead))
    return Discovery((), tuple(dead))


async def _mentioned(
    downloader: Downloader, workers: Workers, page: str, mentions: Sequence[str], ends: float
) -> FeedCandidate | None:
    """Return the first feed that links in the text of a page lead to."""
    for url in mentions[:_TRIED]:
        if monotonic() > ends:
            return None
        try:
            answer = await downloader.get(url, named_by=page, feed=True)
        except FetchError:
            continue
        if (seen := await _inspect(workers, answer)).kind:
            downloader.keep(url, answer)
            return FeedCandidate(url, seen.title, seen.kind)
    return None


async def _inspect(workers: Workers, answer: Download) -> Inspection:
    return await workers.inspect(InspectJob(answer.body, answer.url, answer.charset, answer.links))


async def _known(downloader: Downloader, workers: Workers, url: str) -> tuple[FeedCandidate, ...]:
    """Return the feeds of ``url`` by the rules of its site; nothing unless the first is there."""
    addresses = known_feeds(url)
    if not addresses:
        return ()
    try:
        answer = await downloader.get(addresses[0], feed=True)
    except RefusedByServer as error:
        if error.status == 404:
            return ()  # it is another site, or has another kind of page at this address
        raise
    seen = await _inspect(workers, answer)
    if not seen.kind:
        return ()
    downloader.keep(addresses[0], answer)
    first = FeedCandidate(addresses[0], seen.title, seen.kind)
    return (first, *(FeedCandidate(one, title_of(one), seen.kind) for one in addresses[1:]))


def complete_address(address: str) -> str:
    """Return what a user typed as an address; raises FeedError when it cannot be one.

    ``example.org`` becomes https, hosts of this machine http; ``feed:`` and its like, a fragment,
    and what stands around an address in a text go; the slashes of ``http:/host`` are mended.
    """
    text = with_slashes(without_feed_scheme(bare_address(address)).removeprefix("//"))
    if not _SCHEME.match(text):
        text = ("http://" if _LOOPBACK.match(text) else "https://") + text
    url = "" if _BLANK.search(text) else clean_url(text)
    # A host that needs percent-encoding is none: the user typed something else.
    if not url or "%" in urlsplit(url).netloc.rpartition("@")[2]:
        raise FeedError(not_an_address(address))
    return url


async def _guess(
    downloader: Downloader, workers: Workers, url: str, ends: float
) -> FeedCandidate | None:
    """Return the first common path that holds a feed."""
    folder, root = urljoin(url, "."), urljoin(url, "/")
    for path in dict.fromkeys(base + path for base in (folder, root) for path in COMMON_PATHS):
        if monotonic() > ends:
            return None
        try:
            answer = await downloader.get(path, follow=False, feed=True)
        except RefusedByServer as error:
            if error.status == 429 or error.status >= 500:
                return None
            continue
        except FetchError:
            return None
        if (seen := await _inspect(workers, answer)).kind:
            downloader.keep(path, answer)
            return FeedCandidate(path, seen.title, seen.kind)
    return None
