"""Articles that were stored before sketches were kept are compared later, the newest first."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.same_story import SKETCH_VERSION
from newsreader.fetcher.story_rebuild import BATCH, rebuild_stories
from newsreader.storage import article_state, story_groups
from newsreader.storage.database import Database
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW, Story, save

PARTS = "keel rope mast buoy lamp sail tide hull oar net pier fog gull reef wind salt".split()


def story(number: int, **changes: object) -> Story:
    """Return a report like no other, which several feeds may carry."""
    words = " ".join(f"{part} {PARTS[(number + at) % 16]}{number}" for at, part in enumerate(PARTS))
    text = f"The harbour master said that the {words} were found again. He will not say where."
    return replace(Story(f"Report {number}", text, age=timedelta(hours=number)), **changes)  # type: ignore[arg-type]


def forget_sketches(database: Database) -> None:
    """Leave the library as one that older versions filled."""
    with database.transaction() as connection:
        connection.execute("DELETE FROM story_sketch")
        connection.execute("UPDATE article SET story = NULL")


def groups(database: Database) -> set[frozenset[int]]:
    """Return which articles are the same story."""
    found: dict[int, set[int]] = {}
    for article_id, one in database.rows("SELECT id, story FROM article WHERE story IS NOT NULL"):
        found.setdefault(one, set()).add(article_id)
    return set(map(frozenset, found.values()))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_library(tmp_path / "newsreader.db").database
    for number in range(BATCH):
        for feed in ("gazette", "coast"):
            save(opened, story(number, feed=feed, url=f"https://{feed}.example/{number}"))
    yield opened
    opened.close()


async def test_articles_without_a_sketch_are_compared(database: Database) -> None:
    known = groups(database)
    assert len(known) == BATCH and all(len(one) == 2 for one in known)
    old = save(database, story(99, age=story_groups.BACK + timedelta(days=1)))
    forget_sketches(database)
    (one, other), (third, fourth), *_ = map(sorted, known)
    article_state.set_read(database, [one, fourth], True)
    assert await rebuild_stories(database, NOW) == 2 * BATCH
    assert groups(database) == known
    read = database.column("SELECT id FROM article WHERE read = 1 ORDER BY id")
    assert read == sorted([one, other, third, fourth])
    assert database.column("SELECT article_id FROM story_sketch WHERE article_id = ?", (old,)) == []
    assert await rebuild_stories(database, NOW) == 0


async def test_a_stop_loses_nothing_and_what_older_rules_made_is_made_again(
    database: Database,
) -> None:
    known = groups(database)
    database.connection.execute("UPDATE story_sketch SET version = ?", (SKETCH_VERSION - 1,))
    running = asyncio.create_task(rebuild_stories(database, NOW))
    await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    older = story_groups.unsketched(database, NOW - story_groups.BACK, 3 * BATCH)
    assert set(older) == set(range(BATCH + 1, 2 * BATCH + 1))
    assert await rebuild_stories(database, NOW) == BATCH
    assert groups(database) == known
