"""The folders of feeds: paths whose parts are joined by ``/``; the empty path is the top."""

from collections.abc import Iterable

from newsreader.domain.clean import FOLDER_LIMIT, clean_line


def clean_folder(text: str) -> str:
    """Return what was written as a folder as its path: ``/Africa// West/`` is ``Africa/West``."""
    parts = (part.strip() for part in clean_line(text, FOLDER_LIMIT).split("/"))
    return "/".join(part for part in parts if part)


def is_inside(folder: str, other: str) -> bool:
    """Return whether ``folder`` is ``other`` or lies in it, at whatever depth."""
    return not other or folder == other or folder.startswith(f"{other}/")


def with_parents(folders: Iterable[str]) -> tuple[str, ...]:
    """Return these folders and those around them, each once, in the order of a tree."""
    found: set[str] = set()
    for folder in folders:
        while folder:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return tuple(sorted(found, key=tree_order))


def tree_order(folder: str) -> list[tuple[str, str]]:
    """Return what folders are sorted by, so that each stands before what lies in it."""
    return [(part.casefold(), part) for part in folder.split("/")]


def moved(folder: str, old: str, new: str) -> str:
    """Return where a folder that lies in ``old``, or is it, lies when ``old`` has become ``new``.

    ``new`` may be the top, to which then goes what lies in ``old``.
    """
    rest = folder[len(old) :].removeprefix("/")
    return "/".join(part for part in (new, rest) if part)
