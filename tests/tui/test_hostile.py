"""Hostile text, as it lies in the database: nothing crashes, nothing reaches the terminal."""

import unicodedata
from asyncio import Event
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from newsreader.demo import StarterFeed
from newsreader.protocol import Failed
from newsreader.quotes.engine import FINDER_VERSION
from newsreader.storage.quotes import correct_quotes
from newsreader.storage.safety.opening import open_library
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.dialog import Dialog
from newsreader.tui.dialogs.feed_picker import StarterScreen
from newsreader.tui.dialogs.note import NoteScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.notices import Complained, Reported
from newsreader.tui.questions import AskNote
from tests.builders import STORIES, written_beside
from tests.tui.stage import MEDIUM, Stage, on_stage

MARKUP = (
    "Fed [stays] calm [/b]",
    "[@click=app.quit]quit[/]",
    "\\",
    "[",
    "]]",
    "[bold",
    "$accent {0} %s",
    "[red]\\[/red]",
)
"""What markup would take for its own."""
CONTROLS = (
    "a\x1b]0;title\x07b",
    "\x1b[2J\x1b[H",
    "\x9d52;c;aGk=\x9c",
    "\x00\x01\x7f\x85",
    "right \u202eto left\u2066",
    "\ud83d half".encode("utf-8", "replace").decode(),
)
"""What a terminal would obey."""
ODD = (
    "x" * 1_000,
    "漢" * 1_000,
    "שלום עולם مرحبا",
    "\u200b\u200d\u0301\u0301",
    "👩\u200d💻❤\ufe0f" * 40,
    "",
)
"""What is hard to measure."""
BREAKS = ("a\rb", "a\tb", "a\x0bb", "a\x0cb", "a\nb")
"""What breaks a line."""
HOSTILE = (*MARKUP, *CONTROLS, *ODD)

FORBIDDEN = {"\u202d", "\u202e", "\u2066", "\u2067", "\u2068"}


def foul(text: str) -> set[str]:
    """Return the characters of a text that must not reach a terminal."""
    lines = text.replace("\n", "")
    return {one for one in lines if unicodedata.category(one) == "Cc"} | (FORBIDDEN & set(lines))


def poison(folder: Path, texts: Sequence[str]) -> None:
    """Write texts past the door, one an article, into every column that is shown."""
    with written_beside(folder / "newsreader.db") as db:
        for number, text in enumerate(texts, 1):
            db.execute(
                "INSERT INTO feed (url, title, folder, error, added) VALUES (?, ?, ?, ?, 0)",
                (f"https://f{number}.example/", text, text, text),
            )
            article = db.execute(
                "INSERT INTO article (feed_id, key, title, outlet, author, summary, url,"
                " published, fetched) VALUES (last_insert_rowid(), ?, ?, ?, ?, ?, ?, ?, 0)",
                (f"k{number}", text, text, text, text, text, -number),
            ).lastrowid
            body = f"{text} said."
            shape = f'{{"b":[["p",0,{len(body)},0,""]],"s":[["a",0,{len(text)},"{number}"]]}}'
            db.execute(
                "INSERT INTO article_text (article_id, text, shape, hash, finder_version)"
                " VALUES (?, ?, ?, 'h', ?)",
                (article, body, shape, FINDER_VERSION),
            )
            if text:
                db.execute(
                    "INSERT INTO quote (article_id, start, end, text, speaker, role, confidence,"
                    " finder_version) VALUES (?, 0, ?, ?, ?, ?, 0.5, 1)",
                    (article, len(text), text, text, text),
                )
            db.execute("INSERT INTO article_tag (article_id, tag) VALUES (?, ?)", (article, text))
            db.execute("INSERT OR IGNORE INTO highlighted_text VALUES ('h', ?)", (body,))
            db.execute(
                "INSERT INTO highlight (id, article_id, start, end, text, prefix, suffix,"
                " made_on, text_hash, colour, note, speaker, created, updated)"
                " VALUES (?, ?, 0, ?, ?, '', '', 'h', 'h', 'yellow', ?, ?, 0, 0)",
                (f"id{number}", article, len(body), body, text, text),
            )
    with closing(open_library(folder / "newsreader.db").database) as library:
        correct_quotes(library, library.column("SELECT id FROM article"))


def clean(stage: Stage) -> bool:
    """Whether nothing that must not reach the terminal is on the screen; it says what is."""
    text = stage.text()
    assert not foul(text), ascii(foul(text))
    width = stage.screen.size.width
    assert all(cell_len(line) <= width for line in text.splitlines())
    return True


