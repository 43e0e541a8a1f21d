"""Rules act once on an article, and muted articles leave the lists but for who asks for them."""

from datetime import date, timedelta

import pytest

from newsreader.domain.highlights.highlight import COLOURS
from newsreader.domain.query import Query, parse_query
from newsreader.domain.rules import Rule
from newsreader.storage import articles, feeds, rules
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights
from newsreader.storage.queries import search
from tests.builders import NOW, STORIES, save
from tests.storage.plans import plan_of


@pytest.fixture
def ids(db: Database) -> list[int]:
    for story in STORIES:
        save(db, story)
    return list(search.select_ids(db, Query()))


def found(db: Database, query: str) -> list[int]:
    return list(search.select_ids(db, parse_query(query, NOW)))


def test_a_muted_article_leaves_lists_and_counts_but_can_be_asked_for(
    db: Database, ids: list[int]
) -> None:
    gone = ids[0]
    title = articles.article(db, gone).title
    word = title.split()[0].lower()
    unread = search.count_unread(db, Query())
    applied = rules.apply_rules(db, [Rule(f"title:{word}", "mute", "Quiet")], [gone], NOW)
    assert [(one.rule.label, one.article_id) for one in applied.catches] == [("Quiet", gone)]
    assert found(db, "") == [one for one in ids if one != gone]
    assert gone not in search.ranked_ids(db, parse_query(word, NOW))
    assert search.count_unread(db, Query()) == unread - 1
    assert sum(feed.unread for feed in feeds.feeds(db)) == unread - 1
    assert found(db, "is:muted") == found(db, "rule:quiet") == [gone]
    assert articles.article(db, gone).muted_by == "Quiet"


def test_an_article_that_the_user_keeps_is_not_muted(db: Database, ids: list[int]) -> None:
    rules.apply_rules(db, [Rule("-zzz", "bookmark"), Rule("-yyy", "mute")], ids, NOW)
    assert found(db, "is:muted") == []
    assert sorted(found(db, "is:bookmarked")) == sorted(ids)


def test_a_rule_sees_what_those_before_it_did_and_acts_once(db: Database, ids: list[int]) -> None:
    mine = [Rule("-zzz", "tag:new, read"), Rule("tag:new is:read", "later", "second")]
    first = rules.apply_rules(db, mine, ids, NOW)
    assert len(first.catches) == 2 * len(ids)
    assert not found(db, "is:unread") and sorted(found(db, "is:later")) == sorted(ids)
    assert rules.apply_rules(db, mine, ids, NOW).catches == ()
    assert rules.caught_by(db) == {"-zzz": len(ids), "second": len(ids)}


def test_the_words_of_a_query_are_highlighted_in_the_text(db: Database, ids: list[int]) -> None:
    text = articles.text(db, ids[0])
    word = max(text.split(), key=len).strip(".,“”")
    rules.apply_rules(db, [Rule(word, f"highlight:{COLOURS[1]}")], ids[:1], NOW)
    made = highlights(db, ids[0])
    assert made and {one.colour for one in made} == {COLOURS[1]}
    assert {one.text.lower() for one in made} == {word.lower()}
    assert all(text[one.start : one.end] == one.text for one in made)


def test_a_rule_that_is_over_or_wrong_leaves_the_others(db: Database, ids: list[int]) -> None:
    over = Rule("-zzz", "read", until=(NOW - timedelta(days=2)).date())
    wrong = Rule("titel:x", "read", "wrong")
    applied = rules.apply_rules(db, [over, wrong, Rule("-zzz", "later", "good")], ids, NOW)
    assert {one.rule.label for one in applied.catches} == {"good"}
    assert list(applied.faults) == ["wrong"] and "titel" in applied.faults["wrong"]


def test_a_rule_of_the_app_is_stored_and_replaced_by_name(db: Database) -> None:
    rule = Rule("budget", "mute", "", (), date(2026, 12, 31))
    assert rules.put_rule(db, rule, NOW) is None
    before = rules.put_rule(db, Rule("budget", "read"), NOW)
    assert before is not None and before.rule == Rule("budget", "mute", "budget", (), rule.until)
    assert [one.actions for one in rules.stored_rules(db)] == ["read"]
    assert rules.take_rule(db, "budget") is not None
    assert rules.stored_rules(db) == []


def test_lists_are_read_from_indexes_that_know_what_is_muted(db: Database, ids: list[int]) -> None:
    for query in ("", "is:unread", "is:muted"):
        plan = plan_of(db, lambda query=query: found(db, query))  # type: ignore[misc]
        assert any("INDEX article_" in step for step in plan), (query, plan)
        assert not any("TEMP B-TREE" in step for step in plan), (query, plan)
