"""The modules of storage import one way, and a migration imports the standard library only."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import newsreader.storage
from newsreader.storage import migrations

STORAGE = Path(newsreader.storage.__file__).parent
PACKAGE = "newsreader.storage"
MODULES = {
    ".".join((PACKAGE, *path.relative_to(STORAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in STORAGE.rglob("*.py")
}


def imports(path: Path) -> Iterator[str]:
    """Yield what a module imports, inside functions and for type checkers too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


def test_no_module_of_storage_imports_itself_by_way_of_others() -> None:
    graph = {name: set(imports(path)) & set(MODULES) - {name} for name, path in MODULES.items()}
    assert graph[f"{PACKAGE}.safety.opening"] > {
        f"{PACKAGE}.safety.recovery",
        f"{PACKAGE}.database",
    }
    list(TopologicalSorter(graph).static_order())  # raises CycleError


def test_nothing_in_storage_imports_its_way_in() -> None:
    for name, path in MODULES.items():
        assert f"{PACKAGE}.safety.opening" not in set(imports(path)), name


def test_only_opening_and_recovery_connect() -> None:
    """Whoever else wants a connection goes through ``open_library`` or ``Database.another``.

    But for the first look, which is quicker than that and cannot write.
    """
    openers = {"opening.py", "recovery.py", "mending.py", "database.py", "first_look.py"}
    for path in STORAGE.parent.rglob("*.py"):
        calls = [
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        if path.name not in openers:
            assert "Database" not in calls, path


def test_a_migration_imports_the_standard_library_only() -> None:
    steps = [path for name, path in MODULES.items() if name.startswith(f"{PACKAGE}.migrations.")]
    assert len(steps) == len(migrations.MIGRATIONS)
    for path in steps:
        for name in imports(path):
            assert name.partition(".")[0] in sys.stdlib_module_names, path.name


def test_rows_are_read_by_the_names_of_their_columns() -> None:
    """Tuples are met only where values are made of them, and where rows are kept as they are."""
    for name, path in MODULES.items():
        called = {
            node.func.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        rooms = name.removeprefix(f"{PACKAGE}.").split(".")
        if {
            "database",
            "rows",
            "schema",
            "presence",
            "opening",
            "recovery",
            "damage",
            "read_only",
            "mending",
            "migrations",
            "row_changes",
            "feed_removal",
        }.isdisjoint(rooms):
            assert not called & {"rows", "row", "fetchone", "fetchall"}, name
