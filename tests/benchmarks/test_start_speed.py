"""What is painted first costs little beside what is loaded after it; CPU time, as ratios."""

import subprocess
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from newsreader.places import Places
from newsreader.tui.first_screenful import facts
from tests.builders import STORIES, a_library
from tests.tui.samples import bring_crowd
from tests.tui.test_first_screenful import FACTS

RUNS = 5
"""How often each program runs; the quickest run counts, as others only disturb it."""
DRAW = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newsreader.places import Places
from newsreader.tui.first_screenful.drawing import draw, escape_codes
from newsreader.tui.first_screenful.launcher import look
screen = look(Places(Path({folder!r}), Path({folder!r}, "config.toml")), 40, datetime.now(UTC))
assert screen is not None
escape_codes(draw(screen, 120, 40), "truecolor")
"""
COST = "\nimport time; print(time.process_time())"


def seconds(program: str) -> float:
    """Return the CPU seconds of a program, those of the interpreter included."""
    return min(
        float(
            subprocess.run(
                command("-c", f"import gc; gc.disable()\n{program}{COST}"),
                env=environment(),
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(RUNS)
    )


def with_crowd(folder: Path, articles: int) -> str:
    """Return the program that draws the first screenful of so many articles."""
    folder.mkdir()
    library = a_library(folder, STORIES)
    library.keep(facts.KEY, facts.written(FACTS, Places(folder, folder / "config.toml").config))
    library.close()
    bring_crowd(folder, articles)
    return DRAW.format(folder=str(folder))


@pytest.mark.benchmark
def test_the_first_screenful_comes_long_before_the_app(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = seconds("import sqlite3")
    small = seconds(with_crowd(tmp_path / "small", 1_000))
    large = seconds(with_crowd(tmp_path / "large", 100_000))
    loaded = seconds("import newsreader.cli.main, newsreader.tui.app")
    with capsys.disabled():
        print(
            f"\nfirst screenful: {small / bare:.1f} bare interpreters with 1,000 articles, "
            f"{large / bare:.1f} with 100,000; the modules of the app: {loaded / bare:.1f}"
        )
    assert large < loaded / 2, "what is painted first must be there long before the app"
