"""The same story of several outlets: one row, unfolded by a key, compared in the sidebar."""

from pathlib import Path

from tests.builders import Story
from tests.tui.stage import on_stage

WORDS = "We close the quay for the whole of the winter, and nobody likes it,"
TEXT = (
    "The harbour board closed the eastern quay on Tuesday after divers found that the old piles "
    f"had rotted below the water line.\n\n“{WORDS}” said Ann Shaw, who chairs the board.\n\n"
    "The fishing fleet was moved to the basin behind the mill, and the market will open an hour "
    "later until new piles have been driven."
)
CUT = "We close the quay for the whole of the winter"
FULL = Story("Quay closed", TEXT, ((WORDS, "Ann Shaw"),), "Gazette", url="https://a.example/1")
SHORT = Story(
    "Divers find rotten piles",
    TEXT.replace(f"“{WORDS}” said Ann Shaw, who chairs", f"Ann Shaw said: “{CUT}.” She chairs"),
    ((CUT, "Ann Shaw"),),
    "Coast Daily",
    url="https://b.example/1",
)
ALONE = Story("Tram depot sold", feed="Coast Daily", url="https://b.example/2")


async def test_a_story_is_one_row_that_unfolds_and_is_read_everywhere(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FULL, SHORT, ALONE)) as stage:
        pane = stage.screen.list_pane
        assert sorted(stage.titles) == ["Quay closed", "Tram depot sold"]
        assert stage.shows("All · 2 unread")
        assert [one.unread for one in stage.session.sources[:3]] == [2, 2, 2]
        pane.cursor = stage.titles.index("Quay closed")
        assert "Gazette · 2 outlets" in stage.text(pane)
        await stage.press("equals_sign")
        at = stage.titles.index("Quay closed")
        assert stage.titles[at : at + 2] == ["Quay closed", "Divers find rotten piles"]
        await stage.press("m")
        assert [one.read for one in stage.library.copies(pane.current or 0)] == [True, True]
        assert stage.shows("All · 1 unread")
        assert [one.unread for one in stage.session.sources[:3]] == [1, 1, 1]
        await stage.press("u")
        assert [one.read for one in stage.library.copies(pane.current or 0)] == [False, False]
        assert not stage.shows("★", pane) and not stage.shows("☆", pane)
        await stage.press("j", "b")  # the other outlet's
        assert stage.shows("★", pane)
        await stage.press("k")
        await stage.until(lambda: stage.opened == "Quay closed")
        await stage.press("equals_sign")
        assert sorted(stage.titles) == ["Quay closed", "Tram depot sold"]
        assert stage.shows("☆", pane)


async def test_a_story_of_one_feed_says_that_there_is_nothing_to_unfold(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (ALONE,)) as stage:
        await stage.press("equals_sign")
        assert stage.shows("No other feed carries this story.")


async def test_the_sidebar_tells_how_others_cut_and_introduced_a_quote(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FULL, SHORT), size=(140, 40)) as stage:
        await stage.press("enter")
        told = " ".join(stage.text(stage.screen.sidebar).replace("▎", " ").split())
        assert "Coast Daily, cut to 10 of 14 words" in told
