"""Builds a real library in a folder, with stories that were written for the tests."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.domain.document import Document, text_hash
from newsreader.domain.feed import Entry
from newsreader.domain.query import Query, parse_query
from newsreader.domain.quoting.quote import Quote
from newsreader.library import Library
from newsreader.quotes.engine import FINDER_VERSION
from newsreader.storage import (
    article_state,
    articles,
    feeds,
)
from newsreader.storage.database import Database
from newsreader.storage.queries.text_functions import add_functions
from newsreader.storage.safety.opening import open_library

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""The moment at which every test library is looked at."""


def asking(text: str) -> Query:
    """Return the query that ``text`` asks at ``NOW``."""
    return parse_query(text, NOW)


class Clock:
    """Shows ``NOW`` and goes on by a millisecond at each look, so that ids sort by making."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


@dataclass(frozen=True)
class Story:
    """An article to be, as short to write as a test wants it."""

    title: str
    text: str = "The council met. It was late."
    """Paragraphs between blank lines."""
    said: tuple[tuple[str, str], ...] = ()
    """Quotes as (words as they stand in the text, speaker); an empty speaker is unknown."""
    feed: str = "The Harbour Gazette"
    age: timedelta = timedelta(hours=2)
    """How long before ``NOW`` it was published."""
    author: str = "Ann Reporter"
    url: str = ""
    """Its page; made from the title, on one site for all, when empty."""
    summary: str = ""
    outlet: str = ""
    key: str = ""
    """What identifies it within its feed; made from the title when empty."""
    read: bool = False
    bookmarked: bool = False
    tags: tuple[str, ...] = ()
    confidence: float = 0.9
    """How sure the speakers are."""

    @property
    def document(self) -> Document:
        """The text in paragraphs."""
        return Document.from_plain(self.text)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of ``said``, where they stand in the text."""
        text = self.document.text
        found = []
        for words, speaker in self.said:
            at = text.index(words)
            sure = self.confidence if speaker else 0.0
            found.append(Quote(at, at + len(words), words, speaker, confidence=sure))
        return tuple(found)

    @property
    def entry(self) -> Entry:
        """The story as its feed carries it."""
        slug = self.title.lower().replace(" ", "-")
        return Entry(
            key=self.key or slug,
            title=self.title,
            url=self.url or f"https://news.example/{slug}",
            author=self.author,
            outlet=self.outlet,
            published=NOW - self.age,
            summary=self.summary,
            language="en",
        )


STORIES = (
    Story(
        "Council votes to rebuild the Iron Bridge",
        "After nine hours of debate the council voted on Thursday to rebuild the bridge.\n\n"
        "“We will rebuild the bridge, and we will not close the school to pay for it,” "
        "Mayor Jane Roe said.\n\n"
        "Engineers had warned in May that the northern pier would not stand another winter. "
        "“It was never built to carry lorries,” said Tom Brandt, an engineer.\n\n"
        "Work begins in spring.",
        said=(
            (
                "We will rebuild the bridge, and we will not close the school to pay for it,",
                "Jane Roe",
            ),
            ("It was never built to carry lorries,", "Tom Brandt"),
        ),
    ),
    Story(
        "Ferry strike enters third week",
        "The ferries stayed in port for a third week.\n\n"
        "“A matter of days,” was all that the line would say.",
        said=(("A matter of days,", ""),),
        feed="Coast Daily",
        age=timedelta(hours=5),
        author="Sam Writer",
    ),
    Story(
        "Rain in the north by noon",
        "Rain reaches the north by noon and the harbour by night.",
        feed="Coast Daily",
        age=timedelta(hours=6),
    ),
    Story(
        "Library opens on Sundays",
        "The town library opens on Sundays from December.",
        age=timedelta(days=3),
        read=True,
        bookmarked=True,
        tags=("later",),
    ),
)
"""Four stories in two feeds: three unread, one read, bookmarked and tagged."""


def a_library(
    folder: Path, stories: Sequence[Story] = STORIES, clock: Clock | None = None
) -> Library:
    """Return a library in ``folder`` that holds ``stories``; close it when done."""
    path = folder / "newsreader.db"
    bring(path, *stories)
    return Library(path, clock=clock or Clock())


def bring(path: Path, *stories: Story, now: datetime = NOW) -> list[int]:
    """Save stories from a connection of its own, as the fetcher does; return their ids.

    A story with the key of an earlier one is that story, changed.
    """
    database = open_library(path, durable=False).database
    ids = [save(database, story, now) for story in stories]
    database.close()
    return ids


def save(database: Database, story: Story, now: datetime = NOW) -> int:
    """Save one story with what the reader made of it; return its article id."""
    feed_id = feeds.add_feed(database, feed_url(story.feed), now, title=story.feed)
    article_id, _ = articles.save_entry(
        database,
        feed_id,
        story.entry,
        story.document,
        story.quotes,
        now=now,
        content_hash=text_hash(story.text),
        finder_version=FINDER_VERSION,
    )
    if story.read:
        article_state.set_read(database, (article_id,), True)
    if story.bookmarked:
        article_state.set_mark(database, "bookmarked", [article_id], now)
    if story.tags:
        article_state.set_tags(database, article_id, story.tags)
    return article_id


def feed_url(title: str) -> str:
    """Return where the feed with this title lies in the tests."""
    return f"https://{title.lower().replace(' ', '-')}.example/feed.xml"


def id_of(library: Library, title: str) -> int:
    """Return the article with this headline."""
    rows = library.rows(library.listing(Query()).ids)
    return next(row.id for row in rows if row.title == title)


def passage(library: Library, article_id: int, words: str) -> tuple[int, int]:
    """Return where ``words`` first stand in the text of an article."""
    start = library.opened(article_id).document.text.index(words)
    return start, start + len(words)


@contextmanager
def written_beside(path: Path) -> Iterator[sqlite3.Connection]:
    """Write to a library file as another process does, in one transaction."""
    with closing(sqlite3.connect(path)) as db, db:
        add_functions(db)
        yield db
