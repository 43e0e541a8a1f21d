"""What the headers of an answer say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.fetcher.http.headers import (
    fresh_for,
    media_type,
    retry_after,
    validators,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = "Tue, 24 Nov 2026 14:00:00 GMT"


@pytest.mark.parametrize(
    ("cache_control", "kept"),
    [
        ("", True),
        ("no-cache", True),
        ("max-age=0, must-revalidate", True),
        ("no-store", False),
        ("private, NO-STORE", False),
        ('private="no-store"', True),
    ],
)
def test_validators_are_kept_unless_storing_is_forbidden(cache_control: str, kept: bool) -> None:
    found = validators({"ETag": '"1"', "Last-Modified": "x", "Cache-Control": cache_control})
    assert found == (('"1"', "x") if kept else ("", ""))


@pytest.mark.parametrize(
    ("headers", "hours"),
    [
        ({}, 0),
        ({"Cache-Control": "max-age=7200"}, 2),
        ({"Cache-Control": 's-maxage=1, Max-Age="7200"'}, 2),
        ({"Cache-Control": "max-age=7200", "Age": "3600"}, 1),
        ({"Cache-Control": "max-age=7200", "Age": "99999"}, 0),
        ({"Cache-Control": "max-age=7200", "Age": "old"}, 2),
        ({"Cache-Control": "no-store, max-age=7200"}, 0),
        ({"Cache-Control": "max-age=-1"}, 0),
        ({"Expires": LATER}, 2),
        ({"Expires": LATER, "Date": "Tue, 24 Nov 2026 13:00:00 GMT"}, 1),
        ({"Expires": LATER, "Cache-Control": "max-age=0"}, 0),
        ({"Expires": "Tue, 24 Nov 2026 10:00:00 GMT"}, 0),
        ({"Expires": "0"}, 0),
        ({"Expires": "-1"}, 0),
    ],
)
def test_how_long_an_answer_is_good(headers: dict[str, str], hours: int) -> None:
    assert fresh_for(headers, NOW) == timedelta(hours=hours)


def test_a_wait_until_a_date_is_by_the_servers_own_clock() -> None:
    assert retry_after({"Retry-After": LATER}, NOW) == 7200
    shown = {"Retry-After": LATER, "Date": "Tue, 24 Nov 2026 13:30:00 GMT"}
    assert retry_after(shown, NOW) == 1800
    assert retry_after({"Retry-After": "Tue, 24 Nov 1026 14:00:00 GMT"}, NOW) == 0
    assert retry_after({"Retry-After": "Tue, 24 Nov 9026 14:00:00 GMT"}, NOW) == 86_400


@given(st.dictionaries(st.sampled_from(["Cache-Control", "Expires", "Date", "Age"]), st.text()))
def test_any_headers_are_read(headers: dict[str, str]) -> None:
    assert fresh_for(headers, NOW) >= timedelta()
    assert media_type(headers.get("Age", ""))


@given(st.text())
def test_any_wait_is_read_and_bounded(value: str) -> None:
    wait = retry_after({"Retry-After": value}, NOW)
    assert wait is None or 0 <= wait <= 86_400
