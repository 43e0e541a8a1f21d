"""Settings: defaults, every kind of value, and messages that name file, line and key."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.errors import SettingsError
from newsreader.settings.reading import load_settings, read_settings
from newsreader.settings.values import Exporting, Fetching, Look, Settings


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    return str(caught.value)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "absent.toml") == Settings()


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "")) == Settings()


def test_every_setting_is_taken(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
        [look]
        theme = "light"
        width = 60
        glyphs = "ascii"
        [fetch]
        connections = 4
        per_host = 1
        timeout = 5
        full_text = "never"
        on_start = false
        pause = 2
        shortest = 0.5
        longest = 48
        [export]
        directory = "notes"
        [keys]
        open = "enter, l"
        down = ["j", "ctrl+n"]
        help = "?"
        """,
    )
    settings = load_settings(path, commands=("open", "down", "help"))
    assert settings.look == Look("light", 60, "ascii")
    assert settings.fetch == Fetching(4, 1, 5.0, "never", False, 2.0, 0.5, 48.0)
    assert isinstance(settings.fetch.timeout, float)
    assert settings.export == Exporting(tmp_path / "notes")
    assert settings.keys == {"open": "enter,l", "down": "j,ctrl+n", "help": "?"}
    assert settings.warnings == ()


def test_a_home_folder_is_written_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    path = write(tmp_path, '[export]\ndirectory = "~/notes"\n')
    assert load_settings(path).export.directory == tmp_path / "home" / "notes"


@pytest.mark.parametrize(
    ("text", "line", "key", "rule"),
    [
        ("[look]\nwidth = 20\n", 2, "look.width", "a whole number from 40 to 120, not 20"),
        ("[look]\nwidth = 72.0\n", 2, "look.width", "a whole number"),
        ("[look]\nwidth = true\n", 2, "look.width", "not true"),
        ('[look]\n\n"width" = "wide"\n', 3, "look.width", "not 'wide'"),
        ('[look]\ntheme = "pink"\n', 2, "look.theme", '"auto", "dark", "light"'),
        ("[look]\ntheme = ['dark']\n", 2, "look.theme", '"auto", "dark", "light"'),
        ('# words\n[fetch]\nconnections = "8"\n', 3, "fetch.connections", "from 1 to 100"),
        ("fetch.timeout = nan\n", 1, "fetch.timeout", "a number from 1 to 300"),
        ('[fetch]\non_start = "yes"\n', 2, "fetch.on_start", "true or false"),
        ("[export]\ndirectory = 3\n", 2, "export.directory", "a folder"),
        ("[export]\ndirectory = ''\n", 2, "export.directory", "a folder"),
        (
            "[open]\nbrowser = []\n",
            2,
            "open.browser",
            '["firefox", "--new-tab"], not an empty list',
        ),
        ('[open]\nbrowser = [""]\n', 2, "open.browser", '["firefox", "--new-tab"], not this list'),
        ('[open]\nbrowser = "lynx"\n', 2, "open.browser", '["firefox", "--new-tab"], not \'lynx'),
        ("look = 3\n", 1, "look", "must be a table"),
        ("look = { width = 3 }\n", 1, "look.width", "not 3"),
        ("[keys]\nopen = 3\n", 2, "keys.open", "must be a key"),
        ("[keys]\nopen = []\n", 2, "keys.open", "must be a key"),
        ('[keys]\nopen = "ctrl d"\n', 2, "keys.open", "must be a key"),
        ('[keys]\nopen = ["l", ""]\n', 2, "keys.open", "must be a key"),
    ],
)
def test_a_bad_value_is_named_with_file_line_and_key(
    tmp_path: Path, text: str, line: int, key: str, rule: str
) -> None:
    path = write(tmp_path, text)
    message = refusal(path)
    assert message.startswith(f"{path}, line {line}: {key} ")
    assert rule in message
    assert "\n" not in message


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "[look]\nwidth = = 3\n")
    assert refusal(path).startswith(f"{path}, line 2: ")


def test_toml_that_ends_too_early_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "[look]\nwidth =")
    assert refusal(path).startswith(str(path))


