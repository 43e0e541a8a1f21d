import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.entry_matching import StoredEntry, match_entries
from newsreader.domain.feed import EntryRow

WORDS = "The council voted on Thursday to rebuild the bridge before the winter."
OTHER = "Rain reaches the harbour by noon and the hills by night, says the office."
TITLE = "Council votes to rebuild the bridge"
PAGE = "https://paper.example/2026/bridge-7"
DAY = 86_400_000
NOW = 20_000 * DAY


def row(
    key: str,
    title: str = TITLE,
    url: str = PAGE,
    published: int | None = NOW,
    summary: str = WORDS,
    shared_key: str = "",
) -> EntryRow:
    return EntryRow(key, title, "", url, "", "", summary, published, "", shared_key)


def as_stored(number: int, entry: EntryRow) -> StoredEntry:
    return StoredEntry(
        number,
        entry.key,
        entry.title,
        entry.url,
        NOW if entry.published is None else entry.published,
        entry.published is not None,
        entry.summary,
    )


OLD = row("id-1")
STORED = as_stored(1, OLD)


@pytest.mark.parametrize(
    "entry",
    [
        row("id-2"),
        row("id-2", "Council votes for the bridge", published=NOW),
        row("id-2", "Bridge to be rebuilt", published=None),
        row("id-2", published=NOW + DAY, summary=OTHER),
        row("id-2", url="http://www.paper.example/2026/bridge/?utm_source=rss"),
        row("id-2", url="https://paper.example/2026/bridge-7-at-last", summary=OTHER),
        row("id-2", url="https://elsewhere.example/a/7"),
        row("id-2", url=""),
        row("id-2", url="https://elsewhere.example/a/7", published=NOW + 999),
        row("id-2", url="https://elsewhere.example/a/7", summary=f"{WORDS} More of it."),
        row("id-2", url="https://elsewhere.example/a/7", summary=""),
        row("id-2", url="https://elsewhere.example/a/7", published=None),
        row("id-1|x", url="", published=None, summary=OTHER, shared_key="id-1"),
    ],
)
def test_a_story_whose_key_was_changed(entry: EntryRow) -> None:
    assert match_entries([STORED], [entry]) == {entry.key: 1}


@pytest.mark.parametrize(
    "entry",
    [
        row("id-2", "Rain by noon", "https://paper.example/2026/rain", NOW + DAY, OTHER),
        row("id-2", "Rain by noon", PAGE, NOW + DAY, OTHER),
        row("id-2", "Rain by noon", "https://paper.example/2026/rain", NOW, OTHER),
        row("id-2", "Rain by noon", "https://paper.example/2026/rain", NOW, WORDS),
        row("id-2", TITLE, "https://paper.example/2026/other", NOW, OTHER),
        row("id-2", TITLE, "https://paper.example/2026/other", NOW + DAY, WORDS),
        row("id-2", "Live: rain", f"{PAGE}#post-2", NOW, WORDS),
    ],
)
def test_another_story(entry: EntryRow) -> None:
    assert match_entries([STORED], [entry]) == {}


def test_equal_short_headlines_without_words_are_two_stories() -> None:
    report = row("1", "Weather report", "https://paper.example/w/a", NOW, "")
    other = row("2", "Weather report", "https://paper.example/w/b", NOW, "")
    assert match_entries([as_stored(1, report)], [other]) == {}


def test_equal_words_without_a_page_are_two_stories_under_two_headlines() -> None:
    old = as_stored(1, row("1", "Bridge 1", ""))
    assert match_entries([old], [row("2", "Bridge 1 (update)", "")]) == {"2": 1}
    assert match_entries([old], [row("2", "Bridge 2 (update)", "")]) == {}
    assert match_entries([old], [row("2", "Ferry sails again", "")]) == {}


@pytest.mark.parametrize("place", ["", "weather", "town/weather"])
@pytest.mark.parametrize("words", [WORDS, OTHER])
def test_the_page_of_all_reports_tells_nothing(place: str, words: str) -> None:
    page = f"https://paper.example/{place}"
    report = as_stored(1, row("1", "Weather report", page, NOW, WORDS))
    assert match_entries([report], [row("2", "Weather report", page, NOW + DAY, words)]) == {}
    assert match_entries([report], [row("2", "Weather report", page, NOW, WORDS)]) == {"2": 1}


def test_what_hundreds_have_in_common_tells_nothing_and_takes_no_time() -> None:
    many = [row(str(n), "Untitled", f"{PAGE}?n={n}", NOW, "") for n in range(1_000)]
    stored = [as_stored(n, one) for n, one in enumerate(many)]
    coming = [one._replace(key=f"new {one.key}") for one in many]
    by_page = {one.key: number for number, one in enumerate(coming)}
    assert match_entries(stored, coming) == by_page
    moved = [one._replace(url="", summary=WORDS) for one in coming]
    assert match_entries(stored, moved) == {}


def test_a_page_of_several_stories_tells_nothing() -> None:
    one, other = row("2", "Rain by noon", summary=OTHER), row("3", "Snow by noon", summary="Snow.")
    assert match_entries([STORED], [one]) == {"2": 1}
    assert match_entries([STORED], [one, other]) == {}
    beside = as_stored(2, row("3", "Snow by noon", published=NOW + DAY, summary="Snow."))
    assert match_entries([STORED, beside], [one], ["3"]) == {}


