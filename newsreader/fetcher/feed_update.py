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
from newsreader.domain.feed_options import options_for
from newsreader.domain.health import Trouble
from newsreader.domain.permanent_redirect import (
    PermanentRedirect,
    is_confirmed,
    observe,
)
from newsreader.domain.schedule import (
    DISTRUST,
    Wishes,
    due_after_answer,
    due_after_failure,
    publishing_interval,
)
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.error_messages import explain_challenge
from newsreader.fetcher.http.errors import (
    HostBackingOff,
    OddAnswer,
    RefusedByServer,
    trouble_of,
)
from newsreader.fetcher.workers.messages import DiffFeedJob, FeedDiff
from newsreader.storage import (
    entries,
    feed_moves,
    feeds,
    host_backoff,
)
from newsreader.storage.processing_queue import keep_document

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
    context: FetchContext, subscription: Subscription, answered: Callable[[], object]
) -> FeedOutcome:
    """Ask one feed and list what is new; whatever goes wrong with it is its outcome.

    ``answered`` is called when its server is done with it, and the next may be asked there.
    The request is conditional, except after ``DISTRUST`` without a whole answer. Raises
    LibraryError when the library cannot be written.
    """
    document = None
    try:
        try:
            answer = await _download(context, subscription)
        finally:
            answered()
        if answer.unchanged:
            return _keep(context, subscription, answer)
        document = FeedDocument(
            url=answer.url,
            body=answer.body,
            came=context.clock(),
            content_type=answer.content_type,
            charset=answer.charset,
            encoding=answer.encoding,
        )
        limit = context.downloader.limits.body_bytes
        known = entries.known_hashes(context.database, subscription.id)
        feed = await context.workers.diff_feed(DiffFeedJob(document, known, limit))
        return _store(context, subscription, answer, feed)
    except HostBackingOff as error:
        feeds.postpone(context.database, subscription.id, error.until)
        return FeedOutcome(waiting=True, note=str(error))
    except RefusedByServer as error:
        if error.status in _GONE and (moved := _follow_at_last(context, subscription)):
            outcome = await ask(context, moved, answered)
            return replace(outcome, note=outcome.note or _moved(moved.url))
        return _fail(context, subscription, error)
    except (FetchError, FeedError, NotFound) as error:
        return _fail(context, subscription, error, document)
    except LibraryError:
        raise
    except Exception as error:
        _log.exception("%s cannot be refreshed", shown_url(subscription.url))
        fault = f"newsreader has a fault that this feed brings out ({type(error).__name__})."
        return _fail(context, subscription, FeedError(fault))


async def _download(context: FetchContext, subscription: Subscription) -> Download:
    received = subscription.received
    trusted = received is not None and context.clock() - received < DISTRUST
    return await context.downloader.get(
        subscription.url,
        etag=subscription.etag if trusted else "",
        last_modified=subscription.last_modified if trusted else "",
        packed=True,
    )


def _keep(context: FetchContext, subscription: Subscription, answer: Download) -> FeedOutcome:
    """Note that nothing changed.

    A 304 may bring new validators; one it leaves out stays (RFC 9111 §4.3.4).
    """
    with context.database.transaction():
        now = context.clock()
        rule, move = (
            options_for(context.feed_options, subscription.url),
            _sighted(subscription, answer, now),
        )
        feeds.record_answer(
            context.database,
            subscription.id,
            now,
            etag=answer.etag or None,
            last_modified=answer.last_modified or None,
            title=rule.title if rule else "",
            due=_due(context, subscription, answer, subscription.wishes),
            move=move,
        )
        return FeedOutcome(note=_follow(context, subscription, move))


