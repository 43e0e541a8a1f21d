"""Rules in config.toml: each wrong one is a warning with its place, and the others hold."""

from datetime import date
from pathlib import Path

import pytest

from newsreader.domain.rules import Action, read_until
from newsreader.settings.example import write_toml
from newsreader.settings.reading import read_settings
from newsreader.settings.values import Settings

PLACE = Path("/x/config.toml")


def test_a_rule_is_read_and_written() -> None:
    text = """
    [[rule]]
    query = 'title:"iron bridge" -ferry'
    do = "tag:crossing, highlight:green,notify"
    name = "Bridge watch"
    run = ["save", "--quiet"]
    until = 2026-12-31
    """
    (rule,) = read_settings(text, PLACE).rules
    assert rule.until == date(2026, 12, 31)
    assert rule.actions == (
        Action("tag", "crossing"),
        Action("highlight", "green"),
        Action("notify"),
    )
    assert read_settings(write_toml(Settings(rules=(rule,))), PLACE).rules == (rule,)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("query = 'titel:x'\ndo = 'mute'", "line 6: rule “titel:x”: “titel:” is not known"),
        ("query = 'a OR '\ndo = 'mute'", "(character 3 of its query)"),
        ("query = 'a'\ndo = 'tag'", "rule.do must be mute, read, tag:NAME"),
        ("query = 'a'\ndo = 'mute:x'", "rule.do must be mute"),
        ("query = 'a'\ndo = 'highlight:pink'", "rule.do must be"),
        ("query = 'a'", "rule “a” does nothing; it needs a do or a run"),
        ("do = 'mute'", "rule needs a query"),
        ("query = 'good'\ndo = 'mute'", "two rules are called “good”"),
        ("query = 'a'\ndo = 'mute'\nuntil = 'soon'", "rule.until must be a day"),
        ("query = 'a'\nrun = 'rm -rf'", 'such as ["save-page", "--quiet"]'),
    ],
)
def test_a_wrong_rule_is_one_line_and_the_others_hold(wrong: str, told: str) -> None:
    good = "[[rule]]\nquery = 'good'\ndo = 'read'\n"
    also = "[[rule]]\nquery = 'also'\ndo = 'later'\n"
    text = f"{good}\n[[rule]]\n{wrong}\n\n{also}"
    found = read_settings(text, PLACE)
    assert [one.label for one in found.rules] == ["good", "also"]
    (warning,) = found.warnings
    assert warning.startswith("/x/config.toml, line ") and told in warning
    assert "\n" not in warning


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1m", date(2026, 12, 20)),
        ("2w", date(2026, 12, 4)),
        ("", None),
        ("2027-01-01", date(2027, 1, 1)),
    ],
)
def test_until_is_a_day_or_a_time_from_today(text: str, day: date | None) -> None:
    assert read_until(text, date(2026, 11, 20)) == day


@pytest.mark.parametrize("text", ["soon", "9999y", "2026-02-30", "2026-11-19"])
def test_no_time_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="30d, 2w, 1m"):
        read_until(text, date(2026, 11, 20))
