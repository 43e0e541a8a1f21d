"""What a rule muted is counted nowhere: not as a speaker's, not as the same quote or story."""

from dataclasses import replace

import pytest

from newsreader.documents.similarity import FuzzySimilarity
from newsreader.domain.query import Query
from newsreader.domain.quoting.source_audit import audit
from newsreader.domain.rules import Rule
from newsreader.storage import articles, quotes, rules, speakers, story_groups
from newsreader.storage.database import Database
from newsreader.storage.queries import quote_search, source_audit
from newsreader.storage.queries.search import select_ids
from tests.builders import NOW, STORIES, Story, save
from tests.storage.plans import plan_of

SAID = "We will rebuild the bridge, and we will not close the school to pay for it,"
OTHERS = tuple(
    replace(STORIES[0], feed=feed, url=f"https://{feed.lower()}.example/bridge")
    for feed in ("Coast", "Inland", "Echo")
)


@pytest.fixture
def ids(db: Database) -> list[int]:
    """Four articles of one story with the same two quotes; no, one, and two of them are muted."""
    return [save(db, one) for one in (STORIES[0], *OTHERS)]


def audited(db: Database) -> dict[str, tuple[int, int]]:
    """Return the sources of an audit of everything: how many quotes, how many of them sure."""
    counted = source_audit.count_quotes(db, select_ids(db, Query()), ())
    return {one.name: (one.quotes, one.sure) for one in audit(*counted).sources}


def mute(db: Database, *ids: int) -> None:
    rules.apply_rules(db, [Rule("-zzz", "mute", "Quiet")], ids, NOW)


def found(db: Database, article_id: int) -> dict[str, object]:
    """Return what is counted and listed beside an article."""
    quote = quotes.quotes(db, article_id)[0]
    assert quote.text == SAID
    alike = quote_search.same_quotes(db, quote.id, FuzzySimilarity())
    said = quote_search.quote_hits(db, "Jane Roe", "", None, None, -1)
    (row,) = articles.article_rows(db, [article_id])
    speaker = speakers.find_speaker(db, "Jane Roe")
    (listed,) = speakers.find_speakers(db, "Jane")
    assert speaker == listed
    return {
        "same": [one.article_id for one in alike],
        "also in": {one.also_in for one in (*alike, *said)},
        "said": len(said),
        "quotes": listed.quotes,
        "articles": listed.articles,
        "outlets": row.outlets,
        "copies": story_groups.copies(db, article_id),
    }


def test_what_is_muted_is_not_counted_until_it_is_shown_again(db: Database, ids: list[int]) -> None:
    first, second, third, fourth = ids
    before = found(db, first)
    assert before == {
        "same": [second, third, fourth],
        "also in": {3},
        "said": 4,
        "quotes": 4,
        "articles": 4,
        "outlets": 4,
        "copies": ids,
    }
    mute(db, second, fourth)
    assert found(db, first) == {
        "same": [third],
        "also in": {1},
        "said": 2,
        "quotes": 2,
        "articles": 2,
        "outlets": 2,
        "copies": [first, third],
    }
    assert story_groups.copies(db, second) == ids
    rules.set_muted(db, [second, fourth], None)
    assert found(db, first) == before


def test_nobody_is_quoted_whose_every_word_is_muted(db: Database, ids: list[int]) -> None:
    mute(db, *ids)
    assert speakers.find_speakers(db) == () and speakers.find_speaker(db, "Jane Roe") is None
    assert audited(db) == {}
    shown = save(
        db, replace(STORIES[0], title="Once more", key="more", feed="Late", confidence=0.4)
    )
    assert audited(db)["Jane Roe"] == (1, 0)
    assert articles.article(db, shown).carried_by == ""


def test_copies_and_counts_are_found_by_indexes(db: Database, ids: list[int]) -> None:
    for act in (
        lambda: story_groups.copies(db, ids[0]),
        lambda: speakers.find_speaker(db, "Jane Roe"),
    ):
        assert not [step for step in plan_of(db, act) if step.startswith("SCAN")]


def test_words_and_stories_of_others_stay(db: Database, ids: list[int]) -> None:
    other = save(db, Story("Alone", "“It is late,” Jane Roe said.", (("It is late,", "Jane Roe"),)))
    mute(db, *ids)
    (speaker,) = speakers.find_speakers(db)
    assert (speaker.quotes, speaker.articles) == (1, 1)
    assert story_groups.copies(db, other) == [other]
