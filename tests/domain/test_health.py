"""How a feed is, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.domain.health import FeedFacts, Health, State, Trouble, health

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ERROR = "harbour.example has nothing at this address."


def test_a_feed_that_is_well_says_nothing() -> None:
    assert health(FeedFacts(), NOW) == Health(State.WELL)
    assert health(FeedFacts(newest=NOW - timedelta(days=364)), NOW) == Health(State.WELL)


def test_a_frozen_feed_is_told_with_its_last_month() -> None:
    frozen = health(FeedFacts(newest=datetime(2025, 1, 31, tzinfo=UTC)), NOW)
    assert (frozen.state, frozen.sentence) == (State.FROZEN, "Nothing new since January 2025.")
    assert frozen.advice


@pytest.mark.parametrize("trouble", [one for one in Trouble if one])
def test_every_trouble_has_advice(trouble: Trouble) -> None:
    told = health(FeedFacts(ERROR, trouble, 1), NOW)
    assert told.sentence == ERROR
    assert told.state is not State.WELL
    assert told.advice.endswith(".") and told.advice[0].isupper()


def test_a_trouble_that_lasts_is_broken() -> None:
    states = [health(FeedFacts(ERROR, Trouble.SERVER, failures), NOW) for failures in (1, 2, 3)]
    assert [one.state for one in states] == [State.FAILING, State.FAILING, State.BROKEN]
    assert states[0].advice != states[2].advice
    assert health(FeedFacts(ERROR, Trouble.MISSING, 1), NOW).state is State.BROKEN
    assert health(FeedFacts(ERROR, Trouble.GONE, 1), NOW).state is State.GONE


def test_since_when_it_lasts_is_said_after_a_day() -> None:
    def advice(since: datetime) -> str:
        return health(FeedFacts(ERROR, Trouble.SERVER, 4, since), NOW).advice

    assert advice(datetime(2026, 11, 3, tzinfo=UTC)).startswith("It has failed since 3 November. ")
    assert advice(datetime(2025, 3, 9, tzinfo=UTC)).startswith("It has failed since 9 March 2025. ")
    assert "since" not in advice(NOW - timedelta(hours=23))


def test_an_error_of_an_older_library_has_advice_too() -> None:
    assert health(FeedFacts(ERROR), NOW).advice
