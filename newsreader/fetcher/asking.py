"""Asks one feed what is new, and lists what it says: all of it, or why not."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from newsreader.domain.clean import REASON_LIMIT, clean_line, shown_url
from newsreader.domain.errors import FeedError, FetchError, LibraryError, NotFound
from newsreader.domain.feed import FeedDocument, Subscription
from newsreader.domain.feed_rule import rule_for
from newsreader.domain.health import Trouble
from newsreader.domain.move import Move, is_believed, sight
from newsreader.domain.schedule import (
    DISTRUST,
    Wishes,
    due_after_answer,
    due_after_failure,
    publishing_interval,
)
from newsreader.fetcher.download import Download
from newsreader.fetcher.jobs import ListedFeed, ListJob
from newsreader.fetcher.means import Means
from newsreader.fetcher.reasons import explain_challenge
from newsreader.fetcher.refusals import HostResting, OddAnswer, RefusedByServer, trouble_of
from newsreader.storage import feeds, hosts, listed, moves
from newsreader.storage.undigested import keep_document

_GONE = (404, 410)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What one feed came to."""

    title: str = ""
    """Its title, where it could be read."""
    new: int = 0
    """How many articles came."""
    updated: int = 0
    """How many articles changed."""
    error: str = ""
    """Why it could not be read."""
    trouble: Trouble = Trouble.NONE
    """The kind of that."""
    waiting: bool = False
    """Whether it was not asked, because its host wants to be left alone."""
    note: str = ""
    """What else its reader should know."""


async def ask(
    means: Means, subscription: Subscription, answered: Callable[[], object]
) -> FeedOutcome:
    """Ask one feed and list what is new; whatever goes wrong with it is its outcome.

    ``answered`` is called when its server is done with it, and the next may be asked there.
    The request is conditional, except after ``DISTRUST`` without a whole answer. Raises
    LibraryError when the library cannot be written.
    """
    document = None
    try:
        try:
            answer = await _download(means, subscription)
        finally:
            answered()
        if answer.unchanged:
            return _keep(means, subscription, answer)
        document = FeedDocument(
            url=answer.url,
            body=answer.body,
            came=means.clock(),
            content_type=answer.content_type,
            charset=answer.charset,
            encoding=answer.encoding,
        )
        limit = means.downloader.limits.body_bytes
        known = listed.known_hashes(means.database, subscription.id)
        feed = await means.workers.list_feed(ListJob(document, known, limit))
        return _store(means, subscription, answer, feed)
    except HostResting as error:
        feeds.postpone(means.database, subscription.id, error.until)
        return FeedOutcome(waiting=True, note=str(error))
    except RefusedByServer as error:
        if error.status in _GONE and (moved := _follow_at_last(means, subscription)):
            outcome = await ask(means, moved, answered)
            return replace(outcome, note=outcome.note or _moved(moved.url))
        return _fail(means, subscription, error)
    except (FetchError, FeedError, NotFound) as error:
        return _fail(means, subscription, error, document)
    except LibraryError:
        raise
    except Exception as error:
        _log.exception("%s cannot be refreshed", shown_url(subscription.url))
        fault = f"newsreader has a fault that this feed brings out ({type(error).__name__})."
        return _fail(means, subscription, FeedError(fault))


async def _download(means: Means, subscription: Subscription) -> Download:
    received = subscription.received
    trusted = received is not None and means.clock() - received < DISTRUST
    return await means.downloader.get(
        subscription.url,
        etag=subscription.etag if trusted else "",
        last_modified=subscription.last_modified if trusted else "",
        packed=True,
    )


def _keep(means: Means, subscription: Subscription, answer: Download) -> FeedOutcome:
    """Note that nothing changed.

    A 304 may bring new validators; one it leaves out stays (RFC 9111 §4.3.4).
    """
    with means.database.transaction():
        now = means.clock()
        rule, move = rule_for(means.rules, subscription.url), _sighted(subscription, answer, now)
        feeds.record_answer(
            means.database,
            subscription.id,
            now,
            etag=answer.etag or None,
            last_modified=answer.last_modified or None,
            title=rule.title if rule else "",
            due=_due(means, subscription, answer, subscription.wishes),
            move=move,
        )
        return FeedOutcome(note=_follow(means, subscription, move))


