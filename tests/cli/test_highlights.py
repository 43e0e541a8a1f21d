"""The commands that change highlights, and the bin."""

import pytest

from tests.cli.conftest import BRIDGE, CommandLine


@pytest.fixture
def named(shelf: CommandLine) -> str:
    """The end of the id of a highlight with a note."""
    library = shelf.open()
    made = library.highlight(1, 0, 36, note="Who paid?").highlight
    library.close()
    return made.id[-6:]


def test_a_highlight_is_tagged_verified_and_printed(shelf: CommandLine, named: str) -> None:
    arguments = ("--tag", "port, a pier", "--colour", "blue", "--on", "2026-11-19")
    checked = ("--checked", "https://council.example/minutes")
    assert shelf.run("mark", "highlight", named, *arguments, *checked).status == 0
    shelf.run("mark", "highlight", named, "--untag", "port")
    (record,) = shelf.run("highlights", "--json").json["highlights"]
    assert (record["tags"], record["colour"], record["note"]) == (["a pier"], "blue", "Who paid?")
    assert record["verification"] == "checked" and record["checked_on"] == "2026-11-19"
    printed = shelf.run("highlights").out
    facts = "#a pier · checked against https://council.example/minutes on 2026-11-19"
    assert facts in " ".join(printed.split())
    assert f"{named} · #a pier" in printed
    shelf.run("undo", "-n", "2")
    (record,) = shelf.run("highlights", "--json").json["highlights"]
    assert (record["tags"], record["verification"], record["checked_on"]) == ([], "unchecked", None)


def test_a_deleted_highlight_is_printed_and_restored(shelf: CommandLine, named: str) -> None:
    assert shelf.run("highlights", "--deleted").err == "The bin is empty.\n"
    shelf.run("mark", "highlight", named, "--delete")
    assert shelf.run("highlights").err == "Nothing is highlighted.\n"
    printed = shelf.run("highlights", "--deleted").out
    assert f"“{BRIDGE[:36]}”" in printed and "Who paid?" in printed and "deleted " in printed
    (record,) = shelf.run("highlights", "--deleted", "--json").json["deleted"]
    assert record["deleted"].endswith("Z") and record["note"] == "Who paid?"
    assert "Brought back to article 1" in shelf.run("highlights", "--restore", named).out
    (record,) = shelf.run("highlights", "--json").json["highlights"]
    assert record["note"] == "Who paid?"


def test_what_cannot_be_is_said_in_one_line(shelf: CommandLine, named: str) -> None:
    for arguments, said in (
        (("mark", "highlight", "beef", "--delete"), "There is no highlight “beef”"),
        (("mark", "highlight", named), "Nothing is asked for"),
        (("mark", "highlight", named, "--checked", "javascript:1"), "no address of the web"),
        (("mark", "highlight", named, "--on", "2026-01-01"), "--on goes with"),
        (("mark", "highlight", named, "--unchecked", "--disputed", ""), "exclude each other"),
        (("highlights", "bridge", "--deleted"), "take no query"),
        (("highlights", "--restore", named), "No highlight"),
    ):
        result = shelf.run(*arguments)
        assert result.status != 0 and said in result.err and "Traceback" not in result.err
    (record,) = shelf.run("highlights", "--json").json["highlights"]
    assert record["note"] == "Who paid?"
