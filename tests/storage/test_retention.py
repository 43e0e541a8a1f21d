"""Which articles go as they are old, which stay, and that what is gone stays gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.domain.feed import FeedDocument
from newsreader.domain.schedule import Wishes
from newsreader.fetcher.workers.diff_feed import diff_feed
from newsreader.fetcher.workers.messages import DiffFeedJob
from newsreader.storage import (
    entries,
    feed_answers,
    feed_moves,
    feed_removal,
    feeds,
    gone_entries,
    retention,
)
from newsreader.storage.database import Database
from tests.builders import NOW

DAY = timedelta(days=1)
KEEP = 30 * DAY
SITE = "https://harbour.example"
URLS = count()


def entry(
    number: int, *, day: int | None = None, guid: str = "", link: str = "", **more: str
) -> str:
    """Return an entry that was published ``day`` days before ``NOW``, else ``number`` days."""
    date = format_datetime(NOW - DAY * (number if day is None else day), usegmt=True)
    words = more.get("words", f"Who pays for pier {number}, and why it is late.")
    return (
        f"<item><guid isPermaLink='false'>{guid or f'g{number}'}</guid>"
        f"<title>The council votes on pier {number}</title><pubDate>{date}</pubDate>"
        f"<link>{link or f'{SITE}/2026/pier-{number}'}</link><description>{words}</description>"
        "</item>"
    )


@dataclass
class Followed:
    """A feed without a server."""

    db: Database
    now: datetime = NOW
    id: int = field(init=False)

    def __post_init__(self) -> None:
        self.id = feeds.add_feed(self.db, f"{SITE}/feed/{next(URLS)}", NOW)

    def come(self, *items: str) -> int:
        """Let it bring these entries; return how many are new."""
        body = f"<rss version='2.0'><channel><title>H</title>{''.join(items)}</channel></rss>"
        known = entries.known_hashes(self.db, self.id)
        diff = diff_feed(DiffFeedJob(FeedDocument(f"{SITE}/feed", body.encode(), self.now), known))
        listed = (*(one.key for one in diff.entries), *diff.unchanged)
        with self.db.transaction():
            saved = entries.save_entries(
                self.db, self.id, diff.entries[::-1], now=self.now, unchanged=diff.unchanged
            )
            feed_answers.record_answer(self.db, self.id, self.now, wishes=Wishes(), listed=listed)
        return sum(is_new for _, is_new in saved)

    def remove(self) -> int:
        """Remove what is old; return how many articles went."""
        old = retention.old_articles(self.db, self.id, self.now - KEEP)
        retention.remove_articles(self.db, self.id, old, self.now)
        return len(old)

    def numbers(self) -> list[int]:
        """Return which stories are there."""
        titles = self.db.column("SELECT title FROM article WHERE feed_id = ?", (self.id,))
        return sorted(int(one.rpartition(" ")[2]) for one in titles)

    def mark(self, number: int, bookmarked: int | None) -> None:
        with self.db.transaction() as connection:
            connection.execute(
                "UPDATE article SET bookmarked = ? WHERE feed_id = ? AND title LIKE ?",
                (bookmarked, self.id, f"% {number}"),
            )


@dataclass(frozen=True)
class Day:
    """What happens at one time."""

    later: int
    """How many days have passed."""
    listed: frozenset[int]
    """Which stories the feed has."""
    touched: bool
    """Whether its publisher has given them other ids since."""
    marked: frozenset[int]
    """Which are bookmarked from now on, and no others."""


numbers = st.frozensets(st.integers(1, 6))
days = st.lists(st.builds(Day, st.integers(0, 25), numbers, st.booleans(), numbers), max_size=7)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days)
def test_what_goes_and_stays_is_as_the_rule_says(db: Database, history: Sequence[Day]) -> None:
    one = Followed(db)
    seen: dict[int, datetime] = {}
    gone: dict[int, datetime] = {}
    for day in history:
        one.now += day.later * DAY
        gone = {number: at for number, at in gone.items() if one.now - at <= gone_entries.FORGOTTEN}
        guid = "x" if day.touched else "g"
        fresh = day.listed - seen.keys() - gone.keys()
        brought = one.come(*(entry(number, guid=f"{guid}{number}") for number in day.listed))
        assert brought == len(fresh)
        seen |= dict.fromkeys(fresh, one.now)
        gone |= dict.fromkeys(day.listed & gone.keys(), one.now)
        for number in seen:
            one.mark(number, 1 if number in day.marked else None)
        old = {n for n, at in seen.items() if at < one.now - KEEP}
        goes = old - day.listed - day.marked
        assert one.remove() == len(goes)
        gone_entries.forget_gone(db, one.now)
        gone |= dict.fromkeys(goes, one.now)
        seen = {number: at for number, at in seen.items() if number not in goes}
        assert one.numbers() == sorted(seen)


@pytest.fixture
def followed(db: Database) -> Followed:
    """A feed of which four stories have been removed."""
    one = Followed(db)
    one.come(*(entry(number) for number in (1, 2, 3, 4)))
    one.now += 40 * DAY
    one.come()
    assert one.remove() == 4
    return one


TOUCHED = {
    "not at all": entry(1),
    "its id": entry(1, guid="another"),
    "its link": entry(1, link=f"{SITE}/2026/pier-1/?utm_source=rss"),
    "its words": entry(1, words="Pier 1 is late, and nobody pays for it."),
    "only its date": entry(1, day=-40),
}


@pytest.mark.parametrize("touched", TOUCHED)
def test_what_is_gone_stays_gone_whatever_its_publisher_touches(
    followed: Followed, touched: str
) -> None:
    for _ in range(2):
        assert followed.come(TOUCHED[touched], entry(2)) == 0
    assert followed.numbers() == []
    known = entries.known_hashes(followed.db, followed.id)
    assert len(known) == 4, "it is known again under the key that it has now"


def test_what_is_published_anew_or_is_another_story_comes(followed: Followed) -> None:
    again = entry(1, day=-39, words="There is another plan for pier 1.")
    other = entry(7, day=-39, guid="g2")
    assert followed.come(again, other) == 2
    assert followed.come(again, other) == 0
    assert followed.numbers() == [1, 7]


def test_what_is_gone_goes_with_its_feed_and_comes_back_with_it(followed: Followed) -> None:
    db = followed.db
    rows: Mapping[str, list[tuple[object, ...]]] = {
        table: db.rows(f"SELECT * FROM {table}") for table in ("gone_entry", "feed_listing")
    }
    assert all(rows.values())
    feed_removal.take_out(db, followed.id)
    assert not any(db.rows(f"SELECT * FROM {table}") for table in rows)
    assert feed_removal.put_back(db, followed.id)
    assert {table: db.rows(f"SELECT * FROM {table}") for table in rows} == rows
    other = Followed(db, now=followed.now)
    url = feeds.feed(db, other.id).url
    assert feed_moves.move_feed(db, followed.id, url, followed.now) == other.id
    assert other.come(entry(3)) == 0


def test_without_a_listing_nothing_goes(followed: Followed) -> None:
    followed.come(entry(9))
    followed.now += 40 * DAY
    feed_moves.correct_address(followed.db, followed.id, f"{SITE}/other", followed.now)
    assert followed.remove() == 0
    followed.come()
    assert followed.remove() == 1


def test_an_article_that_waits_to_be_processed_stays(followed: Followed) -> None:
    followed.come(entry(9))
    with followed.db.transaction() as connection:
        connection.execute("UPDATE article SET undigested_in = 5")
    followed.now += 40 * DAY
    followed.come()
    assert followed.remove() == 0
