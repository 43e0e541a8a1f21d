"""Backups: writes what the user made to a dated file of JSON lines.

A line is a feed, a folder, a saved view, a bookmark, a saved page, through which article a page
was found, a tag, a story as it was when it was marked or before it changed, a highlight, one that
was deleted, a correction (each with what finds its article again), a rule, a name that was joined
to another or, to stay small, all read or opened articles of a feed. What can be fetched again is
left out. It is read from the present tables only.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsreader.domain.errors import LibraryError, NotFound
from newsreader.frozen import dataclass
from newsreader.storage.articles import OF_FEED
from newsreader.storage.corrections import (
    all_aliases,
    all_corrections,
)
from newsreader.storage.database import Database
from newsreader.storage.deleted_highlights import read_tombstone_line, tombstones
from newsreader.storage.exchange.mark_lines import (
    FEED_URL,
    ArticleName,
    article_line,
    iso,
    plain,
    without_article,
)
from newsreader.storage.feeds import NEVER_REMOVED
from newsreader.storage.highlight_speakers import all_spoken
from newsreader.storage.highlights import all_highlights
from newsreader.storage.reviews import all_reviewed
from newsreader.storage.rows import Rows
from newsreader.storage.rules import stored_rules
from newsreader.storage.saved_views import all_view_rows
from newsreader.storage.story_versions import version_text, versioned_articles, versions

HEADER = {"newsreader": "backup", "form": 1}
HEADERS = (HEADER, {"newsreader": "keepsake", "form": 1})
"""The first lines of files that can be restored; the second was written up to schema 5."""
_PATTERN = "newsreader-????-??-??.jsonl"
KEPT = 7
"""How many files are kept, the newest."""
_FORMER = "keepsakes"
"""The name of the folder up to schema 5."""


@dataclass(frozen=True, slots=True)
class _FeedLine:
    """What is kept of a feed; see schema.sql."""

    url: str
    title: str
    own_title: str
    site_url: str
    folder: str
    categories: str
    interval: int | None
    full_text: str
    keep: int | None
    user_agent: str
    proxy: str
    added: str


@dataclass(frozen=True, slots=True)
class _Bookmark(ArticleName):
    """An article that is bookmarked."""

    bookmarked: str


@dataclass(frozen=True, slots=True)
class _Later(ArticleName):
    """An article that is set aside to be read later."""

    later: str


@dataclass(frozen=True, slots=True)
class _Saved(ArticleName):
    """An article that was saved as a page of the web."""

    saved: str


@dataclass(frozen=True, slots=True)
class _FoundThrough(ArticleName):
    """An article with the title, the outlet and the page of the one whose link led to it."""

    through_title: str
    through_outlet: str
    through_url: str


@dataclass(frozen=True, slots=True)
class _Tag(ArticleName):
    """An article with one of its tags."""

    tag: str


@dataclass(frozen=True, slots=True)
class _State:
    """An article by its key, with one number of its state."""

    feed: str
    key: str
    number: int


_FEED_LINE = Rows(_FeedLine, "feed", convert={"added": iso})
_TIMES = {"published": iso, "bookmarked": iso, "later": iso, "saved": iso}
_BOOKMARK = Rows(_Bookmark, "article", joins=OF_FEED, columns=FEED_URL, convert=_TIMES)
_LATER = Rows(_Later, "article", joins=OF_FEED, columns=FEED_URL, convert=_TIMES)
_SAVED = Rows(_Saved, "article", joins=OF_FEED, columns=FEED_URL, convert=_TIMES)
_FOUND_THROUGH = Rows(
    _FoundThrough,
    "article",
    joins=f"{OF_FEED} JOIN found_through ON found_through.article_id = article.id",
    columns=FEED_URL
    | {f"through_{one}": f"found_through.{one}" for one in ("title", "outlet", "url")},
    convert=_TIMES,
)
_TAG = Rows(
    _Tag,
    "article",
    joins=f"{OF_FEED} JOIN article_tag ON article_tag.article_id = article.id",
    columns=FEED_URL | {"tag": "article_tag.tag"},
    convert=_TIMES,
)


def backup_folder(database: Path) -> Path:
    """Return where the backups of a library lie: in a folder beside it."""
    return database.parent / "backups"


def backups(folder: Path) -> list[Path]:
    """Return the dated files in ``folder``, and in the one of former versions, newest first."""
    found = [one for place in (folder, _former(folder)) for one in place.glob(_PATTERN)]
    return sorted(found, key=lambda one: (one.name, one.parent == folder), reverse=True)


def day_of(backup: Path) -> str:
    """Return of which day a backup is: ``2026-11-20``."""
    return backup.stem.removeprefix("newsreader-")


def write_backup(db: Database, folder: Path, today: date) -> Path | None:
    """Write the file of ``today``; return it, or None when there is one or nothing to keep.

    The file is for its owner only and appears whole or not at all. Of all files the ``KEPT``
    newest stay. Raises ``LibraryError``.
    """
    path = dated_backup(folder, today)
    if path.exists() or not db.value(
        "SELECT EXISTS (SELECT 1 FROM feed) OR EXISTS (SELECT 1 FROM article)"
    ):
        return None
    write_backup_to(db, path)
    try:
        for old in backups(folder)[KEPT:]:
            old.unlink()
        if _former(folder).is_dir() and not any(_former(folder).iterdir()):
            _former(folder).rmdir()
    except OSError as error:
        raise LibraryError(
            f"The day's copy of your marks could not be written: {error}."
        ) from error
    return path


def refuse_other_file(path: Path) -> None:
    """Raise ``LibraryError`` where a file is there already that is no backup."""
    if not path.exists():
        return
    header = b""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                header = file.readline(200)
    try:
        known = json.loads(header) in HEADERS
    except ValueError:
        known = False
    if not known:
        raise LibraryError(f"{path} is there already and no backup; it was left as it is.")


def write_backup_to(db: Database, path: Path) -> Path:
    """Write a backup to a file, in place of what is there; return it.

    It is for its owner only and appears whole or not at all. Raises ``LibraryError``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made in a folder of its own, which is removed whatever happens.
        with TemporaryDirectory(dir=path.parent, prefix=".") as shelter:
            part = Path(shelter) / path.name
            with part.open("w", encoding="utf-8") as file:
                part.chmod(0o600)
                for line in backup_lines(db):
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
    except OSError as error:
        raise LibraryError(
            f"The day's copy of your marks could not be written: {error}."
        ) from error
    return path


