from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.domain.anchoring.anchor import made_at
from newsreader.domain.document import text_hash
from newsreader.domain.errors import LibraryError
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.storage import articles
from newsreader.storage.database import Database
from newsreader.storage.highlights import all_highlights, highlights, swap_highlights
from tests.builders import NOW, STORIES, save

TEXT = STORIES[0].document.text


def mark(number: int, article_id: int, start: int, **more: object) -> Highlight:
    hash_ = text_hash(TEXT)
    made = Highlight(
        f"{number:03}",
        article_id,
        start,
        start + 5,
        TEXT[start : start + 5],
        prefix="before",
        suffix="after",
        text_hash=hash_,
        made_on=hash_,
        created=NOW,
        updated=NOW + timedelta(seconds=1),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields are Highlight's own


def test_a_highlight_comes_back_with_all_its_fields(db: Database) -> None:
    article_id = save(db, STORIES[0])
    made = mark(
        1,
        article_id,
        10,
        colour="green",
        note="*why?*",
        tags=("a", "b"),
        speaker="Jane Roe",
        role="mayor",
        state=AnchorState.CHANGED,
    )
    swap_highlights(db, [], [made], TEXT)
    assert highlights(db, article_id) == (made,)
    assert all_highlights(db) == [made]
    assert db.rows("SELECT text FROM highlighted_text") == [(TEXT,)]


def test_highlights_come_by_position_with_orphans_last(db: Database) -> None:
    article_id, other = save(db, STORIES[0]), save(db, STORIES[1])
    orphan = mark(1, article_id, 0, state=AnchorState.ORPHAN)
    late, early, elsewhere = (
        mark(2, article_id, 30),
        mark(3, article_id, 5),
        mark(4, other, 1),
    )
    swap_highlights(db, [], [orphan, late, early, elsewhere], TEXT)
    assert highlights(db, article_id) == (early, late, orphan)
    assert [one.id for one in all_highlights(db)] == ["004", "003", "002", "001"]
    assert highlights(db, other) == (elsewhere,)


def test_highlights_of_the_same_words_keep_their_order(db: Database) -> None:
    article_id = save(db, STORIES[0])
    yellow, green = mark(1, article_id, 10), mark(2, article_id, 10, colour="green")
    swap_highlights(db, [], [green, yellow], TEXT)
    assert highlights(db, article_id) == (yellow, green)
    swap_highlights(db, [yellow], [yellow], TEXT)
    assert highlights(db, article_id) == (yellow, green)


def test_swapping_back_is_undoing_and_leaves_strangers_alone(db: Database) -> None:
    article_id = save(db, STORIES[0])
    old, stranger = mark(1, article_id, 10, tags=("a",)), mark(2, article_id, 40)
    swap_highlights(db, [], [old], TEXT)
    wider = replace(old, end=old.end + 5, tags=())
    swap_highlights(db, [old], [wider], TEXT)
    swap_highlights(db, [], [stranger], TEXT)
    assert highlights(db, article_id) == (wider, stranger)
    swap_highlights(db, [wider], [old], TEXT)
    assert highlights(db, article_id) == (old, stranger)


def test_an_article_with_highlights_cannot_be_deleted(db: Database) -> None:
    article_id = save(db, STORIES[0])
    swap_highlights(db, [], [mark(1, article_id, 10)], TEXT)
    with pytest.raises(LibraryError, match="FOREIGN KEY"), db.transaction() as connection:
        connection.execute("DELETE FROM article")


def test_the_writer_of_a_new_text_carries_the_highlights_over(db: Database) -> None:
    article_id = save(db, STORIES[0])
    pier, spring, quote = "the northern pier", "Work begins in spring", "We will rebuild"
    made = [
        replace(
            made_at(article_id, TEXT, text_hash(TEXT), at, at + len(words), "green", NOW),
            id=words,
            note="mine",
        )
        for words in (pier, spring, quote)
        for at in [TEXT.index(words)]
    ]
    swap_highlights(db, [], made, TEXT)
    text = "UPDATED 14:05\n\n" + TEXT.replace("northern", "southern").replace(f"{spring}.", "")
    save(db, replace(STORIES[0], text=text))
    present = articles.text(db, article_id)
    found = {one.id: one for one in highlights(db, article_id)}
    assert {one.text_hash for one in found.values()} == {text_hash(present)}
    assert {one.note for one in found.values()} == {"mine"}
    assert (found[pier].state, found[spring].state) == (AnchorState.CHANGED, AnchorState.ORPHAN)
    assert present[found[pier].start : found[pier].end] == "the southern pier"
    assert found[quote].state is AnchorState.MOVED
    save(db, STORIES[0])
    assert {one.state for one in highlights(db, article_id)} == {AnchorState.OK}
