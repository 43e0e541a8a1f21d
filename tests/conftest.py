"""Spreads whole runs over all cores, keeps their files in memory, and sets Hypothesis up."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Nothing is judged by the clock, which says little while other tests run beside. Where ``CI`` is
# set the examples are always the same: what is new there comes from the run of broken input.
settings.register_profile(
    "newsreader",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
# For another look at what has been tested: ``--hypothesis-profile=few``.
settings.register_profile("few", settings.get_profile("newsreader"), max_examples=10)
settings.load_profile("newsreader")

RAM_DISK = Path("/dev/shm")
"""Where Linux keeps files in memory."""
ROOM = 512 * 1024 * 1024
"""How many bytes must be free there."""
YOUNG = 50_000
"""So many new objects there may be before they are searched for garbage, instead of 700."""


def pytest_configure() -> None:
    """Keep byte code, and put the folders of ``tmp_path`` on the RAM disk, if it has room.

    The tests make a few thousand SQLite files, and waiting for a disk at each of their commits
    takes longer than the tests do.
    """
    # What tests start keeps its byte code: compiling all of it takes longer than most runs.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if os.access(RAM_DISK, os.W_OK) and shutil.disk_usage(RAM_DISK).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(RAM_DISK))


def pytest_collection_finish() -> None:
    """Search for garbage less often, and never in what was loaded: a fifth of the CPU time.

    pytest searches all of it at the end, so that what was left open is still told.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use one process more than there are cores: a third of the time tests wait for others.

    Use none for benchmarks, or for one file or one test, which are run to see what they print,
    or to stop in a debugger.
    """
    named = [Path(argument.partition("::")[0]) for argument in config.args]
    one_file = len(named) == 1 and named[0].is_file()
    if one_file or "not benchmark" not in config.option.markexpr:
        return 0
    return (os.cpu_count() or 1) + 1
