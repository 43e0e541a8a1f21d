"""The tree of sources: its order, its counts, folding, folders and saved views, by keys."""

from dataclasses import replace
from pathlib import Path

from newsreader.domain.feed import Feed
from newsreader.domain.health import State
from newsreader.domain.query import Query
from newsreader.domain.saved_view import SavedView
from newsreader.library import Library
from newsreader.protocol import Watched
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.listing.sources import Shelf, Source, SourceKind, find_sources, list_sources
from newsreader.tui.pages.sources_page import SourcesPage
from tests.builders import NOW, STORIES, Story, bring, written_beside
from tests.tui.stage import Stage, on_stage

TITLES = [story.title for story in STORIES]
WELL = Feed(1, "https://a.example/", "Alpha", unread=2)
ILL = Feed(2, "https://b.example/", "Beta", folder="News/Africa", unread=3, error="Gone.")
SHELF = Shelf(
    (WELL, replace(ILL, state=State.BROKEN), Feed(3, "https://c.example/", "Gamma", folder="News")),
    ("Empty", "News", "News/Africa"),
    (SavedView(7, "Bridges", "bridge is:unread"), SavedView(8, "Old", "is:nothing-known")),
    {"All": 4, "Unread": 4, "7": 4, "Today": 1, "Read later": 6, "Changed": 2},
)


def drawn(sources: tuple[Source, ...]) -> list[str]:
    return [f"{'  ' * one.depth}{one.title} {one.unread}".removesuffix(" 0") for one in sources]


def test_the_tree_has_what_is_always_there_then_views_then_folders() -> None:
    sources = list_sources(SHELF, NOW)
    assert drawn(sources) == [
        *("All 4", "Today 1", "Unread 4", "Bookmarked", "Read later 6"),
        *("Saved", "Highlighted", "Changed 2"),
        *("Bridges 4", "Old", "Alpha 2", "Empty"),
        *("News 3", "  Gamma", "  Africa 3", "    Beta 3"),
    ]
    by_title = {one.title: one for one in sources}
    assert "cannot be asked" in by_title["Old"].error
    assert by_title["Beta"].error == "Gone." and by_title["Africa"].error == ""


def test_a_folded_folder_hides_what_is_in_it_but_not_that_something_is_broken() -> None:
    sources = list_sources(SHELF, NOW, {"News"})
    assert drawn(sources)[-2:] == ["Empty", "News 3"]
    assert "cannot be read" in sources[-1].error
    assert drawn(list_sources(SHELF, NOW, {"News/Africa"}))[-2:] == ["  Gamma", "  Africa 3"]


def test_a_few_letters_find_a_source_the_likeliest_first() -> None:
    sources = list_sources(SHELF, NOW)

    def found(words: str) -> list[str]:
        return [one.title for one in find_sources(sources, words)]

    assert found("a") == ["All", "Alpha", "Africa", "Today", *found("a")[4:]]
    assert found("bet") == ["Beta"] and found("AFR") == ["Africa", "Beta"]
    assert found("news bet") == ["Beta"] and found("zzz") == []
    assert found("") == [one.title for one in sources]
    assert [one.title for one in find_sources([Source("Der Süden", Query())], "suden")]


async def go_to(stage: Stage, title: str) -> None:
    pane = stage.screen.sources_pane
    pane.cursor = [one.title for one in pane.sources].index(title)
    await stage.settle()


def titles(stage: Stage) -> list[str]:
    return [one.title for one in stage.screen.sources_pane.sources]


