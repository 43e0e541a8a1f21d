"""changes, and show of a version, with a real library."""

import json
from datetime import timedelta

import pytest

from newsreader.domain.document import Document
from newsreader.storage import articles
from newsreader.storage.safety.opening import open_library
from tests.cli.conftest import BRIDGE, NOW, CommandLine

CHANGED = "UPDATED\n\n" + BRIDGE.replace("in May", "in June").replace(
    "After nine hours of debate the council", "The council"
).replace("Roe said", "Roe, once a judge, said")


@pytest.fixture
def changed(shelf: CommandLine) -> CommandLine:
    """The shelf with a marked story that its publisher changed."""
    library = shelf.open()
    for words in ("Engineers had warned in May", "After nine hours of debate", "Mayor Jane Roe"):
        at = BRIDGE.index(words)
        library.highlight(1, at, at + len(words), note="why")
    library.close()
    database = open_library(shelf.data / "newsreader.db").database
    with database.transaction() as connection:
        connection.execute("UPDATE article SET title = 'Council votes, again' WHERE id = 1")
        articles.put_text(
            database,
            1,
            Document.from_plain(CHANGED),
            (),
            finder_version=99,
            now=NOW + timedelta(hours=1),
        )
    database.close()
    return shelf


def test_changed_stories_are_listed_with_what_became_of_the_highlights(
    changed: CommandLine,
) -> None:
    first, change, marks = changed.run("changes").out.splitlines()
    assert "Council votes, again" in first
    assert change.startswith("  1 change; now it is version 2, first seen on ")
    assert marks == "  1 highlight reworded and 1 highlight taken out"


def test_of_one_story_the_words_that_went_and_came_are_told(changed: CommandLine) -> None:
    lines = [line.strip() for line in changed.run("changes", 1).out.splitlines()]
    assert any(line.startswith("Version 2, first seen on ") for line in lines)
    assert "+ UPDATED" in lines
    assert any(line.endswith("Mayor Jane Roe, once a judge, said.") for line in lines)
    assert "- Engineers had warned in May that the northern pier was" in lines
    assert "+ Engineers had warned in June that the northern pier was" in lines
    told = "You marked “Engineers had warned in May”; now it says “Engineers had warned in June”"
    assert told in " ".join(lines)
    assert "No longer in the text: “After nine hours of debate”" in lines
    (record,) = changed.run("changes", 1, "--json").json["changes"]
    assert [one["number"] for one in record["versions"]] == [1, 2]
    assert {"old": "May", "new": "June"} in record["differences"][0]["texts"]
    assert {one["state"] for one in record["highlights"]} == {"changed", "orphan", "moved"}
    assert {one["now"] for one in record["highlights"]} == {
        *(None, "Engineers had warned in June", "Mayor Jane Roe")
    }


def test_quotes_that_were_taken_out_are_told_and_programs_are_told_what_was_lost(
    changed: CommandLine,
) -> None:
    database = open_library(changed.database).database
    with database.transaction():
        text = Document.from_plain(CHANGED.replace("We will rebuild", "We may rebuild"))
        articles.put_text(database, 1, text, (), finder_version=99, now=NOW + timedelta(hours=2))
    database.close()
    told = " ".join(line.strip() for line in changed.run("changes", 1).out.splitlines())
    assert (
        "Words of Jane Roe were reworded: “We will rebuild the bridge,”; "
        "now “We may rebuild the bridge,”" in told
    )
    (record,) = changed.run("changes", 1, "--json").json["changes"]
    assert [len(one["quotes"]) for one in record["differences"]] == [0, 1]
    assert changed.run("changes", "--json").json["changes"] == [record]
    assert "  Words of Jane Roe were reworded." in changed.run("changes").out.splitlines()
    library = changed.open()
    (about,) = library.passage_changes(library.lost_highlights())
    library.close()
    assert list(about) == "article_id title outlet url seen highlights quotes".split()
    assert about["article_id"] == 1 and str(about["seen"]).endswith("Z")
    assert about["highlights"] == [
        {
            "id": one["id"],
            "state": one["state"],
            "text": one["text"],
            "now": one["now"],
            "note": "why",
        }
        for one in sorted(record["highlights"], key=lambda one: str(one["id"]))
        if one["state"] != "moved"
    ]
    assert about["quotes"] == record["differences"][1]["quotes"]
    assert json.loads(json.dumps(about)) == about


def test_a_story_is_shown_as_it_was(changed: CommandLine) -> None:
    for option in (("--as-marked",), ("--version", 1)):
        out = changed.run("show", 1, *option).out
        assert out.startswith("As it was: version 1, first seen on ")
        assert "warned in May" in out and "UPDATED" not in out
        assert "no longer in the text" not in out
        record = changed.run("show", 1, *option, "--json").json["article"]
        assert record["text"] == BRIDGE and record["version"]["number"] == 1
        assert {one["state"] for one in record["highlights"]} == {"ok"}
    assert "warned in June" in changed.run("show", 1, "--version", 2).out
    assert changed.run("show", 1, "--version", 3).err == (
        "newsreader: There is no version 3 of article 1.\n"
    )


def test_what_has_no_versions_says_so(shelf: CommandLine) -> None:
    assert shelf.run("changes").err == "No story that you marked was changed.\n"
    assert shelf.run("changes", 2).err == "No earlier version of this story is kept.\n"
    assert shelf.run("changes", 99).err == "newsreader: There is no article 99.\n"
    assert shelf.run("show", 2, "--as-marked").err == (
        "newsreader: Nothing is marked in article 2.\n"
    )
    assert shelf.run("show", 1, "--as-marked", "--version", 1).status == 2


def test_a_page_is_exported_as_the_story_was_when_it_was_marked(changed: CommandLine) -> None:
    result = changed.run("export", "html", 1)
    (path,) = (changed.data / "exports").rglob("*.html")
    page = path.read_text(encoding="utf-8")
    assert result.out == f"written    {path}\n"
    assert "After nine hours of debate</mark> the council" in page and "UPDATED" not in page
    assert "version 1, first seen on" in page
    assert changed.run("export", "html", 1).out.startswith("unchanged ")
