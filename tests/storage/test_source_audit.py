"""What is counted for an audit of sources: joined names, corrected quotes, parts of a library."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from newsreader.domain.query import parse_query
from newsreader.domain.query.fields import SOURCES
from newsreader.domain.quoting.quote import Quote, SpeakerKind
from newsreader.domain.quoting.source_audit import Section, SourceAudit, audit
from newsreader.storage.corrections import Alias, swap_aliases
from newsreader.storage.database import Database
from newsreader.storage.queries import source_audit
from newsreader.storage.queries.search import select_ids
from newsreader.storage.quotes import put_quotes, quotes
from tests.builders import NOW, Story, save

ROE = Alias("ms roe", "Ms Roe", "jane roe", "Jane Roe", 0)


def says(db: Database, *said: Quote, days: int = 0, feed: str = "Gazette") -> int:
    """Save an article with these quotes, whose places are found here; return its number."""
    story = Story(f"{days} {feed}", feed=feed, age=timedelta(days=days))
    text = story.document.text
    article_id = save(db, story)
    placed = [
        replace(one, start=at, end=at + 3, text=text[at : at + 3]) for at, one in enumerate(said)
    ]
    with db.transaction():
        put_quotes(db, article_id, placed, text, 1)
    return article_id


def by(
    name: str, sure: float = 0.95, kind: SpeakerKind = SpeakerKind.PERSON, role: str = ""
) -> Quote:
    return Quote(0, 0, "", name, role, confidence=sure, kind=kind)


@pytest.fixture
def town(db: Database) -> Database:
    """Five articles in two feeds."""
    says(db, by("Jane Roe", role="mayor"), by("Jane Roe"), by("", 0), days=40)
    says(db, by("Ms Roe", 0.5), by("Harbour Council", kind=SpeakerKind.ORGANISATION), days=3)
    says(db, by("Jane Roe", role="mayor of Harbour"), by("Tom Brandt", 0.2), days=2, feed="Coast")
    says(db, by("The Flood Report", kind=SpeakerKind.DOCUMENT), by("Jané Roe"), days=1)
    says(db, by("a spokesman"), feed="Coast")
    return db


def counted(db: Database, words: str = "") -> SourceAudit:
    query = parse_query(words, NOW, typing=True, subject=SOURCES)
    return audit(*source_audit.count_quotes(db, select_ids(db, query), query.quoted))


def test_each_name_is_a_source_until_it_is_joined(town: Database) -> None:
    found = {one.name: one for one in counted(town).sources}
    assert {name: (one.quotes, one.sure, one.articles) for name, one in found.items()} == {
        "Jane Roe": (3, 3, 2),
        "Jané Roe": (1, 1, 1),
        "Ms Roe": (1, 0, 1),
        "Harbour Council": (1, 1, 1),
        "The Flood Report": (1, 1, 1),
        "a spokesman": (1, 1, 1),
    }
    assert found["Jane Roe"].outlets == (("Gazette", 2), ("Coast", 1))
    assert dict(counted(town).whole.sections)[Section.NOBODY] == 2
    swap_aliases(town, [], [ROE])
    joined = {one.name: one for one in counted(town).sources}
    assert (joined["Jane Roe"].quotes, joined["Jane Roe"].sure) == (4, 3)
    assert "Ms Roe" not in joined


def test_the_extent_is_that_of_the_articles_with_quotes(town: Database) -> None:
    extent = counted(town).extent
    assert (extent.articles, extent.first, extent.last) == (
        5,
        NOW - timedelta(days=40, hours=0),
        NOW,
    )
    nothing = counted(town, "title:nowhere")
    assert (nothing.sources, nothing.extent.articles, nothing.extent.first) == ((), 0, None)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ro", {"Jane Roe", "Jané Roe", "Ms Roe"}),
        ("jane ro", {"Jane Roe", "Jané Roe"}),
        ("roe since:10d", {"Jane Roe", "Jané Roe", "Ms Roe"}),
        ("roe feed:Coast", {"Jane Roe"}),
        ("coun or report", {"Harbour Council", "The Flood Report"}),
        ("since:30d -council", {"Jane Roe", "Jané Roe", "The Flood Report", "a spokesman"}),
        ("nobody", set()),
    ],
)
def test_words_begin_names_and_conditions_choose_articles(
    town: Database, words: str, names: set[str]
) -> None:
    assert {one.name for one in counted(town, words).sources} == names


def test_more_is_told_of_sources_that_are_asked_for(town: Database) -> None:
    swap_aliases(town, [], [ROE])
    ids = select_ids(town, parse_query("", NOW))
    details = source_audit.details_of(town, ["jane roe", "nobody"], ids, ())
    assert [*details] == ["jane roe"]
    jane = details["jane roe"]
    assert jane.role == "mayor"
    assert jane.first == NOW - timedelta(days=40)
    today = NOW.date()
    assert jane.days == tuple(
        (today - timedelta(days=ago), count) for ago, count in ((40, 2), (3, 1), (2, 1))
    )
    assert isinstance(jane.days[0][0], date)


def test_what_the_user_named_is_a_person(town: Database) -> None:
    (council,) = counted(town, "council").sources
    article_id = int(town.value("SELECT article_id FROM quote WHERE speaker = 'Harbour Council'"))
    assert council.kind is SpeakerKind.ORGANISATION and quotes(town, article_id)
    with town.transaction() as connection:
        connection.execute("UPDATE quote SET corrected = 1 WHERE speaker = 'Harbour Council'")
    (named,) = counted(town, "council").sources
    assert named.section is Section.PEOPLE
