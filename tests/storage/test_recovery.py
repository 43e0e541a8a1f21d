import random
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.domain.errors import LibraryError
from newsreader.domain.feed import EntryRow, FeedDocument
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage import feeds
from newsreader.storage.database import Database
from newsreader.storage.entries import save_entries
from newsreader.storage.failures import suspicion
from newsreader.storage.migrations import MIGRATIONS
from newsreader.storage.processing_queue import keep_document, newest_queued
from newsreader.storage.queries.fulltext_index import SINCE
from newsreader.storage.safety.backup import backup_folder, backups
from newsreader.storage.safety.damage import damage
from newsreader.storage.safety.opening import open_library
from newsreader.storage.safety.recovery import TABLES, Recovery, recover_library
from tests.builders import NOW, STORIES, Clock, Story, a_library, asking, bring

DATA = Path(__file__).with_name("data")
PAGE = 4096
EVERYTHING = Query()
MANY = tuple(
    Story(
        f"Story {n}",
        f"This is what story {n} tells. " * 60,
        said=((f"what story {n} tells", "Jane Roe"),),
        feed=("Coast Daily", "Weather Desk")[n % 2],
        bookmarked=n % 10 == 0,
        read=n % 3 == 0,
        age=timedelta(hours=n),
    )
    for n in range(120)
)


def a_marked_library(folder: Path, *, backup: bool = True) -> Path:
    """Make a library of 120 stories with 12 bookmarks and 24 highlights; return its file."""
    library = a_library(folder, MANY)
    for article_id in list(library.listing(EVERYTHING).ids)[::5]:
        library.highlight(article_id, 8, 24, note=f"note on {article_id}")
    assert library.close() == ""
    if not backup:
        for path in backups(backup_folder(library.path)):
            path.unlink()
    return library.path


def reopen(path: Path) -> Library:
    return Library(path, clock=Clock(NOW + timedelta(days=1)))


def notes(library: Library) -> set[str]:
    return {one.note for one in library.highlights(EVERYTHING)}


def wanted_notes(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {row[0] for row in connection.execute("SELECT note FROM highlight")}
    connection.close()
    return found


def assert_sound(library: Library) -> None:
    """Look at everything there is, and at what SQLite thinks of it."""
    db = library._write
    assert db.rows("PRAGMA integrity_check") == [("ok",)]
    assert db.rows("PRAGMA foreign_key_check") == []
    db.rows("INSERT INTO article_index(article_index, rank) VALUES('integrity-check', 1)")
    for row in library.rows(library.listing(EVERYTHING).ids):
        assert library.opened(row.id).article == row
    library.search(asking("story"))
    library.feeds()


def overwrite(path: Path, at: int, what: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(what)


def root_of(path: Path, name: str, page: int = PAGE) -> int:
    """Return where the first page of a table or index lies in the file, in bytes."""
    connection = sqlite3.connect(path)
    root = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)
    ).fetchone()[0]
    connection.close()
    return int(root - 1) * page


