"""Every dialog and page answers `?` with its own keys, and no key that it has with silence."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import TextArea

from newsreader.commands.scopes import DIALOGS, PAGES, PLACE_NAMES, PLACES_ON
from newsreader.library import Library
from newsreader.tui.actions import BY_ID, COMMANDS
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.note import NoteScreen
from newsreader.tui.overlay import Overlay
from newsreader.tui.pages.help_page import HelpScreen
from newsreader.tui.questions import ShowOutput, ShowPicture
from tests.builders import Story
from tests.tui.stage import MEDIUM, NARROW, WIDE, Stage, on_stage
from tests.tui.test_health_page import two_ill
from tests.tui.test_highlights_page import BRIDGE, FERRY, marked
from tests.tui.test_silence import picture

WAYS: Mapping[str, tuple[str, ...]] = {
    "prompt": ("a",),
    "choice": ("enter", "Y"),
    "note": ("enter", "c"),
    "correction": ("enter", "i"),
    "picker": (": starter",),
    "welcome": (": welcome",),
    "palette": (":",),
    "health": ("!",),
    "highlights": ("Q",),
    "speakers": ("P",),
    "speaker": ("enter", "s"),
    "same_quote": ("enter", "E"),
    "go_to": ("ctrl+g",),
}
"""The keys that lead to each dialog and page, from the list."""
SAID = "We will rebuild the harbour bridge before the next winter comes,"
HEARD = Story(
    "The hearing",
    f"“{SAID}” said Jane Roe.",
    said=((SAID, "Jane Roe"),),
    age=timedelta(minutes=5),
)
ELSEWHERE = Story(
    "The bridge again", f"“{SAID}” Jane Roe said.", said=((SAID, "Jane Roe"),), feed="Coast Daily"
)
ENDING = frozenset({"quit", "suspend", "note_editor"})
"""The commands that leave the app, or go to another program."""


async def to(stage: Stage, scope: str) -> Overlay[object]:
    """Go to a dialog or page from wherever one is."""
    while len(stage.app.screen_stack) > 1:
        stage.app.pop_screen()
    screen = stage.screen
    screen.article_pane.end_selection()
    screen.go_to(screen.panes.with_zen(False).without_search().at("list"))
    stage.app.clear_notifications()
    await stage.settle()
    if scope == "output":
        screen.ask(ShowOutput("wc", "12 words\n" * 80))
    elif scope == "picture":
        screen.ask(ShowPicture(Path("none.png"), "A pier", "blocks"))
    for key in WAYS.get(scope, ()):
        if key.startswith(": "):
            await screen.do(key.removeprefix(": "))
            await stage.settle()
        else:
            await stage.press(key)
    await stage.settle()
    over = stage.app.screen
    assert isinstance(over, Overlay) and over.scope == scope, scope
    return over


def everything(library: Library) -> None:
    two_ill(library)
    marked(library)


async def silent_keys(stage: Stage, scope: str) -> list[str]:
    """Return the commands of a dialog or page that neither change the screen nor say anything."""
    silent, over = [], None
    for command in COMMANDS:
        fetches = (scope, command.id) == ("picker", "dialog_answer")
        if scope not in command.where or command.id in ENDING or fetches:
            continue
        if over is None or stage.app.screen is not over:
            over = await to(stage, scope)
        over.say("")
        await stage.settle()
        before = picture(stage)
        await over.action_do(command.id)
        await stage.settle()
        if picture(stage) == before:
            silent.append(command.id)
    return silent


@pytest.mark.parametrize("scope", sorted((DIALOGS | PAGES) - {"help", "picture"}))
async def test_no_key_of_a_dialog_or_page_is_answered_by_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    monkeypatch.setattr(NewsreaderApp, "browse", lambda self, url: "Sent to the browser.")
    stories = (BRIDGE, FERRY, ELSEWHERE, HEARD)
    async with on_stage(tmp_path, stories, size=WIDE, prepare=everything) as stage:
        assert not await silent_keys(stage, scope)


@pytest.mark.parametrize("scope", ["health", "highlights", "speakers", "go_to", "palette"])
async def test_nor_where_nothing_is_listed(tmp_path: Path, scope: str) -> None:
    async with on_stage(tmp_path, (), size=WIDE) as stage:
        assert not await silent_keys(stage, scope)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_each_shows_its_own_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    stories = (BRIDGE, FERRY, ELSEWHERE, HEARD)
    async with on_stage(tmp_path, stories, size=size, prepare=everything) as stage:
        for scope in (*WAYS, "output"):
            over = await to(stage, scope)
            await stage.press("f1" if scope == "note" else "?")
            assert isinstance(stage.app.screen, HelpScreen), scope
            where = "on" if scope in PLACES_ON else "in"
            assert stage.shows(f"Keys {where} {PLACE_NAMES[scope]}"), scope
            own = [one for one in COMMANDS if scope in one.where and one.where <= {scope}]
            for command in own:
                text = stage.app.screen.text().plain
                assert over.keymap.printed(command.id) in text, command.id
            await stage.press("?")
            assert stage.app.screen is over, scope


async def test_a_question_mark_is_written_where_something_stands_already(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BRIDGE,)) as stage:
        await stage.press("/", "w", "h", "y", "?")
        assert stage.screen.search_line.value == "why?"
        await stage.press("escape", "escape", "/", "?")
        await stage.over(HelpScreen)
        await stage.press("?", "escape", "enter", "c", "?")
        assert (await stage.over(NoteScreen)).query_one(TextArea).text == "?"


async def test_what_a_key_cannot_do_is_said_until_the_next_one(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BRIDGE,), size=MEDIUM) as stage:
        await to(stage, "highlights")
        await stage.press("c")
        assert stage.shows("There is nothing here for “Note”.") and not stage.shows("go there")
        await stage.press("f7")
        assert stage.shows("F7 does nothing; ? shows the keys.")
        await stage.press("/")
        assert stage.shows(f"Enter {BY_ID['highlights_open'].title.lower()}")


async def test_an_export_from_a_page_is_not_taken_for_nothing(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (HEARD,)) as stage:
        for scope in ("speaker", "speakers"):
            over = await to(stage, scope)
            await over.action_do("page_export")
            await stage.settle()
            assert stage.shows("Exported to") and not stage.shows("There is nothing here")


async def test_what_scrolls_says_nothing_until_its_end(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (HEARD,), size=NARROW) as stage:
        await to(stage, "output")
        await stage.press("j", "ctrl+d", "space")
        assert not stage.shows("nothing further")
        await stage.press("ctrl+b", "ctrl+b", "ctrl+b")
        assert stage.shows("There is nothing further this way.")
