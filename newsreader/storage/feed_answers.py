"""What each server said last: answers and failures, and when its feed may be asked again."""

from collections.abc import Collection, Sequence
from datetime import datetime

from newsreader.domain.health import Trouble
from newsreader.domain.permanent_redirect import PermanentRedirect
from newsreader.domain.schedule import Wishes
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.retention import keep_listing
from newsreader.storage.ui_state import keep, recall

_FEED_SIZE = "feed_size"
"""Under which key it is kept at what size feeds were cut off."""


def record_answer(
    db: Database,
    feed_id: int,
    now: datetime,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    title: str = "",
    site_url: str = "",
    language: str = "",
    due: datetime | None = None,
    wishes: Wishes | None = None,
    move: PermanentRedirect | None = None,
    cut_after: int = 0,
    listed: Collection[str] = (),
) -> None:
    """Store that a server answered well; ``wishes`` come with an answer that brought the feed.

    ``cut_after`` is how many entries were read of a feed that is too long, else 0; ``listed`` are
    the keys of all of them.

    ``etag`` and ``last_modified`` replace what is stored, each by itself, also by an empty
    string; None (a 304 without the header) keeps it. Empty titles and addresses keep the old.
    """
    with db.transaction() as connection:
        connection.execute(
            """UPDATE feed SET checked = ?, due = ?, error = '', trouble = '', failures = 0,
                failing_since = NULL, moving_to = ?, moving_since = ?, moving_seen = ?,
                etag = coalesce(?, etag), last_modified = coalesce(?, last_modified),
                title = coalesce(nullif(?, ''), title),
                site_url = coalesce(nullif(?, ''), site_url),
                language = coalesce(nullif(?, ''), language)
            WHERE id = ?""",
            (
                *(to_ms(now), to_ms(due)),
                *((move.url, to_ms(move.since), move.seen) if move else ("", None, 0)),
                *(etag, last_modified, title, site_url, language, feed_id),
            ),
        )
        if wishes is not None:
            connection.execute(
                "UPDATE feed SET received = ?, at_least = ?, skip_hours = ?, cut_after = ? "
                "WHERE id = ?",
                (
                    to_ms(now),
                    round(wishes.at_least.total_seconds()),
                    sum(1 << hour for hour in wishes.skip_hours),
                    cut_after,
                    feed_id,
                ),
            )
            keep_listing(db, feed_id, listed, now)


def record_failure(
    db: Database,
    feed_id: int,
    now: datetime,
    reason: str,
    due: datetime | None = None,
    *,
    trouble: Trouble = Trouble.OTHER,
) -> None:
    """Store why a feed could not be read; its articles stay."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE feed SET checked = ?1, due = ?2, error = ?3, trouble = ?4, "
            "failures = failures + 1, failing_since = min(coalesce(failing_since, ?1), ?1) "
            "WHERE id = ?5",
            (to_ms(now), to_ms(due), reason, str(trouble), feed_id),
        )


def drop_validators(db: Database, feed_id: int) -> None:
    """Let the next request for a feed be unconditional."""
    with db.transaction() as connection:
        connection.execute("UPDATE feed SET etag = '', last_modified = '' WHERE id = ?", (feed_id,))


def note_feed_size(db: Database, size: int) -> None:
    """Ask feeds that were cut off unconditionally where no longer at ``size``, in MiB.

    A feed that has not changed would otherwise stay cut off, however much of it may now be read.
    """
    if recall(db, _FEED_SIZE, "") == str(size):
        return
    with db.transaction() as connection:
        connection.execute("UPDATE feed SET etag = '', last_modified = '' WHERE cut_after > 0")
        keep(db, _FEED_SIZE, str(size))


def postpone(db: Database, feed_id: int, until: datetime) -> None:
    """Let a feed not be due before ``until``."""
    with db.transaction() as connection:
        connection.execute(
            "UPDATE feed SET due = max(coalesce(due, 0), ?) WHERE id = ?", (to_ms(until), feed_id)
        )


def excuse_failures(db: Database, feed_ids: Sequence[int], due: datetime) -> None:
    """Take the last failure of these feeds for the user's own network's; they are due soon."""
    with db.transaction() as connection:
        for marks, chunk in chunks(feed_ids):
            connection.execute(
                "UPDATE feed SET due = ?, failures = max(failures - 1, 0), "
                "failing_since = CASE WHEN failures > 1 THEN failing_since END "
                f"WHERE id IN ({marks})",
                (to_ms(due), *chunk),
            )
