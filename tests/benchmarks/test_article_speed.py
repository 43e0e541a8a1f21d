"""What a key costs in a long article and in a short one; CPU time, as ratios within one run."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import process_time, thread_time

import pytest

from tests.builders import Story, bring
from tests.tui.stage import Stage, on_stage

SHORT, LONG = 500, 20_000
"""Words of the two articles."""
TIMES = 10
"""How often each key is pressed."""
WORDS = "The harbour council met on the long pier and spoke of ferries, storms and new bridges"


def story(words: int) -> Story:
    """Return a story of about so many words, with a quote in every third paragraph."""
    paragraphs, said = [], []
    for number in range(words // 50):
        text = f"{WORDS} for the {number}th time. {WORDS} again. {WORDS} until night fell."
        if number % 3 == 0:
            quote = f"This is the {number}th promise that we made to this town,"
            text = f"“{quote}” Mayor Jane Roe said. {WORDS} once more. {WORDS} till morning."
            said.append((quote, "Jane Roe"))
        paragraphs.append(text)
    return Story(f"A story of {words} words", "\n\n".join(paragraphs), said=tuple(said))


async def press(stage: Stage, key: str) -> None:
    await stage.press(key)


async def commit(stage: Stage, key: str) -> None:
    """Let the fetcher bring another article, and the screen look for it."""
    number = int(stage.app.__dict__.setdefault("_brought", 0)) + 1
    stage.app.__dict__["_brought"] = number
    path = stage.library.path
    bring(path, Story(f"Other news {number}", "Short.", age=timedelta(days=9 + number)))
    await stage.session.look_for_news()
    await stage.settle()


Step = Callable[[Stage, str], Awaitable[None]]

KEYS: tuple[tuple[str, tuple[str, ...], Step], ...] = (
    ("j", ("j",), press),
    ("next sentence", (")",), press),
    ("next quote", ("[", "]"), press),
    ("H on another sentence", (")", "H"), press),
    ("H and H", ("H",), press),
    ("C", ("C",), press),
    ("u", ("u",), press),
    ("b", ("b",), press),
    ("commit of the fetcher", ("",), commit),
)
"""What is measured: its name, the keys in order of which the last is timed, and how."""


async def measure(folder: Path, words: int) -> dict[str, tuple[float, float]]:
    """Return what each key costs in milliseconds: of the event loop, and of the whole process."""
    folder.mkdir()
    costs: dict[str, tuple[float, float]] = {}
    async with on_stage(folder, (story(words),)) as stage:
        await stage.press("enter", "]", ")", "H", "u", "H", "C", "u")  # what is made once
        for name, keys, step in KEYS:
            loop, process = [], []
            for _ in range(TIMES):
                for key in keys[:-1]:
                    await step(stage, key)
                before = thread_time(), process_time()
                await step(stage, keys[-1])
                loop.append(thread_time() - before[0])
                process.append(process_time() - before[1])
            costs[name] = (1000 * median(loop), 1000 * median(process))
    return costs


@pytest.mark.benchmark
async def test_a_key_costs_in_a_long_article_what_it_costs_in_a_short_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await measure(tmp_path / "first", SHORT)  # the first one loads the modules
    short = await measure(tmp_path / "short", SHORT)
    long = await measure(tmp_path / "long", LONG)
    with capsys.disabled():
        print(f"\nCPU ms of the event loop (of all threads): {SHORT} words, {LONG:,} words, ratio")
        for name in short:
            (loop, process), (loop_long, process_long) = short[name], long[name]
            print(
                f"{name:24} {loop:6.1f} ({process:6.1f})  {loop_long:6.1f} ({process_long:6.1f})"
                f"  {loop_long / loop:5.2f} ({process_long / process:5.2f})"
            )
