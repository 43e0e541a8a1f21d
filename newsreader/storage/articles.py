"""Articles: saving what a feed brought, and reading it back a screenful at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from newsreader.domain.article import Article
from newsreader.domain.document import SHAPE_OF_STRUCK, Document, text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.feed import Entry, entry_row
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.struck import Range
from newsreader.domain.same_story import StorySketch
from newsreader.domain.same_story import sketch as make_sketch
from newsreader.frozen import dataclass
from newsreader.storage.database import Database, chunks, to_ms
from newsreader.storage.entries import save_entries
from newsreader.storage.highlights import carry_highlights
from newsreader.storage.queries.fulltext_index import index_article, unindex_article
from newsreader.storage.queries.listed_articles import ARTICLE as ARTICLE
from newsreader.storage.queries.listed_articles import OF_FEED as OF_FEED
from newsreader.storage.queries.listed_articles import article_rows as article_rows
from newsreader.storage.quotes import put_quotes
from newsreader.storage.quotes import quotes as quotes
from newsreader.storage.rows import Rows
from newsreader.storage.story_groups import put_sketch
from newsreader.storage.story_versions import keep_version

Source = Literal["feed", "page", "demo"]
"""Where the text of an article was taken from."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """What is known of the text of an article."""

    source: Source
    """Where it was taken from."""
    page_tried: datetime | None
    """When the page of the article was last asked for, UTC; None when it never was."""
    finder_version: int
    """Which version of the finder found its quotes; 0 where it is only the summary."""
    page_error: str = ""
    """Why the page could not be read, as one sentence; empty where it could, or was not asked."""


_STORED_TEXT = Rows(StoredText, "article_text")


@dataclass(frozen=True, slots=True)
class _Shaped:
    """A document as it is stored."""

    article_id: int
    text: str
    shape: str


_DOCUMENT = Rows(_Shaped, "article_text")


@dataclass(frozen=True, slots=True)
class _Hashed:
    """The hash of a text, without the text."""

    article_id: int
    hash: str


_HASHED = Rows(_Hashed, "article_text")


def stored_text(db: Database, article_id: int) -> StoredText | None:
    """Return what is known of the text of an article; None when it has none yet."""
    return _STORED_TEXT.first(db, "WHERE article_id = ?", (article_id,))


def text_source(db: Database, article_id: int) -> Source:
    """Return where the text of an article was taken from; the feed where it has none yet."""
    source: Source = db.value(
        "SELECT source FROM article_text WHERE article_id = ?", (article_id,), "feed"
    )
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
    and everything the user made of it.
    """
    with db.transaction():
        ((article_id, is_new),) = save_entries(
            db, feed_id, [entry_row(entry, content_hash)], now=now
        )
        put_text(
            db,
            article_id,
            document,
            quotes,
            source=source,
            finder_version=finder_version,
            now=now,
        )
    return article_id, is_new


def put_text(
    db: Database,
    article_id: int,
    document: Document,
    quotes: Iterable[Quote],
    *,
    finder_version: int,
    source: Source = "feed",
    sketch: StorySketch | None = None,
    now: datetime | None = None,
) -> None:
    """Give an article a text with its quotes, in place of the one it has.

    Its highlights are carried over to it. The story as it was is kept where it is marked and its
    publisher changed it, which was seen ``now``; None where only newsreader has it in another
    form. ``sketch`` is that of the text, where it is made already.
    """
    quotes, hash_ = tuple(quotes), text_hash(document.text)
    with db.transaction() as connection:
        carry_highlights(db, article_id, document.text, hash_)
        if now is not None and _hash(db, article_id) not in ("", hash_):
            keep_version(db, article_id, retitled=False)
        unindex_article(connection, article_id)
        connection.execute(
            "INSERT INTO article_text (article_id, text, shape, hash, source, seen) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (article_id) DO UPDATE SET seen = CASE "
            "WHEN hash = excluded.hash THEN seen ELSE coalesce(excluded.seen, seen) END, "
            "text = excluded.text, shape = excluded.shape, hash = excluded.hash, "
            "source = excluded.source, page_error = ''",
            (article_id, document.text, document.shape(), hash_, source, to_ms(now)),
        )
        connection.execute(
            "UPDATE article SET words = ? WHERE id = ?", (document.words, article_id)
        )
        put_quotes(db, article_id, quotes, document.text, finder_version)
        index_article(connection, article_id)
        if sketch is None:
            title = db.value("SELECT title FROM article WHERE id = ?", (article_id,), "")
            sketch = make_sketch(title, document, quotes)
        put_sketch(db, article_id, sketch)


