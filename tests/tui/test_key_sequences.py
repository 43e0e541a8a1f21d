"""Sequences, numbers, presets and macros in the app."""

from pathlib import Path

from textual.widgets import Input

from newsreader.domain.options.macros import Macro
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.pages.help_page import HelpScreen
from newsreader.tui.pages.sources_audit_page import SourcesAuditPage
from tests.builders import STORIES, Story
from tests.tui.stage import on_stage
from tests.tui.test_key_order import burst

MANY = [Story(f"Story {number:02}", "One sentence. Another one.") for number in range(30)]


async def test_keys_of_the_vim_preset_lead_where_they_lead_in_vim(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MANY, preset="vim") as stage:
        rows = stage.screen.list_pane
        await stage.press("1", "2", "j")
        assert rows.cursor == 12
        await stage.press("g")
        assert "g …" in stage.line
        await stage.press("g")
        assert rows.cursor == 0 and "g …" not in stage.line
        await stage.press("7", "G")
        assert rows.cursor == 6
        await stage.press("g", "x")  # the links of nothing
        await stage.press("g", "Q")
        assert "gQ means nothing here." in stage.line
        await stage.press("5", "t")
        assert "“Tags” takes no number." in stage.line
        await stage.press("5", "escape", "j")
        assert rows.cursor == 7
        await stage.press("?")
        await stage.over(HelpScreen)
        assert stage.shows("gg")
        await stage.write("gg")
        assert stage.shows("Go to the beginning")
        await stage.press("escape", "escape", "enter")
        assert stage.here == "article"
        burst(stage, "5", "q", "/", "g", "g")  # what is typed in a field is no sequence
        await stage.settle()
        assert stage.screen.find_line.query_one(Input).value == "gg"


async def test_a_burst_of_sequences_and_numbers_is_handled_in_order(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MANY, keys={"top": "g g, home"}) as stage:
        burst(stage, *"7j", *"71j", *"gg", *"72j", *"gg", *"7j")
        await stage.settle()
        assert stage.screen.list_pane.cursor == 7
        burst(stage, "t", *"5gg")
        await stage.settle()
        prompt = await stage.over(PromptScreen)
        assert prompt.query_one(Input).value == "5gg"


async def test_pages_have_sequences_that_begin_with_no_sign(tmp_path: Path) -> None:
    async with on_stage(tmp_path, keys={"page_back": "ctrl+x ctrl+c"}) as stage:
        await stage.press("P")
        await stage.over(SourcesAuditPage)
        assert stage.shows("Ctrl+X,Ctrl+C goes back")
        await stage.press("ctrl+x", "ctrl+c")
        assert stage.app.screen is stage.screen


async def test_a_macro_is_played_as_if_it_were_typed(tmp_path: Path) -> None:
    macros = [
        Macro("Keep and go on", ("bookmark", "tag ferry", "next article"), "g k"),
        Macro("Asks", ("tags", "all read"), "f9"),
    ]
    async with on_stage(tmp_path, macros=macros, preset="vim") as stage:
        burst(stage, "g", "k", "m")
        await stage.settle()
        first = stage.row(STORIES[0].title)
        assert first.bookmarked and first.tags == ("ferry",)
        assert stage.opened == STORIES[1].title
        await stage.press("?")
        await stage.write("keep and")
        assert stage.shows("Macros") and stage.shows("bookmark, tag ferry, next article.")
        await stage.press("escape", "escape", "f9")
        await stage.over(PromptScreen)
        await stage.press("escape")
        assert not all(stage.row(story.title).read for story in STORIES)  # the question ended it
