"""folder and move."""

from newsreader.library import Library
from tests.cli.conftest import CommandLine


def test_folders_are_made_nested_renamed_listed_and_removed(shelf: CommandLine) -> None:
    assert shelf.run("folder", "add", "Africa/ West ").out == "Made Africa/West.\n"
    again = shelf.run("folder", "add", "africa/west")
    assert (again.status, again.err) == (
        1,
        "newsreader: There is a folder “africa/west” already.\n",
    )
    feed = shelf.run("feeds", "--json").json["feeds"][0]
    moved = shelf.run("move", str(feed["id"]), "africa/west")
    assert moved.out == f"{feed['title']} ({feed['id']}) is in Africa/West.\n"
    assert shelf.run("folder", "rename", "west", "Sahel").out == (
        "Africa/West is now Africa/Sahel.\n"
    )
    assert shelf.run("folder", "move", "Sahel", "/").out == "Africa/Sahel is now Sahel.\n"
    rows = shelf.run("folder", "list", "--json").json["folders"]
    assert rows == [
        {"path": "Africa", "feeds": 0, "unread": 0},
        {"path": "Sahel", "feeds": 1, "unread": feed["unread"]},
    ]
    assert shelf.run("folder", "remove", "Sahel").out == (
        "Removed Sahel. 1 feed moved to the top.\n"
    )
    assert shelf.run("folder", "list").out == "Africa · 0 feeds · 0 unread\n"


def test_undo_takes_a_move_back(shelf: CommandLine) -> None:
    opened = Library(shelf.database)
    try:
        feed_id = opened.feeds()[0].id
        opened.file_feeds([feed_id], "News")
        opened.rename_folder("News", "Press")
        opened.undo()
        assert opened.feeds()[-1].folder == "News"
        opened.undo()
        assert opened.folders() == ()
    finally:
        opened.close()
