"""Subscriptions: what the user follows, and what each server said last."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsreader.domain.address_keys import feed_key
from newsreader.domain.errors import NotFound
from newsreader.domain.feed import DEMO_URL, Feed, Outline, Subscription, lasting_cut_note
from newsreader.domain.feed_names import feed_name, host_title
from newsreader.domain.health import FeedFacts, State, Trouble, health
from newsreader.domain.options.effective_options import OwnOptions
from newsreader.domain.permanent_redirect import PermanentRedirect
from newsreader.domain.schedule import LOOKED_AT, Wishes, is_due
from newsreader.storage.database import Database, moment, to_ms
from newsreader.storage.feed_addresses import known_at
from newsreader.storage.feed_titles import SHOWN_TITLE, is_shared
from newsreader.storage.own_options import FORMER, OWN_OPTIONS
from newsreader.storage.rows import Rows
from newsreader.storage.speakers import count_speakers


@dataclass(slots=True)  # not frozen: a list makes hundreds, and freezing costs
class FeedRow:
    """What is read of ``feed`` to tell how it is; see schema.sql."""

    id: int
    url: str
    title: str
    site_url: str
    folder: str
    error: str
    checked: datetime | None
    due: datetime | None
    trouble: str
    failures: int
    failing_since: datetime | None
    unread: int
    newest: datetime | None
    published_title: str
    cut_after: int
    categories: str
    former: tuple[str, ...]
    own: OwnOptions


COUNTED = {
    "title": SHOWN_TITLE,
    "unread": "(SELECT count(*) FROM article WHERE feed_id = feed.id "
    "AND read = 0 AND muted IS NULL)",
    "newest": "(SELECT max(published) FROM article WHERE feed_id = feed.id)",
    "published_title": "feed.title",
    "former": FORMER,
}
"""The fields of ``FeedRow`` that are no column of ``feed``, as SQL."""
FEED = Rows(FeedRow, "feed", columns=COUNTED, within={"own": OWN_OPTIONS})
"""The rows of ``feed`` with what is counted of their articles."""


@dataclass(frozen=True, slots=True)
class _SubscriptionRow:
    """What is read of ``feed`` for a request; see schema.sql."""

    id: int
    url: str
    title: str
    etag: str
    last_modified: str
    failures: int
    received: datetime | None
    at_least: int
    skip_hours: int
    moving_to: str
    moving_since: datetime | None
    moving_seen: int
    trouble: str
    due: datetime | None
    checked: datetime | None
    former: tuple[str, ...]
    listed: bool
    own: OwnOptions


_SUBSCRIPTION = Rows(
    _SubscriptionRow,
    "feed",
    columns={
        "title": SHOWN_TITLE,
        "former": FORMER,
        "listed": "EXISTS (SELECT 1 FROM feed_listing WHERE feed_listing.feed_id = feed.id)",
    },
    within={"own": OWN_OPTIONS},
)


def add_feed(
    db: Database, url: str, now: datetime, *, title: str = "", site_url: str = "", folder: str = ""
) -> int:
    """Return the id of the feed that is or was at ``url``, subscribing to it when it is new.

    Other spellings of one address are one feed, see ``known_at``.
    """
    with db.transaction() as connection:
        known = known_at(db, url, title)
        if known is not None:
            return known
        cursor = connection.execute(
            "INSERT INTO feed (url, title, site_url, folder, added) VALUES (?, ?, ?, ?, ?)",
            (url, title or host_title(url), site_url, folder, to_ms(now)),
        )
        return int(cursor.lastrowid or 0)


def add_feeds(db: Database, outlines: Iterable[Outline], now: datetime) -> list[int]:
    """Subscribe to many feeds in one transaction; return the ids of those that are new."""
    with db.transaction() as connection:
        known = {
            feed_key(url)
            for url in db.column("SELECT url FROM feed UNION SELECT url FROM feed_address")
        }
        added = []
        for one in outlines:
            if feed_key(one.url) in known:
                continue
            known.add(feed_key(one.url))
            cursor = connection.execute(
                "INSERT INTO feed (url, title, own_title, site_url, folder, categories, added) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(one.url, one.title or host_title(one.url), one.own_title),
                    *(one.site_url, one.folder, one.categories, to_ms(now)),
                ),
            )
            added.append(int(cursor.lastrowid or 0))
        return added


def feeds(db: Database, now: datetime | None = None) -> tuple[Feed, ...]:
    """Return all feeds, by folder and title; how they are is judged at ``now``, or at present."""
    now = now or datetime.now(UTC)
    order = f"ORDER BY folder, {SHOWN_TITLE} COLLATE NOCASE"
    rows = FEED.read(db, order)
    called = Counter(row.title for row in rows)
    return tuple(_feed(row, now, is_shared=called[row.title] > 1) for row in rows)


def feed(db: Database, feed_id: int, now: datetime | None = None) -> Feed:
    """Return one feed, as ``feeds`` does; raises ``NotFound``."""
    row = FEED.first(db, "WHERE id = ?", (feed_id,))
    if row is None:
        raise NotFound(f"There is no feed {feed_id}.")
    return _feed(row, now or datetime.now(UTC), is_shared=is_shared(db, row.title))


def remove_feed(db: Database, feed_id: int) -> int:
    """Unsubscribe and return how many of its articles stay: ``NEVER_REMOVED``."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE article SET outlet = (SELECT title FROM feed WHERE id = ?1) "
            f"WHERE feed_id = ?1 AND outlet = '' AND {NEVER_REMOVED}",
            (feed_id,),
        )
        others = f"SELECT id FROM article WHERE feed_id = ? AND NOT ({NEVER_REMOVED})"
        connection.execute(
            "INSERT INTO article_index (article_index, rowid, title, text) "
            f"SELECT 'delete', id, title, text FROM article_words WHERE id IN ({others})",
            (feed_id,),
        )
        connection.execute(f"DELETE FROM article WHERE id IN ({others})", (feed_id,))
        stay = int(db.value("SELECT count(*) FROM article WHERE feed_id = ?", (feed_id,)))
        connection.execute("DELETE FROM feed WHERE id = ?", (feed_id,))
        count_speakers(db)
    return stay


