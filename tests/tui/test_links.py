"""Links are taken by their labels: opened, or done with as a capital letter says."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.domain.document import Document, Span, SpanKind
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.choice import ChoiceScreen
from tests.builders import Story
from tests.tui.stage import WIDE, Stage, on_stage

LINKED = "The bridge is old. The ferry is older, as the harbour says."


@dataclass(frozen=True)
class Linked(Story):
    """A story with three links, of which one may not be opened."""

    @property
    def document(self) -> Document:
        plain = Document.from_plain(self.text)
        hrefs = {
            "bridge": "https://sea.example/bridge?a=1;touch%20x",
            "ferry": "https://sea.example/ferry",
            "harbour": "javascript:alert(1)",
        }
        spans = [
            Span(SpanKind.LINK, plain.text.index(word), plain.text.index(word) + len(word), href)
            for word, href in hrefs.items()
        ]
        return Document(plain.text, plain.blocks, tuple(spans))


STORY = Linked("What stands in the water", LINKED, age=timedelta(hours=1))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are handed to the browser."""
    found: list[str] = []

    def browse(self: NewsreaderApp, url: str) -> str:
        found.append(url)
        return "Sent to the browser."

    monkeypatch.setattr(NewsreaderApp, "browse", browse)
    return found


def place_of(stage: Stage, words: str) -> tuple[int, int]:
    """Return the cell and the line of words in the article."""
    lines = stage.text(stage.screen.article_pane).splitlines()
    y = next(number for number, line in enumerate(lines) if words in line)
    return cell_len(lines[y][: lines[y].index(words)]), y


async def test_a_label_opens_its_link_and_a_capital_letter_before_it_does_something_else(
    tmp_path: Path, seen: list[str]
) -> None:
    async with on_stage(tmp_path, [STORY, Story("Nothing leads on")], size=WIDE) as stage:
        await stage.press("enter", "f")
        assert stage.shows("The aridge is old. The serry is older", stage.screen.article_pane)
        assert "A label opens; Y first copies the address" in stage.line
        await stage.press("s")
        assert seen == ["https://sea.example/ferry"] and "Sent to the browser." in stage.line
        await stage.press("f", "Y")
        assert "A label copies the address" in stage.line
        await stage.press("a")
        assert stage.app.clipboard == "https://sea.example/bridge?a=1;touch%20x"
        await stage.press("f", "d")
        assert "no such label" in stage.line and len(seen) == 1
        await stage.press("f", "escape")
        assert stage.here == "article"
        assert stage.shows("The bridge is old. The ferry", stage.screen.article_pane)
        await stage.press("J", "f")
        assert "There is no link on the screen." in stage.line


async def test_a_click_opens_a_link_and_another_button_asks(
    tmp_path: Path, seen: list[str]
) -> None:
    async with on_stage(tmp_path, [STORY], size=WIDE) as stage:
        await stage.press("enter")
        pane, place = stage.screen.article_pane, place_of(stage, "ferry")
        await stage.pilot.click(pane, offset=place)
        await stage.settle()
        assert seen == ["https://sea.example/ferry"]
        await stage.pilot.click(pane, offset=place, button=3)
        choice = await stage.over(ChoiceScreen)
        assert choice.heading == "https://sea.example/ferry"
        await stage.press("down", "enter")
        assert stage.app.clipboard == "https://sea.example/ferry" and len(seen) == 1
        await stage.pilot.click(pane, offset=place_of(stage, "harbour"))
        await stage.settle()
        assert len(seen) == 1


async def test_a_key_of_two_commands_does_what_its_pane_knows(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [STORY], size=WIDE) as stage:
        await stage.press("enter", "F")
        assert "Type a label" in stage.line  # of a sentence
        await stage.press("escape", "escape", "S", "F")
        assert stage.app.screen is not stage.screen  # it asks for the name of a folder
