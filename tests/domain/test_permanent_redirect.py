"""Whether a feed that moved is followed."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.domain.permanent_redirect import (
    PermanentRedirect,
    is_believed,
    sight,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLD, NEW = "https://harbour.example/feed", "https://coast.example/feed"


def test_a_move_is_believed_after_three_sightings_in_a_row() -> None:
    move = None
    for believed in (False, False, True):
        move = sight(move, NEW, NOW)
        assert is_believed(OLD, move, NOW) is believed
    other = sight(move, "https://island.example/feed", NOW)
    assert (other.seen, is_believed(OLD, other, NOW)) == (1, False)


def test_a_move_is_believed_after_a_week() -> None:
    move = PermanentRedirect(NEW, NOW, 1)
    assert not is_believed(OLD, move, NOW + timedelta(days=6, hours=23))
    assert is_believed(OLD, move, NOW + timedelta(days=7))
    assert sight(move, NEW, NOW + timedelta(days=7)).since == NOW


@pytest.mark.parametrize(
    ("old", "new", "at_once"),
    [
        ("http://h.example/f?x=1", "https://h.example/f?x=1", True),
        ("http://h.example/f", "https://h.example/feed", False),
        ("http://h.example/f", "https://www.h.example/f", False),
        ("https://h.example/f", "http://h.example/f", False),
    ],
)
def test_the_step_to_https_is_believed_at_once(old: str, new: str, at_once: bool) -> None:
    assert is_believed(old, PermanentRedirect(new, NOW), NOW) is at_once


def test_an_address_with_a_login_is_never_left() -> None:
    assert not is_believed("https://ann:pw@h.example/f", PermanentRedirect(NEW, NOW, 99), NOW)
