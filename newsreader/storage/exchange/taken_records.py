"""Takes into a library what other devices have to tell."""

import json
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsreader.domain.clean import clean_line, clean_text
from newsreader.domain.document import text_hash
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.highlights.review import Reviewed, read_parts
from newsreader.domain.mark_line import write_record
from newsreader.domain.mark_record import DELETED, MarkRecord, RecordKind, canonical, merge_records
from newsreader.domain.taken_marks import TakenMarks
from newsreader.storage.corrections import ALIAS, CORRECTION, swap_aliases, swap_corrections
from newsreader.storage.database import Database, moment, to_ms
from newsreader.storage.deleted_highlights import (
    TOMBSTONE,
    Tombstone,
    put_in_bin,
    put_tombstone,
    read_tombstone_line,
)
from newsreader.storage.exchange.mark_lines import (
    find_or_make,
    named_article,
    put_highlight,
    read_highlight,
    read_moment,
    without_article,
)
from newsreader.storage.exchange.marks_clock import note_clocks
from newsreader.storage.exchange.shared_records import (
    MOMENTS,
    PASSAGE,
    REVIEWED,
    VERIFIED,
    Key,
    article_id_of,
    keep_records,
    known_records,
    present_records,
)
from newsreader.storage.highlights import HIGHLIGHT, carry_highlights
from newsreader.storage.quotes import correct_again
from newsreader.storage.reviews import add_reviewed
from newsreader.storage.safety.restore import restore_alias, restore_correction, restore_version

_SENSELESS = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError)


def take_records(db: Database, records: Iterable[MarkRecord], now: datetime) -> TakenMarks:
    """Merge what other devices tell into the library; raises ``ValueError`` for what is no record.

    What of it is older than what the library has changes nothing. All is taken in, or nothing.
    """
    records = tuple(records)
    with db.transaction():
        note_clocks(db, records, to_ms(now))
        known = known_records(db)
        mine = present_records(db, now, known)
        merged = dict(mine)
        for one in records:
            key = (one.kind, one.id)
            here = merged.get(key)
            merged[key] = _merged(here, one) if here else one
        try:
            taking = _Taking(db, merged.values(), now)
        except _SENSELESS as error:
            raise ValueError(f"a record makes no sense: {error}") from error
        order = {kind: number for number, kind in enumerate(RecordKind)}
        for key in sorted(merged, key=lambda key: (order[key[0]], _number(merged[key]), key[1])):
            if key not in mine or _told(merged[key]) != _told(mine[key]):
                try:
                    taking.take(merged[key], mine.get(key))
                except _SENSELESS as error:
                    raise ValueError(f"the {key[0]} {key[1]!r} makes no sense: {error}") from error
        taking.finish()
        keep_records(db, (one for one in merged.values() if not _is_known(known, one)))
    return taking.told


def tell_lines(db: Database, now: datetime) -> list[str]:
    """Return all that the library has to tell, as lines, and keep that it was told if it can be.

    What is as it was told last has the line of then: to write thousands anew takes seconds.
    """
    with nullcontext() if db.frozen else db.transaction():
        known = known_records(db)
        told = present_records(db, now, known)
        changed = {key: one for key, one in told.items() if not _is_known(known, one)}
        if not db.frozen:
            keep_records(db, changed.values())
    return [write_record(one) if key in changed else known[key][1] for key, one in told.items()]


def _is_known(known: Mapping[Key, tuple[MarkRecord, str]], one: MarkRecord) -> bool:
    before = known.get((one.kind, one.id))
    return before is not None and before[0] == one


def _merged(known: MarkRecord, other: MarkRecord) -> MarkRecord:
    """Merge two records, seen as the device sees it that has the passage of both."""
    both = merge_records(known, other)
    is_mine = canonical(known.told("passage")) == canonical(both.told("passage"))
    return replace(both, seen=known.seen if is_mine else other.seen)


def _told(one: MarkRecord) -> MarkRecord:
    return replace(one, seen={})


def _number(one: MarkRecord) -> int:
    number = one.seen.get("number", 0)
    return number if isinstance(number, int) else 0