DEEP = 1_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"x = {'[' * DEEP}{']' * DEEP}", "cannot be read: it is nested too deeply."),
        (f"x = {'{a=' * DEEP}1{'}' * DEEP}", "cannot be read: it is nested too deeply."),
        (f"[keys]\nopen = {'[' * 100}{']' * 100}", "line 2: keys.open must be a key, "),
        (f"[look]\nwidth = {'[' * 60}{']' * 60}", "line 2: look.width must be a whole number "),
        (f"look.width.{'a.' * DEEP}b = 1", "line 1: look.width must be a whole number "),
        (f"[look.width.{'a.' * DEEP}b]", "look.width must be a whole number "),
        (f"look.width = {'9' * 5_000}", "holds a number of too many digits."),
        (f"look.width = 0x{'f' * 5_000}", "line 1: look.width must be a whole number from 40 to "),
        ("look.width = 2026-02-31", "line 1: look: Invalid date or datetime."),
        ("look.width = 2026-11-28", "line 1: look.width must be a whole number from 40 to 120"),
        ("[export]\ndirectory = '~nobody-of-this-name/x'", "line 2: export.directory names a home"),
        ("[look]\nwidth = 60\nwidth = 70\n", "line 3: Cannot overwrite a value."),
    ],
)
def test_what_no_setting_looks_like_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    message = refusal(path)
    assert message.startswith(str(path))
    assert said in message
    assert "\n" not in message and len(message) < len(str(path)) + 160


def test_deep_and_odd_names_are_one_line(tmp_path: Path) -> None:
    path = write(tmp_path, f'{"a." * DEEP}b = 1\n"c\\nd\\u001b" = 2\n"{"e" * 10_000}" = 3\n')
    warnings = load_settings(path).warnings
    assert [one.removeprefix(str(path))[:30] for one in warnings] == [
        ", line 1: a is not known.",
        ": c d is not known.",
        f", line 3: {'e' * 20}",
    ]
    assert len(warnings[2]) < len(str(path)) + 120


def test_a_line_of_points_is_read_at_once(tmp_path: Path) -> None:
    # With an ambiguous pattern for keys each point doubles the time.
    path = write(tmp_path, f'[keys]\nopen = [\n"o",\n"{".".join("a" * 60)}"]\n')
    assert "line 2: keys.open must be a key" in refusal(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe[look]")
    assert refusal(path) == f"{path} is not UTF-8 text."


def test_a_byte_order_mark_is_no_setting(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[look]\r\nwidth = 80\r\n")
    assert load_settings(path).look.width == 80


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(tmp_path)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("[look]\nwidht = 60\n", "line 2: look.widht is not known; did you mean look.width?"),
        ("width = 60\n", "line 1: width is not known; did you mean look.width?"),
        ("[loook]\nwidth = 60\n", "line 1: loook is not known; did you mean look?"),
        ("[look]\n[fetch]\ntheme = 'dark'\n", "line 3: fetch.theme is not known; did you mean "),
        ("[xyzzy]\n", "line 1: xyzzy is not known."),
        ("[keys]\nopem = 'o'\n", "line 2: keys.opem is not known; did you mean keys.open?"),
    ],
)
def test_what_is_not_known_is_warned_of_and_passed_over(
    tmp_path: Path, text: str, warning: str
) -> None:
    settings = load_settings(write(tmp_path, text), commands=("open", "close"))
    assert len(settings.warnings) == 1
    assert warning in settings.warnings[0]
    assert dataclasses.replace(settings, warnings=()) == Settings()


def test_any_command_is_taken_where_none_is_known(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, "[keys]\nanything = 'x'\n"))
    assert settings.keys == {"anything": "x"}
    assert settings.warnings == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_settings_or_one_sentence(text: str) -> None:
    path = Path("any.toml")
    try:
        assert isinstance(read_settings(text, path), Settings)
    except SettingsError as error:
        assert str(path) in str(error)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('"ctrl+ctrl+q"', """such as "ctrl+q", not 'ctrl+ctrl+q\'"""),
        ('"shift+a"', 'such as "A"'),
        ('"ctrl+A"', 'such as "ctrl+a"'),
        ('"alt+A"', 'such as "alt+shift+a"'),
        ('"shift+;"', 'such as ";"'),
        ('"ctrl+entr"', 'such as "ctrl+enter"'),
        ('["j", "control+page-down"]', 'such as "ctrl+pagedown"'),
        ('"cmd+del"', 'such as "super+delete"'),
        ('"section_sign"', 'such as "§"'),
        ('"leader+x"', 'must be a key, such as "j" or "ctrl+d"'),
        ('","', """keys with commas between them ("comma" is the key itself), not ','"""),
        ('[","]', '"comma" is the key itself'),
        ('"j,"', '"comma" is the key itself'),
    ],
)
def test_a_key_that_no_terminal_sends_is_refused_with_the_nearest(
    tmp_path: Path, keys: str, said: str
) -> None:
    assert said in refusal(write(tmp_path, f"[keys]\nopen = {keys}\n"))
