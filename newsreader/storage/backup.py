"""Writes what the reader made to a dated file of JSON lines, and takes it in again.

A line is a feed, a bookmark, a tag, a highlight, a correction (each with what finds its article
again), a name that was joined to another or, to stay small, all read marks or reading positions
of a feed. What can be fetched again is left out.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsreader.domain.clean import clean_line, clean_text, clean_url
from newsreader.domain.correction import Correction
from newsreader.domain.document import Document, text_hash
from newsreader.domain.errors import LibraryError
from newsreader.domain.feed import DEMO_URL
from newsreader.domain.highlight import COLOURS, AnchorState, Highlight
from newsreader.domain.speaker import fold_name
from newsreader.storage.article_state import add_highlight, all_highlights
from newsreader.storage.corrections import (
    Alias,
    aliases,
    all_aliases,
    all_corrections,
    person_of,
    swap_aliases,
    swap_corrections,
)
from newsreader.storage.database import Database, moment, to_ms
from newsreader.storage.feeds import add_feed
from newsreader.storage.quotes import correct_quotes

_FIRST = {"newsreader": "keepsake", "form": 1}
KEPT = 7
"""How many files are kept, the newest."""

_ARTICLE = """
    article.id, coalesce(feed.url, ''), article.key, article.title, article.url, article.author,
    article.outlet, article.language, article.published
    FROM article LEFT JOIN feed ON feed.id = article.feed_id
