"""No module of a room imports itself by way of others of the room, wherever the import stands."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import newsreader

PACKAGE = Path(newsreader.__file__).parent
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
"""The packages of newsreader; each is looked at by itself."""


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full names of what a module imports, in functions and for type checking too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield from (f"{node.module}.{one.name}" for one in node.names)


def graph_of(folder: Path, package: str) -> Mapping[str, frozenset[str]]:
    """Return for each module below a folder which others of them it imports.

    A package stands for what its ``__init__`` imports; a module does not import the packages
    that it lies in, although Python runs them.
    """
    files = {name_of(path, folder, package): path for path in folder.rglob("*.py")}
    graph: dict[str, frozenset[str]] = {}
    for name, path in files.items():
        wanted = {one if one in files else one.rpartition(".")[0] for one in imports_of(path)}
        graph[name] = frozenset(one for one in wanted if one in files and one != name)
    return graph


def name_of(path: Path, folder: Path, package: str) -> str:
    """Return the full name of a module, of a package for its ``__init__.py``."""
    parts = [package, *path.relative_to(folder).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def cycles(graph: Mapping[str, frozenset[str]]) -> list[set[str]]:
    """Return the sets of modules of which each imports each, directly or not."""
    reached = {name: reachable(graph, name) for name in graph}
    found: list[set[str]] = []
    for name in graph:
        circle = {one for one in reached[name] if name in reached[one]}
        if circle and circle not in found:
            found.append(circle)
    return found


def reachable(graph: Mapping[str, frozenset[str]], start: str) -> set[str]:
    """Return all modules that one imports, directly or not."""
    found: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += graph[name]
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_there_is_no_circle_in_a_room(room: str) -> None:
    assert cycles(graph_of(PACKAGE / room, f"newsreader.{room}")) == []


def test_rooms_import_one_another_one_way_only() -> None:
    graph: dict[str, set[str]] = {room: set() for room in ROOMS}
    for room in ROOMS:
        for path in (PACKAGE / room).rglob("*.py"):
            named = {one.split(".")[1] for one in imports_of(path) if one.startswith("newsreader.")}
            graph[room] |= (named & set(ROOMS)) - {room}
    assert cycles({room: frozenset(named) for room, named in graph.items()}) == []


def test_only_the_app_imports_the_main_screen() -> None:
    screen = "newsreader.tui.main_screen"
    graph = graph_of(PACKAGE / "tui", "newsreader.tui")
    assert screen in graph
    assert [name for name, wanted in graph.items() if screen in wanted] == ["newsreader.tui.app"]


def test_a_circle_is_found_wherever_its_imports_stand(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").touch()
    (tmp_path / "one.py").write_text("def call():\n    from room.two import thing\n")
    (tmp_path / "two.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import room.three\n"
    )
    (tmp_path / "three.py").write_text("from room import one\n")
    (tmp_path / "four.py").write_text("from room import one\n")
    assert cycles(graph_of(tmp_path, "room")) == [{"room.one", "room.two", "room.three"}]
