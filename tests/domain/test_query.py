from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.query import KEYS, LONGEST, Query, QueryError, parse_date, parse_query

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PARTS = st.lists(
    st.one_of(
        st.text(st.characters(blacklist_categories=())),
        st.builds(
            "{}{}:{}".format,
            st.sampled_from(("", "-")),
            st.sampled_from((*KEYS, "tags", "http", "isis")),
            st.one_of(
                st.text(),
                st.sampled_from(
                    ("unread", '"', '"a b"', "7d", "9999y", "2026-11-20", "0001-01-01T00:00+23:59")
                ),
            ),
        ),
    )
).map(" ".join)


def ask(text: str) -> Query:
    return parse_query(text, NOW)


@given(PARTS)
@example("since:9999y")
@example("until:0001-01-01T00:00+23:59")
@example("since:9999-12-31T23:59-23:59")
def test_any_text_is_understood_or_refused_with_a_sentence(text: str) -> None:
    try:
        query = ask(text)
    except QueryError as error:
        assert str(error)
        return
    for words in (*query.words, *query.without, query.feed, query.author, query.tag):
        words.encode("utf-8")


def test_words_and_phrases_with_and_without() -> None:
    query = ask('bridge "iron bridge" -ferry -"two words"')
    assert query.words == ("bridge", "iron bridge")
    assert query.without == ("ferry", "two words")


def test_everything_at_once() -> None:
    query = ask('is:unread is:bookmarked feed:"Harbour Gazette" author:roe tag:later since:7d')
    assert query == Query(
        states=frozenset({"unread", "bookmarked"}),
        feed="Harbour Gazette",
        author="roe",
        tag="later",
        since=NOW - timedelta(days=7),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ('""', ()),
        ('" "', ()),
        ("https://news.example/a?b=c", ("https://news.example/a?b=c",)),
        ("12:30", ("12:30",)),
        ("isbn:0-19", ("isbn:0-19",)),
        ('"unfinished phr', ("unfinished phr",)),
        ('"is:unread"', ("is:unread",)),
        ("feed:", ("feed:",)),
        ("C++ a-b", ("C++", "a-b")),
        ("bri\u00addge", ("bridge",)),
        ("\ud800", ("\ufffd",)),
    ],
)
def test_what_is_a_word(text: str, words: tuple[str, ...]) -> None:
    assert ask(text) == Query(words=words)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("is:unred", "unread, read, bookmarked"),
        ("tags:later", "did you mean “tag:”"),
        ("since:yesterday", "“yesterday” is no date"),
        ("until:2026-13-01", "“2026-13-01” is no date"),
        ("since:9999y", "“9999y” is no date"),
        ("-is:read", "minus"),
        ("-tag:later", "minus"),
        ("a " * LONGEST, "long"),
    ],
)
def test_what_is_refused_says_why(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        ask(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12h", NOW - timedelta(hours=12)),
        ("2W", NOW - timedelta(weeks=2)),
        ("1y", NOW - timedelta(days=365)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("2026-11-20T10:00+02:00", datetime(2026, 11, 20, 8, tzinfo=UTC)),
    ],
)
def test_dates_and_ages_are_moments_in_utc(text: str, moment: datetime) -> None:
    assert parse_date(text, NOW) == moment
    assert parse_date(text, NOW).tzinfo is UTC


def test_on_a_day_is_from_its_beginning_to_its_end() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    asked = parse_query("on:2026-11-19", now)
    assert (asked.since, asked.until) == (
        datetime(2026, 11, 19, tzinfo=UTC),
        datetime(2026, 11, 20, tzinfo=UTC),
    )
    assert parse_query("on:9999-12-31", now).until is not None
