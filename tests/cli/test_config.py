"""config path, show and check, and the example that is made from the settings' docstrings."""

import dataclasses
import json
import shlex
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

from newsreader.cli.main import main
from newsreader.domain.options.openers import Opener
from newsreader.settings.declarations import TABLES, TYPES
from newsreader.settings.example import example_config, write_toml
from newsreader.settings.reading import load_settings
from newsreader.settings.values import Exporting, Look, Settings
from tests.cli.conftest import CommandLine


def test_path_is_the_file_whether_or_not_it_exists(empty: CommandLine) -> None:
    assert empty.run("config", "path").out == f"{empty.config}\n"


def test_the_environment_says_where_the_file_is(
    empty: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "other.toml"))
    empty.config = tmp_path / "mine.toml"
    assert empty.run("config", "path").out == f"{tmp_path / 'mine.toml'}\n"


@pytest.mark.parametrize("command", ["list", "refresh", "config check", "config show"])
def test_a_file_that_is_named_and_not_there_is_an_error(empty: CommandLine, command: str) -> None:
    empty.config.unlink()
    result = empty.run(*command.split())
    assert (result.status, result.out) == (3, "")
    assert result.err.startswith(f"newsreader: {empty.config} does not exist, ")
    assert result.err.count("\n") == 1 and not empty.data.exists()
    assert empty.run("config", "show", "--defaults").status == 0, "by this it can be made"


@pytest.mark.parametrize("command", ["list", "feeds", "refresh", "config check"])
def test_a_folder_that_is_named_is_an_error(empty: CommandLine, command: str) -> None:
    empty.config = empty.config.parent
    result = empty.run(*command.split())
    assert (result.status, result.out) == (3, "")
    told = "is a folder; --config or NEWSREADER_CONFIG must name a file."
    assert result.err == f"newsreader: {empty.config} {told}\n"


def test_the_environment_names_a_file_that_must_exist(
    empty: CommandLine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(empty.config.with_name("other.toml")))
    data = ["--data-dir", str(empty.data)]
    assert main([*data, "list"]) == 3
    assert "other.toml does not exist" in capsys.readouterr().err
    monkeypatch.setenv("NEWSREADER_CONFIG", str(empty.config))
    assert main([*data, "list"]) == 0


