"""What fetching works with: the library, the connections, the workers and somebody to tell."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from newsreader.domain.feed_options import FeedOptions
from newsreader.domain.schedule import Pace
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.workers.pool import Workers
from newsreader.protocol import Listener, ignore
from newsreader.storage.database import Database


def utc_now() -> datetime:
    """Return the present moment, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, eq=False)
class FetchContext:
    """Everything a refresh needs, opened and closed by whoever calls it."""

    database: Database
    """The library; the fetcher writes to it from one task at a time."""
    downloader: Downloader
    """The connections."""
    workers: Workers
    """The processes that digest."""
    tell: Listener = ignore
    """Hears every event."""
    full_text: bool = True
    """Whether pages are fetched where a feed has only the beginning of a story."""
    pace: Pace = field(default_factory=Pace)
    """How often feeds are asked."""
    rules: Sequence[FeedOptions] = ()
    """What is done differently for some feeds."""
    chance: Callable[[], float] = random.random
    """Returns 0 to 1, by which dues are scattered."""
    clock: Callable[[], datetime] = utc_now
    """Tells the present, UTC."""
