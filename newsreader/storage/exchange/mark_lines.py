"""What the user made, as values for JSON, with what finds its article again; and read back.

Backups, the bin and the form that devices exchange are made of such lines.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsreader.domain.clean import clean_line, clean_text, clean_url
from newsreader.domain.document import Document, text_hash
from newsreader.domain.feed import EntryRow
from newsreader.domain.highlights.highlight import COLOURS, AnchorState, Highlight, Verification
from newsreader.domain.quoting.quote import LIKELY
from newsreader.frozen import dataclass
from newsreader.storage.articles import OF_FEED
from newsreader.storage.database import Database, moment, to_ms
from newsreader.storage.entry_identity import find_article, free_key
from newsreader.storage.feed_addresses import feed_at
from newsreader.storage.highlights import add_highlight
from newsreader.storage.queries.fulltext_index import index_article
from newsreader.storage.rows import Rows

FEED_URL = {"feed": "coalesce(feed.url, '')"}
"""The address of an article's feed, empty where it is followed no more."""


@dataclass(frozen=True, slots=True)
class ArticleName:
    """What finds an article again, or makes it anew without its text."""

    feed: str
    key: str
    title: str
    url: str
    author: str
    outlet: str
    language: str
    published: str
    dated: bool


def iso(milliseconds: int) -> str:
    """Return a stored time as ISO 8601, UTC."""
    return moment(milliseconds).isoformat()


_ARTICLE_NAME = Rows(
    ArticleName, "article", joins=OF_FEED, columns=FEED_URL, convert={"published": iso}
)


def article_line(db: Database, article_id: int) -> dict[str, Any] | None:
    """Return what finds an article again; None where there is none of this number."""
    found = _ARTICLE_NAME.first(db, "WHERE article.id = ?", (article_id,))
    return plain(found) if found else None


def plain(one: Any) -> dict[str, Any]:
    """Return the fields of a dataclass for JSON; those that hold no other dataclass."""
    line = {}
    for name in one.__dataclass_fields__:
        value = getattr(one, name)
        line[name] = value.isoformat() if isinstance(value, datetime) else value
    return line


def without_article(one: Any) -> dict[str, Any]:
    """Return the fields of a value for JSON, but for the article's number."""
    line = plain(one)
    del line["article_id"]
    return line


def read_moment(text: Any) -> datetime:
    """Return a time of ISO 8601, UTC; raises ``ValueError`` and ``TypeError``."""
    return datetime.fromisoformat(text).astimezone(UTC)


def named_article(db: Database, about: Mapping[str, Any]) -> int | None:
    """Return the article that a line is about; None where it is not there.

    Raises ``ValueError`` and its like where the line makes no sense.
    """
    entry, feed_id = _entry(about), feed_at(db, str(about["feed"]))
    if feed_id is not None:
        # Its publisher may have changed its id since, or given it to another story.
        found = find_article(db, feed_id, entry)
        if found is not None:
            return found
    rest = "SELECT id FROM article WHERE feed_id IS NULL AND key = ? AND (url = ? OR ? IS NULL)"
    return next(iter(db.column(rest, (entry.key, entry.url, feed_id))), None)


def find_or_make(db: Database, about: Mapping[str, Any]) -> int:
    """Return the article that a line is about, inside a transaction; make it where it is gone.

    It is made without its text. Raises ``ValueError`` and its like where the line makes no sense.
    """
    found = named_article(db, about)
    if found is not None:
        return found
    author, outlet, language = (
        clean_line(str(about[name])) for name in ("author", "outlet", "language")
    )
    entry, feed_id = _entry(about), feed_at(db, str(about["feed"]))
    key, title, url = entry.key, entry.title, entry.url
    if feed_id is not None:
        key = free_key(db, feed_id, entry)
    published = to_ms(read_moment(about["published"]))
    dated = bool(about.get("dated", True))
    cursor = db.connection.execute(
        "INSERT INTO article (feed_id, key, title, url, author, outlet, language, published, "
        "fetched, dated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (feed_id, key, title, url, author, outlet, language, published, published, dated),
    )
    article_id = int(cursor.lastrowid or 0)
    empty = Document("")
    db.connection.execute(
        "INSERT INTO article_text (article_id, text, shape, hash) VALUES (?, ?, ?, ?)",
        (article_id, empty.text, empty.shape(), text_hash(empty.text)),
    )
    index_article(db.connection, article_id)
    return article_id


def _entry(about: Mapping[str, Any]) -> EntryRow:
    """Return the article of a line as the row of an entry, by which it is found."""
    published = to_ms(read_moment(about["published"]))
    dated = bool(about.get("dated", True))
    title, url = clean_line(str(about["title"])), clean_url(str(about["url"]))
    key = str(about["key"])
    return EntryRow(key, title, "", url, "", "", "", published if dated else None, "")


def read_highlight(kept: Mapping[str, Any], article_id: int) -> Highlight:
    """Return the highlight of a line, whichever version of newsreader wrote it.

    Raises ``ValueError`` and its like where the line makes no sense.
    """
    text, prefix, suffix = (clean_text(str(kept[name])) for name in ("text", "prefix", "suffix"))
    colour = str(kept["colour"])
    start, end = int(kept["start"]), int(kept["end"])
    if not (text and 0 <= start < end):
        raise ValueError("a highlight has no words")
    checked_on = str(kept.get("checked_on", ""))
    if checked_on:
        datetime.fromisoformat(checked_on)
    return Highlight(
        id=clean_line(str(kept["id"])),
        article_id=article_id,
        start=start,
        end=end,
        text=text,
        prefix=prefix,
        suffix=suffix,
        text_hash=str(kept["text_hash"]),
        made_on=str(kept["made_on"]),
        colour=colour if colour in COLOURS else COLOURS[0],
        note=clean_text(str(kept["note"])),
        tags=tuple(sorted({clean_line(str(tag)) for tag in kept["tags"]} - {""})),
        speaker=clean_line(str(kept["speaker"])),
        role=clean_line(str(kept["role"])),
        created=read_moment(kept["created"]),
        updated=read_moment(kept["updated"]),
        state=AnchorState(kept["state"]),
        # Files of schema 8 and before do not tell: the speaker is named, but not as a fact.
        confidence=float(kept.get("confidence", LIKELY if kept["speaker"] else 0)),
        # Nor do those of schema 22 and before tell of these.
        inferred=bool(kept.get("inferred", False)),
        verification=Verification(kept.get("verification", Verification.UNCHECKED)),
        checked_against=clean_line(str(kept.get("checked_against", ""))),
        checked_on=checked_on,
        quoting=bool(kept.get("quoting", False)),
    )


def put_highlight(db: Database, one: Highlight) -> None:
    """Store a highlight of a line, in place of that of its id, inside a transaction."""
    db.connection.execute("DELETE FROM highlight WHERE id = ?", (one.id,))
    add_highlight(db, with_kept_text(db, one), "")


def with_kept_text(db: Database, one: Highlight) -> Highlight:
    """Return a highlight of a line as made on a text that is kept, inside a transaction.

    Where its own is not, only its words are known, and what stood beside them.
    """
    if db.column("SELECT 1 FROM highlighted_text WHERE hash = ?", (one.made_on,)):
        return one
    around = one.prefix + one.text + one.suffix
    hash_ = text_hash(around)
    db.connection.execute(
        "INSERT OR IGNORE INTO highlighted_text (hash, text) VALUES (?, ?)", (hash_, around)
    )
    return replace(one, made_on=hash_)
