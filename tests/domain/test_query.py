"""The language of questions: what is understood and how, and what is refused with its place."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.query import (
    LONGEST,
    Query,
    QueryError,
    in_feed,
    in_state,
    parse_date,
    parse_query,
)
from newsreader.domain.query.fields import ARTICLES, FIELDS, QueryField
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.domain.query.moments import parse_span
from newsreader.domain.query.pieces import with_conditions
from newsreader.domain.query.timed_pattern import Pattern, pattern_time
from newsreader.domain.query.tree import (
    And,
    Has,
    InState,
    Length,
    Marked,
    Named,
    Node,
    Not,
    Or,
    Published,
    Quoted,
)
from newsreader.domain.words import Phrase, read_phrase

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PARTS = st.lists(
    st.one_of(
        st.text(st.characters(blacklist_categories=())),
        st.sampled_from(("or", "AND", "not", "(", ")", "-", "/a.b/", "/(/", '"', "a*", "||")),
        st.builds(
            "{}{}:{}".format,
            st.sampled_from(("", "-")),
            st.sampled_from((*HIGHLIGHTS.by_name, "tags", "http", "isis")),
            st.one_of(
                st.text(),
                st.sampled_from(
                    ("unread", '"', '"a b"', "7d", "9999y", "2026-11-20", "0001-01-01T00:00+23:59")
                ),
            ),
        ),
    )
).map(" ".join)


def ask(text: str, *, exact: bool = True, typing: bool = False) -> Query:
    return parse_query(text, NOW, exact=exact, typing=typing)


def phrase(text: str, *, unfinished: bool = False) -> Phrase:
    found = read_phrase(text, unfinished=unfinished)
    assert found is not None
    return found


def has(text: str) -> Has:
    return Has(phrase(text))


@given(PARTS)
@example("since:9999y")
@example("until:0001-01-01T00:00+23:59")
@example("since:9999-12-31T23:59-23:59")
@example("on:9999-12")
@example("on:0001")
def test_any_text_is_understood_or_refused_with_a_sentence_and_a_place(text: str) -> None:
    for typing, subject in product((False, True), (ARTICLES, HIGHLIGHTS)):
        try:
            parse_query(text, NOW, exact=True, typing=typing, subject=subject)
        except QueryError as error:
            assert str(error)
            if error.query:
                assert 0 <= error.start < error.end
                assert error.start < len(error.query)
                query, caret = error.pointing
                assert len(query) <= len(error.query)
                assert set(caret) <= {" ", "^"}


@given(PARTS)
def test_what_is_understood_can_be_typed(text: str) -> None:
    try:
        ask(text)
    except QueryError:
        return
    ask(text, typing=True)


@pytest.mark.parametrize("field", HIGHLIGHTS.fields, ids=lambda one: one.name)
def test_highlights_are_asked_for_by_fields_of_their_own(field: QueryField) -> None:
    assert parse_query(field.example, NOW, subject=HIGHLIGHTS) != Query()
    assert {one.name for one in FIELDS} < set(HIGHLIGHTS.by_name)


@pytest.mark.parametrize(
    ("text", "said", "under"),
    [
        ("a state:chang", "did you mean “state:changed”?", "state:chang"),
        ("state:lost sort:relevance", "there are date, story, feed, words.", "sort:relevance"),
        ("(bridge anchor:ok)", "did you mean “state:”?", "anchor:"),
        ("-is:lost", "there are unread,", "is:lost"),
    ],
)
def test_what_is_wrong_in_a_query_for_highlights_is_said_and_pointed_at(
    text: str, said: str, under: str
) -> None:
    with pytest.raises(QueryError, match=re.escape(said)) as caught:
        parse_query(text, NOW, subject=HIGHLIGHTS)
    assert text[caught.value.start : caught.value.end] == under


def test_a_state_of_highlights_is_none_of_articles() -> None:
    with pytest.raises(QueryError, match="did you mean “is:”"):
        ask("state:unread")


@pytest.mark.parametrize("field", FIELDS, ids=lambda one: one.name)
def test_the_example_of_each_field_is_understood_and_can_be_typed(field: QueryField) -> None:
    assert ask(field.example) != Query()
    for end in range(len(field.example)):
        ask(field.example[:end], typing=True)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", And()),
        ('""', And()),
        ("bridge", has("bridge")),
        ("bridge bridge", has("bridge")),
        (
            'bridge "iron bridge" -ferry',
            And((has("bridge"), has("iron bridge"), Not(has("ferry")))),
        ),
        ("“iron bridge”", has("iron bridge")),
        ("iron and bridge", And((has("iron"), has("bridge")))),
        ("Kenya OR bridge", Or((has("kenya"), has("bridge")))),
        ("a b or c", Or((And((has("a"), has("b"))), has("c")))),
        ("a (b or c)", And((has("a"), Or((has("b"), has("c")))))),
        ("a or b or c", Or((has("a"), has("b"), has("c")))),
        ("not a", Not(has("a"))),
        ("not not a", has("a")),
        ("-(a or b)", Not(Or((has("a"), has("b"))))),
        ('"or"', has("or")),
        ("bri*", Has(phrase("bri", unfinished=True))),
        ("title:bri*", Has(phrase("bri", unfinished=True), "title")),
        ("TEXT:ferry", Has(phrase("ferry"), "text")),
        ("/Iron b.*e/", Has(Pattern("Iron b.*e"))),
        (r"/a\/b/ c", And((Has(Pattern("a/b")), has("c")))),
        ("title:/a|b/i", Has(Pattern("a|b"), "title")),
        ("author:/^Ann/", Named("author", Pattern("^Ann"))),
        ("/etc/passwd", has("/etc/passwd")),
        ("folder:World/Africa/", Named("folder", "world/africa")),
        ("lang:pt-BR", Named("lang", "pt-br")),
        ("words:>1000", Length(1001)),
        ("words:300..800", Length(300, 800)),
        ("words:<=99", Length(0, 99)),
        ("is:unread -is:later", And((InState("unread"), Not(InState("later"))))),
        ("https://news.example/a?b=c", has("https://news.example/a?b=c")),
        ("12:30", has("12:30")),
        ("isbn:0-19", has("isbn:0-19")),
        ('"is:unread"', has("is:unread")),
        ("C++ a-b & f(x)", And((has("C++"), has("a-b"), has("f(x)")))),
        ("bri\u00addge", has("bridge")),
        ("quote:b", Quoted((), (phrase("b"),))),
        (
            'speaker:"Jane Roe" quote:b quote:c',
            Quoted((phrase("jane roe"),), (phrase("b"), phrase("c"))),
        ),
        ("quote:b speaker:roe", Quoted((phrase("roe"),), (phrase("b"),))),
        (
            "speaker:roe quote:b speaker:tom quote:c",
            And(
                (Quoted((phrase("roe"),), (phrase("b"),)), Quoted((phrase("tom"),), (phrase("c"),)))
            ),
        ),
        (
            "speaker:roe -quote:b",
            And((Quoted((phrase("roe"),)), Not(Quoted((), (phrase("b"),))))),
        ),
        ("colour:green note:b", Marked("green", (phrase("b"),))),
        ("colour:green colour:red", And((Marked("green"), Marked("red")))),
    ],
)
def test_what_a_query_asks(text: str, where: Node) -> None:
    assert ask(text).where == where


@pytest.mark.parametrize(
    ("text", "said", "at"),
    [
        ("a is:unred", "did you mean “is:unread”", "is:unred"),
        ("is:starred", "did you mean “is:bookmarked”", "is:starred"),
        ("is:Hidden", "did you mean “is:muted”", "is:Hidden"),
        ("is:foo", "there are unread, read, bookmarked", "is:foo"),
        ("tags:later", "did you mean “tag:”", "tags:"),
        ("titel:mayor", "did you mean “title:”", "titel:"),
        ("b body:mayor", "did you mean “text:”", "body:"),
        ("before:2026", "did you mean “until:”", "before:"),
        ("since:soon", "“soon” is no date", "since:soon"),
        ("until:2026-13-01", "“2026-13-01” is no date", "until:2026-13-01"),
        ("on:2026-11-25..2026-11-20", "ends before it begins", "on:2026-11-25..2026-11-20"),
        ("since:2026-11-25..2026-11-20", "ends before", "since:2026-11-25..2026-11-20"),
        ("since:7d..soon", "“soon” is no date", "since:7d..soon"),
        ("until:7d..today", "write on:7d..today", "until:7d..today"),
        ("since:9999y", "“9999y” is no date", "since:9999y"),
        ('a "iron bridge', "not closed", '"iron bridge'),
        ("(a or b", "not closed", "("),
        ("a(b", "not closed in its word", "("),
        ("bridge(iron or ferry)", "not closed in its word", "("),
        ("f(x)(y", "not closed in its word", "("),
        (") a", "closes nothing", ")"),
        ("a b) c", "closes nothing", ")"),
        ("b title:(a or b)", "write (title:a or title:b)", "title:(a"),
        ("title:-ferry", "write -title:ferry", "title:-ferry"),
        ("a br*ge", "at the end of a word only", "br*ge"),
        ("*bridge*", "at the end of a word only", "*bridge*"),
        ("author:roe*", "not needed here", "author:roe*"),
        ('title:"" a', "Directly behind “title:”", 'title:""'),
        ('speaker:" " quote:a', "Directly behind “speaker:”", 'speaker:" "'),
        ("words:800..300", "ends before it begins", "words:800..300"),
        ("sort:date a sort:feed", "is there already", "sort:feed"),
        ("limit:5 limit:5", "is there already", "limit:5"),
        ("(a or tag:b)) c", "closes nothing", ")"),
        ("a ()", "Nothing stands", "("),
        ("a or", "behind “or”", "or"),
        ("or a", "before “or”", "or"),
        ("a not", "behind “not”", "not"),
        ("a || b", "write “or”", "||"),
        ("a !b", "write “-b”", "!b"),
        ("feed: gazette", "Directly behind “feed:”", "feed:"),
        ("--- ...", "no letter", "---"),
        ("a /b(/", "missing )", "/b(/"),
        ("words:many", "words:>1000", "words:many"),
        ("limit:none", "limit:20", "limit:none"),
        ("sort:dat", "did you mean “sort:date”", "sort:dat"),
        ("a (b sort:date)", "for the whole query", "sort:date"),
        ("colour:pink", "yellow, green", "colour:pink"),
        ("lang:english_uk", "lang:de", "lang:english_uk"),
        ("(" * 30 + "a" + ")" * 30, "in one another", "("),
    ],
)
def test_what_is_refused_says_why_and_points_there(text: str, said: str, at: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(text)
    assert said in str(caught.value)
    assert caught.value.exit_status == 2
    assert text[caught.value.start : caught.value.end] == at
    query, caret = caught.value.pointing
    assert query[caret.index("^") :].startswith(at)


def test_a_query_that_is_too_long_is_refused() -> None:
    with pytest.raises(QueryError, match="too long"):
        ask("a " * LONGEST)


def test_the_caret_counts_cells_and_not_letters() -> None:
    with pytest.raises(QueryError) as caught:
        ask("東京 is:foo")
    assert caught.value.pointing == ("東京 is:foo", "     ^^^^^^")


def test_of_a_long_query_only_the_part_is_shown() -> None:
    with pytest.raises(QueryError) as caught:
        ask("bridge " * 50 + "is:foo " + "ferry " * 50)
    query, caret = caught.value.pointing
    assert len(query) < 130
    assert query.startswith("…") and query.endswith("…")
    assert query[caret.index("^") :].startswith("is:foo")


@pytest.mark.parametrize(
    "text", ['"iron bri', "(a or b", "a or", "a and", "a -(", "a not", "feed:", "a tag:", "a /b(c"]
)
def test_what_is_unfinished_is_no_error_while_it_is_typed(text: str) -> None:
    with pytest.raises(QueryError):
        ask(text if "/" not in text else "/b(c/")
    ask(text, typing=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("iron bri", ("iron", "bri …")),
        ("bri is:unread -ferry", ("bri …",)),
        ('bri "iron bridge"', ("bri …", "iron bridge")),
        ("title:bri", ("bri …",)),
        ("bri author:ann", ("bri …",)),
        ("-bri", ()),
        ("iron or not bri", ("iron …",)),
        ("bridge eu", ("bridge", "eu")),
    ],
)
def test_the_last_word_may_be_unfinished_and_only_the_last(
    text: str, words: tuple[str, ...]
) -> None:
    found = ask(text, exact=False).words
    told = (
        " ".join(one.words) + (" …" if one.unfinished else "")
        for one in found
        if isinstance(one, Phrase)
    )
    assert tuple(told) == words
    exact = ask(text).words
    assert not any(isinstance(one, Phrase) and one.unfinished for one in exact)


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("a or b sort:date limit:5", "(a or b) is:unread sort:date limit:5"),
        ("limit:5 a", "(a) is:unread limit:5"),
        ("sort:-date", "is:unread sort:-date"),
        ('"sort:date"', '("sort:date") is:unread'),
    ],
)
def test_more_conditions_leave_order_and_limit_to_the_whole(query: str, whole: str) -> None:
    assert with_conditions(query, ["is:unread"]) == whole
    assert ask(whole) == replace(ask(query), where=ask(whole).where)
    assert ask(with_conditions(query, [])) == ask(query)


def test_a_wide_colon_is_a_colon() -> None:
    assert ask("is：unread title：bridge") == ask("is:unread title:bridge")
    assert ask("12：30") == ask("12:30")


@pytest.mark.parametrize(
    "text", ["title:-5", '"br*ge"', "a**", 'tag:"-x"', 'title:"(a"', "sort:-date"]
)
def test_signs_that_are_meant_as_such_are_none(text: str) -> None:
    ask(text)


def test_order_and_limit_are_no_conditions() -> None:
    assert ask("bridge sort:-date limit:20") == Query(has("bridge"), "-date", 20)


def test_a_question_within_another() -> None:
    unread = in_feed(7).in_states(frozenset({"unread"}))
    asked = ask("(a or b) is:unread sort:feed").within(unread)
    assert asked.feed_id == 7
    assert asked.states == {"unread"}
    assert asked.sort == "feed"
    assert len(asked.parts) == 3
    assert unread.in_states(frozenset()) == in_feed(7)
    assert in_state("read").in_states(frozenset({"unread"})) == in_state("unread")


def test_dates_can_be_taken_out() -> None:
    rest, since, until = ask("bridge since:7d until:2026-11-19").without_dates()
    assert rest == ask("bridge")
    assert (since, until) == (NOW - timedelta(days=7), datetime(2026, 11, 19, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12h", NOW - timedelta(hours=12)),
        ("2W", NOW - timedelta(weeks=2)),
        ("1y", NOW - timedelta(days=365)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("2026-11", datetime(2026, 11, 1, tzinfo=UTC)),
        ("Yesterday", datetime(2026, 11, 19, tzinfo=UTC)),
        ("2026-11-20T10:00+02:00", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("2026-11-20T10:00:00Z", datetime(2026, 11, 20, 10, tzinfo=UTC)),
    ],
)
def test_dates_and_ages_are_moments_in_utc(text: str, moment: datetime) -> None:
    assert parse_date(text, NOW) == moment
    assert parse_date(text, NOW).tzinfo is UTC
    assert ask(f"since:{text}").where == Published(since=moment)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-11-19", (2026, 11, 19), (2026, 11, 20)),
        ("today", (2026, 11, 20), (2026, 11, 21)),
        ("yesterday", (2026, 11, 19), (2026, 11, 20)),
        ("2026-12", (2026, 12, 1), (2027, 1, 1)),
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
        ("2024", (2024, 1, 1), (2025, 1, 1)),
        ("2026-11-20..2026-11-25", (2026, 11, 20), (2026, 11, 26)),
        ("2026-10..yesterday", (2026, 10, 1), (2026, 11, 20)),
        ("..2026-11-19", (1, 1, 1), (2026, 11, 20)),
    ],
)
def test_on_is_from_the_beginning_of_a_time_to_its_end(
    text: str, since: tuple[int, int, int], until: tuple[int, int, int]
) -> None:
    span = datetime(*since, tzinfo=UTC), datetime(*until, tzinfo=UTC)
    assert parse_span(text, NOW) == span
    assert ask(f"on:{text}").where == Published(*span)
    if ".." in text:
        assert ask(f"since:{text}") == ask(f"on:{text}"), "not from its beginning only"
        with pytest.raises(QueryError, match="a span of time, where one moment is wanted"):
            parse_date(text, NOW)


def test_on_the_last_day_of_all_has_an_end() -> None:
    assert parse_span("9999-12-31", NOW)[1].year == 9999


@pytest.mark.parametrize(
    ("text", "source"),
    [("🚀", "🚀"), ("❤️", "❤"), ("❤️‍🔥", "❤️‍🔥"), ('"→ €"', "→\\ €"), ("title:☂*", "☂")],
)
def test_signs_without_letters_are_looked_for_as_they_are(text: str, source: str) -> None:
    where = ask(text).where
    assert isinstance(where, Has) and where.sought == Pattern(source)
    assert where.sought.is_in("Up 🚀 ❤️‍🔥 → €☂") and not where.sought.is_in("Up and away")
    assert ask(f"launch {text}").words[0] == phrase("launch")


@pytest.mark.parametrize("source", ["(a+)+$", "(a|a)*b", "(a*)*b", "(.*a){20}x"])
def test_a_pattern_that_runs_away_is_stopped_with_a_sentence(source: str) -> None:
    with pytest.raises(QueryError, match="takes too long"), pattern_time(0.05):
        while True:
            Pattern(source).is_in("a" * 5000 + "!")


def test_what_a_database_makes_of_a_pattern_that_runs_away_is_the_same_sentence() -> None:
    with pytest.raises(QueryError, match="takes too long"), pattern_time(0.05):
        try:
            Pattern("(a+)+$").is_in("a" * 5000 + "!")
        except QueryError:
            raise OSError("user-defined function raised exception") from None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bridge not(ferry)", "bridge not (ferry)"),
        ("bridge or(ferry AND(pier))", "bridge or (ferry and (pier))"),
        ("f(x) pier", '"f x" pier'),
    ],
)
def test_a_parenthesis_may_stand_close(written: str, meant: str) -> None:
    assert parse_query(written, NOW).where == parse_query(meant, NOW).where


def test_what_is_typed_may_still_be_closed() -> None:
    assert parse_query("a(b", NOW, typing=True).where != And()
