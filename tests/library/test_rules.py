"""What a rule would have caught is told of the newest articles, muted ones among them."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.query import Query, QueryError
from newsreader.domain.rules import Rule
from tests.builders import Story, a_library


def test_a_rule_is_tried_on_the_newest_articles(tmp_path: Path) -> None:
    stories = [Story(f"Ferry {n}", age=timedelta(hours=n)) for n in range(1, 5)]
    library = a_library(tmp_path, [*stories, Story("Bridge", age=timedelta(hours=2))])
    rule = Rule("title:ferry", "mute")
    first, second = library.try_rule(rule, 3), library.apply_rules([rule])
    assert (first.words, len(second.catches)) == ("2 of the last 3 articles", 4)
    again = library.try_rule(rule, 3)
    assert (again.caught, again.among) == (2, 3)
    listed = library.rows(library.listing(again.query).ids)
    assert [one.title for one in listed] == ["Ferry 1", "Ferry 2"]
    assert {one.muted_by for one in listed} == {"title:ferry"}
    with pytest.raises(QueryError):
        library.try_rule(Rule("titel:x"))
    library.close()


def test_a_rule_is_tried_on_an_empty_library(tmp_path: Path) -> None:
    library = a_library(tmp_path, [])
    assert library.try_rule(Rule("bridge")).words == "0 of the last 0 articles"
    library.close()


@pytest.mark.parametrize("how", ["bookmark", "later", "highlight"])
def test_a_muted_article_that_is_kept_is_shown_again(tmp_path: Path, how: str) -> None:
    library = a_library(tmp_path, [Story("Ferry"), Story("Bridge")])
    ferry, bridge = sorted(library.listing(Query()).ids)
    library.apply_rules([Rule("ferry or bridge", "mute", "Quiet")])
    assert not library.listing(Query()).ids
    match how:
        case "bookmark":
            library.bookmark(ferry, True)
        case "later":
            library.read_later([ferry])
        case "highlight":
            library.highlight(ferry, 0, 5)
    assert list(library.listing(Query()).ids) == [ferry], (
        "or it would be in no list of what is kept"
    )
    library.undo()
    assert not library.listing(Query()).ids
    assert {one.muted_by for one in library.rows([ferry, bridge])} == {"Quiet"}
    library.redo()
    assert list(library.listing(Query()).ids) == [ferry]
    library.close()


def test_what_one_rule_keeps_another_does_not_mute(tmp_path: Path) -> None:
    for name, rules in enumerate(((0, 1), (1, 0))):
        library = a_library(tmp_path / str(name), [Story("Ferry"), Story("Ferry again")])
        both = Rule("ferry", "mute"), Rule("again", "bookmark")
        library.apply_rules([both[one] for one in rules])
        (kept,) = library.rows(library.listing(Query()).ids)
        assert kept.title == "Ferry again"
        library.close()
