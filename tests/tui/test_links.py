"""Links are taken by their labels: opened, or done with as a capital letter says."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.domain.document import Document, Span, SpanKind
from newsreader.domain.enclosure import Enclosure
from newsreader.library import Library
from newsreader.protocol import PageBrought
from newsreader.settings.values import Opening, Settings
from newsreader.storage.enclosures import put_enclosures
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.fetching.file_download import download
from tests.builders import Story, id_of
from tests.fake_web import FakeWeb, page, refusal
from tests.fetcher.conftest import web as web  # a fixture
from tests.fetcher.harbour import story_page
from tests.tui.stage import WIDE, Stage, on_stage
from tests.tui.test_browser import a_browser, needs_scripts

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
        assert "A label opens; before it F reads, B saves, Y copies." in stage.line
        await stage.press("s")
        assert seen == ["https://sea.example/ferry"] and "Sent to the browser." in stage.line
        await stage.press("f", "Y")
        assert "A label copies; Esc leaves." in stage.line
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
        await stage.press("down", "down", "down", "enter")
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


SOUND = Enclosure("https://sea.example/1.mp3", "audio/mpeg", 24_300_000, "The ferry", 61)


def with_sound(library: Library) -> None:
    """Let the story come with a file."""
    put_enclosures(library._write, id_of(library, STORY.title), [SOUND])


async def test_the_files_of_an_article_are_named_and_listed(
    tmp_path: Path, seen: list[str]
) -> None:
    async with on_stage(tmp_path, [STORY], size=WIDE, prepare=with_sound) as stage:
        await stage.press("enter")
        pane = stage.screen.article_pane
        assert stage.shows("File: The ferry · audio/mpeg · 24.3 MB · 1 min", pane)
        await stage.press("I", "G")
        assert "f read here   B save   y copy   w download" in stage.line
        assert stage.shows("3 The ferry", stage.screen.sidebar)
        await stage.press("enter", "w")
        assert seen == [SOUND.url] and "“download” under [open]" in stage.line


@needs_scripts
async def test_a_file_is_downloaded_with_what_the_program_prints(tmp_path: Path) -> None:
    script = "printf 'one\\r50 %%\\r'; printf 'no room for %s\\n' \"$1\"; exit 3"
    program = a_browser(tmp_path / "bin", "fetch", script)
    told: list[str] = []
    ended = await download([str(program)], SOUND.url, told.append)
    assert told[-1] == f"fetch: no room for {SOUND.url}"
    assert ended == f"fetch ended with status 3: no room for {SOUND.url}"
    assert await download(["/nowhere/fetch"], SOUND.url, told.append) == (
        "fetch could not be started: No such file or directory."
    )
    settings = Settings(open=Opening(download=(str(a_browser(tmp_path / "bin", "ok", "")),)))
    async with on_stage(tmp_path, [STORY], size=WIDE, prepare=with_sound) as stage:
        stage.session.settings = settings
        await stage.press("w")
        await stage.until(lambda: "ok is done." in stage.text())


@dataclass(frozen=True)
class Leading(Story):
    """A story of a feed of this machine, with a link to a page and one to nothing."""

    at: str = ""

    @property
    def document(self) -> Document:
        plain = Document.from_plain("The bridge is old. The ferry is older.")
        spans = (
            Span(SpanKind.LINK, 4, 10, f"{self.at}/bridge"),
            Span(SpanKind.LINK, 23, 28, f"{self.at}/gone"),
        )
        return Document(plain.text, plain.blocks, spans)


def unread(stage: Stage) -> dict[str, int]:
    """Return how much of what is counted among all sources is unread, where that is any."""
    names = ("All", "Saved", "Read later")
    counts = {one.title: one.unread for one in stage.screen.sources if one.title in names}
    return {title: count for title, count in counts.items() if count}


async def test_a_link_is_followed_in_the_same_pane_and_back(tmp_path: Path, web: FakeWeb) -> None:
    web.answers |= {"/bridge": page(story_page()), "/gone": refusal(404)}
    story = Leading("Here", age=timedelta(hours=1), at=web.url(""), url=web.url("/here"))
    other = Story("Other", age=timedelta(hours=3))

    def at_home(library: Library) -> None:
        with library._write.transaction() as connection:  # where links may lead inside
            connection.execute("UPDATE feed SET url = ?", (web.url("/feed"),))

    async with on_stage(tmp_path, [story, other], size=WIDE, prepare=at_home) as stage:
        await stage.press("enter", "f", "F", "a")
        await stage.until(lambda: stage.opened == "Ferry sails again on Monday", seconds=30)
        pane = stage.screen.article_pane
        assert stage.here == "article" and stage.shows("Found through “Here”", pane)
        assert stage.screen.opened is not None and stage.screen.opened.quotes
        await stage.press("backspace")
        assert stage.opened == "Here" and stage.here == "article"
        await stage.press("backspace")
        assert "No article is known whose link led here." in stage.line
        await stage.press("f", "F", "s")
        await stage.until(lambda: stage.shows("127.0.0.1 has nothing at this address."), seconds=30)
        assert stage.opened == "Here"
        # Where something else is read by the time the page is here, it stays.
        here = id_of(stage.library, "Here")
        arrived = PageBrought(id_of(stage.library, stage.titles[0]), "The ferry", False, here)
        stage.session.open(id_of(stage.library, "Other"))
        stage.session.fetcher.hear(arrived)
        await stage.settle()
        assert "“The ferry” is here now, under All." in stage.line and stage.opened == "Other"
        stage.session.open(here)
        await stage.settle()
        await stage.press("f", "B", "a")
        await stage.until(lambda: "Saved “Ferry sails again" in stage.text(), seconds=30)
        saved = stage.row("Ferry sails again on Monday")
        assert saved.saved is not None and saved.later == saved.saved and not saved.read
        await stage.until(lambda: unread(stage) == {"All": 1, "Saved": 1, "Read later": 1})
        await stage.press("u")
        assert stage.row("Ferry sails again on Monday").saved is None
        await stage.until(lambda: not unread(stage))
        assert web.count("/bridge") == 1
