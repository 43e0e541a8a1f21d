"""Subscriptions: feeds are added, found, renamed and removed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from newsreader.domain.address_keys import feed_key
from newsreader.domain.clean import NAME_LIMIT, clean_line
from newsreader.domain.document import text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.feed import DEMO_URL, Entry, Feed, Outline
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.schedule import due_after_answer
from newsreader.library.base import LibraryBase
from newsreader.storage import (
    articles,
    feed_addresses,
    feed_moves,
    feed_removal,
    feed_titles,
    feeds,
    host_backoff,
    own_options,
)
from newsreader.storage.history import FeedChange
from newsreader.storage.row_changes import FEED

_NAMED = 5
"""So many feeds are named where a name fits several."""


class Subscriptions(LibraryBase):
    """The part of the library that knows feeds."""

    def feeds(self) -> tuple[Feed, ...]:
        """Return all feeds by folder and title."""
        return feeds.feeds(self._search, self.clock())

    def backing_off_hosts(self) -> dict[str, datetime]:
        """Return the hosts that asked to be left alone, each with the end of that, UTC."""
        return host_backoff.backing_off_hosts(self._read, self.clock())

    def find_feed(self, name: str) -> Feed:
        """Return the feed with this number, address or title; raises ``NotFound``."""
        everyone = self.feeds()
        wanted = name.casefold()
        for feed in everyone:
            if name == str(feed.id) or feed_key(name) == feed_key(feed.url):
                return feed
        found = [
            feed for feed in everyone if wanted in (feed.title.casefold(), feed.name.casefold())
        ]
        found = found or [feed for feed in everyone if wanted and wanted in feed.title.casefold()]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"“{name}”: no feed is called that.")
        numbers = ", ".join(str(feed.id) for feed in found[:_NAMED])
        raise NotFound(f"“{name}”: more than one feed is called that ({numbers}).")

    def add_feed(self, url: str, *, title: str = "", site_url: str = "", folder: str = "") -> Feed:
        """Subscribe to the feed at ``url``; return it, also when it was followed already."""
        with self._step() as step:
            known = feed_addresses.known_at(self._write, url)
            feed_id = feeds.add_feed(
                self._write, url, self.clock(), title=title, site_url=site_url, folder=folder
            )
            if known is None:
                step.add_feeds(self._write, [feed_id])
        return feeds.feed(self._write, feed_id)

    def add_feeds(self, outlines: Sequence[Outline]) -> list[int]:
        """Subscribe to many feeds at once; return the ids of those that are new."""
        with self._step() as step:
            new = feeds.add_feeds(self._write, outlines, self.clock())
            step.add_feeds(self._write, new)
        return new

    def remove_feed(self, feed_id: int) -> int:
        """Unsubscribe; return how many articles stay: those in ``feeds.NEVER_REMOVED``."""
        with self._step() as step:
            feed = feeds.feed(self._write, feed_id)
            step.label = f"removed {feed.name}"
            step.feeds.append(FeedChange(feed_id, feed.url, ""))
            return feed_removal.take_out(self._write, feed_id)

    def rename_feed(self, feed_id: int, title: str) -> Feed:
        """Give a feed a title of the user's own, or with an empty one the publisher's again.

        Returns the feed as it is then; raises ``NotFound``.
        """
        called, wanted = feed_titles.name_of(self._write, feed_id), clean_line(title, NAME_LIMIT)
        with (
            self._step(f"renamed {called}") as step,
            step.watching(self._write, FEED, "WHERE id = ?", (feed_id,)),
        ):
            feeds.rename_feed(self._write, feed_id, wanted)
        return feeds.feed(self._write, feed_id)

    def set_options(
        self, feed_id: int, configured: Sequence[FeedOptions] = (), **changes: Any
    ) -> Feed:
        """Change options that the user sets for a feed; return the feed.

        ``changes`` are fields of ``OwnOptions``, ``configured`` the tables of config.toml. With
        another interval, where no table goes before, it is due when that says so, as far as its
        server is known to be content with it. Raises ``NotFound``.
        """
        own = replace(own_options.own_options(self._write, feed_id), **changes)
        title = feed_titles.name_of(self._write, feed_id)
        by_table = feeds.feed(self._write, feed_id).effective(configured).is_of_table("interval")
        due = None
        if changes.get("interval") and not by_table:
            due = self._due_by(feed_id, own.interval)
        with (
            self._step(f"changed the options of {title}") as step,
            step.watching(self._write, FEED, "WHERE id = ?", (feed_id,)),
        ):
            own_options.set_own_options(self._write, feed_id, own, due)
        return feeds.feed(self._write, feed_id)

    def _due_by(self, feed_id: int, interval: timedelta | None) -> datetime | None:
        """Return when a feed is due by an interval; None where it failed or was never asked."""
        checked = feeds.feed(self._write, feed_id).checked
        for one in feeds.subscriptions(self._write, [feed_id]):
            if checked is not None and interval is not None and not one.failures:
                return due_after_answer(
                    checked, interval, one.wishes, conditional=True, chosen=True
                )
        return None

    def correct_address(self, feed_id: int, url: str) -> Feed:
        """Let a feed have another address; return the feed, which is due then.

        Raises ``NotFound`` where another feed is followed at that address.
        """
        feed = feeds.feed(self._write, feed_id)
        if feed.url == url:
            raise NotFound("It has this address already.")
        other = feed_addresses.feed_at(self._write, url, besides=feed_id)
        if other is not None:
            title = feed_titles.name_of(self._write, other)
            raise NotFound(f"This is the address of {title}, which you follow already.")
        with self._step(f"gave {feed.name} another address") as step:
            feed_moves.correct_address(self._write, feed_id, url, self.clock())
            step.feeds.append(FeedChange(feed_id, feed.url, url))
        return feeds.feed(self._write, feed_id)

    def add_demo(self) -> Feed:
        """Put the built-in demo stories into the library, as unread articles."""
        # Imported here: only the first start and the demo need them.
        from newsreader.demo import DEMO_TITLE, demo_stories
        from newsreader.quotes.engine import FINDER_VERSION, find_quotes_in

        now = self.clock()
        with self._write.transaction():
            feed_id = feeds.add_feed(self._write, DEMO_URL, now, title=DEMO_TITLE)
            for story in demo_stories():
                entry = Entry(
                    key=story.key,
                    title=story.title,
                    url=story.url,
                    author=story.author,
                    outlet=story.outlet,
                    published=now - story.age,
                    summary=story.summary,
                    language="en",
                )
                articles.save_entry(
                    self._write,
                    feed_id,
                    entry,
                    story.document,
                    find_quotes_in(story.document, "en", story.title),
                    now=now,
                    content_hash=text_hash(story.document.text),
                    finder_version=FINDER_VERSION,
                    source="demo",
                )
        return feeds.feed(self._write, feed_id)
