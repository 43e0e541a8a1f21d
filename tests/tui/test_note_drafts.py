"""What is written of a note outlives the app, until it is kept or discarded."""

import os
import signal
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.domain.highlights.note_draft import NoteDraft
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.tui.dialogs.note import KEEP_EVERY, NoteScreen
from tests.builders import STORIES, a_library, bring
from tests.terminal import a_terminal, is_drawn
from tests.tui.stage import PATIENCE, Stage, on_stage

BRIDGE = STORIES[0]
LAST = "Work begins in spring."


async def begin_note(stage: Stage, words: str) -> None:
    """Write on the last sentence, and wait until that is remembered."""
    await stage.press("G", "c")
    await stage.over(NoteScreen)
    await stage.write(words)
    await stage.until(lambda: stage.library.note_drafts(1), seconds=PATIENCE + KEEP_EVERY)


async def test_what_is_kept_or_discarded_is_not_offered_again(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        await begin_note(stage, "which spring?")
        await stage.press("ctrl+x")
        assert stage.library.note_drafts(1) == [] and not stage.library.highlights(Query())
        await begin_note(stage, "which one?")
        await stage.press("escape")
        assert stage.library.note_drafts(1) == []
        (one,) = stage.library.highlights(Query())
        assert (one.text, one.note) == (LAST, "which one?")


async def test_a_note_on_words_that_are_gone_is_offered_at_the_next(tmp_path: Path) -> None:
    def leave_draft(library: Library) -> None:
        library.keep_draft(NoteDraft(1, "", LAST, "which spring?"))

    without = replace(BRIDGE, text=BRIDGE.text.replace(f"\n\n{LAST}", ""))
    async with on_stage(tmp_path, prepare=leave_draft) as stage:
        await stage.press("enter")
        assert "A note on “Work begins in spring.” was not kept" in stage.line
        await stage.press("c")
        assert not stage.shows("when the app ended"), "another passage has its own note"
        await stage.press("ctrl+x")
        bring(tmp_path / "newsreader.db", without)
        await stage.until(lambda: LAST not in stage.text(stage.screen.article_pane))
        await stage.press("c")
        told = " ".join(stage.text(stage.app.screen.query_one(".error")).split())
        assert told.endswith("It is on “Work begins in spring.”, which is not there any more.")
        assert stage.shows("which spring?")
        await stage.press("ctrl+s")
        assert [one.note for one in stage.library.highlights(Query())] == ["which spring?"]
        assert stage.library.note_drafts(1) == []


def test_a_note_survives_the_app_that_is_killed_while_it_is_written(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no such terminals")
    a_library(tmp_path / "data", STORIES).close()
    database = tmp_path / "data" / "newsreader.db"
    with a_terminal(tmp_path) as terminal:
        terminal.wait_for(is_drawn)
        os.write(terminal.leader, b"\rGc")
        terminal.wait_for(lambda output: b"opens your editor" in output)
        os.write(terminal.leader, "which spring? önce".encode())
        with closing(Library(database)) as library:
            terminal.wait_for(lambda _: bool(library.note_drafts(1)))
        terminal.app.send_signal(signal.SIGKILL)
        terminal.app.wait()
    with a_terminal(tmp_path) as terminal:
        terminal.wait_for(is_drawn)
        os.write(terminal.leader, b"\r")
        terminal.wait_for(lambda output: b"was not kept" in output)
        os.write(terminal.leader, b"Gc")
        terminal.wait_for(lambda output: b"when the app ended" in output)
        terminal.wait_for(lambda output: "which spring? önce".encode() in output)
        os.write(terminal.leader, b"\x1b")
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
    with closing(Library(database)) as library:
        (one,) = library.highlights(Query())
        assert (one.text, one.note) == (LAST, "which spring? önce")
        assert library.note_drafts(1) == []
