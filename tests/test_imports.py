"""What a start may load: each process only what it needs, measured on ``sys.modules``."""

import json
import subprocess
import sys

import pytest

from newsreader.child_process import command, environment

HEAVY = {"textual", "rich", "lxml", "aiohttp", "feedparser", "trafilatura", "sqlite3", "jinja2"}
"""Packages that cost time to load, each in a package of its own."""
UPSTAIRS = {
    "newsreader.library",
    "newsreader.storage",
    "newsreader.fetcher",
    "newsreader.documents",
    "newsreader.feeds",
    "newsreader.protocol",
}
"""Packages that only some commands need."""

REPORT = "import json, sys; print(json.dumps(sorted(sys.modules)))"


def modules_after(program: str) -> set[str]:
    """Return the names of all modules that are loaded after ``program`` in a fresh process."""
    finished = subprocess.run(
        command("-c", f"{program}\n{REPORT}"),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded: list[str] = json.loads(finished.stdout.splitlines()[-1])
    return set(loaded)


@pytest.mark.parametrize("arguments", ["--help", "--version", "list -h", "config path"])
def test_help_loads_nothing_heavy(arguments: str) -> None:
    loaded = modules_after(f"from newsreader.cli import main\nmain({arguments.split()!r})")
    assert "newsreader.cli.main" in loaded
    assert not loaded & (HEAVY | UPSTAIRS)


def test_the_screen_loads_nothing_that_fetches_or_parses() -> None:
    loaded = modules_after("import newsreader.tui.app")
    assert "textual" in loaded
    assert not loaded & {"feedparser", "lxml", "aiohttp", "trafilatura", "newsreader.fetcher"}


def test_the_table_of_commands_loads_no_screen() -> None:
    loaded = modules_after("import newsreader.tui.actions, newsreader.settings")
    assert not loaded & HEAVY


def test_the_domain_loads_the_standard_library_only() -> None:
    rooms = (
        "from newsreader.domain import article, clean, document, query, sentences\n"
        "from newsreader.domain.anchoring import anchor"
    )
    loaded = modules_after(f"{rooms}\nfrom newsreader.quotes import engine")
    outside = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    site = {"newsreader", "__main__"}
    assert not {name for name in outside - site if not name.startswith("_")} & HEAVY
