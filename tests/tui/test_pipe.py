"""An article is piped to a program, and what that prints is shown."""

from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.settings.values import Piping, Settings
from newsreader.tui.actions.pipe import read_line
from newsreader.tui.dialogs.program_output import OutputScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from tests.builders import STORIES
from tests.tui.stage import on_stage

NAMED = Piping(programs={"first line": ("head", "-n", "1"), "broken": ("false",)})


async def test_an_article_is_piped_and_the_answer_shown(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        stage.session.settings = Settings(pipe=NAMED)
        await stage.press("|")
        prompt = await stage.over(PromptScreen)
        assert stage.shows("first line")
        await stage.write("'unclosed")
        await stage.press("enter")
        assert stage.app.screen is prompt and stage.shows("A quotation mark is not closed.")
        await stage.press("ctrl+u")
        await stage.write("html: grep <h1>")
        await stage.press("enter")
        await stage.over(OutputScreen)
        assert stage.shows(f"<h1>{STORIES[0].title}")
        await stage.press("j", "escape")
        await stage.screen.do("pipe", "first line")
        await stage.over(OutputScreen)
        assert stage.shows(STORIES[0].title)
        await stage.press("q")
        await stage.screen.do("pipe", "broken")
        await stage.until(lambda: "The program “false” failed (status 1)." in stage.line)
        await stage.screen.do("pipe", "true")
        await stage.until(lambda: "true, which printed nothing" in stage.line)
        await stage.press("|")
        await stage.over(PromptScreen)
        assert stage.shows("true")  # what was run last
        await stage.press("c", "a", "t")
        assert stage.app.screen.query_one(Input).value == "cat", "typing takes its place"


@pytest.mark.parametrize(
    ("line", "form", "program"),
    [
        ("lp -n 2", "text", ("lp", "-n", "2")),
        ("markdown: pandoc -o 'a b.pdf'", "markdown", ("pandoc", "-o", "a b.pdf")),
        ("json: first line", "json", ("head", "-n", "1")),
        ("first line", "text", ("head", "-n", "1")),
        ("first line more", "text", ("first", "line", "more")),
        ("mail:x", "text", ("mail:x",)),
    ],
)
def test_a_line_names_a_form_and_a_program(line: str, form: str, program: tuple[str, ...]) -> None:
    assert read_line(line, NAMED) == (form, program)


@pytest.mark.parametrize("line", ["", "  ", "html:", "a 'b"])
def test_a_line_without_a_program_is_refused_in_a_sentence(line: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        read_line(line, NAMED)
