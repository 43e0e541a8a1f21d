"""What finding the same story costs an article: among 1,000 and among 100,000 others."""

import random
import time
from collections.abc import Iterator, Sequence
from itertools import count

import pytest

from newsreader.domain.same_story import KEPT, StorySketch, sketch
from newsreader.storage import feeds, story_groups
from newsreader.storage.database import Database
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW
from tests.same_stories import pairs, paragraphs, quotes_in

pytestmark = pytest.mark.benchmark

SMALL, LARGE = 1_000, 100_000
FEEDS, TIMES = 50, 5
_numbers = count(1)


def stranger(chance: random.Random) -> StorySketch:
    """Return the sketch of a text of some six hundred words like no other."""
    keys = tuple(chance.getrandbits(63) for _ in range(14))
    prints = tuple(sorted(chance.getrandbits(30) << 2 for _ in range(KEPT * 3 // 4)))
    return StorySketch(600, chance.getrandbits(63), keys, prints, 2, tuple(range(9)))


def drafts(kinds: Sequence[str], number: int, seed: int) -> list[StorySketch]:
    """Return sketches of pairs of these kinds of ``same_stories``, one after the other."""
    made = []
    for pair in pairs(number, seed):
        if pair.kind in kinds:
            for title, text in (pair.one, pair.other):
                document = paragraphs((title, text))
                made.append(sketch(title, document, quotes_in(document)))
    return made


COPIES = ("verbatim", "cut from the end", "new headline and lead", "small edits")
FORMS = ("weather", "stock exchange", "other events, same agency", "same boilerplate appended")


def put(db: Database, sketches: Sequence[StorySketch]) -> float:
    """Add an article for each sketch; return the seconds of CPU that one took."""
    ids = []
    for at, number in zip(range(len(sketches)), _numbers, strict=False):
        row = db.connection.execute(
            "INSERT INTO article (feed_id, key, title, url, published, fetched) "
            "VALUES (?, ?, '', ?, 1700000000000, 1)",
            (1 + at % FEEDS, str(number), f"https://f{at % FEEDS}.example/{number}"),
        )
        ids.append(int(row.lastrowid or 0))
    began = time.process_time()
    for article_id, one in zip(ids, sketches, strict=True):
        story_groups.put_sketch(db, article_id, one)
    return (time.process_time() - began) / len(sketches)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Database]]:
    made = []
    for size in (SMALL, LARGE):
        path = tmp_path_factory.mktemp("stories") / "newsreader.db"
        db = open_library(path, durable=False).database
        chance = random.Random(size)
        with db.transaction():
            for number in range(FEEDS):
                feeds.add_feed(db, f"https://f{number}.example/", NOW)
            put(db, [stranger(chance) for _ in range(size - 800)])
            put(db, drafts((*COPIES, *FORMS), 50, 1))
        db.optimize()
        made.append(db)
    yield made
    for db in made:
        db.close()


def test_finding_the_same_story(
    libraries: list[Database], capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(3)
    kinds = {
        "an article like no other": [stranger(chance) for _ in range(200)],
        "a copy": drafts(COPIES, 25, 2),
        "one of a form": drafts(FORMS, 25, 2),
    }
    for what, sketches in kinds.items():
        taken = []
        for db in libraries:
            least = []
            for _ in range(TIMES):
                db.connection.execute("BEGIN IMMEDIATE")
                least.append(put(db, sketches))
                db.connection.execute("ROLLBACK")
            taken.append(min(least))
        small, large = taken
        with capsys.disabled():
            print(
                f"\n{what}: {large / small:.1f} times at {LARGE // SMALL} times the articles "
                f"({small * 1000:.2f} ms, {large * 1000:.2f} ms of CPU here)"
            )
