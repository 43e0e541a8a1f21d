"""The article: the focus, highlights, notes, selections by key and mouse, and the place."""

from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.widgets import Input, TextArea

from newsreader.domain.highlights.highlight import Highlight, Verification
from newsreader.tui.article.renderer import MARGIN
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.colour_row import ColourRow
from newsreader.tui.dialogs.note import NoteScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from tests.builders import STORIES, Story, id_of
from tests.tui.stage import NARROW, Stage, on_stage

BRIDGE = STORIES[0]
LONG = Story(
    "A long story",
    "\n\n".join(
        f"Paragraph number {number} has one sentence of some length. And it has another one."
        for number in range(80)
    ),
    age=timedelta(hours=1),
)


def on_disk(stage: Stage, title: str = BRIDGE.title) -> list[Highlight]:
    """Return the highlights of an article as they are stored."""
    return list(stage.library.opened(id_of(stage.library, title)).highlights)


def background(stage: Stage, words: str) -> set[str]:
    """Return the grounds on which words of the article are painted, where they are on screen."""
    pane = stage.screen.article_pane
    grounds = set()
    for y in range(pane.size.height):
        for segment in pane.render_line(y):
            if segment.text.strip() and words in segment.text and segment.style:
                assert segment.style.bgcolor is not None
                grounds.add(segment.style.bgcolor.name)
    return grounds


async def test_the_focus_goes_by_sentence_paragraph_and_quote(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        first = BRIDGE.document.text.split("\n\n")[0]
        assert stage.focused_words == first
        await stage.press(")")
        assert stage.focused_words.startswith("“We will rebuild")
        await stage.press(")")
        assert stage.focused_words.startswith("Engineers had warned")
        await stage.press("(", "(", "(")
        assert stage.focused_words == first
        await stage.press("}", "}")
        assert stage.focused_words == BRIDGE.document.text.split("\n\n")[2]
        await stage.press("{")
        assert stage.focused_words == BRIDGE.document.text.split("\n\n")[1]
        await stage.press("{", "]")
        assert stage.focused_words == BRIDGE.said[0][0]
        await stage.press("]", "]")
        assert stage.focused_words == BRIDGE.said[1][0]
        await stage.press("[")
        assert stage.focused_words == BRIDGE.said[0][0]


async def test_a_highlight_is_painted_stored_and_there_after_a_restart(tmp_path: Path) -> None:
    words = "Work begins in spring."
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "}", "}", "H")
        marker = stage.palette.highlights["yellow"]
        assert [one.text for one in on_disk(stage)] == [words]
        assert background(stage, words) == {marker}
        assert stage.row(BRIDGE.title).highlights == 1
        await stage.until(lambda: "▍" in stage.text(stage.screen.list_pane))
    async with on_stage(tmp_path, None) as stage:
        await stage.until(lambda: stage.opened == BRIDGE.title)
        assert background(stage, words) == {marker}
        await stage.press("enter", "]", "]", "]")
        assert stage.focused_words == words
        await stage.press("H")
        assert on_disk(stage) == []
        assert background(stage, words) == {stage.palette.background}
        await stage.press("u")
        assert [one.text for one in on_disk(stage)] == [words]
        assert background(stage, words) == {marker}
        await stage.press("u")  # also what was done before the restart
        assert on_disk(stage) == []


async def test_a_sentence_inside_a_longer_highlight_is_nested_and_goes_alone(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "v", ")", "H")
        (whole,) = on_disk(stage)
        await stage.press("H")
        assert on_disk(stage) == [whole]
        assert stage.shows("This is part of a longer highlight")
        await stage.press("C", "c", "escape")
        assert on_disk(stage) == [whole]  # neither is about the longer one
        await stage.press("plus")
        await stage.over(ColourRow)
        assert stage.text().splitlines()[-1].split("]")[0].strip() == "[1 yellow"
        await stage.press("3")
        await stage.until(lambda: len(on_disk(stage)) == 2)
        nested = next(one for one in on_disk(stage) if one.id != whole.id)
        assert (nested.colour, nested.text) == ("blue", whole.text[: len(nested.text)])
        assert background(stage, "After nine hours") == {stage.palette.highlights["blue"]}
        await write_note(stage, "why")
        await stage.press("H")
        assert on_disk(stage) == [whole]
        assert stage.shows("Highlight and note are in the bin; u takes that back.")
        await stage.screen.action_do("bring_back")
        await stage.over(ChoiceScreen)
        await stage.press("enter")
        await stage.until(lambda: len(on_disk(stage)) == 2)
        assert [one.note for one in on_disk(stage) if one.id != whole.id] == ["why"]
        assert background(stage, "After nine hours") == {stage.palette.highlights["blue"]}
    async with on_stage(tmp_path, None) as stage:  # the colour is remembered
        await stage.press("enter", "}", "}", "}", "H")
        await stage.until(lambda: len(on_disk(stage)) == 3)
        assert sorted(one.colour for one in on_disk(stage)) == ["blue", "blue", "yellow"]


