"""Decides when a feed that says it moved for good is followed to its new address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

SIGHTINGS = 3
"""After how many refreshes that led to the same new address it is believed."""
PATIENCE = timedelta(days=7)
"""After how long it is believed in any case; a captive portal redirects for an hour."""


@dataclass(frozen=True, slots=True)
class PermanentRedirect:
    """A new address that a server named, and how often it did so."""

    url: str
    """The new address, which answered with a feed."""
    since: datetime
    """When it was first named, UTC."""
    seen: int = 1
    """How many refreshes in a row led there."""


def sight(known: PermanentRedirect | None, url: str, now: datetime) -> PermanentRedirect:
    """Return what is known of a move after a refresh that led to ``url`` for good."""
    if known is None or known.url != url:
        return PermanentRedirect(url, now)
    return PermanentRedirect(url, known.since, known.seen + 1)


def is_believed(old: str, move: PermanentRedirect, now: datetime, *, gone: bool = False) -> bool:
    """Return whether a feed is to be followed from ``old`` to its new address.

    The same address with https is believed at once, and so is any when ``old`` is ``gone``.
    An address with a login in it is never left, as the login would be lost.
    """
    if "@" in urlsplit(old).netloc:
        return False
    proved = move.seen >= SIGHTINGS or now - move.since >= PATIENCE
    return gone or proved or _with_https(old) == move.url


def _with_https(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="https").geturl() if parts.scheme == "http" else ""
