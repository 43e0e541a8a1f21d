"""Finding in an article: typed in the last line, gone through by n and N, ended by Esc."""

from pathlib import Path

from tests.builders import STORIES
from tests.tui.stage import NARROW, on_stage
from tests.tui.test_article import LONG, focused_line

BRIDGE = STORIES[0]


async def test_what_is_typed_is_marked_and_gone_through(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, *STORIES]) as stage:
        pane, text = stage.screen.article_pane, LONG.document.text
        await stage.press("enter", "ctrl+d")
        place, words, height = pane.scroll_offset.y, stage.focused_words, pane.size.height
        await stage.press("/")
        await stage.write("umber 4")
        assert stage.shows("/ umber 4") and stage.shows("11 matches")
        assert [text[slice(*hit)] for hit in pane.hits] == ["umber 4"] * 11
        assert (pane.scroll_offset.y, pane.size.height) == (place, height)
        await stage.press("enter")
        assert stage.here == "article" and "2 of 11" in stage.line
        assert stage.focused_words == "Paragraph number 40 has one sentence of some length."
        assert 0 < focused_line(stage) < height
        await stage.press("n")
        assert "number 41" in stage.focused_words and "3 of 11" in stage.line
        await stage.press("N", "N", "N")
        assert "11 of 11, from the other end" in stage.line
        stage.screen.status.show("")
        assert "n next match" in stage.line and "Esc end of find" in stage.line
        await stage.press("escape")
        assert (pane.scroll_offset.y, stage.focused_words) == (place, words)
        assert (pane.hits, stage.here, stage.opened) == ((), "article", LONG.title)
        await stage.press("n")
        assert stage.opened == STORIES[0].title


async def test_a_find_is_ended_where_one_reads_on_and_with_its_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [LONG, *STORIES], size=NARROW) as stage:
        pane = stage.screen.article_pane
        await stage.press("enter", "/")
        await stage.write("nowhere")
        assert stage.shows("not found")
        await stage.press("enter")
        assert stage.here == "find"
        await stage.press("escape")
        assert stage.here == "article" and not stage.screen.panes.find_open
        await stage.press("/")
        await stage.write("number 70")
        await stage.press("enter", ")")
        place = pane.scroll_offset.y
        await stage.press("escape")
        assert pane.scroll_offset.y == place > 0 and not pane.finding
        await stage.press("/")
        await stage.write("number")
        await stage.press("tab")
        assert stage.here != "find" and not stage.screen.panes.find_open
        await stage.press("tab", "J", "/", "enter")
        assert not pane.finding and stage.here == "article"


async def test_a_find_within_a_search_of_the_library_gives_its_marks_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        pane = stage.screen.article_pane
        await stage.press("/")
        await stage.write("bridge")
        await stage.press("enter", "enter")
        found = pane.hits
        await stage.press("/")
        await stage.write("BUILT")
        await stage.press("enter")
        text = BRIDGE.document.text
        assert {text[slice(*hit)].lower() for hit in pane.hits} == {"built"}
        await stage.press("escape")
        assert pane.hits == found and stage.here == "article"
        await stage.press("escape", "/")
        assert stage.here == "search"
