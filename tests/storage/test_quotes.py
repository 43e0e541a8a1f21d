from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.domain.anchoring.anchor import context
from newsreader.domain.quoting.correction import Correction
from newsreader.domain.quoting.quote import Quote
from newsreader.quotes.engine import FINDER_VERSION
from newsreader.storage import (
    articles,
    feed_removal,
    feeds,
)
from newsreader.storage.corrections import swap_corrections
from newsreader.storage.database import Database
from newsreader.storage.quotes import (
    articles_of,
    correct_quotes,
    keys,
    outlet_of,
    put_quotes,
    quotes,
    rebuild_derived,
    shown_quotes,
    stale_articles,
)
from newsreader.storage.speakers import find_speakers
from tests.builders import NOW, STORIES, Story, save
from tests.storage.plans import plan_of

BRIDGE = STORIES[0]
ROE = Story(
    "Roe speaks",
    "“We will rebuild the bridge,” Ms Roe said. “No,” said Brandt.",
    said=(("We will rebuild the bridge,", "Roe"), ("No,", "Brandt")),
)


def correction(
    db: Database, article_id: int, at: int, speaker: str = "", *, is_quote: bool = True
) -> Correction:
    quote = quotes(db, article_id)[at]
    text = articles.document(db, article_id).text
    prefix, suffix = context(text, quote.start, quote.end)
    return Correction(
        f"{article_id}-{at}",
        article_id,
        quote.text,
        quote.start,
        prefix,
        suffix,
        is_quote,
        speaker,
        quote.speaker,
        outlet_of(db, article_id),
        NOW,
    )


def speakers(db: Database, article_id: int) -> list[str]:
    return [one.speaker for one in shown_quotes(db, article_id)]


def matches(db: Database, words: str) -> int:
    return len(db.rows("SELECT rowid FROM quote_index WHERE quote_index MATCH ?", (words,)))


def test_quotes_come_back_as_they_were_found(db: Database) -> None:
    article_id = save(db, BRIDGE)
    found = tuple(replace(one, id=0) for one in quotes(db, article_id))
    assert found == BRIDGE.quotes
    assert shown_quotes(db, article_id) == quotes(db, article_id)


def test_who_is_too_unsure_to_be_named_is_nobodys_key() -> None:
    sure = Quote(0, 10, "A disgrace", "Jane Roe", confidence=0.9)
    assert keys(sure)[0] == "jane roe"
    assert keys(replace(sure, confidence=0.3)) == (None, None)
    bridge = Quote(0, 26, "We will rebuild the bridge", "Jane Roe", confidence=0.3)
    assert keys(bridge)[0] is None and keys(bridge)[1] is not None


def test_the_attribution_inside_a_quote_is_none_of_its_words() -> None:
    text = "We will rebuild,” Roe said, “the bridge"
    cut = Quote(5, 44, text, "Roe", confidence=0.9, parts=((5, 21), (34, 44)))
    assert cut.words == "We will rebuild, the bridge"
    assert keys(cut) == keys(Quote(0, 26, "We will rebuild the bridge", "Roe", confidence=0.9))


def test_a_correction_wins_and_what_was_found_is_kept_apart(db: Database) -> None:
    article_id = save(db, ROE)
    found = quotes(db, article_id)
    swap_corrections(db, [], [correction(db, article_id, 0, "Ann Shaw")])
    correct_quotes(db, [article_id])
    (first, second) = shown_quotes(db, article_id)
    assert (first.speaker, first.confidence, first.corrected) == ("Ann Shaw", 1.0, True)
    assert second == found[1]
    assert quotes(db, article_id) == found
    assert matches(db, 'speaker : "shaw"') == 1
    assert matches(db, 'speaker : "roe"') == 0


def test_what_is_no_quote_is_neither_listed_nor_counted_nor_found(db: Database) -> None:
    article_id = save(db, ROE)
    no = correction(db, article_id, 0, is_quote=False)
    swap_corrections(db, [], [no])
    correct_quotes(db, [article_id])
    assert speakers(db, article_id) == ["Brandt"]
    assert articles.article(db, article_id).quotes == 1
    assert [one.name for one in find_speakers(db)] == ["Brandt"]
    assert matches(db, "rebuild") == 0
    swap_corrections(db, [no], [])
    correct_quotes(db, [article_id])
    assert speakers(db, article_id) == ["Roe", "Brandt"]
    assert matches(db, "rebuild") == 1


