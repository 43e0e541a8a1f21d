"""How much of time, bytes and connections fetching may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything one exchange may take."""

    seconds: float = 20.0
    """For the whole exchange, redirects included."""
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
    host_connections: int = 1
    """At the same time to one host."""
    host_pause: float = 0.25
    """Between two requests to one host, in seconds."""
    host_seconds: float = 5.0
    """After which the next request to a host may begin although the last is not answered."""
