"""Who said what: names once a run, doubt in words, and the way to the quote and back."""

from dataclasses import dataclass
from pathlib import Path

from newsreader.domain.quote import Quote
from newsreader.tui.dialogs.note import NoteScreen
from tests.builders import STORIES, Story, id_of
from tests.tui.stage import Stage, on_stage

FILLER = "\n\n".join(f"Filler number {number} goes on for a while." for number in range(40))
SAID = (
    ("We begin,", "Jane Roe", "the mayor", 0.9),
    ("And we stay,", "Jane Roe", "", 0.9),
    ("Nobody asked us,", "", "", 0.0),
    ("It holds,", "Tom Brandt", "", 0.5),
    ("We are done,", "Jane Roe", "the mayor", 0.9),
)
"""Words, speaker, role and how sure that is."""


@dataclass(frozen=True)
class Hearing(Story):
    """A story whose quotes have roles and doubts."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        text = self.document.text
        return tuple(
            Quote(at, at + len(words), words, speaker, role, confidence=sure)
            for words, speaker, role, sure in SAID
            for at in [text.index(words)]
        )


HEARING = Hearing(
    "The hearing",
    "“We begin,” said Jane Roe, the mayor.\n\n“And we stay,” she said.\n\n"
    "“Nobody asked us,” a man called out.\n\n“It holds,” the engineer said.\n\n"
    f"{FILLER}\n\n“We are done,” said Jane Roe.",
)


def sidebar(stage: Stage) -> list[str]:
    """Return the lines of the sidebar that hold something, without their margin."""
    lines = stage.text(stage.screen.quote_sidebar).splitlines()
    return [line[2:].rstrip() for line in lines if line.strip()]


def lit(stage: Stage) -> str:
    """Return the words that are lit up in the article, as far as they are on the screen."""
    pane, ground = stage.screen.article_pane, stage.palette.background
    return "".join(
        segment.text
        for y in range(pane.size.height)
        for segment in pane.render_line(y)
        if segment.style and segment.style.color and segment.style.color.name == ground
    )


async def test_names_stand_once_a_run_and_doubt_is_said_in_words(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter")
        assert sidebar(stage) == [
            "Jane Roe",
            "the mayor",
            "“We begin,”",
            "“And we stay,”",
            "unknown speaker",
            "“Nobody asked us,”",
            "probably Tom Brandt",
            "“It holds,”",
            "Jane Roe",
            "the mayor",
            "“We are done,”",
        ]
        assert stage.shows("Who said what · 5")


async def test_a_speaker_has_one_colour_in_sidebar_and_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter")
        palette, pane = stage.palette, stage.screen.quote_sidebar
        colours = {
            segment.text.strip(): segment.style.color.name
            for y in range(pane.size.height)
            for segment in pane.render_line(y)
            if segment.style and segment.style.color and segment.style.bold
        }
        assert colours["Jane Roe"] == palette.speakers[0]
        assert colours["Tom Brandt"] == palette.speakers[1]
        article = stage.screen.article_pane
        quote = next(
            segment
            for y in range(article.size.height)
            for segment in article.render_line(y)
            if segment.text == "It holds,"
        )
        assert quote.style and quote.style.bgcolor
        assert quote.style.bgcolor.name.lower() == palette.speaker_background(1).lower()


async def test_moving_lights_up_the_quote_and_scrolls_to_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter", "tab")
        assert stage.here == "quotes"
        assert lit(stage) == "We begin,"
        await stage.press("j")
        assert lit(stage) == "And we stay,"
        assert not stage.shows("We are done,", stage.screen.article_pane)
        await stage.press("G")
        assert lit(stage) == "We are done,"
        await stage.press("g", "]", "]", "[")
        assert lit(stage) == "And we stay,"
        await stage.press("escape")
        assert lit(stage) == ""
        assert stage.here == "article"


async def test_enter_goes_to_the_quote_in_the_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter", "enter", "G", "enter")
        assert stage.here == "article"
        assert stage.focused_words == "We are done,"
        assert stage.shows("We are done,", stage.screen.article_pane)


async def test_the_sidebar_follows_the_focus_of_the_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter", "]", "]", "]", "tab")
        current = stage.screen.quote_sidebar.current
        assert current is not None
        assert lit(stage) == current.text


async def test_a_highlight_from_the_sidebar_has_its_speaker(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter", "tab", "H", "j", "j", "H")
        id_ = id_of(stage.library, HEARING.title)
        marks = [(one.text, one.speaker, one.role) for one in stage.library.opened(id_).highlights]
        assert marks == [("We begin,", "Jane Roe", "the mayor"), ("Nobody asked us,", "", "")]
        await stage.press("H")
        assert len(stage.library.opened(id_).highlights) == 1


async def test_a_copy_from_the_sidebar_says_how_sure_it_is(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter", "tab", "y")
        assert stage.app.clipboard.startswith("“We begin,”\n— Jane Roe, quoted in Ann Reporter")
        await stage.press("j", "j", "j", "y")
        assert "— probably Tom Brandt, quoted in" in stage.app.clipboard


async def test_the_quotation_mark_hides_and_shows_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter", '"')
        assert stage.seen == ["list", "article"]
        assert stage.here == "article"
        await stage.press('"', "tab", '"')
        assert stage.seen == ["list", "article"]
        assert stage.here == "article"
        await stage.press('"')
        assert stage.seen == ["list", "article", "quotes"]


def long_story(words: int) -> Story:
    """Return a story with one quote of so many words."""
    said = " ".join(f"word{number}" for number in range(words))
    return Story("Long", f"“{said}” said Jane Roe.", said=((said, "Jane Roe"),))


async def test_a_long_quote_is_cut_after_four_lines(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [long_story(60)]) as stage:
        await stage.press("enter")
        assert sidebar(stage)[-1].endswith("…")
        assert len(sidebar(stage)) == 1 + 4


async def test_a_story_without_quotes_says_so(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [STORIES[2]]) as stage:
        await stage.press("enter")
        assert sidebar(stage) == ["No quotes in this story."]
        await stage.press("tab", "tab")
        assert stage.here == "article"  # nothing to go to in the sidebar


async def test_a_click_chooses_a_quote(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter")
        await stage.pilot.click(stage.screen.quote_sidebar, offset=(4, 4))
        await stage.settle()
        assert lit(stage) == "And we stay,"


async def test_a_chosen_quote_opens_and_folds_again(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [long_story(60)]) as stage:
        await stage.press("enter", "tab")
        assert "word59" in "".join(sidebar(stage))
        await stage.press("escape")
        assert sidebar(stage)[-1].endswith("…")


async def test_a_note_from_the_sidebar_is_on_the_quote(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter", "tab", "j", "c")
        await stage.over(NoteScreen)
        assert stage.shows("And we stay,")
        await stage.write("since when?")
        await stage.press("escape")
        assert stage.here == "quotes"
        (mark,) = stage.library.opened(id_of(stage.library, HEARING.title)).highlights
        assert (mark.text, mark.speaker, mark.note) == ("And we stay,", "Jane Roe", "since when?")
