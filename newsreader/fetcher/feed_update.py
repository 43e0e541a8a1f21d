"""Updates one feed: asks its server, decides what follows from the answer, and stores that."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from newsreader.domain.clean import shown_url
from newsreader.domain.errors import FeedError, FetchError, LibraryError, NotFound
from newsreader.domain.feed import FeedDocument, Subscription, cut_note
from newsreader.domain.health import Trouble
from newsreader.domain.schedule import BACKOFF, DISTRUST
from newsreader.domain.time_span import FOREVER
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.update_plan import UpdateOptions, UpdatePlan, decide
from newsreader.fetcher.workers.messages import DiffFeedJob, FeedDiff
from newsreader.storage import (
    entries,
    feed_answers,
    feed_moves,
    feed_titles,
    feeds,
    folders,
    host_backoff,
)
from newsreader.storage.database import Database
from newsreader.storage.processing_queue import keep_document
from newsreader.storage.safety import wrong_clock

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What the update of one feed came to."""

    title: str = ""
    """By which it is spoken of, where it could be read."""
    new: int = 0
    """How many articles came."""
    updated: int = 0
    """How many articles changed."""
    error: str = ""
    """Why it could not be read."""
    trouble: Trouble = Trouble.NONE
    """Which kind of trouble that is."""
    waiting: bool = False
    """Whether it was not asked, because its host wants to be left alone."""
    note: str = ""
    """What else its user should know."""


async def update_feed(
    context: FetchContext, subscription: Subscription, answered: Callable[[], object]
) -> FeedOutcome:
    """Ask one feed and store what is new; whatever goes wrong with it is its outcome.

    ``answered`` is called when its server is done with it, and the next may be asked there.
    The request is conditional, except after ``DISTRUST`` without a whole answer, and where it must
    be known what the feed has, as its old articles are removed. Raises LibraryError when the
    library cannot be written.
    """
    answer: Download | FetchError | FeedError | NotFound
    feed = None
    try:
        try:
            answer = await _download(context, subscription)
        finally:
            answered()
        if not answer.unchanged:
            feed = await _diff(context, subscription, answer)
        return _store(context, subscription, answer, feed)
    except (FetchError, FeedError, NotFound) as error:
        answer = error
    except LibraryError:
        raise
    except Exception as error:
        _log.exception("%s cannot be refreshed", shown_url(subscription.url))
        fault = f"newsreader has a fault that this feed brings out ({type(error).__name__})."
        answer = FeedError(fault)
    plan = decide(subscription, answer, None, context.clock(), _options(context, subscription))
    outcome = apply(context.database, plan)
    if not plan.ask_again:
        return outcome
    (moved,) = feeds.subscriptions(context.database, [plan.feed_id])
    again = await update_feed(context, moved, answered)
    return replace(again, note=again.note or outcome.note)


async def _download(context: FetchContext, subscription: Subscription) -> Download:
    received = subscription.received
    trusted = received is not None and abs(context.clock() - received) < DISTRUST
    if not subscription.listed and context.keep_of(subscription) != FOREVER:
        trusted = False
    return await context.downloader.get(
        subscription.url,
        etag=subscription.etag if trusted else "",
        last_modified=subscription.last_modified if trusted else "",
        packed=True,
        feed=True,
        options=context.options_of(subscription),
    )


async def _diff(context: FetchContext, subscription: Subscription, answer: Download) -> FeedDiff:
    """Return what is new in the feed that came; raises FeedError when it is none."""
    document = FeedDocument(
        url=answer.url,
        body=answer.body,
        came=context.clock(),
        content_type=answer.content_type,
        charset=answer.charset,
        encoding=answer.encoding,
    )
    known = entries.known_hashes(context.database, subscription.id)
    limit = context.downloader.limits.most(packed=False, feed=True)
    return await context.workers.diff_feed(DiffFeedJob(document, known, limit, answer.cut))


