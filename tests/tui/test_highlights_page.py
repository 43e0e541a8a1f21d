"""The page of all highlights: searched as one types, gone to, changed, deleted, exported."""

from pathlib import Path

import pytest

from newsreader.domain.highlights.highlight import AnchorState, Verification
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.note import NoteScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.pages.highlights_page import HighlightsPage
from tests.builders import Story, id_of, passage, written_beside
from tests.tui.stage import MEDIUM, NARROW, Stage, on_stage

BRIDGE = Story("The bridge", "We will rebuild the bridge. The council agreed. Nobody objected.")
FERRY = Story("The ferry", "The ferry stays in port. 橋の再建を検討。 The crew went home.")
WORDS = ("The council agreed.", "The ferry stays in port.", "橋の再建を検討。")


def marked(library: Library) -> None:
    for title, words, note in (
        ("The bridge", WORDS[0], "ask the clerk"),
        ("The ferry", WORDS[1], ""),
        ("The ferry", WORDS[2], ""),
    ):
        article_id = id_of(library, title)
        library.highlight(article_id, *passage(library, article_id, words), note=note)


async def opened(stage: Stage) -> HighlightsPage:
    await stage.press("Q")
    return await stage.over(HighlightsPage)


async def test_passages_and_notes_are_searched_as_one_types_and_gone_to(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BRIDGE, FERRY), size=MEDIUM, prepare=marked) as stage:
        page = await opened(stage)
        assert stage.shows("3 passages") and stage.shows("ask the clerk")
        assert page.rows.current is not None and page.rows.current.highlight.text == WORDS[2]
        await stage.press("/")
        asked = {"再建": 1, "state:ok clerk": 1, "ferry -橋": 1, "colour:red": 0}
        for typed, found in asked.items():
            page.line.value = ""
            await stage.write(typed)
            assert page.rows.count == found, typed
        assert stage.shows("No passage has this")
        page.line.value = ""
        await stage.write("note:clerk")
        assert stage.shows("1 passage of 3")
        page.line.value = "note:clerk state:gone"
        await stage.settle()
        assert stage.shows("“state:gone” is not known") and page.rows.count == 1
        page.line.value = "note:clerk"
        await stage.settle()
        await stage.press("enter", "enter")
        assert stage.app.screen is stage.screen
        opened_now = stage.session.reading.opened
        assert opened_now is not None and opened_now.article.title == "The bridge"
        target = stage.screen.text.target
        assert target is not None and opened_now.document.text[slice(*target)] == WORDS[0]
        page = await opened(stage)
        assert page.line.value == "note:clerk", "one comes back to where one was"
        await stage.press("escape")
        assert page.rows.count == 3
        await stage.press("escape")
        assert stage.app.screen is stage.screen


async def test_a_passage_is_changed_verified_deleted_and_brought_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (BRIDGE, FERRY), size=MEDIUM, prepare=marked) as stage:
        page = await opened(stage)
        await stage.press("G", "c")
        await stage.over(NoteScreen)
        await stage.write(" at noon")
        await stage.press("ctrl+s")
        await stage.press("t")
        await stage.over(PromptScreen)
        await stage.write("budget, port")
        await stage.press("enter", "C", "V")
        await stage.over(ChoiceScreen)
        await stage.press("2")
        await stage.over(PromptScreen)
        await stage.write("no address")
        await stage.press("enter")
        assert stage.shows("is no address of the web")
        await stage.press("ctrl+a", "ctrl+k")
        await stage.write("https://council.example/minutes")
        await stage.press("enter")
        (one,) = [one for one in stage.library.highlights(Query()) if one.note]
        assert (one.note, one.tags, one.colour) == (
            "ask the clerk at noon",
            ("budget", "port"),
            "green",
        )
        assert one.verification is Verification.CHECKED
        assert one.checked_against == "https://council.example/minutes"
        assert page.rows.cursor == 2 and stage.shows("checked · #budget #port")
        await stage.press("d")
        assert stage.shows("In the bin; u brings it back.") and stage.shows("2 passages")
        assert len(stage.library.highlights(Query())) == 2
        await stage.press("u")
        assert stage.shows("3 passages")
        assert one in stage.library.highlights(Query())


async def test_what_became_of_passages_is_seen_and_what_is_listed_is_exported(
    tmp_path: Path,
) -> None:
    def lost(library: Library) -> None:
        marked(library)
        with written_beside(library.path) as connection:
            change = "UPDATE highlight SET state = ?, end = end - 1 WHERE text = ?"
            connection.execute(change, (AnchorState.CHANGED, WORDS[0]))
            connection.execute(change, (AnchorState.ORPHAN, WORDS[1]))

    async with on_stage(tmp_path, (BRIDGE, FERRY), size=NARROW, prepare=lost) as stage:
        await opened(stage)
        await stage.press("j")
        assert stage.shows("no longer in the text")
        await stage.press("j")
        assert stage.shows("reworded") and stage.shows("It says now: “The council agreed”")
        await stage.press("/")
        await stage.write("state:orphan")
        await stage.press("enter", "e")
        assert stage.shows("Exported to")
        (file,) = stage.session.export_folder.rglob("*.md")
        assert "The ferry" in file.name
        whole = file.read_text(encoding="utf-8")
        await stage.press("E")
        assert stage.shows("Exported to")
        (note,) = stage.session.export_folder.glob("Highlights*.md")
        text = note.read_text(encoding="utf-8")
        assert text.count("^nr-") == 1 and "# Highlights: state:orphan" in text
        assert file.read_text(encoding="utf-8") == whole
        await stage.press("enter")
        assert stage.shows("The publisher took these words out")


@pytest.mark.parametrize("size", [MEDIUM, NARROW])
async def test_nothing_is_highlighted(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(tmp_path, (BRIDGE,), size=size) as stage:
        page = await opened(stage)
        assert stage.shows("Nothing is highlighted yet")
        await stage.press("j", "G", "enter", "c", "t", "C", "V", "d", "e")
        assert stage.app.screen is page


async def test_a_few_old_highlights_are_looked_at_again(tmp_path: Path) -> None:
    def aged(library: Library) -> None:
        marked(library)
        with written_beside(library.path) as connection:
            connection.execute(
                "UPDATE highlight SET created = created - 864000000 WHERE text IN (?, ?)", WORDS[:2]
            )

    async with on_stage(tmp_path, (BRIDGE, FERRY), size=MEDIUM, prepare=aged) as stage:
        await stage.screen.do("review")
        page = await stage.over(HighlightsPage)
        await stage.until(lambda: stage.shows("2 passages"))
        assert stage.shows("To look at again")
        await stage.press("r")
        assert stage.shows("Kept; it comes again in 14 days.") and page.rows.count == 1
        await stage.press("d")
        assert stage.shows("Nothing more to look at today")
        assert [one.text for one in stage.library.highlights(Query())] == [WORDS[2], WORDS[0]]
        await stage.press("u", "escape")
        await stage.screen.do("review")
        page = await stage.over(HighlightsPage)
        await stage.until(lambda: page.rows.current is not None)
        assert page.rows.current is not None and page.rows.current.highlight.text == WORDS[1]
