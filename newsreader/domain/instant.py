"""Writes moments as JSON has them."""

from datetime import UTC, datetime


def instant(moment: datetime | None) -> str | None:
    """Return a moment as ``2026-11-20T09:30:00Z``."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None
