"""The page that tells who is quoted, from which one listens, corrects, joins, parts and watches."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.library import Library
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.dialogs.speaker_correction import AttributionScreen
from newsreader.tui.notices import Watching
from newsreader.tui.pages.sources_audit_page import SourcesAuditPage
from newsreader.tui.pages.speaker_page import SpeakerScreen
from tests.builders import STORIES, Story, written_beside
from tests.tui.stage import BROAD, MEDIUM, NARROW, Stage, on_stage

FLOOD = Story(
    "Sea wall breaks",
    "“We asked for money,” Jane Roe said. “The pumps worked,” Harbour Water said. “Unsafe,” the "
    "report said. “Where were you?” residents shouted. “We stay,” a neighbour said. “Gone,” one "
    "heard.",
    said=(
        ("We asked for money,", "Jane Roe"),
        ("The pumps worked,", "Harbour Water"),
        ("Unsafe,", "Flood Report"),
        ("Where were you?", "Harbour Residents"),
        ("We stay,", "a neighbour"),
        ("Gone,", ""),
    ),
    feed="Coast Daily",
    age=timedelta(days=40),
)
KINDS = {
    "Harbour Water": "organisation",
    "Flood Report": "document",
    "Harbour Residents": "group",
}


def kinds(library: Library) -> None:
    with written_beside(library.path) as db:
        for name, kind in KINDS.items():
            db.execute("UPDATE quote SET kind = ? WHERE speaker = ?", (kind, name))


async def sources(stage: Stage) -> SourcesAuditPage:
    await stage.press("P")
    return await stage.over(SourcesAuditPage)


@pytest.mark.parametrize("size", [BROAD, MEDIUM, NARROW])
async def test_each_kind_of_source_has_a_tab(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES), size=size, prepare=kinds) as stage:
        page = await sources(stage)
        assert "9 quotes in 3 articles" in stage.text().replace("\n", " ")
        listed = []
        for _ in range(5):
            listed.append(stage.text(page.rows).splitlines()[0].split("  ")[0].strip("▌ "))
            await stage.press("tab")
        assert listed == [
            "Jane Roe",
            "Harbour Water",
            "Flood Report",
            "Harbour Residents",
            "a neighbour",
        ]
        assert stage.shows("Coast Daily", page.rows)


async def test_a_row_tells_when_and_where_and_what_has_no_room(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES), prepare=kinds) as stage:
        page = await sources(stage)
        row = stage.text(page.rows).splitlines()[0]
        assert "▁    ▁" in row and "Coast Daily 50 %" in row and row.rstrip().endswith("2h")
        assert stage.shows("a bar a week, to 20 November 2026")
        assert stage.shows(
            "Jane Roe · 2 quotes in 2 articles · 11 October 2026 to 20 November 2026"
        )
        assert stage.shows("Outlets: Coast Daily 1 (50 %), The Harbour Gazette 1 (50 %)")


@pytest.mark.parametrize("size", [BROAD, MEDIUM, NARROW])
async def test_columns_stand_below_each_other_whatever_names_are_long(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    names = ["R" + "o" * length for length in range(1, 2 * size[0] // 3)]
    story = Story(
        "Roll call",
        "".join(f"“Here,” {name} said. " for name in names),
        said=tuple(("Here,", name) for name in names),
        feed="Coast Daily",
    )
    async with on_stage(tmp_path, (story,), size=size) as stage:
        rows = (await sources(stage)).rows
        drawn = [rows.draw_row(number, rows.size.width, False) for number in range(len(names))]
        lines = ["".join(segment.text for segment in row[0]) for row in drawn]
        assert {line.rstrip().rindex(" ") for line in lines} == {lines[0].rstrip().rindex(" ")}
        assert max(map(len, lines)) <= rows.size.width


async def test_a_query_narrows_it_as_it_is_typed_and_says_what_is_wrong(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES), prepare=kinds) as stage:
        page = await sources(stage)
        await stage.write("brandt")
        (row,) = filter(str.strip, stage.text(page.rows).splitlines())
        assert row.split() == ["▌", "Tom", "Brandt", "▁", "The", "Harbour", "Gazette", "1", "2h"]
        await stage.press("escape")
        await stage.write("outlet:gazete")
        assert stage.shows("No outlet has “gazete” in its name")
        assert stage.shows("Tom Brandt", page.rows), "the sources of before stay"
        await stage.press("escape")
        await stage.write("since:30d")
        assert stage.shows("3 quotes in 2 articles")
        await stage.press("enter")
        await stage.over(SpeakerScreen)
        assert stage.shows("only since:30d")
        assert not stage.shows("We asked for money")
        await stage.press("enter")
        assert stage.opened == STORIES[0].title
        page = await sources(stage)
        assert page.line.value == "since:30d", "one comes back to where a quote led from"


async def test_a_click_on_a_tab_lists_what_it_names(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES), prepare=kinds) as stage:
        page = await sources(stage)
        line = stage.text(page.query_one("#tabs"))
        await stage.pilot.click("#tabs", offset=(line.index("Documents") + 2, 0))
        await stage.settle()
        assert stage.shows("Flood Report  document", page.rows)


async def test_an_outlet_is_listed_alone(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES), prepare=kinds) as stage:
        page = await sources(stage)
        await stage.press("shift+tab", "shift+tab")
        assert stage.shows("29 % people", page.rows) or stage.shows("14 % people", page.rows)
        await stage.press("enter")
        assert page.line.value == 'outlet:"Coast Daily"'
        assert stage.shows("Jane Roe", page.rows) and not stage.shows("Tom Brandt", page.rows)
        await stage.press("/", "escape")
        await stage.write("roe or brandt")
        await stage.press("shift+tab", "shift+tab", "enter")
        assert page.line.value.startswith("(roe or brandt) outlet:")


async def test_who_speaks_is_corrected_among_the_sayings(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES)) as stage:
        page = await sources(stage)
        await stage.press("enter")
        await stage.over(SpeakerScreen)
        await stage.press("j", "i")
        await stage.over(AttributionScreen)
        await stage.write("Edith Marl")
        await stage.press("enter")
        await stage.over(SpeakerScreen)
        assert stage.shows("Edith Marl says this; u takes it back.")
        assert not stage.shows("We asked for money")
        await stage.press("u")
        assert stage.shows("We asked for money")
        await stage.press("u", "escape")
        assert stage.app.screen is page


async def test_names_are_joined_and_parted_from_the_page(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES)) as stage:
        page = await sources(stage)
        await stage.write("brandt")
        await stage.press("tab", "shift+tab", "p")
        assert stage.shows("No name is joined to Tom Brandt.")
        await stage.press("J")
        await stage.over(PromptScreen)
        await stage.write("tom  brandt")
        await stage.press("enter")
        assert stage.shows("Tom Brandt and tom brandt are one already.")
        assert stage.library.steps() == []
        await stage.press("ctrl+u")
        await stage.write("Jane Roe")
        await stage.press("enter")
        assert stage.shows("Tom Brandt is Jane Roe from now on; u takes it back.")
        await stage.press("/", "escape", "tab", "shift+tab")
        assert not stage.shows("Tom Brandt", page.rows)
        await stage.press("p")
        await stage.over(ChoiceScreen)
        await stage.press("enter")
        assert stage.shows("Tom Brandt is somebody else from now on; u takes it back.")
        assert stage.shows("Tom Brandt", page.rows)


async def test_the_table_is_a_new_file_each_time(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (FLOOD, *STORIES), prepare=kinds) as stage:
        await sources(stage)
        await stage.press("tab", "e", "e")
        first, second = sorted(stage.session.export_folder.rglob("quoted*.csv"), key=str)
        assert first.read_bytes() == second.read_bytes()
        rows = list(csv.DictReader(second.read_text("utf-8").splitlines()))
        assert {row["name"]: row["section"] for row in rows}["Flood Report"] == "documents"
        assert stage.shows("Exported to")


async def test_it_is_found_by_what_people_call_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path, STORIES) as stage:
        for words in ("sources", "audit", "who is quoted"):
            await stage.press(":")
            await stage.write(words)
            await stage.until(lambda: stage.shows("People and sources  (P)"))
            await stage.press("escape", "escape")


async def test_letters_are_typed_in_the_line_only(tmp_path: Path) -> None:
    async with on_stage(tmp_path, STORIES) as stage:
        page = await sources(stage)
        await stage.press(*"wp")
        assert page.query_one(Input).value == "wp"
        await stage.press("escape", "down", "/")
        assert page.in_line


@pytest.mark.parametrize(
    "way",
    [("P", "down", "up", "w"), ("enter", "]", "s", "w"), ("enter", "]", "M"), ("enter", "]", "@")],
)
async def test_a_watch_is_made_where_a_speaker_is_at_hand(
    tmp_path: Path, way: tuple[str, ...]
) -> None:
    async with on_stage(tmp_path, STORIES, size=BROAD) as stage:
        await stage.press(*way)
        await stage.over(PromptScreen)
        assert stage.shows("Tell me when Jane Roe speaks of")
        await stage.write("bridge")
        await stage.press("enter")
        told = " ".join(stage.text().split())
        assert "when Jane Roe is quoted with bridge" in told
        (view,) = stage.library.saved_views()
        assert (view.query, view.notify) == ('speaker:"Jane Roe" quote:bridge', True)
        await stage.press("escape", "escape", "escape", "escape")
        assert stage.shows("Jane Roe on bridge", stage.screen.sources_pane)
        await stage.press("u")
        assert stage.library.saved_views() == ()


async def test_nobody_is_watched_where_nobody_is_named(tmp_path: Path) -> None:
    async with on_stage(tmp_path, [STORIES[1]]) as stage:
        await stage.press("enter", "]", "M")
        assert stage.shows("Nobody is named for this quote; i names somebody.")


async def test_what_a_watch_found_stands_in_the_last_line_and_in_a_notification(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path, STORIES) as stage:
        told = "Jane Roe spoke of harbour: 2 new"
        stage.session.tell(Watching(told, "Sea wall breaks · Mayor speaks", True))
        await stage.settle()
        assert told in stage.line
        assert stage.text().count(told) == 2 and stage.shows("Sea wall breaks")


async def test_a_source_without_a_letter_is_refused_before_anything_is_asked(
    tmp_path: Path,
) -> None:
    story = Story("Signs", "“We stay here,” ⚓ said.", said=(("We stay here,", "⚓"),))
    async with on_stage(tmp_path, (story,)) as stage:
        await sources(stage)
        await stage.press("down", "w")
        assert stage.shows("“⚓” has no letter or digit, so that it cannot be watched for.")
        await stage.press("enter")
        await stage.over(SpeakerScreen)
        await stage.press("w")
        assert stage.shows("“⚓” has no letter or digit, so that it cannot be watched for.")
        await stage.press("escape", "escape", "escape", "enter", "M")
        assert stage.app.screen is stage.screen
        assert "“⚓” has no letter or digit" in stage.line
