"""Says which extra is missing where a command needs libraries that not everybody installs."""

from collections.abc import Iterator
from contextlib import contextmanager

from newsreader.domain.errors import NewsreaderError


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Let a block import what an extra brings; raises ``NewsreaderError`` where it is not there."""
    try:
        yield
    except ImportError as error:
        if (error.name or "").startswith("newsreader"):
            raise
        raise NewsreaderError(
            f"This needs the extra {extra}: pip install 'newsreader-tui[{extra}]', or "
            f"pip install '.[{extra}]' in a checkout ({error.name} is missing)."
        ) from None
