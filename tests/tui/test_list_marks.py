"""Marks on many articles at once: a selection in the list, above and below, one step each."""

from datetime import timedelta
from pathlib import Path

from newsreader.domain.query import in_state
from newsreader.settings.values import Look
from tests.builders import Story
from tests.tui.stage import Stage, on_stage

MANY = tuple(
    Story(f"Story {number:02}", "Short.", age=timedelta(minutes=number)) for number in range(12)
)
"""Newest first."""


def titles(stage: Stage, state: str) -> list[str]:
    library = stage.library
    return [row.title for row in library.rows(library.listing(in_state(state)).ids)]


async def test_a_selection_takes_any_mark_as_one_step(tmp_path: Path) -> None:
    names = [story.title for story in MANY]
    async with on_stage(tmp_path, stories=MANY) as stage:
        await stage.press("j", "v")
        assert stage.shows("1 article selected")
        await stage.press("j", "j")
        assert stage.shows("3 articles selected: m read, b bookmark, t tags")
        await stage.press("B")
        assert stage.shows("3 articles set aside for later; u takes that back.")
        assert titles(stage, "later") == names[1:4]
        await stage.press("v", "k", "b")
        assert stage.shows("2 articles bookmarked; u takes that back.")
        assert titles(stage, "bookmarked") == names[2:4]
        await stage.press("v", "j", "m")
        assert titles(stage, "unread") == [*names[:2], *names[4:]]
        await stage.press("u", "u")
        assert stage.shows("Undone: bookmarked 2 articles.")
        assert titles(stage, "unread") == names and titles(stage, "bookmarked") == []
        assert titles(stage, "later") == names[1:4]
        await stage.press("U")
        assert stage.shows("Redone: bookmarked 2 articles.")
        assert titles(stage, "bookmarked") == names[2:4]


async def test_a_selection_is_seen_and_left(tmp_path: Path) -> None:
    async with on_stage(tmp_path, stories=MANY) as stage:
        pane = stage.screen.list_pane
        await stage.press("v", "j", "j")
        assert len(pane.selected) == 3
        marked = [pane.render_line(row * pane.ROW_HEIGHT).text[0] for row in range(4)]
        assert marked == ["▎", "▎", "▌", " "]
        await stage.press("escape")
        assert pane.selected == []
        assert stage.shows("Nothing is selected any more.")
        await stage.press("v", "v")
        assert not pane.selecting


async def test_what_is_above_and_below_is_marked_read(tmp_path: Path) -> None:
    names = [story.title for story in MANY]
    async with on_stage(tmp_path, stories=MANY) as stage:
        await stage.press("j", "j", "ctrl+up")
        assert stage.shows("2 articles above marked read; u takes that back.")
        assert titles(stage, "unread") == names[2:]
        await stage.press("ctrl+up")
        assert stage.shows("Nothing is unread above this row.")
        await stage.press("ctrl+down")
        assert titles(stage, "unread") == [names[2]]
        await stage.press("u")
        assert titles(stage, "unread") == names[2:]


async def test_what_is_listed_up_to_a_row_is_marked_read_with_it(tmp_path: Path) -> None:
    names = [story.title for story in MANY]
    async with on_stage(tmp_path, stories=MANY) as stage:
        await stage.press("j", "j", ".")
        assert stage.shows("3 articles up to here marked read; u takes that back.")
        assert titles(stage, "unread") == names[3:]
        await stage.press(".")
        assert stage.shows("Nothing is unread up to this row.")
        await stage.press("u")
        assert titles(stage, "unread") == names


async def test_marks_go_on_to_the_next_row_where_the_settings_say_so(tmp_path: Path) -> None:
    names = [story.title for story in MANY]
    look = Look(glyphs="unicode", advance=True)
    async with on_stage(tmp_path, stories=MANY, look=look) as stage:
        rows = stage.screen.list_pane
        await stage.press("2", "m", "m", "b", "m")
        assert titles(stage, "unread") == [names[2], *names[4:]]
        assert titles(stage, "bookmarked") == [names[2]]
        assert rows.current == stage.row(names[4]).id
        await stage.press("v", "j", "m")
        assert titles(stage, "unread") == [names[2], *names[6:]]
        await stage.press("enter", "b")
        opened = stage.opened
        await stage.press("m")
        # It is the list that goes on, not the article.
        assert stage.opened == opened and stage.row(opened).bookmarked
        await stage.press("escape", "G", "m")
        assert stage.row(names[-1]).read


async def test_later_is_a_list_of_its_own(tmp_path: Path) -> None:
    async with on_stage(tmp_path, stories=MANY) as stage:
        await stage.press("B")
        assert "◷" in stage.text(stage.screen.list_pane)
        await stage.press("4")
        assert stage.titles == ["Story 00"]
        assert stage.shows("Read later")
        await stage.press("1", "B")
        assert stage.shows("No longer set aside")
        assert titles(stage, "later") == []
