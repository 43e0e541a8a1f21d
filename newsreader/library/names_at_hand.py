"""Tells which names a library holds, for completion, without opening or changing it."""

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.domain.errors import LibraryError
from newsreader.domain.query.completion import Catalog
from newsreader.storage.first_look import FirstLook


@dataclass(frozen=True, slots=True)
class NamesAtHand:
    """The names in a library."""

    catalog: Catalog = field(default_factory=Catalog)
    """Those by which articles can be asked for."""
    views: tuple[str, ...] = ()
    """The saved views in their order."""


def names_at_hand(database: Path) -> NamesAtHand:
    """Return the names in the library at ``database``.

    There are none where the file cannot be read as it is: it is missing, damaged, or of another
    version of the program.
    """
    try:
        with closing(FirstLook(database)) as library:
            return NamesAtHand(library.names(), library.views())
    except LibraryError:
        return NamesAtHand()