"""
_ARTICLE_NAMES = ("feed", "key", "title", "url", "author", "outlet", "language", "published")


def backup_folder(database: Path) -> Path:
    """Return where the keepsakes of a library lie: in a folder beside it."""
    return database.parent / "keepsakes"


def backups(folder: Path) -> list[Path]:
    """Return the dated files in ``folder``, newest first."""
    return sorted(folder.glob("newsreader-????-??-??.jsonl"), reverse=True)


def write_backup(db: Database, folder: Path, today: date) -> Path | None:
    """Write the file of ``today``; return it, or None when there is one or nothing to keep.

    The file is for its owner only and appears whole or not at all. Of all files the ``KEPT``
    newest stay. Raises ``LibraryError``.
    """
    path = folder / f"newsreader-{today.isoformat()}.jsonl"
    if path.exists() or db.row("SELECT 1 FROM feed UNION ALL SELECT 1 FROM article") is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made in a folder of its own, which is removed whatever happens.
        with TemporaryDirectory(dir=folder, prefix=".") as shelter:
            part = Path(shelter) / path.name
            with part.open("w", encoding="utf-8") as file:
                part.chmod(0o600)
                for line in backup_lines(db):
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        for old in backups(folder)[KEPT:]:
            old.unlink()
    except OSError as error:
        raise LibraryError(
            f"The day's copy of your marks could not be written: {error}."
        ) from error
    return path


def backup_lines(db: Database) -> Iterator[dict[str, Any]]:
    """Yield everything the reader made as values for JSON; times are ISO 8601 UTC."""
    yield _FIRST
    for url, *texts, added in db.rows(
        "SELECT url, title, own_title, site_url, folder, added FROM feed ORDER BY id"
    ):
        names = ("title", "own_title", "site_url", "folder")
        yield {"feed": url, **dict(zip(names, texts, strict=True)), "added": _iso(added)}
    for when, *about in db.rows(
        f"SELECT bookmarked, {_ARTICLE} WHERE bookmarked IS NOT NULL ORDER BY article.id"
    ):
        yield {"bookmark": _iso(when), "article": _named(about)}
    for tag, *about in db.rows(
        f"SELECT tag, {_ARTICLE} JOIN article_tag ON article_id = article.id ORDER BY article.id"
    ):
        yield {"tag": tag, "article": _named(about)}
    for one in reversed(all_highlights(db)):
        yield {"highlight": _plain(one), "article": _about(db, one.article_id)}
    # The copy before a migration is of a library that may not know corrections yet.
    if db.row("SELECT 1 FROM sqlite_schema WHERE name = 'correction'"):
        for correction in all_corrections(db):
            # One that has outlived its article still teaches its outlet.
            yield {"correction": _plain(correction), "article": _about(db, correction.article_id)}
        for alias in all_aliases(db):
            yield {"alias": alias.name, "person": alias.person_name, "made": _iso(alias.made)}
    for feed, keys in _by_feed(db, "1", "read = 1"):
        yield {"read": list(keys), "feed": feed}
    for feed, keys in _by_feed(db, "position", "position > 0"):
        yield {"positions": keys, "feed": feed}


def take_in(db: Database, path: Path) -> None:
    """Add to the library what a keepsake holds and the library does not.

    Of a highlight that both have the one that was changed last stays; nothing else is
    replaced.

    Articles that are no longer there come back without their text, which a refresh or their
    page brings; their highlights are orphans until then. Raises ``LibraryError`` when the
    file is none of ours; the library is then as it was.
    """
    at = 0
    try:
        with path.open(encoding="utf-8") as file, db.transaction():
            for at, text in enumerate(file, 1):
                line = json.loads(text)
                if at == 1 and line != _FIRST:
                    raise ValueError("it has another form")
                _take(db, line)
            if not at:
                raise ValueError("it is empty")
            correct_quotes(db, sorted({one.article_id for one in all_corrections(db)}))
    except OSError as error:
        raise LibraryError(f"{path} could not be read: {error}.") from error
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise LibraryError(f"{path}, line {at}, is no line of a keepsake: {error}.") from error


def _take(db: Database, line: dict[str, Any]) -> None:
    execute = db.connection.execute
    match line:
        case {"feed": str(url), "added": str(added)}:
            if url != DEMO_URL and not clean_url(url):
                raise ValueError(f"“{clean_line(url)}” is no address")
            title, own, site, folder = (
                clean_line(str(line[name])) for name in ("title", "own_title", "site_url", "folder")
            )
            feed_id = add_feed(db, url, _moment(added), title=title, site_url=site, folder=folder)
            execute("UPDATE feed SET own_title = ? WHERE id = ? AND own_title = ''", (own, feed_id))
        case {"bookmark": str(when), "article": dict(about)}:
            execute(
                "UPDATE article SET bookmarked = coalesce(bookmarked, ?) WHERE id = ?",
                (to_ms(_moment(when)), _find_or_make(db, about)),
            )
        case {"tag": str(tag), "article": dict(about)}:
            execute(
                "INSERT OR IGNORE INTO article_tag (article_id, tag) VALUES (?, ?)",
                (_find_or_make(db, about), clean_line(tag)),
            )
        case {"highlight": dict(marked), "article": dict(about)}:
            _take_highlight(db, marked, _find_or_make(db, about))
        case {"correction": dict(said), "article": about}:
            _take_correction(db, said, _find_or_make(db, about) if about else 0)
        case {"alias": str(name), "person": str(person), "made": str(made)}:
            _take_alias(db, clean_line(name), clean_line(person), _moment(made))
        case {"read": list(keys), "feed": str(feed)}:
            _set_by_key(db, feed, "read = ?", ((1, str(key)) for key in keys))
        case {"positions": dict(positions), "feed": str(feed)}:
            pairs = ((int(offset), str(key)) for key, offset in positions.items())
            _set_by_key(db, feed, "position = max(position, ?)", pairs)
        case _ if line != _FIRST:
            raise ValueError("nothing known stands in it")


def _find_or_make(db: Database, about: dict[str, Any]) -> int:
    title, author, outlet, language = (
        clean_line(str(about[name])) for name in ("title", "author", "outlet", "language")
    )
    key, url = str(about["key"]), clean_url(str(about["url"]))
    published = to_ms(_moment(about["published"]))
    feed = db.row("SELECT id FROM feed WHERE url = ?", (str(about["feed"]),))
    found = db.row(
        "SELECT id FROM article WHERE feed_id IS ? AND key = ?", (feed and feed[0], key)
    ) or db.row("SELECT id FROM article WHERE feed_id IS NULL AND key = ? AND url = ?", (key, url))
    if found:
        return int(found[0])
    cursor = db.connection.execute(
        "INSERT INTO article (feed_id, key, title, url, author, outlet, language, published, "
        "fetched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (feed and feed[0], key, title, url, author, outlet, language, published, published),
    )
    article_id = int(cursor.lastrowid or 0)
    empty = Document("")
    db.connection.execute(
        "INSERT INTO article_text (article_id, text, shape, hash) VALUES (?, ?, ?, ?)",
        (article_id, empty.text, empty.shape(), text_hash(empty.text)),
    )
    db.connection.execute(
        "INSERT INTO article_index (rowid, title, text) VALUES (?, ?, '')", (article_id, title)
    )
    return article_id


def _take_highlight(db: Database, marked: dict[str, Any], article_id: int) -> None:
    text, prefix, suffix = (clean_text(str(marked[name])) for name in ("text", "prefix", "suffix"))
    made_on, colour = str(marked["made_on"]), str(marked["colour"])
    start, end = int(marked["start"]), int(marked["end"])
    if not (text and 0 <= start < end):
        raise ValueError("a highlight marks nothing")
    one = Highlight(
        id=clean_line(str(marked["id"])),
        article_id=article_id,
        start=start,
        end=end,
        text=text,
        prefix=prefix,
        suffix=suffix,
        text_hash=str(marked["text_hash"]),
        made_on=made_on,
        colour=colour if colour in COLOURS else COLOURS[0],
        note=clean_text(str(marked["note"])),
        tags=tuple(sorted({clean_line(str(tag)) for tag in marked["tags"]} - {""})),
        speaker=clean_line(str(marked["speaker"])),
        role=clean_line(str(marked["role"])),
        created=_moment(marked["created"]),
        updated=_moment(marked["updated"]),
        state=AnchorState(marked["state"]),
    )
    there = db.row(
        "SELECT updated > ?, article_id IN (SELECT id FROM article) FROM highlight WHERE id = ?",
        (to_ms(one.updated), one.id),
    )
    if there == (1, 0):
        db.connection.execute(
            "UPDATE highlight SET article_id = ? WHERE id = ?", (article_id, one.id)
        )
    elif there is None or not there[0]:
        db.connection.execute("DELETE FROM highlight WHERE id = ?", (one.id,))
        add_highlight(db, one, prefix + text + suffix)


def _take_correction(db: Database, said: dict[str, Any], article_id: int) -> None:
    number = clean_line(str(said["id"]))
    if db.row("SELECT 1 FROM correction WHERE id = ?", (number,)):
        return
    words, prefix, suffix = (clean_text(str(said[name])) for name in ("words", "prefix", "suffix"))
    speaker, found, outlet = (
        clean_line(str(said[name])) for name in ("speaker", "found", "outlet")
    )
    one = Correction(
        id=number,
        article_id=article_id,
        words=words,
        start=int(said["start"]),
        prefix=prefix,
        suffix=suffix,
        is_quote=bool(said["is_quote"]),
        speaker=speaker,
        found=found,
        outlet=outlet,
        made=_moment(said["made"]),
    )
    swap_corrections(db, [], [one])


def _take_alias(db: Database, name: str, person: str, made: datetime) -> None:
    """Join a name to another unless one of them is joined to somebody already."""
    key, whose = fold_name(name), fold_name(person)
    if not key or not whose:
        raise ValueError("somebody has no name")
    free = (person_of(db, key), person_of(db, whose)) == (key, whose) and not aliases(db, key)
    if free and key != whose:
        swap_aliases(db, [], [Alias(key, name, whose, person, to_ms(made) or 0)])


def _set_by_key(db: Database, feed: str, what: str, pairs: Iterable[tuple[int, str]]) -> None:
    where = "key = ? AND feed_id IS (SELECT id FROM feed WHERE url = ?)"
    db.connection.executemany(
        f"UPDATE article SET {what} WHERE {where}", [(*pair, feed) for pair in pairs]
    )


def _by_feed(db: Database, value: str, where: str) -> Iterator[tuple[str, dict[str, int]]]:
    rows = db.rows(
        f"SELECT coalesce(feed.url, '') AS feed_url, article.key, {value} FROM article "
        f"LEFT JOIN feed ON feed.id = article.feed_id WHERE {where} ORDER BY feed_url, article.id"
    )
    for url, group in groupby(rows, key=lambda row: str(row[0])):
        yield url, {key: number for _, key, number in group}


def _about(db: Database, article_id: int) -> dict[str, Any] | None:
    row = db.row(f"SELECT {_ARTICLE} WHERE article.id = ?", (article_id,))
    return _named(row) if row else None


def _named(row: Sequence[Any]) -> dict[str, Any]:
    _, *texts, published = row
    return dict(zip(_ARTICLE_NAMES, (*texts, _iso(published)), strict=True))


def _plain(one: Highlight | Correction) -> dict[str, Any]:
    """Return the fields of a value for JSON, but for the article's number."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(one).items()
        if name != "article_id"
    }


def _iso(milliseconds: int) -> str:
    return moment(milliseconds).isoformat()


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
