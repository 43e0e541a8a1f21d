"""Decides when the address of a feed is replaced after permanent redirects (RFC 9110 §15.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

SIGHTINGS = 3
"""After how many refreshes in a row with the same target a redirect is confirmed."""
PATIENCE = timedelta(days=7)
"""After how long it is confirmed in any case; a captive portal redirects for an hour."""


@dataclass(frozen=True, slots=True)
class PermanentRedirect:
    """The target of permanent redirects of a feed, and how often it was seen."""

    url: str
    """The new address, which answered with a feed."""
    since: datetime
    """When it was first named, UTC."""
    seen: int = 1
    """How many refreshes in a row led there."""


def observe(known: PermanentRedirect | None, url: str, now: datetime) -> PermanentRedirect:
    """Return the redirect to store after a refresh was permanently redirected to ``url``.

    ``known`` is the one stored before; one to another address starts the count again.
    """
    if known is None or known.url != url:
        return PermanentRedirect(url, now)
    return PermanentRedirect(url, min(known.since, now), known.seen + 1)


def is_confirmed(
    old: str, redirect: PermanentRedirect, now: datetime, *, gone: bool = False
) -> bool:
    """Return whether the address ``old`` of a feed is to be replaced by the redirect's target.

    The same address with https is confirmed at once, and so is any when ``old`` is ``gone``
    (status 410). An address with a login in it is never replaced: the login would be lost.
    """
    if "@" in urlsplit(old).netloc:
        return False
    proved = redirect.seen >= SIGHTINGS or now - redirect.since >= PATIENCE
    return gone or proved or _with_https(old) == redirect.url


def _with_https(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="https").geturl() if parts.scheme == "http" else ""
