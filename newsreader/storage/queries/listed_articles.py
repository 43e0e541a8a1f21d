"""Reads what a list of articles shows: its rows, each story once, and how many are unread.

The app lists its first screenful before most of its modules are loaded, so this one needs few.
"""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from newsreader.domain.article import Article
from newsreader.storage.database import Database, chunks
from newsreader.storage.rows import Rows
from newsreader.storage.shown_title import SHOWN_TITLE

OF_FEED = "LEFT JOIN feed ON feed.id = article.feed_id"
OTHERS = (
    "FROM article AS other WHERE other.story = article.story "
    "AND (other.muted IS NULL OR article.muted IS NOT NULL)"
)
"""The articles of the same story, itself too, as SQL; beside one that is shown those shown."""
COMPUTED = {
    "feed": f"coalesce({SHOWN_TITLE}, '')",
    "outlet": f"coalesce(nullif(article.outlet, ''), {SHOWN_TITLE}, '')",
    "tags": "(SELECT group_concat(tag, char(10)) FROM article_tag WHERE article_id = article.id)",
    "highlights": "(SELECT count(*) FROM highlight WHERE article_id = article.id)",
    "notes": "(SELECT count(*) FROM highlight WHERE article_id = article.id AND note <> '')",
    "quotes": "(SELECT count(*) FROM quote WHERE article_id = article.id AND kept = 1)",
    "copies": f"(SELECT count(*) {OTHERS})",
    "outlets": "(SELECT count(DISTINCT coalesce(nullif(other.outlet, ''), other.feed_id)) "
    f"{OTHERS})",
    "other_bookmarked": f"EXISTS (SELECT 1 {OTHERS} AND other.id <> article.id "
    "AND other.bookmarked IS NOT NULL)",
}
"""The fields of ``Article`` that are no column of their own, as SQL over ``OF_FEED``."""
ARTICLE = Rows(Article, "article", joins=OF_FEED, columns=COMPUTED)
"""The rows of ``article`` with what a list shows besides."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """What decides which article of a story is listed; see schema.sql."""

    id: int
    story: int
    words: int
    read: bool


_FOLDED = Rows(_Folded, "article")
FEW = 900
"""Of up to so many articles only those are looked at when a list is folded, not all stories."""


def newest_ids(db: Database, limit: int) -> "array[int]":
    """Return the articles that came last, the newest first, without those that a rule muted."""
    return array(
        "q",
        db.column(
            "SELECT article.id FROM article WHERE article.muted IS NULL "
            "ORDER BY article.published DESC, article.id DESC LIMIT ?",
            (limit,),
        ),
    )


def count_all_unread(db: Database) -> int:
    """Return how many articles are unread, without those that a rule muted.

    Left to itself SQLite goes through all articles, ten times as long for 100,000 unread ones.
    """
    return int(
        db.value(
            "SELECT count(*) FROM article INDEXED BY article_unread "
            "WHERE read = 0 AND muted IS NULL",
            (),
            0,
        )
    )


def article_rows(db: Database, ids: Sequence[int]) -> list[Article]:
    """Return the rows of these articles in the order of ``ids``; missing ones are left out."""
    found: dict[int, Article] = {}
    for marks, chunk in chunks(ids):
        rows = ARTICLE.read(db, f"WHERE article.id IN ({marks})", chunk)
        found.update((one.id, one) for one in rows)
    return [found[article_id] for article_id in ids if article_id in found]


def fold(
    db: Database, ids: Collection[int], unfolded: Collection[int] = ()
) -> "tuple[array[int], int]":
    """Return a list with each story once, and how many unread ones are hidden by that.

    The fullest article stays, in its own place. The others of a story among ``unfolded`` follow
    right after it, the fullest first.
    """
    listed = set(ids)
    few = tuple(listed) if len(listed) <= FEW else ()
    among = f"AND id IN ({','.join('?' * len(few))})" if few else ""
    hidden, unread = set[int](), 0
    after: dict[int, list[int]] = {}
    rows = _FOLDED.each(db, f"WHERE story IS NOT NULL {among} ORDER BY story, words DESC, id", few)
    found = (one for one in rows if one.id in listed)
    for story, (first, *others) in groupby(found, key=attrgetter("story")):
        hidden.update(one.id for one in others)
        unread += max(0, (not first.read) + sum(not one.read for one in others) - 1)
        if story in unfolded:
            after[first.id] = [one.id for one in others]
    folded = array("q")
    for one in ids:
        if one not in hidden:
            folded.append(one)
            folded.extend(after.get(one, ()))
    return folded, unread
