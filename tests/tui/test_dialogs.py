"""The dialogs: the first minute, the starter list, help, palette, notes and prompts."""

from asyncio import Event
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from newsreader.commands.keymap import Keymap
from newsreader.demo import starter_feeds
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.tui.actions import COMMANDS
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.command_palette import PaletteScreen
from newsreader.tui.dialogs.dialog import Dialog
from newsreader.tui.dialogs.feed_picker import StarterScreen
from newsreader.tui.dialogs.note import NoteScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.dialogs.speaker_correction import AttributionScreen
from newsreader.tui.dialogs.welcome import WelcomeScreen
from newsreader.tui.pages.help_page import HelpScreen
from newsreader.tui.pages.sources_audit_page import SourcesAuditPage
from newsreader.tui.pages.speaker_page import SpeakerScreen
from newsreader.tui.questions import AskNote
from newsreader.tui.widgets.hint_line import HintLine
from tests.builders import STORIES, Story
from tests.tui.samples import open_story
from tests.tui.stage import MEDIUM, NARROW, WIDE, on_stage


def demo(library: Library) -> None:
    library.add_demo()


async def test_the_first_screen_offers_ways_over_something_to_read(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), welcome=True, prepare=demo) as stage:
        await stage.over(WelcomeScreen)
        for way in (
            "Learn six keys",
            "Add a feed",
            "Pick from a list",
            "Import feeds",
            "Remove the demo",
        ):
            assert stage.shows(way)
        assert len(stage.titles) == 4
        await stage.press("escape")
        assert stage.here == "list"
        await stage.press("enter")
        assert stage.here == "article"


async def test_each_way_of_the_first_screen_leads_somewhere(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), welcome=True, prepare=demo) as stage:
        await stage.over(WelcomeScreen)
        await stage.press("a")
        await stage.over(PromptScreen)
        assert stage.shows("Add a feed")
        await stage.press("escape")
        await stage.screen.action_do("welcome")
        await stage.over(WelcomeScreen)
        await stage.press("j", "j", "enter")
        await stage.over(StarterScreen)
        await stage.press("escape")
        await stage.screen.action_do("welcome")
        await stage.over(WelcomeScreen)
        await stage.press("d")
        await stage.until(lambda: stage.titles == [])
        await stage.screen.action_do("welcome")
        await stage.over(WelcomeScreen)
        assert not stage.shows("Remove the demo") and not stage.shows("Learn six keys")


async def test_the_starter_list_narrows_and_remembers_what_was_chosen(tmp_path: Path) -> None:
    feeds = starter_feeds()
    chosen: list[tuple[int, ...] | None] = []
    async with on_stage(tmp_path, size=MEDIUM) as stage:
        stage.app.push_screen(StarterScreen(feeds), chosen.append)
        screen = await stage.over(StarterScreen)
        options = screen.query_one(OptionList)
        assert options.option_count == len(feeds)
        await stage.press("tab", "down", "tab")
        await stage.write("science")
        wanted = [
            number
            for number, one in enumerate(feeds)
            if "science" in f"{one.title} {one.region} {one.topic}".casefold()
        ]
        assert options.option_count == len(wanted) > 0
        await stage.press("tab")
        await stage.write(" zeppelin")
        assert options.option_count == 0
        await stage.press("tab", "down", "enter")
        assert chosen == [tuple(sorted({0, 2, wanted[0]}))]


async def test_without_a_choice_the_feed_under_the_cursor_is_meant(tmp_path: Path) -> None:
    chosen: list[tuple[int, ...] | None] = []
    async with on_stage(tmp_path, size=MEDIUM) as stage:
        stage.app.push_screen(StarterScreen(starter_feeds()), chosen.append)
        await stage.over(StarterScreen)
        await stage.press("down", "enter")
        assert chosen == [(1,)]


