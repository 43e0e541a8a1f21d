"""How the cost of the library grows with it: 1,000 against 100,000 articles, as ratios."""

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from newsreader.child_process import command, environment
from newsreader.domain.counts import counted
from newsreader.domain.query import Query, in_feed, in_state
from newsreader.library import Library
from newsreader.storage.safety.backup import backup_lines
from newsreader.storage.safety.damage import damage, look
from newsreader.storage.safety.opening import open_library
from tests.builders import Story, asking, save

pytestmark = pytest.mark.benchmark

SMALL, LARGE = 1_000, 100_000
HIGHLIGHTED, TAGGED = 5_000, 20_000
"""How much is marked in the large one where marks are looked at."""
WAIT = """
import sys, time
from pathlib import Path
from newsreader.library import begin_look
looked = begin_look(Path(sys.argv[1]))
import newsreader.tui.app
begun = time.perf_counter()
looked()
print(time.perf_counter() - begun)
"""
"""Prints how long the app waits for the look at a library, in seconds."""
WORDS = "the council voted on thursday to rebuild a bridge that divided harbour since flood".split()


def story(number: int) -> Story:
    text = " ".join(WORDS[(number * n) % len(WORDS)] for n in range(1, 60)).capitalize() + "."
    return Story(
        f"Story {number} about {WORDS[number % len(WORDS)]}",
        f"{text}\n\n{text}",
        feed=f"Feed {number % 40}",
        age=timedelta(minutes=number),
        read=number % 4 != 0,
        bookmarked=number % 500 == 0,
    )


def fill(path: Path, count: int) -> Library:
    database = open_library(path, durable=False).database
    with database.transaction():
        for number in range(count):
            save(database, story(number))
    database.optimize()
    database.close()
    return Library(path)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Library]]:
    folder = tmp_path_factory.mktemp("speed")
    made = [fill(folder / str(count) / "newsreader.db", count) for count in (SMALL, LARGE)]
    yield made
    for library in made:
        library.close()


def cost(action: Callable[[], object], times: int = 9) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return median(taken)


def compare(what: str, libraries: Sequence[Library], act: Callable[[Library], object]) -> None:
    small, large = (cost(lambda library=library: act(library)) for library in libraries)  # type: ignore[misc]
    print(
        f"\n{what}: {large / small:.1f} times at {LARGE // SMALL} times the articles "
        f"({small * 1000:.2f} ms, {large * 1000:.2f} ms here)"
    )


def test_fetching_a_screenful(libraries: Sequence[Library]) -> None:
    ids = {id(one): one.listing(Query()).ids for one in libraries}
    compare("60 rows from the middle", libraries, lambda one: one.rows(middle(ids[id(one)])))


def middle(ids: Sequence[int]) -> Sequence[int]:
    return ids[len(ids) // 2 : len(ids) // 2 + 60]


def test_saving_what_a_feed_brought(libraries: Sequence[Library]) -> None:
    def bring_again(library: Library) -> None:
        database = open_library(library.path, durable=False).database
        with database.transaction():
            for number in range(0, 30 * 40, 40):
                save(database, story(number % SMALL))
        database.close()

    compare("30 entries of a feed, saved", libraries, bring_again)


def test_listing_what_is_there(libraries: Sequence[Library]) -> None:
    compare("ids of all", libraries, lambda one: one.listing(Query()))
    unread = in_state("unread")
    compare("ids of the unread", libraries, lambda one: one.listing(unread))
    compare("ids of a feed", libraries, lambda one: one.listing(in_feed(3)))
    compare("the first 200 ids", libraries, lambda one: one.listing(Query(), limit=200))


def test_what_the_screen_asks_for_often(libraries: Sequence[Library]) -> None:
    compare("feeds with their counts", libraries, lambda one: one.feeds())
    compare("whether something was written", libraries, lambda one: one.version())
    compare("50 best matches of a rare word", libraries, lambda one: one.search(asking("777")))
    compare("50 best of a frequent word", libraries, lambda one: one.search(asking("bridge")))


def test_opening_and_keeping(libraries: Sequence[Library]) -> None:
    compare("a look for damage", libraries, lambda one: damage(one.path))
    compare("opening and closing", libraries, lambda one: Library(one.path).close())
    compare("the day's copy", libraries, lambda one: len(list(backup_lines(one._read))))


def test_looking_at_marks(libraries: Sequence[Library], tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    libraries[1]._write.rows("VACUUM INTO ?", (str(path),))
    library = Library(path)
    ids = library.listing(Query()).ids
    with library.as_one_step("much"):
        for article_id in ids[:: LARGE // TAGGED]:
            library.set_tags(article_id, [WORDS[article_id % len(WORDS)]])
        for article_id in ids[:: LARGE // HIGHLIGHTED]:
            library.highlight(article_id, 0, 20)
    library.close()
    bare, marked = (cost(partial(look, one), 25) for one in (libraries[1].path, path))
    done = subprocess.run(
        command("-c", WAIT, str(path)),
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    print(
        f"\na look with {counted(HIGHLIGHTED, 'highlight')} and {counted(TAGGED, 'tag')}: "
        f"{marked / bare:.0f} times that without any ({marked * 1000:.2f} ms here), of which the "
        f"app waits {float(done.stdout) * 1000:.2f} ms"
    )


def test_the_first_results_of_a_search(libraries: Sequence[Library]) -> None:
    frequent = [*WORDS, *(f"{one} {other}" for one, other in pairwise(WORDS))]
    typed = [word[:letters] for word in WORDS for letters in (3, 4)]
    asked = [asking(text) for text in (*frequent, *typed, "777", "bridge -flood is:unread")]
    for library in libraries:
        find = partial(library.first_found, title="", limit=200)
        taken = sorted(cost(partial(find, one)) for one in asked)
        listed = cost(partial(library.first_rows, Query(), "All", 200))
        slow = taken[len(taken) * 95 // 100]
        print(
            f"\n200 best matches, 95 of 100 searches: {slow / listed:.1f} times the 200 newest "
            f"({slow * 1000:.2f} ms here)"
        )