async def test_a_highlight_is_tagged_and_verified(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "ampersand")
        assert stage.shows("No highlight begins and ends here")
        await stage.press("H", "ampersand")
        await stage.over(PromptScreen)
        await stage.write("port, pier")
        await stage.press("enter")
        await stage.until(lambda: on_disk(stage)[0].tags == ("pier", "port"))
        await stage.screen.action_do("verify")
        await stage.over(ChoiceScreen)
        await stage.press("2")
        await stage.over(PromptScreen)
        await stage.write("no address")
        await stage.press("enter")
        await stage.until(lambda: stage.shows("is no address of the web"))
        await stage.press("ctrl+u")
        await stage.write("https://council.example/")
        await stage.press("enter")
        await stage.until(lambda: on_disk(stage)[0].verification is Verification.CHECKED)
        assert on_disk(stage)[0].checked_against == "https://council.example/"


async def test_a_probable_speaker_stays_probable_in_a_highlight(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "]", "H")
        await stage.until(lambda: bool(on_disk(stage)))
        opened = stage.app.session.library.opened(stage.row(BRIDGE.title).id)
        quote = next(one for one in opened.quotes if one.text == BRIDGE.said[0][0])
        assert [one.confidence for one in on_disk(stage)] == [quote.confidence]
        assert [one.attribution for one in opened.highlights] == [quote.attribution]


async def test_the_colour_of_a_highlight_goes_round(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "C")
        assert on_disk(stage) == []
        await stage.press("H", "C")
        assert [one.colour for one in on_disk(stage)] == ["green"]
        assert background(stage, "After nine hours") == {stage.palette.highlights["green"]}
        await stage.press("C", "C", "C", "C")
        assert [one.colour for one in on_disk(stage)] == ["yellow"]
        await stage.press("u")
        assert [one.colour for one in on_disk(stage)] == ["purple"]


async def test_a_quote_is_highlighted_with_its_speaker(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "]", "H")
        assert [(one.text, one.speaker) for one in on_disk(stage)] == [BRIDGE.said[0]]


DECIDED = Story(
    "It is decided",
    "The council met. “It is decided.” Nobody else spoke, said Jane Roe.",
    said=(("It is decided.", "Jane Roe"),),
)


async def test_a_sentence_that_is_one_quote_is_highlighted_with_its_speaker(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, [DECIDED]) as stage:
        await stage.press("enter", ")", "H", ")", "H")
        assert [(one.text, one.speaker) for one in on_disk(stage, DECIDED.title)] == [
            ("“It is decided.”", "Jane Roe"),
            ("Nobody else spoke, said Jane Roe.", ""),
        ]


async def test_a_selection_grows_by_sentence_and_word_from_both_ends(tmp_path: Path) -> None:
    text = BRIDGE.document.text
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "v")
        assert stage.shows("Esc back")
        first = stage.focused_words
        await stage.press(")")
        assert stage.focused_words.startswith(first + "\n\n“We will")
        await stage.press("(")
        assert stage.focused_words == first + "\n\n"
        await stage.press("w", "w")
        assert stage.focused_words == first + "\n\n“We"
        await stage.press("b")
        assert stage.focused_words == first + "\n\n“"
        await stage.press("o", "w", "w")
        assert stage.focused_words.startswith(" hours of debate")
        await stage.press("H")
        assert [one.text for one in on_disk(stage)] == [
            text[text.index(" hours of") : text.index("We will")]
        ]
        assert not stage.screen.article_pane.selecting


async def test_esc_drops_the_selection_and_stays_in_the_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "v", ")", "escape")
        assert stage.here == "article"
        assert stage.focused_words == BRIDGE.document.text.split("\n\n")[0]
        await stage.press("v", "v")
        assert stage.focused_words == BRIDGE.document.text, "it was a paragraph already"
        await stage.press("v")
        assert not stage.screen.article_pane.selecting
        await stage.press("escape")
        assert stage.here == "list"
        assert on_disk(stage) == []