def _store(
    means: Means, subscription: Subscription, answer: Download, feed: ListedFeed
) -> FeedOutcome:
    """List what a feed brought, all or nothing; raises NotFound when it was removed meanwhile."""
    database, now = means.database, means.clock()
    rule = rule_for(means.rules, subscription.url)
    with database.transaction():
        feeds.feed_title(database, subscription.id)
        saved: list[tuple[int, bool]] = []
        if feed.document:
            saved = listed.list_entries(
                database,
                subscription.id,
                # The last entry first: of two without a date the upper one is then the newer.
                feed.entries[::-1],
                now=now,
                document_id=keep_document(database, subscription.id, feed.document),
            )
        move = _sighted(subscription, answer, now)
        feeds.record_answer(
            database,
            subscription.id,
            now,
            etag=answer.etag,
            last_modified=answer.last_modified,
            title=(rule.title if rule else "") or feed.title,
            site_url=feed.site_url,
            language=feed.language,
            due=_due(means, subscription, answer, feed.wishes),
            wishes=feed.wishes,
            move=move,
        )
        title = feeds.feed_title(database, subscription.id)
        note = _follow(means, subscription, move)
    new = sum(is_new for _, is_new in saved)
    return FeedOutcome(title, new, len(saved) - new, note=note)


def _due(means: Means, subscription: Subscription, answer: Download, wishes: Wishes) -> datetime:
    """Return when a feed that answered is to be asked again."""
    now, rule = means.clock(), rule_for(means.rules, subscription.url)
    chosen = rule.interval if rule else None
    interval = chosen or publishing_interval(
        feeds.published_lately(means.database, subscription.id), now, means.pace
    )
    return due_after_answer(
        now,
        interval,
        replace(wishes, fresh_for=answer.fresh_for),
        conditional=answer.unchanged or bool(answer.etag or answer.last_modified),
        chosen=chosen is not None,
        chance=means.chance(),
    )


def _fail(
    means: Means,
    subscription: Subscription,
    error: FetchError | FeedError | NotFound,
    document: FeedDocument | None = None,
) -> FeedOutcome:
    """Store why a feed could not be read, and when to try again."""
    database, now = means.database, means.clock()
    trouble, reason = trouble_of(error, _beginning(document)), clean_line(str(error), REASON_LIMIT)
    if trouble is Trouble.GONE:
        reason = f"{reason} It is no longer asked."
    elif trouble is Trouble.CHALLENGE:
        reason = explain_challenge(urlsplit(subscription.url).hostname or "")
    rest = now
    with database.transaction():
        if isinstance(error, RefusedByServer) and error.host in means.downloader.turns.resting:
            rest = means.downloader.turns.resting[error.host]
            hosts.let_rest(database, error.host, rest, now)
        if isinstance(error, OddAnswer):
            feeds.drop_validators(database, subscription.id)
        due = due_after_failure(now, subscription.failures + 1, rest - now, chance=means.chance())
        feeds.record_failure(database, subscription.id, now, reason, due, trouble=trouble)
    return FeedOutcome(error=reason, trouble=trouble)


def _beginning(document: FeedDocument | None) -> bytes:
    """Return what came, as far as it tells what it is; nothing where it cannot be read."""
    if document is None:
        return b""
    from newsreader.fetcher.listing import read_body  # what only workers need, as a rule

    with suppress(FeedError):
        return read_body(document)
    return b""


def _sighted(subscription: Subscription, answer: Download, now: datetime) -> Move | None:
    """Return the move that an answer tells of: it came by permanent redirects only."""
    if answer.permanent_url in ("", subscription.url):
        return None
    return sight(subscription.move, answer.permanent_url, now)


def _follow(means: Means, subscription: Subscription, move: Move | None) -> str:
    """Let a feed move to where it answered, once that is believed; return what to say of it."""
    now = means.clock()
    if move is None or not is_believed(subscription.url, move, now):
        return ""
    if moves.move_feed(means.database, subscription.id, move.url, now) != subscription.id:
        return _moved(move.url, "which is followed already; the two are one feed now")
    return _moved(move.url)


def _follow_at_last(means: Means, subscription: Subscription) -> Subscription | None:
    """Let a feed whose old address is gone move to the one that it named; return it there."""
    move, now = subscription.move, means.clock()
    if move is None or not is_believed(subscription.url, move, now, gone=True):
        return None
    feed_id = moves.move_feed(means.database, subscription.id, move.url, now)
    return feeds.subscriptions(means.database, [feed_id])[0]


def _moved(url: str, more: str = "") -> str:
    return f"It has moved to {shown_url(url)}{f', {more}' if more else ''}."
