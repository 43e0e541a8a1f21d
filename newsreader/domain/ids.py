"""Makes stable identifiers: the key of an entry, unique keys, and UUIDv7."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

KEY_LIMIT = 1_000
"""Longest guid kept as it is; a longer one is replaced by its hash."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def entry_key(guid: str, link: str, title: str, published: datetime | None, body: str = "") -> str:
    """Return what identifies an entry within its feed.

    The guid, else the link, else a hash of title and date, else of the body: the order that
    keeps a story one story when its title is corrected. Never empty.
    """
    key = guid.strip() or link.strip()
    if key:
        key = key.encode("utf-8", "replace").decode("utf-8")  # a JSON feed may hold surrogates
        return key if len(key) <= KEY_LIMIT else "sha256:" + _digest(key)
    stamp = published.isoformat() if published else ""
    return "sha256:" + _digest("\n".join((title, stamp) if title or stamp else (body,)))


def unique_keys(keys: list[str], links: list[str]) -> list[str]:
    """Return ``keys`` made unique in order: a reused guid takes its link, then a number.

    The first occurrence keeps the guid, so that a feed which repeats one does not rename the
    entry that had it first. ``links`` runs parallel to ``keys``.
    """
    taken = set(keys)  # what is made up must not be another entry's own
    seen: set[str] = set()
    unique = []
    for key, link in zip(keys, links, strict=True):
        candidate, number = key, 2
        if key in seen:
            candidate = f"{key}|{link}" if link and link != key else f"{key}|{number}"
            while candidate in taken:
                candidate, number = f"{key}|{number}", number + 1
        seen.add(key)
        taken.add(candidate)
        unique.append(candidate)
    return unique


def uuid7(now: datetime) -> str:
    """Return a new UUIDv7 for ``now``: 48 bits of milliseconds, then chance (RFC 9562 §5.7)."""
    # In whole numbers: a float may fall just short of its millisecond.
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1) & (2**48 - 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(UUID(int=value))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
