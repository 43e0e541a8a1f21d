"""What a library has to tell other devices: all that the user made, as records that merge.

What was last told is kept, so that it is known since when something is as it is, and which notes
a new one replaces.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from newsreader.domain.errors import NotFound
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.mark_line import read_record, write_record
from newsreader.domain.mark_record import DELETED, MarkRecord, RecordKind, Value, as_now
from newsreader.storage.articles import OF_FEED
from newsreader.storage.corrections import all_aliases, all_corrections
from newsreader.storage.database import Database, to_ms
from newsreader.storage.deleted_highlights import Tombstone, read_tombstone_line, tombstones
from newsreader.storage.exchange.mark_lines import (
    article_line,
    iso,
    plain,
    read_highlight,
    without_article,
)
from newsreader.storage.exchange.marks_clock import clock_ahead
from newsreader.storage.feeds import NEVER_REMOVED
from newsreader.storage.highlight_speakers import all_spoken
from newsreader.storage.highlights import all_highlights, texts_of_highlights
from newsreader.storage.reviews import all_reviewed
from newsreader.storage.rows import Rows
from newsreader.storage.story_versions import version_text, versioned_articles, versions

Key = tuple[RecordKind, str]
PASSAGE = ("text", "prefix", "suffix", "made_on")
"""What a highlight is of, the same on all devices."""
PLACE = ("start", "end", "state", "text_hash")
"""Where it stands, in the text that the device has."""
SAID = ("speaker", "role", "confidence", "inferred", "quoting")
"""Who says it, by the quotes that the device found."""
REVIEWED = "reviewed"
"""The name of the value that says when a highlight was looked at again: a day and days until."""
VERIFIED = ("verification", "checked_against", "checked_on")
MOMENTS = ("bookmarked", "later", "saved")
"""The states of an article that are told with when they were given."""
_KEPT = frozenset(
    {RecordKind.ARTICLE, RecordKind.HIGHLIGHT, RecordKind.CORRECTION, RecordKind.ALIAS}
)
"""Of which kinds it is kept what was told; the others never change."""


@dataclass(frozen=True, slots=True)
class _StateRow:
    """The state of an article that is told."""

    id: int
    feed: str
    key: str
    url: str
    read: bool
    bookmarked: int | None
    later: int | None
    saved: int | None
    position: int
    tags: tuple[str, ...]


_STATE = Rows(
    _StateRow,
    "article",
    joins=OF_FEED,
    columns={
        "feed": "coalesce(feed.url, '')",
        "tags": "(SELECT group_concat(tag, char(10)) FROM article_tag "
        "WHERE article_id = article.id)",
    },
)


def known_records(db: Database) -> dict[Key, tuple[MarkRecord, str]]:
    """Return what was last told or taken, each with its line; what is damaged is left out."""
    known: dict[Key, tuple[MarkRecord, str]] = {}
    for line in db.column("SELECT record FROM shared_record ORDER BY kind, id"):
        try:
            record = read_record(line)
        except (ValueError, TypeError, RecursionError):
            db.misread("shared_record: a record makes no sense")
            continue
        known[record.kind, record.id] = record, line
    return known


def keep_records(db: Database, records: Iterable[MarkRecord]) -> None:
    """Keep what is told now, inside a transaction."""
    db.connection.executemany(
        "INSERT INTO shared_record (kind, id, record) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (kind, id) DO UPDATE SET record = ?3 WHERE record <> ?3",
        [(str(one.kind), one.id, write_record(one)) for one in records if one.kind in _KEPT],
    )


def is_told(db: Database, kind: RecordKind, id_: str) -> bool:
    """Return whether other devices may know of something."""
    asked = "SELECT EXISTS (SELECT 1 FROM shared_record WHERE kind = ? AND id = ?)"
    return bool(db.value(asked, (str(kind), id_)))


def present_records(
    db: Database, now: datetime, known: Mapping[Key, tuple[MarkRecord, str]]
) -> dict[Key, MarkRecord]:
    """Return all that the library has to tell, texts and versions before what needs them.

    ``known`` is what ``known_records`` returns.
    """
    telling = _Telling(db, to_ms(now) or 0, {key: record for key, (record, _) in known.items()})
    records = (
        *telling.versions(),
        *telling.articles(),
        *telling.highlights(),
        *telling.deleted_highlights(),
        *telling.corrections(),
        *telling.aliases(),
    )
    told = {(one.kind, one.id): one for one in records}
    # A highlight that got lost is none that was deleted, nor is the state of an article.
    left = {key: one for key, one in telling.known.items() if key not in told}
    order = {kind: number for number, kind in enumerate(RecordKind)}
    return dict(sorted((told | left).items(), key=lambda item: order[item[0][0]]))


def article_id_of(name: Mapping[str, Any]) -> str:
    """Return the id of the record of an article, from what finds it again."""
    return f"{name['feed']}\n{name['key']}"


class _Telling:
    """What is told of one library."""

    def __init__(self, db: Database, now: int, known: Mapping[Key, MarkRecord]) -> None:
        self._db = db
        self._now = now
        self.known = known
        names = [one.seen.get("article") or {} for one in self.known.values()]
        # Where its feed is not followed, an article keeps the name that others have for it.
        self._names = {
            (str(one.get("key")), str(one.get("url"))): one for one in names if one.get("feed")
        }
        self._lines: dict[int, dict[str, Any] | None] = {}
        self._reviewed = all_reviewed(db)
        self._ahead = clock_ahead(db)

    def versions(self) -> Iterator[MarkRecord]:
        db, had = self._db, set[str]()
        for article_id in sorted(versioned_articles(db)):
            name = self._name(article_id)
            for one in versions(db, article_id):
                try:
                    text, shape = version_text(db, article_id, one.number)
                except NotFound:  # it is damaged
                    continue
                had.add(one.hash)
                line = without_article(one) | {"text": text, "shape": shape}
                number = line.pop("number")
                id_ = _digest(article_id_of(name or {"feed": "", "key": ""}), one.hash, one.title)
                yield MarkRecord(
                    RecordKind.VERSION,
                    id_,
                    {"version": Value(line, to_ms(one.seen) or 0)},
                    seen={"article": name, "number": number},
                )
        for kept in texts_of_highlights(db):
            if kept.hash not in had:
                yield MarkRecord(RecordKind.TEXT, kept.hash, {"text": Value(kept.text, 0)})

    def articles(self) -> Iterator[MarkRecord]:
        rows = {one.id: one for one in _STATE.read(self._db, f"WHERE {NEVER_REMOVED}")}
        known = [one for (kind, _), one in self.known.items() if kind is RecordKind.ARTICLE]
        told = {article_id_of(self._name(number) or {}) for number in rows}
        for record in known:
            if record.id not in told:
                feed, _, key = record.id.partition("\n")
                rest = "WHERE article.key = ? AND coalesce(feed.url, '') = ?"
                rows.update((one.id, one) for one in _STATE.read(self._db, rest, (key, feed)))
        for number, one in sorted(rows.items()):
            name = self._name(number)
            if name is None:
                continue
            id_ = article_id_of(name)
            before = self.known.get((RecordKind.ARTICLE, id_))
            values: dict[str, Any] = {
                mark: None if (at := getattr(one, mark)) is None else iso(at) for mark in MOMENTS
            }
            values |= {"read": one.read, "position": one.position}
            values |= _tags(one.tags, before)
            first = max(getattr(one, mark) or 0 for mark in MOMENTS)
            yield as_now(
                before,
                RecordKind.ARTICLE,
                id_,
                values,
                at=first if before is None else self._now,
                ahead=self._ahead,
                seen={"article": name},
            )

    def highlights(self) -> Iterator[MarkRecord]:
        for one in all_spoken(self._db, all_highlights(self._db)):
            yield self._highlight(one, self._name(one.article_id), {DELETED: None})

    def deleted_highlights(self) -> Iterator[MarkRecord]:
        for gone in tombstones(self._db):
            record = self._buried(gone)
            yield as_now(
                record,
                RecordKind.HIGHLIGHT,
                gone.id,
                {DELETED: sorted(record.notes)},
                at=to_ms(gone.deleted) or 0,
                ahead=self._ahead,
            )

    def corrections(self) -> Iterator[MarkRecord]:
        found = set()
        for one in all_corrections(self._db):
            found.add(one.id)
            seen = {"article": self._name(one.article_id)}
            values = {"correction": without_article(one), DELETED: None}
            yield self._now_is(RecordKind.CORRECTION, one.id, values, to_ms(one.made) or 0, seen)
        yield from self._gone(RecordKind.CORRECTION, found)

    def aliases(self) -> Iterator[MarkRecord]:
        found = set()
        for one in all_aliases(self._db):
            found.add(one.key)
            values = {"alias": plain(one), DELETED: None}
            yield self._now_is(RecordKind.ALIAS, one.key, values, one.made, {})
        yield from self._gone(RecordKind.ALIAS, found)

    def _gone(self, kind: RecordKind, present: set[str]) -> Iterator[MarkRecord]:
        """Yield what the user has taken back since it was told."""
        for (known_kind, id_), one in self.known.items():
            if known_kind is kind and id_ not in present:
                yield as_now(one, kind, id_, {DELETED: []}, at=self._now, ahead=self._ahead)

    def _highlight(
        self, one: Highlight, name: Mapping[str, Any] | None, more: Mapping[str, Any]
    ) -> MarkRecord:
        before = self.known.get((RecordKind.HIGHLIGHT, one.id))
        line = without_article(one)
        values = {
            "passage": {part: line[part] for part in PASSAGE},
            "colour": one.colour,
            "verification": [str(line[part]) for part in VERIFIED],
            "created": line["created"],
            "updated": line["updated"],
            **_tags(one.tags, before),
            **more,
        }
        seen = {
            "article": name,
            "place": {part: line[part] for part in PLACE},
            "said": {part: line[part] for part in SAID},
        }
        at = to_ms(one.updated) or 0
        told = as_now(
            before,
            RecordKind.HIGHLIGHT,
            one.id,
            values,
            at=at,
            ahead=self._ahead,
            note=one.note,
            seen=seen,
        )
        reviewed = self._reviewed.get(one.id)
        if reviewed is None:
            return told
        # It counts from the beginning of its day: the later review wins.
        at = to_ms(datetime.combine(date.fromordinal(reviewed.day), time(), UTC))
        return as_now(told, told.kind, one.id, {REVIEWED: reviewed.parts}, at=at)

    def _buried(self, gone: Tombstone) -> MarkRecord:
        """Return what is known of a deleted highlight, but that it was deleted."""
        empty = MarkRecord(RecordKind.HIGHLIGHT, gone.id)
        before = self.known.get((RecordKind.HIGHLIGHT, gone.id), empty)
        kept = read_tombstone_line(gone.line)
        if kept is None:
            return before
        try:
            return self._highlight(read_highlight(kept[0], gone.article_id), kept[1], {})
        except (ValueError, TypeError, LookupError, ArithmeticError):
            return before

    def _now_is(
        self,
        kind: RecordKind,
        id_: str,
        values: Mapping[str, Any],
        at: int,
        seen: Mapping[str, Any],
    ) -> MarkRecord:
        known = self.known.get((kind, id_))
        return as_now(known, kind, id_, values, at=at, ahead=self._ahead, seen=seen)

    def _name(self, article_id: int) -> dict[str, Any] | None:
        if article_id not in self._lines:
            line = article_line(self._db, article_id)
            if line is not None and not line["feed"]:
                line = self._names.get((line["key"], line["url"]), line)
            self._lines[article_id] = line
        return self._lines[article_id]


def _tags(present: Iterable[str], before: MarkRecord | None) -> dict[str, bool]:
    """Return each tag as a value of its own, also those that were known and are taken away."""
    named = {f"tag:{tag}": True for tag in present}
    known = before.values if before else {}
    return {name: False for name in known if name.startswith("tag:")} | named


def _digest(*facts: str) -> str:
    told = "\n".join(facts).encode("utf-8", "replace")
    return hashlib.sha256(told).hexdigest()[:32]
