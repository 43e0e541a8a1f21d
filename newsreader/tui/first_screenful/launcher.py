"""Paints the first screenful of a library, where it is certain how the app will paint it."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime

from newsreader import held_terminal
from newsreader.domain.article import Listing
from newsreader.domain.errors import LibraryError
from newsreader.domain.list_headings import Heading, day_headings, news_divider
from newsreader.places import Places
from newsreader.storage.first_look import FirstLook
from newsreader.tui.first_screenful import FIRST_ROWS, facts
from newsreader.tui.first_screenful.drawing import (
    LEAST,
    TITLE,
    FirstScreenful,
    draw,
    escape_codes,
)
from newsreader.tui.listing.last_here import last_here


def paint(places: Places) -> bool:
    """Paint what the app will show of a library; return whether anything was.

    Nothing is where that is not certain: for a library that was not left by this program in a
    terminal like this one with these settings, for one that is empty, read-only, damaged or not
    there, and for one listed in another order than the newest first (``list_order.PAINTED``).
    """
    width, height = _size()
    if width < LEAST[0] or height < LEAST[1]:
        return False
    if places.config_named and not places.config.is_file():
        return False
    screen = look(places, height, datetime.now(UTC))
    if screen is None:
        return False
    lines = draw(screen, width, height)
    return held_terminal.hold(escape_codes(lines, screen.facts.colours))


def look(places: Places, height: int, now: datetime) -> FirstScreenful | None:
    """Return what a library has for so many lines; None where nothing is to be painted."""
    try:
        library = FirstLook(places.database)
    except LibraryError:  # the app says why, and mends it
        return None
    try:
        how = facts.read(library.recall(facts.KEY), places.config)
        if how is None:
            return None
        ids, unread = library.listing(FIRST_ROWS)
        rows = library.rows(ids[: max(0, height - TITLE) // how.lines + 1])
        left = last_here(library)
        headings: tuple[Heading, ...] = ()
        if how.by_day:
            headings = day_headings(
                len(ids), lambda rows: library.published([ids[row] for row in rows]), now
            )
    except LibraryError:
        return None
    finally:
        library.close()
    if not rows:
        return None
    listing = Listing(ids, "All", unread)
    divider = news_divider(ids, left.newest, left.at, now) if left else None
    if divider is not None:
        headings = tuple(sorted((divider, *headings), key=lambda one: one.row))
    listing = replace(listing, headings=headings)
    return FirstScreenful(how, listing, rows, now)


def _size() -> tuple[int, int]:
    """Return columns and lines of the terminal, as ``shutil.get_terminal_size`` finds them."""
    try:
        found = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return 0, 0
    named = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    width, height = (
        int(one) if one.isdecimal() and int(one) else seen
        for one, seen in zip(named, found, strict=True)
    )
    return width, height
