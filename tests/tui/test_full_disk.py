"""A full disk under the app: one line says so, and what was written of a note stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.domain.query import Query
from newsreader.tui.actions.note_writing import NOT_KEPT
from newsreader.tui.dialogs.note import KEEP_EVERY, NoteScreen
from tests.builders import Story
from tests.disks import full
from tests.tui.stage import PATIENCE, Stage, on_stage

FULL = "The library could not be written: the disk is full."
BRIDGE = Story("The bridge", "We will rebuild the bridge. The council agreed.")


@contextmanager
def no_room(folder: Path) -> Iterator[None]:
    """Leave no byte free where a library is for as long as a block runs."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b" " * 1024):
                pass
        except OSError:
            pass
    yield
    filler.unlink()


def told(stage: Stage) -> int:
    """Return how often it is said that the disk is full."""
    return " ".join(stage.text().split()).count("the disk is full")


async def test_a_note_stays_until_it_can_be_kept(tmp_path: Path) -> None:
    with full(tmp_path / "disk", 4_000):
        async with on_stage(tmp_path / "disk", (BRIDGE,)) as stage:
            await stage.press("enter", "c")
            await stage.over(NoteScreen)
            with no_room(tmp_path / "disk"):
                await stage.write("ask the clerk")
                await stage.until(lambda: told(stage), seconds=PATIENCE + KEEP_EVERY)
                await stage.press("ctrl+s")
                note = await stage.over(NoteScreen)
                assert stage.shows(NOT_KEPT) and stage.shows("ask the clerk")
                await stage.press("ctrl+q")
                assert stage.app.is_running
                again = await stage.over(NoteScreen)
                assert again is not note and stage.shows("ask the clerk")
            await stage.write(" at noon")
            await stage.press("ctrl+s")
            assert stage.app.screen is stage.screen
            (one,) = stage.library.highlights(Query())
            assert one.note == "ask the clerk at noon"
            assert stage.library.note_drafts(one.article_id) == []


async def test_a_highlight_that_cannot_be_kept_is_not_shown_as_one(tmp_path: Path) -> None:
    with full(tmp_path / "disk", 4_000):
        async with on_stage(tmp_path / "disk", (BRIDGE,)) as stage:
            await stage.press("enter")
            with no_room(tmp_path / "disk"):
                await stage.press("H")
                await stage.until(lambda: told(stage))
                opened = stage.session.reading.opened
                assert opened is not None and not opened.highlights
            await stage.press("H")
            assert len(stage.library.highlights(Query())) == 1
