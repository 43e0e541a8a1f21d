from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.ids import (
    KEY_LIMIT,
    entry_key,
    qualified_key,
    uuid7,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


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


def test_a_key_that_others_have_too_takes_the_link_else_title_and_date() -> None:
    link = "https://paper.example/1"
    assert qualified_key("g", link, "title", NOW) == qualified_key("g", link, "", None)
    assert qualified_key("g", link, "title", NOW) == f"g|{link}"
    by_title = [qualified_key(link, link, title, day) for title in "ab" for day in (NOW, None)]
    assert len(set(by_title)) == 4
    assert all(key.startswith(f"{link}|") for key in by_title)
    assert len(qualified_key("g", "https://" + "x" * KEY_LIMIT, "", None)) < KEY_LIMIT


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
