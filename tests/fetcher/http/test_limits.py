"""What ``[fetch]`` of config.toml sets reaches the connections under the same name."""

from dataclasses import fields

from newsreader.fetcher.http.limits import Limits
from newsreader.settings.values import Fetching


def test_what_is_a_setting_and_a_limit_is_taken_over_by_its_name() -> None:
    limits = Limits.from_settings(
        Fetching(connections=3, per_host=2, timeout=7, pause=1.5, shortest=30, feed_size=40)
    )
    both = {one.name for one in fields(Limits)} & {one.name for one in fields(Fetching)}
    assert both == {"connections", "per_host", "timeout", "pause", "feed_size"}
    assert {name: getattr(limits, name) for name in both} == {
        "connections": 3,
        "per_host": 2,
        "timeout": 7,
        "pause": 1.5,
        "feed_size": 40,
    }


def test_what_is_not_set_is_the_same_in_settings_and_limits() -> None:
    assert Limits.from_settings(Fetching()) == Limits()
