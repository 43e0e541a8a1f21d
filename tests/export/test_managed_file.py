import os
from pathlib import Path

import pytest

from newsreader.domain.errors import ExportError
from newsreader.export.file_name import file_name, folder_name, story_id
from newsreader.export.managed_file import ExportFolder
from tests.export.samples import article, highlight, opened

NOTE = f'---\nnewsreader-id: "{story_id(article())}"\n---\n'
POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")


def test_a_new_story_goes_into_the_folder_of_its_outlet(tmp_path: Path) -> None:
    folder = ExportFolder(tmp_path / "not" / "yet")
    assert folder.find(opened()) is None
    path = folder.place(article())
    assert path == tmp_path / "not" / "yet" / "The Harbour Gazette" / file_name(article())
    folder.write(path, NOTE, story_id(article()))
    assert path.read_text(encoding="utf-8") == NOTE
    assert folder.find(opened()) == path


def test_a_file_is_known_by_its_id_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "named at will.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / file_name(article())).write_text(
        "---\nnewsreader-id: other\n---\n", encoding="utf-8"
    )
    assert ExportFolder(tmp_path).find(opened()) == tmp_path / "named at will.md"


def test_a_file_that_lost_its_header_is_known_by_its_name(tmp_path: Path) -> None:
    path = ExportFolder(tmp_path).place(article())
    path.parent.mkdir()
    path.write_text("my words\n", encoding="utf-8")
    assert ExportFolder(tmp_path).find(opened()) == path


def test_another_storys_file_under_the_same_name_is_not_taken(tmp_path: Path) -> None:
    path = ExportFolder(tmp_path).place(article())
    path.parent.mkdir()
    path.write_text("---\nnewsreader-id: other\n---\n", encoding="utf-8")
    folder = ExportFolder(tmp_path)
    assert folder.find(opened()) is None
    assert folder.place(article()).name == file_name(article(), numbered=True)


def test_twins_from_two_feeds_have_files_of_their_own(tmp_path: Path) -> None:
    ours = opened(highlight("After nine hours"))
    path = ExportFolder(tmp_path).place(article())
    path.parent.mkdir()
    path.write_text(f"{NOTE}\n^{ours.highlights[0].block_id}\n", encoding="utf-8")
    twin = ExportFolder(tmp_path)
    assert twin.find(opened(id=8)) is None
    assert twin.find(opened(highlight("The council", 2), id=8)) is None
    assert twin.place(article(id=8)) != path


def test_a_restored_library_finds_its_files_under_new_numbers(tmp_path: Path) -> None:
    ours = opened(highlight("After nine hours"), id=8)
    path = tmp_path / "note.md"
    path.write_text(f"{NOTE}\n^{ours.highlights[0].block_id}\n", encoding="utf-8")
    assert ExportFolder(tmp_path).find(ours) == path
    path.write_text(NOTE, encoding="utf-8")
    assert ExportFolder(tmp_path).find(opened(id=8)) == path


def test_what_lies_in_hidden_folders_is_not_found(tmp_path: Path) -> None:
    (tmp_path / ".trash").mkdir()
    (tmp_path / ".trash" / "note.md").write_text(NOTE, encoding="utf-8")
    assert ExportFolder(tmp_path).find(opened()) is None


def test_a_folder_that_differs_only_in_case_is_taken(tmp_path: Path) -> None:
    (tmp_path / "THE HARBOUR GAZETTE").mkdir()
    assert ExportFolder(tmp_path).place(article()).parent.name == "THE HARBOUR GAZETTE"


@pytest.mark.parametrize("outlet", ["../..", "/etc", "..\\..", "a/../../b", "C:\\Windows"])
def test_no_outlet_leads_out_of_the_folder(tmp_path: Path, outlet: str) -> None:
    inside = tmp_path / "exports"
    folder = ExportFolder(inside)
    story = article(outlet=outlet, title=outlet)
    folder.write(folder.place(story), NOTE, story_id(story))
    assert list(tmp_path.iterdir()) == [inside]
    assert len(list(inside.rglob("*.md"))) == 1


@POSIX
def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "exports", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / folder_name(article().outlet)).symlink_to(outside)
    folder = ExportFolder(inside)
    with pytest.raises(ExportError, match="out of the export folder"):
        folder.write(folder.place(article()), NOTE, story_id(article()))
    assert not list(outside.iterdir())


@POSIX
def test_a_link_inside_the_folder_is_followed_and_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    ExportFolder(tmp_path).write(link, NOTE, story_id(article()))
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == NOTE


@POSIX
def test_permissions_stay_and_no_temporary_file_does(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    ExportFolder(tmp_path).write(path, NOTE, story_id(article()))
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(ExportError, match=r"could not be written: .+\.$"):
        ExportFolder(tmp_path / "taken").write(
            tmp_path / "taken" / "n.md", NOTE, story_id(article())
        )
    directory = tmp_path / "note.md"
    directory.mkdir()
    with pytest.raises(ExportError, match="could not be written"):
        ExportFolder(tmp_path).write(directory, NOTE, story_id(article()))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.md", "taken"]


@POSIX
def test_broken_links_and_pipes_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    assert ExportFolder(tmp_path).find(opened()) == tmp_path / "note.md"
