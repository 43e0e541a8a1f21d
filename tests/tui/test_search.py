"""The live search: it narrows as one types, marks what it finds, and ends without a trace."""

from pathlib import Path

from rich.color import Color

from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.dialogs.query_prompt import QueryPromptScreen
from newsreader.tui.widgets.query_line import QueryLine
from tests.builders import STORIES, Story, bring
from tests.tui.stage import NARROW, Stage, on_stage
from tests.tui.test_list import MANY

TITLES = [story.title for story in STORIES]


def marked(stage: Stage) -> list[str]:
    """Return the words that are marked as found in the article."""
    pane = stage.screen.article_pane
    assert pane.opened is not None
    return [pane.opened.document.text[slice(*hit)] for hit in pane.hits]


async def test_typing_narrows_the_list_and_esc_brings_it_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("2", "/")
        assert stage.here == "search"
        assert "Enter go to what is found   Esc end of search   Ctrl+S" in stage.line
        await stage.press("f", "e", "r", "r")
        await stage.until(lambda: stage.titles == TITLES[1:2])
        assert stage.shows("“ferr” · 1 found")
        await stage.press("backspace", "backspace", "backspace", "backspace")
        await stage.write("harbour")
        await stage.until(lambda: stage.titles == TITLES[2:3])
        await stage.press("enter")
        assert stage.here == "list"
        assert "Enter open   Space read on" in stage.line
        await stage.press("escape")
        assert stage.here == "list"
        await stage.until(lambda: stage.titles == TITLES[:3])
        assert stage.shows("Unread · 3 unread")