def test_the_platforms_file_need_not_exist(
    empty: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert main(["--data-dir", str(empty.data), "list"]) == 0


def test_show_prints_the_settings_that_hold(empty: CommandLine) -> None:
    empty.config.write_text('[look]\nwidth = 60\n[keys]\nopen = "o"\n')
    shown = tomllib.loads(empty.run("config", "show").out)
    assert shown["look"]["width"] == 60
    assert shown["fetch"]["connections"] == 24
    assert shown["keys"] == {"open": "o"}


def test_show_json(empty: CommandLine) -> None:
    record = empty.run("config", "show", "--json").json
    assert list(record) == ["schema", "settings"]
    tables = "look fetch library marks export open copy notify hooks pipe keys macro feed rule"
    assert list(record["settings"]) == tables.split()
    assert record["settings"]["export"] == {"directory": None}
    assert record["settings"]["keys"] == {"preset": "default"}


def test_the_example_says_the_defaults_also_when_its_comments_are_taken_away(
    empty: CommandLine,
) -> None:
    printed = empty.run("config", "show", "--defaults").out
    assert printed == example_config()
    empty.config.write_text(printed)
    assert load_settings(empty.config) == Settings()
    lines = [line.removeprefix("# ") if " = " in line else line for line in printed.splitlines()]
    system = ("directory", "folder", "browser", "clipboard", "download", '"')  # it says these
    unset = (*system, "after_", "on_new", "on_ch", "on_hi", "prog")
    empty.config.write_text("\n".join(line for line in lines if not line.startswith(unset)))
    uncommented = load_settings(empty.config)
    assert dataclasses.replace(uncommented, keys={}) == Settings()
    assert uncommented.keys == {"down": "j,down"}


def test_every_setting_is_explained() -> None:
    printed = example_config()
    for name, kind in TYPES.items():
        for field in dataclasses.fields(kind):
            first_words = " ".join(TABLES[name][field.name].doc.split()[:4])
            assert f"# {first_words}" in printed
            assert f"# {field.name} = " in printed or TABLES[name][field.name].takes_rest


def test_settings_survive_being_written(empty: CommandLine) -> None:
    settings = Settings(
        look=Look("light", 40, "ascii"),
        export=Exporting(Path('/a "b" \\ \x7f ü')),
        keys={"odd.id": "ctrl+x", "open": "o"},
    )
    empty.config.write_text(write_toml(settings), encoding="utf-8")
    assert load_settings(empty.config) == settings


def test_programs_by_pattern_are_read_written_and_looked_for(empty: CommandLine) -> None:
    text = '[open]\n"*.pdf" = ["no-such-viewer", "-f"]\n"video/*" = ["sh", "%s"]\n'
    text += '"news.example/*" = { command = ["no-such-pager"], terminal = true }\n'
    empty.config.write_text(text)
    settings = load_settings(empty.config)
    assert settings.warnings == ()
    assert dict(settings.open.programs) == {
        "*.pdf": Opener(("no-such-viewer", "-f")),
        "video/*": Opener(("sh", "%s")),
        "news.example/*": Opener(("no-such-pager",), in_terminal=True),
    }
    empty.config.write_text(write_toml(settings), encoding="utf-8")
    assert load_settings(empty.config) == settings
    told = empty.run("config", "check").err
    assert "open.*.pdf: there is no program no-such-viewer." in told and "video" not in told
    assert "open.news.example/*: there is no program no-such-pager." in told
    shown = json.loads(empty.run("config", "show", "--json").out)["settings"]["open"]
    assert shown["video/*"] == ["sh", "%s"] and "programs" not in shown
    assert shown["news.example/*"] == {"command": ["no-such-pager"], "terminal": True}
    empty.config.write_text('[open]\n"*.pdf" = "zathura"\n')
    wrong = empty.run("config", "check")
    assert wrong.status == 3 and "line 2: open.*.pdf must be a list of a program" in wrong.err
    for table, rule in (
        ('{ command = "less" }', "has a command that must be a list of a program"),
        ("{ terminal = true }", "has a command that must be a list of a program"),
        ('{ command = ["less"], terminal = 1 }', "must be a table such as"),
        ('{ command = ["less"], shell = true }', "must be a table such as"),
    ):
        empty.config.write_text(f'[open]\n"*.txt" = {table}\n')
        assert f"line 2: open.*.txt {rule}" in empty.run("config", "check").err
    empty.config.write_text('[open]\nprograms = ["a"]\n')
    assert "open.programs is not known" in load_settings(empty.config).warnings[0]


def test_check_of_a_file_that_is_right(empty: CommandLine) -> None:
    empty.config.write_text("[look]\nwidth = 60\n")
    result = empty.run("config", "check")
    assert (result.status, result.out, result.err) == (0, f"{empty.config} is right.\n", "")


def test_check_tells_what_is_wrong_with_themes(empty: CommandLine) -> None:
    folder = empty.config.parent / "themes"
    folder.mkdir(exist_ok=True)
    for name, text in (
        ("odd", 'like = "dark"\ntext = "red"\n'),
        ("new", 'like = "dark"\n\ntitle = "#ffffff"\n'),
        ("torn", "text = "),
    ):
        (folder / f"{name}.toml").write_text(text)
    result = empty.run("config", "check")
    assert result.status == 0
    new, odd, torn = (line for line in result.err.splitlines() if "themes" in line)
    assert f"{folder / 'new.toml'}, line 3: title is not known." in new
    assert f"{folder / 'odd.toml'}, line 2: text must be a colour" in odd
    assert f"{folder / 'torn.toml'}, line 1: text: Invalid value." in torn
    assert result.out.endswith("can be used, but see above.\n")


def test_check_of_no_file(
    empty: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert main(["config", "check"]) == 0
    assert "defaults" in capsys.readouterr().out


def test_check_warns_of_what_is_not_known(empty: CommandLine) -> None:
    empty.config.write_text('[look]\nwidht = 60\n[keys]\ndwon = "j"\n')
    result = empty.run("config", "check")
    assert result.status == 0
    first, second = result.err.splitlines()
    assert "line 2" in first and "look.width" in first
    assert "line 4" in second and "keys.down" in second


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({}, []),
        ({"down": "f9"}, []),
        ({"down": "f9", "up": "f9"}, ["keys.down: “f9” is also the key of up."]),
        ({"top": "j"}, ["keys.top: “j” is also the key of down."]),
        ({"top": "j", "down": "g"}, []),
    ],
)
def test_a_key_for_two_commands_is_told(
    empty: CommandLine, keys: dict[str, str], told: list[str]
) -> None:
    empty.config.write_text(write_toml(Settings(keys=keys)))
    result = empty.run("config", "check")
    assert result.status == 0
    lines = [line.partition(", line ")[2].partition(": ")[2] for line in result.err.splitlines()]
    assert lines == told
    assert result.out.endswith("but see above.\n" if told else "is right.\n")