def dated_backup(folder: Path, today: date) -> Path:
    """Return where the backup of a day lies."""
    return folder / f"newsreader-{today.isoformat()}.jsonl"


def backup_lines(db: Database) -> Iterator[dict[str, Any]]:
    """Yield everything the user made as values for JSON; times are ISO 8601 UTC."""
    yield HEADER
    for feed in _FEED_LINE.read(db, "ORDER BY feed.id"):
        line = plain(feed)
        yield {"feed": line.pop("url"), **line}
    for path in db.column("SELECT path FROM folder ORDER BY path"):
        yield {"folder": path}
    for view in all_view_rows(db):
        line = plain(view)
        del line["id"]
        yield {"view": line.pop("name"), **line, "made": iso(view.made)}
    for bookmark in _BOOKMARK.read(db, "WHERE bookmarked IS NOT NULL ORDER BY article.id"):
        line = plain(bookmark)
        yield {"bookmark": line.pop("bookmarked"), "article": line}
    for later in _LATER.read(db, "WHERE later IS NOT NULL ORDER BY article.id"):
        line = plain(later)
        yield {"later": line.pop("later"), "article": line}
    for saved in _SAVED.read(db, "WHERE saved IS NOT NULL ORDER BY article.id"):
        line = plain(saved)
        yield {"saved": line.pop("saved"), "article": line}
    for found in _FOUND_THROUGH.read(db, f"WHERE {NEVER_REMOVED} ORDER BY article.id"):
        line = plain(found)
        through = {one: line.pop(f"through_{one}") for one in ("title", "outlet", "url")}
        yield {"through": through, "article": line}
    for tag in _TAG.read(db, "ORDER BY article.id, tag"):
        line = plain(tag)
        yield {"tag": line.pop("tag"), "article": line}
    yield from _version_lines(db)
    reviewed = all_reviewed(db)
    for one in all_spoken(db, reversed(all_highlights(db))):
        line = {"highlight": without_article(one), "article": article_line(db, one.article_id)}
        yield line | ({"reviewed": reviewed[one.id].parts} if one.id in reviewed else {})
    yield from _bin_lines(db)
    for correction in all_corrections(db):
        # One that has outlived its article still teaches its outlet.
        about = article_line(db, correction.article_id)
        yield {"correction": without_article(correction), "article": about}
    for alias in all_aliases(db):
        yield {"alias": alias.name, "person": alias.person_name, "made": iso(alias.made)}
    for rule in stored_rules(db):
        line = plain(rule)
        yield {"rule": line.pop("name"), **line}
    for url, keys in _by_feed(db, "read", "read = 1"):
        yield {"read": list(keys), "feed": url}
    for url, keys in _by_feed(db, "position", "position > 0"):
        yield {"positions": keys, "feed": url}


def _bin_lines(db: Database) -> Iterator[dict[str, Any]]:
    """Yield the deleted highlights; of those whose words are gone, that they were deleted."""
    for gone in tombstones(db):
        line = {"deleted": gone.id, "at": gone.deleted.isoformat()}
        kept = read_tombstone_line(gone.line)
        yield line | ({"highlight": kept[0], "article": kept[1]} if kept else {})


def _version_lines(db: Database) -> Iterator[dict[str, Any]]:
    """Yield the stories as they were; one that is damaged is left out."""
    for article_id in sorted(versioned_articles(db)):
        about = article_line(db, article_id)
        for version in versions(db, article_id):
            with suppress(NotFound):
                text, shape = version_text(db, article_id, version.number)
                line = without_article(version)
                del line["number"]
                yield {"version": line | {"text": text, "shape": shape}, "article": about}


def _by_feed(db: Database, column: str, where: str) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield for each feed the articles with a state, by key, each with its number."""
    state = Rows(
        _State, "article", joins=OF_FEED, columns=FEED_URL | {"number": f"article.{column}"}
    )
    rows = state.read(db, f"WHERE {where} ORDER BY feed, article.id")
    for url, group in groupby(rows, key=lambda one: one.feed):
        yield url, {one.key: one.number for one in group}


def _former(folder: Path) -> Path:
    return folder.with_name(_FORMER)
