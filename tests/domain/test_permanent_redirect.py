"""Whether a feed that moved is followed."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.domain.permanent_redirect import (
    PermanentRedirect,
    is_confirmed,
    observe,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLD, NEW = "https://harbour.example/feed", "https://coast.example/feed"


def test_a_redirect_is_confirmed_after_three_sightings_in_a_row() -> None:
    redirect = None
    for confirmed in (False, False, True):
        redirect = observe(redirect, NEW, NOW)
        assert is_confirmed(OLD, redirect, NOW) is confirmed
    other = observe(redirect, "https://island.example/feed", NOW)
    assert (other.seen, is_confirmed(OLD, other, NOW)) == (1, False)


def test_a_redirect_is_confirmed_after_a_week() -> None:
    redirect = PermanentRedirect(NEW, NOW, 1)
    assert not is_confirmed(OLD, redirect, NOW + timedelta(days=6, hours=23))
    assert is_confirmed(OLD, redirect, NOW + timedelta(days=7))
    assert observe(redirect, NEW, NOW + timedelta(days=7)).since == NOW


@pytest.mark.parametrize(
    ("old", "new", "at_once"),
    [
        ("http://h.example/f?x=1", "https://h.example/f?x=1", True),
        ("http://h.example/f", "https://h.example/feed", False),
        ("http://h.example/f", "https://www.h.example/f", False),
        ("https://h.example/f", "http://h.example/f", False),
    ],
)
def test_the_step_to_https_is_confirmed_at_once(old: str, new: str, at_once: bool) -> None:
    assert is_confirmed(old, PermanentRedirect(new, NOW), NOW) is at_once


def test_an_address_with_a_login_is_never_left() -> None:
    assert not is_confirmed("https://ann:pw@h.example/f", PermanentRedirect(NEW, NOW, 99), NOW)