async def test_hits_are_marked_in_the_article_and_n_goes_to_the_next(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("bridge")
        await stage.until(lambda: len(stage.titles) == 1)
        await stage.press("enter", "enter")
        assert stage.opened == TITLES[0]
        assert marked(stage) == ["bridge", "bridge"]
        pane = stage.screen.article_pane
        hits = pane.hits
        await stage.press("n")
        assert pane.state.hit == hits[0]
        assert "bridge" in stage.focused_words
        await stage.press("n")
        assert pane.state.hit == hits[1]
        await stage.press("N")
        assert pane.state.hit == hits[0]
        await stage.press("escape", "escape")
        await stage.until(lambda: len(stage.titles) == len(TITLES))
        assert marked(stage) == [] and pane.state.hit is None


async def test_esc_in_the_search_line_ends_the_search(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("j", "/")
        await stage.write("bridge")
        await stage.until(lambda: stage.titles == TITLES[:1])
        await stage.press("escape")
        await stage.until(lambda: stage.titles == TITLES)
        assert stage.here == "list"
        assert not stage.screen.query_one("#search").display
        await stage.press("/")
        assert stage.screen.query_one("#search").display
        assert stage.shows("search titles and texts")  # nothing is left of the last one


async def test_queries_narrow_too(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("is:read")
        await stage.until(lambda: stage.titles == TITLES[3:])
        for _ in "is:read":
            await stage.pilot.press("backspace")
        await stage.write("tag:later")
        await stage.until(lambda: stage.titles == TITLES[3:])


async def test_what_is_wrong_with_a_query_is_said_below_it_and_the_list_stays(
    tmp_path: Path,
) -> None:
    def wrong_part() -> str:
        line = stage.app.screen.query_one(QueryLine).render_line(0)
        return "".join(one.text for one in line if one.style and one.style.underline)

    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("/")
        await stage.write(" ferry is:foo")
        hint = stage.screen.search_hint
        await stage.until(lambda: stage.shows("“is:foo” is not known; there are", hint))
        assert stage.shows("broken.", hint)  # the sentence is there to its end
        assert wrong_part() == "is:foo"
        assert "is:foo" not in stage.line
        assert stage.titles == TITLES
        assert stage.shows("All · 3 unread")
        await stage.press("enter")  # it is to be mended first
        assert stage.here == "search"
        await stage.press(*["backspace"] * len("foo"))
        await stage.write("unread")
        await stage.until(lambda: stage.titles == TITLES[1:2])
        assert not stage.text(hint).strip()
        assert wrong_part() == ""
        await stage.write(" is:foo")
        await stage.until(lambda: stage.shows("is not known", hint))
        await stage.press("ctrl+s")
        assert stage.shows("This search is not understood yet; mend it first.")
        await stage.press("escape")
        await stage.until(lambda: stage.titles == TITLES)
        assert not hint.display
        await stage.screen.action_do("save_view")
        prompt = await stage.over(PromptScreen)
        await stage.write("(a or is:foo b")
        await stage.until(lambda: wrong_part() == "is:foo")
        assert stage.shows("“is:foo” is not known; there are")
        prompt.query_one(QueryLine).value = "(a or b"
        await stage.press("enter")
        assert stage.app.screen is prompt
        assert stage.shows("This “(” is not closed.")
        assert wrong_part() == "("


async def test_signs_that_mean_something_elsewhere_are_only_text(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        for words in ("[", '"[/b] NEAR(', '" - * a:b', "^x \\"):
            await stage.press("/")
            await stage.write(words)
            await stage.settle()
            await stage.press("escape")
            await stage.until(lambda: stage.titles == TITLES)


async def test_nothing_found_is_said(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("zeppelin")
        await stage.until(lambda: stage.titles == [])
        assert stage.shows("Nothing is found.")
        assert stage.shows("“zeppelin” · 0 found")
        await stage.press("enter", "n", "enter", "J", "m", "b")
        assert stage.here == "list"


async def test_after_the_last_hit_n_goes_to_the_next_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("the")
        await stage.until(lambda: len(stage.titles) == 4)
        await stage.press("enter", "enter")
        first = stage.opened
        hits = len(marked(stage))
        await stage.press(*["n"] * hits)
        assert stage.opened == first
        await stage.press("n")
        assert stage.opened == stage.titles[1]
        assert marked(stage)


async def test_letters_that_are_commands_elsewhere_are_letters_here(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/", "q", "D", "u", "b", "?", ":", " ")
        assert stage.here == "search"
        assert stage.shows("qDub?:")
        assert stage.app.screen is stage.screen
        assert not any(stage.row(title).bookmarked for title in TITLES[:3])


async def test_the_cursor_is_where_it_was_after_a_search(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MANY) as stage:
        pane = stage.screen.list_pane
        await stage.until(lambda: pane.count == len(MANY))
        await stage.press("/")
        await stage.write('"Story 0150"')
        await stage.until(lambda: pane.count == 1)
        await stage.press("enter", "escape")
        await stage.until(lambda: pane.count == len(MANY))
        assert pane.cursor == 0
        assert stage.shows("Story 0000", pane)


async def test_a_search_that_finds_nothing_here_says_so_and_enter_widens_it(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("2", "/")
        await stage.write("library")
        await stage.until(lambda: stage.titles == [])
        await stage.until(lambda: stage.shows("0 here · 1 in all"))
        assert stage.shows("1 in all; Enter widens.")
        await stage.press("enter")
        await stage.until(lambda: stage.titles == TITLES[3:])
        assert stage.shows("“library” · 1 found")
        await stage.press("enter", "escape")
        assert stage.titles == TITLES[:3]
        assert stage.shows("Unread · 3 unread")


async def test_a_search_that_finds_some_here_says_how_many_there_are_in_all(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("2", "/")
        await stage.write("the")
        await stage.until(lambda: stage.shows("“the” · 3 here · 4 in all"))
        await stage.press("enter")
        assert stage.here == "list"
        assert stage.shows("3 here · 4 in all")


async def test_esc_goes_back_to_the_row_and_the_article_of_before(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MANY) as stage:
        pane = stage.screen.list_pane
        await stage.until(lambda: pane.count == len(MANY))
        pane.cursor = 150
        await stage.press("k", "space")
        row, top, opened = pane.cursor, pane.scroll_offset.y, stage.opened
        assert opened == "Story 0149"
        await stage.press("/")
        await stage.write('"Story 0007"')
        await stage.until(lambda: stage.titles == ["Story 0007"])
        await stage.press("enter", "enter")
        assert stage.opened == "Story 0007"
        await stage.press("escape", "escape")
        assert (pane.cursor, pane.scroll_offset.y) == (row, top)
        assert stage.opened == opened
        assert stage.session.list.listing is not None
        assert len(stage.session.list.listing.ids) == len(MANY)


async def test_news_do_not_change_what_was_searched_for(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("ferry")
        await stage.until(lambda: stage.titles == TITLES[1:2])
        listing = stage.session.list.listing
        bring(stage.library.path, Story("Ferry strike ends"))
        await stage.session.look_for_news()
        await stage.settle()
        assert stage.session.list.listing is listing
        await stage.press("escape")
        await stage.until(lambda: stage.titles == ["Ferry strike ends", *TITLES])


async def test_the_words_found_are_marked_in_the_list_with_those_around_them(
    tmp_path: Path,
) -> None:
    def marked_words(number: int) -> list[str]:
        pane = stage.screen.list_pane
        found = pane.palette.accent
        return [
            one.text
            for line in pane.draw_row(number, 60, current=False)
            for one in line
            if one.style and one.style.bold and one.style.color == Color.parse(found)
        ]

    async with on_stage(tmp_path) as stage:
        pane = stage.screen.list_pane
        assert not stage.shows("pier would not", pane)
        await stage.press("/")
        await stage.write("pier or ferry")
        await stage.until(lambda: len(stage.titles) == 2)
        rows = {title: marked_words(number) for number, title in enumerate(stage.titles)}
        assert rows == {TITLES[0]: ["pier"], TITLES[1]: ["Ferry"]}
        assert stage.shows("pier would not", pane)
        await stage.press("escape")
        await stage.until(lambda: stage.titles == TITLES)
        assert not stage.shows("pier would not", pane)
        assert marked_words(0) == []


async def test_fields_and_names_are_completed_as_one_types(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("bridge spea")
        line = stage.screen.search_line
        await stage.until(lambda: line._suggestion == "bridge speaker:")
        await stage.press("right")
        assert line.value == "bridge speaker:"
        await stage.until(lambda: bool(stage.screen.session.names.known.speakers))
        await stage.write('"Jane')
        await stage.until(lambda: line._suggestion == 'bridge speaker:"Jane Roe"')
        await stage.press("right")
        await stage.until(lambda: stage.titles == TITLES[:1])
        assert line.cursor_at_end


async def test_the_piece_at_the_cursor_takes_the_spelling_of_a_name(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.until(lambda: bool(stage.session.names.known.feeds))
        line, hint = stage.screen.search_line, stage.screen.search_hint
        await stage.write("is:unread")
        await stage.press("home")
        await stage.write("feed:COAST")
        assert stage.shows('→ "Coast Daily"', hint)
        assert not line._suggestion  # which would stand at the end of the line
        await stage.press("left")  # who moves the cursor wants nothing of that
        assert not stage.shows("→", hint)
        await stage.press("right", "right")
        assert line.value == "feed:COASTis:unread"
        await stage.press("left")
        await stage.write("D")
        await stage.press("backspace")
        assert stage.shows('→ "Coast Daily"', hint)
        await stage.press("right")
        assert line.value == 'feed:"Coast Daily"'
        await stage.until(lambda: stage.titles == TITLES[1:3])
        assert not stage.text(hint).strip()


async def test_a_name_that_nothing_has_is_said_and_the_beginning_of_one_is_awaited(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        hint = stage.screen.search_hint
        await stage.press("/")
        await stage.write("tag:la")
        await stage.until(lambda: stage.shows("“tag:la” · 4 found"))
        assert stage.shows("→ later", hint)
        await stage.press("enter")  # so it asks for nothing that there is
        assert stage.here == "search"
        assert stage.shows("Nothing is tagged “la”", hint)
        assert stage.shows("did you mean “tag:later”?", hint)
        await stage.write("ter")
        await stage.until(lambda: stage.titles == TITLES[3:])
        assert not stage.text(hint).strip()
        await stage.write("x")
        await stage.until(lambda: stage.shows("Nothing is tagged “laterx”", hint))
        assert stage.titles == TITLES[3:]
        await stage.press("escape")
        await stage.screen.action_do("save_view")
        prompt = await stage.over(QueryPromptScreen)
        await stage.write("folder:x feed:coa")
        assert stage.shows('→ "Coast Daily"')
        await stage.press("right")
        assert prompt.query_one(QueryLine).value == 'folder:x feed:"Coast Daily"'
        prompt.query_one(QueryLine).value = "tag:soon"
        await stage.press("enter")
        await stage.write("Soon")
        await stage.press("enter")
        await stage.until(lambda: stage.shows("Nothing is tagged “soon”."))
        assert [one.query for one in stage.library.saved_views()] == ["tag:soon"]
