"""How much of time, bytes and connections fetching may take."""

from dataclasses import dataclass
from typing import Self

from newsreader.settings.values import Fetching


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
    """Of a body after decompression."""
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
        )
