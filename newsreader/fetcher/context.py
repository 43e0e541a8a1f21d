"""Holds what fetching works with: library, connections, workers, listener and settings."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newsreader.domain.feed import Feed, Subscription
from newsreader.domain.options.effective_options import effective_options
from newsreader.domain.options.feed_options import FeedOptions, FullText, parts_for
from newsreader.domain.options.page_parts import PageParts
from newsreader.domain.schedule import Pace
from newsreader.domain.time_span import FOREVER
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.noted_articles import NotedArticles
from newsreader.fetcher.rules import RuleBook
from newsreader.fetcher.workers.pool import Workers
from newsreader.protocol import Listener, ignore
from newsreader.settings.values import Hooks
from newsreader.storage.database import Database


def utc_now() -> datetime:
    """Return the present moment, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, eq=False)
class FetchContext:
    """Everything that fetching into a library needs, opened and closed by whoever calls it."""

    database: Database
    """The library; the fetcher writes to it from one task at a time."""
    downloader: Downloader
    """The connections."""
    workers: Workers
    """The processes that parse and extract."""
    tell: Listener = ignore
    """Called with every event."""
    full_text: bool = True
    """Whether pages are fetched where a feed has only the beginning of a story, unless the
    options of the feed say otherwise."""
    keep: timedelta = FOREVER
    """How long articles are kept that are in no feed any more, unless the options of the feed say
    otherwise."""
    keep_deleted: timedelta = FOREVER
    """How long deleted highlights stay in the bin."""
    pace: Pace = field(default_factory=Pace)
    """How often feeds are fetched."""
    feed_options: Sequence[FeedOptions] = ()
    """What is done differently for some feeds."""
    rules: RuleBook = field(default_factory=RuleBook)
    """What is done with articles that were just processed, and what is to be told of them."""
    noted: NotedArticles = field(default_factory=lambda: NotedArticles(Hooks(), ignore))
    """What the hooks are to be told of."""
    chance: Callable[[], float] = random.random
    """Returns 0 to 1, by which due times are scattered."""
    clock: Callable[[], datetime] = utc_now
    """Returns the present, UTC."""

    def apply_rules(self, article_ids: Sequence[int], *, new: bool = True) -> None:
        """Let the rules act on articles that have just got their text and quotes.

        They are not ``new`` where they had some of it before.
        """
        if new:
            self.noted.note_new(article_ids)
        self.rules.apply(self.database, article_ids, self.clock(), self.tell)

    def options_of(self, feed: Feed | Subscription) -> FeedOptions:
        """Return the options that hold for a feed."""
        return effective_options(self.feed_options, feed.url, feed.former, feed.own).options

    def parts_of(self, url: str, feed: Feed | None = None) -> PageParts:
        """Return which parts of the page at ``url`` the user names, for its feed or its site."""
        options = self.options_of(feed) if feed else None
        if options is not None and (options.select or options.remove):
            return PageParts(options.select, options.remove)
        return parts_for(self.feed_options, url)

    def keep_of(self, feed: Feed | Subscription) -> timedelta:
        """Return how long the articles of a feed are kept that are no longer in it."""
        return self.options_of(feed).keep or self.keep

    def full_text_of(self, feed: Feed | None) -> FullText:
        """Return whether pages of a feed are fetched: as its options say, else the settings.

        ``on``: of all its articles; ``auto``: where it has only the beginning; ``off``: of none.
        Of an article whose feed was removed only the settings tell.
        """
        options = self.options_of(feed) if feed else None
        if options and options.full_text:
            return options.full_text
        return "auto" if self.full_text else "off"
