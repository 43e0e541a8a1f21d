"""The title of a feed that is shown: the user's, else that of config.toml, else the publisher's."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.domain.clean import clean_line
from newsreader.domain.errors import NotFound
from newsreader.domain.feed_names import feed_name
from newsreader.domain.options.effective_options import table_for
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.storage.database import Database
from newsreader.storage.own_options import FORMER
from newsreader.storage.rows import Rows
from newsreader.storage.shown_title import SHOWN_TITLE as SHOWN_TITLE


@dataclass(frozen=True, slots=True)
class _Titled:
    """What is read of ``feed`` to give it a title; see schema.sql."""

    id: int
    url: str
    former: tuple[str, ...]
    configured_title: str


_TITLED = Rows(_Titled, "feed", columns={"former": FORMER})


def configure_titles(db: Database, options: Sequence[FeedOptions]) -> None:
    """Store the titles that config.toml gives to feeds, and forget those that it no longer gives.

    The publisher's title is kept beside it. Libraries of version 0.1.0 and before hold the
    configured one in its place: such a feed is asked unconditionally once, to learn it again.
    """
    changed: list[tuple[str, int]] = []
    for one in _TITLED.read(db):
        found, _ = table_for(options, one.url, one.former)
        title = clean_line(found.title) if found else ""
        if title != one.configured_title:
            changed.append((title, one.id))
    if changed:
        with db.transaction() as connection:
            connection.executemany(
                "UPDATE feed SET configured_title = ?1, "
                "etag = CASE title WHEN ?1 THEN '' ELSE etag END, "
                "last_modified = CASE title WHEN ?1 THEN '' ELSE last_modified END WHERE id = ?2",
                changed,
            )


def name_of(db: Database, feed_id: int) -> str:
    """Return the name by which a feed is spoken of; raises ``NotFound``."""
    title = feed_title(db, feed_id)
    url = str(db.value("SELECT url FROM feed WHERE id = ?", (feed_id,), ""))
    return feed_name(title, url, is_shared=is_shared(db, title))


def is_shared(db: Database, title: str) -> bool:
    """Return whether several feeds have this title."""
    return int(db.value(f"SELECT count(*) FROM feed WHERE {SHOWN_TITLE} = ?", (title,))) > 1


def feed_title(db: Database, feed_id: int) -> str:
    """Return the title of a feed to be shown; raises ``NotFound``."""
    title = db.value(
        f"SELECT coalesce(CAST({SHOWN_TITLE} AS TEXT), '') FROM feed WHERE id = ?", (feed_id,)
    )
    if title is None:
        raise NotFound(f"There is no feed {feed_id}.")
    return str(title)