@pytest.mark.parametrize("command", ["config check", "config show", "show 1", "export --stdout"])
def test_settings_that_are_wrong_end_with_status_3(shelf: CommandLine, command: str) -> None:
    shelf.config.write_text("[look]\nwidth = 1\n")
    result = shelf.run(*command.split())
    assert (result.status, result.out) == (3, "")
    assert result.err.startswith(f"newsreader: {shelf.config}, line 2: look.width must be")
    assert result.err.count("\n") == 1


SECRETS = """
[[feed]]
url = "a.example"
user = "ann"
password_command = ["pass", "show"]
cookie = "top hush"
headers = { X-Key = "top hush" }
proxy = "http://ann:hush@proxy.example"
"""


def test_what_may_be_secret_is_not_shown(empty: CommandLine) -> None:
    empty.config.write_text(SECRETS)
    shown = empty.run("config", "show").out
    assert "hush" not in shown and "# cookie is set, and not shown." in shown
    assert "hush" not in (printed := empty.run("config", "show", "--json")).out
    assert printed.json["settings"]["feed"] == [
        {
            "url": "a.example",
            "user": "ann",
            "password_command": ["pass", "show"],
        }
    ]


def test_schema_is_that_of_the_file_with_the_commands_of_the_app(empty: CommandLine) -> None:
    validator = jsonschema.Draft202012Validator(empty.run("config", "schema").json)
    validator.validate(tomllib.loads(example_config()))
    validator.validate(tomllib.loads(SECRETS))
    validator.validate({"keys": {"down": "j,down"}})
    assert not validator.is_valid({"keys": {"dwon": "j"}})
    assert not validator.is_valid({"look": {"width": 20}})


def test_init_writes_an_example_and_never_over_a_file(empty: CommandLine) -> None:
    empty.config.unlink(missing_ok=True)
    assert empty.run("config", "init").out == f"Wrote {empty.config}.\n"
    assert empty.config.read_text(encoding="utf-8") == example_config()
    again = empty.run("config", "init")
    assert again.status == 3 and "exists already" in again.err
    empty.config.unlink()
    record = empty.run("config", "init", "--json").json["config"]
    assert record == {"path": str(empty.config), "changed": True}


def test_edit_takes_what_is_right(empty: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.config.write_text("[look]\nwidth = 60\n")
    script = empty.data.parent / "editor.py"
    for written, told in (("width = 70", "is changed"), ("width = 7", "line 2: look.width")):
        script.write_text(
            f"import sys\nopen(sys.argv[1], 'w').write('[look]\\n{written}\\n')", encoding="utf-8"
        )
        monkeypatch.setenv("VISUAL", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
        result = empty.run("config", "edit")
        assert told in result.out + result.err
        assert result.status == (0 if "70" in written else 3)
    assert load_settings(empty.config).look.width == 70
    Path(f"{empty.config}.draft").unlink()
    for content, changed in (("[look]\nodd = 1\n", True), ("[look]\nodd = 1\n", False)):
        script.write_text(f"import sys\nopen(sys.argv[1], 'w').write({content!r})")
        record = empty.run("config", "edit", "--json").json["config"]
        assert record["changed"] is changed
        assert [one.partition(": ")[2][:8] for one in record["warnings"]] == changed * ["look.odd"]
    script.write_text("import sys\nopen(sys.argv[1], 'w').write('[look]\\nwidth = 7\\n')")
    assert empty.run("config", "edit").status == 3
    assert "width = 7\n" in Path(f"{empty.config}.draft").read_text(encoding="utf-8")
