import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.errors import LibraryError
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage import (
    articles,
    feeds,
)
from newsreader.storage.database import Database
from newsreader.storage.highlights import all_highlights
from newsreader.storage.quotes import shown_quotes
from newsreader.storage.safety.backup import (
    backup_folder,
    backup_lines,
    backups,
    write_backup,
)
from newsreader.storage.safety.opening import open_library
from newsreader.storage.safety.restore import restore
from newsreader.storage.speakers import find_speakers
from tests.builders import NOW, STORIES, Story, a_library, asking, bring, id_of, passage, save

TODAY = date(2026, 11, 20)


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[Library]:
    """The four stories with a mark of every kind."""
    library = a_library(tmp_path / "old")
    bridge = id_of(library, STORIES[0].title)
    library.highlight(
        bridge, *passage(library, bridge, "northern pier"), note="*which?* “é”\nline", colour="red"
    )
    library.set_tags(bridge, ["city", "bridge"])
    library.keep_position(bridge, 40)
    feeds.rename_feed(library._write, library.find_feed("coast").id, "My coast")
    library.correct_speaker(bridge, library.opened(bridge).quotes[1], "Ann Shaw")
    library.merge_speakers("Mayor Roe", "Jane Roe")
    yield library
    library.close()


def made(db: Database) -> list[dict[str, Any]]:
    """Return what the reader made, in an order of its own."""
    return sorted(backup_lines(db), key=lambda line: json.dumps(line, sort_keys=True))


def keep(library: Library, folder: Path) -> Path:
    path = write_backup(library._read, folder, TODAY)
    assert path is not None
    return path


def test_a_line_says_what_it_is_and_of_which_article(marked: Library) -> None:
    lines = list(backup_lines(marked._read))
    assert lines[0] == {"newsreader": "backup", "form": 1}
    assert [next(iter(line)) for line in lines[1:]] == [
        *("feed", "feed", "bookmark", "tag", "tag", "tag"),
        *("version", "highlight", "correction", "alias", "read", "positions"),
    ]
    for line in lines:
        if "article" in line:
            assert line["article"]["title"] and line["article"]["url"].startswith("https://")
    highlight = next(line["highlight"] for line in lines if "highlight" in line)
    assert highlight["text"] == "northern pier"
    assert highlight["note"] == "*which?* “é”\nline"
    assert highlight["created"].endswith("+00:00")


def test_a_file_a_day_for_the_owner_only_and_the_seven_newest(marked: Library) -> None:
    folder = backup_folder(marked.path)
    for day in range(9):
        path = write_backup(marked._read, folder, TODAY + timedelta(days=day))
        assert path is not None and path.stat().st_mode & 0o077 == 0
        assert write_backup(marked._read, folder, TODAY + timedelta(days=day)) is None
    assert [path.name for path in backups(folder)] == [
        f"newsreader-2026-11-{day}.jsonl" for day in range(28, 21, -1)
    ]
    assert len(list(folder.iterdir())) == 7


def test_an_empty_library_has_nothing_to_keep(db: Database, tmp_path: Path) -> None:
    assert write_backup(db, tmp_path / "backups", TODAY) is None
    assert not (tmp_path / "backups").exists()


def test_everything_comes_back_into_a_library_that_has_the_articles(
    marked: Library, tmp_path: Path
) -> None:
    new = open_library(tmp_path / "new" / "newsreader.db").database
    for story in STORIES:
        save(new, replace(story, read=False, bookmarked=False, tags=()))
    file = keep(marked, tmp_path)
    for _ in range(2):  # taken in twice, it is there once
        restore(new, file)
        assert made(new) == made(marked._read)
    new.close()


def test_marks_come_back_to_stories_whose_ids_were_changed_since(
    marked: Library, tmp_path: Path
) -> None:
    new = open_library(tmp_path / "new" / "newsreader.db").database
    for story in STORIES:
        save(new, replace(story, key=f"new {story.title}", read=False, bookmarked=False, tags=()))
    # One key is that of another story now.
    taken = Story("Quite another story", key=STORIES[3].entry.key, age=timedelta(days=9))
    save(new, taken)
    file = keep(marked, tmp_path)
    for _ in range(2):
        restore(new, file)
        assert new.value("SELECT count(*) FROM article") == len(STORIES) + 1
    marks = "bookmarked IS NOT NULL OR id IN (SELECT article_id FROM article_tag)"
    found = new.column(f"SELECT title FROM article WHERE {marks} ORDER BY id")
    assert found == [STORIES[0].title, STORIES[3].title]
    new.close()


