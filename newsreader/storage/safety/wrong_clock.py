"""Takes moments again that were noted while the clock of the machine was wrong."""

from datetime import UTC, datetime

from newsreader.domain.schedule import AHEAD
from newsreader.storage.database import Database, to_ms

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""Before this there was no newsreader: a clock that shows it is wrong."""

_FEED = ("checked", "received", "failing_since", "moving_since")


def has_wrong_moments(db: Database, now: datetime) -> bool:
    """Return whether something was noted before ``EARLIEST``, or will only be after ``now``.

    Not where ``now`` itself is wrong.
    """
    if now < EARLIEST:
        return False
    wrong = _wrong(now)
    anywhere = " OR ".join(wrong[one] for one in ("added", *_FEED))
    return bool(
        db.value(
            f"SELECT EXISTS (SELECT 1 FROM feed WHERE {anywhere}) OR "
            f"EXISTS (SELECT 1 FROM article WHERE published > {to_ms(now + AHEAD)})"
        )
    )


def take_again(db: Database, now: datetime) -> None:
    """Replace the moments that cannot be, by ``now`` or by nothing.

    A feed counts as not yet asked, a story as first seen now, and a page as not tried. A story
    without a date, or with one that is still to come, goes by when it was seen.
    """
    wrong, present = _wrong(now), to_ms(now)
    with db.transaction() as connection:
        connection.execute(f"UPDATE feed SET due = NULL WHERE {wrong['checked']}")
        connection.execute(f"UPDATE feed SET added = {present} WHERE {wrong['added']}")
        for one in _FEED:
            connection.execute(f"UPDATE feed SET {one} = NULL WHERE {wrong[one]}")
        connection.execute(
            f"UPDATE article SET published = {present}, dated = 0 WHERE {wrong['published']}"
        )
        connection.execute(
            f"UPDATE article SET fetched = {present}, published = CASE WHEN dated THEN published "
            f"ELSE {present} END WHERE {wrong['fetched']}"
        )
        connection.execute(f"UPDATE article_text SET page_tried = NULL WHERE {wrong['page_tried']}")


def _wrong(now: datetime) -> dict[str, str]:
    """Return the condition in SQL, by column, for a moment that cannot be."""
    latest = to_ms(now + AHEAD)
    noted = f"NOT BETWEEN {to_ms(EARLIEST)} AND {latest}"
    conditions = {one: f"{one} {noted}" for one in ("added", *_FEED, "fetched", "page_tried")}
    return {**conditions, "published": f"published > {latest}"}
