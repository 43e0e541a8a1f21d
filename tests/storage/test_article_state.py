import pytest

from newsreader.domain.errors import LibraryError
from newsreader.storage import article_state, articles
from newsreader.storage.database import Database, to_ms
from tests.builders import NOW, STORIES, Story, save

TEXT = STORIES[0].document.text


def test_only_articles_that_change_are_reported(db: Database) -> None:
    ids = [save(db, story) for story in STORIES]
    assert article_state.set_read(db, ids, True) == ids[:3]
    assert article_state.set_read(db, ids, True) == []
    assert article_state.set_read(db, [ids[3], 999], False) == [ids[3]]
    assert [row.read for row in articles.article_rows(db, ids)] == [True, True, True, False]


def test_thousands_are_marked_at_once(db: Database) -> None:
    with db.transaction():
        ids = [save(db, Story(f"Story {n}")) for n in range(2_000)]
    assert article_state.set_read(db, ids, True) == ids
    asked: list[str] = []
    db.connection.set_trace_callback(asked.append)
    assert article_state.first_unread(db, ids) is None
    db.connection.set_trace_callback(None)
    assert len(asked) < 20, "a list that was read is not looked through row by row"
    article_state.set_read(db, [ids[1_990], ids[1_995]], False)
    assert article_state.first_unread(db, ids) == ids[1_990]
    assert article_state.first_unread(db, ids[::-1]) == ids[1_995]


def test_a_bookmark_is_a_moment(db: Database) -> None:
    article_id = save(db, STORIES[0])
    (change,) = article_state.set_mark(db, "bookmarked", [article_id], NOW)
    assert (change.before, change.after) == ((None,), (to_ms(NOW),))
    assert articles.article(db, article_id).bookmarked == NOW
    assert article_state.set_mark(db, "bookmarked", [article_id], None) == [change.turned]
    assert articles.article(db, article_id).bookmarked is None


def test_tags_are_exactly_those_given(db: Database) -> None:
    article_id = save(db, STORIES[0])
    article_state.set_tags(db, article_id, ["b", "a", "b"])
    assert articles.article(db, article_id).tags == ("a", "b")
    article_state.set_tags(db, article_id, ["c"])
    assert articles.article(db, article_id).tags == ("c",)
    with pytest.raises(LibraryError):
        article_state.set_tags(db, 999, ["c"])
