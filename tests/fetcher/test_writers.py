"""The fetcher writes to the library in a few places only, so that each is easy to find."""

import ast
from collections.abc import Iterator
from pathlib import Path

import newsreader

PACKAGE = Path(newsreader.__file__).parent
WRITERS = {
    "boilerplate_cleanup": "stored articles without what their site sets into all",
    "feed_update": "entries, and what a server said of its feed",
    "full_text": "texts of pages, and which pages are wanted",
    "old_articles": "articles that are removed because they are old",
    "page_saving": "pages of the web that are saved, or found by a link",
    "processed_entries": "texts and quotes of processed entries",
    "processing_queue": "what is done with the queue",
    "quote_rebuild": "quotes that a newer finder found",
    "rules": "what rules make of new articles",
    "service": "subscriptions",
    "story_rebuild": "which articles are the same story, of those stored before that was asked",
}
"""The modules that may write, and what."""
CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def functions_that_write() -> set[tuple[str, str]]:
    """Return module and name of each function of storage that opens a transaction or changes."""
    found = set()
    for path in (PACKAGE / "storage").rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and _writes(node):
                found.add((path.stem, node.name))
    return found


def _writes(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr in ("transaction", "executemany"):
            return True
        if isinstance(node, ast.Constant) and str(node.value).lstrip().startswith(CHANGES):
            return True
    return False


def uses(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield module and name of each function of storage that a module uses."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "newsreader.storage":
            modules |= {one.asname or one.name: one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "newsreader.storage."
        ):
            module = str(node.module).rpartition(".")[2]
            yield from ((module, one.name) for one in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in modules:
                yield modules[node.value.id], node.attr
            if node.attr in ("transaction", "execute"):
                yield "database", node.attr


def test_only_a_few_modules_write() -> None:
    changing = functions_that_write() | {("database", "transaction"), ("database", "execute")}
    writing = {
        path.stem
        for path in (PACKAGE / "fetcher").rglob("*.py")
        if changing.intersection(uses(ast.parse(path.read_text("utf-8"))))
    }
    assert writing == set(WRITERS)


def test_functions_that_write_are_known() -> None:
    found = functions_that_write()
    assert {("entries", "save_entries"), ("feed_answers", "record_answer")} <= found
    assert ("feeds", "subscriptions") not in found
