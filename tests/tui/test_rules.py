"""Rules in the app: a word is muted, what rules caught is listed, and muted articles come back."""

from pathlib import Path

from newsreader.domain.rules import Rule
from newsreader.library import Library
from newsreader.protocol import RuleFailed, Watched
from tests.builders import STORIES, asking
from tests.tui.stage import Stage, on_stage


def muted(library: Library) -> None:
    library.add_rule(Rule(f'title:"{STORIES[0].title}"', "mute", "Quiet"))
    library.apply_rules([one.rule for one in library.rules(())])


async def test_what_a_rule_muted_is_listed_by_the_rule_and_shown_again(tmp_path: Path) -> None:
    async with on_stage(tmp_path, prepare=muted) as stage:
        assert STORIES[0].title not in stage.titles
        await stage.screen.do("rules")
        await stage.settle()
        assert stage.shows("Quiet") and stage.shows("1 article caught")
        await stage.press("enter")
        assert stage.titles == [STORIES[0].title]
        (article_id,) = stage.library.listing(asking("is:muted")).ids
        await stage.press("l")
        assert stage.shows("muted by Quiet")
        await stage.press("X")
        assert "Quiet muted this" in stage.line
        assert stage.library.article(article_id).muted is None
        await stage.press("u")
        assert stage.library.article(article_id).muted_by == "Quiet"


async def test_a_word_is_muted_for_a_month(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.screen.do("mute")
        await stage.settle()
        await stage.press(*"war", "enter")
        await stage.press("down", "enter")
        (listed,) = stage.library.rules(())
        assert listed.rule.query == "war" and listed.rule.do == "mute"
        assert listed.rule.until is not None
        assert "are muted until" in stage.line
        await stage.press("u")
        assert stage.library.rules(()) == []


async def test_a_watch_and_a_failed_rule_are_shown(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        tell(stage, Watched("Bridge", (1,), "2 new in [Bridge]", "One · Two", shown=True))
        tell(stage, RuleFailed("hook", "It is broken."))
        await stage.settle()
        assert stage.shows("2 new in [Bridge]") and stage.shows("It is broken.")


def tell(stage: Stage, event: Watched | RuleFailed) -> None:
    stage.session.fetcher.hear(event)
