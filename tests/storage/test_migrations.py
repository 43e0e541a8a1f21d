"""Libraries of every schema so far come to the present tables with all that is in them."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.article import Article
from newsreader.domain.document import text_hash
from newsreader.domain.highlights.highlight import AnchorState, Highlight, Verification
from newsreader.domain.query import Query
from newsreader.domain.quoting.correction import Correction
from newsreader.domain.quoting.quote import Certainty, SpeakerKind
from newsreader.library import Library
from newsreader.storage import (
    articles,
    boilerplate,
    corrections,
    feeds,
    full_text_queue,
    highlights,
    host_backoff,
    migrations,
    processing_queue,
    rows,
    speakers,
    ui_state,
)
from newsreader.storage.database import Database
from newsreader.storage.deleted_highlights import tombstones
from newsreader.storage.migrations import MIGRATIONS
from newsreader.storage.own_options import OWN_OPTIONS
from newsreader.storage.queries import fulltext_index, listed_articles, quote_search
from newsreader.storage.quotes import quotes, shown_quotes
from newsreader.storage.safety.backup import backup_folder, backup_lines, backups
from newsreader.storage.safety.opening import open_library
from newsreader.storage.safety.restore import restore
from newsreader.storage.schema import create_tables, take_steps
from newsreader.storage.story_versions import version_text, versions
from tests.builders import NOW, Clock

DATA = Path(__file__).with_name("data")
OLD = range(1, len(MIGRATIONS))
"""The schemas of the stored files: all but the present one."""
MILL, FAIR = "Mill wheel turns again", "Autumn fair moves to the meadow"
LAMP, GULLS = "Lighthouse lamp is replaced", "Gulls counted on the island"
PIER, TIDES = "Pier opens at dawn", "Tide tables are printed again"


def old_library(folder: Path, schema: int) -> Path:
    """Put a library of an older schema into a folder without any backup beside it."""
    path = folder / "newsreader.db"
    shutil.copyfile(DATA / f"schema-{schema}.db", path)
    return path


@pytest.fixture(params=OLD)
def schema(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def upgraded(tmp_path: Path, schema: int) -> Iterator[Database]:
    database = open_library(old_library(tmp_path, schema)).database
    yield database
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.rows("PRAGMA foreign_key_check") == []
    for index in fulltext_index.SINCE:
        database.rows(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
    database.close()


def by_title(db: Database) -> dict[str, Article]:
    return {one.title: one for one in listed_articles.ARTICLE.read(db)}


def definitions(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what makes each table, index, view and trigger, in one form of white space."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
    )
    return {name: plain(sql) for name, sql in found}


def plain(sql: str) -> str:
    without_comments = re.sub(r"--[^\n]*", "", sql)
    return " ".join(re.findall(r"'[^']*'|\w+|[^\w\s\"]", without_comments))


def made_by_steps(until: int) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        take_steps(connection, until)
        return definitions(connection)


def test_the_script_makes_the_tables_that_the_steps_make() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create_tables(connection)
        assert definitions(connection) == made_by_steps(len(MIGRATIONS))
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_the_steps_still_make_the_tables_of_their_time(tmp_path: Path, schema: int) -> None:
    with closing(sqlite3.connect(old_library(tmp_path, schema))) as old:
        assert definitions(old) == made_by_steps(schema)
        assert old.execute("PRAGMA user_version").fetchone() == (schema,)


def test_an_upgraded_file_has_the_present_tables(upgraded: Database) -> None:
    assert definitions(upgraded.connection) == made_by_steps(len(MIGRATIONS))


def test_every_table_and_column_has_its_sentence() -> None:
    script = (Path(migrations.__file__).parents[1] / "schema.sql").read_text()
    for found in re.finditer(r"((?:^--.*\n)?)CREATE (?:VIRTUAL )?TABLE (\w+)", script, re.M):
        shadow = {*fulltext_index.SINCE, "quote_vocabulary"}  # explained at their views
        assert found.group(1) or found.group(2) in shadow, found.group(2)


def test_a_whole_copy_of_the_old_file_stays_beside_it(tmp_path: Path, schema: int) -> None:
    path = old_library(tmp_path, schema)
    open_library(path).database.close()
    copy = path.with_name(f"newsreader.before-{len(MIGRATIONS)}.db")
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as old:
        assert definitions(old) == made_by_steps(schema)
        assert old.execute("SELECT count(*) FROM highlight").fetchone() == (2,)
    assert not backup_folder(path).exists()


def test_feeds_are_there(upgraded: Database, schema: int) -> None:
    island, valley = sorted(feeds.feeds(upgraded, NOW), key=lambda one: one.folder)
    assert (island.title, island.error) == ("My island", "The server does not answer.")
    assert (valley.title, valley.folder) == ("The Valley Post", "Near/Valley")
    moved = schema >= 4
    old_url = "https://the-valley-post.example/feed.xml"
    assert valley.url == ("https://valley.example/feed.xml" if moved else old_url)
    assert feeds.add_feed(upgraded, old_url, NOW) == valley.id, "its former address finds it"
    first, second = feeds.subscriptions(upgraded, [valley.id, island.id])
    assert {first.etag, second.etag} == {'"v1"', ""}
    resting = {"island-wire.example": NOW + timedelta(hours=3)} if moved else {}
    assert host_backoff.backing_off_hosts(upgraded, NOW) == resting


def test_article_state_is_there(upgraded: Database, schema: int) -> None:
    found = by_title(upgraded)
    assert len(found) == (7 if schema >= 5 else 6)
    assert {title for title, one in found.items() if one.read} == {MILL, GULLS}
    assert {title for title, one in found.items() if one.bookmarked == NOW} == {MILL, TIDES}
    assert found[MILL].tags == ("craft", "water")
    assert (found[TIDES].feed_id, found[TIDES].outlet) == (None, "Closed Gazette")
    assert articles.position(upgraded, found[MILL].id) == 40
    assert ui_state.recall(upgraded, "theme", "") == "paper"
    waiting = processing_queue.newest_queued(upgraded)
    if schema < 5:
        assert waiting is None
    else:
        assert waiting is not None and waiting.document.came == NOW
        assert list(waiting.articles) == ["storm"]


def test_highlights_are_there_and_their_hashes_have_their_own_names(upgraded: Database) -> None:
    found = by_title(upgraded)
    (oak,) = highlights.highlights(upgraded, found[MILL].id)
    assert (oak.text, oak.colour, oak.note) == ("new oak", "green", "Which *oak*? Ask.")
    assert (oak.tags, oak.speaker, oak.role) == (("ask", "oak"), "Ada Finch", "miller")
    assert articles.document(upgraded, found[MILL].id).text[oak.start : oak.end] == "new oak"
    (meadow,) = highlights.highlights(upgraded, found[FAIR].id)
    assert (meadow.text, meadow.note) == ("meadow behind the school", "Since noon.")
    assert meadow.state is AnchorState.MOVED
    now = articles.document(upgraded, found[FAIR].id).text
    assert now.startswith("Update at noon.") and now[meadow.start : meadow.end] == meadow.text
    assert meadow.text_hash == text_hash(now)
    before = upgraded.value("SELECT text FROM highlighted_text WHERE hash = ?", (meadow.made_on,))
    assert before == now.removeprefix("Update at noon.\n\n")


def test_a_former_highlight_is_as_sure_of_its_speaker_as_its_quote(
    upgraded: Database, schema: int
) -> None:
    (oak,) = highlights.highlights(upgraded, by_title(upgraded)[MILL].id)
    # The user named the speaker from schema 3 on; before, the quote on it has another name.
    assert oak.certainty is (Certainty.SURE if schema >= 3 else Certainty.PROBABLE)
    (meadow,) = highlights.highlights(upgraded, by_title(upgraded)[FAIR].id)
    assert meadow.certainty is Certainty.UNKNOWN  # nobody is named


def test_the_state_of_pages_has_one_meaning_a_column(upgraded: Database, schema: int) -> None:
    found = by_title(upgraded)
    state = {
        title: upgraded.row(
            "SELECT page_wanted, page_tried, page_error FROM article_text WHERE article_id = ?",
            (found[title].id,),
        )
        for title in (MILL, LAMP, GULLS, PIER)
    }
    now = round(NOW.timestamp() * 1000)
    assert state == {
        MILL: (0, None, ""),
        LAMP: (1, None, ""),
        GULLS: (0, now, "The page is gone."),
        PIER: (0, now, ""),
    }
    island = found[LAMP].feed_id
    assert island is not None
    assert full_text_queue.wanted_pages(upgraded, island, 9) == (found[LAMP].id,)
    assert articles.text_source(upgraded, found[PIER].id) == "page"
    left_out = [one.document.text for one in boilerplate.left_out(upgraded, found[PIER].id)]
    assert left_out == (["Follow the island on the radio."] if schema >= 2 else [])


def test_quotes_speakers_and_corrections_are_there(upgraded: Database, schema: int) -> None:
    mill = by_title(upgraded)[MILL].id
    assert [one.speaker for one in quotes(upgraded, mill)] == ["Ada Finch", "Finch"]
    corrected = schema >= 3
    shown = [one.speaker for one in shown_quotes(upgraded, mill)]
    assert shown == ["Ada Finch", "Ada Finch" if corrected else "Finch"]
    people = {one.name: (one.quotes, one.aliases) for one in speakers.find_speakers(upgraded)}
    assert people == (
        {"Ada Finch": (2, ()), "Ben Moor": (1, ("Mayor Moor",))}
        if corrected
        else {"Ada Finch": (1, ()), "Finch": (1, ()), "Ben Moor": (1, ())}
    )
    (hit,) = quote_search.quote_hits(upgraded, "Ben Moor", "square", None, None, 9)
    assert (hit.title, hit.outlet) == (FAIR, "The Valley Post")
    assert len(corrections.all_corrections(upgraded)) == corrected


def test_the_library_opens_it_and_writes_a_backup_when_it_closes(
    tmp_path: Path, schema: int
) -> None:
    library = Library(old_library(tmp_path, schema), clock=Clock())
    assert library.recovery is None
    assert library.close() == ""
    (backup,) = backups(backup_folder(library.path))
    with closing(open_library(tmp_path / "other" / "newsreader.db").database) as other:
        restore(other, backup)
        assert len(highlights.all_highlights(other)) == 2


@dataclass(frozen=True, slots=True)
class MoodyHighlight(Highlight):
    mood: str = ""


@dataclass(frozen=True, slots=True)
class MoodyArticle(Article):
    mood: str = ""


@dataclass(slots=True)
class MoodyFeed(feeds.FeedRow):
    mood: str = ""


@dataclass(frozen=True, slots=True)
class MoodyCorrection(Correction):
    mood: str = ""


@dataclass(frozen=True, slots=True)
class MoodyAlias(corrections.Alias):
    mood: str = ""


@dataclass(frozen=True, slots=True)
class MoodyTag:
    """A tag as a later version may read it."""

    tag: str
    mood: str


MOODY = ("feed", "article", "article_tag", "highlight", "highlight_tag", "correction", "alias")
"""The tables that hold what the user made."""


def add_mood(db: sqlite3.Connection) -> None:
    """Take a step that newsreader may take one day."""
    for table in MOODY:
        db.execute(f"ALTER TABLE {table} ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")


def moody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the newsreader of one day: one more step, and every query reads its column."""
    tags = {
        "tags": "(SELECT group_concat(tag || '=' || mood, char(10)) FROM highlight_tag "
        "WHERE highlight_id = highlight.id)"
    }
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, add_mood))
    monkeypatch.setattr(
        highlights, "HIGHLIGHT", rows.Rows(MoodyHighlight, "highlight", columns=tags)
    )
    monkeypatch.setattr(
        listed_articles,
        "ARTICLE",
        rows.Rows(
            MoodyArticle, "article", joins=listed_articles.OF_FEED, columns=listed_articles.COMPUTED
        ),
    )
    monkeypatch.setattr(
        feeds,
        "FEED",
        rows.Rows(MoodyFeed, "feed", columns=feeds.COUNTED, within={"own": OWN_OPTIONS}),
    )
    monkeypatch.setattr(corrections, "CORRECTION", rows.Rows(MoodyCorrection, "correction"))
    monkeypatch.setattr(corrections, "ALIAS", rows.Rows(MoodyAlias, "alias"))


