"""The [[feed]] tables of config.toml."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.errors import SettingsError
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.settings.example import example_config, write_toml
from newsreader.settings.reading import load_settings


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


FULL = """
[look]
width = 60

[[feed]]
url = "https://news.example/a b"
title = "Mine"
interval = 0.5
full_text = "on"
select = ["article .text", ":not(nav) > .notes"]
remove = [".advert"]
keep = "2w"
user = "ann"
password_command = ["pass", "show", "news"]
password_file = "secret.txt"
cookie = "a=1; b=2"
headers = { X-Key = "1234" }
user_agent = "newsreader of Ann"
proxy = "http://proxy.example:3128"
command = ["make-feed"]
filter = ["thin", "--out"]

[[feed]]
url = "Harbour.Example"
"""


def test_every_key_is_taken(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, FULL))
    assert settings.warnings == ()
    assert settings.feeds == (
        FeedOptions(
            url="https://news.example/a%20b",
            title="Mine",
            interval=timedelta(minutes=30),
            full_text="on",
            select=("article .text", ":not(nav) > .notes"),
            remove=(".advert",),
            keep=timedelta(days=14),
            user="ann",
            password_command=("pass", "show", "news"),
            password_file=tmp_path / "secret.txt",
            cookie="a=1; b=2",
            headers={"X-Key": "1234"},
            user_agent="newsreader of Ann",
            proxy="http://proxy.example:3128",
            command=("make-feed",),
            filter=("thin", "--out"),
        ),
        FeedOptions(url="harbour.example"),
    )


def test_what_may_be_secret_is_not_shown(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, FULL))
    shown = write_toml(settings)
    for told in (repr(settings), shown):
        assert "1234" not in told and "a=1" not in told and "proxy.example" not in told
    again = load_settings(write(tmp_path, shown))
    assert again.feeds[0].password_command == settings.feeds[0].password_command
    assert again.feeds[0].interval == settings.feeds[0].interval
    assert again.feeds[1] == settings.feeds[1]


def test_what_is_not_shown_is_said_to_be_set(tmp_path: Path) -> None:
    shown = write_toml(load_settings(write(tmp_path, FULL)))
    for key in ("cookie", "headers", "proxy"):
        assert f"# {key} is set, and not shown." in shown.splitlines()
    plain = write_toml(load_settings(write(tmp_path, URL)))
    assert "not shown" not in plain


@pytest.mark.parametrize("key", ["title", "user_agent", "proxy"])
def test_an_empty_text_is_the_same_as_none(tmp_path: Path, key: str) -> None:
    (said,) = load_settings(write(tmp_path, f"{URL}{key} = ''\n")).feeds
    assert said == FeedOptions("a.example")


def test_an_address_may_name_an_account(tmp_path: Path) -> None:
    text = '[[feed]]\nurl = "https://social.example/@ann.rss"\n'
    (options,) = load_settings(write(tmp_path, text)).feeds
    assert options.url == "https://social.example/@ann.rss"


URL = '[[feed]]\nurl = "a.example"\n'


@pytest.mark.parametrize(
    ("text", "line", "key", "rule"),
    [
        ('[feed]\nurl = "a.example"\n', 1, "feed", "must be tables, each written [[feed]]"),
        ("feed = 3\n", 1, "feed", "must be tables"),
        (URL + '[[feed]]\ntitle = "A"\n', 3, "feed", "needs a url"),
        ('[[feed]]\nurl = "ftp://a.example"\n', 2, "feed.url", "must be a web address"),
        ('[[feed]]\nurl = "a b"\n', 2, "feed.url", "or the name of a host, not 'a b'"),
        ('[[feed]]\nurl = ""\n', 2, "feed.url", "must be"),
        (URL + URL + "interval = true\n", 5, "feed.interval", "hours from 0.25 to 720, not true"),
        (URL + "interval = 0.1\n", 3, "feed.interval", "hours"),
        (URL + "\n\nfull_text = 'yes'\n", 5, "feed.full_text", 'must be "on" or "off" or "auto"'),
        (URL + "select = '.a'\n", 3, "feed.select", "must be a list of CSS selectors"),
        (URL + "remove = []\n", 3, "feed.remove", "must be a list of CSS selectors"),
        (URL + "remove = ['.a', 'p >']\n", 3, "feed.remove", '"p >" is none: expected selector'),
        (URL + "select = ['p:sad']\n", 3, "feed.select", "pseudo-class :sad is unknown"),
        (URL + "select = ['svg|a']\n", 3, "feed.select", "namespaces are not supported"),
        (URL + f"select = ['{'a ' * 500}']\n", 3, "feed.select", "is none: it is too long"),
        (URL + f"select = ['{'a' * 50_000}']\n", 3, "feed.select", "is none: it is too long"),
        (URL + "user = ''\n", 3, "feed.user", "that is not empty"),
        (URL + "user = ''\npassword_file = 'x'\n", 3, "feed.user", "that is not empty"),
        (URL + 'user = "a\\tb"\n', 3, "feed.user", "must be"),
        (URL + "password_command = 'pass x'\n", 3, "feed.password_command", "must be a list of"),
        (URL + "password_command = []\n", 3, "feed.password_command", "must be a list of"),
        (URL + "filter = ['']\n", 3, "feed.filter", "must be a list of"),
        (URL + "password_file = 3\n", 3, "feed.password_file", "the path of a file, not 3"),
        (URL + "password_file = 'x'\n", 3, "feed.password_file", "needs a user beside it"),
        (URL + "headers = { 'X Y' = 'z' }\n", 3, "feed.headers", "must be a table"),
        (URL + "headers = { X = 3 }\n", 3, "feed.headers", "must be a table"),
        (URL + "headers = { host = 'x' }\n", 3, "feed.headers", "must not name host, which each"),
        (
            URL + "headers = { X = '1', Content-Length = '3' }\n",
            3,
            "feed.headers",
            "must not name C",
        ),
        (URL + "headers = { TE = 'trailers' }\n", 3, "feed.headers", "must not name TE"),
        (URL + "proxy = 'ftp://x'\n", 3, "feed.proxy", "begins with http://, https://, socks5h://"),
        (URL + "proxy = 'x:3128'\n", 3, "feed.proxy", "begins with http://"),
        (URL + "proxy = 'http://x:0'\n", 3, "feed.proxy", "a port from 1 to 65535"),
        (URL + "proxy = 'http://x:65536'\n", 3, "feed.proxy", "a port from 1 to 65535"),
    ],
)
def test_a_bad_value_is_named_with_file_line_and_key(
    tmp_path: Path, text: str, line: int, key: str, rule: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}: {key} ")
    assert rule in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "line",
    [
        "password = 'top hush'",
        "headers = 'top hush'",
        'cookie = "top hush\\n"',
        "proxy = 'ftp://ann:top hush@x'",
    ],
)
def test_what_may_be_secret_is_not_repeated_in_an_error(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, URL + line + "\n"))
    assert "hush" not in str(caught.value)


def test_a_login_in_an_address_is_refused_without_being_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, '[[feed]]\nurl = "https://ann:hush@a.example/"\n'))
    assert "hush" not in str(caught.value)


def test_a_password_is_refused_with_what_to_write_instead(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="password_command"):
        load_settings(write(tmp_path, URL + "password = 'x'\n"))


def test_an_unknown_key_is_warned_of_with_its_own_line(tmp_path: Path) -> None:
    path = write(tmp_path, URL + 'user = "a"\n' + URL + 'usr = "b"\n')
    settings = load_settings(path)
    assert settings.warnings == (f"{path}, line 6: feed.usr is not known; did you mean feed.user?",)
    assert [options.user for options in settings.feeds] == ["a", ""]


def test_the_example_of_a_feed_is_one_that_can_be_used(tmp_path: Path) -> None:
    lines = [one[3:] for one in example_config().splitlines() if one.startswith("## ")]
    (options,) = load_settings(write(tmp_path, "\n".join(lines))).feeds
    assert options.url == "https://example.org/news/"
    assert options.headers == {"X-Key": "1234"}