async def test_help_names_the_keys_of_the_pane_and_narrows(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("enter", "?")
        await stage.over(HelpScreen)
        assert stage.shows("Keys in the article")
        before = stage.text()
        await stage.press("down", "down")
        assert stage.text() != before
        await stage.press("up", "up")
        assert stage.text() == before
        await stage.press("pagedown", "ctrl+d", "pageup", "ctrl+u")
        assert stage.text() == before
        await stage.write("reads aloud")
        assert stage.shows("No command has these words.")
        await stage.press("escape")
        assert stage.text() == before
        await stage.write("unsubscribe")
        assert "In the sources." in " ".join(stage.text().split()) and stage.shows("Elsewhere")
        await stage.press("?")
        assert stage.here == "article"


async def test_the_palette_offers_what_can_be_done_here_and_does_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press(":")
        palette = await stage.over(PaletteScreen)
        offered = [one.command.id for one in palette._found]
        assert "bookmark" in offered
        assert "colour" not in offered and "remove_demo" not in offered  # not from the list
        await stage.write("next colour")
        await stage.until(lambda: stage.shows("Next colour  (C)"))
        await stage.press("enter")
        await stage.until(lambda: "“Next colour” is for the article" in stage.line)
        for key in (":", "ctrl+p"):
            await stage.press(key)
            await stage.write("bookmark")
            await stage.until(lambda: stage.shows("Keep the article"))
            await stage.press("enter")
            await stage.until(lambda: stage.app.screen is stage.screen)
            await stage.settle()
        assert stage.shows("Bookmark taken away; u brings it back.")
        assert not stage.row(STORIES[0].title).bookmarked


async def test_the_palette_finds_a_command_by_a_word_of_its_help(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press(":")
        await stage.write("newsboat")
        await stage.until(lambda: stage.shows("Import feeds"))


async def test_the_palette_finds_the_commands_of_a_page_too(tmp_path: Path) -> None:
    async with on_stage(tmp_path, keys={"page_export": "f7"}) as stage:
        await stage.press("enter", "]", "s")
        await stage.over(SpeakerScreen)
        await stage.press("ctrl+p")
        palette = await stage.over(PaletteScreen)
        await stage.write("export")
        assert stage.shows("Export  (F7)")
        assert {one.id for one in palette._commands} > {"quit", "page_export"}
        assert "bookmark" not in {one.id for one in palette._commands}
        await stage.press("ctrl+u")
        await stage.write("back")
        await stage.until(lambda: stage.shows("Back  (Esc)"))
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen is stage.screen)


async def test_the_help_leads_to_the_palette(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("?")
        await stage.over(HelpScreen)
        await stage.press(":")
        await stage.over(PaletteScreen)
        await stage.press("escape")
        assert stage.app.screen is stage.screen


async def test_a_double_click_in_the_palette_carries_out_one_command(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        before = stage.row(STORIES[0].title).bookmarked
        await stage.press(":")
        await stage.write("bookmark")
        await stage.until(lambda: stage.shows("Keep the article"))
        options = stage.app.screen.query_one(OptionList)
        for _ in range(2):
            options.post_message(OptionList.OptionSelected(options, options.options[0], 0))
        await stage.until(lambda: stage.app.screen is stage.screen)
        await stage.settle()
        assert stage.row(STORIES[0].title).bookmarked != before


async def test_a_dialog_that_is_closed_closes_no_other(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        under, above = PromptScreen("Under", "What is asked."), PromptScreen("Above", "Too.")
        await stage.app.push_screen(under)
        await stage.app.push_screen(above)
        above.leave()
        above.leave()
        assert stage.app.screen is under
        under.leave()
        under.leave()
        await stage.until(lambda: stage.app.screen is stage.screen)


def every_dialog(keymap: Keymap) -> Sequence[Dialog[Any]]:
    """Return a dialog of each kind, with what makes it high."""
    feeds = [(f"Feed {number}", f"https://coast.example/{number}") for number in range(9)]
    told = "There is no feed at this address, nor does the page name one of its own."
    return (
        WelcomeScreen(True),
        PaletteScreen([one for one in COMMANDS if one.palette], keymap),
        StarterScreen(starter_feeds()),
        NoteScreen(
            AskNote("some words", "a note", "It was being written.", lambda note: None, Event())
        ),
        HelpScreen("list", keymap),
        PromptScreen("Heading", "What is asked.", reason=told),
        ChoiceScreen("Which?", feeds, told),
        ChoiceScreen("Which?", feeds[:2]),
        AttributionScreen(open_story().quotes[0], ["Jane Roe", "Tom Brandt"]),
    )


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_dialogs_are_as_high_as_what_is_in_them(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(tmp_path, size=size) as stage:
        for dialog in every_dialog(stage.app.keymap):
            stage.app.push_screen(dialog)
            await stage.settle()
            frame, hint = dialog.query_one(".frame"), dialog.query(HintLine).last()
            assert stage.shows(dialog.heading)
            assert hint.size.height == len(hint.lines(hint.size.width)), dialog
            assert hint.region.bottom == frame.content_region.bottom, dialog
            assert frame.region.height <= 0.9 * size[1]
            for rest in dialog.query(".rest"):  # which scrolls only where there is no room
                whole = rest.virtual_size.height <= rest.size.height
                assert whole or frame.region.height == int(0.9 * size[1]), dialog
            stage.app.pop_screen()
            await stage.settle()


async def test_an_empty_answer_adds_nothing(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        for command in ("add_feed", "import_opml"):
            await stage.screen.action_do(command)
            await stage.over(PromptScreen)
            await stage.write("   ")
            await stage.press("enter")
            assert stage.app.screen is stage.screen
            assert stage.app.client._process is None


async def test_the_keys_of_dialogs_and_pages_can_be_changed(tmp_path: Path) -> None:
    keys = {
        "page_back": "f4",
        "help_close": "f2",
        "note_keep": "f3",
        "welcome_starter": "x",
        "dialog_leave": "f5",
        "palette": "f6",
    }
    async with on_stage(tmp_path, keys=keys, size=(140, 45)) as stage:
        await stage.press("?")
        assert stage.shows("F4 closes   F6 finds any command by name")
        await stage.press("?", "escape")
        await stage.over(HelpScreen)
        await stage.press("f2", "enter", "c")
        await stage.over(NoteScreen)
        await stage.write("kept")
        await stage.press("escape")
        await stage.over(NoteScreen)
        await stage.press("f3", "P")
        await stage.over(SourcesAuditPage)
        assert stage.shows("F4 goes back")
        await stage.press("escape")
        await stage.over(SourcesAuditPage)
        await stage.press("f4")
        await stage.screen.action_do("welcome")
        await stage.over(WelcomeScreen)
        assert stage.shows("x  Pick from a list")
        await stage.press("s")
        await stage.over(WelcomeScreen)
        await stage.press("x")
        await stage.over(StarterScreen)
        await stage.press("f5", "ctrl+p")
        assert stage.app.screen is stage.screen
        await stage.press("f6")
        await stage.over(PaletteScreen)
        await stage.press("escape")
        (highlight,) = stage.library.highlights(Query())
        assert highlight.note == "kept"


async def test_a_choice_is_made_by_keys(tmp_path: Path) -> None:
    chosen: list[int | None] = []
    async with on_stage(tmp_path) as stage:
        stage.app.push_screen(ChoiceScreen("Which?", [("One", "1"), ("Two", "2")]), chosen.append)
        await stage.over(ChoiceScreen)
        await stage.press("j", "k", "down", "enter")
        assert chosen == [1]


async def test_a_dialog_leaves_no_letters_at_the_sides_of_a_narrow_screen(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press(":")
        frame = (await stage.over(PaletteScreen)).query_one(".frame").region
        assert (frame.x, frame.width) == (0, NARROW[0])


@pytest.mark.parametrize("size", [MEDIUM, NARROW])
async def test_a_note_names_its_keys_on_low_screens_too(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(tmp_path, size=size) as stage:
        await stage.press("enter", "c")
        await stage.over(NoteScreen)
        assert stage.shows("Ctrl+X discards") and stage.shows("F1 keys")


async def test_a_passage_that_is_cut_ends_in_a_sign(tmp_path: Path) -> None:
    long = Story("Long", " ".join(["The council of Harbour met again and again"] * 12) + ".")
    async with on_stage(tmp_path, (long,), size=MEDIUM) as stage:
        await stage.press("enter", "c")
        shown = (await stage.over(NoteScreen)).query_one(".passage")
        lines = [line.rstrip() for line in stage.text(shown).splitlines() if line.strip()]
        assert len(lines) == 3 and lines[-1].endswith("…")
