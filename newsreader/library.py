"""Everything a reader can do, in plain calls: both front doors go through this one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.anchor import context, reanchor
from newsreader.domain.article import Article, Listing, OpenArticle
from newsreader.domain.clean import clean_line, clean_text
from newsreader.domain.document import text_hash
from newsreader.domain.errors import LibraryError, NotFound
from newsreader.domain.feed import DEMO_URL, Entry, Feed, Outline
from newsreader.domain.highlight import COLOURS, Highlight
from newsreader.domain.identity import uuid7
from newsreader.domain.overlap import merge
from newsreader.domain.query import Query
from newsreader.storage import articles, feeds, marks, remembered, removal, search
from newsreader.storage.database import Database
from newsreader.storage.keepsake import keepsake_folder, write_keepsake
from newsreader.storage.rescue import rescue_library
from newsreader.storage.search import Hit

if TYPE_CHECKING:
    from newsreader.export.markdown import Exported


def utc_now() -> datetime:
    """Return the present moment, UTC, in whole milliseconds as it is stored."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@dataclass(frozen=True, slots=True)
class Change:
    """Something the reader did, and how to take it back."""

    label: str
    """What was done, as a sentence's end: ``bookmarked “Iron Bridge”``."""
    revert: Callable[[], object]
    """Takes it back."""
    article_id: int | None = None
    """The article it concerns, where it is one."""


