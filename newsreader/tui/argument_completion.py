"""Completes what commands take: tags, queries, sources, themes, orders, files."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from newsreader.domain.options.theme_names import AUTO
from newsreader.domain.query.completion import Catalog, complete
from newsreader.tui.listing.list_order import ORDERS
from newsreader.tui.listing.sources import Source, find_sources
from newsreader.tui.look.theme import palettes

MOST_FILES = 200
"""Of a folder with more files not more are looked through."""


def completions(
    id_: str, given: str, catalog: Catalog, sources: Sequence[Source]
) -> tuple[str, ...]:
    """Return what may be given to a command that is given so much, the nearest first."""
    by_command: Mapping[str, Callable[[], Iterable[str]]] = {
        "tags": lambda: _last_of_list(given, catalog.tags),
        "search": lambda: _queries(given, catalog),
        "mute": lambda: _queries(given, catalog),
        "go_to_source": lambda: (one.title for one in find_sources(sources, given)),
        "theme": lambda: _beginning(given, (AUTO, *palettes())),
        "sort_list": lambda: _beginning(given, (one for one in ORDERS if one)),
        "density": lambda: _beginning(given, ("1", "2", "3")),
        "import_opml": lambda: _files(given),
    }
    ways = by_command.get(id_)
    return tuple(dict.fromkeys(ways())) if ways is not None else ()


def _beginning(given: str, known: Iterable[str]) -> Iterable[str]:
    return (one for one in known if one.startswith(given.casefold()))


def _last_of_list(given: str, known: Iterable[str]) -> Iterable[str]:
    """Complete the last of several names with commas between them."""
    before, comma, last = given.rpartition(",")
    begun = last.strip().casefold()
    head = f"{before}{comma} " if comma else ""
    return (head + one for one in known if one.casefold().startswith(begun))


def _queries(given: str, catalog: Catalog) -> Iterable[str]:
    return (one.applied(given)[0] for one in complete(given, len(given), catalog))


def _files(given: str) -> Iterable[str]:
    """Complete a path by the files that there are; hidden ones only where a point is typed."""
    folder, name = os.path.split(given)
    before = given.removesuffix(name)
    try:
        there = list(Path(folder or ".").expanduser().iterdir())[:MOST_FILES]
    except (OSError, RuntimeError, ValueError):
        return
    for one in sorted(there):
        if one.name.startswith(name) and (name or not one.name.startswith(".")):
            yield f"{before}{one.name}{os.sep if one.is_dir() else ''}"
