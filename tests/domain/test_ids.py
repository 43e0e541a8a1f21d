from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.ids import (
    KEY_LIMIT,
    entry_key,
    unique_keys,
    uuid7,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEYS = st.lists(st.sampled_from(["a", "b", "a|2", "a|l", "a|2|2", "b|l"]), max_size=12)


def test_the_guid_comes_first_then_the_link_then_the_title() -> None:
    assert entry_key(" guid ", "link", "title", NOW) == "guid"
    assert entry_key("", " link ", "title", NOW) == "link"
    by_title = entry_key("", "", "title", NOW)
    assert by_title.startswith("sha256:")
    assert by_title == entry_key("", "", "title", NOW, "another body")
    assert by_title != entry_key("", "", "title", None)
    assert entry_key("", "", "", None, "one") != entry_key("", "", "", None, "two")


@given(st.text(st.characters(blacklist_categories=())), st.text(st.characters()))
def test_a_key_is_short_storable_and_never_empty(guid: str, link: str) -> None:
    key = entry_key(guid, link, "", None)
    assert 0 < len(key) <= KEY_LIMIT
    key.encode("utf-8")
    assert key == entry_key(key, "", "", None)


def test_a_guid_that_is_too_long_is_hashed_whole() -> None:
    long = "x" * (KEY_LIMIT + 1)
    assert entry_key(long + "a", "", "", None) != entry_key(long + "b", "", "", None)


@given(KEYS, st.data())
def test_keys_are_unique_and_the_first_of_each_keeps_its_own(
    keys: list[str], data: st.DataObject
) -> None:
    links = data.draw(
        st.lists(st.sampled_from(["", "l", "a"]), min_size=len(keys), max_size=len(keys))
    )
    unique = unique_keys(keys, links)
    assert len(set(unique)) == len(unique) == len(keys)
    for key in set(keys):
        assert unique[keys.index(key)] == key


def test_a_reused_guid_takes_its_link_and_then_a_number() -> None:
    assert unique_keys(["a", "a", "a"], ["", "l", ""]) == ["a", "a|l", "a|2"]
    assert unique_keys(["a", "a", "a"], ["l", "l", "l"]) == ["a", "a|l", "a|2"]


@given(st.integers(0, 10**9), st.one_of(st.just(1), st.integers(1, 10**9)))
def test_ids_sort_by_the_time_of_making(early: int, later: int) -> None:
    first = NOW + timedelta(milliseconds=early)
    second = first + timedelta(milliseconds=later)
    assert uuid7(first) < uuid7(second)


def test_an_id_is_a_uuid_of_version_seven() -> None:
    made = UUID(uuid7(NOW))
    assert made.version == 7
    assert made.variant == UUID(int=0x8000000000000000 << 0).variant
    assert made.int >> 80 == round(NOW.timestamp() * 1000)
    assert uuid7(NOW) != uuid7(NOW)