class Library:
    """The reader's feeds, articles and marks in one data folder.

    Reads and writes use connections of their own, so that one thread may write while another
    reads. All changes must be made from one thread at a time. Raises ``LibraryError`` when the
    file cannot be opened.
    """

    def __init__(self, database: Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.path = database
        self.clock = clock
        self.rescue = rescue_library(database, clock())
        """What became of a damaged library, to be told to the reader; None for a sound one."""
        self._write = Database(database)
        self._read = Database(database, read_only=True)
        self._search = Database(database, read_only=True)
        self._done: list[Change] = []

    def close(self) -> str:
        """Close the file; every change is on disk already.

        The day's copy of what the reader made is written first. Returns why it could not be,
        in one sentence to be told, or nothing.
        """
        complaint = ""
        try:
            write_keepsake(self._read, keepsake_folder(self.path), self.clock().date())
            self._write.optimize()
        except LibraryError as error:
            complaint = str(error)
        for database in (self._search, self._read, self._write):
            database.close()
        return complaint

    def version(self) -> int:
        """Return a number that changes when the file was written, here or elsewhere."""
        return self._read.version()

    # Feeds

    def feeds(self) -> tuple[Feed, ...]:
        """Return all feeds by folder and title."""
        return feeds.feeds(self._read)

    def find_feed(self, name: str) -> Feed:
        """Return the feed with this number, address or title; raises ``NotFound``."""
        everyone = self.feeds()
        wanted = name.casefold()
        for feed in everyone:
            if name in (str(feed.id), feed.url) or feed.title.casefold() == wanted:
                return feed
        partly = [feed for feed in everyone if wanted and wanted in feed.title.casefold()]
        if len(partly) == 1:
            return partly[0]
        reason = "more than one feed is" if partly else "no feed is"
        raise NotFound(f"“{name}”: {reason} called that.")

    def add_feed(self, url: str, *, title: str = "", site_url: str = "", folder: str = "") -> Feed:
        """Subscribe to the feed at ``url``; return it, also when it was followed already."""
        known = any(feed.url == url for feed in self.feeds())
        feed_id = feeds.add_feed(
            self._write, url, self.clock(), title=title, site_url=site_url, folder=folder
        )
        feed = feeds.feed(self._write, feed_id)
        if not known:
            self._remember(f"added {feed.title}", lambda: feeds.remove_feed(self._write, feed_id))
        return feed

    def add_feeds(self, outlines: Sequence[Outline]) -> list[int]:
        """Subscribe to many feeds at once; return the ids of those that are new."""
        new = feeds.add_feeds(self._write, outlines, self.clock())
        if new:
            what = "a feed" if len(new) == 1 else f"{len(new)} feeds"
            self._remember(f"added {what}", lambda: self._drop_feeds(new))
        return new

    def _drop_feeds(self, feed_ids: Sequence[int]) -> None:
        with self._write.transaction():
            for feed_id in feed_ids:
                feeds.remove_feed(self._write, feed_id)

    def remove_feed(self, feed_id: int) -> int:
        """Unsubscribe; return how many of its articles stay because they carry marks."""
        title = feeds.feed(self._write, feed_id).title
        stay = removal.take_out(self._write, feed_id)
        self._remember(f"removed {title}", lambda: removal.put_back(self._write, feed_id))
        return stay

    def plant_demo(self) -> Feed:
        """Put the built-in demo stories into the library, as unread articles."""
        # Imported here: only the first start and the demo need them.
        from newsreader.demo import DEMO_TITLE, demo_stories
        from newsreader.quotes.engine import FINDER_VERSION, find_quotes

        now = self.clock()
        with self._write.transaction():
            feed_id = feeds.add_feed(self._write, DEMO_URL, now, title=DEMO_TITLE)
            for story in demo_stories():
                entry = Entry(
                    key=story.key,
                    title=story.title,
                    url=story.url,
                    author=story.author,
                    outlet=story.outlet,
                    published=now - story.age,
                    summary=story.summary,
                    language="en",
                )
                articles.save_entry(
                    self._write,
                    feed_id,
                    entry,
                    story.document,
                    find_quotes(story.document.text, "en", story.title),
                    now=now,
                    content_hash=text_hash(story.document.text),
                    finder_version=FINDER_VERSION,
                    source="demo",
                )
        return feeds.feed(self._write, feed_id)

    # Articles

    def listing(self, query: Query, title: str = "All", limit: int = -1) -> Listing:
        """Return the articles a query asks for, newest first."""
        database = self._search if query.words or query.without else self._read
        ids = search.select_ids(database, query, limit)
        return Listing(ids, title, search.count_unread(database, query))

    def count_unread(self, query: Query) -> int:
        """Return how many of the articles a query asks for are unread."""
        return search.count_unread(self._search, query)

    def search(self, query: Query, limit: int = 50) -> list[Hit]:
        """Return the best matches of a query's words with snippets, best first."""
        return search.ranked(self._search, query, limit)

    def rows(self, ids: Sequence[int]) -> list[Article]:
        """Return the rows of these articles in their order; missing ones are left out."""
        return articles.article_rows(self._read, ids)

    def article(self, article_id: int) -> Article:
        """Return one article without its text; raises ``NotFound``."""
        return articles.article(self._read, article_id)

    def opened(self, article_id: int) -> OpenArticle:
        """Return an article with its text, quotes and highlights; raises ``NotFound``.

        Highlights made on an earlier version of the text are found again in this one.
        """
        return self._opened(self._read, article_id)

    def _opened(self, database: Database, article_id: int) -> OpenArticle:
        document = articles.document(database, article_id)
        return OpenArticle(
            article=articles.article(database, article_id),
            document=document,
            quotes=articles.quotes(database, article_id),
            highlights=_anchored(marks.highlights(database, article_id), document.text),
            position=articles.position(database, article_id),
        )

    def highlights(self, query: Query) -> list[Highlight]:
        """Return the highlights in the articles a query asks for, newest first."""
        asked = query if query.states else replace(query, states=frozenset({"highlighted"}))
        ids = search.select_ids(self._search, asked)
        found: list[Highlight] = []
        for article_id in ids:
            text = articles.document(self._search, article_id).text
            found += _anchored(marks.highlights(self._search, article_id), text)
        return sorted(found, key=lambda one: one.id, reverse=True)

    # Marks

    def mark_read(self, ids: Sequence[int], read: bool = True) -> list[int]:
        """Mark articles read or unread; return those whose mark changed."""
        changed = marks.set_read(self._write, ids, read)
        if changed:
            state = "read" if read else "unread"
            what = "an article" if len(changed) == 1 else f"{len(changed)} articles"
            self._remember(
                f"marked {what} {state}", lambda: marks.set_read(self._write, changed, not read)
            )
        return changed

    def note_reading(self, article_id: int) -> bool:
        """Mark an article read because it was opened; return whether it was unread.

        This is no action of its own and cannot be undone as one.
        """
        return bool(marks.set_read(self._write, (article_id,), True))

    def bookmark(self, article_id: int, wanted: bool | None = None) -> bool:
        """Toggle an article's bookmark, or set it as ``wanted``; return whether it has one."""
        article = articles.article(self._write, article_id)
        on = article.bookmarked is None if wanted is None else wanted
        if on == (article.bookmarked is not None):
            return on
        before = marks.set_bookmark(self._write, article_id, self.clock() if on else None)
        self._remember(
            f"{'bookmarked' if on else 'took the bookmark from'} “{article.title}”",
            lambda: marks.set_bookmark(self._write, article_id, before),
            article_id,
        )
        return on

    def set_tags(self, article_id: int, tags: Sequence[str]) -> None:
        """Give an article exactly these tags; raises ``NotFound``."""
        title = articles.article(self._write, article_id).title
        wanted = sorted({clean_line(tag) for tag in tags} - {""})
        before = marks.set_tags(self._write, article_id, wanted)
        if list(before) != wanted:
            self._remember(
                f"changed the tags of “{title}”",
                lambda: marks.set_tags(self._write, article_id, before),
                article_id,
            )

    def keep_position(self, article_id: int, offset: int) -> None:
        """Remember the offset in the text at which reading stopped."""
        marks.set_position(self._write, article_id, offset)

    def highlight(
        self,
        article_id: int,
        start: int,
        end: int,
        *,
        colour: str = COLOURS[0],
        note: str = "",
        speaker: str = "",
        role: str = "",
    ) -> Highlight:
        """Mark ``text[start:end]`` of an article; return the highlight as it is stored.

        A passage of the same colour that it touches is extended instead, unless both carry
        notes. Raises ``NotFound``, and ``ValueError`` when the range is empty or outside the
        text or the colour none of ``COLOURS``.
        """
        opened = self._opened(self._write, article_id)
        text = opened.document.text
        _check_colour(colour)
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no passage at {start}–{end} in a text of {len(text)}")
        now, hash_ = self.clock(), text_hash(text)
        prefix, suffix = context(text, start, end)
        new = Highlight(
            id=uuid7(now),
            article_id=article_id,
            start=start,
            end=end,
            text=text[start:end],
            prefix=prefix,
            suffix=suffix,
            text_hash=hash_,
            made_on=hash_,
            colour=colour,
            note=clean_text(note),
            speaker=speaker,
            role=role,
            created=now,
            updated=now,
        )
        merged = merge(new, opened.highlights, text)
        joined = {merged.highlight.id, *merged.absorbed}
        replaced = [one for one in opened.highlights if one.id in joined]
        if merged.highlight not in replaced:
            self._swap(opened, replaced, [merged.highlight], "highlighted a passage")
        return merged.highlight

    def change_highlight(
        self, highlight: Highlight, *, colour: str | None = None, note: str | None = None
    ) -> Highlight:
        """Give a highlight another colour or note; return it as it is stored.

        Raises ``NotFound`` when it was removed, ``ValueError`` for a colour not in ``COLOURS``.
        """
        opened = self._opened(self._write, highlight.article_id)
        present = _present(opened, highlight)
        changed = replace(
            present,
            colour=present.colour if colour is None else _check_colour(colour),
            note=present.note if note is None else clean_text(note),
        )
        if changed == present:
            return present
        changed = replace(changed, updated=self.clock())
        label = "recoloured a highlight" if note is None else "changed a note"
        self._swap(opened, [present], [changed], label)
        return changed

    def remove_highlight(self, highlight: Highlight) -> None:
        """Take a highlight away; ``undo`` brings it back with its note. Raises ``NotFound``."""
        opened = self._opened(self._write, highlight.article_id)
        self._swap(opened, [_present(opened, highlight)], [], "removed a highlight")

    def undo(self) -> Change | None:
        """Take back the last change; return it, or None when there is nothing to undo."""
        if not self._done:
            return None
        self._done[-1].revert()  # it stays the last change when this fails
        return self._done.pop()

    # Export

    def export(self, ids: Sequence[int], directory: Path) -> Iterator["Exported"]:
        """Write the highlights and quotes of these articles to Markdown, one file each.

        Raises ``ExportError`` when a file cannot be written.
        """
        from newsreader.export.markdown import export_articles  # not at start: it reads folders

        yield from export_articles((self.opened(one) for one in ids), directory)

    def marked(self) -> list[int]:
        """Return the articles worth exporting: bookmarked or highlighted, newest first."""
        ids = {
            article_id
            for state in ("bookmarked", "highlighted")
            for article_id in search.select_ids(self._search, Query(states=frozenset({state})))
        }
        return [one for one in search.select_ids(self._search, Query()) if one in ids]

    # What the screen remembers between two starts

    def recall(self, key: str, default: str = "") -> str:
        """Return what ``keep`` stored under ``key``."""
        return remembered.recall(self._read, key, default)

    def keep(self, key: str, value: str) -> None:
        """Store a small fact about the screen: the theme, the last list."""
        remembered.keep(self._write, key, value)

    def _remember(
        self, label: str, revert: Callable[[], object], article_id: int | None = None
    ) -> None:
        self._done.append(Change(label, revert, article_id))

    def _swap(
        self, opened: OpenArticle, gone: list[Highlight], come: list[Highlight], label: str
    ) -> None:
        text = opened.document.text
        marks.swap_highlights(self._write, gone, come, text)
        self._remember(
            f"{label} in “{opened.article.title}”",
            lambda: marks.swap_highlights(self._write, come, gone, text),
            opened.article.id,
        )


def _check_colour(colour: str) -> str:
    if colour not in COLOURS:
        raise ValueError(f"no colour {colour!r}; there are {', '.join(COLOURS)}")
    return colour


def _present(opened: OpenArticle, highlight: Highlight) -> Highlight:
    """Return ``highlight`` as it is now; the caller may hold an older state of it."""
    for one in opened.highlights:
        if one.id == highlight.id:
            return one
    raise NotFound("This highlight was removed meanwhile.")


def _anchored(highlights: Sequence[Highlight], text: str) -> tuple[Highlight, ...]:
    """Return highlights as they stand in ``text``, by position, orphans last."""
    hash_ = text_hash(text)
    if all(one.text_hash == hash_ for one in highlights):
        return tuple(highlights)
    from newsreader.reading.similarity import FuzzySimilarity  # only a changed story needs it

    alike = FuzzySimilarity()
    found = [
        one if one.text_hash == hash_ else reanchor(one, text, hash_, alike) for one in highlights
    ]
    return tuple(sorted(found, key=lambda one: (one.state == "orphan", one.start, one.end, one.id)))
