"""Tells a file from the copies that syncing programs and file managers make of it.

Such a copy has all that is in the file, its id too, and another name: Dropbox and Nextcloud add
``(conflicted copy)``, Syncthing ``.sync-conflict-…``, others a number or the word ``copy``.
"""

import re
from collections.abc import Sequence
from pathlib import Path

_CONFLICT = re.compile(
    r"\(.*conflict.*\)|[._-]sync-conflict-\d|_conflict-\d|\(case conflict|~HEAD$", re.IGNORECASE
)


def is_conflict_copy(path: Path) -> bool:
    """Return whether a syncing program gave ``path`` its name."""
    return bool(_CONFLICT.search(path.stem))


def originals_first(paths: Sequence[Path], name: str) -> list[Path]:
    """Return files of one id, the one that is no copy of another first.

    A copy has the name of a syncing program, or the name of another of them with something
    behind it. Of two that look alike the one called ``name`` counts.
    """
    stems = {path.stem for path in paths}

    def likelihood(path: Path) -> tuple[bool, bool, bool, str]:
        longer = any(path.stem != stem and path.stem.startswith(stem) for stem in stems)
        return is_conflict_copy(path), longer, path.name != name, str(path)

    return sorted(paths, key=likelihood)
