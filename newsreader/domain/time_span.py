"""Reads and writes spans of time as the user does: ``30min``, ``2h``, ``90d``, ``forever``."""

import re
from datetime import timedelta

FOREVER = timedelta.max
"""A span that never ends."""
ALWAYS = "forever"
"""How that is written."""
KEEPING_RULE = f"must be days, weeks, months or years, such as 90d or 1y, or {ALWAYS}"
"""How it is to be written how long articles are kept."""
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_SPAN = re.compile(r"(\d{1,4})([hdwmy])")
_MINUTES = re.compile(r"(\d{1,5})min")
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_LONGEST = 36_500 * _DAY


def read_span(text: str) -> timedelta | None:
    """Return the span that ``7d`` or ``2w`` means, a month being 30 days; None where it is none."""
    found = _SPAN.fullmatch(text.strip().lower())
    return timedelta(hours=int(found[1]) * _HOURS[found[2]]) if found else None


def read_interval(text: str, least: timedelta, most: timedelta) -> timedelta:
    """Return the time between two requests that ``2h``, ``30min`` or ``1d`` means.

    Raises ValueError with what is to be written instead.
    """
    minutes = _MINUTES.fullmatch(text.strip().lower())
    span = timedelta(minutes=int(minutes[1])) if minutes else read_span(text)
    if span is None or not least <= span <= most:
        raise ValueError(
            f"must be from {span_words(least)} to {span_words(most)}, such as 30min, 2h or 1d"
        )
    return span


def read_keeping(text: str) -> timedelta:
    """Return how long articles are kept: ``90d``, ``3m``, ``1y``; ``FOREVER`` for ``forever``.

    More than a hundred years is for ever. Raises ValueError with what is to be written instead.
    """
    word = text.strip().lower()
    if word in ("", ALWAYS):
        return FOREVER
    span = None if word.endswith("h") else read_span(word)
    if not span:
        raise ValueError(KEEPING_RULE)
    return span if span <= _LONGEST else FOREVER


def span_words(span: timedelta) -> str:
    """Return a span as it is written, in the greatest unit of days, hours and minutes it has."""
    if span == FOREVER:
        return ALWAYS
    for unit, sign in ((_DAY, "d"), (_HOUR, "h")):
        if span >= unit and not span % unit:
            return f"{span // unit}{sign}"
    return f"{span // timedelta(minutes=1)}min"