class _Taking:
    """One taking in, inside a transaction."""

    def __init__(self, db: Database, records: Iterable[MarkRecord], now: datetime) -> None:
        self._db = db
        self._now = now
        self._wanted = {
            article_id_of(one.seen["article"]) for one in records if _wants_article(one)
        }
        self._touched: set[int] = set()
        self._corrected: list[tuple[int, str, str, str]] = []
        self._reviewed: dict[str, Reviewed] = {}
        self.told = TakenMarks()

    def take(self, one: MarkRecord, mine: MarkRecord | None) -> None:
        """Make one thing what it is by its record; ``mine`` is what it was here."""
        match one.kind:
            case RecordKind.TEXT:
                self._take_text(one)
            case RecordKind.VERSION:
                self._take_version(one)
            case RecordKind.ARTICLE:
                self._take_article(one)
            case RecordKind.HIGHLIGHT:
                self._take_highlight(one, mine)
            case RecordKind.CORRECTION:
                self._take_correction(one)
            case RecordKind.ALIAS:
                self._take_alias(one)

    def finish(self) -> None:
        """Bring to the present texts and quotes what was taken in."""
        for article_id in sorted(self._touched):
            text = self._db.value(
                "SELECT text FROM article_text WHERE article_id = ?", (article_id,), ""
            )
            if text:  # without one they stand where they stood on the other device
                carry_highlights(self._db, article_id, text, text_hash(text))
        correct_again(self._db, self._corrected)
        add_reviewed(self._db, self._reviewed)

    def _article(self, one: MarkRecord) -> int:
        name = one.seen.get("article")
        if not isinstance(name, dict):
            raise ValueError("its article is not named")
        return find_or_make(self._db, name)

    def _take_text(self, one: MarkRecord) -> None:
        text = clean_text(str(one.told("text")))
        self._db.connection.execute(
            "INSERT OR IGNORE INTO highlighted_text (hash, text) VALUES (?, ?)",
            (text_hash(text), text),
        )

    def _take_version(self, one: MarkRecord) -> None:
        number = self._article_of_state(one)
        if number is not None:
            restore_version(self._db, dict(one.told("version")), number)
            self.told += TakenMarks(others=1)

    def _article_of_state(self, one: MarkRecord) -> int | None:
        """Return an article that is there, or is made for what else is told of it."""
        name = one.seen.get("article")
        if isinstance(name, dict) and article_id_of(name) not in self._wanted:
            return named_article(self._db, name)
        return self._article(one)

    def _take_article(self, one: MarkRecord) -> None:
        number = self._article_of_state(one)
        if number is None:
            return
        values = {
            mark: None if (told := one.told(mark)) is None else to_ms(read_moment(told))
            for mark in MOMENTS
        }
        execute = self._db.connection.execute
        execute(
            "UPDATE article SET bookmarked = ?, later = ?, saved = ?, read = ?, position = ? "
            "WHERE id = ?",
            (
                *(values[mark] for mark in MOMENTS),
                *(bool(one.told("read")), int(one.told("position", 0)), number),
            ),
        )
        for tag, is_given in _tags(one).items():
            if is_given:
                execute(
                    "INSERT OR IGNORE INTO article_tag (article_id, tag) VALUES (?, ?)",
                    (number, tag),
                )
            else:
                execute("DELETE FROM article_tag WHERE article_id = ? AND tag = ?", (number, tag))
        self.told += TakenMarks(others=1)

    def _take_highlight(self, one: MarkRecord, mine: MarkRecord | None) -> None:
        present = HIGHLIGHT.first(self._db, "WHERE id = ?", (one.id,))
        if one.is_deleted:
            self._delete(one, present)
            return
        number = present.article_id if present else self._article(one)
        put_highlight(self._db, _highlight(one, number, present))
        self._db.connection.execute("DELETE FROM deleted_highlight WHERE id = ?", (one.id,))
        self._touched.add(number)
        if reviewed := read_parts(one.told(REVIEWED)):
            self._reviewed[one.id] = reviewed
        both = len({note for note in one.notes.values() if note}) > 1
        had_both = mine is not None and mine.note == one.note
        self.told += TakenMarks(
            new=int(present is None),
            changed=int(present is not None),
            both=int(both and not had_both),
        )

    def _delete(self, one: MarkRecord, present: Highlight | None) -> None:
        when = min(moment(one.values[DELETED].at), self._now)  # its clock may be ahead
        if present is not None:
            put_in_bin(self._db, _highlight(one, present.article_id, present), when)
            self._db.connection.execute("DELETE FROM highlight WHERE id = ?", (one.id,))
            self._touched.add(present.article_id)
            self.told += TakenMarks(deleted=1)
            return
        buried = TOMBSTONE.first(self._db, "WHERE id = ?", (one.id,))
        if buried is not None and not buried.line:
            return  # the bin was emptied
        line = ""
        if one.told("passage") is not None:
            kept = read_tombstone_line(buried.line) if buried else None
            article = kept[1] if kept else one.seen.get("article")
            highlight = without_article(_highlight(one, 0, None))
            line = json.dumps({"highlight": highlight, "article": article}, ensure_ascii=False)
        number = buried.article_id if buried else 0
        put_tombstone(self._db, Tombstone(one.id, number, when, line))

    def _take_correction(self, one: MarkRecord) -> None:
        old = CORRECTION.first(self._db, "WHERE id = ?", (one.id,))
        if one.is_deleted:
            swap_corrections(self._db, [old] if old else [], [])
        elif old is None:
            named = isinstance(one.seen.get("article"), dict)
            article_id = self._article(one) if named else 0
            restore_correction(self._db, dict(one.told("correction")), article_id)
        now = CORRECTION.first(self._db, "WHERE id = ?", (one.id,))
        for each in (old, now):
            if each is not None and old != now:
                self._corrected.append((each.article_id, each.found, each.speaker, each.outlet))
        self.told += TakenMarks(others=int(old != now))

    def _take_alias(self, one: MarkRecord) -> None:
        old = ALIAS.first(self._db, "WHERE key = ?", (one.id,))
        told: Mapping[str, Any] = one.told("alias")
        if old is not None and (one.is_deleted or old.person_name != told["person_name"]):
            swap_aliases(self._db, [old], [])
        if not one.is_deleted:
            name, person = clean_line(str(told["name"])), clean_line(str(told["person_name"]))
            restore_alias(self._db, name, person, moment(int(told["made"])))
        now = ALIAS.first(self._db, "WHERE key = ?", (one.id,))
        self.told += TakenMarks(others=int(old != now))