def test_what_stands_in_the_document_under_its_own_key_is_not_taken() -> None:
    assert match_entries([STORED], [row("id-2")], ["id-1"]) == {}
    assert match_entries([STORED], [row("id-2"), row("id-1", "Bridge!")]) == {"id-1": 1}


@pytest.mark.parametrize(
    ("entry", "same"),
    [
        (row("id-1", "Rain by noon", "https://paper.example/b", NOW + DAY, OTHER), False),
        (row("id-1", "Rain by noon", "", NOW + DAY, OTHER), False),
        (row("id-1", "Rain by noon", PAGE, NOW + DAY, OTHER), True),
        (row("id-1", "Rain by noon", "https://paper.example/b", NOW, OTHER), True),
        (row("id-1", "Rain by noon", "https://paper.example/b", None, OTHER), True),
        (row("id-1", "Council votes again to rebuild bridge", "", NOW + DAY, OTHER), True),
        (row("id-1", "Rain by noon", "", NOW + DAY, WORDS), True),
    ],
)
def test_a_key_may_be_given_to_another_story(entry: EntryRow, same: bool) -> None:
    assert match_entries([STORED], [entry]) == ({"id-1": 1} if same else {})


def test_a_key_that_was_shared_is_trusted_less() -> None:
    sibling = as_stored(2, row("id-1|other", "Snow", "https://paper.example/2026/snow"))
    entry = row("id-1", "Rain by noon", "https://paper.example/2026/rain", None, OTHER)
    assert match_entries([STORED], [entry]) == {"id-1": 1}
    assert match_entries([STORED, sibling], [entry]) == {}


def test_ids_that_are_places_in_the_document() -> None:
    titles = ["Rain by noon", TITLE, "Ferry sails again", "Library opens"]
    stories = [row("", one, f"https://paper.example/{n}", NOW - n * DAY, one) for n, one in
               enumerate(titles)]  # fmt: skip
    before = [as_stored(n, one._replace(key=str(n))) for n, one in enumerate(stories[1:], 1)]
    after = [one._replace(key=str(n)) for n, one in enumerate(stories, 1)]
    assert match_entries(before, after) == {"2": 1, "3": 2, "4": 3}


KEYS = st.sampled_from(["a", "b", "a|x", "https://paper.example/1", "https://paper.example/1#0"])
TITLES = st.sampled_from([TITLE, "Weather report", "Weather report 2", "Rain by noon"])
PAGES = st.sampled_from(
    ["", "https://paper.example/", PAGE, f"{PAGE}-2", f"{PAGE}?token=4", f"{PAGE}#p1", f"{PAGE}#p2"]
)
DATES = st.one_of(st.none(), st.sampled_from([NOW, NOW + 1, NOW + DAY]))
TEXTS = st.sampled_from(["", WORDS, OTHER, f"{WORDS} {OTHER}"])
ROWS = st.lists(
    st.builds(row, KEYS, TITLES, PAGES, DATES, TEXTS), max_size=6, unique_by=lambda one: one.key
)


def stored_of(rows: Sequence[EntryRow]) -> list[StoredEntry]:
    return [as_stored(number, one) for number, one in enumerate(rows, 1)]


@given(ROWS, ROWS, st.randoms())
def test_no_article_is_taken_twice_and_none_that_is_still_there(
    before: list[EntryRow], after: list[EntryRow], chance: random.Random
) -> None:
    stored = stored_of(before)
    unchanged = {one.key for one in after if one in before}
    coming = [one for one in after if one.key not in unchanged]
    matched = match_entries(stored, coming, unchanged)
    assert matched.keys() <= {one.key for one in coming}
    assert len(set(matched.values())) == len(matched)
    there = {one.id for one in stored if one.key in unchanged}
    assert not there & set(matched.values())
    for one in stored:
        for entry in coming:
            if (entry.key, entry.title) == (one.key, one.title):
                assert matched[entry.key] == one.id, "a key with its headline is enough"
    chance.shuffle(stored)
    chance.shuffle(coming)
    assert match_entries(stored, coming, unchanged) == matched


@given(ROWS)
def test_the_same_document_again_is_the_same_articles(rows: list[EntryRow]) -> None:
    stored = stored_of(rows)
    assert match_entries(stored, rows) == {one.key: one.id for one in stored}


@given(
    st.lists(st.tuples(KEYS, KEYS), max_size=5, unique_by=(lambda one: one[0], lambda one: one[1]))
)
def test_marks_never_move_between_stories_that_both_are_there(keys: list[tuple[str, str]]) -> None:
    def story(number: int, key: str) -> EntryRow:
        name = "abcdefgh"[number]
        return row(
            key, f"Headline {name}", f"{PAGE}-{name}", NOW + number * DAY, f"{name} {name}{name}"
        )

    stored = [as_stored(number, story(number, old)) for number, (old, _) in enumerate(keys)]
    coming = [story(number, new) for number, (_, new) in enumerate(keys)]
    assert match_entries(stored, coming) == {new: number for number, (_, new) in enumerate(keys)}


def test_of_two_twins_the_older_article_is_taken() -> None:
    assert match_entries([replace(STORED, id=5, key="id-0"), STORED], [row("id-2")]) == {"id-2": 1}
