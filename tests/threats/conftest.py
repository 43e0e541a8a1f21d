"""What the threats meet: a web of their making, and a library that stands against them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.cli.conftest import CommandLine
from tests.fake_web import FakeWeb
from tests.threats.siege import Siege, under_siege
from tests.tui.conftest import still

__all__ = ["still"]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of this machine lead requests elsewhere."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    """A server on 127.0.0.1, which is as hostile as its answers."""
    with FakeWeb() as server:
        yield server


@pytest.fixture
def other_web() -> Iterator[FakeWeb]:
    """A second server, which counts who comes to it."""
    with FakeWeb() as server:
        yield server


@pytest_asyncio.fixture
async def siege(tmp_path: Path, web: FakeWeb) -> AsyncIterator[Siege]:
    """A library of its own with small limits."""
    async with under_siege(tmp_path, web) as one:
        yield one


@pytest.fixture
def shelf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The command line in a working folder of its own, where every command is to be obeyed."""
    for name in ("NEWSREADER_DATA_DIR", "NEWSREADER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    working = tmp_path / "working"
    working.mkdir()
    monkeypatch.chdir(working)
    (tmp_path / "config.toml").touch()
    return CommandLine(tmp_path, capsys)