def _store(
    context: FetchContext, subscription: Subscription, answer: Download, feed: FeedDiff
) -> FeedOutcome:
    """List what a feed brought, all or nothing; raises NotFound when it was removed meanwhile."""
    database, now = context.database, context.clock()
    rule = options_for(context.feed_options, subscription.url)
    with database.transaction():
        feeds.feed_title(database, subscription.id)
        saved: list[tuple[int, bool]] = []
        if feed.document:
            saved = entries.save_entries(
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
            due=_due(context, subscription, answer, feed.wishes),
            wishes=feed.wishes,
            move=move,
        )
        title = feeds.feed_title(database, subscription.id)
        note = _follow(context, subscription, move)
    new = sum(is_new for _, is_new in saved)
    return FeedOutcome(title, new, len(saved) - new, note=note)


def _due(
    context: FetchContext, subscription: Subscription, answer: Download, wishes: Wishes
) -> datetime:
    """Return when a feed that answered is to be asked again."""
    now, rule = context.clock(), options_for(context.feed_options, subscription.url)
    chosen = rule.interval if rule else None
    interval = chosen or publishing_interval(
        feeds.published_lately(context.database, subscription.id), now, context.pace
    )
    return due_after_answer(
        now,
        interval,
        replace(wishes, fresh_for=answer.fresh_for),
        conditional=answer.unchanged or bool(answer.etag or answer.last_modified),
        chosen=chosen is not None,
        chance=context.chance(),
    )


def _fail(
    context: FetchContext,
    subscription: Subscription,
    error: FetchError | FeedError | NotFound,
    document: FeedDocument | None = None,
) -> FeedOutcome:
    """Store why a feed could not be read, and when to try again."""
    database, now = context.database, context.clock()
    trouble, reason = trouble_of(error, _beginning(document)), clean_line(str(error), REASON_LIMIT)
    if trouble is Trouble.GONE:
        reason = f"{reason} It is no longer asked."
    elif trouble is Trouble.CHALLENGE:
        reason = explain_challenge(urlsplit(subscription.url).hostname or "")
    rest = now
    with database.transaction():
        if (
            isinstance(error, RefusedByServer)
            and error.host in context.downloader.host_queue.back_offs
        ):
            rest = context.downloader.host_queue.back_offs[error.host]
            host_backoff.let_rest(database, error.host, rest, now)
        if isinstance(error, OddAnswer):
            feeds.drop_validators(database, subscription.id)
        due = due_after_failure(now, subscription.failures + 1, rest - now, chance=context.chance())
        feeds.record_failure(database, subscription.id, now, reason, due, trouble=trouble)
    return FeedOutcome(error=reason, trouble=trouble)


def _beginning(document: FeedDocument | None) -> bytes:
    """Return what came, as far as it tells what it is; nothing where it cannot be read."""
    if document is None:
        return b""
    from newsreader.fetcher.workers.diff_feed import read_body  # what only workers need, as a rule

    with suppress(FeedError):
        return read_body(document)
    return b""


def _sighted(
    subscription: Subscription, answer: Download, now: datetime
) -> PermanentRedirect | None:
    """Return the move that an answer tells of: it came by permanent redirects only."""
    if answer.permanent_url in ("", subscription.url):
        return None
    return observe(subscription.redirect, answer.permanent_url, now)


def _follow(
    context: FetchContext, subscription: Subscription, move: PermanentRedirect | None
) -> str:
    """Let a feed move to where it answered, once that is believed; return what to say of it."""
    now = context.clock()
    if move is None or not is_confirmed(subscription.url, move, now):
        return ""
    if feed_moves.move_feed(context.database, subscription.id, move.url, now) != subscription.id:
        return _moved(move.url, "which is followed already; the two are one feed now")
    return _moved(move.url)


def _follow_at_last(context: FetchContext, subscription: Subscription) -> Subscription | None:
    """Let a feed whose old address is gone move to the one that it named; return it there."""
    move, now = subscription.redirect, context.clock()
    if move is None or not is_confirmed(subscription.url, move, now, gone=True):
        return None
    feed_id = feed_moves.move_feed(context.database, subscription.id, move.url, now)
    return feeds.subscriptions(context.database, [feed_id])[0]


def _moved(url: str, more: str = "") -> str:
    return f"It has moved to {shown_url(url)}{f', {more}' if more else ''}."
