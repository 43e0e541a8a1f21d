"""Reading: opening, going back, reading on, marks on articles, undo."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Input

from newsreader.domain.query import in_state
from newsreader.library import Library
from newsreader.settings.values import Look
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.pages.help_page import HelpScreen
from newsreader.tui.screen.session_screen import PREVIEW_DELAY
from tests.builders import STORIES, Story, written_beside
from tests.tui.stage import BROAD, Stage, on_stage

TITLES = [story.title for story in STORIES]
LONG = Story(
    "A long story",
    "\n\n".join(f"Paragraph {number} has a sentence. And another one." for number in range(60)),
    age=timedelta(hours=1),
)


async def test_enter_opens_marks_read_and_goes_in(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        assert stage.opened == TITLES[0]
        assert stage.here == "article"
        assert stage.shows("Council votes to rebuild the Iron Bridge", stage.screen.article_pane)
        assert stage.row(TITLES[0]).read
        await stage.until(lambda: stage.shows("All · 2 unread"))
        dots = stage.text(stage.screen.list_pane).count("●")
        assert dots == 2


async def test_every_way_in_and_out(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        for into, out in (("enter", "escape"), ("l", "q"), ("right", "h"), ("l", "left")):
            await stage.press(into)
            assert stage.here == "article"
            await stage.press(out)
            assert stage.here == "list"
        assert stage.app.is_running


async def test_h_at_the_list_goes_to_the_sources_and_esc_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("h")
        assert stage.here == "sources"
        assert stage.shows("Coast Daily")
        await stage.press("escape")
        assert stage.here == "list"


async def test_q_at_the_top_quits_and_so_does_ctrl_q_anywhere(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.pilot.press("q")
        await stage.until(lambda: not stage.app.is_running)
        assert stage.app.return_value == 0
    async with on_stage(tmp_path, None) as stage:
        await stage.press("enter", "c")
        await stage.pilot.press("ctrl+q")
        await stage.until(lambda: not stage.app.is_running)


async def test_a_resting_cursor_shows_the_article_and_leaves_it_unread(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("j")
        await stage.until(lambda: stage.opened == TITLES[1])
        assert stage.here == "list"
        assert not stage.row(TITLES[1]).read
        await stage.press("enter")
        assert stage.row(TITLES[1]).read


async def test_a_single_step_shows_the_article_at_once(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await rest(stage)
        await stage.press("j")
        assert stage.opened == TITLES[1]


async def test_tab_goes_round_from_left_to_right(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter")
        order = []
        for _ in range(3):
            await stage.press("tab")
            order.append(stage.here)
        assert order == ["quotes", "list", "article"]
        await stage.press("shift+tab")
        assert stage.here == "list"
        await stage.press("shift+tab")
        assert stage.here == "quotes"


async def test_next_and_previous_unread_and_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "n")
        assert stage.opened == TITLES[1]
        await stage.press("J", "J")
        assert stage.opened == TITLES[3]
        await stage.press("J")
        assert stage.opened == TITLES[3]
        await stage.press("K", "K", "K")
        assert stage.opened == TITLES[0]
        await stage.press("n")
        assert stage.shows("No more unread articles in this list.")
        await stage.press("m", "J", "N")  # the first one is unread again
        assert stage.opened == TITLES[0]


async def test_back_and_forward_through_what_was_read(tmp_path: Path) -> None:
    first, second, third = (story.title for story in STORIES[:3])
    async with on_stage(tmp_path) as stage:
        await stage.press("ctrl+o")
        assert "Nothing was read before this." in stage.line
        await stage.press("enter", "J", "J", "alt+left")
        assert (stage.opened, stage.here) == (second, "article")
        assert stage.screen.list_pane.current == stage.row(second).id
        await stage.press("3", "ctrl+o")  # from a list in which it is not
        assert (stage.opened, stage.here) == (first, "article")
        await stage.press("alt+right", "ctrl+n")
        assert stage.opened == third
        await stage.press("ctrl+n")
        assert "Nothing was read after this." in stage.line


async def test_space_reads_on_to_the_next_unread_article(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (LONG, *STORIES), size=(120, 30)) as stage:
        pane = stage.screen.article_pane
        await stage.press("space")
        assert stage.opened == LONG.title
        assert stage.row(LONG.title).read
        assert stage.here == "list"
        places = [pane.scroll_offset.y]
        while not pane.at_end:
            await stage.press("space")
            places.append(pane.scroll_offset.y)
        assert places == sorted(set(places)) and len(places) > 3
        assert stage.line.split()[-2:] == ["100", "%"]
        await stage.press("space")
        assert stage.opened == TITLES[0]
        assert stage.row(TITLES[0]).read


async def test_m_toggles_read_and_u_takes_it_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("m")
        assert stage.row(TITLES[0]).read
        await stage.press("m")
        assert not stage.row(TITLES[0]).read
        await stage.press("u")
        assert stage.row(TITLES[0]).read
        await stage.press("u", "u")
        assert not stage.row(TITLES[0]).read
        assert stage.shows("Nothing to undo.")


async def test_all_read_and_undo(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("A")
        assert stage.shows("3 articles marked read; u brings them back.")
        assert "●" not in stage.text(stage.screen.list_pane)
        unread = in_state("unread")
        assert not stage.library.listing(unread).ids
        await stage.press("u")
        assert len(stage.library.listing(unread).ids) == 3
        assert stage.text(stage.screen.list_pane).count("●") == 3
        assert stage.row(TITLES[3]).read  # it was before


async def test_bookmark_and_undo(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("b")
        assert stage.row(TITLES[0]).bookmarked
        assert stage.shows("Bookmarked.")
        assert stage.text(stage.screen.list_pane).count("★") == 2
        await stage.press("u")
        assert not stage.row(TITLES[0]).bookmarked
        assert stage.text(stage.screen.list_pane).count("★") == 1


async def test_an_article_without_address_is_not_opened_in_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browse(url: str) -> str:
        opened.append(url)
        return "Sent to the browser."

    async with on_stage(tmp_path, prepare=lambda _: forget_address(tmp_path)) as stage:
        monkeypatch.setattr(stage.app, "browse", browse)
        await stage.press("o")
        assert stage.shows("This article has no address.")
        await stage.press("j", "o")
        assert opened == ["https://news.example/ferry-strike-enters-third-week"]


def forget_address(folder: Path) -> None:
    with written_beside(folder / "newsreader.db") as db:
        db.execute("UPDATE article SET url = '' WHERE title = ?", (TITLES[0],))


async def test_zen_shows_the_article_alone_and_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "z")
        assert stage.seen == ["article"]
        await stage.press("tab")
        assert stage.here == "article"
        await stage.press("z")
        assert stage.seen == ["list", "article", "quotes"]
        await stage.press("z", "escape")
        assert stage.here == "list"
        assert "list" in stage.seen


async def test_refreshing_without_feeds_says_so(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), prepare=lambda library: library.add_demo()) as stage:
        for key in ("R", "r"):
            await stage.press(key)
            assert stage.shows("There are no feeds yet; a adds one.")


async def test_the_demo_goes_and_comes_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (), prepare=lambda library: library.add_demo()) as stage:
        assert len(stage.titles) == 4
        await stage.press("D")
        assert stage.titles == []
        assert stage.shows("The demo is gone; u brings it back.")
        assert stage.shows("There are no feeds yet.")
        await stage.press("u")
        assert len(stage.titles) == 4
        assert stage.library.feeds()[0].is_demo


async def test_sources_narrow_the_list(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("S")
        assert stage.here == "sources"
        rows = stage.text(stage.screen.sources_pane).splitlines()
        assert [row.split()[:1] for row in rows[:6]] == [
            ["▌"],
            ["Today"],
            ["Unread"],
            ["Bookmarked"],
            ["Read"],
            ["Saved"],
        ]
        while "Coast Daily" not in current_source(stage):
            await stage.press("j")
        await stage.press("enter")
        assert stage.here == "list"
        assert stage.titles == TITLES[1:3]
        assert stage.shows("Coast Daily · 2 unread")


def current_source(stage: Stage) -> str:
    rows = stage.text(stage.screen.sources_pane).splitlines()
    return next(row for row in rows if row.startswith("▌"))


async def test_removing_a_feed_and_undo(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        stage.screen.list_pane.cursor = 1
        await stage.screen.action_do("remove_feed")
        await stage.settle()
        assert stage.shows("Removed Coast Daily; u brings it back.")
        assert stage.titles == [TITLES[0], TITLES[3]]
        await stage.press("u")
        assert stage.titles == TITLES


async def test_renaming_a_feed_and_undo(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        stage.screen.list_pane.cursor = 1
        await stage.screen.action_do("rename_feed")
        dialog = await stage.over(PromptScreen)
        assert dialog.query_one(Input).value == "Coast Daily"
        dialog.query_one(Input).value = "The [b]coast"
        await stage.press("enter")
        assert stage.shows("It is called The [b]coast; u takes that back.")
        assert {one.title for one in stage.library.feeds()} == {
            "The [b]coast",
            "The Harbour Gazette",
        }
        await stage.press("u")
        assert stage.library.find_feed("coast").title == "Coast Daily"
        await stage.screen.action_do("rename_feed")
        await stage.over(PromptScreen)
        await stage.press("escape")
        assert stage.library.find_feed("coast").title == "Coast Daily"


async def test_the_theme_is_changed_and_remembered(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.screen.do("theme", "light")
        await stage.settle()
        assert stage.app.theme == "newsreader-light"
        grounds = {
            segment.style.bgcolor.name
            for segment in stage.screen.article_pane.render_line(0)
            if segment.style and segment.style.bgcolor
        }
        assert grounds == {stage.palette.background}
    async with on_stage(tmp_path, None) as stage:
        assert stage.app.theme == "newsreader-light"


async def test_all_panes_follow_a_theme_that_is_set_from_outside(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("1", "enter")
        screen = stage.screen
        panes = (screen.list_pane, screen.article_pane, screen.sidebar, screen.status)
        before = [colours_of(pane) for pane in panes]
        stage.app.theme = "newsreader-light"
        await stage.settle()
        for pane, dark in zip(panes, before, strict=True):
            light = colours_of(pane)
            assert light and not light & dark, pane


def colours_of(pane: Widget) -> set[str]:
    """Return all colours that a pane is painted in."""
    styles = [segment.style for y in range(pane.size.height) for segment in pane.render_line(y)]
    colours = [colour for one in styles if one for colour in (one.color, one.bgcolor)]
    return {colour.name for colour in colours if colour}


async def test_the_settings_win_over_the_app_when_they_changed_since(tmp_path: Path) -> None:
    async def started(theme: str, *chosen: str) -> str:
        async with on_stage(tmp_path, None, look=Look(theme, glyphs="unicode")) as stage:
            for name in chosen:
                await stage.screen.do("theme", name)
                await stage.settle()
            return stage.app.theme.removeprefix("newsreader-")

    assert await started("dark", "light") == "light"
    assert await started("dark") == "light"  # what was chosen in the app stays
    assert await started("light") == "light"
    assert await started("dark") == "light"
    assert await started("light", "dark") == "dark"
    assert await started("light") == "dark"  # chosen under the present settings
    assert await started("dark", "light", "dark") == "dark"  # the settings win, then the app
    assert await started("light") == "light"  # and the settings again


async def test_a_theme_chosen_under_an_earlier_release_is_kept(tmp_path: Path) -> None:
    def choose(library: Library) -> None:
        library.keep("theme", "newsreader-light")

    async with on_stage(tmp_path, prepare=choose) as stage:
        assert stage.app.theme == "newsreader-light"

    def scribble(library: Library) -> None:
        library.keep("theme", '{"chosen": "mauve", "in_file": "dark"}')

    async with on_stage(tmp_path, None, prepare=scribble) as stage:
        assert stage.app.theme == "newsreader-dark"


async def test_keys_of_the_reader_replace_those_of_the_table(tmp_path: Path) -> None:
    async with on_stage(tmp_path, keys={"bookmark": "B"}) as stage:
        await stage.press("b")
        assert not stage.row(TITLES[0]).bookmarked
        await stage.press("B")
        assert stage.row(TITLES[0]).bookmarked
        await stage.press("?")
        screen = await stage.over(HelpScreen)
        keys = stage.text(screen.query_one("VerticalScroll Static"))
        assert re.search(r"^ *B +Keep", keys, re.MULTILINE)


async def test_all_read_means_what_is_listed(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("ferry")
        await stage.until(lambda: stage.titles == TITLES[1:2])
        await stage.press("enter", "A")
        assert stage.shows("1 article marked read; u brings it back.")
        assert not stage.row(TITLES[0]).read
        assert stage.row(TITLES[1]).read


async def test_the_last_line_names_the_keys_of_the_reader(tmp_path: Path) -> None:
    async with on_stage(tmp_path, keys={"add_feed": "F"}) as stage:
        assert "F add feed" in stage.line


async def rest(stage: Stage) -> None:
    """Wait until a preview that is under way would have come."""
    rung: list[bool] = []
    stage.screen.set_timer(2 * PREVIEW_DELAY, lambda: rung.append(True))
    await stage.until(lambda: rung)
    await stage.settle()


async def test_what_is_read_in_the_unread_list_stays_open_and_in_its_place(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("2", "enter")
        await stage.until(lambda: stage.shows("Unread · 2 unread"))
        await stage.session.look_for_news()
        await stage.settle()
        await rest(stage)
        assert stage.opened == STORIES[0].title
        await stage.press("J")
        assert stage.opened == STORIES[1].title


async def test_what_is_marked_leaves_the_unread_list_but_not_what_was_read_there(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("2", "enter")
        await stage.until(lambda: stage.shows("Unread · 2 unread"))
        assert stage.titles == TITLES[:3], "what is open stays in its place"
        await stage.press("J")
        await stage.until(lambda: stage.shows("Unread · 1 unread"))
        assert stage.titles == TITLES[:3], "what was just read, too"
        await stage.press("escape", "A")
        await stage.until(lambda: stage.titles == TITLES[:2])
        assert stage.opened == TITLES[1]
        await stage.press("u")
        await stage.until(lambda: stage.titles == TITLES[:3])
