"""Parses the query language for articles: words, "phrases", and ``key:value``.

bridge "iron bridge" -ferry is:unread feed:gazette author:roe tag:later since:7d on:2026-11-19
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

from newsreader.domain.clean import clean_text
from newsreader.domain.counts import grouped
from newsreader.domain.errors import NewsreaderError

KEYS = ("is", "feed", "author", "tag", "since", "until", "on")
"""What may stand before a colon."""
STATES = ("unread", "read", "bookmarked", "highlighted", "noted")
"""What may stand after ``is:``."""

LONGEST = 1_000
"""Longest query, in code points; SQLite takes only so many conditions at once."""

_TOKEN = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))')
_AGO = re.compile(r"(\d{1,4})([hdwmy])")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}


class QueryError(NewsreaderError):
    """A query that cannot be understood; the message says which part and what is known."""

    exit_status = 2


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions on articles; all must hold."""

    words: tuple[str, ...] = ()
    """Words and phrases that must stand in title or text; the last may be unfinished."""
    without: tuple[str, ...] = ()
    """Words and phrases that must not."""
    states: frozenset[str] = frozenset()
    """States of ``STATES`` that must hold."""
    feed: str = ""
    """A part of the title of the feed or of the outlet."""
    feed_id: int | None = None
    """One feed by number."""
    folder: str = ""
    """A folder of feeds, with those inside it."""
    author: str = ""
    """A part of the author's name."""
    tag: str = ""
    """One of the user's tags."""
    since: datetime | None = None
    """Published at this moment or later, UTC."""
    until: datetime | None = None
    """Published before this moment, UTC."""


def parse_query(text: str, now: datetime) -> Query:
    """Return the query that ``text`` asks at ``now``; raises ``QueryError``.

    Dates are ``2026-11-20`` or an age (``12h 7d 2w 3m 1y``); ``on:`` asks for that day in
    UTC. An address or a time of day with a colon in it is a word as long as what precedes the
    colon is no key.
    """
    if len(text) > LONGEST:
        raise QueryError(f"This query is too long; it may have {grouped(LONGEST)} characters.")
    words: list[str] = []
    without: list[str] = []
    states: set[str] = set()
    values: dict[str, str] = {}
    for minus, key, phrase, word in _TOKEN.findall(clean_text(text)):
        value = phrase or word
        if not value.strip():
            continue
        if minus and key in KEYS:
            raise QueryError(f"A minus goes before words only, not before “{key}:”.")
        if key == "is":
            states.add(_one_of(value.lower(), STATES, "is:"))
        elif key in KEYS:
            values[key] = value
        elif key and get_close_matches(key, KEYS, 1, 0.8):
            nearest = get_close_matches(key, KEYS, 1, 0.8)[0]
            raise QueryError(f"“{key}:” is not known; did you mean “{nearest}:”?")
        else:
            (without if minus else words).append(f"{key}:{value}" if key else value)
    since = [parse_date(values["since"], now)] if "since" in values else []
    until = [parse_date(values["until"], now)] if "until" in values else []
    if "on" in values:
        day = parse_date(values["on"], now).replace(hour=0, minute=0, second=0, microsecond=0)
        since.append(day)
        until.append(_day_after(day))
    return Query(
        words=tuple(words),
        without=tuple(without),
        states=frozenset(states),
        feed=values.get("feed", ""),
        author=values.get("author", ""),
        tag=values.get("tag", ""),
        since=max(since, default=None),
        until=min(until, default=None),
    )


def parse_date(text: str, now: datetime) -> datetime:
    """Return the UTC moment meant by a date or an age before ``now``; raises ``QueryError``."""
    ago = _AGO.fullmatch(text.lower())
    try:
        if ago:
            return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2]])
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise QueryError(f"“{text}” is no date; write 2026-11-20, or 7d for a week ago.") from None


def _day_after(day: datetime) -> datetime:
    try:
        return day + timedelta(days=1)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _one_of(value: str, known: tuple[str, ...], key: str) -> str:
    if value in known:
        return value
    raise QueryError(f"“{key}{value}” is not known; there are {', '.join(known)}.")
