import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.feed import Entry
from newsreader.feeds.entry_keys import with_own_keys

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def story(number: int, key: str = "g", **more: str) -> Entry:
    url = more.get("url", f"https://paper.example/{number}")
    title = more.get("title", f"Story {number}")
    return Entry(key, title, url, published=NOW + number * DAY, summary=f"Words of {number}.")


def keys(*entries: Entry) -> list[str]:
    return [one.key for one in with_own_keys(entries)]


def test_a_key_of_its_own_stays() -> None:
    entries = [story(1, "a"), story(2, "b")]
    assert with_own_keys(entries) == entries


def test_a_key_of_several_belongs_to_nobody() -> None:
    links = ["g|https://paper.example/1", "g|https://paper.example/2"]
    assert keys(story(1), story(2)) == links
    assert keys(story(3), story(2), story(1))[::-1][:2] == links, "also as the feed grows"
    assert [one.shared_key for one in with_own_keys([story(1), story(2), story(3, "c")])] == [
        "g", "g", "",
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["", "https://paper.example/", "https://paper.example/2026/live"])
@pytest.mark.parametrize("key", ["g", ""])
def test_what_shares_the_link_too_is_told_by_title_and_date(url: str, key: str) -> None:
    one, two, three = (story(number, key or url or "sha256:x", url=url) for number in (1, 2, 3))
    named = keys(one, two)
    assert len(set(named)) == 2
    assert keys(three, two, one)[1:] == named[::-1]


def test_weather_reports_of_one_page_are_several() -> None:
    page = {"url": "https://paper.example/", "title": "Weather report"}
    reports = [story(number, "https://paper.example/", **page) for number in (1, 2, 3)]
    assert len(set(keys(*reports))) == 3
    undated = [replace(one, published=None) for one in reports]
    assert len(set(keys(*undated))) == 3


@pytest.mark.parametrize("key", ["g", "https://paper.example/1"])
def test_an_entry_that_is_listed_twice_is_one(key: str) -> None:
    one, two = story(1, key), story(2, "h")
    assert with_own_keys([one, two, one]) == [one, two]
    newer = replace(one, published=NOW + 9 * DAY, html="<p>More words.</p>")
    tracked = replace(one, url=f"{one.url}?utm_source=rss")
    for listed in permutations((one, newer, tracked)):
        assert with_own_keys(listed) == [newer]


def test_a_made_key_is_never_that_of_another_entry() -> None:
    other = story(5, "g|https://paper.example/1")
    assert len(set(keys(story(1), story(2), other))) == 3
    assert keys(story(1), story(2), other)[2] == other.key


ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from(["a", "b", "a|https://paper.example/1", "https://paper.example/1"]),
        st.sampled_from(["One", "Two"]),
        st.sampled_from(["", "https://paper.example/1", "https://paper.example/"]),
        published=st.sampled_from([None, NOW, NOW + DAY]),
        summary=st.sampled_from(["", "x"]),
        html=st.sampled_from(["", "x"]),
    ),
    max_size=8,
)


@given(ENTRIES, st.randoms())
def test_keys_are_unique_whatever_the_order(entries: list[Entry], chance: random.Random) -> None:
    named = with_own_keys(entries)
    assert len({one.key for one in named}) == len(named)
    lone = [one.key for one in entries if sum(one.key == two.key for two in entries) == 1]
    assert {one.key for one in named} >= set(lone)
    shuffled = entries[:]
    chance.shuffle(shuffled)
    assert {one.key: one for one in with_own_keys(shuffled)} == {one.key: one for one in named}
    assert with_own_keys(entries * 2) == named or not entries