@pytest.mark.parametrize("texts", [MARKUP, CONTROLS, ODD], ids=["markup", "controls", "odd"])
async def test_hostile_articles_are_listed_read_marked_and_exported(
    tmp_path: Path, texts: Sequence[str]
) -> None:
    async with on_stage(tmp_path, (), prepare=lambda _: poison(tmp_path, texts)) as stage:
        assert len(stage.titles) == len(texts)
        assert clean(stage)
        await stage.press("enter")
        for number in range(len(texts)):
            if number:
                await stage.press("J")
            await stage.press("]")
            assert clean(stage)
        assert stage.app.is_running
        await stage.press("S", "G")
        assert clean(stage)
        await stage.press("enter", "enter", "b", "y", "m", "H", "u", "e", "tab")
        assert clean(stage)


@pytest.mark.parametrize("texts", [MARKUP, CONTROLS, ODD], ids=["markup", "controls", "odd"])
async def test_hostile_speakers_are_heard_and_put_right(
    tmp_path: Path, texts: Sequence[str]
) -> None:
    twice = (*texts[:2], texts[0])  # the same words in two articles
    async with on_stage(tmp_path, (), prepare=lambda _: poison(tmp_path, twice)) as stage:
        await stage.press("enter", "]")
        for key in ("s", "E", "i", "P"):
            await stage.press(key)
            assert stage.app.screen is not stage.screen, key
            assert clean(stage)
            await stage.write("[/b] [bold")
            assert clean(stage)
            await stage.press("down", "escape")
            if stage.app.screen is not stage.screen:  # the words first, then the page
                await stage.press("escape")
            assert stage.app.screen_stack == [stage.screen]
        await stage.press("i")
        await stage.write("[@click=app.quit]x[/]")
        await stage.press("enter")
        assert stage.app.is_running
        assert clean(stage)


async def test_a_click_on_markup_in_a_story_does_nothing(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), prepare=lambda _: poison(tmp_path, MARKUP[1:2])) as stage:
        await stage.press("enter")
        for pane in (stage.screen.article_pane, stage.screen.sidebar):
            lines = stage.text(pane).splitlines()
            y = next(number for number, line in enumerate(lines) if "quit" in line)
            await stage.pilot.click(pane, offset=(lines[y].index("quit") + 1, y))
            await stage.settle()
        assert stage.app.is_running


async def test_hostile_words_in_messages(tmp_path: Path) -> None:
    async with on_stage(tmp_path, STORIES, size=MEDIUM) as stage:
        for text in HOSTILE:
            stage.app.clear_notifications()
            stage.session.tell(Complained(text))
            stage.session.tell(Reported(text))
            stage.screen.status.say(text)
            await stage.settle()
            assert clean(stage)
            stage.screen.status.show("")
            stage.session.fetcher.hear(Failed("add", text))
            await stage.settle()
            assert clean(stage)


DIALOGS: dict[str, Callable[[Sequence[str]], Dialog[Any]]] = {
    "choice": lambda texts: ChoiceScreen("".join(texts), [(text, text) for text in texts]),
    "note": lambda texts: NoteScreen(
        AskNote(texts[0], "".join(texts), texts[1], lambda note: None, Event())
    ),
    "prompt": lambda texts: PromptScreen(texts[0], texts[1], texts[2]),
    "starter": lambda texts: StarterScreen(
        tuple(StarterFeed("https://x.example/", *[text] * 4) for text in texts)
    ),
}


async def try_dialog(folder: Path, dialog: Dialog[Any]) -> None:
    """Show a dialog, move about in it and leave it."""
    async with on_stage(folder, STORIES, size=MEDIUM) as stage:
        stage.app.push_screen(dialog)
        await stage.settle()
        assert stage.app.screen is dialog
        assert clean(stage)
        await stage.press("down", "down", "up")
        assert clean(stage)
        await stage.press("escape")
        assert stage.app.screen_stack == [stage.screen]


@pytest.mark.parametrize("kind", DIALOGS)
async def test_hostile_words_in_dialogs(kind: str, tmp_path: Path) -> None:
    await try_dialog(tmp_path, DIALOGS[kind](HOSTILE))
    await try_dialog(tmp_path, DIALOGS[kind](CONTROLS))


async def test_hostile_words_in_search_and_palette(tmp_path: Path) -> None:
    async with on_stage(tmp_path, STORIES) as stage:
        await stage.press("/")
        for text in ("[/b] [@click=app.quit]", "[", "\\"):
            await stage.write(text)
            await stage.settle()
            assert clean(stage)
        await stage.press("escape", ":")
        await stage.write("[bold")
        await stage.until(lambda: stage.shows("[bold"))
        assert clean(stage)
        await stage.press("escape")
        assert stage.app.is_running


async def test_line_breaks_and_tabs_in_names(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), prepare=lambda _: poison(tmp_path, BREAKS)) as stage:
        assert clean(stage)
        await stage.press("enter")
        for _ in BREAKS[1:]:
            await stage.press("J")
            assert clean(stage)
        await stage.press("S", "G")
        assert clean(stage)
        for text in BREAKS:
            stage.screen.status.say(text)
            await stage.settle()
            assert clean(stage)
