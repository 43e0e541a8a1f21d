"""review, with a real library whose highlights are old."""

from datetime import timedelta

import pytest

from tests.builders import written_beside
from tests.cli.conftest import BRIDGE, CommandLine

WORDS = ("Engineers had warned in May", "After nine hours of debate")


@pytest.fixture
def old(shelf: CommandLine) -> CommandLine:
    """The shelf with two highlights that were made ten days ago, and one of today."""
    library = shelf.open()
    for words in (*WORDS, "Mayor Jane Roe"):
        at = BRIDGE.index(words)
        library.highlight(1, at, at + len(words), note="why")
    library.close()
    ago = round(timedelta(days=10).total_seconds() * 1000)
    with written_beside(shelf.database) as connection:
        change = "UPDATE highlight SET created = created - ? WHERE text IN (?, ?)"
        connection.execute(change, (ago, *WORDS))
    return shelf


def test_old_highlights_are_offered_and_kept(old: CommandLine) -> None:
    printed = old.run("review")
    assert all(f"“{words}”" in printed.out for words in WORDS) and "Jane Roe" not in printed.out
    assert "--keep ID" in printed.err
    first, second = old.run("review", "--json").json["highlights"]
    assert old.run("review", "--keep", first["id"]).out == "Kept 1 highlight.\n"
    assert [one["id"] for one in old.run("review", "--json").json["highlights"]] == [second["id"]]
    name = f"nr-{second['id'].replace('-', '')[-12:]}"
    assert name in old.run("review").out
    assert old.run("review", "--keep", name).status == 0
    assert old.run("review").err == "Nothing is to be looked at again today.\n"
    assert len(old.run("highlights", "--json").json["highlights"]) == 3
    assert old.run("review", "--keep", name).status == 1
