"""The names that are offered while a query is typed."""

from newsreader.storage import feeds
from newsreader.storage.database import Database
from newsreader.storage.queries.query_catalog import catalog
from tests.builders import NOW, STORIES, save


def test_the_names_in_a_library(db: Database) -> None:
    feeds.add_feed(db, "https://a.example/", NOW, title="Savanna", folder="World/Africa")
    for story in STORIES:
        save(db, story)
    found = catalog(db)
    assert found.feeds == ("Coast Daily", "Savanna", "The Harbour Gazette")
    assert found.folders == ("World", "World/Africa")
    assert found.tags == ("later",)
    assert set(found.speakers) == {"Jane Roe", "Tom Brandt"}
