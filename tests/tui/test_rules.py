"""Rules in the app: a word is muted, what rules caught is listed, and muted articles come back."""

from pathlib import Path

from newsreader.domain.highlights.highlight import COLOURS
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
        assert stage.shows("Quiet") and stage.shows("caught 1 article · would have caught 1 of the")
        await stage.press("enter")
        assert stage.shows("What it would have caught") and stage.shows("1 of the last 4 articles")
        await stage.press("enter")
        assert stage.titles == [STORIES[0].title] and stage.shows("Quiet would have")
        (article_id,) = stage.library.listing(asking("is:muted")).ids
        row = stage.screen.list_pane.draw_row(0, 60, True)
        assert "muted by Quiet" in "".join(segment.text for line in row for segment in line)
        await stage.press("1", "l")
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
        assert stage.shows("Mute war: would have caught 0 of the last 4 articles")
        await stage.press("down", "enter")
        (listed,) = stage.library.rules(())
        assert listed.rule.query == "war" and listed.rule.do == "mute"
        assert listed.rule.until is not None
        assert "Made the rule war: mute until" in stage.line
        await stage.press("u")
        assert stage.library.rules(()) == []


async def test_a_rule_is_made_in_steps_with_what_it_would_have_caught(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("slash", *"ferry", "enter")
        await stage.screen.do("make_rule")
        await stage.settle()
        await stage.press("enter")
        assert stage.shows("ferry: would have caught 1 of the last 4 articles")
        await stage.press("down", "down", "enter", *"sea,ice", "enter")
        assert stage.shows("without commas")
        await stage.press(*["backspace"] * 4, "enter")
        assert stage.shows("ferry → tag:sea")
        await stage.press("end", "enter")
        assert "Made the rule ferry: tag:sea; u takes it back." in stage.line
        for keys in (["down"] * 5, ["down"] * 7):
            await stage.screen.do("make_rule")
            await stage.settle()
            await stage.press("enter", *keys, "enter")
            if len(keys) == 5:
                await stage.press("enter", "enter")
        assert stage.shows("ferry would have")
        made = {one.rule.label: (one.rule.do, one.rule.until) for one in stage.library.rules(())}
        assert made["ferry"] == ("tag:sea", None)
        assert made[f"ferry → highlight:{COLOURS[0]}"][1] is not None
        await stage.screen.do("rules")
        await stage.settle()
        await stage.press("enter", "down", "down", "enter")
        assert "1 article caught; u takes that back." in stage.line
        assert stage.library.listing(asking("tag:sea")).ids
        await stage.press("u")
        assert not stage.library.listing(asking("tag:sea")).ids
        await stage.screen.do("rules")
        await stage.settle()
        await stage.press("enter", "end", "enter")
        assert "Removed the rule ferry" in stage.line and len(stage.library.rules(())) == 1


async def test_a_watch_and_a_failed_rule_are_shown(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        tell(stage, Watched("Bridge", (1,), "2 new in [Bridge]", "One · Two", shown=True))
        tell(stage, RuleFailed("hook", "It is broken."))
        await stage.settle()
        assert stage.shows("2 new in [Bridge]") and stage.shows("It is broken.")


def tell(stage: Stage, event: Watched | RuleFailed) -> None:
    stage.session.fetcher.hear(event)
