"""Extracts the stories of pages that are at hand, such as files, without network and library."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager

from newsreader.documents.page_story import PageStory
from newsreader.domain.options.page_parts import ANY_PARTS, PageParts
from newsreader.fetcher.workers.messages import ReadPageJob
from newsreader.fetcher.workers.pool import Patience, Workers


class PageReader:
    """Extracts one story after the other in a worker process; made by ``open_reader``."""

    def __init__(self, read: Callable[[ReadPageJob], PageStory]) -> None:
        self._read = read

    def story(
        self, body: bytes, url: str = "", charset: str = "", parts: PageParts = ANY_PARTS
    ) -> PageStory:
        """Return the story of the page ``body``, saved from ``url``.

        ``charset`` is what its server or its file says of it; ``parts`` are those that the user
        names. Raises FeedError, and of that GivenUp where it takes too much time or memory.
        """
        return self._read(ReadPageJob(body, url, charset, parts=parts))


@contextmanager
def open_reader(patience: Patience | None = None) -> Iterator[PageReader]:
    """Yield a reader of pages that has ``patience``; its process runs until the block ends."""
    with asyncio.Runner() as runner:
        opened = AsyncExitStack()
        workers = runner.run(opened.enter_async_context(Workers(1, patience)))
        try:
            yield PageReader(lambda job: runner.run(workers.read_page(job)))
        finally:
            runner.run(opened.aclose())
