from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.domain.document import Document, text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.quote import Quote
from newsreader.storage import article_state, articles, feeds, full_text_queue
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights, swap_highlights
from newsreader.storage.queries import search
from tests.builders import NOW, STORIES, Story, asking, feed_url, save

BRIDGE = STORIES[0]


def found(db: Database, *words: str) -> list[int]:
    return list(search.select_ids(db, asking(" ".join(words))))


def test_a_story_is_read_back_as_it_was_saved(db: Database) -> None:
    article_id = save(db, replace(BRIDGE, summary="Seven to five.", tags=("city", "bridge")))
    article = articles.article(db, article_id)
    entry = BRIDGE.entry
    assert (article.title, article.url, article.author) == (entry.title, entry.url, entry.author)
    assert article.published == entry.published
    assert article.summary == "Seven to five."
    assert article.feed == article.outlet == "The Harbour Gazette"
    assert article.tags == ("bridge", "city")
    assert (article.read, article.bookmarked, article.quotes) == (False, None, 2)
    document = articles.document(db, article_id)
    assert (document.text, document.blocks) == (BRIDGE.document.text, BRIDGE.document.blocks)
    assert article.words == document.words
    stored = [replace(quote, id=0) for quote in articles.quotes(db, article_id)]
    assert stored == list(BRIDGE.quotes)


def test_quotes_come_back_whole_and_in_the_order_of_the_text(db: Database) -> None:
    later = Quote(8, 9, "b", "Tom", "engineer", "said", 0.5, True, ((8, 9), (12, 14)))
    earlier = Quote(0, 4, "a", "", "")
    feed_id = feeds.add_feed(db, feed_url("x"), NOW)
    article_id, _ = articles.save_entry(
        db,
        feed_id,
        BRIDGE.entry,
        BRIDGE.document,
        (later, earlier),
        now=NOW,
        content_hash="",
        finder_version=1,
    )
    stored = [replace(quote, id=0) for quote in articles.quotes(db, article_id)]
    assert stored == [earlier, later]


def test_an_update_keeps_the_place_and_everything_the_reader_made(db: Database) -> None:
    article_id = save(db, replace(BRIDGE, read=True, bookmarked=True, tags=("later",)))
    article_state.set_position(db, article_id, 40)
    text = BRIDGE.document.text
    hash_ = text_hash(text)
    highlight = Highlight(
        "0", 1, 0, 5, text[:5], text_hash=hash_, made_on=hash_, created=NOW, updated=NOW
    )
    swap_highlights(db, [], [highlight], text)
    before = articles.article(db, article_id)

    changed = Story("Bridge vote: corrected", "Another text.", key=BRIDGE.entry.key)
    assert save(db, changed) == article_id
    after = articles.article(db, article_id)
    assert after == replace(
        before,
        title="Bridge vote: corrected",
        url=changed.entry.url,
        words=2,
        quotes=0,
    )
    assert articles.position(db, article_id) == 40
    lost = replace(highlight, state=AnchorState.ORPHAN, text_hash=text_hash("Another text."))
    assert highlights(db, article_id) == (lost,)
    assert articles.document(db, article_id).text == "Another text."


def test_an_update_without_a_date_keeps_the_date(db: Database) -> None:
    feed_id = feeds.add_feed(db, feed_url("x"), NOW)

    def put(published: datetime | None, now: datetime) -> datetime:
        article_id, _ = articles.save_entry(
            db,
            feed_id,
            replace(BRIDGE.entry, published=published),
            BRIDGE.document,
            (),
            now=now,
            content_hash="",
            finder_version=1,
        )
        return articles.article(db, article_id).published

    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert put(None, NOW) == NOW
    assert put(None, NOW + timedelta(days=1)) == NOW
    assert put(epoch, NOW) == epoch
    assert put(NOW + timedelta(days=9), NOW) == NOW, "a date in the future is now"


