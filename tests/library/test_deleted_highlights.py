"""The bin: a deleted highlight comes back with everything, whatever became of its story."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsreader.domain.errors import NotFound
from newsreader.domain.highlights.highlight import Highlight, Verification
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage.deleted_highlights import empty_bin, tombstones
from newsreader.storage.safety.backup import backup_folder, write_backup
from newsreader.storage.safety.restore import restore
from tests.builders import NOW, STORIES, a_library, id_of, passage

BRIDGE = STORIES[0]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = a_library(tmp_path / "one")
    yield library
    library.close()


def noted(library: Library) -> Highlight:
    """Return a highlight with everything that a user can make of one."""
    bridge = id_of(library, BRIDGE.title)
    made = library.highlight(
        bridge, *passage(library, bridge, "northern pier"), colour="blue", note="which?"
    ).highlight
    made = library.change_highlight(made, tags=["port", "a pier"]).highlight
    return library.verify_highlight(
        made, Verification.DISPUTED, "https://council.example/minutes", date(2026, 11, 19)
    ).highlight


def without_time(one: Highlight) -> Highlight:
    return replace(one, updated=None)


def test_a_deleted_highlight_comes_back_with_all_that_was_made_of_it(library: Library) -> None:
    made = noted(library)
    library.remove_highlight(made)
    (gone,) = library.deleted_highlights()
    assert (gone.highlight, gone.title) == (made, BRIDGE.title)
    assert library.opened(made.article_id).highlights == ()
    back = library.bring_back(made.id[-6:]).highlight
    assert without_time(back) == without_time(made)
    assert library.opened(made.article_id).highlights == (back,)
    assert library.deleted_highlights() == []
    library.undo()
    assert [one.highlight for one in library.deleted_highlights()] == [made]
    assert library.opened(made.article_id).highlights == ()
    library.undo()
    assert library.opened(made.article_id).highlights == (made,)
    assert library.deleted_highlights() == []
    with pytest.raises(NotFound, match="in the bin"):
        library.bring_back(made.id)


def test_what_becomes_part_of_another_lies_in_the_bin(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    library.highlight(bridge, 0, 10)
    second = library.highlight(bridge, 20, 30, note="mine").highlight
    joined = library.highlight(bridge, 8, 22).highlight
    assert (joined.start, joined.end, joined.note) == (0, 30, "mine")
    assert [one.highlight for one in library.deleted_highlights()] == [second]
    library.undo()
    assert library.deleted_highlights() == []
    assert len(library.opened(bridge).highlights) == 2


def test_it_comes_back_after_its_feed_was_removed(library: Library) -> None:
    made = noted(library)
    library.remove_highlight(made)
    feed_id = library.article(made.article_id).feed_id
    assert feed_id is not None
    for article_id in library.listing(Query()).ids:
        library.bookmark_all([article_id], False)
        library.set_tags(article_id, [])
    library.remove_feed(feed_id)
    back = library.bring_back(made.id)
    opened = library.opened(back.article_id)
    assert (opened.article.title, opened.highlights[0].note) == (BRIDGE.title, "which?")
    assert opened.highlights[0].tags == ("a pier", "port")


def test_a_backup_has_the_bin_and_brings_it_back(library: Library, tmp_path: Path) -> None:
    made = noted(library)
    early = write_backup(library._read, tmp_path / "early", NOW.date())
    library.remove_highlight(made)
    late = write_backup(library._read, tmp_path / "late", NOW.date())
    assert early and late
    other = a_library(tmp_path / "two", ())
    restore(other._write, late)
    (gone,) = other.deleted_highlights()
    assert (gone.highlight.note, gone.highlight.tags) == ("which?", ("a pier", "port"))
    restore(other._write, early, revive=False)  # as a recovery does: it knows of the deletion
    assert other.highlights(Query()) == [] and len(other.deleted_highlights()) == 1
    restore(other._write, early)  # as a user asks for
    assert [one.note for one in other.highlights(Query())] == ["which?"]
    assert other.deleted_highlights() == []
    restore(other._write, late)
    assert [one.note for one in other.highlights(Query())] == ["which?"]
    other.close()
    assert backup_folder(other.path).is_dir()


def test_the_bin_is_emptied_by_age_and_what_was_deleted_is_still_known(library: Library) -> None:
    made = noted(library)
    library.remove_highlight(made)
    assert empty_bin(library._write, NOW - timedelta(days=1)) == 0
    assert empty_bin(library._write, NOW + timedelta(days=1)) == 1
    assert library.deleted_highlights() == []
    assert [(one.id, one.line) for one in tombstones(library._write)] == [(made.id, "")]
