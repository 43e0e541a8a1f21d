"""Damage in what the user made is met when the library is opened, however little it is."""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.errors import LibraryError
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage.safety.damage import (
    Finding,
    begin_look,
    begin_whole_look,
    damage,
    damage_within,
    look_at_whole,
)
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW, Clock, Story, a_library

MARKS = ("highlight", "highlight_by_article", "article_tag", "article_tag_by_tag", "highlight_tag")
FLIPS = 15
"""So many bits of each page are flipped, one at a time."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of twelve stories with a highlight and two tags each, without a backup."""
    stories = [Story(f"Story {n}", f"What story {n} tells. " * 5) for n in range(12)]
    library = a_library(tmp_path_factory.mktemp("marked"), stories)
    for article_id in library.listing(Query()).ids:
        library.highlight(article_id, 0, 4)
        library.set_tags(article_id, ["city", "harbour"])
    with library._write.transaction() as connection:
        connection.execute("INSERT INTO highlight_tag SELECT id, 'pier' FROM highlight")
    library.close()
    shutil.rmtree(library.path.parent / "backups")
    return library.path


def marks(path: Path) -> tuple[list[int], list[int], list[str]]:
    """Return what the list and ``highlights`` show of the marks, by article."""
    library = Library(path, clock=Clock())
    try:
        rows = library.rows(library.listing(Query()).ids)
        highlights = library.highlights(Query())
        return (
            [row.highlights for row in rows],
            sorted(one.article_id for one in highlights),
            [",".join(row.tags) for row in rows] + [",".join(one.tags) for one in highlights],
        )
    finally:
        library.close()


def page_of(path: Path, name: str) -> tuple[int, int]:
    """Return where the first page of a table or an index begins, and how long it is."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        asked = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (root,) = connection.execute(asked, (name,)).fetchone()
    return (root - 1) * size, size


@pytest.mark.parametrize("name", MARKS)
def test_no_flipped_bit_hides_a_mark_in_silence(marked: Path, tmp_path: Path, name: str) -> None:
    """A letter may become another; no mark goes from sight without a word."""
    start, size = page_of(marked, name)
    whole = bytearray(marked.read_bytes())
    counted = [len(part) for part in marks(Path(shutil.copyfile(marked, tmp_path / "sound.db")))]
    chance = random.Random(name)
    used = [at for at in range(start, start + size) if whole[at] or at < start + 12]
    for at in chance.sample(used, FLIPS):
        path = tmp_path / str(at) / "newsreader.db"
        path.parent.mkdir()
        flipped = whole.copy()
        flipped[at] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        if damage(path):
            continue
        try:
            found = marks(path)
        except LibraryError:
            continue
        told = list(path.parent.glob("*put-aside*"))
        assert told or (sum(found[0]) == len(found[1]) and [len(one) for one in found] == counted)


@pytest.mark.parametrize("name", ["highlight", "highlight_by_article"])
def test_a_lost_mark_is_told_and_recovered(marked: Path, tmp_path: Path, name: str) -> None:
    path = Path(shutil.copyfile(marked, tmp_path / "newsreader.db"))
    start, _ = page_of(path, name)
    with path.open("r+b") as file:  # the cells of the page are one fewer (fileformat2, 1.6)
        file.seek(start + 4)
        file.write((int.from_bytes(marked.read_bytes()[start + 3 : start + 5]) - 1).to_bytes(1))
    library = Library(path, clock=Clock())
    assert library.recovery is not None
    assert library.recovery.sentence == library.notices[0]
    kept = len(library.highlights(Query()))
    assert kept == (12 if name != "highlight" else 11) == library.recovery.highlights
    library.close()


def test_the_whole_file_is_looked_at_for_the_rest(marked: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(marked, tmp_path / "newsreader.db"))
    assert damage_within(path) == ""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM article_text WHERE article_id = 1")
        connection.execute("INSERT INTO left_out VALUES (999, 0, 0, '', '')")
    assert damage(path) == ""
    assert damage_within(path) == "a row of left_out belongs to nothing"
    start, _ = page_of(path, "article_unread")
    with path.open("r+b") as file:
        file.seek(start + 4)
        file.write(b"\x05")
    assert damage(path) == ""
    assert damage_within(path)


def test_the_whole_file_is_looked_at_once_a_week(marked: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(marked, tmp_path / "newsreader.db"))
    library = Library(path, clock=Clock())
    assert begin_whole_look(library._write, NOW)
    look_at_whole(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO left_out VALUES (999, 0, 0, '', '')")
    assert not begin_whole_look(library._write, NOW + timedelta(days=6))
    assert library.news_of_damage() == ""
    assert begin_whole_look(library._write, NOW + timedelta(days=8))
    look_at_whole(path)
    assert library.news_of_damage().startswith("The library is damaged; start newsreader again")
    assert library.news_of_damage() == "", "it is told once"
    library.close()
    again = Library(path, clock=Clock())
    assert "1 row that belonged to nothing" in again.notices[0]
    again.close()


def orphaned(path: Path) -> None:
    """Take an article and a highlight away from what belongs to them, and a feed from stories."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM article WHERE id = 3")
        connection.execute("INSERT INTO highlight_tag VALUES ('nobody', 'mine')")


def test_rows_that_belong_to_nothing_are_told_and_kept(marked: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(marked, tmp_path / "newsreader.db"))
    orphaned(path)
    library = Library(path, clock=Clock())
    (notice,) = library.notices
    file = tmp_path / "newsreader.put-aside-2026-11-20-120000.jsonl"
    assert "rows that belonged to nothing" in notice and str(file) in notice
    assert '"tag": "mine"' in file.read_text()
    assert len(library.highlights(Query())) == 12
    row = library.article(3)
    assert (row.title, row.tags) == ("A story whose title was lost", ("city", "harbour"))
    assert library.opened(3).highlights[0].text == "What"
    assert library._write.rows("PRAGMA foreign_key_check") == []
    library.close()
    again = Library(path, clock=Clock())
    assert again.notices == []
    again.close()


def test_a_look_may_be_begun_before_the_library_is_opened(marked: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(marked, tmp_path / "newsreader.db"))
    sound = begin_look(path)
    assert sound() == Finding()
    orphaned(path)
    trusting = Library(path, clock=Clock(), looked=sound)
    assert trusting.notices == []
    trusting.close()
    found = begin_look(path)
    library = Library(path, clock=Clock(), looked=found)
    assert "rows that belonged to nothing" in library.notices[0]
    library.close()


def test_an_older_library_with_rows_that_belong_to_nothing_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "newsreader.db"
    shutil.copyfile(Path(__file__).with_name("data") / "schema-7.db", path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        ((lost,),) = connection.execute("SELECT article_id FROM highlight LIMIT 1").fetchall()
        connection.execute("DELETE FROM article WHERE id = ?", (lost,))
        connection.execute("INSERT INTO feed_address VALUES (999, 'https://old.example/', 1)")
    opened = open_library(path)
    assert opened.mending is not None and opened.mending.lost > 1
    assert opened.mending.put_aside.read_text().count("\n") == opened.mending.lost
    assert opened.database.column("SELECT id FROM article WHERE id = ?", (lost,)) == [lost]
    assert opened.database.rows("PRAGMA foreign_key_check") == []
    opened.database.close()
