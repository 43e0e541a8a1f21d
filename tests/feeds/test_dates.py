"""Dates as feeds write them."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.feeds.dates import read_date

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLAIN = datetime(2026, 2, 17, 16, 33, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 17 Feb 2026 16:33:19 GMT",
        "Tue, 17 Feb 2026 16:33:19 +0000",
        "Tue, 17 Feb 2026 11:33:19 EST",
        "Tue, 17 Feb 2026 08:33:19 PST",
        "Tue, 17 Feb 26 16:33:19 UT",
        "17 February 2026 17:33:19 +01:00",
        "Tuesday, 17-Feb-26 16:33:19 GMT",
        "Tue Feb 17 16:33:19 2026",
        "Tue Feb 17 11:33:19 EST 2026",
        "Feb 17, 2026 4:33:19 PM",
        "February 17th, 2026 4:33:19 p.m.",
        "2026-02-17T16:33:19Z",
        "2026-02-17T16:33:19.488907+00:00",
        "2026-02-17T11:33:19-0500",
        "2026-02-17 16:33:19",
        "2026/2/17 16:33:19",
        "2026.02.17 16:33:19",
        "20260217T163319Z",
        "20260217163319",
        "17.02.2026 16:33:19",
        "17/02/2026 16:33:19",
        "02/17/2026 04:33:19 PM",
        "1771345999",
        "1771345999000",
        "Ter, 17 Fev 2026 13:33:19 -0300",
        "mar. 17 févr. 2026 17:33:19 CET",
        "17. Februar 2026 17:33:19 MEZ",
        "17 de febrero de 2026 16:33:19",
        "17 lutego 2026 16:33:19",
        "17 февраля 2026 19:33:19 MSK",
        "2026年2月17日 16:33:19",
        "  Tue,  17 Feb 2026 16:33:19 GMT \n",
    ],
)
def test_every_form_names_the_same_moment(text: str) -> None:
    assert read_date(text, NOW) == PLAIN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-17", datetime(2026, 2, 17, tzinfo=UTC)),
        ("4. maj 2026", datetime(2026, 5, 4, tzinfo=UTC)),
        ("4 augusti 2026", datetime(2026, 8, 4, tzinfo=UTC)),
        ("17 Mai 2026", datetime(2026, 5, 17, tzinfo=UTC)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=UTC)),
        ("5/5/2026", datetime(2026, 5, 5, tzinfo=UTC)),
        ("Mon, 29 Feb 2016 23:59:60 GMT", datetime(2016, 2, 29, 23, 59, 59, tzinfo=UTC)),
        ("Tue, 17 Feb 2026 24:00:00 GMT", datetime(2026, 2, 18, tzinfo=UTC)),
        ("Sat, 28 Feb 2026 24:00:00 +0200", datetime(2026, 2, 28, 22, tzinfo=UTC)),
        ("2025-12-31T24:00:00Z", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-02-17 24:00", datetime(2026, 2, 18, tzinfo=UTC)),
        ("20260217T240000Z", datetime(2026, 2, 18, tzinfo=UTC)),
        ("Jumanne, 17 Machi 2026", datetime(2026, 3, 17, tzinfo=UTC)),
        ("17 Agosti 2026 10:00", datetime(2026, 8, 17, 10, tzinfo=UTC)),
        ("Selasa, 17 Agustus 2026 24:00", datetime(2026, 8, 18, tzinfo=UTC)),
        ("17 Peb 2026", datetime(2026, 2, 17, tzinfo=UTC)),
        ("Dinsdag, 17 Maart 2026", datetime(2026, 3, 17, tzinfo=UTC)),
        ("17 Junie 2026", datetime(2026, 6, 17, tzinfo=UTC)),
        ("17 Des 2025", datetime(2025, 12, 17, tzinfo=UTC)),
        ("17 Feb 99 10:00 GMT", datetime(1999, 2, 17, 10, tzinfo=UTC)),
        ("2026-02-17T00:10:00+05:30", datetime(2026, 2, 16, 18, 40, tzinfo=UTC)),
    ],
)
def test_less_is_read_too(text: str, expected: datetime) -> None:
    assert read_date(text, NOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "31 Jun 2026",
        "03/04/2026",
        "0001-01-01",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "1969-12-31",
        "Tue, 16 Aug 2035 09:44:01 +0000",
        "9999-12-31T23:59:59-23:59",
        "0000-00-00 00:00:00",
        "2026-02-17T25:00:00Z",
        "99999999999999999999",
        "Feb 17",
    ],
)
def test_what_cannot_be_believed_is_none(text: str) -> None:
    assert read_date(text, NOW) is None


def test_the_near_future_becomes_now_and_the_far_one_nothing() -> None:
    assert read_date((NOW + timedelta(hours=23)).isoformat(), NOW) == NOW
    assert read_date((NOW + timedelta(hours=25)).isoformat(), NOW) is None


def test_another_reading_counts_only_where_there_are_unknown_words() -> None:
    reading = time.struct_time((2026, 2, 17, 16, 33, 19, 1, 48, 0))
    assert read_date("Τρι, 17 Φεβ 2026 16:33:19 UTC", NOW, lambda: reading) == PLAIN
    assert read_date("03/04/2026", NOW, lambda: reading) is None
    assert (
        read_date("Τρι, 99", NOW, lambda: time.struct_time((9999, 99, 99, 0, 0, 0, 0, 0, 0)))
        is None
    )


@given(st.datetimes(datetime(1990, 1, 2), datetime(2026, 11, 24)), st.integers(-12, 14))
def test_standard_forms_come_back(naive: datetime, hours: int) -> None:
    moment = naive.replace(tzinfo=UTC, microsecond=0)
    local = moment + timedelta(hours=hours)
    zone = f"{'-' if hours < 0 else '+'}{abs(hours):02}"
    assert read_date(local.strftime("%Y-%m-%dT%H:%M:%S") + f"{zone}:00", NOW) == moment
    assert read_date(local.strftime("%a, %d %b %Y %H:%M:%S ") + f"{zone}00", NOW) == moment


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2026, 11, 23)),
    st.sampled_from(["GMT", "UTC", "EST", "PDT", "MSK", "XYZ", "Z", "+0530", "-0800"]),
)
def test_the_usual_form_is_read_like_any_other(naive: datetime, zone: str) -> None:
    written = f"{naive:%a, %d %b %Y %H:%M:%S} {zone}"
    assert read_date(written, NOW) == read_date(f"on {written}", NOW) is not None


@given(st.text(max_size=200))
def test_nothing_breaks_it(text: str) -> None:
    moment = read_date(text, NOW)
    assert moment is None or datetime(1990, 1, 1, tzinfo=UTC) <= moment <= NOW
