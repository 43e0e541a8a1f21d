"""Keeps which articles are the same story: their sketches, groups and the folding of lists.

A group is a number that its articles share in ``article.story``: that of the article which was
there first. An article joins the group of the article most like it; a feed is in a group once, as
what one feed says twice is an update or a form that it fills in.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsreader.domain.boilerplate import address_of, site_of
from newsreader.domain.same_story import APART, SKETCH_VERSION, StorySketch, likeness
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.rows import Rows

OF_A_KEY = 12
"""So many articles, the newest that are known, are looked at for each key."""
COMPARED = 8
"""So many articles, those with most keys in common, are compared with a new one at most."""
FIRST = 2
"""So many of these are compared before the others."""
BACK = timedelta(days=60)
"""Articles without a sketch that are older stay without: their copies have long been read."""

_APART = int(APART.total_seconds() * 1000)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An article that may be the same story as another."""

    id: int
    feed_id: int | None
    url: str
    story: int | None
    sketch: StorySketch


def _no_keys(stored: str) -> tuple[int, ...]:
    return ()


def _integers(stored: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(stored) // 4}I", stored)


_SKETCH = Rows(
    StorySketch,
    "story_sketch",
    columns={"keys": "''"},  # what they find is compared without them
    convert={"keys": _no_keys, "prints": _integers, "numbers": _integers},
)
_CANDIDATE = Rows(
    _Candidate,
    "article",
    joins="JOIN story_sketch ON story_sketch.article_id = article.id",
    within={"sketch": _SKETCH},
)


@dataclass(frozen=True, slots=True)
class _Grouped:
    """What decides with which others an article can be a story; see schema.sql."""

    feed_id: int | None
    url: str
    published: int
    story: int | None


_GROUPED = Rows(_Grouped, "article")


def put_sketch(db: Database, article_id: int, sketch: StorySketch) -> None:
    """Keep the sketch of an article's present text, and find which story it is.

    An article that joins a story of which one was read is read, and so are the others where it
    was read itself: the user knows that story.
    """
    keys = json.dumps(sketch.keys)
    with db.transaction() as connection:
        connection.execute("DELETE FROM story_sketch WHERE article_id = ?", (article_id,))
        connection.execute(
            "INSERT INTO story_sketch "
            "(article_id, version, shingles, title, keys, prints, level, numbers) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                SKETCH_VERSION,
                sketch.shingles,
                sketch.title,
                keys,
                _packed(sketch.prints),
                sketch.level,
                _packed(sketch.numbers),
            ),
        )
        own = _GROUPED.first(db, "WHERE id = ?", (article_id,))
        if own is None:
            return
        feed_id, before = own.feed_id, own.story
        found = None
        for one in _alike(db, article_id, sketch, keys, own):
            if not _has_feed(db, one.story or one.id, feed_id, article_id):
                found = one
                break
        if found is None:
            if before is not None:
                connection.execute("UPDATE article SET story = NULL WHERE id = ?", (article_id,))
            return
        story = found.story or found.id
        connection.execute(
            "UPDATE article SET story = ?1 WHERE id IN (?2, ?3) AND story IS NOT ?1",
            (story, article_id, found.id),
        )
        if before != story:
            connection.execute(
                "UPDATE article SET read = 1 WHERE story = ?2 AND read = 0 AND CASE id "
                "WHEN ?1 THEN EXISTS (SELECT 1 FROM article WHERE story = ?2 AND read = 1) "
                "ELSE (SELECT read FROM article WHERE id = ?1) END",
                (article_id, story),
            )