def moods(values: Sequence[object]) -> set[object]:
    return {getattr(one, "mood", None) for one in values}


@pytest.mark.parametrize("schema", range(1, len(MIGRATIONS) + 1))
def test_a_column_that_comes_one_day_is_read_from_every_old_file(
    tmp_path: Path, schema: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if schema in OLD:
        path = old_library(tmp_path, schema)
    else:
        path = tmp_path / "newsreader.db"
        with closing(open_library(path).database) as present:
            restore(present, DATA / "keepsake-5.jsonl")
    moody(monkeypatch)
    library = Library(path, clock=Clock())
    database = library._write
    found = highlights.all_highlights(database)
    assert (len(found), moods(found)) == (2, {"calm"})
    assert {tag for one in found for tag in one.tags} == {"ask=calm", "oak=calm"}
    assert moods(library.rows(library.listing(Query()).ids)) == {"calm"}
    assert len(library.feeds()) == 2
    if schema >= 3:
        assert moods(corrections.all_corrections(database)) == {"calm"}
        assert moods(corrections.all_aliases(database)) == {"calm"}
    assert moods(rows.Rows(MoodyTag, "article_tag").read(database)) == {"calm"}
    for table in MOODY:
        assert set(database.column(f"SELECT mood FROM {table}")) <= {"calm"}, table
    kept = [one["highlight"] for one in backup_lines(database) if "highlight" in one]
    assert [one["mood"] for one in kept] == ["calm", "calm"]
    assert library.close() == ""


@pytest.mark.parametrize(("name", "corrected"), [("keepsake-1", False), ("keepsake-5", True)])
def test_what_former_versions_backed_up_is_restored(
    db: Database, name: str, corrected: bool
) -> None:
    restore(db, DATA / f"{name}.jsonl")
    found = by_title(db)
    assert set(found) == {MILL, FAIR, TIDES}
    assert {title for title, one in found.items() if one.bookmarked} == {MILL, TIDES}
    assert found[MILL].tags == ("craft", "water")
    oak, meadow = sorted(highlights.all_highlights(db), key=lambda one: one.id)
    assert (oak.note, oak.tags, meadow.note) == ("Which *oak*? Ask.", ("ask", "oak"), "Since noon.")
    assert (meadow.made_on == meadow.text_hash) is False
    assert len(corrections.all_corrections(db)) == corrected
    assert [one.name for one in corrections.all_aliases(db)] == ["Mayor Moor"] * corrected
    assert {one.title for one in feeds.feeds(db)} == {"The Valley Post", "My island"}


def test_backups_of_former_versions_are_found_and_go_with_the_others(
    tmp_path: Path, db: Database
) -> None:
    former, folder = tmp_path / "keepsakes", tmp_path / "backups"
    former.mkdir()
    shutil.copyfile(DATA / "keepsake-5.jsonl", former / "newsreader-2026-11-20.jsonl")
    restore(db, backups(folder)[0])
    library = Library(tmp_path / "newsreader.db", clock=Clock(NOW + timedelta(days=1)))
    assert library.close() == ""
    assert [one.parent.name for one in backups(folder)] == ["backups", "keepsakes"]
    for day in range(2, 9):
        library = Library(tmp_path / "newsreader.db", clock=Clock(NOW + timedelta(days=day)))
        library.close()
    assert len(backups(folder)) == 7
    assert not former.exists()


@pytest.mark.parametrize("schema", OLD)
def test_a_damaged_file_of_an_older_schema_is_recovered(tmp_path: Path, schema: int) -> None:
    path = old_library(tmp_path, schema)
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'quote'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek(60)
        file.write(bytes([0, 0, 0, 3]))  # the schema number in the header is garbled as well
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    path.with_name(path.name + "-suspect").touch()
    library = Library(path, clock=Clock())
    assert library.recovery is not None and library.recovery.backup is None
    database = library._write
    oak, meadow = sorted(highlights.all_highlights(database), key=lambda one: one.id)
    assert (oak.note, meadow.note) == ("Which *oak*? Ask.", "Since noon.")
    assert meadow.made_on != meadow.text_hash
    assert by_title(database)[MILL].tags == ("craft", "water")
    assert len(corrections.all_corrections(database)) == (schema >= 3)
    assert definitions(database.connection) == made_by_steps(len(MIGRATIONS))
    assert database.rows("PRAGMA foreign_key_check") == []
    library.close()


def test_texts_under_a_false_hash_get_their_own_and_are_no_version(tmp_path: Path) -> None:
    path = old_library(tmp_path, 21)
    fragment = "to the meadow behind the school."
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE highlighted_text SET text = ? WHERE hash = "
            "(SELECT made_on FROM highlight WHERE text = 'meadow behind the school')",
            (fragment,),
        )
        connection.execute(
            "UPDATE highlight SET state = 'fuzzy', prefix = 'to the ', suffix = '.' "
            "WHERE text = 'meadow behind the school'"
        )
    database = open_library(path).database
    kept = dict(database.rows("SELECT hash, text FROM highlighted_text"))
    assert all(text_hash(text) == hash_ for hash_, text in kept.items())
    found = {one.text: one for one in highlights.all_highlights(database)}
    meadow = found["meadow behind the school"]
    assert kept[meadow.made_on] == fragment and meadow.state is AnchorState.CHANGED
    assert database.rows("SELECT * FROM story_version") == []
    database.close()


