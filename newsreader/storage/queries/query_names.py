"""The names that queries may ask for, looked up in a library: feeds, folders, tags, speakers."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from newsreader.domain.query.matching import is_in_folder, is_part, is_tag
from newsreader.domain.words import Phrase, fold_part
from newsreader.storage.database import Database
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.folders import folders
from newsreader.storage.queries.query_sql import named_outlet, phrase


def has_name(db: Database, field: str, value: str | Phrase, rules: Iterable[str] = ()) -> bool:
    """Return whether a field with this value can find something, as ``domain.query`` asks it.

    ``rules`` are the names of rules that are not in the library.
    """
    if isinstance(value, Phrase):
        return _is_speaker(db, value)
    match field:
        case "feed" | "outlet":
            return any(is_part(value, one) for one in titles(db)) or _is_outlet(db, value)
        case "folder":
            return any(is_in_folder(value, one) for one in folders(db))
        case "tag":
            return any(is_tag(value, one) for one in _tags(db))
        case "rule":
            return any(is_tag(value, one) for one in (*_rules(db), *rules))
    return True


def begins_name(db: Database, field: str, value: str | Phrase, rules: Iterable[str] = ()) -> bool:
    """Return whether a name begins with a value that is no name so far."""
    if isinstance(value, Phrase):
        return _is_speaker(db, replace(value, unfinished=True))
    match field:
        case "folder":
            return any(f"/{value}" in f"/{fold_part(one)}" for one in folders(db))
        case "tag":
            return any(fold_part(one).startswith(value) for one in _tags(db))
        case "rule":
            return any(fold_part(one).startswith(value) for one in (*_rules(db), *rules))
    return False


def names(db: Database, field: str) -> Collection[str]:
    """Return all names that a field may ask for."""
    match field:
        case "feed" | "outlet":
            return [*titles(db), *outlets(db)]
        case "folder":
            return folders(db)
        case "tag":
            return _tags(db)
        case "rule":
            return _rules(db)
        case "speaker":
            return db.column("SELECT name FROM person UNION SELECT name FROM alias")
    return ()


def titles(db: Database) -> list[str]:
    """Return the titles of all feeds."""
    return db.column(f"SELECT {SHOWN_TITLE} FROM feed")


def outlets(db: Database) -> list[str]:
    """Return the outlets that articles name, each once; all articles are read for that."""
    return db.column("SELECT DISTINCT outlet FROM article WHERE outlet <> ''")


def _tags(db: Database) -> list[str]:
    return db.column("SELECT tag FROM article_tag UNION SELECT tag FROM highlight_tag")


def _rules(db: Database) -> list[str]:
    return db.column("SELECT name FROM rule UNION SELECT rule FROM caught")


def _is_outlet(db: Database, value: str) -> bool:
    condition = named_outlet(value)
    return bool(
        db.value(
            f"SELECT 1 FROM article WHERE outlet <> '' AND {condition.sql} LIMIT 1",
            condition.values,
        )
    )


def _is_speaker(db: Database, name: Phrase) -> bool:
    said = db.value(
        "SELECT 1 FROM quote_index JOIN quote ON quote.id = quote_index.rowid "
        "WHERE quote_index MATCH ? AND quote.person IS NOT NULL LIMIT 1",
        (f"speaker : {phrase(name)}",),
    )
    if said:
        return True
    asked = (" ".join(name.words), name.unfinished)
    return bool(
        db.value(
            "SELECT 1 FROM alias WHERE has_words(?, ?, name) OR has_words(?, ?, person_name) "
            "UNION ALL SELECT 1 FROM highlight WHERE speaker <> '' AND has_words(?, ?, speaker) "
            "LIMIT 1",
            asked * 3,
        )
    )