def test_a_mark_of_a_story_whose_key_went_to_another_comes_back_once(
    marked: Library, tmp_path: Path
) -> None:
    with marked._write.transaction() as connection:
        connection.execute("UPDATE article SET url = ''")
    new = open_library(tmp_path / "new" / "newsreader.db").database
    save(new, Story("Quite another story", key=STORIES[3].entry.key, age=timedelta(days=9)))
    file = keep(marked, tmp_path)
    for _ in range(2):
        restore(new, file)
        titles = new.column("SELECT title FROM article WHERE bookmarked IS NOT NULL")
        assert titles == [STORIES[3].title]
    new.close()


def test_into_an_empty_library_come_the_articles_that_carry_marks(
    marked: Library, tmp_path: Path, db: Database
) -> None:
    before = made(marked._read)
    marked.mark_read([id_of(marked, STORIES[2].title)])
    restore(db, keep(marked, tmp_path))
    assert made(db) == before
    ids = [row[0] for row in db.rows("SELECT id FROM article ORDER BY published DESC")]
    bridge, sundays = articles.article_rows(db, ids)
    assert (bridge.title, bridge.feed, bridge.tags) == (
        STORIES[0].title,
        "The Harbour Gazette",
        ("bridge", "city"),
    )
    assert sundays.bookmarked == NOW
    assert [feed.title for feed in feeds.feeds(db)] == ["My coast", "The Harbour Gazette"]


def test_certainty_and_a_missing_date_are_restored(marked: Library, tmp_path: Path) -> None:
    ferry = id_of(marked, STORIES[1].title)
    marked.highlight(ferry, 0, 5, speaker="Jane Roe", confidence=0.5)
    with marked._write.transaction() as connection:
        connection.execute("UPDATE article SET dated = 0 WHERE id = ?", (ferry,))
    new = Library(tmp_path / "new.db")
    restore(new._write, keep(marked, tmp_path))
    (found,) = [one for one in new.highlights(Query()) if one.speaker]
    assert (found.attribution, found.confidence) == ("probably Jane Roe", 0.5)
    assert not new.article(found.article_id).dated
    assert sum(new.article(one).dated for one in new.listing(Query()).ids) >= 1
    new.close()


def test_a_highlight_waits_for_its_text_and_finds_it(marked: Library, tmp_path: Path) -> None:
    file = keep(marked, tmp_path)
    path = tmp_path / "new" / "newsreader.db"
    new = open_library(path).database
    restore(new, file)
    new.close()
    library = Library(path)
    (waiting,) = library.highlights(Query())
    assert (waiting.state, waiting.text) == (AnchorState.ORPHAN, "northern pier")
    bring(path, *STORIES)
    (found,) = library.highlights(Query())
    assert (found.state, found.note) == (AnchorState.OK, waiting.note)
    assert library.opened(found.article_id).highlights == (found,)
    assert library.rows(library.listing(Query()).ids)[0].title == STORIES[0].title
    assert len(library.listing(Query()).ids) == len(STORIES)
    assert library.search(asking("lorries"))
    library.close()


def test_nothing_that_is_newer_is_replaced(marked: Library, tmp_path: Path) -> None:
    file = keep(marked, tmp_path)
    (highlight,) = marked.highlights(Query())
    marked.change_highlight(highlight, note="newer")
    marked.keep_position(highlight.article_id, 200)
    before = made(marked._read)
    restore(marked._write, file)
    assert made(marked._read) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "7",
        '{"newsreader": "keepsake", "form": 2}',
        '{"newsreader": "keepsake", "form": 1}\n{"feed": "javascript:x", "added": "2026-11-20"}',
        '{"newsreader": "keepsake", "form": 1}\n{"unheard": "of"}',
        '{"newsreader": "keepsake", "form": 1}\n{"bookmark": "today", "article": {}}',
        '{"newsreader": "keepsake", "form": 1}\n{"positions": {"a": 1e400}, "feed": ""}',
        '{"newsreader": "keepsake", "form": 1}\n' + "[" * 100_000,
        "\x00\ufffe",
    ],
)
def test_another_file_is_refused_and_changes_nothing(
    db: Database, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "file.jsonl"
    file.write_text(text)
    with pytest.raises(LibraryError, match=r"file\.jsonl, line \d+, is no line of a backup"):
        restore(db, file)
    assert len(made(db)) == 1


def test_a_file_that_breaks_off_changes_nothing(
    db: Database, marked: Library, tmp_path: Path
) -> None:
    file = keep(marked, tmp_path)
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(LibraryError):
        restore(db, file)
    assert len(made(db)) == 1
    with pytest.raises(LibraryError, match="could not be read"):
        restore(db, tmp_path / "missing.jsonl")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=4,
)


