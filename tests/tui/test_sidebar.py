"""The sidebar: quotes, highlights, links and headings, and the way to each and back."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.domain.document import Document
from newsreader.domain.quoting.quote import Quote, SpeakerKind
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.note import NoteScreen
from tests.builders import STORIES, Story, id_of
from tests.tui.samples import everything
from tests.tui.stage import MEDIUM, WIDE, Stage, on_stage

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
    lines = stage.text(stage.screen.sidebar).splitlines()
    return [line[3:].rstrip() for line in lines if line.strip()]


def lit(stage: Stage) -> str:
    """Return the words that are lit up in the article, as far as they are on the screen."""
    pane, ground = stage.screen.article_pane, stage.palette.background
    return "".join(
        segment.text
        for y in range(pane.size.height)
        for segment in pane.render_line(y)
        if segment.style and segment.style.color and segment.style.color.name == ground
    )


async def test_only_the_names_of_people_are_bold_and_others_say_what_they_are(
    tmp_path: Path,
) -> None:
    @dataclass(frozen=True)
    class Voices(Story):
        @property
        def quotes(self) -> tuple[Quote, ...]:
            kinds = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP
            found = zip(super().quotes, kinds, strict=True)
            return tuple(replace(one, kind=kind) for one, kind in found)

    said = ("We ask,", "Jane Roe"), ("We build,", "Harbour Council"), ("We stay,", "residents")
    text = "\n\n".join(f"“{words}” {name} said." for words, name in said)
    async with on_stage(tmp_path, [Voices("Three voices", text, said=said)]) as stage:
        await stage.press("enter")
        assert sidebar(stage) == [
            *("Jane Roe", "“We ask,”"),
            *("Harbour Council", "organisation", "“We build,”"),
            *("residents", "“We stay,”"),
        ]
        bold = {
            segment.text.strip()
            for y in range(stage.screen.sidebar.size.height)
            for segment in stage.screen.sidebar.render_line(y)
            if segment.style and segment.style.bold
        }
        assert "Jane Roe" in bold and not {"Harbour Council", "residents"} & bold


async def test_names_stand_once_a_run_and_roles_once_a_name(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter")
        assert sidebar(stage) == [
            "Jane Roe",
            "the mayor",
            "“We begin,”",
            "“And we stay,”",
            "unknown speaker",
            "“Nobody asked us,”",
            "Tom Brandt ?",
            "“It holds,”",
            "Jane Roe",
            "“We are done,”",
        ]
        assert stage.shows("Quotes 5")


async def test_a_speaker_has_one_colour_in_sidebar_and_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter")
        palette, pane = stage.palette, stage.screen.sidebar
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
        current = stage.screen.sidebar.current
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


async def test_a_story_with_nothing_to_list_has_the_room_until_something_is_marked(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, [STORIES[2]]) as stage:
        await stage.press("enter")
        assert stage.seen == ["list", "article"]
        for key in ('"', "'"):
            await stage.press(key)
            assert "There is nothing to list" in stage.line
        await stage.press("tab", "tab")
        assert (stage.here, stage.seen) == ("article", ["list", "article"])
        await stage.press("H")
        assert stage.seen == ["list", "article", "quotes"] and stage.shows("Marks 1")
        await stage.press("tab", "H")  # takes it away again, and the pane one is in with it
        assert (stage.here, stage.seen) == ("article", ["list", "article"])


async def test_a_click_chooses_a_quote(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING]) as stage:
        await stage.press("enter")
        await stage.pilot.click(stage.screen.sidebar, offset=(4, 4))
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


@dataclass(frozen=True)
class Report(Story):
    """A story with a link and a heading, and far below them one quote."""

    @property
    def document(self) -> Document:
        whole = everything()
        more = Document.from_plain(f"{FILLER}\n\n“It stands,” said Jane Roe.")
        by = len(whole.text) + 2
        below = tuple(replace(one, start=one.start + by, end=one.end + by) for one in more.blocks)
        return Document(f"{whole.text}\n\n{more.text}", whole.blocks + below, whole.spans)


REPORT = Report("The report", said=(("It stands,", "Jane Roe"),), age=timedelta(hours=1))


async def test_one_key_goes_through_what_there_is_to_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def browse(self: NewsreaderApp, url: str) -> str:
        seen.append(url)
        return "Sent to the browser."

    monkeypatch.setattr(NewsreaderApp, "browse", browse)
    async with on_stage(tmp_path, [REPORT, HEARING], size=WIDE) as stage:
        await stage.press("enter", "'")
        assert stage.here == "article"
        assert sidebar(stage) == ["1 the sea", "  sea.example"]
        await stage.press("tab", "enter", "o", "y")
        assert seen == ["https://sea.example/"] * 2 and stage.here == "quotes"
        assert stage.app.clipboard == "https://sea.example/"
        assert lit(stage) == "the sea"
        await stage.press("'")
        assert sidebar(stage) == ["The bridge"]
        await stage.press("enter")
        assert (stage.here, stage.focused_words) == ("article", "The bridge")
        await stage.press("G", "H", "'")
        assert sidebar(stage) == ["Jane Roe", "“It stands,”"]
        assert stage.shows("▍ “It stands,”", stage.screen.sidebar)  # it is highlighted
        await stage.pilot.click(stage.screen.tab_line, offset=(11, 0))
        assert " ".join(sidebar(stage)) == "“It stands,” said Jane Roe."
        await stage.press("g", "tab", "j", "enter")
        assert stage.focused_words == "“It stands,” said Jane Roe."
        await stage.press("tab", "C", "H")
        assert sidebar(stage) == ["Jane Roe", "“It stands,”"]  # no mark is left
        await stage.press("escape", "I", "enter")  # at once to the links
        assert seen == ["https://sea.example/"] * 3 and stage.here == "quotes"
        await stage.press("escape", "'", "'", "J")
        assert sidebar(stage)[0] == "Jane Roe"  # nothing else there
        await stage.press("'")
        assert "nothing else to list" in stage.line
        await stage.press("K")
        assert sidebar(stage)[0] == "Jane Roe"


async def test_the_sidebar_keeps_up_with_reading(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [HEARING], size=(120, 14)) as stage:
        await stage.press("space", "escape")
        assert stage.here == "list"
        for _ in range(12):
            await stage.press("space")
        assert stage.screen.sidebar.cursor == len(SAID) - 1
        assert stage.shows("We are done,", stage.screen.sidebar)
        await stage.press("enter", "(", "(")
        current = stage.screen.sidebar.current
        assert current is not None and current.text == "It holds,"  # the last one before


async def test_where_it_takes_the_place_of_the_list_the_key_opens_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [REPORT], size=MEDIUM) as stage:
        await stage.press("enter", "'")
        assert stage.here == "quotes" and stage.shows("It stands,", stage.screen.sidebar)
        await stage.press("'")
        assert stage.shows("sea.example", stage.screen.sidebar)