def test_texts_that_highlights_were_made_on_are_the_first_versions(upgraded: Database) -> None:
    found = by_title(upgraded)
    (meadow,) = (
        one for one in highlights.all_highlights(upgraded) if one.text == "meadow behind the school"
    )
    (version,) = versions(upgraded, meadow.article_id)
    assert version.hash == meadow.made_on and version.seen == meadow.created
    assert found[version.title].id == meadow.article_id
    text, _ = version_text(upgraded, meadow.article_id, 1)
    assert text_hash(text) == version.hash


def test_pages_are_saved_since_they_can_be(upgraded: Database, schema: int) -> None:
    saved = {one.title for one in by_title(upgraded).values() if one.saved is not None}
    assert saved == ({GULLS} if schema >= 23 else set())


def test_what_is_checked_or_deleted_stays_so(upgraded: Database, schema: int) -> None:
    found = {one.verification for one in highlights.all_highlights(upgraded)}
    assert (Verification.CHECKED in found) == (len(tombstones(upgraded)) == 1) == (schema >= 24)


def test_what_speakers_are_is_not_known_before_they_are_found_again(upgraded: Database) -> None:
    found = articles.quotes(upgraded, by_title(upgraded)[MILL].id)
    assert found and {one.kind for one in found} == {SpeakerKind.UNKNOWN}
