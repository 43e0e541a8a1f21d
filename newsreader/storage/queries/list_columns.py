"""Reads what the headings of a list are made of."""

from collections import Counter
from collections.abc import Sequence

from newsreader.domain.feed_names import feed_name
from newsreader.frozen import dataclass
from newsreader.storage.database import Database, chunks
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Place:
    """What decides under which heading an article stands; see schema.sql."""

    id: int
    feed_id: int | None
    published: int


@dataclass(frozen=True, slots=True)
class _OfStory:
    """An article of a story."""

    id: int
    story: int


@dataclass(frozen=True, slots=True)
class _Named:
    """What a feed is spoken of by."""

    id: int
    title: str
    url: str


_PLACE = Rows(_Place, "article")
_OF_STORY = Rows(_OfStory, "article")
_NAMED = Rows(_Named, "feed", columns={"title": SHOWN_TITLE})


def published(db: Database, ids: Sequence[int]) -> list[int]:
    """Return when articles were published, in milliseconds since 1970 UTC, in their order."""
    found = {one.id: one.published for one in _places(db, ids)}
    return [found.get(one, 0) for one in ids]


def feeds(db: Database, ids: Sequence[int]) -> list[int | None]:
    """Return the numbers of the feeds of articles in their order; None where one was removed."""
    found = {one.id: one.feed_id for one in _places(db, ids)}
    return [found.get(one) for one in ids]


def newest(db: Database) -> int:
    """Return the highest number of an article, 0 for none; those to come have higher ones."""
    return int(db.value("SELECT coalesce(max(id), 0) FROM article", (), 0))


def stories(db: Database, numbers: Sequence[int]) -> dict[int, int]:
    """Return the articles of stories, each with the number of its story."""
    return {
        one.id: one.story
        for marks, chunk in chunks(numbers)
        for one in _OF_STORY.read(db, f"WHERE story IN ({marks})", chunk)
    }


def feed_names(db: Database) -> dict[int | None, str]:
    """Return the names by which all feeds are spoken of."""
    named = _NAMED.read(db)
    same = Counter(one.title for one in named)
    return {one.id: feed_name(one.title, one.url, is_shared=same[one.title] > 1) for one in named}


def _places(db: Database, ids: Sequence[int]) -> list[_Place]:
    return [
        place
        for marks, chunk in chunks(ids)
        for place in _PLACE.read(db, f"WHERE id IN ({marks})", chunk)
    ]
