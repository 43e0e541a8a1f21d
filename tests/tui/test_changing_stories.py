"""Stories that change, or go, while they are on the screen."""

from dataclasses import replace
from pathlib import Path

from textual.widgets import Static

from newsreader.domain.query import Query
from newsreader.storage import feed_removal
from newsreader.storage.safety.opening import open_library
from tests.builders import STORIES, Story, bring, feed_url, id_of, written_beside
from tests.tui.stage import BROAD, NARROW, Stage, on_stage
from tests.tui.test_article import on_disk

BRIDGE = STORIES[0]
SHORTER = replace(BRIDGE, text="The council met. It voted.", said=())
"""The same story, rewritten by its paper."""
LONGER = replace(BRIDGE, text=f"An editor's note stands first.\n\n{BRIDGE.text}")


async def rewrite(stage: Stage, folder: Path, story: Story) -> None:
    """Let the fetcher bring another version, and wait until it is on the screen."""
    bring(folder / "newsreader.db", story)
    await stage.until(
        lambda: stage.screen.opened and stage.screen.opened.document.text == story.document.text
    )


async def test_a_longer_version_keeps_the_highlight_on_its_words(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "}", "}", "H")
        await rewrite(stage, tmp_path, LONGER)
        assert stage.shows("An editor's note stands first.")
        assert stage.screen.opened is not None
        (mark,) = stage.screen.opened.highlights
        assert stage.screen.opened.document.text[mark.start : mark.end] == "Work begins in spring."