def test_a_sound_library_is_left_alone(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    before = path.read_bytes()
    assert damage(path) == ""
    assert recover_library(path, NOW) is None
    library = reopen(path)
    assert library.recovery is None
    library.close()
    assert not list(tmp_path.glob("*damaged*"))
    assert len(before) == path.stat().st_size


@pytest.mark.parametrize("table", ["highlight", "deleted_highlight"])
def test_deleted_highlights_stay_deleted_and_can_be_brought_back(
    tmp_path: Path, table: str
) -> None:
    library = a_library(tmp_path, MANY[:4])
    made = library.highlight(1, 8, 24, note="mine").highlight
    library.backup()
    library.remove_highlight(made)
    if table == "deleted_highlight":  # then the copy must know of the deletion
        library.backup()
    library.close()
    overwrite(library.path, root_of(library.path, table), b"\xff" * 200)
    library = reopen(library.path)
    assert library.recovery is not None
    assert library.highlights(EVERYTHING) == []
    assert library.bring_back(made.id).highlight.note == "mine"
    assert_sound(library)
    library.close()


def test_no_library_and_a_new_empty_one_are_no_damage(tmp_path: Path) -> None:
    assert recover_library(tmp_path / "newsreader.db", NOW) is None
    (tmp_path / "newsreader.db").touch()
    library = reopen(tmp_path / "newsreader.db")
    assert library.recovery is None
    library.close()


def garbage_header(path: Path) -> None:
    overwrite(path, 0, b"<html>502 Bad Gateway</html>")


def garbage_schema(path: Path) -> None:
    overwrite(path, 100, bytes(random.Random(1).randrange(256) for _ in range(PAGE - 100)))


def cut_in_half(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_to_nothing(path: Path) -> None:
    path.write_bytes(b"")


def another_file(path: Path) -> None:
    path.write_bytes(b"My diary.\n" * 1000)


@pytest.mark.parametrize(
    "harm", [garbage_header, garbage_schema, cut_in_half, cut_to_nothing, another_file]
)
def test_marks_survive_whatever_happened_to_the_file(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    path = a_marked_library(tmp_path)
    wanted = wanted_notes(path)
    harm(path)
    damaged = path.read_bytes()
    library = reopen(path)
    recovery = library.recovery
    assert recovery is not None
    assert recovery.set_aside == tmp_path / "newsreader.damaged-2026-11-21-120000.db"
    assert recovery.set_aside.read_bytes() == damaged
    assert recovery.backup is not None
    assert (recovery.feeds, recovery.bookmarks, recovery.highlights) == (2, 12, 24)
    assert notes(library) == wanted
    assert len(library.feeds()) == 2
    assert "2 feeds" in recovery.sentence and "24 highlights" in recovery.sentence
    assert str(recovery.set_aside) in recovery.sentence and "2026-11-20" in recovery.sentence
    assert_sound(library)
    library.close()
    again = reopen(path)
    assert again.recovery is None
    assert notes(again) == wanted
    again.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "backups",
        "newsreader.damaged-2026-11-21-120000.db",
        "newsreader.db",
        "newsreader.db-open",
        "newsreader.db-recovery",
    ]


def test_without_a_copy_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path, backup=False)
    garbage_header(path)
    library = reopen(path)
    recovery = library.recovery
    assert recovery is not None and recovery.backup is None
    assert (recovery.feeds, recovery.articles, recovery.highlights) == (0, 0, 0)
    assert recovery.sentence.endswith(
        "0 highlights were carried over into a new one; some rows could not be read."
    )
    assert_sound(library)
    library.close()


@pytest.mark.parametrize("table", ["article_text", "quote", "highlighted_text"])
def test_damage_deep_in_the_file_is_met_remembered_and_mended(tmp_path: Path, table: str) -> None:
    path = a_marked_library(tmp_path)
    wanted = wanted_notes(path)
    at = root_of(path, table)
    overwrite(path, at, b"\xff" * PAGE)
    library = reopen(path)
    assert library.recovery is None, "the first look is at the tables of the user"
    with pytest.raises(LibraryError, match=r"is damaged.*start newsreader again"):
        for article_id in range(1, 121):
            library.opened(article_id)
            library.cast(article_id)
        library.highlight(1, 0, 3, note="met on writing")
    assert suspicion(path).exists()
    library.close()
    library = reopen(path)
    assert library.recovery is not None
    assert library.recovery.highlights == 24
    assert notes(library) == wanted
    assert_sound(library)
    library.close()
    assert not suspicion(path).exists()


@pytest.mark.parametrize("schema", range(1, len(MIGRATIONS)))
def test_damage_that_only_the_migration_meets_is_mended(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "newsreader.db"
    shutil.copyfile(DATA / f"schema-{schema}.db", path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("PRAGMA page_size").fetchone()
    overwrite(path, root_of(path, "article_text", page), bytes(page))
    assert damage(path) == "", "the look at the start does not see it"
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"start newsreader again and it will be recovered\.$"):
        open_library(path)
    assert path.read_bytes()[100:] == before[100:]
    opened = open_library(path)
    assert opened.recovery
    assert opened.recovery.highlights == 2
    assert opened.recovery.set_aside.read_bytes()[100:] == before[100:]
    opened.database.close()


def test_a_schema_that_is_no_text_is_met_while_the_library_is_open(tmp_path: Path) -> None:
    """SQLite quotes its bytes in what it says of it, which Python cannot read."""
    path = a_marked_library(tmp_path)
    library = reopen(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        version = connection.execute("PRAGMA schema_version").fetchone()[0]
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET name = CAST(x'ff80' AS TEXT), sql = 'CREATE no' "
            "WHERE name = 'quote'"
        )
        connection.execute(f"PRAGMA schema_version = {version + 1}")
    with pytest.raises(LibraryError, match=r"damaged \(its schema cannot be read\); start"):
        library.highlights(Query())
    library.close()
    library = reopen(path)
    assert library.recovery is not None
    assert_sound(library)
    library.close()


def test_a_suspicion_that_is_wrong_goes_and_the_index_is_built_anew(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM article_index_data WHERE id > 10")
    connection.commit()
    connection.close()
    library = reopen(path)
    with pytest.raises(LibraryError, match="is damaged"):
        library.search(asking("story"))
    library.close()
    library = reopen(path)
    assert library.recovery is None
    assert len(library.search(asking("story"), limit=200)) == len(MANY)
    assert_sound(library)
    library.close()
    assert not suspicion(path).exists()


def test_a_lost_text_is_asked_for_again(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE feed SET etag = '\"1\"'")
    connection.execute("UPDATE article_text SET text = 'altered' WHERE article_id = 1")
    connection.commit()
    connection.close()
    at = root_of(path, "quote")
    overwrite(path, at, b"\xff" * PAGE)
    suspicion(path).touch()
    library = reopen(path)
    assert library.recovery is not None and library.recovery.articles == len(MANY)
    db = library._write
    assert library.opened(1).document.text == ""
    assert db.row("SELECT content_hash, words FROM article WHERE id = 1") == ("", 0)
    feed_id = library.article(1).feed_id
    assert db.row("SELECT etag FROM feed WHERE id = ?", (feed_id,)) == ("",)
    assert db.row("SELECT etag FROM feed WHERE id <> ?", (feed_id,)) == ('"1"',)
    assert_sound(library)
    library.close()


def test_what_waits_to_be_processed_is_carried_over(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    db = open_library(path).database
    feed_id = feeds.add_feed(db, "https://waiting.example/feed", NOW)
    came = FeedDocument("https://waiting.example/feed", b"<rss/>", NOW)
    kept, lost = (keep_document(db, feed_id, came) for _ in range(2))
    for number in (kept, lost):
        entry = EntryRow(f"in {number}", "One", "", "", "", "", "In short.", None, "print")
        save_entries(db, feed_id, [entry], now=NOW, document_id=number)
    db.rows("UPDATE feed SET etag = '\"1\"'")
    db.rows("DELETE FROM feed_document WHERE id = ?", (lost,))
    db.close()
    overwrite(path, root_of(path, "quote"), b"\xff" * PAGE)
    suspicion(path).touch()
    library = reopen(path)
    db = library._write
    waiting = newest_queued(db)
    assert waiting is not None and waiting.document == came
    assert (waiting.id, list(waiting.articles)) == (kept, [f"in {kept}"])
    again = db.rows("SELECT key, undigested_in FROM article WHERE content_hash = ''")
    assert again == [(f"in {lost}", None)]
    assert db.rows("SELECT id FROM feed WHERE etag = ''") == [(feed_id,)]
    library.close()


def test_a_highlight_whose_article_is_lost_everywhere_is_still_there(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path, backup=False)
    wanted = wanted_notes(path)
    at = root_of(path, "article")
    overwrite(path, at, b"\xff" * PAGE)
    suspicion(path).touch()
    library = reopen(path)
    assert library.recovery is not None and not library.recovery.complete
    assert notes(library) == wanted
    for one in library.highlights(EVERYTHING):
        opened = library.opened(one.article_id)
        assert opened.article.title == "A story whose title was lost"
        assert opened.document.text[one.start : one.end] == one.text
    assert_sound(library)
    library.close()


def test_what_stands_in_the_wal_only_is_carried_over_too(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path / "source", backup=False)
    database = open_library(path).database
    bring(path, Story("Only in the log", feed="Late News"))
    copy = tmp_path / "copy" / "newsreader.db"
    copy.parent.mkdir()
    for side in ("", "-wal"):
        copy.with_name(copy.name + side).write_bytes(path.with_name(path.name + side).read_bytes())
    database.close()
    at = root_of(path, "quote")
    overwrite(copy, at, b"\xff" * PAGE)
    suspicion(copy).touch()
    library = reopen(copy)
    assert library.recovery is not None
    assert library.recovery.set_aside.with_name(library.recovery.set_aside.name + "-wal").exists()
    assert "Only in the log" in [row.title for row in library.rows(library.listing(Query()).ids)]
    assert_sound(library)
    library.close()


def test_the_next_older_copy_is_taken_when_the_newest_is_damaged_too(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    (older,) = backups(backup_folder(path))
    older.with_name("newsreader-2026-11-21.jsonl").write_text("garbage")
    garbage_header(path)
    library = reopen(path)
    assert library.recovery is not None
    assert library.recovery.backup == older
    assert library.recovery.highlights == 24
    library.close()


def test_a_library_that_is_open_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    other = reopen(path)
    overwrite(path, root_of(path, "quote"), b"\xff" * PAGE)
    suspicion(path).touch()
    with pytest.raises(LibraryError, match="still has it open elsewhere"):
        reopen(path)
    other.bookmark(7, True)
    other.close()
    library = reopen(path)
    assert library.recovery is not None
    assert library.article(7).bookmarked, "what was written meanwhile is not lost"
    library.close()


def test_another_programs_file_is_not_recovered(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.db"
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE recipe (name)")
    foreign.close()
    with pytest.raises(LibraryError, match="another program"):
        reopen(path)
    assert list(tmp_path.iterdir()) == [path]


def test_two_that_start_at_once_recover_once(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    garbage_header(path)
    start = threading.Barrier(4)
    done: list[object] = []

    def begin() -> None:
        start.wait()
        done.append(recover_library(path, NOW))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4
    assert len([one for one in done if one]) == 1
    assert len(list(tmp_path.glob("*damaged*"))) == 1


def test_a_recovery_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_marked_library(tmp_path)
    garbage_header(path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as full_disk:
        full_disk.setattr("os.fsync", full)
        with pytest.raises(LibraryError, match=r"could not be recovered: No space left"):
            reopen(path)
    assert path.read_bytes() == before
    library = reopen(path)
    assert library.recovery is not None and library.recovery.highlights == 24
    library.close()


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_marked_library(tmp_path_factory.mktemp("pristine"))


@settings(max_examples=30, deadline=None)
@example([(0.9375, 114), (0.0234375, 264)], 0)  # texts whose articles are lost
@example([(0.08529134587387445, 1)], 0)  # a page that only the search for lost rows reads
@example([(1.0, 1), (1.0, 1), (1.0, 13), (0.12065863100175303, 1)], 0)  # the name of a column
@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 3 * PAGE)), min_size=1, max_size=4),
    st.integers(0, 2**32),
)
def test_no_note_is_lost_to_any_damage(
    tmp_path_factory: pytest.TempPathFactory,
    pristine: Path,
    stains: list[tuple[float, int]],
    seed: int,
) -> None:
    folder = tmp_path_factory.mktemp("stained")
    path = folder / "newsreader.db"
    path.write_bytes(pristine.read_bytes())
    backup_folder(path).mkdir()
    for one in backups(backup_folder(pristine)):
        (backup_folder(path) / one.name).write_bytes(one.read_bytes())
    chance = random.Random(seed)
    for where, length in stains:
        at = int(where * (path.stat().st_size - length))
        overwrite(path, at, bytes(chance.randrange(256) for _ in range(length)))
    suspicion(path).touch()
    library = reopen(path)
    if library.recovery is None:  # no page of the tables was hit in a way that shows
        library.close()
        return
    assert library.recovery.highlights >= 24
    assert wanted_notes(pristine) <= notes(library)
    assert_sound(library)
    library.close()


def test_the_users_corrections_are_carried_over(tmp_path: Path) -> None:
    path = a_marked_library(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO correction (id, article_id, words, start, prefix, suffix, is_quote, speaker, "
        "made) VALUES ('1', 1, 'what story 0 tells', 5, '', '', 1, 'Tom Brandt', 1)"
    )
    connection.execute("INSERT INTO alias VALUES ('roe', 'Roe', 'jane roe', 'Jane Roe', 1)")
    connection.commit()
    connection.close()
    overwrite(path, root_of(path, "quote"), b"\xff" * PAGE)
    suspicion(path).touch()
    library = reopen(path)
    assert library.recovery is not None
    assert library._write.rows("SELECT id, speaker FROM correction") == [("1", "Tom Brandt")]
    assert library._write.rows("SELECT key, person FROM alias") == [("roe", "jane roe")]
    assert_sound(library)
    library.close()


def test_every_table_is_carried_over_or_comes_again_by_itself(db: Database) -> None:
    made_again = {*("story_traces", "left_out", "person_to_count", "resting_host", "feed_listing")}
    made_again |= {"story_sketch", "story_key"}
    ends_with_the_file = {"step", "removed_rows"}  # the history of undo
    tables = {
        row[0]
        for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not row[0].startswith(("sqlite_", *SINCE, "quote_vocabulary"))
    }
    assert tables <= {*TABLES, *made_again, *ends_with_the_file}


def test_the_sentence_counts(tmp_path: Path) -> None:
    told = Recovery("not a database", tmp_path / "old.db", None, True, 1, 2_000, 5, 3, 4, 6)
    assert told.sentence == (
        f"The library was damaged (not a database) and is kept as {tmp_path / 'old.db'}; "
        "1 feed, 2,000 articles, 3 bookmarks, 4 tags and 6 highlights were carried over "
        "into a new one."
    )
    assert (
        "with the help of the copy of 2026-11-19; some rows could not be read."
        in replace(told, complete=False, backup=tmp_path / "newsreader-2026-11-19.jsonl").sentence
    )


def test_stories_of_the_builders_are_no_damage(tmp_path: Path) -> None:
    library = a_library(tmp_path, STORIES)
    assert library.recovery is None
    library.close()
