"""Reads what a feed says about how often it wants to be asked: ttl, sy:update…, skipHours.

Looked for in the bytes ahead of the first entry: feedparser keeps only the last of several
skipped hours, and this is to be known where feeds are downloaded, not where they are parsed.
"""

import re
from datetime import timedelta

from newsreader.domain.schedule import Wishes

_LOOKED_AT = 32 * 1024
_FIRST_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>")
_PERIOD = re.compile(rb"<sy:updatePeriod>\s*(\w{4,7})\s*</sy:updatePeriod>")
_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,5})\s*</sy:updateFrequency>")
_SKIPPED = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>")
_PERIODS = {
    b"hourly": timedelta(hours=1),
    b"daily": timedelta(days=1),
    b"weekly": timedelta(days=7),
    b"monthly": timedelta(days=30),
    b"yearly": timedelta(days=365),
}


def read_wishes(body: bytes) -> Wishes:
    """Return what the beginning of a feed wishes; nothing where it says nothing.

    The longer of ``ttl`` (minutes) and ``sy:updatePeriod`` by ``sy:updateFrequency`` counts
    (RSS 2.0; RSS 1.0 Syndication Module). Hour 24 of older versions of RSS is hour 0.
    """
    head = body[:_LOOKED_AT]
    if first := _FIRST_ENTRY.search(head):
        head = head[: first.start()]
    ttl, period, frequency = _TTL.search(head), _PERIOD.search(head), _FREQUENCY.search(head)
    own = timedelta(minutes=int(ttl[1])) if ttl else timedelta()
    if period and period[1].lower() in _PERIODS:
        times = max(1, int(frequency[1])) if frequency else 1
        own = max(own, _PERIODS[period[1].lower()] / times)
    skipped = _SKIPPED.search(head)
    hours = {int(hour) % 24 for hour in _HOUR.findall(skipped[1])} if skipped else set()
    return Wishes(at_least=own, skip_hours=frozenset(hours))
