"""Editing config.toml: a draft takes its place once it is right, and nothing written is lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.domain.errors import SettingsError
from newsreader.editor import editor_program, take_draft
from newsreader.settings.editing import edit_settings, write_example
from newsreader.settings.example import example_config
from newsreader.settings.reading import load_settings
from newsreader.settings.values import Settings


def writing(text: str, reason: str = "") -> Callable[[Path], str]:
    def edit(file: Path) -> str:
        file.write_text(text, encoding="utf-8")
        return reason

    return edit


def test_an_example_is_written_and_never_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    write_example(path)
    assert path.read_text(encoding="utf-8") == example_config()
    assert load_settings(path) == Settings()
    path.write_text("mine")
    with pytest.raises(SettingsError, match="exists already"):
        write_example(path)
    assert path.read_text() == "mine"


def test_what_is_right_takes_the_place_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("# old\n")
    path.chmod(0o600)
    settings = edit_settings(path, (), writing("[look]\nwidth = 60\n"))
    assert settings is not None and settings.look.width == 60
    assert load_settings(path).look.width == 60
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_wrong_is_kept_beside_it_and_edited_on(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("# old\n")
    with pytest.raises(SettingsError, match=r"line 2: look\.width .*is kept in .*config"):
        edit_settings(path, (), writing("[look]\nwidth = 6\n"))
    assert path.read_text() == "# old\n"

    def mend(file: Path) -> str:
        file.write_text(file.read_text().replace("6", "60"))
        return ""

    assert edit_settings(path, (), mend) is not None
    assert path.read_text() == "[look]\nwidth = 60\n"


def test_an_editor_that_fails_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    with pytest.raises(SettingsError, match=r"^No editor\.$"):
        edit_settings(path, (), lambda file: "No editor.")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SettingsError, match=r"Killed\. What you wrote is kept in"):
        edit_settings(path, (), writing("# half", "Killed."))
    assert not path.exists()
    assert (tmp_path / "config.toml.draft").read_text() == "# half"


def test_nothing_written_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert edit_settings(path, (), lambda file: "") is None
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_writes_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("# old\n")

    def edit(file: Path) -> str:
        file.write_text("# mine\n")
        path.write_text("# theirs\n")
        return ""

    with pytest.raises(SettingsError, match="changed by another program"):
        edit_settings(path, (), edit)
    assert path.read_text() == "# theirs\n"


@pytest.mark.skipif(os.name == "nt", reason="a link needs a privilege there")
def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    target, path = tmp_path / "dotfiles" / "news.toml", tmp_path / "config.toml"
    target.write_text("# old\n")
    path.symlink_to(target)
    assert edit_settings(path, (), writing("# new\n")) is not None
    assert path.is_symlink() and target.read_text() == "# new\n"
    draft = tmp_path / "config.toml.draft"
    draft.write_text("# newer\n")
    take_draft(draft, path)
    assert path.is_symlink() and target.read_text() == "# newer\n" and not draft.exists()


@pytest.mark.parametrize(
    ("variables", "program"),
    [
        ({"VISUAL": "code -w", "EDITOR": "vi"}, ["code", "-w"]),
        ({"VISUAL": "'open", "EDITOR": "vi"}, ["vi"]),
        ({"EDITOR": " nano -l "}, ["nano", "-l"]),
    ],
)
def test_the_editor_is_what_the_environment_names(
    variables: dict[str, str], program: list[str]
) -> None:
    assert list(editor_program(variables)) == program
