"""Decides what becomes of a feed after its server was asked: a plan, which others carry out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from newsreader.domain.clean import REASON_LIMIT, clean_line
from newsreader.domain.errors import FeedError, FetchError, NotFound
from newsreader.domain.feed import EntryRow, FeedDocument, Subscription
from newsreader.domain.health import Trouble
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.permanent_redirect import PermanentRedirect, is_confirmed, observe
from newsreader.domain.schedule import (
    Pace,
    Wishes,
    due_after_answer,
    due_after_failure,
    publishing_interval,
)
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.error_messages import explain_challenge
from newsreader.fetcher.http.errors import (
    HostBackingOff,
    OddAnswer,
    RefusedByServer,
    trouble_of,
)
from newsreader.fetcher.workers.messages import FeedDiff

_GONE = (404, 410)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class UpdateOptions:
    """What else a decision depends on."""

    feed: FeedOptions = field(default_factory=lambda: FeedOptions(""))
    """What the user wants otherwise for the feed."""
    pace: Pace = field(default_factory=Pace)
    """How often feeds are asked."""
    published: Mapping[str, datetime] = field(default_factory=dict)
    """When the newest stored entries of the feed were published, by key, UTC."""
    backing_off: Mapping[str, datetime] = field(default_factory=dict)
    """The hosts that want to be left alone, each with its end, UTC."""
    chance: float = 0.0
    """0 to 1, by which due times are scattered."""


@dataclass(frozen=True, slots=True)
class AnsweredWell:
    """What a server said of a feed that could be read."""

    etag: str | None
    """The new ``ETag``; None leaves the old one."""
    last_modified: str | None
    """The new ``Last-Modified``; None leaves the old one."""
    title: str = ""
    """The publisher's title; empty leaves the old one."""
    site_url: str = ""
    """The website; empty leaves the old one."""
    language: str = ""
    """The language; empty leaves the old one."""
    wishes: Wishes | None = None
    """What the feed says of how often to ask for it; None leaves what it said before."""
    redirect: PermanentRedirect | None = None
    """The new address that the server names, until that is believed."""
    cut_after: int = 0
    """How many entries were read of a feed that is too long to be read whole; else 0."""
    listed: tuple[str, ...] = ()
    """The keys of all its entries, where it came whole."""


@dataclass(frozen=True, slots=True)
class FeedFailure:
    """Why a feed could not be read."""

    reason: str
    """In one sentence."""
    trouble: Trouble
    """Which kind of trouble that is."""


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """What is to be stored of a feed after its server was asked."""

    feed_id: int
    """The number of the feed."""
    now: datetime
    """When its server answered, UTC."""
    due: datetime | None = None
    """When it is asked again by itself, UTC; None where it is asked again at once."""
    entries: tuple[EntryRow, ...] = ()
    """The entries to be saved in this order: of two without a date the later is the newer."""
    unchanged: tuple[str, ...] = ()
    """The keys of the other entries of the feed."""
    document: FeedDocument | None = None
    """The feed in which the texts of the entries lie."""
    answered: AnsweredWell | None = None
    """What its server said; None where it could not be read."""
    failed: FeedFailure | None = None
    """Why it could not be read; None where it could."""
    not_asked: str = ""
    """Why it was not asked at all, in one sentence: that is no failure."""
    forget_validators: bool = False
    """Whether the next request is to be unconditional."""
    back_off: tuple[str, datetime] | None = None
    """A host that wants to be left alone, and until when."""
    move_to: str = ""
    """The address at which the feed is followed from now on; empty where it stays."""

    @property
    def ask_again(self) -> bool:
        """Whether the feed is to be asked at once, at its new address."""
        return not (self.answered or self.failed or self.not_asked)


def decide(
    subscription: Subscription,
    answer: Download | FetchError | FeedError | NotFound,
    feed: FeedDiff | None,
    now: datetime,
    options: UpdateOptions,
) -> UpdatePlan:
    """Return what is to be stored after a server gave ``answer``, or why there is none.

    ``feed`` is what is new, where the answer brought a feed.
    """
    if isinstance(answer, Download):
        return _decide_answer(subscription, answer, feed, now, options)
    if isinstance(answer, HostBackingOff):
        return UpdatePlan(subscription.id, now, answer.until, not_asked=str(answer))
    if isinstance(answer, RefusedByServer) and answer.status in _GONE:
        redirect = subscription.redirect
        if redirect and is_confirmed(subscription.url, redirect, now, gone=True):
            return UpdatePlan(subscription.id, now, move_to=redirect.url)
    return _decide_failure(subscription, answer, now, options)


