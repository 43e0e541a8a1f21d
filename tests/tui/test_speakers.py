"""Listening to one person: their page, people by name, the same words, and putting it right."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from newsreader.tui.dialogs.speaker_correction import AttributionScreen
from newsreader.tui.pages.same_quote import SameQuotePage
from newsreader.tui.pages.sources_audit_page import SourcesAuditPage
from newsreader.tui.pages.speaker_page import SpeakerScreen
from tests.builders import STORIES, Story, written_beside
from tests.tui.stage import PATIENCE, Stage, on_stage

BRIDGE = STORIES[0]
LATER = Story(
    "Mayor defends the bridge",
    "The mayor stood by it on Friday.\n\n“We will rebuild the bridge, and we will not close the "
    "school to pay for it,” Jane Roe said again. “It is a promise,” she said.",
    said=(
        (BRIDGE.said[0][0], "Jane Roe"),
        ("It is a promise,", "Jane Roe"),
    ),
    feed="Coast Daily",
    age=timedelta(hours=1),
)
EVERYTHING = (LATER, *STORIES)


def speakers(stage: Stage) -> list[str]:
    """Return whom the open article's quotes are given to."""
    assert stage.screen.opened is not None
    return [quote.attribution for quote in stage.screen.opened.quotes]


async def test_a_speakers_page_gathers_what_was_said_and_leads_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path, EVERYTHING) as stage:
        await stage.press("enter", "]", "]", "s")
        await stage.over(SpeakerScreen)
        for words in ("Jane Roe", "It is a promise,", "We will rebuild the bridge", "Coast Daily"):
            assert stage.shows(words)
        await stage.press("/")
        await stage.write("promise")
        assert not stage.shows("We will rebuild the bridge")
        await stage.press("enter")
        assert stage.opened == LATER.title
        assert stage.here == "article"
        assert stage.focused_words == "It is a promise,"


async def test_esc_leaves_the_words_then_the_page(tmp_path: Path) -> None:
    async with on_stage(tmp_path, EVERYTHING) as stage:
        await stage.press("enter", "]", "s")
        await stage.over(SpeakerScreen)
        await stage.press("/")
        await stage.write("promise")
        await stage.press("escape")
        assert stage.shows("We will rebuild the bridge")
        await stage.press("escape")
        assert stage.app.screen is stage.screen
        assert stage.here == "article"


async def test_people_are_found_by_name(tmp_path: Path) -> None:
    async with on_stage(tmp_path, EVERYTHING) as stage:
        await stage.press("P")
        await stage.over(SourcesAuditPage)
        assert stage.shows("Jane Roe") and stage.shows("Tom Brandt")
        await stage.write("brandt")
        assert not stage.shows("Jane Roe")
        await stage.press("enter")
        await stage.over(SpeakerScreen)
        assert stage.shows("It was never built to carry lorries,")
        await stage.press("enter")
        assert stage.opened == BRIDGE.title
        assert stage.focused_words == "It was never built to carry lorries,"


async def test_people_come_by_how_much_they_said_and_the_doubtful_are_folded(
    tmp_path: Path,
) -> None:
    text = "“It holds,” the mayor said."
    guess = Story("A guess", text, (("It holds,", "Edith Marl"),), confidence=0.5)
    async with on_stage(tmp_path, (guess, *EVERYTHING)) as stage:
        await stage.press("P")
        rows = (await stage.over(SourcesAuditPage)).rows
        lines = [line.split() for line in stage.text(rows).splitlines()[:3]]
        assert [line[:3] for line in lines] == [
            ["▌", "Jane", "Roe"],
            ["Tom", "Brandt", "The"],
            ["▸", "1", "name"],
        ]
        await stage.press("down", "down", "enter")
        assert stage.shows("Edith Marl ?", rows)
        await stage.press("enter")
        assert not stage.shows("Edith Marl", rows)
        await stage.press("/")
        await stage.write("edith")
        assert stage.shows("▾ 1 name is only probable")
        assert stage.shows("probably Edith Marl · 1 quote in 1 article · 1 only probable")
        await stage.press("enter")
        await stage.over(SpeakerScreen)
        assert stage.shows("Edith Marl")


async def test_the_same_words_are_found_elsewhere(tmp_path: Path) -> None:
    async with on_stage(tmp_path, EVERYTHING) as stage:
        await stage.press("enter", "]", "E")
        await stage.over(SameQuotePage)
        assert stage.shows("also in 1 other outlet")
        assert stage.shows("The Harbour Gazette")
        await stage.press("enter")
        assert stage.opened == BRIDGE.title
        await stage.press("]", "E")
        assert stage.shows("No other article in the library has these words.")


