"""Makes stable identifiers: the key of an entry, what tells it from others, and UUIDv7."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

KEY_LIMIT = 1_000
"""Longest guid kept as it is; a longer one is replaced by its hash."""
_SHORT = 32
"""How many hex digits tell the entries of one key apart."""
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


def qualified_key(key: str, link: str, title: str, published: datetime | None) -> str:
    """Return what identifies an entry whose ``key`` others of its feed have too.

    That is the key with the link, else with a hash of title and date: nothing that depends on
    the others, so that it stays the same as the feed goes on.
    """
    if link and link != key and len(link) <= KEY_LIMIT:
        return f"{key}|{link}"
    return told_apart(key, link, title, published.isoformat() if published else "")


def told_apart(key: str, *facts: str) -> str:
    """Return a key that is another one for other ``facts``."""
    return f"{key}|{_digest(chr(10).join(facts))[:_SHORT]}"


def uuid7(now: datetime) -> str:
    """Return a new UUIDv7 for ``now``: 48 bits of milliseconds, then chance (RFC 9562 §5.7)."""
    # In whole numbers: a float may fall just short of its millisecond.
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1) & (2**48 - 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(UUID(int=value))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
