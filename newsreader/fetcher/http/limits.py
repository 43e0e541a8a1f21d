"""How much of time, bytes and connections fetching may take."""

from dataclasses import dataclass
from typing import Self

from newsreader.settings.values import Fetching

_RATIO = 3
"""By which feeds become shorter at least when they are compressed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything one exchange may take."""

    timeout: float = 20.0
    """For the whole exchange, redirects included, in seconds."""
    connect_seconds: float = 10.0
    """To reach a server."""
    redirects: int = 10
    """How many of them are followed."""
    compressed_bytes: int = 5 * 1024 * 1024
    """Of a compressed body as it comes over the wire."""
    body_bytes: int = 15 * 1024 * 1024
    """Of a page or what a program prints, after decompression."""
    feed_size: int = 15
    """Of a feed after decompression, in MiB; a longer one is cut off there."""
    connections: int = 24
    """At the same time."""
    per_host: int = 1
    """At the same time to one host."""
    pause: float = 0.25
    """Between two requests to one host, in seconds."""
    host_seconds: float = 5.0
    """After which the next request to a host may begin although the last is not answered."""

    @classmethod
    def from_settings(cls, fetching: Fetching) -> Self:
        """Return the limits that the table ``[fetch]`` of config.toml sets, the others as they are.

        What is both a setting and a limit has one name in both.
        """
        return cls(
            timeout=fetching.timeout,
            connections=fetching.connections,
            per_host=fetching.per_host,
            pause=fetching.pause,
            feed_size=fetching.feed_size,
        )

    def most(self, *, packed: bool, feed: bool) -> int:
        """Return how many bytes of a body are read, as it comes (``packed``) or decompressed."""
        if not feed:
            return self.compressed_bytes if packed else self.body_bytes
        whole = self.feed_size * 1024 * 1024
        return max(self.compressed_bytes, whole // _RATIO) if packed else whole
