"""view: queries with a name."""

from newsreader.library import Library
from tests.cli.conftest import CommandLine


def test_a_view_is_saved_listed_changed_and_forgotten(shelf: CommandLine) -> None:
    titles = [one["title"] for one in shelf.run("list", "bridge", "--json").json["articles"]]
    assert titles
    made = shelf.run("view", "add", "Bridges", "bridge is:unread", "--notify")
    assert made.out == f"Saved Bridges: {len(titles)} unread.\n"
    shown = shelf.run("view", "show", "bridges", "--json").json["articles"]
    assert [one["title"] for one in shown] == titles
    assert shelf.run("view", "list", "--json").json["views"] == [
        {
            "name": "Bridges",
            "query": "bridge is:unread",
            "sort": "",
            "notify": True,
            "unread": len(titles),
        }
    ]
    assert shelf.run("view", "rename", "Bridges", "Piers").out == "Bridges is now Piers.\n"
    shelf.run("view", "add", "All", "words:>0", "--sort", "words")
    shelf.run("view", "set", "All", "--place", "1", "--sort", "-words")
    shelf.run("view", "set", "piers", "--no-notify", "--query", "pier")
    assert shelf.run("view", "list").out.splitlines()[1:] == ["Piers · 1 unread · pier"]
    rows = shelf.run("view", "list", "--json").json["views"]
    assert [(one["name"], one["sort"]) for one in rows] == [("All", "-words"), ("Piers", "")]
    assert shelf.run("view", "remove", "All").out == "Removed All.\n"
    assert len(shelf.run("view", "list", "--json").json["views"]) == 1


def test_what_cannot_be_saved_says_why(shelf: CommandLine) -> None:
    shelf.run("view", "add", "Bridges", "bridge")
    taken = shelf.run("view", "add", "BRIDGES", "ferry")
    assert taken.err == "newsreader: There is a saved view “Bridges” already.\n"
    assert shelf.run("view", "add", "Wrong", "is:nothing").status == 2
    order = shelf.run("view", "add", "Wrong", "ferry", "--sort", "colour")
    assert order.err.startswith("newsreader: There is no order “colour”")
    assert shelf.run("view", "show", "Wrong").err == (
        "newsreader: There is no saved view “Wrong”.\n"
    )


def test_undo_brings_a_view_back_in_its_place(shelf: CommandLine) -> None:
    opened = Library(shelf.database)
    try:
        first = opened.add_view("One", "bridge", sort="words")
        opened.add_view("Two", "ferry")
        before = opened.saved_views()
        opened.remove_view(first.id)
        opened.undo()
        assert opened.saved_views() == before
        opened.place_view(first.id, 2)
        assert [one.name for one in opened.saved_views()] == ["Two", "One"]
        for _ in range(3):
            opened.undo()
        assert opened.saved_views() == ()
    finally:
        opened.close()


def test_a_watch_is_a_view_that_tells_when_somebody_is_quoted(shelf: CommandLine) -> None:
    made = shelf.run("view", "watch", "Jane Roe", "bridge")
    assert made.out.startswith("Watching: Jane Roe on bridge, ")
    (view,) = shelf.run("view", "list", "--json").json["views"]
    assert (view["query"], view["notify"]) == ('speaker:"Jane Roe" quote:bridge', True)
    again = shelf.run("view", "watch", "Jane Roe", "bridge")
    assert (again.status, again.err) == (
        1,
        "newsreader: There is a saved view “Jane Roe on bridge” already.\n",
    )
    assert "“…” has no letter or digit" in shelf.run("view", "watch", "…").err
    unknown = shelf.run("view", "watch", "Edith Marl")
    assert unknown.status == 0 and "Nobody is quoted who is called “Edith Marl”" in unknown.err