async def test_folders_are_made_filled_folded_renamed_and_removed_by_keys(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("S", "F")
        await stage.over(PromptScreen)
        await stage.write("Near/Coast")
        await stage.press("enter")
        assert titles(stage)[-2:] == ["Near", "Coast"]
        await go_to(stage, "Coast Daily")
        await stage.press("M")
        await stage.over(ChoiceScreen)
        await stage.press("down", "enter")
        assert titles(stage)[-3:] == ["Near", "Coast", "Coast Daily"]
        assert stage.screen.source is not None and stage.screen.source.title == "Coast Daily"
        await stage.press("minus")
        assert titles(stage)[-2:] == ["Near", "Coast"]
        assert stage.screen.source.title == "Coast"
        assert stage.library.recall("folded folders") == '["Near/Coast"]'
        await stage.press("comma", "enter")
        await stage.over(PromptScreen)
        await stage.press("ctrl+u")
        await stage.write("Shore")
        await stage.press("enter")
        assert titles(stage)[-2:] == ["Near", "Shore"]
        await go_to(stage, "Near")
        await stage.press("d")
        assert "Near" not in titles(stage) and "Shore" in titles(stage)
        await stage.press("u")
        assert "Near" in titles(stage)


async def test_a_click_on_the_sign_of_a_folder_folds_it_and_on_its_name_lists_it(
    tmp_path: Path,
) -> None:
    def fill(library: Library) -> None:
        library.file_feeds([one.id for one in library.feeds()], "News")

    async with on_stage(tmp_path, prepare=fill) as stage:
        await stage.press("S")
        row = titles(stage).index("News")
        line = stage.screen.sources_pane.places.top(row)
        assert line > row  # a heading stands before the folders
        await stage.pilot.click("#sources", offset=(1, line))
        await stage.settle()
        assert titles(stage)[-1] == "News"
        await stage.pilot.click("#sources", offset=(1, line - 1))  # the heading
        await stage.pilot.click("#sources", offset=(1, line))
        await stage.settle()
        assert titles(stage)[row] == "News" and len(titles(stage)) > row + 1
        await stage.pilot.click("#sources", offset=(8, line))
        await stage.settle()
        assert stage.session.list.query.title == "News"


async def test_a_search_is_saved_listed_in_its_own_order_and_forgotten(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("/")
        await stage.write("bridge")
        found = list(stage.screen.listing.ids) if stage.screen.listing else []
        await stage.press("ctrl+s")
        await stage.over(PromptScreen)
        await stage.press("enter")
        assert [one.query for one in stage.library.saved_views()] == ["bridge"]
        await stage.press("escape", "escape", "S")
        await go_to(stage, "bridge")
        source = stage.screen.source
        assert source is not None and source.kind is SourceKind.VIEW and source.unread
        await stage.press("enter")
        assert stage.screen.listing is not None
        assert sorted(stage.screen.listing.ids) == sorted(found) != []
        assert stage.session.list.query.title == "bridge"
        await stage.press("2")
        assert stage.session.list.query.title == "bridge, unread"
        await stage.press("1", "S")
        await go_to(stage, "bridge")
        await stage.press("d")
        assert stage.library.saved_views() == ()
        await stage.press("u")
        assert [one.name for one in stage.library.saved_views()] == ["bridge"]


async def test_a_view_that_tells_is_told_of_by_the_fetcher_only(tmp_path: Path) -> None:
    def save(library: Library) -> None:
        library.add_view("Ferries", "ferry", notify=True)

    async with on_stage(tmp_path, prepare=save) as stage:
        bring(stage.library.path, Story("Ferry strike ends"))
        await stage.session.look_for_news()
        await stage.settle()
        assert not list(stage.app._notifications)
        event = Watched("Ferries", (1,), "1 new in Ferries", "Ferry strike ends", shown=True)
        stage.session.fetcher.hear(event)
        await stage.settle()
        assert [one.message for one in stage.app._notifications] == ["Ferry strike ends"]


async def test_the_list_has_the_order_that_is_chosen_in_other_sources_too(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("O", "down", "down", "enter")
        assert stage.session.list.query.sort == "-date"
        assert stage.titles == TITLES[::-1]
        await stage.press("S")
        await go_to(stage, "Coast Daily")
        await stage.press("enter")
        assert stage.titles == TITLES[2:0:-1]


async def test_the_next_feed_with_unread_articles_is_listed_round_to_the_first(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        shown = []
        for _ in range(3):
            await stage.press("semicolon")
            shown.append(stage.session.list.query.title)
        assert shown == [
            *("Coast Daily, unread", "The Harbour Gazette, unread", "Coast Daily, unread")
        ]


async def test_what_is_set_aside_is_counted(tmp_path: Path) -> None:
    def set_aside(_library: Library) -> None:
        with written_beside(tmp_path / "newsreader.db") as db:
            db.execute("UPDATE article SET later = 1 WHERE title IN (?, ?)", TITLES[2:])

    async with on_stage(tmp_path, prepare=set_aside) as stage:
        await stage.press("S")
        await go_to(stage, "Read later")
        assert stage.screen.source is not None and stage.screen.source.unread == 1
        await stage.press("enter")
        assert stage.titles == TITLES[2:]
        assert stage.session.list.query.title == "Read later"


async def test_a_feed_is_drawn_into_a_folder_and_out_of_it_by_the_mouse(tmp_path: Path) -> None:
    async with on_stage(tmp_path, prepare=lambda library: library.make_folder("Near")) as stage:
        await stage.press("S")
        pane = stage.screen.sources_pane

        async def draw(title: str, onto: str) -> None:
            rows = [pane.places.top(titles(stage).index(one)) for one in (title, onto)]
            await stage.pilot.mouse_down(pane, offset=(6, rows[0]))
            await stage.pilot.hover(pane, offset=(6, rows[1]))
            await stage.pilot.mouse_up(pane, offset=(6, rows[1]))
            await stage.settle()

        listed = stage.session.list.query.title
        await draw("Coast Daily", "Near")
        assert stage.shows("Coast Daily is in Near; u takes that back.")
        assert titles(stage)[-2:] == ["Near", "Coast Daily"]
        await draw("Coast Daily", "All")
        assert stage.shows("Coast Daily is in no folder")
        assert titles(stage)[-1] == "Near"
        await draw("All", "Near")
        assert titles(stage)[-1] == "Near" and stage.session.list.query.title == listed


async def test_on_a_vast_screen_headlines_have_room_and_any_article_is_opened(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, size=(200, 50)) as stage:
        await stage.press("S")
        widths = [stage.screen.query_one(f"#{one}-box").size.width for one in ("sources", "list")]
        assert widths == [35, 49]  # without the rule between them
        await stage.screen.action_do("random")
        await stage.settle()
        assert stage.opened in TITLES and not stage.session.reading.previewing


async def test_the_tree_has_gutter_guides_and_counts_and_a_key_goes_to_a_feed(
    tmp_path: Path,
) -> None:
    def fill(library: Library) -> None:
        library.file_feeds([one.id for one in library.feeds() if "Coast" in one.title], "Near/Sea")
        with written_beside(library.path) as database:
            database.execute("UPDATE feed SET error = 'Gone.' WHERE folder <> ''")

    async with on_stage(tmp_path, prepare=fill, size=(160, 45)) as stage:
        pane = stage.screen.sources_pane
        rows = [one.rstrip() for one in stage.text(pane).splitlines()]
        width = pane.size.width
        at = next(number for number, row in enumerate(rows) if row.startswith("   Feeds ──"))
        assert rows[at + 1] == "   The Harbour Gazette".ljust(width - 3) + "1"
        assert rows[at + 2 : at + 5] == [
            "   ▾ Near".ljust(width - 3) + "2",
            "   │ ▾ Sea".ljust(width - 3) + "2",
            " ! │ │ Coast Daily".ljust(width - 3) + "2",
        ]
        await stage.press("z", "ctrl+g")
        page = await stage.over(SourcesPage)
        await stage.write("coas")
        assert stage.shows("Coast Daily  Near/Sea") and stage.shows("1 feed.")
        await stage.write("xyz")
        assert stage.shows("Nothing has these letters in its title or folder.")
        await stage.press("escape")
        assert stage.app.screen is stage.screen and page.is_running is False
        await stage.press("ctrl+g")
        await stage.over(SourcesPage)
        await stage.write("sea")
        await stage.press("down", "enter")
        assert stage.session.list.query.title == "Coast Daily" and stage.here == "list"
        assert stage.screen.source is not None and stage.screen.source.title == "Coast Daily"
        assert stage.titles == TITLES[1:3]
