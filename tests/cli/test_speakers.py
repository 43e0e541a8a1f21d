"""The audit of sources by command: in words, as JSON and as a table."""

import csv

import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def town(shelf: CommandLine) -> CommandLine:
    """The shelf with a story more, in which three speak and one has no name."""
    shelf.save(
        shelf.feed("https://example.org/feed.xml"),
        "School stays",
        "“The school stays open,” Jane Roe said. “It does not,” Tom Brandt said.\n\n"
        "“We shall see about that in the spring,” a spokesman said.",
        key="school",
        hours=50,
    )
    return shelf


def test_who_is_quoted_is_told_in_words(town: CommandLine) -> None:
    told = town.run("speakers")
    assert told.status == 0
    first, _, people, jane, *rest = told.out.splitlines()
    assert "quotes in 2 articles" in first and people.startswith("People · 2 sources · ")
    assert jane.split(" · ")[0].split() == ["2", "Jane", "Roe"]
    assert "Without a name · 1 source · " in told.out and "Nobody named · " in told.out
    assert any(line.split() == ["1", "a", "spokesman"] for line in map(_name, rest))


def test_a_query_limits_it(town: CommandLine) -> None:
    whole = town.run("speakers", "--json").json
    part = town.run("speakers", 'speaker:"Jane Roe"', "--json").json
    assert {one["name"] for one in part["speakers"]} == {"Jane Roe"}
    assert part["whole"]["quotes"] < whole["whole"]["quotes"]
    assert sum(one["quotes"] for one in whole["outlets"]) == whole["whole"]["quotes"]
    nobody = town.run("speakers", "title:nowhere")
    assert (nobody.status, nobody.err) == (0, "Nobody is quoted there.\n")


def test_the_table_has_a_line_a_source(town: CommandLine) -> None:
    record = town.run("speakers", "--json").json
    header, *rows = csv.reader(town.run("speakers", "--csv").out.splitlines())
    assert header[:3] == ["name", "section", "kind"]
    assert [row[0] for row in rows] == [one["name"] for one in record["speakers"]]
    assert {len(row) for row in rows} == {len(header)}
    assert {row[header.index("folders")].rpartition(" ")[0] for row in rows} == {"no folder"}
    assert town.run("speakers", "--csv", "--json").status == 2


def _name(line: str) -> str:
    return line.split(" · ")[0]