async def test_a_selection_grows_by_lines_and_to_their_edges(tmp_path: Path) -> None:
    text = LONG.document.text
    async with on_stage(tmp_path, [LONG]) as stage:
        pane = stage.screen.article_pane
        await stage.press("enter", "v", "$", "j", "j")
        lines = stage.focused_words.splitlines()
        assert len(lines) == 3 and text.startswith(stage.focused_words)
        await stage.press("G")
        assert stage.focused_words == text
        await stage.press("k", "0")
        assert stage.focused_words == text[: text.rindex("\n\n") + 2]
        await stage.press("g", "escape", "g", "v", "ctrl+f")
        assert pane.selecting and 8 < stage.focused_words.count("Paragraph") < 30


async def test_no_key_leaves_a_selection_silently(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "v", ")")
        words = stage.focused_words
        for key in ("q", "h", "tab", "n", "J", " ", "m", "x", "z", "1", "/", "u", "enter", "t"):
            stage.screen.status.show("")
            await stage.press(key)
            assert "A selection is open: H highlights it" in stage.line, key
            assert (stage.here, stage.focused_words) == ("article", words), key
        await stage.press("escape", "w")
        assert "v begins one" in stage.line


async def test_b_and_o_are_themselves_again_after_a_selection(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "v", "b")
        assert not stage.row(BRIDGE.title).bookmarked
        await stage.press("escape", "b")
        assert stage.row(BRIDGE.title).bookmarked


def cell_of(stage: Stage, words: str, at: int = 0) -> tuple[int, int]:
    """Return the cell in the article pane at which these words begin, in the line they are in."""
    lines = stage.text(stage.screen.article_pane).splitlines()
    y = next(number for number, line in enumerate(lines) if words in line)
    return cell_len(lines[y][: lines[y].index(words) + at]), y


async def drag(stage: Stage, start: tuple[int, int], end: tuple[int, int]) -> None:
    pane = stage.screen.article_pane
    await stage.pilot.mouse_down(pane, offset=start)
    await stage.pilot.hover(pane, offset=end)
    await stage.pilot.mouse_up(pane, offset=end)
    await stage.settle()


