"""export jsonl, import jsonl and backup, from one library to another."""

import json
from pathlib import Path

import pytest

from newsreader.domain.highlights.review import Reviewed
from newsreader.storage.reviews import all_reviewed
from tests.cli.conftest import CommandLine


@pytest.fixture
def other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The commands on a second library, an empty one."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "config.toml").touch()
    return CommandLine(tmp_path / "other", capsys)


def test_marks_go_from_one_library_to_another(
    shelf: CommandLine, other: CommandLine, tmp_path: Path
) -> None:
    library = shelf.open()
    made = library.highlight(1, 0, 36, note="Who paid?").highlight
    library.close()
    shelf.run("mark", "bookmark", 2)
    written = shelf.run("export", "jsonl", "--output", tmp_path)
    file = tmp_path / "newsreader.jsonl"
    assert written.out == f"written    {file}\n"
    (told,) = shelf.run("export", "jsonl", "--output", tmp_path, "--json").json["files"]
    assert told == {"path": str(file), "outcome": "written", "message": ""}
    assert other.run("import", "jsonl", file).out == (
        "Took in 1 new highlight and 3 other changes.\n"
    )
    taken = other.run("import", file, "--json").json["marks"]
    assert taken == {"new": 0, "changed": 0, "deleted": 0, "both": 0, "others": 0}
    assert other.run("import", file).out == "There was nothing new in it.\n"
    (record,) = other.run("highlights", "--json").json["highlights"]
    assert (record["id"], record["note"]) == (made.id, "Who paid?")
    theirs, mine = (
        one.run("export", "jsonl", "--stdout").out.splitlines() for one in (other, shelf)
    )
    assert theirs[1:] == mine[1:] == file.read_text().splitlines()[1:]
    assert json.loads(theirs[0])["device"] != json.loads(mine[0])["device"]
    other.run("mark", "highlight", made.id, "--delete")
    other.run("export", "jsonl", "--output", tmp_path)
    assert shelf.run("import", file).out == "Took in 1 deleted highlight.\n"
    assert "Who paid?" in shelf.run("highlights", "--deleted").out


def test_an_import_is_one_step_that_is_undone_and_redone(
    shelf: CommandLine, other: CommandLine, tmp_path: Path
) -> None:
    library = shelf.open()
    library.highlight(1, 0, 36, note="Who paid?")
    library.highlight(2, 0, 10)
    library.correct_speaker(1, library.opened(1).quotes[0], "Ann Shaw")
    library.close()
    shelf.run("mark", "bookmark", 2)
    shelf.run("mark", "tag", "port", 2)
    shelf.run("export", "jsonl", "--output", tmp_path)
    file = tmp_path / "newsreader.jsonl"
    other.run("import", file)
    told = other.run("export", "jsonl", "--stdout").out
    assert other.run("undo").out == "Undone: took in marks.\n"
    assert other.run("highlights", "--json").json["highlights"] == []
    articles = other.run("list", "--json").json["articles"]
    assert len(articles) == 2 and all(one["read"] for one in articles)
    assert not any(one["bookmarked"] or one["tags"] for one in articles)
    assert other.run("highlights", "--deleted").err == "The bin is empty.\n"
    assert other.run("redo").out == "Redone: took in marks.\n"
    assert other.run("export", "jsonl", "--stdout").out == told
    other.run("undo")
    taken = other.run("import", file).out
    assert taken.startswith("Took in 2 new highlights and "), "it can be taken in again"
    assert other.run("export", "jsonl", "--stdout").out == told
    assert other.run("undo", "--list").out.count("took in marks") == 1


