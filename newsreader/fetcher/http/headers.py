"""Reads what the headers of an answer say: its type, its validators, how long it is good."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime

from newsreader.domain.clean import clean_line

VALIDATOR_LIMIT = 1024
"""Longest ETag or Last-Modified that is kept and sent back, in characters."""
RETRY_LIMIT = 24 * 3600
"""Longest wait a server can ask for, in seconds."""

_DIRECTIVE = re.compile(r'\s*([a-z-]+)\s*(?:=\s*"?(\d{1,12})"?)?[^,]*(?:,|$)', re.IGNORECASE)
_LOOKED_AT = 2_000

_RANGE = re.compile(r"bytes\s+0-(\d{1,15})/(\d{1,15})", re.IGNORECASE)


def validators(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the ETag and the Last-Modified to send back, each exactly as it came.

    Empty where there is none, where it is too long or could not be sent back, and both where
    the server forbids to store its answer (RFC 9111 §5.2.2.5).
    """
    if "no-store" in _directives(headers):
        return "", ""
    return _validator(headers.get("ETag", "")), _validator(headers.get("Last-Modified", ""))


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return how long an answer stays good: max-age, else Expires, less its age (RFC 9111 §4.2)."""
    cache = _directives(headers)
    if "no-store" in cache or "no-cache" in cache:
        return timedelta()
    age = headers.get("Age", "").strip()
    seconds = int(age[:12]) if age.isascii() and age.isdigit() else 0
    if cache.get("max-age"):
        good = timedelta(seconds=min(int(cache["max-age"]), 10**9))
    else:
        expires = _moment(headers.get("Expires", ""))
        if expires is None:
            return timedelta()
        good = expires - (server_clock(headers) or now)
    return max(timedelta(), good - timedelta(seconds=min(seconds, 10**9)))


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return how many seconds a Retry-After asks for, at most a day (RFC 9110 §10.2.3)."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:12]), RETRY_LIMIT)
    until = _moment(value)
    if until is None:
        return None
    # By the server's own clock, where it shows it: the two may differ.
    seconds = (until - (server_clock(headers) or now)).total_seconds()
    return max(0, min(int(seconds), RETRY_LIMIT))


def server_clock(headers: Mapping[str, str]) -> datetime | None:
    """Return the present by the clock of a server (RFC 9110 §6.6.1); None where it shows none."""
    return _moment(headers.get("Date", ""))


def media_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type header."""
    message = Message()
    message["Content-Type"] = clean_line(header, 500)
    charset = message.get_param("charset", "")
    return (
        header.partition(";")[0].strip().lower()[:100],
        charset.strip()[:40] if isinstance(charset, str) else "",
    )


def _directives(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the directives of Cache-Control in lower case, each with its number."""
    text = headers.get("Cache-Control", "")[:_LOOKED_AT]
    return {name.lower(): number for name, number in _DIRECTIVE.findall(text)}


def _validator(value: str) -> str:
    return value if len(value) <= VALIDATOR_LIMIT and value.isprintable() else ""


def _moment(value: str) -> datetime | None:
    """Return an HTTP date as UTC; None for what is none, such as ``Expires: 0``."""
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def is_whole_range(headers: Mapping[str, str]) -> bool:
    """Return whether a part (206) is all there is: ``bytes 0-99/100`` (RFC 9110 §14.4)."""
    found = _RANGE.fullmatch(headers.get("Content-Range", "").strip())
    return found is not None and int(found[1]) + 1 == int(found[2])
