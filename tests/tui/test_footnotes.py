"""Footnotes and wide tables in the app, by keys and by mouse."""

from dataclasses import dataclass
from pathlib import Path

from textual import events

from newsreader.documents.blocks import read_html
from newsreader.domain.document import Document
from newsreader.tui.widgets.article_pane import ArticlePane
from tests.builders import Story
from tests.tui.stage import MEDIUM, on_stage

CELLS = "".join(f"<td>cell {number} of the row</td>" for number in range(9))
PAGE = (
    '<p>First words here. A claim.<sup id="r1"><a href="#n1">1</a></sup></p>'
    f"<table><tr>{CELLS}</tr><tr>{CELLS}</tr></table>"
    '<ol><li id="n1">The source. <a href="#r1">↩</a></li></ol>'
)


@dataclass(frozen=True)
class PageStory(Story):
    """A story that is set as a page."""

    @property
    def document(self) -> Document:
        return read_html(self.text, "https://news.example/notes")


NOTES = PageStory("Notes", PAGE)


def lines_of(pane: ArticlePane) -> int:
    """Return how many lines the article has."""
    assert pane.article_layout is not None
    return len(pane.article_layout.lines)


async def test_a_note_and_its_reference_lead_to_each_other(tmp_path: Path) -> None:
    async with on_stage(tmp_path, stories=(NOTES,)) as stage:
        await stage.press("enter", "asterisk")
        assert stage.shows("refers to no note")
        await stage.press(")")
        assert stage.focused_words == "A claim.¹"
        await stage.press("asterisk")
        assert stage.focused_words == "The source."
        await stage.press("asterisk")
        assert stage.focused_words == "A claim.¹"
        # The label of a link within the article leads there as well, and opens no browser.
        await stage.press("f", "a")
        assert stage.focused_words == "The source."


async def test_a_wide_table_moves_by_keys_and_by_wheel(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=MEDIUM, stories=(NOTES,)) as stage:
        await stage.press("enter")
        pane = stage.screen.article_pane
        stacked = lines_of(pane)
        await stage.press(".")
        assert lines_of(pane) < stacked
        assert not stage.shows("nothing further this way")
        assert stage.shows("cell 0 of the row │ cell 1", pane)
        await stage.press(".", ".")
        assert stage.shows("…", pane) and not stage.shows("cell 0", pane)
        before = pane.sideways
        pane.post_message(events.MouseScrollDown(pane, 5, 5, 0, 0, 0, True, False, False))
        await stage.settle()
        assert (pane.sideways or 0) > (before or 0) > 0
        await stage.press(*[","] * 5)
        assert lines_of(pane) == stacked


async def test_another_article_has_its_tables_stacked(tmp_path: Path) -> None:
    other = PageStory("Other", PAGE.replace("cell", "field").replace("claim", "sentence"))
    async with on_stage(tmp_path, stories=(NOTES, other)) as stage:
        await stage.press("enter", ".")
        columns = lines_of(stage.screen.article_pane)
        await stage.press("J")
        assert stage.opened == "Notes"
        assert lines_of(stage.screen.article_pane) > columns
