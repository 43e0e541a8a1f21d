"""The same words in several articles are one entry that knows where they stood first."""

from datetime import UTC, datetime, timedelta

from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_hit import QuoteHit, group_same_quotes

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def said(words: str, article_id: int, outlet: str, hours: int) -> QuoteHit:
    quote = Quote(0, len(words), words, "Jane Roe", confidence=0.9)
    when = NOW - timedelta(hours=hours)
    return QuoteHit(quote, article_id, "A bridge", outlet, "https://a.example/", when)


def test_the_same_words_are_listed_once_with_their_first_outlet() -> None:
    newest_first = (
        said("We will rebuild the bridge,", 3, "Coast Daily", 1),
        said("The school stays open.", 2, "The Gazette", 2),
        said("we will rebuild the bridge", 1, "The Gazette", 3),
    )
    bridge, school = group_same_quotes(newest_first)
    assert (bridge.article_id, bridge.also_in, bridge.first_in) == (3, 1, "The Gazette")
    assert (school.article_id, school.also_in) == (2, 0)


def test_words_said_twice_in_one_article_are_in_no_other() -> None:
    twice = (said("We will rebuild the bridge.", 1, "The Gazette", 1),) * 2
    assert [one.also_in for one in group_same_quotes(twice)] == [0]


def test_nothing_groups_to_nothing() -> None:
    assert group_same_quotes(()) == ()
