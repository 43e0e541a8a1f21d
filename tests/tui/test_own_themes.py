"""Themes of the user's: read from files, told of with their lines, and followed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.domain.errors import SettingsError
from newsreader.settings.reading import load_settings
from newsreader.tui.look.own_themes import read_own_themes
from newsreader.tui.look.theme import palette_of, palettes, take_own_themes
from tests.tui.stage import on_stage


@pytest.fixture(autouse=True)
def none_left() -> Iterator[None]:
    """Take the themes of a test away with it."""
    yield
    take_own_themes({})


def write(folder: Path, text: str, name: str = "mine") -> Path:
    (folder / "themes").mkdir(exist_ok=True)
    file = folder / "themes" / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return folder / "config.toml"


def test_a_file_says_what_is_otherwise_than_in_another_theme(tmp_path: Path) -> None:
    config = write(
        tmp_path,
        'like = "ember"\ndark = true\ntext = "#FFEEDD"\nspeakers = ["#aabbcc"]\n'
        '[highlights]\nred = "#400000"\n[256]\ntext = "#ffffd7"\n',
    )
    assert read_own_themes(config) == []
    mine, ember = palettes()["mine"], palettes()["ember"]
    assert palette_of("newsreader-mine") is mine
    assert (mine.text, mine.background, mine.speaker(3)) == ("#ffeedd", ember.background, "#aabbcc")
    assert mine.highlights == ember.highlights | {"red": "#400000"}
    assert palettes("256")["mine"].text == "#ffffd7"
    assert palettes("16")["mine"].text == palettes("16")["dark"].text
    assert mine.textual_theme().name == "newsreader-mine"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('like = "dark"\n\ntext = "red"\n', "line 3: text must be a colour"),
        ('[highlights]\npink = "#ff00ff"\n', "line 2: highlights.pink is none of"),
        ("[256]\ndim = 3\n", "line 2: 256.dim must be a colour"),
        ('like = "nothing"\n', "line 1: like must be one of dark, light"),
        ('dark = "yes"\n', "line 1: dark must be true or false"),
        ("speakers = []\n", "line 1: speakers must be a list of 1 to"),
        ('ink = "#ffffff"\n', "line 1: ink is not known"),
        ("text = \n", "line 1: text: Invalid value"),
        ('text = "#202020"\n', "line 1: text has a contrast of 1."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (wrong,) = read_own_themes(write(tmp_path, text))
    assert told in str(wrong)
    assert ("mine" in palettes()) is ("contrast" in told)  # faint, but one


def test_a_name_that_is_taken_is_no_theme(tmp_path: Path) -> None:
    (wrong,) = read_own_themes(write(tmp_path, "", "paper"))
    assert "the name of the file must be small letters and new" in str(wrong)


def test_the_settings_know_the_themes_of_files(tmp_path: Path) -> None:
    config = write(tmp_path, "")
    for name in ("auto", "paper", "mine"):
        config.write_text(f'[look]\ntheme = "{name}"\n')
        assert load_settings(config).look.theme == name
    config.write_text('[look]\ntheme = "yours"\n')
    with pytest.raises(SettingsError, match=r'line 2: look\.theme must be "auto", "dark"'):
        load_settings(config)


async def test_a_theme_that_is_being_written_is_seen_at_once(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        write(tmp_path, 'background = "#001122"\n')
        await stage.app.look_at_settings()
        await stage.screen.do("theme", "mine")
        await stage.settle()
        assert stage.palette.background == "#001122"
        write(tmp_path, 'background = "#002244"\n# more\n')
        await stage.app.look_at_settings()
        await stage.settle()
        assert stage.palette.background == "#002244"
        assert stage.app.theme_variables["background"].lower() == "#002244"
        write(tmp_path, 'background = "blue"\n')
        await stage.app.look_at_settings()
        await stage.settle()
        (told,) = stage.app._notifications
        assert "line 1: background must be a colour" in told.message
