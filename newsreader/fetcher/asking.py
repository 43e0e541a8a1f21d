"""Asks one feed what is new, and stores what it says: all of it, or why not."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from newsreader.domain.clean import REASON_LIMIT, clean_line, shown_url
from newsreader.domain.errors import FeedError, FetchError, LibraryError, NotFound
from newsreader.domain.feed import Subscription
from newsreader.domain.feed_rule import FeedRule, rule_for
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
from newsreader.fetcher.furniture import clear_stored, spare_marked
from newsreader.fetcher.hints import read_wishes
from newsreader.fetcher.jobs import DigestedFeed, FeedJob, Story
from newsreader.fetcher.means import Means
from newsreader.fetcher.pages import wants_page
from newsreader.fetcher.reasons import explain_challenge
from newsreader.fetcher.refusals import HostResting, OddAnswer, RefusedByServer, trouble_of
from newsreader.storage import articles, feeds, furniture, hosts, moves
from newsreader.storage.wanted import want_page

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
    wants_pages: bool = False
    """Whether pages are to be fetched for what came."""


async def ask(means: Means, subscription: Subscription) -> FeedOutcome:
    """Ask one feed; whatever goes wrong with it is its outcome.

    The request is conditional, except after ``DISTRUST`` without a whole answer. Raises
    LibraryError when the library cannot be written.
    """
    body = b""
    try:
        answer = await _download(means, subscription)
        body = answer.body
        if answer.unchanged:
            return _keep(means, subscription, answer)
        digested = await means.workers.digest_feed(
            FeedJob(
                body=answer.body,
                url=answer.url,
                content_type=answer.content_type,
                charset=answer.charset,
                known=articles.known_hashes(means.database, subscription.id),
                now=means.clock(),
                stories=furniture.stories_of_feed(means.database, subscription.id),
            )
        )
        return _store(means, subscription, answer, digested)
    except HostResting as error:
        feeds.postpone(means.database, subscription.id, error.until)
        return FeedOutcome(waiting=True, note=str(error))
    except RefusedByServer as error:
        if error.status in _GONE and (moved := _follow_at_last(means, subscription)):
            outcome = await ask(means, moved)
            return replace(outcome, note=outcome.note or _moved(moved.url))
        return _fail(means, subscription, error, body)
    except (FetchError, FeedError, NotFound) as error:
        return _fail(means, subscription, error, body)
    except LibraryError:
        raise
    except Exception as error:
        _log.exception("%s cannot be refreshed", shown_url(subscription.url))
        fault = f"newsreader has a fault that this feed brings out ({type(error).__name__})."
        return _fail(means, subscription, FeedError(fault), b"")


async def _download(means: Means, subscription: Subscription) -> Download:
    received = subscription.received
    trusted = received is not None and means.clock() - received < DISTRUST
    return await means.downloader.get(
        subscription.url,
        etag=subscription.etag if trusted else "",
        last_modified=subscription.last_modified if trusted else "",
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
    means: Means, subscription: Subscription, answer: Download, digested: DigestedFeed
) -> FeedOutcome:
    """Store what a feed brought, all or nothing; raises NotFound when it was removed meanwhile."""
    database, now = means.database, means.clock()
    rule = rule_for(means.rules, subscription.url)
    new = updated = wanted = 0
    with database.transaction():
        feeds.feed(database, subscription.id)
        keys = [story.entry.key for story in digested.stories]
        stored = articles.stored_entries(database, subscription.id, keys)
        # The last entry first: of two without a date the upper one is then the newer.
        for story in reversed(digested.stories):
            before = stored.get(story.entry.key)
            article_id, is_new = _save(means, subscription.id, story, before, digested)
            new, updated = new + is_new, updated + (not is_new)
            if _wants_page(means, rule, story, before, now):
                want_page(database, article_id)
                wanted += 1
        clear_stored(database, (one.learned for one in digested.stories if one.learned))
        wishes, move = read_wishes(answer.body), _sighted(subscription, answer, now)
        feeds.record_answer(
            database,
            subscription.id,
            now,
            etag=answer.etag,
            last_modified=answer.last_modified,
            title=(rule.title if rule else "") or digested.title,
            site_url=digested.site_url,
            language=digested.language,
            due=_due(means, subscription, answer, wishes),
            wishes=wishes,
            move=move,
        )
        title = feeds.feed(database, subscription.id).title
        note = _follow(means, subscription, move)
    return FeedOutcome(title, new, updated, note=note, wants_pages=wanted > 0)


def _save(
    means: Means,
    feed_id: int,
    story: Story,
    before: articles.Stored | None,
    digested: DigestedFeed,
) -> tuple[int, bool]:
    """Save one story; the whole text from its page is not given up for the feed's beginning."""
    if before is not None:
        story = spare_marked(means.database, before.article_id, story)
    document, quotes = story.document, story.quotes
    source: articles.Source = "feed"
    if before is not None and before.source == "page" and story.excerpt:
        document = articles.document(means.database, before.article_id)
        quotes = articles.quotes(means.database, before.article_id)
        source = "page"
    article_id, is_new = articles.save_entry(
        means.database,
        feed_id,
        story.entry,
        document,
        quotes,
        now=means.clock(),
        content_hash=story.content_hash,
        finder_version=digested.finder_version,
        source=source,
    )
    if source == "feed":
        furniture.keep(means.database, article_id, story.learned)
    return article_id, is_new


def _wants_page(
    means: Means,
    rule: FeedRule | None,
    story: Story,
    before: articles.Stored | None,
    now: datetime,
) -> bool:
    wish = rule.full_text if rule else "auto"
    if wish == "off" or (wish == "auto" and not means.full_text):
        return False
    return wants_page(replace(story, excerpt=story.excerpt or wish == "on"), before, now)


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
    means: Means, subscription: Subscription, error: FetchError | FeedError | NotFound, body: bytes
) -> FeedOutcome:
    """Store why a feed could not be read, and when to try again."""
    database, now = means.database, means.clock()
    trouble, reason = trouble_of(error, body), clean_line(str(error), REASON_LIMIT)
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
