"""Articles that no feed brought: pages of the web, and through which links they were found."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.address_keys import page_key
from newsreader.domain.article import Article
from newsreader.domain.clean import clean_line, clean_url
from newsreader.domain.found_through import FoundThrough
from newsreader.storage.database import Database, to_ms
from newsreader.storage.entry_identity import page_print
from newsreader.storage.rows import Rows

LONGEST_TRAIL = 20
"""So many articles of the way to a page are told at most."""


@dataclass(frozen=True, slots=True)
class _Page:
    """An article and its page."""

    id: int
    url: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A row of ``found_through``; see schema.sql."""

    through: int
    title: str
    outlet: str
    url: str


_PAGE = Rows(_Page, "article")
_STEP = Rows(_Step, "found_through")


def find_page(db: Database, url: str) -> int | None:
    """Return the article whose page is at an address, however that is spelt; None for none.

    One that no feed brought comes first.
    """
    wanted = page_key(url)
    for where in ("feed_id IS NULL", "feed_id IN (SELECT id FROM feed)"):
        found = _PAGE.read(db, f"WHERE {where} AND page_print = ? ORDER BY id", (page_print(url),))
        for one in found:
            if wanted and page_key(one.url) == wanted:
                return one.id
    return None


def add_page(db: Database, url: str, title: str, now: datetime) -> int:
    """Add an article for the page at an address, read and without its text; return its id."""
    with db.transaction() as connection:
        cursor = connection.execute(
            "INSERT INTO article (feed_id, page_print, key, title, url, published, fetched, dated, "
            "read) VALUES (NULL, ?, ?, ?, ?, ?, ?, 0, 1)",
            (page_print(url), url, title, url, to_ms(now), to_ms(now)),
        )
        return int(cursor.lastrowid or 0)


def note_trail(db: Database, article_id: int, through: Article) -> None:
    """Note through which article a page was found; the first way to it counts."""
    with db.transaction() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO found_through (article_id, through, title, outlet, url) "
            "VALUES (?, ?, ?, ?, ?)",
            (article_id, through.id, through.title, through.outlet, through.url),
        )


def trail(db: Database, article_id: int) -> tuple[FoundThrough, ...]:
    """Return the articles through which one was found, the nearest first."""
    way: list[FoundThrough] = []
    seen = {article_id}
    while len(way) < LONGEST_TRAIL:
        step = _STEP.first(db, "WHERE article_id = ?", (article_id,))
        if step is None:
            break
        title, outlet = clean_line(step.title), clean_line(step.outlet)
        way.append(FoundThrough(step.through, title, outlet, clean_url(step.url)))
        article_id = step.through
        if article_id in seen:
            break
        seen.add(article_id)
    return tuple(way)