def test_corrections_outlive_finding_again_and_a_changed_story(db: Database) -> None:
    article_id = save(db, ROE)
    swap_corrections(db, [], [correction(db, article_id, 0, "Ann Shaw")])
    save(db, ROE)
    assert speakers(db, article_id) == ["Ann Shaw", "Brandt"]
    assert [one.speaker for one in quotes(db, article_id)] == ["Roe", "Brandt"]
    save(db, replace(ROE, text=f"A new beginning.\n\n{ROE.text}"))
    assert speakers(db, article_id) == ["Ann Shaw", "Brandt"]
    gone = Story("Roe speaks", "Nobody said anything.")
    save(db, gone)
    assert speakers(db, article_id) == []
    save(db, ROE)
    assert speakers(db, article_id) == ["Ann Shaw", "Brandt"]


def test_an_outlet_learns_a_full_name_and_another_does_not(db: Database) -> None:
    article_id = save(db, ROE)
    swap_corrections(db, [], [correction(db, article_id, 0, "Jane Roe")])
    next_one = save(db, replace(ROE, title="Roe again"))
    other = save(db, replace(ROE, feed="Coast Daily"))
    both = save(
        db,
        Story(
            "Two of one name",
            "“Yes, we shall,” Roe said. “We never shall,” Mary Roe said.",
            said=(("Yes, we shall,", "Roe"), ("We never shall,", "Mary Roe")),
        ),
    )
    assert speakers(db, next_one) == ["Jane Roe", "Brandt"]
    assert not shown_quotes(db, next_one)[0].corrected
    assert speakers(db, other) == ["Roe", "Brandt"]
    assert speakers(db, both) == ["Roe", "Mary Roe"]
    assert articles_of(db, ["Jane Roe"], "The Harbour Gazette") == [next_one]
    assert articles_of(db, ["", "Roe"], "Coast Daily") == [other]
    assert articles_of(db, ["Roe"], "") == []


def test_quotes_go_from_index_and_people_with_their_feed_and_come_back(db: Database) -> None:
    save(db, ROE)
    before = (find_speakers(db), matches(db, "rebuild"))
    feed_id = feeds.feeds(db)[0].id
    feed_removal.take_out(db, feed_id)
    assert (find_speakers(db), matches(db, "rebuild")) == ((), 0)
    feed_removal.put_back(db, feed_id)
    assert (find_speakers(db), matches(db, "rebuild")) == before
    feeds.remove_feed(db, feed_id)
    assert find_speakers(db) == ()


def test_what_an_older_finder_found_is_stale_the_newest_article_first(db: Database) -> None:
    old = [save(db, replace(ROE, title=f"Old {n}")) for n in range(3)]
    silent = save(db, Story("Silent"))
    now = FINDER_VERSION
    assert stale_articles(db, now, 10) == []
    assert stale_articles(db, now + 1, 3) == [silent, *reversed(old)][:3]
    with db.transaction():
        for article_id in (silent, old[1], old[2]):
            put_quotes(db, article_id, (), "", now + 1)
    assert stale_articles(db, now + 1, 10) == [old[0]]
    assert stale_articles(db, now + 2, 10) == [old[0]]  # the oldest finder's first


def test_stale_articles_are_found_without_reading_all(db: Database) -> None:
    plan = plan_of(db, lambda: stale_articles(db, 2, 10))
    assert not any("SCAN" in step and "INDEX" not in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


@pytest.mark.parametrize("damage", ["person = NULL", "published = 0", "same = 'garbled'"])
def test_what_is_derived_is_made_whole_again(db: Database, damage: str) -> None:
    article_id = save(db, replace(ROE, age=timedelta(days=2)))
    swap_corrections(db, [], [correction(db, article_id, 1, "Tom Brandt")])
    correct_quotes(db, [article_id])
    before = (db.rows("SELECT * FROM quote"), find_speakers(db))
    db.connection.execute(f"UPDATE quote SET {damage}")
    db.connection.execute("DELETE FROM person")
    rebuild_derived(db)
    assert (db.rows("SELECT * FROM quote"), find_speakers(db)) == before


def test_parts_of_an_utterance_are_kept(db: Database) -> None:
    article_id = save(db, ROE)
    whole = Quote(1, 20, ROE.text[1:20], "Roe", confidence=0.9, parts=((1, 5), (8, 20)))
    with db.transaction():
        put_quotes(db, article_id, [whole], ROE.text, 1)
    (kept,) = shown_quotes(db, article_id)
    assert kept.parts == whole.parts
