"""The program runs where the names of Unix are missing: simulated, as one system is at hand."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from newsreader.storage.feeds import add_feed
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW
from tests.fake_web import FakeWeb, feed
from tests.fetcher.harbour import item, rss
from tests.foreign_platform import PLATFORMS, SITECUSTOMIZE, VARIABLE, module_names

Run = Callable[..., "subprocess.CompletedProcess[str]"]

IMPORTS = """
import importlib, os, signal, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
try:
    import fcntl
    lacks = False
except ImportError:
    lacks = True
print(sys.platform, lacks, not hasattr(signal, "SIGHUP"), not hasattr(os, "killpg"))
"""

ON_STAGE = """
import asyncio, sys
from pathlib import Path
from tests.tui.stage import on_stage

async def main():
    async with on_stage(Path(sys.argv[1]), None) as stage:
        await stage.press("R")
        await stage.until(lambda: "The harbour is open" in stage.titles, seconds=60)
        await stage.press("g", "enter", "H")
        await stage.app.action_quit()

asyncio.run(main())
"""

TOO_LONG = """
import asyncio, sys
from newsreader.domain.errors import NotProvided
from newsreader.programs import run_program

async def main():
    sleeping = (sys.executable, "-c", "import time; time.sleep(600)")
    try:
        await run_program(sleeping, seconds=0.2, limit=10)
    except NotProvided as error:
        print(error)

asyncio.run(main())
"""


@pytest.fixture(params=PLATFORMS)
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Runs a Python that, like all its children, takes itself to be on another system."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SITECUSTOMIZE)
    variables = environment()
    variables["PYTHONPATH"] += f":{folder}"
    variables[VARIABLE] = request.param

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command(*arguments), env=variables, capture_output=True, text=True, timeout=120
        )

    return run


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Path]:
    """The folder of a library that follows a feed which is there."""
    folder = tmp_path / "data"
    with FakeWeb() as web:
        story = "The harbour is open again. “It took three weeks,” said Jane Roe. " * 20
        web.answers["/feed.xml"] = feed(rss(item("1", "The harbour is open", story)))
        database = open_library(folder / "newsreader.db").database
        add_feed(database, web.url("/feed.xml"), NOW)
        database.close()
        yield folder


def test_every_module_can_be_imported(run: Run) -> None:
    imported = run("-c", IMPORTS, *module_names())
    assert imported.stderr == ""
    assert imported.stdout.split() in (
        ["win32", "True", "True", "True"],
        ["darwin", "False", "False", "False"],
    )


def test_feeds_are_fetched_and_their_stories_processed(run: Run, followed: Path) -> None:
    options = ("-m", "newsreader", "--data-dir", str(followed))
    refreshed = run(*options, "refresh")
    assert (refreshed.stderr, refreshed.stdout) == ("", "1 new article in 1 feed.\n")
    quotes = json.loads(run(*options, "quotes", "--json").stdout)["quotes"]
    assert {quote["speaker"] for quote in quotes} == {"Jane Roe"}


@pytest.mark.parametrize("run", ["win32"], indirect=True)  # the other differs in the workers only
def test_the_app_runs_and_fetches_and_marks(run: Run, followed: Path) -> None:
    played = run("-c", ON_STAGE, str(followed))
    assert (played.returncode, played.stderr) == (0, "")
    options = ("-m", "newsreader", "--data-dir", str(followed))
    assert len(json.loads(run(*options, "highlights", "--json").stdout)["highlights"]) == 1


def test_a_program_that_takes_too_long_is_ended(run: Run) -> None:
    assert "takes more than 0.2 seconds" in run("-c", TOO_LONG).stdout
