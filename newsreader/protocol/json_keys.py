"""Names the fields of messages in JSON."""

from newsreader.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a field in JSON."""

    name: str
    """As it is written."""