NEVER_REMOVED = """(
    bookmarked IS NOT NULL
    OR later IS NOT NULL
    OR saved IS NOT NULL
    OR EXISTS (SELECT 1 FROM highlight WHERE highlight.article_id = article.id)
    OR EXISTS (SELECT 1 FROM article_tag WHERE article_tag.article_id = article.id)
)"""
"""The articles that are never removed, as SQL: those with a mark of the user."""


def rename_feed(db: Database, feed_id: int, title: str) -> str:
    """Give a feed a title of the user's own; return the one before, empty for none.

    An empty title brings the publisher's back. Raises ``NotFound``.
    """
    with db.transaction() as connection:
        before = db.value(
            "SELECT coalesce(CAST(own_title AS TEXT), '') FROM feed WHERE id = ?", (feed_id,)
        )
        if before is None:
            raise NotFound(f"There is no feed {feed_id}.")
        connection.execute("UPDATE feed SET own_title = ? WHERE id = ?", (title, feed_id))
    return str(before)


def subscriptions(
    db: Database, feed_ids: Sequence[int] | None = None, *, due_by: datetime | None = None
) -> tuple[Subscription, ...]:
    """Return what a refresh needs to ask for all feeds, or for ``feed_ids``.

    With ``due_by`` only those that may be asked by then. The demo has no server and is left
    out; so are feeds that are gone for good, unless they are named.
    """
    rows = _SUBSCRIPTION.read(db, "WHERE url LIKE 'http%' ORDER BY coalesce(checked, 0), id")
    wanted = None if feed_ids is None else set(feed_ids)
    called = Counter(row.title for row in rows)
    return tuple(
        _subscription(row, is_shared=called[row.title] > 1)
        for row in rows
        if (row.trouble != Trouble.GONE if wanted is None else row.id in wanted)
        and (due_by is None or is_due(row.due, row.checked, due_by))
    )


@dataclass(frozen=True, slots=True)
class _Dated:
    """An article by its key, and when it was published."""

    key: str
    published: datetime


_DATED = Rows(_Dated, "article")


def published_lately(db: Database, feed_id: int) -> dict[str, datetime]:
    """Return when the newest articles of a feed were published, by key, the newest first."""
    newest = _DATED.read(
        db, "WHERE feed_id = ? ORDER BY published DESC, id DESC LIMIT ?", (feed_id, LOOKED_AT)
    )
    return {one.key: one.published for one in newest}


def _feed(row: FeedRow, now: datetime, *, is_shared: bool) -> Feed:
    state = health(
        FeedFacts(
            error=row.error,
            trouble=_trouble(row.trouble),
            failures=row.failures,
            failing_since=row.failing_since,
            newest=None if row.url == DEMO_URL else row.newest,
        ),
        now,
    )
    told = f"{state.sentence} {state.advice}" if state.state is State.FROZEN else state.advice
    return Feed(
        id=row.id,
        url=row.url,
        title=row.title,
        is_shared=is_shared,
        site_url=row.site_url,
        folder=row.folder,
        unread=row.unread,
        error=row.error,
        checked=row.checked,
        due=row.due,
        state=state.state,
        advice=told,
        published_title=row.published_title,
        remedy=state.remedy,
        categories=row.categories,
        former=row.former,
        own=row.own,
        note=lasting_cut_note(row.cut_after) if row.cut_after else "",
    )


def _trouble(stored: str) -> Trouble:
    return Trouble(stored) if stored in Trouble._value2member_map_ else Trouble.OTHER


def _subscription(row: _SubscriptionRow, *, is_shared: bool) -> Subscription:
    return Subscription(
        id=row.id,
        url=row.url,
        title=feed_name(row.title, row.url, is_shared=is_shared),
        etag=row.etag,
        last_modified=row.last_modified,
        failures=row.failures,
        received=row.received,
        listed=row.listed,
        former=row.former,
        own=row.own,
        wishes=Wishes(
            at_least=timedelta(seconds=row.at_least),
            skip_hours=frozenset(hour for hour in range(24) if row.skip_hours >> hour & 1),
        ),
        redirect=PermanentRedirect(row.moving_to, row.moving_since or moment(0), row.moving_seen)
        if row.moving_to
        else None,
    )
