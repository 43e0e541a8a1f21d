"""Lists grouped by day and by feed: headings, the cursor, the mouse, and after a restart."""

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest

from newsreader.domain.list_headings import day_label
from newsreader.library import Library
from newsreader.tui.listing.last_here import KEY as LAST_HERE
from newsreader.tui.listing.last_here import keep_last_here, last_here
from newsreader.tui.listing.list_order import KEY, ListOrder, order_at_start
from newsreader.tui.listing.sources import Source, SourceKind
from tests.builders import NOW, STORIES, Story, asking, bring
from tests.tui.samples import bring_crowd
from tests.tui.stage import Stage, on_stage

BRIDGE, FERRY, RAIN, SUNDAYS = (story.title for story in STORIES)


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be set here")
    with monkeypatch.context() as environment:
        environment.setenv("TZ", "UTC0")
        time.tzset()
        yield
    time.tzset()


def headings(stage: Stage) -> list[tuple[int, str, int]]:
    listing = stage.screen.listing
    return [(one.row, one.label, one.count) for one in listing.headings] if listing else []


def days() -> list[tuple[int, str, int]]:
    """Return the headings of the stories."""
    today = NOW.date()
    dates = [(NOW - story.age).date() for story in STORIES]
    groups = [(day, len(list(of_day))) for day, of_day in groupby(dates)]
    return [(dates.index(day), day_label(day, today), count) for day, count in groups]


async def test_a_list_is_grouped_by_day_then_by_feed_then_not(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        pane = stage.screen.list_pane
        await stage.press("T")
        assert headings(stage) == days() and "Grouped by day." in stage.line
        lines = stage.text(pane).splitlines()
        assert lines[0].startswith(f"   {days()[0][1]} ──") and lines[0].endswith(" 3 ")
        assert BRIDGE[:20] in lines[1] and lines[1].startswith("▌●")
        await stage.press("j", "j", "j")
        assert (pane.cursor, pane.current) == (3, stage.row(SUNDAYS).id)
        assert stage.text(pane).splitlines()[11].startswith("▌  Library opens")
        await stage.press("L")
        assert stage.text(pane).splitlines()[1].startswith(" ● Council")
        await stage.press("L", "L")
        await stage.pilot.click(pane, offset=(5, 10))  # the second heading
        await stage.settle()
        assert (pane.cursor, stage.here) == (3, "list")
        await stage.pilot.click(pane, offset=(5, 1))
        await stage.settle()
        assert (stage.opened, stage.here) == (BRIDGE, "article")
        await stage.press("T")
        assert stage.titles == [FERRY, RAIN, BRIDGE, SUNDAYS]
        assert headings(stage) == [(0, "Coast Daily", 2), (2, "The Harbour Gazette", 2)]
        assert stage.library.recall(KEY) == '{"sort": "", "group": "feed"}'
        await stage.press("T")
        assert (headings(stage), stage.titles) == ([], [BRIDGE, FERRY, RAIN, SUNDAYS])


async def test_order_and_groups_outlive_a_restart_and_a_view_keeps_its_own(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("T", "T")
    async with on_stage(tmp_path, None) as stage:
        assert [one[1] for one in headings(stage)] == ["Coast Daily", "The Harbour Gazette"]
        await stage.press("/")
        await stage.write("the")
        assert [one[1:] for one in headings(stage)] == [
            ("Coast Daily", 2),
            ("The Harbour Gazette", 2),
        ]
        await stage.press("escape", "escape")
        longest = Source("Long", asking("sort:-words"), kind=SourceKind.VIEW)
        stage.session.list.show(longest)
        await stage.settle()
        assert headings(stage) == [] and stage.titles[0] in (SUNDAYS, RAIN)
        await stage.press("T")
        assert "No groups" in stage.line
        await stage.press("T")
        assert "Grouped by day, but for this view" in stage.line and headings(stage) == []
        await stage.press("O", "down", "down", "enter")
        assert stage.session.list.order == ListOrder(group="day"), "for this list only"
        assert headings(stage) == [(row, *rest) for row, *rest in reversed_days()]
        stage.session.list.show(Source("All", asking("")))
        await stage.settle()
        assert headings(stage) == days()
        await stage.press("O", *["down"] * 7, "enter")
        assert "longest first; no more by day." in stage.line and headings(stage) == []
    async with on_stage(tmp_path, None) as stage:
        assert stage.session.list.query.sort == "words"


def reversed_days() -> list[tuple[int, str, int]]:
    counts = [(label, count) for _, label, count in reversed(days())]
    return [(sum(one[1] for one in counts[:at]), *one) for at, one in enumerate(counts)]


async def test_what_came_since_the_app_was_left_is_divided_from_the_rest(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        assert headings(stage) == []
        await stage.screen.leave()
    bring(tmp_path / "newsreader.db", Story("Storm warning", age=timedelta(minutes=1)))
    async with on_stage(tmp_path, None) as stage:
        divider = (1, f"new since {NOW:%H:%M}", 0)
        assert headings(stage) == [divider]
        pane = stage.screen.list_pane
        lines = stage.text(pane).splitlines()
        assert lines[3].startswith(f" ── {divider[1]} ──") and BRIDGE[:20] in lines[4]
        await stage.press("j")
        assert stage.text(pane).splitlines()[4].startswith("▌● Council")
        await stage.press("2", "T")
        assert headings(stage) == [(0, days()[0][1], 4), divider]
        await stage.press("T")
        assert divider not in headings(stage), "by feed nothing is above anything else by date"
        await stage.press("T", "/")
        await stage.write("the")
        assert headings(stage) == []


def test_a_library_without_articles_is_left_in_order(tmp_path: Path) -> None:
    library = Library(tmp_path / "newsreader.db")
    keep_last_here(library)
    kept = last_here(library)
    assert kept is not None and kept.newest == 0
    assert library.complaint() == ""
    library.close()


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"at": "x", "newest": 1}', '{"at": 5}'])
def test_garbled_moments_are_none(tmp_path: Path, kept: str) -> None:
    library = Library(tmp_path / "newsreader.db")
    library.keep(LAST_HERE, kept)
    assert last_here(library) is None
    library.close()


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"sort": "best"}', '{"sort": "words", "group": "day"}', '{"x": 1}']
)
def test_garbled_orders_are_none(tmp_path: Path, kept: str) -> None:
    library = Library(tmp_path / "newsreader.db")
    library.keep(KEY, kept)
    assert order_at_start(library) == ListOrder()
    library.close()


async def test_ten_thousand_articles_are_grouped_without_reading_their_rows(tmp_path: Path) -> None:
    def prepare(library: Library) -> None:
        bring_crowd(tmp_path, 10_000)
        library.keep(KEY, '{"sort": "", "group": "feed"}')

    async with on_stage(tmp_path, prepare=prepare) as stage:
        pane = stage.screen.list_pane
        await stage.until(lambda: pane.count == 10_000 + len(STORIES))
        assert [one[2] for one in headings(stage)] == [2, 10_002]
        await stage.press("G")
        assert pane.cursor == pane.count - 1 and len(pane._articles) < 300
        assert stage.text(pane).splitlines()[-1].strip()