def set_language(db: Database, article_id: int, language: str) -> None:
    """Give an article the BCP 47 language that its text is in; the empty one changes nothing."""
    if language:
        with db.transaction() as connection:
            connection.execute(
                "UPDATE article SET language = ?1 WHERE id = ?2 AND language <> ?1",
                (language, article_id),
            )


def _hash(db: Database, article_id: int) -> str:
    return str(db.value("SELECT hash FROM article_text WHERE article_id = ?", (article_id,), ""))


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
    sketch: StorySketch | None = None,
) -> None:
    """Give an article a fuller text, and what its page knows and its feed did not.

    A ``title`` and a ``language`` replace the ones it has; ``published`` counts where the
    article is only dated by when it was first seen.
    """
    with db.transaction() as connection:
        unindex_article(connection, article_id)
        connection.execute(
            "UPDATE article SET title = coalesce(nullif(?1, ''), title), "
            "author = coalesce(nullif(author, ''), ?2), "
            "outlet = coalesce(nullif(outlet, ''), ?3), "
            "language = coalesce(nullif(?4, ''), language), "
            "published = CASE WHEN dated THEN published "
            "ELSE min(published, coalesce(?5, published)) END, "
            "dated = dated OR ?5 IS NOT NULL WHERE id = ?6",
            (title, author, outlet, language, to_ms(published), article_id),
        )
        index_article(connection, article_id)
        put_text(
            db,
            article_id,
            document,
            quotes,
            source=source,
            finder_version=finder_version,
            sketch=sketch,
            now=now,
        )
        connection.execute(
            "UPDATE article_text SET page_wanted = 0, page_tried = ?, page_tries = 0 "
            "WHERE article_id = ?",
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


def article(db: Database, article_id: int) -> Article:
    """Return one article; raises ``NotFound``."""
    rows = article_rows(db, (article_id,))
    if not rows:
        raise NotFound(f"There is no article {article_id}.")
    return rows[0]


def document(db: Database, article_id: int) -> Document:
    """Return the text of an article: its summary as long as it is not processed."""
    stored = _DOCUMENT.first(db, "WHERE article_id = ?", (article_id,))
    if stored:
        shaped, right = Document.from_stored(stored.text, stored.shape)
        if not right:
            db.misread(f"article_text {article_id}: shape makes no sense")
        return shaped
    return Document.from_plain(
        db.value("SELECT summary FROM article WHERE id = ?", (article_id,), "")
    )


def struck_in(db: Database, article_ids: Sequence[int]) -> dict[int, tuple[Range, ...]]:
    """Return what is struck in the texts of these articles; those with nothing are left out."""
    found: dict[int, tuple[Range, ...]] = {}
    for marks, chunk in chunks(article_ids):
        rest = f"WHERE article_id IN ({marks}) AND instr(shape, ?)"
        rows = _DOCUMENT.read(db, rest, (*chunk, SHAPE_OF_STRUCK))
        found.update(
            (one.article_id, Document.from_stored(one.text, one.shape)[0].struck) for one in rows
        )
    return found


def text(db: Database, article_id: int) -> str:
    """Return the text of an article without its structure; see ``document``."""
    stored = db.value("SELECT text FROM article_text WHERE article_id = ?", (article_id,), None)
    return document(db, article_id).text if stored is None else str(stored)


def text_hashes(db: Database, article_ids: Sequence[int]) -> dict[int, str]:
    """Return the stored hashes of the texts of these articles; one without a text has none."""
    found: dict[int, str] = {}
    for marks, chunk in chunks(article_ids):
        rows = _HASHED.read(db, f"WHERE article_id IN ({marks})", chunk)
        found.update((one.article_id, one.hash) for one in rows)
    return found


def document_stamp(db: Database, article_id: int) -> str:
    """Return a short string that is another one after the document of an article has changed."""
    asked = "SELECT hash || shape FROM article_text WHERE article_id = ?"
    stored = db.value(asked, (article_id,), None)
    if stored is None:
        stored = db.value("SELECT summary FROM article WHERE id = ?", (article_id,), "")
    return text_hash(stored)


def position(db: Database, article_id: int) -> int:
    """Return the offset at which reading this article stopped."""
    return int(db.value("SELECT position FROM article WHERE id = ?", (article_id,), 0))