def test_an_article_is_dated_once_its_feed_or_its_page_says_when(db: Database) -> None:
    feed_id = feeds.add_feed(db, feed_url("x"), NOW)
    entry = replace(BRIDGE.entry, published=None)
    article_id, _ = articles.save_entry(
        *(db, feed_id, entry, BRIDGE.document, ()), now=NOW, content_hash="", finder_version=1
    )
    assert not articles.article(db, article_id).dated
    for published in (None, NOW - timedelta(days=3)):
        articles.replace_text(
            *(db, article_id, BRIDGE.document, ()),
            now=NOW,
            finder_version=1,
            published=published,
        )
        assert articles.article(db, article_id).dated is (published is not None)
    assert articles.article(db, article_id).published == NOW - timedelta(days=3)


def test_the_index_follows_updates_and_removals(db: Database) -> None:
    article_id = save(db, Story("Old headline", "Zebras at large.", key="one"))
    other = save(db, Story("Other", "Zebras too.", feed="Coast Daily"))
    assert set(found(db, "zebras")) == {article_id, other}
    save(db, Story("New headline", "Giraffes at large.", key="one"))
    assert found(db, "zebras") == [other]
    assert found(db, "giraffes") == found(db, "new", "headline") == [article_id]
    assert found(db, "old") == []
    articles.replace_text(
        db, article_id, Document.from_plain("Elephants."), (), now=NOW, finder_version=1
    )
    assert found(db, "giraffes") == []
    assert found(db, "elephants") == [article_id]
    feeds.remove_feed(db, feeds.add_feed(db, feed_url("The Harbour Gazette"), NOW))
    assert found(db, "elephants") == found(db, "headline") == []
    assert found(db, "zebras") == [other]


def test_a_page_gives_the_full_text_its_language_and_what_the_feed_did_not_know(
    db: Database,
) -> None:
    article_id = save(db, replace(BRIDGE, author=""))
    full_text_queue.record_page_failure(db, article_id, NOW, "The server is down.")
    articles.replace_text(
        db,
        article_id,
        Document.from_plain("The full text."),
        (Quote(4, 8, "full"),),
        now=NOW,
        finder_version=1,
        author="Sam Writer",
        language="de",
    )
    article = articles.article(db, article_id)
    assert (article.author, article.language, article.quotes) == ("Sam Writer", "de", 1)
    assert articles.stored_text(db, article_id) == articles.StoredText("page", NOW, 1)
    assert db.row("SELECT page_error FROM article_text") == ("",)


def test_rows_come_in_the_order_asked_for_and_missing_ones_are_left_out(db: Database) -> None:
    ids = [save(db, story) for story in STORIES]
    asked = [ids[2], 999, ids[0], ids[2]]
    assert [row.id for row in articles.article_rows(db, asked)] == [ids[2], ids[0], ids[2]]
    assert articles.article_rows(db, []) == []
    assert len(articles.article_rows(db, ids * 10_000)) == 40_000


def test_there_is_no_such_article(db: Database) -> None:
    for missing in (7, -1, 2**80):
        with pytest.raises(NotFound, match=f"no article {missing}"):
            articles.article(db, missing)
        assert articles.document(db, missing).text == ""
        assert articles.position(db, missing) == 0
        assert articles.quotes(db, missing) == ()


def test_a_story_that_was_kept_comes_home_when_its_feed_is_followed_again(db: Database) -> None:
    article_id = save(db, replace(BRIDGE, bookmarked=True))
    feeds.remove_feed(db, articles.article(db, article_id).feed_id or 0)
    assert save(db, BRIDGE) == article_id
    article = articles.article(db, article_id)
    assert article.feed == "The Harbour Gazette"
    assert article.bookmarked == NOW


def test_a_stranger_with_the_same_key_is_no_kept_story(db: Database) -> None:
    kept = save(db, Story("One", key="1", bookmarked=True))
    feeds.remove_feed(db, articles.article(db, kept).feed_id or 0)
    assert save(db, Story("Two", key="1", feed="Coast Daily")) != kept


def test_numbers_are_never_given_twice(db: Database) -> None:
    gone = save(db, BRIDGE)
    feed_id = articles.article(db, gone).feed_id or 0
    feeds.remove_feed(db, feed_id)
    article = articles.article(db, save(db, BRIDGE))
    assert article.id > gone
    assert (article.feed_id or 0) > feed_id