def _decide_answer(
    subscription: Subscription,
    answer: Download,
    feed: FeedDiff | None,
    now: datetime,
    options: UpdateOptions,
) -> UpdatePlan:
    redirect = _seen_redirect(subscription, answer, now)
    believed = redirect is not None and is_confirmed(subscription.url, redirect, now)
    plan = UpdatePlan(
        subscription.id,
        now,
        due=_due(subscription, answer, feed, now, options),
        move_to=redirect.url if redirect and believed else "",
    )
    if feed is None:
        # A 304 may bring new validators; one it leaves out stays (RFC 9111 §4.3.4).
        said = AnsweredWell(answer.etag or None, answer.last_modified or None, redirect=redirect)
        return replace(plan, answered=said)
    said = AnsweredWell(
        answer.etag,
        answer.last_modified,
        title=feed.title,
        site_url=feed.site_url,
        language=feed.language,
        wishes=feed.wishes,
        redirect=redirect,
        cut_after=feed.cut_after,
        listed=(*(entry.key for entry in feed.entries), *feed.unchanged),
    )
    entries = feed.entries[::-1] if feed.document else ()
    return replace(
        plan,
        answered=said,
        entries=entries,
        unchanged=feed.unchanged,
        document=feed.document,
    )


def _seen_redirect(
    subscription: Subscription, answer: Download, now: datetime
) -> PermanentRedirect | None:
    """Return the new address that an answer tells of: it came by permanent redirects only."""
    if answer.permanent_url in ("", subscription.url):
        return None
    return observe(subscription.redirect, answer.permanent_url, now)


def _due(
    subscription: Subscription,
    answer: Download,
    feed: FeedDiff | None,
    now: datetime,
    options: UpdateOptions,
) -> datetime:
    """Return when a feed that answered is asked again."""
    chosen = options.feed.interval
    published = _published(feed, options.published, now)
    wishes = feed.wishes if feed else subscription.wishes
    return due_after_answer(
        now,
        chosen or publishing_interval(tuple(published.values()), now, options.pace),
        replace(wishes, fresh_for=answer.fresh_for),
        conditional=answer.unchanged or bool(answer.etag or answer.last_modified),
        chosen=chosen is not None,
        chance=options.chance,
    )


def _published(
    feed: FeedDiff | None, known: Mapping[str, datetime], now: datetime
) -> dict[str, datetime]:
    """Return when entries were published: those that are stored, and those that have come.

    One without a date is as old as its first appearance. One of an unknown key, in place of a
    stored one of the same date, is most likely that one with another key.
    """
    dates = dict(known)
    if feed is None:
        return dates
    present = {*feed.unchanged, *(entry.key for entry in feed.entries)}
    replaced = Counter(moment for key, moment in known.items() if key not in present)
    for entry in feed.entries:
        if entry.published is None:
            dates.setdefault(entry.key, now)
            continue
        moment = _EPOCH + timedelta(milliseconds=entry.published)
        if entry.key not in known and replaced[moment] > 0:
            replaced[moment] -= 1
        else:
            dates[entry.key] = moment
    return dates


def _decide_failure(
    subscription: Subscription,
    error: FetchError | FeedError | NotFound,
    now: datetime,
    options: UpdateOptions,
) -> UpdatePlan:
    trouble, reason = trouble_of(error), clean_line(str(error), REASON_LIMIT)
    if trouble is Trouble.GONE:
        reason = f"{reason} It is no longer asked."
    elif trouble is Trouble.CHALLENGE:
        reason = explain_challenge(urlsplit(subscription.url).hostname or "")
    back_off = None
    if isinstance(error, RefusedByServer) and error.host in options.backing_off:
        back_off = error.host, options.backing_off[error.host]
    pause = back_off[1] - now if back_off else timedelta()
    return UpdatePlan(
        subscription.id,
        now,
        due=due_after_failure(now, subscription.failures + 1, pause, chance=options.chance),
        failed=FeedFailure(reason, trouble),
        forget_validators=isinstance(error, OddAnswer),
        back_off=back_off,
    )