async def test_a_changed_story_is_told_until_it_is_opened(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        sundays = STORIES[3].title
        with written_beside(tmp_path / "newsreader.db") as db:
            db.execute("UPDATE article SET changed = 0 WHERE read = 1")
        await stage.session.look_for_news()
        await stage.settle()
        assert stage.text(stage.screen.list_pane).count("★ ≠") == 1
        (source,) = (one for one in stage.screen.sources if one.title == "Changed")
        assert source.unread == 1
        stage.session.list.show(source)
        await stage.settle()
        assert stage.titles == [sundays]
        await stage.press("enter")
        assert stage.opened == sundays and stage.titles == [sundays], "it keeps its row"
        assert "The publisher changed this text on 1 Jan 1970." in stage.line
        assert stage.row(sundays).changed is None
        assert "≠" not in stage.text(stage.screen.list_pane)


async def test_a_shorter_version_leaves_every_key_working(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "}", "}")
        await rewrite(stage, tmp_path, SHORTER)
        await stage.press(")", "(", "]", "}", "v", ")", "w", "escape", "C", "y", "tab")
        assert stage.app.is_running


async def test_quotes_that_are_gone_leave_the_sidebar_in_order(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "tab", "j")
        await rewrite(stage, tmp_path, SHORTER)
        await stage.press("j", "k", "G", "enter", "H", "c", "escape", "y", "escape")
        assert stage.app.is_running
        assert stage.shows("Marks 1") and not stage.shows("Quotes")


async def test_an_article_that_is_gone_leaves_every_key_working(tmp_path: Path) -> None:
    async with on_stage(tmp_path, STORIES[:1]) as stage:
        await stage.press("enter", ")", "v")
        database = open_library(tmp_path / "newsreader.db").database
        found = database.rows("SELECT id FROM feed WHERE url = ?", (feed_url(BRIDGE.feed),))
        feed_removal.take_out(database, found[0][0])
        database.close()
        await stage.until(lambda: stage.screen.opened is None)
        keys = (")", "]", "v", "w", "H", "C", "c", "t", "y", "m", "b", "e", "o", "z", "space", "n")
        await stage.press(*keys, "J", "K", "G", "g", "ctrl+d", "enter", '"', "tab", "escape", "q")
        assert stage.titles == []


async def test_a_mark_on_what_is_gone_does_no_harm(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "}", "}")
        await rewrite(stage, tmp_path, SHORTER)
        await stage.press("H")
        assert stage.app.is_running
        assert stage.focused_words in SHORTER.text


async def test_a_selection_of_what_is_gone_does_no_harm(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "}", "v", ")")
        await rewrite(stage, tmp_path, SHORTER)
        await stage.press("w", "b", "H")
        assert stage.app.is_running


async def test_a_mark_made_before_the_screen_has_heard_of_a_change(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "}", "}", "}")
        words = stage.focused_words
        bring(tmp_path / "newsreader.db", LONGER)
        await stage.press("H")
        assert {one.text for one in on_disk(stage)} <= {words}


async def test_a_changed_passage_is_told_and_the_story_is_seen_as_it_was(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", "p")
        assert "No earlier version" in stage.line
        await stage.press("}", "}", "}", "H")
        await rewrite(stage, tmp_path, SHORTER)
        await stage.session.look_for_news()
        await stage.until(lambda: "1 passage that you marked was changed" in stage.line)
        await stage.press("p")
        assert stage.shows("Work begins in spring.") and stage.shows("As it was: version 1")
        assert stage.screen.opened is not None
        (mark,) = stage.screen.opened.highlights
        assert stage.screen.opened.document.text[mark.start : mark.end] == "Work begins in spring."
        await stage.press("}", "H")
        assert "as it was; p leads to it as it is now" in stage.line
        await stage.session.look_for_news()
        await stage.press("p")
        assert stage.shows("The council met. It voted.") and not stage.shows("As it was")


async def test_what_a_changed_passage_said_is_told_at_its_place(tmp_path: Path) -> None:
    later = replace(BRIDGE, text=BRIDGE.text.replace("in spring", "in autumn"))
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("enter", "}", "}", "}", "H", "{")
        await rewrite(stage, tmp_path, later)
        await stage.press("G")
        assert stage.shows("≠ “spring” →"), "beside the text"
        await stage.resize((52, 20))
        assert stage.shows("≠ Work begins in autumn.") and not stage.shows("“spring”")
        await stage.press("g", "]", "]", "]")  # a key brings one to it
        said = stage.screen.query_one("#note", Static)
        assert said.display and str(said.content) == "≠ “spring” → “autumn”"


async def test_whose_words_were_reworded_is_told_of_a_marked_story(tmp_path: Path) -> None:
    later = replace(BRIDGE, said=(), text=BRIDGE.text.replace("We will rebuild", "We may repair"))
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("enter", "}", "}", "}", "H", "escape")
        await stage.press("j", "enter")
        bring(tmp_path / "newsreader.db", later)
        with written_beside(tmp_path / "newsreader.db") as db:
            db.execute("UPDATE article SET changed = 0 WHERE title = ?", (BRIDGE.title,))
        stage.session.open(id_of(stage.library, BRIDGE.title))
        await stage.settle()
        assert "Words of Jane Roe were reworded." in " ".join(stage.text().split())


async def test_a_highlight_without_its_words_is_listed_noted_and_deleted(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=BROAD) as stage:
        await stage.press("enter", "}", "}", "}", "H")
        await rewrite(stage, tmp_path, SHORTER)
        await stage.press("tab")
        assert stage.here == "quotes" and stage.shows("no longer in the text")
        await stage.press("c")
        await stage.write("they took it out")
        await stage.press("ctrl+s", "C")
        (one,) = stage.library.highlights(Query())
        assert (one.note, one.colour, one.state) == ("they took it out", "green", "orphan")
        assert stage.shows("they took it out")
        await stage.press("H")
        assert not stage.library.highlights(Query())
        await stage.press("u")
        assert stage.library.highlights(Query()) == [one]


async def test_what_lost_its_words_stands_below_the_text_with_all_keys(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        await stage.press("enter", "}", "}", "}", "c")
        await stage.write("the mayor's promise")
        await stage.press("ctrl+s")
        await rewrite(stage, tmp_path, SHORTER)
        await stage.press("G")
        assert stage.shows("No longer in the text: 1 highlight")
        pane, (one,) = stage.screen.article_pane, stage.library.highlights(Query())
        assert pane.lost == one and pane.passage is None
        await stage.press("v", "w", "H", "u")
        assert not pane.selecting
        assert stage.library.highlights(Query()) == [one], "nothing to select, but to delete"
        await stage.press("g", "]")
        assert pane.lost == one, "the only quote or highlight left"
        await stage.press("(")
        assert stage.screen.article_pane.lost is None
        assert stage.screen.article_pane.passage is not None
        await stage.press(")", "c")
        await stage.write(", broken")
        await stage.press("ctrl+s", "plus", "2")
        (one,) = stage.library.highlights(Query())
        assert (one.note, one.colour) == ("the mayor's promise, broken", "green")
        stage.app.clear_notifications()  # as they go by themselves after some seconds
        await stage.settle()
        assert stage.shows("the mayor's promise, broken")
        await stage.press("H")
        assert "in the bin" in stage.line
        assert [d.highlight.id for d in stage.library.deleted_highlights()] == [one.id]
        assert not stage.shows("No longer in the text") and stage.screen.article_pane.lost is None
        await stage.press("]", "G", "H", "H")
        assert stage.library.highlights(Query()) == []
