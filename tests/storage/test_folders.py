"""Folders: made, nested, renamed and removed with all that lies in them; what config.toml says."""

import pytest

from newsreader.domain.errors import NotFound
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.storage import feeds
from newsreader.storage.database import Database
from newsreader.storage.folders import (
    configure_folders,
    file_feeds,
    folders,
    make_folder,
    move_folder,
    remove_folder,
)
from tests.builders import NOW

URL = "https://gazette.example/feed.xml"


def places(db: Database) -> dict[str, str]:
    return {one.title: one.folder for one in feeds.feeds(db, NOW)}


@pytest.fixture
def filed(db: Database) -> Database:
    """A library with feeds in nested folders, and one folder that is empty."""
    for name, folder in (("a", "News"), ("b", "News/Africa"), ("c", "News and more"), ("d", "")):
        feeds.add_feed(db, f"https://{name}.example/", NOW, title=name, folder=folder)
    make_folder(db, "Tech/Empty")
    return db


def test_all_folders_are_known_with_those_around_them(filed: Database) -> None:
    assert folders(filed) == ("News", "News/Africa", "News and more", "Tech", "Tech/Empty")


def test_what_lies_in_a_folder_goes_with_it(filed: Database) -> None:
    move_folder(filed, "News", "Tech/Press")
    assert places(filed) == {
        "a": "Tech/Press",
        "b": "Tech/Press/Africa",
        "c": "News and more",
        "d": "",
    }
    move_folder(filed, "Tech/Press", "Tech/press")
    assert places(filed)["b"] == "Tech/press/Africa"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Sport", "Games", "There is no folder “Sport”."),
        ("News", "news and MORE", "There is a folder “news and MORE” already."),
        ("News", "News/Africa/News", "“News” cannot lie in itself."),
        ("News", "", "A folder needs a name."),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(
    filed: Database, old: str, new: str, reason: str
) -> None:
    before = (places(filed), folders(filed))
    with pytest.raises(NotFound, match=reason):
        move_folder(filed, old, new)
    assert (places(filed), folders(filed)) == before


def test_what_lies_in_a_removed_folder_goes_to_the_one_around_it(filed: Database) -> None:
    remove_folder(filed, "News/Africa")
    assert places(filed)["b"] == "News"
    remove_folder(filed, "News")
    assert (places(filed)["a"], places(filed)["c"]) == ("", "News and more")
    remove_folder(filed, "Tech")
    assert folders(filed) == ("Empty", "News and more")


def test_a_folder_stays_when_its_last_feed_leaves_it(filed: Database) -> None:
    file_feeds(filed, [2], "Tech/New")
    assert places(filed)["b"] == "Tech/New"
    assert "News/Africa" in folders(filed)


def test_the_file_wins_when_it_has_changed_and_else_the_app(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW, title="Gazette", folder="Imported")
    news, tech = ([FeedOptions("gazette.example", folder=one)] for one in (" /News//Local", "Tech"))
    configure_folders(db, news)
    assert places(db) == {"Gazette": "News/Local"}
    file_feeds(db, [feed_id], "Mine")
    configure_folders(db, news)
    assert places(db) == {"Gazette": "Mine"}
    configure_folders(db, tech)
    assert places(db) == {"Gazette": "Tech"}
    file_feeds(db, [feed_id], "Mine")
    configure_folders(db, ())
    assert places(db) == {"Gazette": "Mine"}
