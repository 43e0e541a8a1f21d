"""How the screen's cost grows with the library; CPU time, as ratios within one run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.samples import bring_crowd
from tests.tui.stage import on_stage

STEPS = 11
"""How many cursor steps are measured, one by one."""


class Empty(App[None]):
    """The least that Textual can be."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "step")]

    def compose(self) -> ComposeResult:
        yield Widget()

    def action_step(self) -> None:
        self.query_one(Widget).refresh()


@asynccontextmanager
async def empty() -> AsyncIterator[Pilot[None]]:
    async with Empty().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        yield pilot


async def step(pilot: Pilot[Any]) -> float:
    """Return the CPU seconds of one press of ``j`` in the middle of many."""
    costs = []
    for _ in range(STEPS):
        begun = process_time()
        await pilot.press("j")
        costs.append(process_time() - begun)
    return median(costs)


async def measure_empty() -> tuple[float, float]:
    begun = process_time()
    async with empty() as pilot:
        return process_time() - begun, await step(pilot)


async def measure(folder: Path, articles: int) -> tuple[float, float]:
    """Return the CPU seconds to the first frame with the whole list behind it, and of a step."""
    folder.mkdir()
    async with on_stage(folder):  # makes the library, so that only opening it is measured
        pass
    bring_crowd(folder, articles)
    begun = process_time()
    async with on_stage(folder, None) as stage:
        await stage.until(lambda: stage.screen.list_pane.count >= articles)
        first = process_time() - begun
        await stage.press("ctrl+d", "ctrl+d")
        return first, await step(stage.pilot)


@pytest.mark.benchmark
async def test_a_large_library_costs_what_a_small_one_costs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await measure_empty()  # the first one loads the modules
    floor = await measure_empty()
    small = await measure(tmp_path / "small", 1_000)
    large = await measure(tmp_path / "large", 100_000)
    with capsys.disabled():
        for number, what in enumerate(("first frame", "cursor step")):
            print(
                f"\n{what}: {small[number] / floor[number]:.1f} empty apps with 1,000 articles, "
                f"{large[number] / floor[number]:.1f} with 100,000 "
                f"({large[number] / small[number]:.2f} times as much)"
            )
    assert large[1] < 3 * small[1], "a cursor step must not grow with the list"