@settings(deadline=None)
@given(st.data())
def test_no_value_in_any_place_does_more_than_be_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    library = a_library(folder / "old")
    library.highlight(1, 0, 5)
    library.keep_position(1, 3)
    library.not_a_quote(1, library.opened(1).quotes[0])
    library.merge_speakers("Tom Brandt", "Ann Shaw")
    lines = list(backup_lines(library._read))
    library.close()
    line = data.draw(st.sampled_from(lines[1:]))
    inside = data.draw(st.sampled_from([line, *(v for v in line.values() if isinstance(v, dict))]))
    inside[data.draw(st.sampled_from(list(inside)))] = data.draw(JSON)
    file = folder / "file.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in lines))
    new = Library(folder / "new" / "newsreader.db")
    try:
        restore(new._write, file)
    except LibraryError as error:
        assert "is no line of a backup" in str(error) or "could not be written" in str(error)
    assert len(new.rows(new.listing(Query()).ids)) == len(new.listing(Query()).ids)
    new.highlights(Query())
    new.feeds()
    new.speakers()
    new.close()


def test_the_library_writes_it_when_it_closes_and_survives_when_it_cannot(tmp_path: Path) -> None:
    library = a_library(tmp_path)
    assert library.close() == ""
    (path,) = backups(backup_folder(library.path))
    assert path.name == "newsreader-2026-11-20.jsonl"

    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")
    complaint = a_library(tmp_path, stories=()).close()
    assert complaint.startswith("The day's copy of your marks could not be written: ")
    assert complaint.endswith(".")


def test_a_write_that_is_cut_short_leaves_no_half_file(
    marked: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryError, match="No space left"):
        keep(marked, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_mark_on_an_article_without_a_feed_comes_back(marked: Library, tmp_path: Path) -> None:
    marked.remove_feed(marked.find_feed("gazette").id)
    new = open_library(tmp_path / "new" / "newsreader.db").database
    restore(new, keep(marked, tmp_path))
    (kept,) = all_highlights(new)
    article = articles.article(new, kept.article_id)
    assert (article.feed_id, article.outlet) == (None, "The Harbour Gazette")
    restore(new, backups(tmp_path)[0])
    assert len(all_highlights(new)) == 1
    assert new.row("SELECT count(*) FROM article") == (2,)
    new.close()


def test_corrections_are_applied_where_the_articles_are(
    marked: Library, tmp_path: Path, db: Database
) -> None:
    file = keep(marked, tmp_path)
    article_id = save(db, STORIES[0])
    restore(db, file)
    assert [one.speaker for one in shown_quotes(db, article_id)] == ["Jane Roe", "Ann Shaw"]
    assert [(one.name, one.aliases) for one in find_speakers(db)] == [
        ("Ann Shaw", ()),
        ("Jane Roe", ("Mayor Roe",)),
    ]


def test_corrections_wait_for_the_text_of_their_article(
    marked: Library, tmp_path: Path, db: Database
) -> None:
    restore(db, keep(marked, tmp_path))
    article_id = save(db, STORIES[0])
    assert [one.speaker for one in shown_quotes(db, article_id)] == ["Jane Roe", "Ann Shaw"]


def test_a_correction_that_outlived_its_article_is_kept(
    marked: Library, tmp_path: Path, db: Database
) -> None:
    marked._write.connection.execute("UPDATE correction SET article_id = 99")
    before = made(marked._read)
    assert [line["article"] for line in before if "correction" in line] == [None]
    restore(db, keep(marked, tmp_path))
    assert made(db) == before


def test_who_is_joined_to_somebody_else_meanwhile_stays_so(marked: Library, tmp_path: Path) -> None:
    file = keep(marked, tmp_path)
    marked.undo()
    marked.merge_speakers("Jane Roe", "Mayor Roe")
    before = made(marked._read)
    restore(marked._write, file)
    assert made(marked._read) == before
