"""Articles: saving what a feed brought, and reading it back a screenful at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from newsreader.domain.article import Article
from newsreader.domain.document import Document, text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.feed import Entry, entry_row
from newsreader.domain.quote import Quote
from newsreader.storage.database import Database, chunks, from_ms, moment, to_ms
from newsreader.storage.entries import save_entries
from newsreader.storage.fulltext_index import index_article, unindex_article
from newsreader.storage.quotes import put_quotes
from newsreader.storage.quotes import quotes as quotes

Source = Literal["feed", "page", "demo"]
"""Where the text of an article was taken from."""

_ARTICLE = """
    SELECT article.id, article.feed_id, coalesce(nullif(feed.own_title, ''), feed.title, ''),
        article.outlet, article.title, article.url, article.author, article.published,
        article.language, article.summary, article.words, article.read, article.bookmarked,
        (SELECT group_concat(tag, char(10)) FROM article_tag WHERE article_id = article.id),
        (SELECT count(*) FROM highlight WHERE article_id = article.id),
        (SELECT count(*) FROM highlight WHERE article_id = article.id AND note <> ''),
        (SELECT count(*) FROM quote WHERE article_id = article.id AND kept = 1)
    FROM article LEFT JOIN feed ON feed.id = article.feed_id
"""


@dataclass(frozen=True, slots=True)
class StoredText:
    """What is known of the text of an article."""

    source: Source
    """Where it was taken from."""
    page_tried: datetime | None
    """When the page of the article was last asked for, UTC; None when it never was."""


def stored_text(db: Database, article_id: int) -> StoredText | None:
    """Return what is known of the text of an article; None when it has none yet."""
    row = db.row("SELECT source, page_tried FROM article_text WHERE article_id = ?", (article_id,))
    return StoredText(row[0], from_ms(row[1])) if row else None


def text_source(db: Database, article_id: int) -> Source:
    """Return where the text of an article was taken from; the feed where it has none yet."""
    row = db.row("SELECT source FROM article_text WHERE article_id = ?", (article_id,))
    source: Source = row[0] if row else "feed"
    return source


def save_entry(
    db: Database,
    feed_id: int,
    entry: Entry,
    document: Document,
    quotes: Sequence[Quote],
    *,
    now: datetime,
    content_hash: str,
    finder_version: int,
    source: Source = "feed",
) -> tuple[int, bool]:
    """Save an entry with its text and quotes; return its article id and whether it is new.

    An entry that was saved before is updated in place: it keeps its id, its place in the list
    and everything the reader made of it.
    """
    with db.transaction():
        ((article_id, is_new),) = save_entries(
            db, feed_id, [entry_row(entry, content_hash)], now=now
        )
        put_text(db, article_id, document, quotes, source=source, finder_version=finder_version)
    return article_id, is_new


def put_text(
    db: Database,
    article_id: int,
    document: Document,
    quotes: Iterable[Quote],
    *,
    finder_version: int,
    source: Source = "feed",
) -> None:
    """Give an article a text with its quotes, in place of the one it has."""
    with db.transaction() as connection:
        unindex_article(connection, article_id)
        connection.execute(
            "INSERT INTO article_text (article_id, text, shape, hash, source) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (article_id) DO UPDATE SET text = excluded.text, "
            "shape = excluded.shape, hash = excluded.hash, source = excluded.source, "
            "page_error = ''",
            (article_id, document.text, document.shape(), text_hash(document.text), source),
        )
        connection.execute(
            "UPDATE article SET words = ? WHERE id = ?", (document.words, article_id)
        )
        put_quotes(db, article_id, quotes, document.text, finder_version)
        index_article(connection, article_id)


def replace_text(
    db: Database,
    article_id: int,
    document: Document,
    quotes: Sequence[Quote],
    *,
    now: datetime,
    finder_version: int,
    source: Source = "page",
    title: str = "",
    author: str = "",
    outlet: str = "",
    language: str = "",
    published: datetime | None = None,
) -> None:
    """Give an article a fuller text, and what its page knows and its feed did not.

    A ``title`` replaces the one it has; ``published`` counts where the article is only dated
    by when it was first seen.
    """
    with db.transaction() as connection:
        unindex_article(connection, article_id)
        connection.execute(
            "UPDATE article SET title = coalesce(nullif(?1, ''), title), "
            "author = coalesce(nullif(author, ''), ?2), "
            "outlet = coalesce(nullif(outlet, ''), ?3), "
            "language = coalesce(nullif(language, ''), ?4), "
            "published = CASE WHEN published = fetched "
            "THEN min(published, coalesce(?5, published)) ELSE published END WHERE id = ?6",
            (title, author, outlet, language, to_ms(published), article_id),
        )
        index_article(connection, article_id)
        put_text(db, article_id, document, quotes, source=source, finder_version=finder_version)
        connection.execute(
            "UPDATE article_text SET page_tried = ?, page_tries = 0 WHERE article_id = ?",
            (to_ms(now), article_id),
        )


def change_text(
    db: Database,
    article_id: int,
    document: Document,
    quotes: Sequence[Quote],
    *,
    finder_version: int,
) -> None:
    """Give an article its text in another form; where it was taken from stays as it is."""
    with db.transaction():
        source = text_source(db, article_id)
        put_text(db, article_id, document, quotes, source=source, finder_version=finder_version)


def article_rows(db: Database, ids: Sequence[int]) -> list[Article]:
    """Return the rows of these articles in the order of ``ids``; missing ones are left out."""
    found: dict[int, Article] = {}
    for marks, chunk in chunks(ids):
        rows = db.rows(f"{_ARTICLE} WHERE article.id IN ({marks})", chunk)
        found.update((row[0], _article(row)) for row in rows)
    return [found[article_id] for article_id in ids if article_id in found]


def article(db: Database, article_id: int) -> Article:
    """Return one article; raises ``NotFound``."""
    rows = article_rows(db, (article_id,))
    if not rows:
        raise NotFound(f"There is no article {article_id}.")
    return rows[0]


def document(db: Database, article_id: int) -> Document:
    """Return the text of an article: its summary as long as it is not digested."""
    row = db.row("SELECT text, shape FROM article_text WHERE article_id = ?", (article_id,))
    if row:
        return Document.from_shape(*row)
    listed = db.row("SELECT summary FROM article WHERE id = ?", (article_id,))
    return Document.from_plain(listed[0]) if listed else Document("")


def position(db: Database, article_id: int) -> int:
    """Return the offset at which reading this article stopped."""
    row = db.row("SELECT position FROM article WHERE id = ?", (article_id,))
    return int(row[0]) if row else 0


def _article(row: tuple[Any, ...]) -> Article:
    (number, feed_id, feed, outlet, title, url, author, published, language, summary, words) = row[
        :11
    ]
    read, bookmarked, tags, highlights, notes, quotes = row[11:]
    return Article(
        id=number,
        feed_id=feed_id,
        feed=feed,
        outlet=outlet or feed,
        title=title,
        url=url,
        author=author,
        published=moment(published),
        language=language,
        summary=summary,
        words=words,
        read=bool(read),
        bookmarked=from_ms(bookmarked),
        tags=tuple(sorted(tags.split("\n"))) if tags else (),
        highlights=highlights,
        notes=notes,
        quotes=quotes,
    )
