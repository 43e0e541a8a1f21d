"""Parses the dates that feeds write, in any of their many forms, and rejects implausible ones."""

import calendar
import re
import time
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache

from newsreader.languages import codes, table

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Nothing was published in a feed before this."""
TOLERANCE = timedelta(days=1)
"""How far ahead of the clock a date may be: time zones and clocks are often wrong by hours."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 100
_WORD = re.compile(r"[^\W\d_]{2}")
_TIME = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap]\.?m\b\.?)?", re.IGNORECASE
)
_ZONE = re.compile(r"^\s*(?:\(?(Z|[A-Za-z]{1,5})\)?)?\s*([+-]\d{1,2}:?(?:\d{2})?)?(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.年])\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{4})?$")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\w)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:de\s+|of\s+)?([^\W\d_]{3,})\.?,?"
    r"[\s-]*(?:de\s+|del\s+)?(\d{4}|\d{2})(?!\d)"
)
_MONTH_DAY = re.compile(
    r"(?<!\w)([^\W\d_]{3,})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)"
)

_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)"
    r" (?:([A-Z]{1,5})|([+-]\d{4}))"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-]\d\d:\d\d))")
"""The two forms that nine in ten dates have (RFC 5322 §3.3, RFC 3339 §5.6)."""

_UNIVERSAL = (None, "GMT", "UTC", "+0000", "+00:00")
"""How nine in ten of those say that they are in UTC."""
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "cet": 1,
    "mez": 1, "cest": 2, "mesz": 2, "bst": 1, "west": 1, "eet": 2, "eest": 3, "sast": 2,
    "cat": 2, "eat": 3, "wat": 1, "msk": 3, "ist": 5.5, "pkt": 5, "wib": 7, "hkt": 8, "sgt": 8,
    "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "brt": -3, "art": -3,
}  # fmt: skip
"""Hours ahead of UTC (RFC 822 §5.1 and the names seen in feeds)."""


def _nothing() -> None:
    return None


def read_date(
    text: str, now: datetime, reading: Callable[[], time.struct_time | None] = _nothing
) -> datetime | None:
    """Return the moment ``text`` names in UTC, or None when it names none to be believed.

    A moment from 1990 to one day after ``now`` is believed; one that lies ahead becomes
    ``now``, so that a wrong clock does not hold the top of every list. Dates that can be read
    in two ways (03/04/2026) or do not exist (30 February) are not believed. ``reading`` gives
    what feedparser made of the text; it is asked only where words stand in the text that are
    not known here (Greek, Hungarian, Korean dates).
    """
    text = text[:_LONGEST].strip()
    try:
        moment = _read(text)
    except (ValueError, OverflowError):
        return None
    if moment is None and _WORD.search(text) and (read := reading()) is not None:
        moment = _from_struct(read)
    if moment is None or not EARLIEST <= moment <= now + TOLERANCE:
        return None
    return min(moment, now)


def _read(text: str) -> datetime | None:
    """Return the moment in ``text``; raises ValueError for one that does not exist."""
    if usual := _USUAL.fullmatch(text):
        day, name, year, hour, minute, second, zone, offset = usual.groups()
        month = _months().get(name.lower())
    elif usual := _ISO.fullmatch(text):
        year, month_, day, hour, minute, second, offset = usual.groups()
        month, zone = int(month_), None
    if usual and month:
        whole = min(int(second), 59)  # a leap second is shown as :59
        moment = _moment(int(year), month, int(day), int(hour), int(minute), whole, UTC)
        if (zone or offset) in _UNIVERSAL:
            return moment
        return moment.replace(tzinfo=_offset(zone or "", offset or "")).astimezone(UTC)
    return _search(text)


def _search(text: str) -> datetime | None:
    """Return the moment somewhere in ``text``, in whatever form."""
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if compact := _COMPACT.match(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups()[:6])
        zone = _offset("", (compact[7] or "").removeprefix("Z"))
        return _moment(year, month, day, hour, minute, second, zone).astimezone(UTC)
    clock, zone, rest = (0, 0, 0), _offset("", ""), text
    if found := _TIME.search(text):
        clock = _clock(*found.groups())
        after = text[found.end() :]
        named = _ZONE.match(after)
        if named and (named[2] or (named[1] or "").lower() in _ZONES):
            zone = _offset(named[1] or "", named[2] or "")
            after = after[named.end() :]
        rest = f"{text[: found.start()]} {after}"
    date = _date(rest)
    return _moment(*date, *clock, zone).astimezone(UTC) if date else None


def _moment(
    year: int, month: int, day: int, hour: int, minute: int, second: int, zone: timezone
) -> datetime:
    """Return a moment; 24:00:00 is the end of its day (ISO 8601:2004 §4.2.3)."""
    if (hour, minute, second) == (24, 0, 0):
        return datetime(year, month, day, tzinfo=zone) + timedelta(days=1)
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def _clock(hour: str, minute: str, second: str | None, half: str | None) -> tuple[int, int, int]:
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    return hours, int(minute), min(int(second or 0), 59)  # a leap second is shown as :59


@lru_cache(maxsize=256)
def _offset(name: str, digits: str) -> timezone:
    """Return the time zone of a name (``EST``) or of digits (``-0500``, ``+01:00``, ``+2``)."""
    if not digits:
        return timezone(timedelta(hours=_ZONES.get(name.lower(), 0)))
    sign = -1 if digits[0] == "-" else 1
    plain = digits[1:].replace(":", "")
    hours, minutes = (int(plain), 0) if len(plain) <= 2 else (int(plain[:-2]), int(plain[-2:]))
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _date(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day."""
    if found := _YEAR_FIRST.search(text):
        return int(found[1]), int(found[3]), int(found[4] or 1)
    if found := _YEAR_LAST.search(text):
        return _day_or_month(int(found[1]), int(found[3]), int(found[4]), found[2])
    plain = _without_accents(text)
    for found in _DAY_MONTH.finditer(plain):
        if month := _months().get(found[2]):
            return _four_digits(found[3]), month, int(found[1])
    for found in _MONTH_DAY.finditer(plain):
        if month := _months().get(found[1]):
            return int(found[3]), month, int(found[2])
    return None


@cache
def _months() -> dict[str, int]:
    """Return the number of each name of a month in all languages, without accents."""
    return {
        _without_accents(name): number
        for code in codes()
        for number, names in enumerate(_month_lines(code), start=1)
        for name in names.split()
    }


def _month_lines(code: str) -> list[str]:
    lines: str = table(code, "dates").get("months", "")
    return lines.strip().splitlines()


def _day_or_month(first: int, second: int, year: int, mark: str) -> tuple[int, int, int] | None:
    """Tell day from month; only with dots is it settled that the day comes first."""
    if mark == "." or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else None


def _four_digits(year: str) -> int:
    """Complete a year of two digits (RFC 5322 §4.3)."""
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 50 else 1900)


def _without_accents(text: str) -> str:
    """Fold case and take accents off Latin letters; NFD would also make и of the Cyrillic й."""
    letters = unicodedata.normalize("NFC", text)
    plain = (
        letter if letter >= "\u0400" else unicodedata.normalize("NFD", letter)[0]
        for letter in letters
    )
    return "".join(plain).casefold().replace("ı", "i")


def _from_struct(reading: time.struct_time) -> datetime | None:
    try:
        # Windows has no datetime.fromtimestamp() before 1970.
        return _EPOCH + timedelta(seconds=calendar.timegm(reading))
    except (ValueError, OverflowError):
        return None
