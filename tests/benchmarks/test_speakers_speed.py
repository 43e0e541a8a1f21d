"""How the cost of asking who said what grows: 1,000 against 100,000 quotes."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

import pytest

from newsreader.library import Library
from newsreader.storage.safety.opening import open_library
from tests.builders import Story, save

pytestmark = pytest.mark.benchmark

SMALL, LARGE = 1_000, 100_000
AN_ARTICLE = 8
"""How many quotes an article has."""
WORDS = [f"word{number}" for number in range(20_000)]
PEOPLE = [f"Given{number} Surname{number}" for number in range(20_000)]


def frequencies(count: int) -> list[float]:
    """Return cumulated weights by Zipf's law: the second is half as frequent as the first."""
    return list(accumulate(1 / (rank + 2) for rank in range(count)))


def stories(count: int) -> Iterator[Story]:
    """Yield articles until they hold so many quotes; one in twenty was said elsewhere before."""
    chance = random.Random(7)
    words, people = frequencies(len(WORDS)), frequencies(len(PEOPLE))
    before: list[tuple[str, str]] = []
    for number in range(count // AN_ARTICLE):
        said: dict[str, str] = {}
        while len(said) < AN_ARTICLE:
            if before and chance.random() < 0.05:
                said.update([chance.choice(before)])
                continue
            spoken = chance.choices(WORDS, cum_weights=words, k=chance.choice((3, 8, 15, 25, 40)))
            one = (" ".join(spoken), chance.choices(PEOPLE, cum_weights=people)[0])
            said.update([one])
            before.append(one)
        text = "\n\n".join(f"“{quoted}” {who} said." for quoted, who in said.items())
        age = timedelta(minutes=number)
        yield Story(f"Story {number}", text, tuple(said.items()), f"Feed {number % 40}", age)


def fill(path: Path, count: int) -> Library:
    database = open_library(path, durable=False).database
    with database.transaction():
        for story in stories(count):
            save(database, story)
    database.optimize()
    database.close()
    return Library(path)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Library]]:
    folder = tmp_path_factory.mktemp("speakers")
    made = [fill(folder / str(count) / "newsreader.db", count) for count in (SMALL, LARGE)]
    yield made
    for library in made:
        library.close()


def cost(ask: Callable[[Library], object], library: Library, times: int = 15) -> float:
    """Return the median time of an answer, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask(library)
        taken.append(time.perf_counter() - start)
    return median(taken)


def correct(library: Library) -> None:
    library.correct_speaker(9, library.opened(9).quotes[0], "Jane Roe")
    library.undo()


def test_asking_who_said_what(
    libraries: Sequence[Library], capsys: pytest.CaptureFixture[str]
) -> None:
    questions: dict[str, Callable[[Library], object]] = {
        "200 people": lambda one: one.speakers(),
        "people by name": lambda one: one.speakers("surname19"),
        "500 quotes of the most quoted": lambda one: one.quote_hits(PEOPLE[0]),
        "quotes of somebody else": lambda one: one.quote_hits(PEOPLE[200]),
        "a frequent word of the most quoted": lambda one: one.quote_hits(PEOPLE[0], "word0"),
        "two words of anybody": lambda one: one.quote_hits(words="word7 word90", limit=200),
        "the same words elsewhere": lambda one: [one.same_quotes(n) for n in range(50, 60)],
        "a correction and its undoing": correct,
    }
    for what, ask in questions.items():
        small, large = (cost(ask, library) for library in libraries)
        with capsys.disabled():
            print(
                f"\n{what}: {large / small:.1f} times at {LARGE // SMALL} times the quotes "
                f"({small * 1000:.2f} ms, {large * 1000:.2f} ms here)"
            )