def _store(
    context: FetchContext, subscription: Subscription, answer: Download, feed: FeedDiff | None
) -> FeedOutcome:
    options = _options(context, subscription)
    plan = decide(subscription, answer, feed, context.clock(), options)
    outcome = apply(context.database, plan)
    if feed is None or not feed.cut_after or outcome.note:
        return outcome
    size = context.downloader.limits.feed_size
    return replace(outcome, note=cut_note(feed.cut_after, size))


def _options(context: FetchContext, subscription: Subscription) -> UpdateOptions:
    return UpdateOptions(
        feed=context.options_of(subscription),
        pace=context.pace,
        published=feeds.published_lately(context.database, subscription.id),
        backing_off=context.downloader.host_queue.back_offs,
        chance=context.chance(),
    )


def apply(db: Database, plan: UpdatePlan) -> FeedOutcome:
    """Store all that a plan says, or nothing; return what that comes to.

    Raises NotFound when a feed that came whole was removed meanwhile.
    """
    with db.transaction():
        if plan.back_off:
            host_backoff.back_off(db, *plan.back_off, plan.now)
        if plan.forget_validators:
            feed_answers.drop_validators(db, plan.feed_id)
        if plan.not_asked:
            assert plan.due is not None
            feed_answers.postpone(db, plan.feed_id, plan.due)
            return FeedOutcome(waiting=True, note=plan.not_asked)
        if failed := plan.failed:
            feed_answers.record_failure(
                db, plan.feed_id, plan.now, failed.reason, plan.due, trouble=failed.trouble
            )
            return FeedOutcome(error=failed.reason, trouble=failed.trouble)
        said = plan.answered
        whole = said is not None and said.wishes is not None
        title = feed_titles.name_of(db, plan.feed_id) if whole else ""
        saved = _save_entries(db, plan)
        if said:
            feed_answers.record_answer(
                db,
                plan.feed_id,
                plan.now,
                etag=said.etag,
                last_modified=said.last_modified,
                title=said.title,
                site_url=said.site_url,
                language=said.language,
                due=plan.due,
                wishes=said.wishes,
                move=said.redirect,
                cut_after=said.cut_after,
                listed=said.listed,
            )
            title = feed_titles.name_of(db, plan.feed_id) if whole else ""
        note = _move(db, plan)
    new = sum(is_new for _, is_new in saved)
    return FeedOutcome(title, new, len(saved) - new, note=note)


def _save_entries(db: Database, plan: UpdatePlan) -> list[tuple[int, bool]]:
    """Save the entries of a plan; return the article of each, and whether it is new."""
    if plan.document is None:
        return []
    return entries.save_entries(
        db,
        plan.feed_id,
        plan.entries,
        now=plan.now,
        document_id=keep_document(db, plan.feed_id, plan.document),
        unchanged=plan.unchanged,
    )


def _move(db: Database, plan: UpdatePlan) -> str:
    """Let a feed have the address that its plan names; return what to say of it."""
    if not plan.move_to:
        return ""
    merged = feed_moves.move_feed(db, plan.feed_id, plan.move_to, plan.now) != plan.feed_id
    more = ", which is followed already; the two are one feed now" if merged else ""
    return f"It has moved to {shown_url(plan.move_to)}{more}."


def take_options(context: FetchContext) -> None:
    """Let feeds have the titles and folders that their options give them."""
    feed_titles.configure_titles(context.database, context.feed_options)
    folders.configure_folders(context.database, context.feed_options)


def excuse_failures(context: FetchContext, feed_ids: Sequence[int]) -> None:
    """Forget the last failure of these feeds, which are due again when the network is up."""
    feed_answers.excuse_failures(context.database, feed_ids, context.clock() + BACKOFF)


def take_moments_again(context: FetchContext) -> None:
    """Replace what was noted while the clock was wrong, unless most servers doubt it now."""
    clocks_apart = context.downloader.clocks_apart
    if sum(clocks_apart) * 2 <= len(clocks_apart):
        wrong_clock.take_again(context.database, context.clock())
