"""What a feed wishes."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.schedule import Wishes
from newsreader.feeds.polling_hints import read_wishes

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "at_least"),
    [
        ("<ttl>90</ttl>", HOUR * 1.5),
        ("<ttl> 60 </ttl>", HOUR),
        ("<ttl>soon</ttl>", timedelta()),
        ("<ttl>-5</ttl>", timedelta()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", HOUR),
        ("<sy:updatePeriod>\n daily</sy:updatePeriod>", 24 * HOUR),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            6 * HOUR,
        ),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            HOUR,
        ),
        ("<sy:updatePeriod>always</sy:updatePeriod>", timedelta()),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", HOUR),
        ("<item><title>x</title><ttl>90</ttl></item>", timedelta()),
        ("", timedelta()),
    ],
)
def test_the_interval_of_the_feeds_own(said: str, at_least: timedelta) -> None:
    feed = f"<rss><channel><title>T</title>{said}<item/></channel></rss>"
    assert read_wishes(feed.encode()) == Wishes(at_least=at_least)


def test_every_hour_to_be_skipped() -> None:
    feed = b"<skipHours>\n<hour>0</hour><hour> 7 </hour><hour>24</hour><hour>x</hour></skipHours>"
    assert read_wishes(feed).skip_hours == {0, 7}


@given(st.binary())
def test_any_bytes_are_read(body: bytes) -> None:
    assert read_wishes(body).at_least >= timedelta()


def test_hostile_bytes_take_no_time() -> None:
    for piece in (b"<skipHours>", b"<ttl>1", b"<sy:updatePeriod>x", b"<hour>"):
        assert read_wishes(piece * 100_000) == Wishes()
