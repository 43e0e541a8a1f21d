"""Children run the package of their parent, whatever is installed or lies in the folder."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsreader
from newsreader.child_process import command, environment

ROOT = Path(__file__).parent.parent
BROKEN = 41
"""The status with which a child of the broken copy ends."""

PARENT = """
import asyncio, sys
from newsreader.child_process import start

async def main():
    child = await start(sys.argv[1])
    child.stdin.close()
    return await child.wait()

sys.exit(asyncio.run(main()))
"""

WORKER_BREAKS = """
import asyncio
from datetime import UTC, datetime
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import FeedDocument
from newsreader.fetcher.workers.messages import DiffFeedJob
from newsreader.fetcher.workers.pool import Workers

JOB = DiffFeedJob(FeedDocument("https://harbour.example/feed", b"", datetime.now(UTC)))

async def main():
    async with Workers(1) as workers:
        try:
            await workers.diff_feed(JOB)
        except FeedError as error:
            print(error)

asyncio.run(main())
"""

FETCHER_BREAKS = """
import asyncio, sys
from pathlib import Path
from newsreader.protocol import RefreshFeeds
from newsreader.tui.fetching.fetcher_client import FetcherClient

async def main():
    ended = asyncio.Event()
    client = FetcherClient(Path(sys.argv[1]), Path(sys.argv[1], "config.toml"))
    client.listen(lambda event: (print(event), ended.set()))
    await client.send(RefreshFeeds())
    await ended.wait()
    await client.close()

asyncio.run(main())
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the package whose children end at once, with a status of their own."""
    folder = tmp_path / "copy"
    shutil.copytree(
        Path(newsreader.__file__).parent,
        folder / "newsreader",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for module in ("fetcher/__main__.py", "fetcher/workers/process.py"):
        (folder / "newsreader" / module).write_text(f"raise SystemExit({BROKEN})\n")
    return folder


def run(folder: Path, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a program that imports the package of a folder, as one started there would."""
    return subprocess.run(
        command("-c", program, *arguments),
        env=os.environ | {"PYTHONPATH": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("module", ["newsreader.fetcher", "newsreader.fetcher.workers.process"])
def test_a_child_runs_the_package_of_its_parent(broken: Path, module: str) -> None:
    assert run(ROOT, PARENT, module).returncode == 0
    assert run(broken, PARENT, module).returncode == BROKEN


def test_the_workers_are_such_children(broken: Path) -> None:
    told = run(broken, WORKER_BREAKS)
    assert told.stdout.strip() == "The program that reads feeds crashed on this.", told.stderr


def test_the_fetcher_process_is_such_a_child(broken: Path, tmp_path: Path) -> None:
    told = run(broken, FETCHER_BREAKS, str(tmp_path))
    assert told.stdout.strip() == f"FetcherLost(status={BROKEN})", told.stderr


def test_what_lies_in_the_working_folder_is_never_run(tmp_path: Path) -> None:
    (tmp_path / "newsreader.py").write_text("raise SystemExit('another one')")
    found = subprocess.run(
        command("-c", "import newsreader; print(newsreader.__file__)"),
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == newsreader.__file__


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_an_installed_package_is_not_named(tmp_path: Path) -> None:
    """Its folder would come before the standard library, and hide modules of it."""
    subprocess.run(
        command("-m", "venv", "--without-pip", str(tmp_path)), env=environment(), check=True
    )
    python = tmp_path / "bin" / "python"
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    libraries = Path(subprocess.check_output(ask, text=True).strip())
    (libraries / "newsreader").mkdir()
    for name in ("__init__.py", "child_process.py"):
        shutil.copy(ROOT / "newsreader" / name, libraries / "newsreader")
    told = subprocess.check_output(
        [python, "-c", "from newsreader.child_process import import_path; print(import_path())"],
        cwd=tmp_path,
        text=True,
    )
    assert told.strip() == "{}"


def test_no_other_module_starts_a_python() -> None:
    modules = {path.relative_to(ROOT) for path in (ROOT / "newsreader").rglob("*.py")}
    named = {path for path in modules if "sys.executable" in (ROOT / path).read_text("utf-8")}
    assert named == {Path("newsreader/child_process.py")}


def test_no_test_goes_round_it() -> None:
    own = re.compile(r"sys\.executable,\s*\"-[mP]\"")
    tests = (ROOT / "tests").rglob("*.py")
    assert [path.name for path in tests if own.search(path.read_text("utf-8"))] == []
