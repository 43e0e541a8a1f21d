"""A note on the screen: beside its passage where there is room, else a sign there and a line."""

from pathlib import Path

import pytest

from newsreader.settings.values import Look
from newsreader.tui.dialogs.note import NoteScreen
from tests.tui.stage import Stage, on_stage

FIRST = "After nine hours of debate"


def line_of(stage: Stage, words: str) -> str:
    """Return the line of the article in which words stand."""
    lines = stage.text(stage.screen.article_pane).splitlines()
    return next(line for line in lines if words in line)


def is_below(stage: Stage) -> bool:
    """Whether the note in focus is told under the article."""
    return bool(stage.screen.query_one("#note").display)


async def write(stage: Stage, words: str) -> None:
    await stage.press("c")
    await stage.over(NoteScreen)
    await stage.write(words)
    await stage.press("escape")


@pytest.mark.parametrize(
    ("glyphs", "joined", "sign"),
    [("unicode", "──▎ how long?", "✎"), ("ascii", "--| how long?", "n")],
)
async def test_a_note_stands_beside_its_passage_where_there_is_room(
    tmp_path: Path, glyphs: str, joined: str, sign: str
) -> None:
    look = Look(glyphs="ascii" if glyphs == "ascii" else "unicode")
    async with on_stage(tmp_path, size=(158, 45), look=look) as stage:
        await stage.press("enter")
        assert stage.seen == ["sources", "list", "article", "quotes"]
        pane = stage.screen.article_pane
        await write(stage, "how long?")
        assert line_of(stage, FIRST).rstrip().endswith(joined)
        assert sign not in line_of(stage, FIRST).partition("After")[0]
        assert not is_below(stage)  # it is said once
        focused = stage.focused_words
        await stage.press("}", "H")  # a highlight elsewhere moves nothing
        assert line_of(stage, FIRST).rstrip().endswith(joined)
        await stage.press("{", "u", "u")
        assert "how long?" not in stage.text(pane) and stage.focused_words == focused
        await write(stage, "how long? " * 60)
        assert is_below(stage)  # what is cut beside the text
        assert any(cut in stage.text(pane) for cut in "…~")
        await stage.resize((120, 40))
        await stage.until(lambda: sign in line_of(stage, FIRST[:20]).partition("After")[0])
        assert "how long?" not in stage.text(pane) and is_below(stage)