def _alike(
    db: Database, article_id: int, sketch: StorySketch, keys: str, own: _Grouped
) -> Iterator[_Candidate]:
    """Yield the articles of other feeds that are the same story; ``keys`` are JSON.

    Those with most keys in common are compared first, as mostly no others are needed; the most
    alike among them come first.
    """
    likely = _likely(db, article_id, keys)
    site = site_of(own.url) if likely else ""
    for some in filter(None, (likely[:FIRST], likely[FIRST:])):
        candidates = _CANDIDATE.read(
            db,
            f"WHERE article.id IN ({','.join('?' * len(some))}) "
            "AND article.published BETWEEN ? AND ? AND (article.feed_id IS NOT ? OR ? IS NULL)",
            (*some, own.published - _APART, own.published + _APART, own.feed_id, own.feed_id),
        )
        scored = [
            (likeness(sketch, one.sketch), one)
            for one in candidates
            if not _is_other_page(one, site, own.url, sketch.title)
        ]
        alike = [pair for pair in scored if pair[0] > 0]
        yield from (one for _, one in sorted(alike, key=lambda pair: (-pair[0], pair[1].id)))


def _likely(db: Database, article_id: int, keys: str) -> list[int]:
    """Return the articles that have most of an article's ``keys`` (JSON)."""
    shared: dict[int, int] = {}
    for listed in db.column(
        "SELECT (SELECT group_concat(article_id) FROM (SELECT article_id FROM story_key "
        "WHERE key = value ORDER BY article_id DESC LIMIT ?)) FROM json_each(?)",
        (OF_A_KEY, keys),
    ):
        for other in map(int, listed.split(",") if listed else ()):
            shared[other] = shared.get(other, 0) + 1
    shared.pop(article_id, None)
    return sorted(shared, key=lambda one: (-shared[one], -one))[:COMPARED]


def _is_other_page(other: _Candidate, site: str, url: str, title: int) -> bool:
    """Whether an article is another page of a site than ``url``, as pages may share a form."""
    if not site or site not in other.url.lower() or site != site_of(other.url):
        return False
    return address_of(url) != address_of(other.url) and not title == other.sketch.title != 0


def _has_feed(db: Database, story: int, feed_id: int | None, article_id: int) -> bool:
    asked = "SELECT count(*) FROM article WHERE story = ? AND feed_id = ? AND id <> ?"
    return bool(db.value(asked, (story, feed_id, article_id), 0))


def unsketched(db: Database, since: datetime, limit: int) -> list[int]:
    """Return articles published since a moment whose text has no sketch, the newest first."""
    return db.column(
        "SELECT article.id FROM article JOIN article_text ON article_text.article_id = article.id "
        "LEFT JOIN story_sketch ON story_sketch.article_id = article.id "
        "WHERE article.published >= ? AND coalesce(story_sketch.version, 0) < ? "
        "ORDER BY article.published DESC, article.id DESC LIMIT ?",
        (to_ms(since), SKETCH_VERSION, limit),
    )


def with_copies(db: Database, ids: Sequence[int]) -> list[int]:
    """Return these articles and all that are the same stories, each once."""
    found = dict.fromkeys(ids)
    for marks, chunk in chunks(ids):
        found |= dict.fromkeys(
            db.column(
                "SELECT id FROM article WHERE story IN (SELECT story FROM article "
                f"WHERE story IS NOT NULL AND id IN ({marks}))",
                chunk,
            )
        )
    return list(found)


def copies(db: Database, article_id: int) -> list[int]:
    """Return all articles that are the same story as one, itself too, the fullest first.

    What rules muted is left out, unless that one is.
    """
    return db.column(
        "SELECT other.id FROM article JOIN article AS other "
        "ON other.id = article.id OR other.story = article.story "
        "AND (other.muted IS NULL OR article.muted IS NOT NULL) WHERE article.id = ?1 "
        "ORDER BY other.words DESC, other.published, other.id",
        (article_id,),
    )


def has_unread(db: Database) -> bool:
    """Return whether any article is unread that has others of the same story."""
    return bool(
        db.value("SELECT EXISTS (SELECT 1 FROM article WHERE story IS NOT NULL AND read = 0)")
    )


def unread_copies(db: Database) -> int:
    """Return how many unread articles are further copies of a story: not told one by one."""
    return int(
        db.value(
            "SELECT total(copies) FROM (SELECT count(*) - 1 AS copies FROM article "
            "WHERE story IS NOT NULL AND read = 0 AND muted IS NULL GROUP BY story)",
            (),
            0.0,
        )
    )


def _packed(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)
