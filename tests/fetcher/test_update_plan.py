"""What is decided after a server was asked: tables of answers and of what follows from them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsreader.domain.errors import FeedError, FetchError, LoginRefused, NotFound, NotProvided
from newsreader.domain.feed import EntryRow, Subscription
from newsreader.domain.health import Trouble
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.permanent_redirect import PermanentRedirect
from newsreader.domain.schedule import Pace, Wishes
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.http.errors import (
    HostBackingOff,
    OddAnswer,
    RefusedByServer,
    Unreachable,
)
from newsreader.fetcher.update_plan import (
    AnsweredWell,
    FeedFailure,
    UpdateOptions,
    UpdatePlan,
    decide,
)
from newsreader.fetcher.workers.messages import FeedDiff
from tests.fetcher.conftest import NOW
from tests.fetcher.harbour import document, rss

HOUR = timedelta(hours=1)
OLD, NEW = "https://harbour.example/old", "https://harbour.example/new"
FEED = Subscription(7, OLD, "Harbour Gazette")
WHOLE = Download(OLD, 200, b"", etag='"2"', last_modified="Tuesday")
UNCHANGED = Download(OLD, 304, b"")
DOCUMENT = document(rss())
HOURLY = UpdateOptions(published={str(n): NOW - n * HOUR for n in range(9)})
SEEN = PermanentRedirect(NEW, NOW - 2 * HOUR, seen=2)


def row(key: str, published: datetime | None = None) -> EntryRow:
    moment = None if published is None else round(published.timestamp() * 1000)
    return EntryRow(key, f"Story {key}", "", "", "", "en", "", moment, "hash")


def diff(*entries: EntryRow, wishes: Wishes | None = None) -> FeedDiff:
    kept = DOCUMENT if entries else None
    site = "https://harbour.example/"
    return FeedDiff("The Gazette", site, "en", entries, (), kept, wishes or Wishes())


def refused(status: int, *, host: str = "harbour.example", challenge: bool = False) -> FetchError:
    return RefusedByServer("No.", status, None, host=host, challenge=challenge)


def hours(plan: UpdatePlan) -> float:
    assert plan.due is not None
    return (plan.due - NOW) / HOUR


def test_an_unchanged_feed_keeps_what_its_server_does_not_name_anew() -> None:
    plan = decide(FEED, UNCHANGED, None, NOW, HOURLY)
    assert plan == UpdatePlan(7, NOW, NOW + HOUR, answered=AnsweredWell(None, None))
    changed = replace(UNCHANGED, last_modified="Wednesday")
    named = decide(FEED, changed, None, NOW, HOURLY)
    assert named.answered == AnsweredWell(None, "Wednesday")


def test_what_came_is_saved_the_last_entry_first() -> None:
    plan = decide(FEED, WHOLE, diff(row("2"), row("1")), NOW, HOURLY)
    assert [entry.key for entry in plan.entries] == ["1", "2"]
    assert plan.document is DOCUMENT
    assert plan.answered == AnsweredWell(
        '"2"',
        "Tuesday",
        "The Gazette",
        "https://harbour.example/",
        "en",
        Wishes(),
        listed=("2", "1"),
    )
    assert not plan.ask_again


def test_a_whole_answer_with_nothing_new_leaves_nothing_to_save() -> None:
    plan = decide(FEED, WHOLE, diff(), NOW, HOURLY)
    assert (plan.entries, plan.document) == ((), None)
    assert plan.answered is not None and plan.answered.wishes == Wishes()


def test_validators_that_are_gone_are_forgotten_after_a_whole_answer_only() -> None:
    bare = Download(OLD, 200, b"")
    whole = decide(FEED, bare, diff(), NOW, HOURLY).answered
    unchanged = decide(FEED, UNCHANGED, None, NOW, HOURLY).answered
    assert whole and (whole.etag, whole.last_modified) == ("", "")
    assert unchanged and (unchanged.etag, unchanged.last_modified) == (None, None)


@pytest.mark.parametrize(("feed", "title"), [(None, ""), (diff(row("1")), "The Gazette")])
def test_the_publishers_title_is_kept_beside_one_of_the_users_own(
    feed: FeedDiff | None, title: str
) -> None:
    options = UpdateOptions(FeedOptions(OLD, title="My paper"))
    plan = decide(FEED, WHOLE if feed else UNCHANGED, feed, NOW, options)
    assert plan.answered is not None and plan.answered.title == title


SIXHOURLY = {str(n): NOW - n * 6 * HOUR for n in range(9)}
RENAMED = diff(*(row(f"new {key}", published) for key, published in SIXHOURLY.items()))
CHOSEN = UpdateOptions(FeedOptions(OLD, interval=HOUR / 2), published=HOURLY.published)


@pytest.mark.parametrize(
    ("answer", "feed", "options", "due"),
    [
        (UNCHANGED, None, HOURLY, 1),
        (UNCHANGED, None, UpdateOptions(), 24),
        (UNCHANGED, None, replace(HOURLY, pace=Pace(shortest=3 * HOUR)), 3),
        (UNCHANGED, None, replace(HOURLY, chance=0.5), 1.05),
        (UNCHANGED, None, CHOSEN, 0.5),
        (replace(UNCHANGED, fresh_for=3 * HOUR), None, HOURLY, 3),
        (replace(UNCHANGED, fresh_for=3 * HOUR), None, CHOSEN, 3),
        (replace(UNCHANGED, fresh_for=999 * HOUR), None, HOURLY, 24),
        (WHOLE, diff(), HOURLY, 1),
        (Download(OLD, 200, b""), diff(), HOURLY, 24),
        (Download(OLD, 200, b""), diff(), CHOSEN, 0.5),
        (WHOLE, diff(wishes=Wishes(at_least=4 * HOUR)), HOURLY, 4),
        (WHOLE, diff(wishes=Wishes(skip_hours=frozenset({13, 14}))), HOURLY, 3),
        (WHOLE, diff(*(row(str(n), NOW - n * 7 * HOUR) for n in range(9))), UpdateOptions(), 7),
        (WHOLE, diff(row("1", NOW - 8 * HOUR), row("2")), UpdateOptions(), 8),
        (WHOLE, diff(row("1", NOW + 99 * HOUR)), UpdateOptions(), 1),
        (WHOLE, diff(row("0")), HOURLY, 1),
        (WHOLE, RENAMED, replace(HOURLY, published=SIXHOURLY), 6),
    ],
)
def test_when_a_feed_that_answered_is_due(
    answer: Download, feed: FeedDiff | None, options: UpdateOptions, due: float
) -> None:
    assert hours(decide(FEED, answer, feed, NOW, options)) == due


def test_a_304_is_due_as_the_feed_wished_when_it_came_whole() -> None:
    wishing = replace(FEED, wishes=Wishes(at_least=4 * HOUR))
    assert hours(decide(wishing, UNCHANGED, None, NOW, HOURLY)) == 4
    assert hours(decide(wishing, WHOLE, diff(), NOW, HOURLY)) == 1


@pytest.mark.parametrize(
    ("known", "answer_url", "redirect", "move_to"),
    [
        (None, "", None, ""),
        (SEEN, "", None, ""),
        (None, OLD, None, ""),
        (None, NEW, PermanentRedirect(NEW, NOW), ""),
        (replace(SEEN, seen=1), NEW, replace(SEEN, seen=2), ""),
        (SEEN, NEW, replace(SEEN, seen=3), NEW),
        (replace(SEEN, url=OLD + "er"), NEW, PermanentRedirect(NEW, NOW), ""),
        (
            PermanentRedirect(NEW, NOW - timedelta(days=7)),
            NEW,
            PermanentRedirect(NEW, NOW - timedelta(days=7), 2),
            NEW,
        ),
    ],
)
@pytest.mark.parametrize("feed", [None, diff(row("1"))])
def test_a_permanent_redirect_is_followed_once_it_is_believed(
    known: PermanentRedirect | None,
    answer_url: str,
    redirect: PermanentRedirect | None,
    move_to: str,
    feed: FeedDiff | None,
) -> None:
    answer = replace(WHOLE if feed else UNCHANGED, permanent_url=answer_url)
    plan = decide(replace(FEED, redirect=known), answer, feed, NOW, HOURLY)
    assert plan.answered is not None and plan.answered.redirect == redirect
    assert (plan.move_to, plan.ask_again) == (move_to, False)


def test_the_same_address_with_https_is_believed_at_once_and_a_login_never_left() -> None:
    plain = replace(FEED, url="http://harbour.example/f")
    answer = replace(UNCHANGED, permanent_url="https://harbour.example/f")
    assert decide(plain, answer, None, NOW, HOURLY).move_to == answer.permanent_url
    login = replace(FEED, url="https://ann:pw@harbour.example/f", redirect=SEEN)
    answer = replace(UNCHANGED, permanent_url=NEW)
    assert decide(login, answer, None, NOW, HOURLY).move_to == ""


@pytest.mark.parametrize("status", [404, 410])
def test_a_feed_that_is_gone_moves_to_where_it_said(status: int) -> None:
    plan = decide(replace(FEED, redirect=replace(SEEN, seen=1)), refused(status), None, NOW, HOURLY)
    assert plan == UpdatePlan(7, NOW, move_to=NEW)
    assert plan.ask_again
    assert decide(replace(FEED, redirect=SEEN), refused(403), None, NOW, HOURLY).failed
    assert decide(FEED, refused(status), None, NOW, HOURLY).failed


BROWSER = "harbour.example wants to see a browser first."


@pytest.mark.parametrize(
    ("error", "trouble", "reason"),
    [
        (refused(404), Trouble.MISSING, "No."),
        (refused(410), Trouble.GONE, "No. It is no longer asked."),
        (refused(403), Trouble.REFUSED, "No."),
        (refused(403, challenge=True), Trouble.CHALLENGE, BROWSER),
        (refused(500), Trouble.SERVER, "No."),
        (refused(418), Trouble.OTHER, "No."),
        (LoginRefused("No."), Trouble.LOGIN, "No."),
        (Unreachable("No."), Trouble.UNREACHABLE, "No."),
        (NotProvided("No."), Trouble.SETTINGS, "No."),
        (OddAnswer("No."), Trouble.OTHER, "No."),
        (FeedError("No."), Trouble.UNREADABLE, "No."),
        (FeedError("No.", Trouble.PAGE), Trouble.PAGE, "No."),
        (FeedError("No.", Trouble.CHALLENGE), Trouble.CHALLENGE, BROWSER),
        (NotFound("No."), Trouble.OTHER, "No."),
    ],
)
def test_every_failure_is_told(
    error: FetchError | FeedError | NotFound, trouble: Trouble, reason: str
) -> None:
    plan = decide(FEED, error, None, NOW, HOURLY)
    assert plan.failed == FeedFailure(reason, trouble)
    assert plan.forget_validators is isinstance(error, OddAnswer)
    assert (plan.answered, plan.entries, plan.move_to) == (None, (), "")
    assert hours(plan) == 1


@pytest.mark.parametrize(
    ("failures", "chance", "due"), [(0, 0, 1), (1, 0, 2), (2, 0, 4), (9, 0, 24), (0, 0.5, 1.25)]
)
def test_failures_put_a_feed_off(failures: int, chance: float, due: float) -> None:
    options = replace(HOURLY, chance=chance)
    failing = replace(FEED, failures=failures)
    assert hours(decide(failing, refused(500), None, NOW, options)) == due


def test_a_host_that_backs_off_puts_its_feed_off() -> None:
    until = NOW + 5 * HOUR
    options = replace(HOURLY, backing_off={"harbour.example": until})
    plan = decide(FEED, refused(429), None, NOW, options)
    assert (plan.back_off, plan.due) == (("harbour.example", until), until)
    other = decide(FEED, refused(429, host="coast.example"), None, NOW, options)
    assert (other.back_off, hours(other)) == (None, 1)


def test_a_feed_that_was_not_asked_has_not_failed() -> None:
    error = HostBackingOff("harbour.example", NOW + 2 * HOUR)
    plan = decide(FEED, error, None, NOW, HOURLY)
    assert plan == UpdatePlan(7, NOW, NOW + 2 * HOUR, not_asked=str(error))
    assert not plan.ask_again
