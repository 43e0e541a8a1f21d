"""Keeps which articles are the same story: their sketches, groups and the folding of lists.

A group is a number that its articles share in ``article.story``: that of the article which was
there first. An article joins the group of the article most like it; a feed is in a group once, as
what one feed says twice is an update or a form that it fills in.
"""

import json
import struct
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsreader.domain.boilerplate import address_of, site_of
from newsreader.domain.same_story import APART, SKETCH_VERSION, StorySketch, likeness
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.rows import Rows

OF_A_KEY = 12
"""So many articles, the newest that are known, are looked at for each key."""
COMPARED = 8
"""So many articles, those with most keys in common, are compared with a new one."""
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


def _keys(stored: str) -> tuple[int, ...]:
    return tuple(map(int, json.loads(stored)))


def _integers(stored: bytes) -> tuple[int, ...]:
    return tuple(one for (one,) in struct.iter_unpack("<I", stored))


_SKETCH = Rows(
    StorySketch,
    "story_sketch",
    convert={"keys": _keys, "prints": _integers, "numbers": _integers},
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


@dataclass(frozen=True, slots=True)
class _Folded:
    """What decides which article of a story is listed; see schema.sql."""

    id: int
    story: int
    words: int
    read: bool


_GROUPED = Rows(_Grouped, "article")
_FOLDED = Rows(_Folded, "article")


def put_sketch(db: Database, article_id: int, sketch: StorySketch) -> None:
    """Keep the sketch of an article's present text, and find which story it is.

    An article that joins a story of which one was read is read: the user knows that story.
    """
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
                json.dumps(sketch.keys),
                _packed(sketch.prints),
                sketch.level,
                _packed(sketch.numbers),
            ),
        )
        own = _GROUPED.first(db, "WHERE id = ?", (article_id,))
        if own is None:
            return
        feed_id, url, published, before = own.feed_id, own.url, own.published, own.story
        found = None
        for one in _alike(db, article_id, sketch, published, url):
            if one.feed_id != feed_id or feed_id is None:
                story = one.story or one.id
                if not _has_feed(db, story, feed_id, article_id):
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
                "UPDATE article SET read = 1 WHERE id = ?1 AND read = 0 AND EXISTS "
                "(SELECT 1 FROM article WHERE story = ?2 AND read = 1 AND id <> ?1)",
                (article_id, story),
            )


def _alike(
    db: Database, article_id: int, sketch: StorySketch, published: int, url: str
) -> list[_Candidate]:
    """Return the articles that are the same story as one, the most alike first."""
    shared: dict[int, int] = {}
    for key in sketch.keys:
        for other in db.column(
            "SELECT article_id FROM story_key WHERE key = ? ORDER BY article_id DESC LIMIT ?",
            (key, OF_A_KEY),
        ):
            shared[other] = shared.get(other, 0) + 1
    shared.pop(article_id, None)
    if not shared:
        return []
    likely = sorted(shared, key=lambda one: (-shared[one], -one))[:COMPARED]
    candidates = _CANDIDATE.read(
        db,
        f"WHERE article.id IN ({','.join('?' * len(likely))}) "
        "AND article.published BETWEEN ? AND ?",
        (*likely, published - _APART, published + _APART),
    )
    scored = [
        (likeness(sketch, one.sketch), one) for one in candidates if _may_be_same(sketch, url, one)
    ]
    alike = [pair for pair in scored if pair[0] > 0]
    return [one for _, one in sorted(alike, key=lambda pair: (-pair[0], pair[1].id))]


def _may_be_same(sketch: StorySketch, url: str, other: _Candidate) -> bool:
    """Whether two articles are no two pages of one site, which may share a form with each other."""
    if not site_of(url) or site_of(url) != site_of(other.url):
        return True
    return address_of(url) == address_of(other.url) or sketch.title == other.sketch.title != 0


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
    """Return all articles that are the same story as one, itself too, the fullest first."""
    return db.column(
        "SELECT id FROM article WHERE id = ?1 OR story = (SELECT story FROM article WHERE id = ?1) "
        "ORDER BY words DESC, published, id",
        (article_id,),
    )


def has_unread(db: Database) -> bool:
    """Return whether any article is unread that has others of the same story."""
    return bool(
        db.value("SELECT EXISTS (SELECT 1 FROM article WHERE story IS NOT NULL AND read = 0)")
    )


def fold(
    db: Database, ids: Iterable[int], unfolded: Collection[int] = ()
) -> "tuple[array[int], int]":
    """Return a list with each story once, and how many unread ones are hidden by that.

    The fullest article stays, in its own place. The others of a story among ``unfolded`` follow
    right after it, the fullest first.
    """
    known = {
        one.id: (one.story, one.words, one.read)
        for one in _FOLDED.read(db, "WHERE story IS NOT NULL")
    }
    listed = list(ids)
    groups: dict[int, list[int]] = {}
    for one in listed:
        if one in known:
            groups.setdefault(known[one][0], []).append(one)
    hidden, after = set[int](), dict[int, list[int]]()
    for story, members in groups.items():
        first, *others = sorted(members, key=lambda one: (-known[one][1], one))
        hidden.update(others)
        if story in unfolded:
            after[first] = others
    folded = array("q")
    for one in listed:
        if one not in hidden:
            folded.append(one)
            folded.extend(after.get(one, ()))
    unread = sum(
        max(0, sum(not known[one][2] for one in members) - 1) for members in groups.values()
    )
    return folded, unread


def _packed(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)
