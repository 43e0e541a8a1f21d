"""Adds what a backup holds to a library, whichever version of newsreader wrote it."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newsreader.domain.clean import clean_line, clean_text, clean_url
from newsreader.domain.document import text_hash
from newsreader.domain.errors import LibraryError
from newsreader.domain.feed import DEMO_URL
from newsreader.domain.folder import clean_folder
from newsreader.domain.highlights.review import read_parts
from newsreader.domain.options.effective_options import OWN, OwnOptions
from newsreader.domain.options.proxy import clean_proxy
from newsreader.domain.quoting.correction import Correction
from newsreader.domain.quoting.speaker import fold_name
from newsreader.domain.rules import Rule, fault_of, read_actions
from newsreader.domain.story_version import StoryVersion
from newsreader.storage.corrections import (
    Alias,
    aliases,
    all_corrections,
    person_of,
    swap_aliases,
    swap_corrections,
)
from newsreader.storage.database import Database, to_ms
from newsreader.storage.deleted_highlights import TOMBSTONE, Tombstone, put_tombstone
from newsreader.storage.exchange.mark_lines import (
    find_or_make,
    put_highlight,
    read_highlight,
    read_moment,
)
from newsreader.storage.feed_addresses import feed_at
from newsreader.storage.feeds import add_feed
from newsreader.storage.highlights import HIGHLIGHT
from newsreader.storage.own_options import (
    own_options,
    set_own_options,
    stored_full_text,
    stored_interval,
    stored_keep,
)
from newsreader.storage.quotes import correct_quotes
from newsreader.storage.reviews import add_reviewed
from newsreader.storage.rules import put_rule, stored_rules
from newsreader.storage.safety.backup import HEADERS, backup_folder, backups
from newsreader.storage.story_versions import add_version, versions

_MARKS = {"bookmark": "bookmarked", "later": "later", "saved": "saved"}
"""The columns that tell since when an article is marked so, by the first key of a line."""


def restore(db: Database, path: Path, *, revive: bool = True) -> None:
    """Add to the library what a backup holds and the library does not.

    Of a highlight that both have the one that was changed last stays; nothing else is
    replaced. One that was deleted since comes back, unless ``revive`` is False: then it stays
    in the bin.

    Articles that are no longer there come back without their text, which a refresh or their
    page brings; their highlights are orphans until then. Raises ``LibraryError`` when the
    file is none of ours; the library is then as it was.
    """
    at = 0
    try:
        with path.open(encoding="utf-8") as file, db.transaction():
            for at, text in enumerate(file, 1):
                line = json.loads(text)
                if at == 1 and line not in HEADERS:
                    raise ValueError("it has another form")
                _restore_line(db, line, revive=revive)
            if not at:
                raise ValueError("it is empty")
            correct_quotes(db, sorted({one.article_id for one in all_corrections(db)}))
    except OSError as error:
        raise LibraryError(f"{path} could not be read: {error.strerror or error}.") from error
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise LibraryError(f"{path}, line {at}, is no line of a backup: {error}.") from error


def restore_newest(db: Database, *, revive: bool = True) -> Path | None:
    """Add what the newest readable backup beside a library holds; return it, None for none.

    See ``restore``.
    """
    for backup in backups(backup_folder(db.path)):
        # An unreadable one is no loss as long as an older one is not.
        with suppress(LibraryError):
            restore(db, backup, revive=revive)
            return backup
    return None


def _restore_line(db: Database, line: dict[str, Any], *, revive: bool) -> None:
    execute = db.connection.execute
    match line:
        case {"feed": str(url), "added": str(added)}:
            _restore_feed(db, line, url, read_moment(added))
        case {"folder": str(path)}:
            execute("INSERT OR IGNORE INTO folder (path) VALUES (?)", (clean_folder(path),))
        case {"view": str(name), "query": str(query), "made": str(made)}:
            execute(
                "INSERT OR IGNORE INTO saved_view (name, query, sort, notify, place, made) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(clean_line(name), clean_line(query), clean_line(str(line["sort"]))),
                    *(bool(line["notify"]), int(line["place"]), to_ms(read_moment(made))),
                ),
            )
        case (
            {"bookmark": str(when), "article": dict(about)}
            | {"later": str(when), "article": dict(about)}
            | {"saved": str(when), "article": dict(about)}
        ):
            column = next(column for name, column in _MARKS.items() if name in line)
            execute(
                f"UPDATE article SET {column} = coalesce({column}, ?) WHERE id = ?",
                (to_ms(read_moment(when)), find_or_make(db, about)),
            )
        case {"through": dict(through), "article": dict(about)}:
            title, outlet = (clean_line(str(through[name])) for name in ("title", "outlet"))
            execute(
                "INSERT OR IGNORE INTO found_through VALUES (?, 0, ?, ?, ?)",
                (find_or_make(db, about), title, outlet, clean_url(str(through["url"]))),
            )
        case {"tag": str(tag), "article": dict(about)}:
            execute(
                "INSERT OR IGNORE INTO article_tag (article_id, tag) VALUES (?, ?)",
                (find_or_make(db, about), clean_line(tag)),
            )
        case {"version": dict(kept), "article": dict(about)}:
            restore_version(db, kept, find_or_make(db, about))
        case {"deleted": str()} | {"highlight": dict()}:
            _restore_mark(db, line, revive=revive)
        case {"correction": dict(kept), "article": about}:
            restore_correction(db, kept, find_or_make(db, about) if about else 0)
        case {"alias": str(name), "person": str(person), "made": str(made)}:
            restore_alias(db, clean_line(name), clean_line(person), read_moment(made))
        case {"rule": str(name), "query": str(query), "actions": str(do), "made": str(made)}:
            _restore_rule(db, Rule(query, do, name), str(line.get("until", "")), read_moment(made))
        case {"read": list(keys), "feed": str(feed)}:
            _set_by_key(db, feed, "read = ?", ((1, str(key)) for key in keys))
        case {"positions": dict(positions), "feed": str(feed)}:
            pairs = ((int(offset), str(key)) for key, offset in positions.items())
            _set_by_key(db, feed, "position = max(position, ?)", pairs)
        case _ if line not in HEADERS:
            raise ValueError("nothing known stands in it")


def _restore_feed(db: Database, line: dict[str, Any], url: str, added: datetime) -> None:
    if url != DEMO_URL and not clean_url(url):
        raise ValueError(f"“{clean_line(url)}” is no address")
    title, own, site, folder = (
        clean_line(str(line[name])) for name in ("title", "own_title", "site_url", "folder")
    )
    feed_id = add_feed(db, url, added, title=title, site_url=site, folder=folder)
    db.connection.execute(
        "UPDATE feed SET own_title = ? WHERE id = ? AND own_title = ''", (own, feed_id)
    )
    others = clean_line(str(line.get("categories", "")))  # not before schema 17
    db.connection.execute(
        "UPDATE feed SET categories = ? WHERE id = ? AND categories = ''", (others, feed_id)
    )
    _restore_options(db, line, feed_id)


def _restore_options(db: Database, line: dict[str, Any], feed_id: int) -> None:
    """Give a feed the options of a backup that it has not; there were none before schema 18."""
    proxy = clean_line(str(line.get("proxy", "")))
    kept = OwnOptions(
        interval=stored_interval(_whole_number(line.get("interval"))),
        full_text=stored_full_text(str(line.get("full_text", ""))),
        keep=stored_keep(_whole_number(line.get("keep"))),
        user_agent=clean_line(str(line.get("user_agent", ""))),
        proxy=proxy and clean_proxy(proxy),
    )
    present = own_options(db, feed_id)
    missing = {name: getattr(kept, name) for name in OWN if getattr(present, name) in (None, "")}
    set_own_options(db, feed_id, replace(present, **missing))


def _whole_number(value: Any) -> int | None:
    return None if value is None else int(value)


def restore_version(db: Database, kept: dict[str, Any], article_id: int) -> None:
    """Add a version to those of an article, unless it is there; its text may bear highlights."""
    text, shape, title = clean_text(str(kept["text"])), str(kept["shape"]), str(kept["title"])
    hash_ = text_hash(text)
    db.connection.execute(
        "INSERT OR IGNORE INTO highlighted_text (hash, text) VALUES (?, ?)", (hash_, text)
    )
    one = StoryVersion(
        article_id=article_id,
        number=0,
        hash=hash_,
        title=clean_line(title),
        url=clean_url(str(kept["url"])),
        author=clean_line(str(kept["author"])),
        outlet=clean_line(str(kept["outlet"])),
        language=clean_line(str(kept["language"])),
        published=read_moment(kept["published"]),
        dated=bool(kept["dated"]),
        source=clean_line(str(kept["source"])),
        seen=read_moment(kept["seen"]) if kept["seen"] else None,
    )
    if all((old.hash, old.title) != (one.hash, one.title) for old in versions(db, article_id)):
        add_version(db, one, text, shape)


def _restore_mark(db: Database, line: dict[str, Any], *, revive: bool) -> None:
    match line:
        case {"deleted": str(id_), "at": str(at)}:
            _restore_deleted(db, clean_line(id_), read_moment(at), line)
        case {"highlight": dict(kept), "article": dict(about)}:
            _restore_highlight(db, kept, find_or_make(db, about), revive=revive)
            if reviewed := read_parts(line.get("reviewed")):
                add_reviewed(db, {clean_line(str(kept["id"])): reviewed})
        case _:
            raise ValueError("a highlight has no article")


def _restore_highlight(
    db: Database, kept: dict[str, Any], article_id: int, *, revive: bool
) -> None:
    one = read_highlight(kept, article_id)
    gone = TOMBSTONE.first(db, "WHERE id = ?", (one.id,))
    if gone is not None:
        if not revive and gone.deleted >= (one.updated or gone.deleted):
            return
        db.connection.execute("DELETE FROM deleted_highlight WHERE id = ?", (one.id,))
    present = HIGHLIGHT.first(db, "WHERE id = ?", (one.id,))
    if present is None or (to_ms(present.updated) or 0) <= (to_ms(one.updated) or 0):
        put_highlight(db, one)
    elif not db.column("SELECT 1 FROM article WHERE id = ?", (present.article_id,)):
        db.connection.execute(
            "UPDATE highlight SET article_id = ? WHERE id = ?", (article_id, one.id)
        )


def _restore_deleted(db: Database, id_: str, deleted: datetime, line: dict[str, Any]) -> None:
    """Put into the bin what lay there, unless the library has it, here or there."""
    if db.column("SELECT 1 FROM highlight WHERE id = ?", (id_,)):
        return
    present = TOMBSTONE.first(db, "WHERE id = ?", (id_,))
    if present is not None and (present.line or "highlight" not in line):
        return
    kept = {name: line[name] for name in ("highlight", "article") if name in line}
    if kept:
        read_highlight(kept["highlight"], 0)
    stored = json.dumps(kept, ensure_ascii=False) if kept else ""
    put_tombstone(db, Tombstone(id_, 0, deleted, stored))


def restore_correction(db: Database, kept: dict[str, Any], article_id: int) -> None:
    """Add a correction unless it is there; ``article_id`` is 0 where its article is gone."""
    number = clean_line(str(kept["id"]))
    if db.column("SELECT 1 FROM correction WHERE id = ?", (number,)):
        return
    words, prefix, suffix = (clean_text(str(kept[name])) for name in ("words", "prefix", "suffix"))
    speaker, found, outlet = (
        clean_line(str(kept[name])) for name in ("speaker", "found", "outlet")
    )
    one = Correction(
        id=number,
        article_id=article_id,
        words=words,
        start=int(kept["start"]),
        prefix=prefix,
        suffix=suffix,
        is_quote=bool(kept["is_quote"]),
        speaker=speaker,
        found=found,
        outlet=outlet,
        made=read_moment(kept["made"]),
    )
    swap_corrections(db, [], [one])


def restore_alias(db: Database, name: str, person: str, made: datetime) -> None:
    """Join a name to another unless one of them is joined to somebody already."""
    key, whose = fold_name(name), fold_name(person)
    if not key or not whose:
        raise ValueError("somebody has no name")
    free = (person_of(db, key), person_of(db, whose)) == (key, whose) and not aliases(db, key)
    if free and key != whose:
        swap_aliases(db, [], [Alias(key, name, whose, person, to_ms(made) or 0)])


def _restore_rule(db: Database, rule: Rule, until: str, made: datetime) -> None:
    """Store a rule unless there is one of its name."""
    if fault := fault_of(rule, made):
        raise ValueError(fault)
    read_actions(rule.do)
    last = datetime.fromisoformat(until).date() if until else None
    if not any(one.name == rule.label for one in stored_rules(db)):
        put_rule(db, replace(rule, until=last), made)


def _set_by_key(db: Database, feed: str, what: str, pairs: Iterable[tuple[int, str]]) -> None:
    feed_id = feed_at(db, feed)
    db.connection.executemany(
        f"UPDATE article SET {what} WHERE key = ? AND feed_id IS ?",
        [(*pair, feed_id) for pair in pairs],
    )
