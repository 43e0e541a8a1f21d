import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.anchoring.anchor import made_at
from newsreader.domain.document import Document, text_hash
from newsreader.domain.errors import NotFound
from newsreader.domain.story_version import StoryVersion
from newsreader.storage import articles
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights, swap_highlights
from newsreader.storage.safety.backup import write_backup
from newsreader.storage.safety.opening import open_library
from newsreader.storage.safety.restore import restore
from newsreader.storage.story_versions import (
    add_version,
    present_version,
    version_document,
    version_text,
    versions,
)
from tests.builders import NOW, STORIES, save

BRIDGE = STORIES[0]
LATER = NOW + timedelta(hours=3)


def test_a_marked_story_is_kept_as_it_was_and_another_is_not(db: Database) -> None:
    for story in (
        replace(BRIDGE, tags=("city",)),
        STORIES[1],
        replace(STORIES[2], bookmarked=True),
    ):
        article_id = save(db, story)
        save(db, replace(story, text="This story has been withdrawn.", said=()), LATER)
        kept = versions(db, article_id)
        assert len(kept) == bool(story.tags or story.bookmarked)
        for one in kept:
            assert version_document(db, article_id, 1).text == story.document.text
            assert version_document(db, article_id, 1).blocks == story.document.blocks
            assert (one.title, one.seen, one.hash) == (
                story.title,
                NOW,
                text_hash(story.document.text),
            )
        present = present_version(db, article_id)
        assert present is not None and (present.number, present.seen) == (len(kept) + 1, LATER)


def test_the_same_text_again_is_no_version_and_a_new_form_of_it_by_us_is_none(db: Database) -> None:
    article_id = save(db, replace(BRIDGE, bookmarked=True))
    save(db, BRIDGE, LATER)
    articles.change_text(db, article_id, Document.from_plain("Less."), (), finder_version=1)
    assert versions(db, article_id) == ()
    present = present_version(db, article_id)
    assert present is not None and present.seen == NOW


def test_a_title_that_changes_first_stays_with_its_text(db: Database) -> None:
    old = replace(BRIDGE, tags=("city",))
    article_id = save(db, old)
    for number, title in enumerate(("Bridge vote withdrawn", "Bridge vote"), 1):
        new = replace(old, text=f"Version {number}.", said=(), key=old.entry.key, title=title)
        save(db, new, LATER)
    assert [
        (one.title, version_text(db, article_id, one.number)[0]) for one in versions(db, article_id)
    ] == [
        (old.title, old.document.text),
        ("Bridge vote withdrawn", "Version 1."),
    ]


def test_the_moment_of_a_mark_is_kept(db: Database) -> None:
    article_id = save(db, BRIDGE)
    text = BRIDGE.document.text
    one = made_at(article_id, text, text_hash(text), 0, 9, "green", NOW)
    swap_highlights(db, [], [one], text)
    (kept,) = versions(db, article_id)
    assert kept.hash == one.made_on
    assert present_version(db, article_id) == kept


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=45))
def test_every_version_comes_back_whole(texts: list[str]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE TABLE story_version (article_id, number, hash, title, url, author, outlet, "
            "language, published, dated, source, seen, base, body)"
        )
        db = Database(connection, Path("none"))
        for text in texts:
            version = StoryVersion(
                1, 0, text_hash(text), "t", "", "", "", "", NOW, True, "feed", None
            )
            add_version(db, version, text, "{}")
        kept = versions(db, 1)
        assert [one.number for one in kept] == list(range(1, len(texts) + 1))
        assert [version_text(db, 1, one.number) for one in kept] == [(one, "{}") for one in texts]


def test_a_small_change_takes_little_room(db: Database) -> None:
    words = " ".join(f"word{number * 7919 % 10_007}" for number in range(2_000))
    story = replace(BRIDGE, text=words, said=(), tags=("city",))
    article_id = save(db, story)
    for number in range(3):
        save(db, replace(story, text=f"{words} And {number}."))
    first, *others = db.column("SELECT length(body) FROM story_version ORDER BY number")
    assert len(others) == 2 and all(one < first / 20 for one in others)
    assert version_text(db, article_id, 3)[0] == f"{words} And 1."


def test_a_version_that_is_damaged_is_said_to_be(db: Database) -> None:
    article_id = save(db, replace(BRIDGE, tags=("city",)))
    save(db, replace(BRIDGE, text="Other.", said=()), LATER)
    with db.transaction() as connection:
        connection.execute("UPDATE story_version SET body = x'00'")
    with pytest.raises(NotFound, match="is damaged"):
        version_text(db, article_id, 1)
    with pytest.raises(NotFound, match="no version 2"):
        version_text(db, article_id, 2)


def test_versions_are_in_the_backup_and_highlights_are_found_by_them(
    db: Database, tmp_path: Path
) -> None:
    article_id = save(db, replace(BRIDGE, tags=("city",)))
    text = BRIDGE.document.text
    at = text.index("the northern pier")
    one = made_at(article_id, text, text_hash(text), at, at + 17, "green", NOW)
    swap_highlights(db, [], [one], text)
    save(db, replace(BRIDGE, text="New.\n\n" + text), LATER)
    file = write_backup(db, tmp_path / "backups", NOW.date())
    assert file is not None
    other = open_library(tmp_path / "elsewhere" / "other.db").database
    for _ in range(2):
        restore(other, file)
    (again,) = other.column("SELECT id FROM article")
    assert [replace(kept, article_id=article_id) for kept in versions(other, again)] == list(
        versions(db, article_id)
    )
    assert version_text(other, again, 1) == version_text(db, article_id, 1)
    save(other, replace(BRIDGE, text="Newer.\n\n" + text), LATER)
    (found,) = highlights(other, again)
    assert (found.made_on, found.start) == (one.made_on, at + len("Newer.\n\n"))
    other.close()
