from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.domain.quoting.speaker import Speaker
from newsreader.storage.corrections import Alias, aliases, person_of, swap_aliases
from newsreader.storage.database import Database
from newsreader.storage.quotes import put_quotes, quotes
from newsreader.storage.speakers import (
    find_speaker,
    find_speakers,
    keys_of,
)
from tests.builders import NOW, Story, save
from tests.storage.plans import plan_of

ROE = Alias("ms roe", "Ms Roe", "jane roe", "Jane Roe", 0)


def says(db: Database, *speakers: str, days: int = 0, title: str = "") -> int:
    """Save an article in which these speak in turn; return its number."""
    said = tuple((f"What {who} said first, number {n},", who) for n, who in enumerate(speakers))
    text = "\n\n".join(f"“{words}” {who} said." for words, who in said)
    return save(db, Story(title or f"{days} {speakers}", text, said, age=timedelta(days=days)))


def names(db: Database, words: str = "") -> list[str]:
    return [one.name for one in find_speakers(db, words)]


def test_people_come_by_the_last_time_they_were_heard(db: Database) -> None:
    says(db, "Jane Roe", "Tom Brandt", "Jane Roe", days=3)
    says(db, "JANE ROE", days=1)
    says(db, "Ann Shaw", days=2)
    says(db, "", "a spokesman", "the ministry")
    assert find_speakers(db) == (
        Speaker("Jane Roe", 3, 2, NOW - timedelta(days=3), NOW - timedelta(days=1)),
        Speaker("Ann Shaw", 1, 1, NOW - timedelta(days=2), NOW - timedelta(days=2)),
        Speaker("Tom Brandt", 1, 1, NOW - timedelta(days=3), NOW - timedelta(days=3)),
    )
    assert len(find_speakers(db, limit=2)) == 2


def test_somebody_without_a_name_is_counted_when_asked_for(db: Database) -> None:
    says(db, "a spokesman", "a spokesman")
    found = find_speaker(db, "A spokesman")
    assert found is not None and found.quotes == 2
    assert find_speaker(db, "a spokeswoman") is None
    assert find_speaker(db, "") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Åsa Roe-Lind", "Jane Roe", "Tom Brandt"]),
        ("roe", ["Åsa Roe-Lind", "Jane Roe"]),
        ("ja ro", ["Jane Roe"]),
        ("asa", ["Åsa Roe-Lind"]),
        ("ane", []),
        ("%", []),
        ("_om", []),
        ("\\", []),
    ],
)
def test_words_begin_words_of_a_name(db: Database, words: str, found: list[str]) -> None:
    says(db, "Tom Brandt", days=2)
    says(db, "Jane Roe", days=1)
    says(db, "Åsa Roe-Lind")
    assert names(db, words) == found


def test_whole_words_are_found_as_such(db: Database) -> None:
    says(db, "Jane Roe", "Jane Roebuck")
    assert [one.name for one in find_speakers(db, "roe", whole=True)] == ["Jane Roe"]


def test_the_roles_are_those_given_most_often_lately(db: Database) -> None:
    for days, role in enumerate(["mayor", "", "mayor", "candidate", *["councillor"] * 25]):
        article_id = says(db, "Jane Roe", days=days)
        found = [replace(one, role=role) for one in quotes(db, article_id)]
        with db.transaction():
            put_quotes(db, article_id, found, "", 1)
    assert find_speakers(db)[0].role == "councillor; mayor; candidate"
    db_newest = [row[0] for row in db.rows("SELECT role FROM quote ORDER BY published DESC")]
    assert db_newest[:3] == ["mayor", "", "mayor"]


def test_counts_follow_what_is_said(db: Database) -> None:
    says(db, "Jane Roe", title="One")
    says(db, "Tom Brandt", title="One")
    assert names(db) == ["Tom Brandt"]
    says(db, title="One")
    assert names(db) == []


def test_an_alias_joins_two_and_its_removal_parts_them(db: Database) -> None:
    says(db, "Jane Roe", "Ms Roe", days=1)
    says(db, "Ms Roe")
    before = find_speakers(db)
    swap_aliases(db, [], [ROE])
    (joined,) = find_speakers(db)
    assert (joined.name, joined.quotes, joined.articles) == ("Jane Roe", 3, 2)
    assert (joined.aliases, joined.last) == (("Ms Roe",), NOW)
    assert find_speakers(db, "ms") == find_speakers(db, "jane") == (joined,)
    assert find_speaker(db, "ms. roe") == find_speaker(db, "Jane Roe") == joined
    assert set(keys_of(db, "Ms Roe")) == set(keys_of(db, "jane roe")) == {"jane roe", "ms roe"}
    assert (aliases(db, "jane roe"), person_of(db, "ms roe")) == ([ROE], "jane roe")
    says(db, "Ms Roe", title="Later")
    assert find_speakers(db)[0].quotes == 4
    says(db, title="Later")
    swap_aliases(db, [ROE], [])
    assert find_speakers(db) == before


def test_an_alias_may_lead_to_a_name_that_no_article_gives(db: Database) -> None:
    says(db, "Ms Roe")
    swap_aliases(db, [], [ROE])
    assert names(db) == ["Jane Roe"]


@pytest.mark.parametrize(
    "act",
    [
        find_speakers,
        lambda db: find_speaker(db, "Jane Roe"),
        lambda db: says(db, "Jane Roe", "Tom Brandt"),
    ],
)
def test_people_are_listed_and_counted_from_indexes(
    db: Database, act: Callable[[Database], object]
) -> None:
    says(db, "Jane Roe")
    for step in plan_of(db, lambda: act(db)):
        assert not step.startswith("SCAN quote"), step
        assert not step.startswith("SCAN person") or "INDEX" in step or "to_count" in step, step
        assert not step.startswith("SCAN article"), step
