"""Articles: saving what a feed brought, and reading it back a screenful at a time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from newsreader.domain.article import Article
from newsreader.domain.document import Document, text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.feed import Entry
from newsreader.domain.quote import Quote
from newsreader.storage.database import Database, chunks, from_ms, moment, to_ms
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
class Stored:
    """What is known of an entry that was saved before."""

    article_id: int
    """Its article."""
    content_hash: str
    """The fingerprint of the entry as the feed carried it."""
    source: Source
    """Where the text was taken from."""
    page_tried: datetime | None
    """When its page was last asked for, UTC; None when it never was."""


def stored_entries(db: Database, feed_id: int, keys: Collection[str]) -> dict[str, Stored]:
    """Return what is stored of the entries with these keys, by key."""
    found: dict[str, Stored] = {}
    for marks, chunk in chunks(list(keys)):
        for key, article_id, content_hash, source, tried in db.rows(
            "SELECT key, id, content_hash, coalesce(source, 'feed'), page_tried FROM article "
            "LEFT JOIN article_text ON article_text.article_id = article.id "
            f"WHERE feed_id = ? AND key IN ({marks})",
            (feed_id, *chunk),
        ):
            found[key] = Stored(article_id, content_hash, source, from_ms(tried))
    return found


def known_hashes(db: Database, feed_id: int, limit: int = 3_000) -> dict[str, str]:
    """Return the fingerprints of the newest entries of a feed, by key."""
    return dict(
        db.rows(
            "SELECT key, content_hash FROM article WHERE feed_id = ? "
            "ORDER BY published DESC, id DESC LIMIT ?",
            (feed_id, limit),
        )
    )


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
    published = to_ms(min(entry.published or now, now))
    with db.transaction() as connection:
        row = connection.execute(
            "SELECT id FROM article WHERE feed_id = ? AND key = ?", (feed_id, entry.key)
        ).fetchone()
        values = (entry.title, entry.outlet, entry.url, entry.author, entry.language, entry.summary)
        if row is None:  # a story that stayed when this feed was removed comes home
            row = connection.execute(
                "SELECT id FROM article WHERE feed_id IS NULL AND key = ? AND url = ?",
                (entry.key, entry.url),
            ).fetchone()
        if row is None:
            cursor = connection.execute(
                "INSERT INTO article (feed_id, key, title, outlet, url, author, language, "
                "summary, published, fetched, content_hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (feed_id, entry.key, *values, published, to_ms(now), content_hash),
            )
            article_id = int(cursor.lastrowid or 0)
        else:
            article_id = int(row[0])
            _unindex(db, article_id)
            connection.execute(
                # What the feed does not know may have come from the page.
                "UPDATE article SET feed_id = ?, title = ?, "
                "outlet = coalesce(nullif(?, ''), outlet), url = ?, "
                "author = coalesce(nullif(?, ''), author), "
                "language = coalesce(nullif(?, ''), language), summary = ?, "
                "published = coalesce(?, published), content_hash = ? WHERE id = ?",
                (
                    feed_id,
                    *values,
                    None if entry.published is None else published,
                    content_hash,
                    article_id,
                ),
            )
        _put_text(db, article_id, document, quotes, source, finder_version)
    return article_id, row is None


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
        _unindex(db, article_id)
        connection.execute(
            "UPDATE article SET title = coalesce(nullif(?1, ''), title), "
            "author = coalesce(nullif(author, ''), ?2), "
            "outlet = coalesce(nullif(outlet, ''), ?3), "
            "language = coalesce(nullif(language, ''), ?4), "
            "published = CASE WHEN published = fetched "
            "THEN min(published, coalesce(?5, published)) ELSE published END WHERE id = ?6",
            (title, author, outlet, language, to_ms(published), article_id),
        )
        _put_text(db, article_id, document, quotes, source, finder_version)
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
        _unindex(db, article_id)
        _put_text(db, article_id, document, quotes, source, finder_version)


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
    """Return the text of an article; an empty one when it has none yet."""
    row = db.row("SELECT text, shape FROM article_text WHERE article_id = ?", (article_id,))
    return Document.from_shape(*row) if row else Document("")


def position(db: Database, article_id: int) -> int:
    """Return the offset at which reading this article stopped."""
    row = db.row("SELECT position FROM article WHERE id = ?", (article_id,))
    return int(row[0]) if row else 0


def _put_text(
    db: Database,
    article_id: int,
    document: Document,
    quotes: Iterable[Quote],
    source: Source,
    finder_version: int,
) -> None:
    execute = db.connection.execute
    execute(
        "INSERT INTO article_text (article_id, text, shape, hash, source) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (article_id) DO UPDATE SET text = excluded.text, shape = excluded.shape, "
        "hash = excluded.hash, source = excluded.source, page_error = ''",
        (article_id, document.text, document.shape(), text_hash(document.text), source),
    )
    execute("UPDATE article SET words = ? WHERE id = ?", (document.words, article_id))
    put_quotes(db, article_id, quotes, document.text, finder_version)
    execute(
        "INSERT INTO article_index (rowid, title, text) "
        "SELECT id, title, text FROM article_words WHERE id = ?",
        (article_id,),
    )


def _unindex(db: Database, article_id: int) -> None:
    """Take an article out of the index; it needs the very words that were put in."""
    db.connection.execute(
        "INSERT INTO article_index (article_index, rowid, title, text) "
        "SELECT 'delete', id, title, text FROM article_words WHERE id = ?",
        (article_id,),
    )


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
