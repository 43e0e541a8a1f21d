"""Finds the articles that entries of a feed are already, and frees the keys that they need."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsreader.domain.address_keys import page_key
from newsreader.domain.entry_matching import (
    CROWD,
    StoredEntry,
    is_suspect,
    match_entries,
    stem_of,
)
from newsreader.domain.feed import EntryRow
from newsreader.domain.ids import qualified_key, told_apart
from newsreader.storage.database import Database, chunks, from_ms
from newsreader.storage.rows import Rows

LATEST = 500
"""Among how many of the newest articles of a feed one of the same headline is looked for."""
AT_ONCE = 1_000
"""How many articles of one date, or with one page, are compared at most."""

_RENAME = "UPDATE article SET key = ? WHERE id = ?"
_STORED = Rows(StoredEntry, "article")


@dataclass(frozen=True, slots=True)
class _Page:
    """An article and its page."""

    id: int
    url: str


_PAGE = Rows(_Page, "article")


def page_print(url: str) -> int:
    """Return a fingerprint of the page at an address, equal for all its spellings; 0 for none."""
    key = page_key(url)
    if not key:
        return 0
    digest = hashlib.sha256(key.encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:5], "big")  # within what recovery takes for a sound number


def find_article(db: Database, feed_id: int, entry: EntryRow) -> int | None:
    """Return the article of a feed that an entry is; or None.

    Where its key is not known only articles of its page are looked at.
    """
    stored = _STORED.first(db, "WHERE feed_id = ? AND key = ?", (feed_id, entry.key))
    if stored and not is_suspect(stored, entry):
        return stored.id
    found = {one.id: one for one in _of_same_page(db, feed_id, [entry])}
    found |= {stored.id: stored} if stored else {}
    matched = match_entries(list(found.values()), [entry]).get(entry.key)
    if matched is not None or stored is None:
        return matched
    found_by_own = _STORED.first(db, "WHERE feed_id = ? AND key = ?", (feed_id, _own_key(entry)))
    return found_by_own.id if found_by_own else None


def free_key(db: Database, feed_id: int, entry: EntryRow) -> str:
    """Return the key of an entry, or one that names itself where another story has that."""
    if not db.value("SELECT 1 FROM article WHERE feed_id = ? AND key = ?", (feed_id, entry.key)):
        return entry.key
    return _own_key(entry)


def _own_key(entry: EntryRow) -> str:
    return qualified_key(entry.key, entry.url, entry.title, from_ms(entry.published))


def same_stories(db: Database, feed_id: int, other_id: int) -> dict[int, int]:
    """Return which articles of a feed are also articles of another one, by their numbers.

    Articles of the first whose keys other stories of the second have get keys of their own.
    """
    mine, theirs = (
        {one.id: one for one in _STORED.read(db, "WHERE feed_id = ?", (number,))}
        for number in (feed_id, other_id)
    )
    matched = match_entries(list(theirs.values()), [_as_entry(one) for one in mine.values()])
    found = {one.id: matched[one.key] for one in mine.values() if one.key in matched}
    holders = {one.key: one.id for one in theirs.values()}
    strangers = {
        number: one
        for number, one in mine.items()
        if holders.get(one.key, found.get(number)) != found.get(number)
    }
    _give_own_keys(db, feed_id, strangers, holders)
    return found


def _as_entry(one: StoredEntry) -> EntryRow:
    published = one.published if one.dated else None
    return EntryRow(one.key, one.title, "", one.url, "", "", one.summary, published, "")


def find_articles(
    db: Database, feed_id: int, entries: Sequence[EntryRow], unchanged: Collection[str]
) -> dict[str, int]:
    """Return the articles that entries of a feed are, by key, and free the keys of the entries.

    ``unchanged`` are the keys of all other entries of the document. An article whose key was
    given to another story gets one that names itself. Inside a transaction.
    """
    known = _stayed(db, entries)
    stored = {
        one.key: one
        for marks, chunk in chunks([entry.key for entry in entries])
        for one in _STORED.read(db, f"WHERE feed_id = ? AND key IN ({marks})", (feed_id, *chunk))
    }
    suspects = [one for one in entries if is_suspect(stored.get(one.key), one)]
    found = {one.id: one for one in stored.values()}
    if suspects and _has_articles(db, feed_id):
        found |= {one.id: one for one in _similar(db, feed_id, suspects)}
    matched = match_entries(list(found.values()), entries, unchanged)
    _free_keys(db, feed_id, found, matched, {one.key for one in entries})
    return known | matched


def _stayed(db: Database, entries: Sequence[EntryRow]) -> dict[str, int]:
    """Return the stories that stayed when their feed was removed, and come home with it."""
    pages = {one.key: page_key(one.url) for one in entries}
    return {
        one.key: one.id
        for marks, chunk in chunks(list(pages))
        for one in _STORED.read(db, f"WHERE feed_id IS NULL AND key IN ({marks})", chunk)
        if page_key(one.url) == pages[one.key]
    }


def _has_articles(db: Database, feed_id: int) -> bool:
    return bool(db.value("SELECT EXISTS (SELECT 1 FROM article WHERE feed_id = ?)", (feed_id,)))


def _similar(db: Database, feed_id: int, entries: Sequence[EntryRow]) -> Iterator[StoredEntry]:
    """Yield the articles of a feed that may be one of these entries under another key."""
    mine = "WHERE feed_id = ?"
    newest = f"SELECT id FROM article {mine} ORDER BY published DESC, id DESC LIMIT {LATEST}"
    for marks, chunk in chunks(sorted({one.title for one in entries})):
        same_title = f"WHERE id IN ({newest}) AND title IN ({marks})"
        yield from _STORED.read(db, same_title, (feed_id, *chunk))
    yield from _of_same_page(db, feed_id, entries)
    for second in sorted({one.published // 1000 for one in entries if one.published is not None}):
        same_date = f"{mine} AND published BETWEEN ? AND ? LIMIT {CROWD + 1}"
        yield from _STORED.read(db, same_date, (feed_id, second * 1000, second * 1000 + 999))
    for stem in sorted({stem_of(one) for one in entries}):
        # One tells that the key is shared; "}" follows "|".
        same_stem = f"{mine} AND key >= ? AND key < ? LIMIT 1"
        yield from _STORED.read(db, same_stem, (feed_id, f"{stem}|", f"{stem}}}"))
        yield from _STORED.read(db, f"{mine} AND key = ?", (feed_id, stem))


def _of_same_page(db: Database, feed_id: int, entries: Sequence[EntryRow]) -> Iterator[StoredEntry]:
    fill_prints(db, feed_id)
    prints = {page_print(one.url) for one in entries} - {0}
    for marks, chunk in chunks(sorted(prints)):
        same_page = f"WHERE feed_id = ? AND page_print IN ({marks}) LIMIT {AT_ONCE}"
        yield from _STORED.read(db, same_page, (feed_id, *chunk))


def fill_prints(db: Database, feed_id: int) -> None:
    """Give the articles of a feed the prints that older versions and backups have not."""
    without = _PAGE.read(db, "WHERE feed_id = ? AND page_print IS NULL", (feed_id,))
    db.connection.executemany(
        "UPDATE article SET page_print = ? WHERE id = ?",
        [(page_print(one.url), one.id) for one in without],
    )


def _free_keys(
    db: Database,
    feed_id: int,
    articles: Mapping[int, StoredEntry],
    matched: Mapping[str, int],
    keys: Collection[str],
) -> None:
    """Take the ``keys`` of entries from the articles that do not have them from now on."""
    for key, article_id in matched.items():
        if articles[article_id].key != key:
            db.connection.execute(_RENAME, (f"{article_id}|moving", article_id))
    keeping = frozenset(matched.values())
    others = {number: one for number, one in articles.items() if number not in keeping}
    _give_own_keys(db, feed_id, others, keys)


def _give_own_keys(
    db: Database, feed_id: int, articles: Mapping[int, StoredEntry], keys: Collection[str]
) -> None:
    """Give those of these articles of a feed that have one of ``keys`` a key of their own."""
    for one in articles.values():
        if one.key not in keys:
            continue
        dated = from_ms(one.published) if one.dated else None
        own = qualified_key(one.key, one.url, one.title, dated)
        taken = "SELECT 1 FROM article WHERE feed_id = ? AND key = ?"
        while own in keys or db.value(taken, (feed_id, own)):
            own = told_apart(own, str(one.id))
        db.connection.execute(_RENAME, (own, one.id))
