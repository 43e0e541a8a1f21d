"""Holds the answer to a request: the body as it came, and what the headers say of it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, eq=False)
class Download:
    """The answer to one request."""

    url: str
    """Where it came from after all redirects, without name and password."""
    status: int
    """200, or 304 when nothing changed."""
    body: bytes
    """The body; empty for 304."""
    encoding: str = ""
    """How the body is still compressed, in the words of ``Content-Encoding``."""
    content_type: str = ""
    """The media type, lower case, without parameters."""
    charset: str = ""
    """The charset parameter of the media type."""
    etag: str = ""
    """The validator to send back, byte for byte."""
    last_modified: str = ""
    """The other validator to send back, byte for byte."""
    permanent_url: str = ""
    """The new address when only permanent redirects led there, else empty."""
    cut: bool = False
    """Whether the body is only the beginning of a longer one."""
    links: tuple[str, ...] = ()
    """Its ``Link`` fields (RFC 8288)."""
    fresh_for: timedelta = timedelta()
    """How long its server says that it stays good."""

    @property
    def unchanged(self) -> bool:
        """Whether the server says that the copy we have is still good."""
        return self.status == 304
