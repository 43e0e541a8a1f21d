"""Finds the feeds of an address: the address itself, what its page links to, or a usual path."""

import re
from urllib.parse import urljoin, urlsplit

from newsreader.domain.clean import clean_url, shown_url
from newsreader.domain.errors import FeedError, FetchError
from newsreader.domain.feed import FeedCandidate, Inspection
from newsreader.feeds.known_sites import known_feeds, title_of
from newsreader.fetcher.http.client import FEED_ACCEPT, Downloader
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.error_messages import not_an_address
from newsreader.fetcher.http.errors import RefusedByServer
from newsreader.fetcher.workers.messages import InspectJob
from newsreader.fetcher.workers.pool import Workers

COMMON_PATHS = ("feed/", "rss.xml", "atom.xml", "feed.xml", "index.xml")
"""Where feeds lie most often; fetched one by one, in the folder of the page and in the root."""

_ACCEPT = FEED_ACCEPT.replace("*/*;q=0.1", "text/html;q=0.8, */*;q=0.1")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=.)", re.IGNORECASE)
_LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/?#]|$)", re.IGNORECASE)


async def discover(
    downloader: Downloader, workers: Workers, address: str
) -> tuple[FeedCandidate, ...]:
    """Return the feeds at ``address``, the main one first.

    Where the address is one of a known large site, the feeds by that site's rules, if the first
    is there. Else the address itself when it is a feed, else what its page links to, else the
    first common path that holds a feed; those are few, fetched one by one and without following
    redirects, because guessing is what gets feed readers blocked. Raises FeedError, which says
    what is there instead, and FetchError.
    """
    url = complete_address(address)
    if known := await _known(downloader, workers, url):
        return known
    answer = await downloader.get(url, accept=_ACCEPT, feed=True)
    seen = await _inspect(workers, answer)
    if seen.kind:
        own = answer.permanent_url or url
        downloader.keep(own, answer)
        return (FeedCandidate(own, seen.title, seen.kind),)
    if not seen.is_page:
        raise FeedError(f"{shown_url(answer.url)} is {seen.what}, not a feed.")
    if safe := [
        one for one in seen.links if not await downloader.ways.lures_inside(answer.url, one.url)
    ]:
        return tuple(safe)
    if guessed := await _guess(downloader, workers, answer.url):
        return (guessed,)
    raise FeedError(f"{shown_url(answer.url)} is a web page, and no feed was found for it.")


async def _inspect(workers: Workers, answer: Download) -> Inspection:
    return await workers.inspect(InspectJob(answer.body, answer.url, answer.charset))


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

    ``example.org`` becomes https, hosts of this machine http, and ``feed:`` goes.
    """
    text = _FEED_SCHEME.sub("", address.strip())
    if not _SCHEME.match(text):
        text = ("http://" if _LOOPBACK.match(text) else "https://") + text.removeprefix("//")
    url = "" if re.search(r"\s", text) else clean_url(text)
    # A host that needs percent-encoding is none: the user typed something else.
    if not url or "%" in urlsplit(url).netloc.rpartition("@")[2]:
        raise FeedError(not_an_address(address))
    return url


async def _guess(downloader: Downloader, workers: Workers, url: str) -> FeedCandidate | None:
    """Return the first common path that holds a feed."""
    folder, root = urljoin(url, "."), urljoin(url, "/")
    for path in dict.fromkeys(base + path for base in (folder, root) for path in COMMON_PATHS):
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