def test_an_import_that_is_undone_is_undone_on_devices_that_share_a_folder(
    shelf: CommandLine, other: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    for one in (shelf, other):
        one.config.write_text(f"[marks]\nfolder = '{folder}'\n")
    library = shelf.open()
    library.highlight(1, 0, 36, note="Who paid?")
    library.close()
    shelf.run("export", "jsonl", "--output", tmp_path)
    assert not folder.exists()
    other.run("import", tmp_path / "newsreader.jsonl")
    assert len(list(folder.iterdir())) == 1, "a command writes at its end"
    assert shelf.run("mark", "read", 2).status == 0
    assert len(list(folder.iterdir())) == 2
    other.run("undo")
    assert "Took in 1 deleted highlight" in shelf.run("mark", "unread", 2).err
    assert "Who paid?" in shelf.run("highlights", "--deleted").out
    shelf.run("undo", "-n", 2)
    other.run("redo")
    assert "Took in 1 new highlight" in shelf.run("mark", "read", 2).err


def test_marks_that_a_command_changes_reach_the_folder_at_its_end(
    shelf: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    shelf.config.write_text(f"[marks]\nfolder = '{folder}'\n")
    library = shelf.open()
    made = library.highlight(1, 0, 36, note="Who paid?").highlight
    library.close()
    shelf.run("list")
    assert not folder.exists(), "nothing was changed"
    shelf.run("mark", "highlight", made.id, "--tag", "port")
    (own,) = folder.iterdir()
    assert '"tag:port":[true,' in own.read_text()
    (folder / "broken.jsonl").write_text("{")
    told = shelf.run("undo", "--json")
    assert "broken.jsonl was not taken in" in told.err and told.json["steps"]
    assert '"tag:port":[false,' in own.read_text()


def test_what_a_backup_brings_back_reaches_the_folder(
    shelf: CommandLine, other: CommandLine, tmp_path: Path
) -> None:
    library = shelf.open()
    library.highlight(1, 0, 36, note="Who paid?")
    library.close()
    shelf.run("backup", tmp_path / "backup.jsonl")
    other.config.write_text(f"[marks]\nfolder = '{tmp_path / 'shared'}'\n")
    assert other.run("restore", tmp_path / "backup.jsonl").status == 0
    (own,) = (tmp_path / "shared").iterdir()
    assert "Who paid?" in own.read_text()


def test_when_highlights_were_reviewed_goes_along(
    shelf: CommandLine,
    other: CommandLine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = shelf.open()
    made = library.highlight(1, 0, 36, note="Who paid?").highlight
    library.keep_reviewed([made.id])
    library.close()
    shelf.run("backup", tmp_path / "backup.jsonl")
    shelf.run("export", "jsonl", "--output", tmp_path)

    def reviewed(command_line: CommandLine) -> dict[str, Reviewed]:
        library = command_line.open()
        known = all_reviewed(library._read)
        library.close()
        return known

    known = reviewed(shelf)
    assert list(known) == [made.id]
    other.run("import", tmp_path / "newsreader.jsonl")
    assert reviewed(other) == known
    again = other.run("import", tmp_path / "newsreader.jsonl")
    assert again.out == "There was nothing new in it.\n"
    (tmp_path / "third").mkdir()
    (tmp_path / "third" / "config.toml").touch()
    third = CommandLine(tmp_path / "third", capsys)
    third.run("restore", tmp_path / "backup.jsonl")
    assert reviewed(third) == known


def test_a_refresh_exchanges_marks_by_the_folder_of_the_settings(
    shelf: CommandLine, other: CommandLine, tmp_path: Path
) -> None:
    library = shelf.open()
    library.highlight(1, 0, 36, note="Who paid?")
    library.close()
    folder = tmp_path / "shared"
    shelf.run("export", "jsonl", "--output", folder)
    (folder / "broken.jsonl").write_text("{")
    other.config.write_text(f"[marks]\nfolder = '{folder}'\n")
    told = other.run("refresh")
    assert told.status == 0 and "Took in 1 new highlight" in told.err
    assert "broken.jsonl was not taken in: in line 1" in told.err
    assert "Took in" not in other.run("refresh").err
    assert len(list(folder.glob("newsreader-*.jsonl"))) == 1
    (event,) = [
        json.loads(line)
        for line in other.run("refresh", "--json").out.splitlines()
        if '"marks"' in line
    ]
    assert (event["told"], len(event["complaints"]), event["copies"]) == ("", 1, [])


def test_what_is_no_file_of_marks_is_said_in_one_line(shelf: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    for written, said in (
        (b'{"newsreader": "marks", "form": 9}\n', "was not taken in: in line 1 it was written by"),
        (b'{"newsreader": "marks", "form": 1}\n{"highlight": 1\n', "was not taken in: in line 2"),
        (b'{"newsreader": "marks", "form": 1}\n\xff', "is no text in UTF-8"),
    ):
        file.write_bytes(written)
        result = shelf.run("import", file)
        assert result.status != 0 and said in result.err and result.err.count("\n") == 1
    assert "takes no article" in shelf.run("export", "jsonl", "1").err


@pytest.mark.parametrize("form", ["jsonl", "opml"])
def test_no_option_is_passed_over_where_everything_is_exported(
    shelf: CommandLine, tmp_path: Path, form: str
) -> None:
    for option in (["--since", "7d"], ["--template", "org"], ["--daily"], ["--force"]):
        refused = shelf.run("export", form, "--output", tmp_path, *option)
        assert refused.status == 2 and f"is of everything; {option[0]}" in refused.err
    assert not list(tmp_path.glob(f"*.{form}"))


def test_a_backup_is_written_on_request_and_read_again(
    shelf: CommandLine, other: CommandLine, tmp_path: Path
) -> None:
    library = shelf.open()
    library.highlight(1, 0, 36, note="Who paid?")
    library.close()
    file = tmp_path / "copies" / "mine.jsonl"
    assert shelf.run("backup", file).out.startswith(f"Wrote {file}, with ")
    assert file.stat().st_mode & 0o077 == 0
    assert "1 highlight" in other.run("restore", file).out
    assert shelf.run("backup", file).status == 0, "a backup may be written anew"
    own, missing = tmp_path / "diary.txt", tmp_path / "missing.jsonl"
    own.write_text("My own words.")
    refused = shelf.run("backup", own)
    assert refused.status == 1 and f"{own} is there already and no backup" in refused.err
    assert own.read_text() == "My own words."
    unread = other.run("restore", missing).err
    assert unread == f"newsreader: {missing} could not be read: No such file or directory.\n"
    again = shelf.run("backup", "--json").json["backup"]["backup"]
    assert Path(again).parent == shelf.data / "backups"
