"""The same story from several feeds: grouped, kept apart, counted, folded, put in order again."""

import random
from array import array
from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.domain.same_story import SKETCH_VERSION
from newsreader.storage import articles, story_groups
from newsreader.storage.database import Database
from newsreader.storage.feed_removal import put_back, take_out
from newsreader.storage.queries import listed_articles
from tests.builders import NOW, Story, save

TEXT = (
    "The harbour board closed the eastern quay on Tuesday after divers found that the old piles "
    "had rotted below the water line.\n\nThe fishing fleet was moved to the basin behind the mill, "
    "and the market will open an hour later until new piles have been driven in spring.\n\n"
    "It is the third time within ten years that the quay has had to be closed for repairs."
)
FULL = Story(
    "Quay closed after divers find rot", TEXT, feed="Gazette", url="https://gazette.example/quay"
)
CUT = Story(
    "Divers: piles rotten",
    TEXT.rsplit("\n\n", 1)[0],
    feed="Coast Daily",
    age=timedelta(hours=1),
    url="https://coast.example/2026/piles",
)
OTHER = Story(
    "Tram depot sold to a bank",
    "The town has sold the tram depot to a bank from the capital, which wants to build flats "
    "there; the trams will stand behind the gasworks until a new roof has been found for them.",
    feed="The Inland Post",
    url="https://inland.example/depot",
)


def stories(db: Database, *ids: int) -> list[int | None]:
    return [one.story for one in articles.article_rows(db, ids)]


def elsewhere(story: Story, feed: str, **changes: object) -> Story:
    return replace(story, feed=feed, key=feed, **changes)  # type: ignore[arg-type]


def test_a_copy_in_another_feed_is_the_same_story(db: Database) -> None:
    full, other, cut = (save(db, one) for one in (FULL, OTHER, CUT))
    assert stories(db, full, other, cut) == [full, None, full]
    shown, alone = articles.article_rows(db, (full, other))
    assert (shown.copies, shown.outlets, shown.carried_by) == (2, 2, "2 outlets")
    assert (alone.copies, alone.outlets, alone.carried_by) == (0, 0, "")


@pytest.mark.parametrize(
    "second",
    [
        replace(CUT, feed=FULL.feed),
        replace(CUT, age=FULL.age + timedelta(days=8)),
    ],
    ids=["in the same feed", "a week later"],
)
def test_what_looks_the_same_stays_apart(db: Database, second: Story) -> None:
    assert stories(db, save(db, FULL), save(db, second)) == [None, None]


def test_two_pages_of_one_site_are_two_stories_but_one_page_is_one(db: Database) -> None:
    first = save(db, FULL)
    page = "https://gazette.example/other"
    other_page = save(db, elsewhere(FULL, "Second", title="Quay to stay closed", url=page))
    same_page = save(db, elsewhere(FULL, "Third", title="The quay again, by Ann Reporter"))
    found = stories(db, first, other_page, same_page)
    assert found == [first, None, first]


def test_a_feed_is_in_a_story_once(db: Database) -> None:
    first = save(db, elsewhere(FULL, "First"))
    copy = save(db, elsewhere(FULL, "Second"))
    again = save(
        db,
        replace(FULL, feed="First", title="Quay: more", key="2", url="https://more.example/2"),
    )
    assert stories(db, first, copy, again) == [first, first, None]


def test_a_story_that_is_known_does_not_come_as_unread(db: Database) -> None:
    first = save(db, elsewhere(FULL, "First", read=True))
    copy = save(db, elsewhere(FULL, "Second"))
    assert articles.article(db, first).read
    assert articles.article(db, copy).read


def test_an_article_with_another_text_leaves_its_story(db: Database) -> None:
    first, copy = save(db, elsewhere(FULL, "First")), save(db, elsewhere(FULL, "Second"))
    save(db, elsewhere(FULL, "Second", text=OTHER.text, title="Depot sold"))
    assert stories(db, first, copy) == [first, None]


def test_keys_go_with_their_article_and_come_back_with_it(db: Database) -> None:
    first, copy = save(db, elsewhere(FULL, "First")), save(db, elsewhere(FULL, "Second"))
    feed_id = articles.article(db, copy).feed_id
    assert feed_id is not None
    before = db.rows("SELECT * FROM story_key ORDER BY key, article_id")
    take_out(db, feed_id)
    assert copy not in db.column("SELECT DISTINCT article_id FROM story_key")
    assert articles.article(db, first).carried_by == ""
    put_back(db, feed_id)
    assert db.rows("SELECT * FROM story_key ORDER BY key, article_id") == before
    assert articles.article(db, copy).copies == 2


def test_the_list_has_a_story_once_fullest_and_unfolds_it_in_place(db: Database) -> None:
    other = save(db, OTHER)
    cut, full = save(db, CUT), save(db, FULL)
    listed = array("q", [cut, other, full])
    assert listed_articles.fold(db, listed) == (array("q", [other, full]), 1)
    assert listed_articles.fold(db, listed, {cut}) == (array("q", [other, full, cut]), 1)
    assert listed_articles.fold(db, [cut, other]) == (array("q", [cut, other]), 0)
    assert story_groups.with_copies(db, (full,)) == [full, cut]
    assert story_groups.copies(db, cut) == [full, cut]
    assert story_groups.copies(db, other) == [other]


def test_what_has_no_sketch_is_told_newest_first(db: Database) -> None:
    ids = [save(db, one) for one in (CUT, FULL, OTHER)]
    since = NOW - timedelta(days=60)
    assert story_groups.unsketched(db, since, 9) == []
    db.connection.execute("UPDATE story_sketch SET version = ?", (SKETCH_VERSION - 1,))
    assert sorted(story_groups.unsketched(db, since, 9)) == sorted(ids)
    assert story_groups.unsketched(db, since, 1) == ids[:1]


def test_the_story_is_found_among_many_of_one_form(db: Database) -> None:
    chance = random.Random(5)
    first = save(db, elsewhere(FULL, "First"))
    for number in range(40):
        words = " ".join(chance.choice("wind rain sun fog hail snow calm".split()) for _ in "a" * 9)
        text = f"{TEXT.split('.')[0]}. The outlook for the coast is {words}."
        save(db, Story(f"Outlook {number}", text, feed="Form"))
    assert stories(db, first, save(db, elsewhere(FULL, "Second"))) == [first, first]