def _highlight(one: MarkRecord, article_id: int, present: Highlight | None) -> Highlight:
    """Return the highlight of a record, standing where ``present`` does where it has its words."""
    passage: Mapping[str, Any] = one.told("passage")
    verified = dict(zip(VERIFIED, one.told("verification"), strict=True))
    line = {
        **{part: passage[part] for part in PASSAGE},
        **one.seen.get("place", {}),
        **one.seen.get("said", {}),
        **verified,
        "id": one.id,
        "colour": one.told("colour"),
        "note": one.note,
        "tags": [tag for tag, is_given in _tags(one).items() if is_given],
        "created": one.told("created"),
        "updated": one.told("updated"),
    }
    made = read_highlight(line, article_id)
    if present is None or any(getattr(made, part) != getattr(present, part) for part in PASSAGE):
        return made
    return replace(
        present,
        colour=made.colour,
        note=made.note,
        tags=made.tags,
        verification=made.verification,
        checked_against=made.checked_against,
        checked_on=made.checked_on,
        updated=made.updated,
    )


def _wants_article(one: MarkRecord) -> bool:
    """Return whether an article is worth being made for what a record tells of it."""
    if not isinstance(one.seen.get("article"), dict) or one.is_deleted:
        return False
    match one.kind:
        case RecordKind.HIGHLIGHT | RecordKind.CORRECTION:
            return True
        case RecordKind.ARTICLE:
            return any(one.told(mark) is not None for mark in MOMENTS) or any(_tags(one).values())
        case _:
            return False


def _tags(one: MarkRecord) -> dict[str, bool]:
    found = {
        clean_line(name.removeprefix("tag:")): bool(value.value)
        for name, value in one.values.items()
        if name.startswith("tag:")
    }
    return {tag: is_given for tag, is_given in found.items() if tag}