async def test_a_speaker_is_put_right_and_undone(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [BRIDGE]) as stage:
        await stage.press("enter", "]", "i")
        await stage.over(AttributionScreen)
        await stage.write("Edith Marl")
        await stage.press("enter")
        assert speakers(stage) == ["Edith Marl", "Tom Brandt"]
        assert stage.shows("Edith Marl", stage.screen.sidebar)
        await stage.press("u")
        assert speakers(stage) == ["Jane Roe", "Tom Brandt"]


async def test_what_is_no_quote_leaves_the_sidebar_and_comes_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [BRIDGE]) as stage:
        await stage.press("enter", "tab", "i")
        screen = await stage.over(AttributionScreen)
        screen.move(9)
        await stage.press("enter")
        assert speakers(stage) == ["Tom Brandt"]
        assert stage.shows("Quotes 1")
        await stage.press("u")
        assert speakers(stage) == ["Jane Roe", "Tom Brandt"]


async def test_without_a_quote_in_focus_the_way_to_one_is_said(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [STORIES[2]]) as stage:
        await stage.press("enter")
        for key in ("s", "i", "E"):
            await stage.press(key)
            assert stage.shows("Go to a quote first; ] finds the next.")
            assert stage.app.screen is stage.screen


async def test_who_is_too_unsure_to_be_named_has_no_page(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [STORIES[0]]) as stage:
        with written_beside(tmp_path / "newsreader.db") as db:
            db.execute("UPDATE quote SET confidence = 0.2")
        await stage.press("enter", "]", "s")
        assert stage.shows("unknown speaker")
        assert stage.shows("Nobody is named for this quote; i names somebody.")
        assert stage.app.screen is stage.screen
        await stage.press("i", *"Lena")
        assert stage.shows("Lena says this")
        assert not stage.shows("is Lena, everywhere")


async def test_a_quote_of_nobody_has_no_page(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [STORIES[1]]) as stage:
        await stage.press("enter", "]", "s")
        assert stage.shows("Nobody is named for this quote; i names somebody.")
        await stage.press("i")
        await stage.over(AttributionScreen)
        await stage.write("Pia Holm")
        await stage.press("enter", "s")
        await stage.over(SpeakerScreen)
        assert stage.shows("A matter of days,")


async def test_a_slow_search_for_people_holds_up_no_key(tmp_path: Path) -> None:
    async with on_stage(tmp_path, EVERYTHING) as stage:
        await stage.press("P")
        page = await stage.over(SourcesAuditPage)
        with busy_reader(stage):
            for key in "brandt":
                await stage.pilot.press(key)
            assert page.line.value == "brandt"
            assert stage.shows("Jane Roe"), "the old rows stay until there are others"
            await stage.pilot.press("enter")
            assert stage.app.screen is page
        await stage.over(SpeakerScreen)
        assert stage.shows("It was never built to carry lorries,"), "Enter meant what was typed"


async def test_a_slow_export_of_a_speaker_holds_up_no_key(tmp_path: Path) -> None:
    async with on_stage(tmp_path, EVERYTHING) as stage:
        await stage.press("enter", "]", "s")
        page = await stage.over(SpeakerScreen)
        with busy_reader(stage):
            await stage.pilot.press("e", "slash", "x", "y")
            assert page.line.value == "xy"
            assert not stage.shows("Exported to")
            await stage.pilot.press("escape", "escape")
            assert stage.app.screen is stage.screen
        await stage.until(lambda: stage.shows("Exported to"))
        (file,) = stage.session.export_folder.rglob("*.md")
        assert "It is a promise" in file.read_text(encoding="utf-8")


@contextmanager
def busy_reader(stage: Stage) -> Iterator[None]:
    """Keep the reading thread of the app busy for as long as a block runs."""
    over = threading.Event()
    reading = asyncio.ensure_future(stage.app.threads.read(lambda: over.wait(PATIENCE)))
    try:
        yield
    finally:
        over.set()
    assert not reading.done(), "the block took longer than what it waited for"


async def test_a_speaker_of_a_highlighted_quote_is_undone_on_the_screen(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [BRIDGE]) as stage:
        await stage.press("enter", "]", "H", "i")
        await stage.over(AttributionScreen)
        await stage.write("Edith Marl")
        await stage.press("enter")
        assert speakers(stage) == ["Edith Marl", "Tom Brandt"]
        await stage.press("u")
        assert speakers(stage) == ["Jane Roe", "Tom Brandt"]
        assert not stage.shows("Edith Marl", stage.screen.sidebar)
