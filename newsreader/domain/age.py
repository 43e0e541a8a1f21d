"""Formats the age and the date of an article for list rows and bylines."""

from datetime import date, datetime

MONTHS = (
    "January February March April May June July August September October November December"
).split()
"""English month names; the locale is not asked, so that columns keep their width."""


def age(moment: datetime, now: datetime) -> str:
    """Return ``now``, ``12m``, ``5h``, ``3d``, ``20 Nov`` or ``20 Nov 2025``."""
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{seconds // 60}m"
    if seconds < 86400:
        return f"{seconds // 3600}h"
    if seconds < 7 * 86400:
        return f"{seconds // 86400}d"
    local = moment.astimezone()
    day = f"{local.day} {MONTHS[local.month - 1][:3]}"
    return day if local.year == now.astimezone().year else f"{day} {local.year}"


def short_age(moment: datetime, now: datetime) -> str:
    """Return the age in at most eight cells: that of another year as ``Nov 2025``."""
    told = age(moment, now)
    return told.partition(" ")[2] if told.count(" ") > 1 else told


def ago(moment: datetime, now: datetime) -> str:
    """Return the age as part of a sentence: ``just now``, ``5h ago``, ``on 20 Nov``."""
    past = age(moment, now)
    if past == "now":
        return "just now"
    return f"{past} ago" if past[-1] in "mhd" else f"on {past}"


def dateline(published: datetime, dated: bool) -> str:
    """Return the date of an article as a byline has it, as ``full_date`` writes it.

    One that is not ``dated`` has none and is told by when it was first seen.
    """
    day = full_date(published)
    return day if dated else f"undated, first seen {day}"


def undated(seen: str) -> str:
    """Return what a citation has for the date of an article without one, first seen on a day."""
    return f"n.d. (seen {seen})"


def full_date(moment: datetime) -> str:
    """Return the date as a byline has it, in the local time zone: ``20 November 2026``."""
    return day_in_words(moment.astimezone().date())


def day_in_words(day: date) -> str:
    """Return a day as a byline has it: ``20 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_moment(moment: datetime) -> str:
    """Return date and time in the local time zone: ``20 November 2026, 14:05``."""
    return f"{full_date(moment)}, {moment.astimezone():%H:%M}"
