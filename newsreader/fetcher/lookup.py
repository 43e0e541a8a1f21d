"""Looks at what is at an address, and stores nothing."""

from datetime import UTC, datetime

from newsreader.documents.page_story import PageStory
from newsreader.domain.feed import FeedDocument, ParsedFeed
from newsreader.domain.options.feed_options import parts_for
from newsreader.domain.options.page_parts import PageParts
from newsreader.fetcher.discovery import complete_address, discover
from newsreader.fetcher.http.client import PAGE_ACCEPT, Downloader
from newsreader.fetcher.workers.messages import ParseFeedJob, ReadPageJob
from newsreader.fetcher.workers.pool import Workers
from newsreader.protocol import Found, Listener
from newsreader.settings.values import Settings


class Lookup:
    """Fetches feeds and pages as the settings say, without a library."""

    def __init__(
        self, settings: Settings, tell: Listener, downloader: Downloader, workers: Workers
    ) -> None:
        self._settings = settings
        self._tell = tell
        self._downloader = downloader
        self._workers = workers
        self._titles: dict[str, str] = {}

    async def discover(self, address: str) -> Found:
        """Return the feeds at an address; raises FeedError and FetchError."""
        discovery = await discover(self._downloader, self._workers, address)
        self._titles |= {one.url: one.title for one in discovery.candidates}
        found = Found(address, discovery.candidates, discovery.dead)
        self._tell(found)
        return found

    async def read_feed(self, url: str, base: str = "") -> tuple[str, ParsedFeed]:
        """Return where the feed at ``url`` comes from, and the feed; nothing is stored.

        Addresses in it are relative to ``base``, else to where it comes from after redirects.
        Raises FeedError and FetchError.
        """
        answer = await self._downloader.get(complete_address(url), feed=True)
        document = FeedDocument(
            base or answer.url,
            answer.body,
            datetime.now(UTC),
            content_type=answer.content_type,
            charset=answer.charset,
        )
        return document.url, await self._workers.parse_feed(ParseFeedJob(document, answer.cut))

    async def read_page(
        self, url: str, base: str = "", parts: PageParts | None = None
    ) -> PageStory:
        """Return the story of the page at ``url``; nothing is stored.

        ``parts`` are those that the user names, None for those that the settings do.
        Addresses in it are relative to ``base``, else to where it comes from after redirects.
        Raises FeedError and FetchError.
        """
        answer = await self._downloader.get(complete_address(url), accept=PAGE_ACCEPT)
        if parts is None:
            parts = parts_for(self._settings.feeds, answer.url)
        job = ReadPageJob(
            answer.body, base or answer.url, answer.charset, answer.content_type, parts
        )
        return await self._workers.read_page(job)