async def test_the_mouse_selects_exactly_the_words_it_is_drawn_over(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        start, end = cell_of(stage, "nine hours"), cell_of(stage, "debate", len("debate"))
        await drag(stage, start, (end[0] - 1, end[1]))
        assert stage.focused_words == "nine hours of debate"
        await stage.press("H")
        assert [one.text for one in on_disk(stage)] == ["nine hours of debate"]


async def test_the_mouse_selects_whole_words(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        await drag(stage, cell_of(stage, "nine hours", 2), cell_of(stage, "debate", 1))
        assert stage.focused_words == "nine hours of debate"
        await drag(stage, cell_of(stage, "debate", 3), cell_of(stage, "hours", 2))
        assert stage.focused_words == "hours of debate"


async def test_the_mouse_selects_over_lines_as_the_text_is(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("enter")
        lines = stage.text(stage.screen.article_pane).splitlines()
        broken = next(y for y, line in enumerate(lines) if "voted" in line)
        assert "rebuild" not in lines[broken]
        start, end = cell_of(stage, "voted"), cell_of(stage, "bridge.", len("bridge."))
        await drag(stage, start, (end[0] - 1, end[1]))
        await stage.press("H")
        assert [one.text for one in on_disk(stage)] == ["voted on Thursday to rebuild the bridge."]


async def test_a_click_puts_the_focus_on_the_sentence_under_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        await stage.pilot.click(stage.screen.article_pane, offset=cell_of(stage, "spring"))
        await stage.settle()
        assert stage.focused_words == "Work begins in spring."


async def test_two_clicks_select_a_word_and_three_its_sentence(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        pane = stage.screen.article_pane
        await stage.press("enter")
        await stage.pilot.click(pane, offset=cell_of(stage, "debate", 2), times=2)
        await stage.settle()
        assert stage.focused_words == "debate" == stage.screen.get_selected_text()
        await stage.press("escape")
        assert pane.selected is None and stage.here == "article"
        await stage.pilot.click(pane, offset=cell_of(stage, "spring"), times=3)
        await stage.settle()
        assert stage.focused_words == "Work begins in spring." == stage.screen.get_selected_text()
        await stage.press("H")
        assert [one.text for one in on_disk(stage)] == ["Work begins in spring."]


async def test_two_clicks_on_a_quote_go_to_it_in_the_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        sidebar = stage.screen.sidebar
        lines = stage.text(sidebar).splitlines()
        row = next(number for number, line in enumerate(lines) if "never built" in line)
        await stage.pilot.click(sidebar, offset=(4, row))
        assert stage.here == "quotes"
        await stage.pilot.click(sidebar, offset=(4, row), times=2)
        await stage.settle()
        assert stage.here == "article" and "never built" in stage.focused_words


async def write_note(stage: Stage, words: str) -> None:
    await stage.press("c")
    await stage.over(NoteScreen)
    await stage.write(words)
    await stage.press("escape")


async def test_a_note_is_kept_by_esc_and_shown_in_focus(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        await write_note(stage, "ask him")
        assert [one.note for one in on_disk(stage)] == ["ask him"]
        assert stage.shows("✎ ask him")
        await stage.press(")")
        assert not stage.shows("✎ ask him")
        await stage.press("(")
        assert stage.shows("✎ ask him")
        await write_note(stage, " again")
        assert [one.note for one in on_disk(stage)] == ["ask him again"]
        await stage.press("u")
        assert stage.shows("✎ ask him")
    async with on_stage(tmp_path, None) as stage:
        await stage.press("enter")
        assert stage.shows("✎ ask him")
        await stage.press("c", "x", "ctrl+x")
        assert [one.note for one in on_disk(stage)] == ["ask him"]


async def test_a_note_may_be_emptied_and_the_highlight_stays(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        await write_note(stage, "no")
        await stage.press("c")
        screen = await stage.over(NoteScreen)
        screen.query_one(TextArea).text = ""
        await stage.press("escape")
        assert [(one.note, bool(one.text)) for one in on_disk(stage)] == [("", True)]
        assert not stage.shows("✎")


async def test_tags_are_changed_in_one_line(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("t")
        await stage.over(PromptScreen)
        await stage.write("#iron bridge, later,later")
        await stage.press("enter")
        assert stage.row(BRIDGE.title).tags == ("iron bridge", "later")
        assert "Tagged iron bridge, later; u takes that back." in stage.line
        await stage.press("t")
        screen = await stage.over(PromptScreen)
        assert screen.query_one(Input).value == "iron bridge, later"
        await stage.press("enter")
        assert stage.row(BRIDGE.title).tags == ("iron bridge", "later")
        await stage.press("u")
        assert stage.row(BRIDGE.title).tags == ()


def top_line(stage: Stage) -> str:
    return stage.text(stage.screen.article_pane).splitlines()[0][MARGIN:].strip()


async def test_an_article_read_to_the_end_begins_anew(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (LONG, *STORIES)) as stage:
        await stage.press("enter", "ctrl+d", "J", "K", "G")
        assert stage.line.split()[-2:] == ["100", "%"]
        await stage.press("J", "K")
        assert stage.opened == LONG.title
        assert top_line(stage) == LONG.title


def focused_line(stage: Stage) -> int:
    """Return the line of the screen on which the unit in focus begins."""
    pane = stage.screen.article_pane
    assert pane.article_layout is not None and pane.target is not None
    return pane.article_layout.line_at(pane.target[0]) - pane.scroll_offset.y


async def test_the_focus_stays_on_the_screen_when_one_scrolls(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG]) as stage:
        await stage.press("enter", "ctrl+d", "ctrl+d")
        assert abs(focused_line(stage) - stage.screen.article_pane.size.height // 2) <= 2
        before = stage.screen.article_pane.scroll_offset.y
        await stage.press("ctrl+f")
        assert stage.screen.article_pane.scroll_offset.y > before + 25
        assert abs(focused_line(stage) - stage.screen.article_pane.size.height // 2) <= 2
        await stage.press("ctrl+b")
        assert stage.screen.article_pane.scroll_offset.y == before
        await stage.press("G")
        assert stage.focused_words == "And it has another one."
        assert focused_line(stage) >= stage.screen.article_pane.size.height - 4
        await stage.press("g")
        assert stage.focused_words.startswith("Paragraph number 0")
        for _ in range(5):
            await stage.press("}", "}", "}")
        assert stage.shows("Paragraph number 15", stage.screen.article_pane)


async def test_an_export_is_written_and_said(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "H", "e")
        files = list((tmp_path / "exports").rglob("*.md"))
        assert len(files) == 1
        assert "After nine hours of debate" in files[0].read_text(encoding="utf-8")
        assert stage.shows("exports")
        files[0].write_text(f"{files[0].read_text(encoding='utf-8')}mine\n", encoding="utf-8")
        await stage.press("ctrl+e")
        assert stage.shows("2 files in")  # the other is bookmarked
        assert len(list((tmp_path / "exports").rglob("*.md"))) == 2
        copy = files[0].with_name(f"{files[0].stem} 2.md")
        copy.write_bytes(files[0].read_bytes())
        await stage.press("e")
        *_, told = stage.app._notifications
        assert told.message.startswith("Nothing has changed in ")
        assert f"This is a copy of “{files[0].name}”" in told.message
        assert told.message.endswith(copy.name)


async def test_an_export_that_fails_is_said(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("a file where a folder should be")
    async with on_stage(tmp_path) as stage:
        await stage.press("H", "e")
        (told,) = stage.app._notifications
        assert "could not be written" in told.message


async def test_a_preview_does_not_touch_the_place(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (LONG, *STORIES)) as stage:
        await stage.press("enter", "ctrl+d", "ctrl+d", "J", "escape")
        id_ = id_of(stage.library, LONG.title)
        place = stage.library.opened(id_).position
        assert place > 0
        await stage.press("k")
        await stage.until(lambda: stage.opened == LONG.title)
        stage.screen.article_pane.jump(end=False)
        await stage.press("j")
        await stage.until(lambda: stage.opened == BRIDGE.title)
        assert stage.library.opened(id_).position == place


async def test_a_selection_over_a_highlight_extends_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        await write_note(stage, "kept")
        await stage.press("v", ")", "H")
        (mark,) = on_disk(stage)
        assert mark.note == "kept"
        assert mark.text.startswith("After nine hours") and mark.text.endswith("said.")
        await stage.press("u")
        assert [one.text for one in on_disk(stage)] == [BRIDGE.document.text.split("\n\n")[0]]


async def test_what_the_mouse_selected_is_copied_as_the_text_is(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("enter")
        start, end = cell_of(stage, "voted"), cell_of(stage, "bridge.", len("bridge."))
        await drag(stage, start, (end[0] - 1, end[1]))
        words = stage.focused_words
        assert stage.screen.get_selected_text() == words  # one line, however it is wrapped
        await stage.press("y")
        assert stage.app.clipboard.startswith(f"“{words}”\n— Ann Reporter")


@pytest.mark.parametrize("place", ["headline", "margin", "below"])
async def test_a_drag_that_begins_or_ends_beside_the_text_is_harmless(
    place: str, tmp_path: Path
) -> None:
    places = {"headline": (10, 0), "margin": (0, 5), "below": (20, 30)}
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        await drag(stage, places[place], cell_of(stage, "spring"))
        await drag(stage, cell_of(stage, "nine"), places[place])
        await stage.press("H", "escape", "escape")
        text = BRIDGE.document.text
        assert all(one.text in text for one in on_disk(stage))
        assert stage.here == "list"


async def test_the_place_is_found_again_after_a_short_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (LONG, *STORIES)) as stage:
        await stage.press("enter", "ctrl+d", "ctrl+d")
        pane = stage.screen.article_pane
        place = pane.top_offset
        assert place > 0
        await stage.press("J", "K")
        assert stage.opened == LONG.title
        assert pane.top_offset == place


async def test_the_place_is_remembered_after_a_restart(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG]) as stage:
        await stage.press("enter", "ctrl+d", "ctrl+d", "j", "j")
        place = stage.screen.article_pane.top_offset
        assert place > 0
        await stage.pilot.press("q", "q")
        await stage.until(lambda: not stage.app.is_running)
    async with on_stage(tmp_path, None) as stage:
        await stage.press("enter")
        assert stage.screen.article_pane.top_offset == place


CHINESE = Story(
    "大橋重建", "市議會週四投票決定重建大橋，然後休會。 The ferry stays 在港口 tonight."
)


async def test_the_mouse_finds_wide_letters(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [CHINESE]) as stage:
        await stage.press("enter")
        start, end = cell_of(stage, "投票"), cell_of(stage, "重建大橋", 4)
        await drag(stage, start, (end[0] - 2, end[1]))  # on the last letter, which has two cells
        await stage.press("H")
        assert [one.text for one in on_disk(stage, CHINESE.title)] == ["投票決定重建大橋"]
        start, end = cell_of(stage, "stays"), cell_of(stage, "在港口", 3)
        await drag(stage, start, (end[0] - 2, end[1]))
        assert stage.focused_words == "stays 在港口"


async def test_esc_drops_what_the_mouse_selected_and_stays(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("enter")
        start, end = cell_of(stage, "voted"), cell_of(stage, "bridge.", len("bridge."))
        await drag(stage, start, (end[0] - 1, end[1]))
        words = stage.focused_words
        await stage.press("escape")
        assert stage.here == "article"
        assert stage.screen.get_selected_text() is None
        assert stage.focused_words != words


async def test_the_next_article_has_a_sentence_in_focus(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "J")
        assert stage.focused_words == "The ferries stayed in port for a third week."
        await stage.press("H")
        marks = [one.text for one in on_disk(stage, STORIES[1].title)]
        assert marks == ["The ferries stayed in port for a third week."]


async def test_the_wheel_takes_the_focus_along(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG]) as stage:
        await stage.press("enter")
        pane = stage.screen.article_pane
        for _ in range(10):
            wheel = events.MouseScrollDown(pane, 5, 5, 0, 0, 0, False, False, False, 5, 5)
            pane.post_message(wheel)
        await stage.until(lambda: pane.scroll_offset.y > 15)
        await stage.settle()
        assert stage.shows(stage.focused_words[:20], pane)


async def test_the_place_is_kept_when_the_app_is_asked_to_end(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG]) as stage:
        await stage.press("enter", "ctrl+d", "ctrl+d")
        place = stage.screen.article_pane.top_offset
        assert place > 0
        # What a signal does on a real terminal, where alone signals are watched.
        stage.app.call_later(stage.app.action_quit)
        await stage.until(lambda: not stage.app.is_running)
        assert stage.library.opened(id_of(stage.library, LONG.title)).position == place


async def test_a_note_that_is_being_written_is_kept_when_one_quits(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "c")
        await stage.over(NoteScreen)
        await stage.write("precious")
        await stage.pilot.press("ctrl+q")
        await stage.until(lambda: not stage.app.is_running)
        assert [one.note for one in on_disk(stage)] == ["precious"]


async def test_an_article_that_is_gone_into_by_tab_is_opened(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (LONG, *STORIES)) as stage:
        await stage.until(lambda: stage.opened == LONG.title)
        await stage.press("tab", "ctrl+d", "ctrl+d")
        place = stage.screen.article_pane.top_offset
        assert stage.here == "article" and place > 0
        await stage.press("J")
        assert stage.library.opened(id_of(stage.library, LONG.title)).position == place
        assert stage.row(LONG.title).read


def words_of(stage: Stage) -> list[str]:
    """Return the lines of the article without their margins."""
    return [line[MARGIN:] for line in stage.text(stage.screen.article_pane).splitlines()]


async def test_a_label_puts_the_focus_on_a_sentence_or_extends_to_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG], size=NARROW) as stage:
        pane = stage.screen.article_pane
        await stage.press("enter", "ctrl+f")
        before = pane.scroll_offset.y
        plain = words_of(stage)
        await stage.press("F")
        labelled = words_of(stage)
        assert plain != labelled and len(plain) == len(labelled)
        await stage.press("s")
        assert words_of(stage) == plain and pane.scroll_offset.y == before
        assert focused_line(stage) < 4
        start = stage.focused_words
        await stage.press("v", "F", "g")
        assert stage.focused_words.startswith(start) and stage.focused_words.count(".") == 4
        await stage.press("escape", "F", "escape")
        assert words_of(stage) == plain and stage.here == "article"
        await stage.press("F", "S", "g")
        assert stage.focused_words.startswith(start) and stage.focused_words.count(".") == 4
        await stage.press("v")
        assert stage.screen.article_pane.selecting and stage.focused_words.count(".") > 4
        await stage.press("escape")
        await stage.press("F", "!")
        assert "no such label" in stage.line and words_of(stage) == plain
        await stage.press("F", "pagedown")
        assert pane.scroll_offset.y > before
        assert len(stage.app.screen_stack) == 1
