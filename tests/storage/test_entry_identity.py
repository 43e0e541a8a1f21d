"""Entries become the articles that they are, whatever their publisher calls them by now."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.domain.feed import Entry, entry_row
from newsreader.feeds.entry_keys import with_own_keys
from newsreader.storage import article_state, entries, feeds
from newsreader.storage.database import Database
from newsreader.storage.feed_removal import take_out
from tests.builders import NOW
from tests.storage.plans import plan_of

DAY = timedelta(days=1)
PAPER = "https://paper.example"


def story(number: int, key: str = "", url: str = "", **more: str) -> Entry:
    return Entry(
        key or f"id-{number}",
        more.get("title", f"Story {number}"),
        url or f"{PAPER}/{number}",
        published=NOW - number * DAY,
        summary=more.get("summary", f"Words about the story number {number}."),
    )


def bring(db: Database, feed_id: int, *listed: Entry) -> list[tuple[int, bool]]:
    """Save what is new in a document as a refresh does; return the article of each entry."""
    document = with_own_keys(listed)
    known = entries.known_hashes(db, feed_id)
    rows = [entry_row(one, f"{one.title}{one.url}{one.summary}") for one in document]
    coming = [one for one in rows if known.get(one.key) != one.content_hash]
    unchanged = [one.key for one in rows if one not in coming]
    return entries.save_entries(db, feed_id, coming, now=NOW, unchanged=unchanged)


def titles(db: Database, where: str = "1") -> list[str]:
    return [str(one) for one in db.column(f"SELECT title FROM article WHERE {where} ORDER BY id")]


def test_a_feed_begins_to_share_a_key_and_ends_it(db: Database) -> None:
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    ((first, _),) = bring(db, feed_id, story(3, "g"))
    article_state.set_mark(db, "bookmarked", [first], NOW)
    assert bring(db, feed_id, story(2, "g"), story(3, "g")) == [(2, True), (first, False)]
    bring(db, feed_id, story(1, "g"), story(2, "g"), story(3, "g"))
    assert bring(db, feed_id, story(1, "g")) == [(3, False)], "alone again, and known"
    assert bring(db, feed_id, story(0, "g")) == [(4, True)], "a shared key is no proof"
    bring(db, feed_id, story(0, "g"), story(3, "g"))
    assert titles(db) == ["Story 3", "Story 2", "Story 1", "Story 0"]
    assert titles(db, "bookmarked IS NOT NULL") == ["Story 3"]


def test_a_key_that_goes_from_story_to_story_takes_no_marks_along(db: Database) -> None:
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    for number in (3, 2, 1):
        ((article_id, is_new),) = bring(db, feed_id, story(number, "g", f"{PAPER}/status"))
        assert is_new
        article_state.set_read(db, (article_id,), True)
    ((_, is_new),) = bring(db, feed_id, story(0, "g", f"{PAPER}/status"))
    assert (is_new, titles(db, "read = 0")) == (True, ["Story 0"])
    assert titles(db) == ["Story 3", "Story 2", "Story 1", "Story 0"]


def test_ids_that_count_the_places_in_the_document(db: Database) -> None:
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    bring(db, feed_id, *(story(number, str(number)) for number in (1, 2, 3)))
    article_state.set_read(db, (2,), True)
    later = [story(0, "1"), story(1, "2"), story(2, "3")]
    assert bring(db, feed_id, *later) == [(4, True), (1, False), (2, False)]
    assert titles(db, "read = 1") == ["Story 2"]
    assert titles(db) == ["Story 1", "Story 2", "Story 3", "Story 0"]
    assert bring(db, feed_id, *later) == []


def test_keys_of_older_versions_are_known_again(db: Database) -> None:
    """Until schema 9 the first entry of a shared key had it bare, and others a number."""
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    status = f"{PAPER}/status"
    listed = [story(number, status, status) for number in (1, 2, 3)]
    old = (status, f"{status}|2", f"{status}|3")
    rows = [entry_row(one, "x")._replace(key=key) for one, key in zip(listed, old, strict=True)]
    entries.save_entries(db, feed_id, rows, now=NOW)
    with db.transaction() as connection:
        connection.execute("UPDATE article SET read = 1, page_print = NULL")
    assert bring(db, feed_id, *listed) == [(1, False), (2, False), (3, False)]
    assert titles(db, "read = 0") == []
    prints = db.column("SELECT page_print FROM article")
    assert len(set(prints)) == 1, "what older versions did not know is filled"
    assert None not in prints


def test_an_old_story_is_found_by_its_page_behind_many_newer_ones(db: Database) -> None:
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    many = [story(number) for number in range(500)]
    bring(db, feed_id, *many)
    moved = [
        story(499, "new-1", "http://www.paper.example/499/?utm_source=x"),
        story(498, "new-2", f"{PAPER}/elsewhere"),
    ]
    assert bring(db, feed_id, *moved) == [(500, False), (499, False)]


def test_a_story_that_stayed_comes_home_with_another_spelling_of_its_page(db: Database) -> None:
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    bring(db, feed_id, story(1))
    article_state.set_mark(db, "bookmarked", [1], NOW)
    take_out(db, feed_id)
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    assert bring(db, feed_id, story(1, url="http://paper.example/1/")) == [(1, False)]


def test_only_a_few_articles_are_looked_at(db: Database) -> None:
    feed_id = feeds.add_feed(db, f"{PAPER}/feed", NOW)
    bring(db, feed_id, *(story(number) for number in range(20)))
    row = entry_row(story(30, "x", f"{PAPER}/3"), "x")
    plan = plan_of(db, lambda: entries.save_entries(db, feed_id, [row], now=NOW))
    assert any("article_by_page" in step for step in plan)
    assert not [step for step in plan if step.startswith("SCAN article")]


STORIES = st.builds(
    Entry,
    st.sampled_from(["a", "b", f"{PAPER}/status", "a|b"]),
    st.sampled_from(["Rain by noon", "Weather report", "Ferry sails again on Monday"]),
    st.sampled_from(["", f"{PAPER}/status", f"{PAPER}/2026/one", f"{PAPER}/2026/one#p2"]),
    published=st.sampled_from([None, NOW, NOW - DAY]),
    summary=st.sampled_from(["", "One two three four five.", "Six seven eight nine ten."]),
)
DOCUMENTS = st.lists(st.lists(STORIES, max_size=5), min_size=2, max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(documents=DOCUMENTS)
def test_a_document_that_comes_again_changes_nothing(
    db: Database, documents: Sequence[Sequence[Entry]]
) -> None:
    number = db.value("SELECT count(*) FROM feed")
    feed_id = feeds.add_feed(db, f"{PAPER}/{number}", NOW)
    for document in documents:
        saved = bring(db, feed_id, *document)
        assert len({article_id for article_id, _ in saved}) == len(saved)
        before = db.rows("SELECT id, key, title FROM article WHERE feed_id = ?", (feed_id,))
        assert not [one for one in bring(db, feed_id, *document) if one[1]]
        assert db.rows("SELECT id, key, title FROM article WHERE feed_id = ?", (feed_id,)) == before
