"""What is painted before the app is loaded: what the app will show, or nothing."""

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from rich.cells import cell_len
from rich.segment import Segment

from newsreader.places import Places
from newsreader.settings.values import Look
from newsreader.tui.first_screenful import facts
from newsreader.tui.first_screenful.drawing import draw
from newsreader.tui.first_screenful.facts import FirstFacts, read, written
from newsreader.tui.first_screenful.launcher import look
from newsreader.tui.listing.list_order import ListOrder, keep_order
from newsreader.tui.look.theme import palettes
from newsreader.tui.screen.pane_widths import PaneWidths
from tests.builders import NOW, STORIES, Story, a_library, written_beside
from tests.terminal import Terminal, a_terminal
from tests.test_imports import modules_after
from tests.tui.stage import BROAD, MEDIUM, NARROW, WIDE, Stage, on_stage

HINTS = (("Enter", "open"), ("?", "help"))
FACTS = FirstFacts(palettes()["dark"], "truecolor", HINTS)
MANY = tuple(
    Story(
        f"Überschrift {number} of the news, which is long enough for three lines 東京", feed="Coast"
    )
    for number in range(20)
)
LONG = Story("Minutes of the council", "It was late. " * 900, age=timedelta(minutes=3))
TAKES = b"\x1b[?1004h"
"""What only the app writes: it wants to hear of the focus."""

Cell = tuple[str, object]


def cells(line: Iterable[Segment]) -> list[Cell]:
    """Return the cells of a line with their colours and weight; of blank ones the ground only."""
    found: list[Cell] = []
    for text, style, _ in line:
        assert style is not None or not text
        for sign in text:
            ground = style and style.bgcolor
            ink = style and (style.color, bool(style.bold))
            found.append((sign, ground if sign == " " else (ground, ink)))
            found += [("", ground)] * (cell_len(sign) - 1)
    return found


def compare(stage: Stage) -> None:
    """Hold what is painted first against what the app has painted of it."""
    stage.library.keep(facts.KEY, stage.app.facts_for_start())
    width, height = stage.screen.size
    screen = look(stage.app.places, height, stage.session.now)
    assert screen is not None
    first = [cells(line) for line in draw(screen, width, height)]
    app = [cells(strip) for strip in stage.screen._compositor.render_strips(stage.screen.size)]
    region = stage.screen.list_pane.region
    bar = region.right - 1 if stage.screen.list_pane.show_vertical_scrollbar else region.right
    for y, (mine, theirs) in enumerate(zip(first, app, strict=True)):
        assert len(mine) == len(theirs) == width
        assert mine[region.x : bar] == theirs[region.x : bar], (y, stage.text())
        for x, (one, other) in enumerate(zip(mine, theirs, strict=True)):
            assert one == other or one[0] == " ", (x, y, stage.text())


@pytest.mark.parametrize("glyphs", ["unicode", "ascii"])
async def test_it_is_what_the_app_shows(
    tmp_path: Path, glyphs: Literal["unicode", "ascii"]
) -> None:
    stories: tuple[Story, ...] | None = (LONG, *STORIES, *MANY)
    for size in (WIDE, BROAD, MEDIUM, NARROW):
        async with on_stage(tmp_path, stories, size=size, look=Look(glyphs=glyphs)) as stage:
            compare(stage)
            await stage.press("L")
        stories = None


async def test_it_is_painted_in_the_theme_and_the_widths_that_were_chosen(tmp_path: Path) -> None:
    async with on_stage(tmp_path, STORIES) as stage:
        await stage.screen.do("theme", "light")
        await stage.press(">", ">")
        assert not stage.palette.dark
        compare(stage)
        keep_order(stage.library, ListOrder(group="day"))
    async with on_stage(tmp_path, None) as stage:
        assert stage.shows("Today")
        compare(stage)
        for order in (ListOrder("-date"), ListOrder(group="feed")):  # another query
            keep_order(stage.library, order)
            assert stage.app.facts_for_start() == ""


def test_what_is_kept_holds_for_one_terminal_and_one_file(tmp_path: Path) -> None:
    config, here = tmp_path / "config.toml", {"TERM": "xterm", "COLORTERM": "truecolor"}
    mine = replace(FACTS, plain=True, lines=1, widths=PaneWidths(list=4))
    kept = written(mine, config, here)
    found = read(kept, config, here)
    assert found is not None and vars_of(found) == vars_of(mine)
    assert read(kept, config, here | {"TERM": "linux"}) is None
    assert read(kept, tmp_path / "other.toml", here) is not None  # neither is there
    config.write_text("[look]\n")
    assert read(kept, config, here) is None


def vars_of(found: FirstFacts) -> str:
    return written(found, Path("none"), {})


def test_what_is_garbled_is_not_used(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    whole = json.loads(written(FACTS, config, {}))
    wrong: tuple[tuple[str, object], ...] = (
        ("lines", 9),
        ("colours", "many"),
        ("by_day", 1),
        ("hints", [1]),
        ("widths", {"list": "x"}),
        ("palette", {}),
        ("more", 1),
    )
    assert read(json.dumps(whole), config, {}) is not None
    for name, value in wrong:
        garbled = whole | {"facts": whole["facts"] | {name: value}}
        assert read(json.dumps(garbled), config, {}) is None, name
    for text in ("", "[]", "{}", '{"for": 1}', "\x00"):
        assert read(text, config, {}) is None


def test_nothing_is_painted_of_what_is_not_there_or_not_to_be_written(tmp_path: Path) -> None:
    places = Places(tmp_path, tmp_path / "config.toml")
    assert look(places, 40, NOW) is None
    assert not places.database.exists()
    library = a_library(tmp_path, ())
    library.keep(facts.KEY, written(FACTS, places.config))
    assert look(places, 40, NOW) is None  # nothing is listed
    library.close()
    places.database.write_bytes(b"no library" * 1000)
    assert look(places, 40, NOW) is None
    assert not list(tmp_path.glob("*-suspect"))


def test_nothing_of_the_app_is_loaded_for_it() -> None:
    loaded = modules_after("import newsreader.start, newsreader.tui.first_screenful.launcher")
    rooms = ("textual", "asyncio", "click", "platformdirs", "newsreader.domain.query")
    assert not [one for one in loaded if one in rooms or one.startswith("newsreader.library")]


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


@contextmanager
def started(
    folder: Path, *, schema: int | None = None, how: FirstFacts = FACTS
) -> Iterator[Terminal]:
    """Start the program on a terminal like that in which it was left; it has painted something."""
    (folder / "config.toml").touch()
    data = folder / "data"
    data.mkdir()
    variables = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    library = a_library(data)
    library.keep(facts.KEY, written(how, folder / "config.toml", os.environ | variables))
    library.close()
    if schema is not None:
        with written_beside(data / "newsreader.db") as db:
            db.execute(f"PRAGMA user_version = {schema}")
    with a_terminal(folder, NO_COLOR="", **variables) as terminal:
        terminal.wait_for(lambda output: b"help" in output)
        assert b"Council votes" in terminal.output
        yield terminal


@needs_terminal
def test_keys_typed_before_the_app_is_there_reach_it_in_order(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        assert TAKES not in terminal.output
        os.write(terminal.leader, b"j\r")
        terminal.wait_for(lambda output: TAKES in output and b"All" in output.split(TAKES)[1])
        terminal.wait_for(lambda output: b"The ferries stayed in port" in output)
        terminal.wait_for(lambda output: b"highlight" in output)  # what the keys do there
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0
        assert terminal.output.count(b"\x1b[?1049h") == 1  # a second one would clear it
        assert terminal.is_restored()


@needs_terminal
def test_a_fault_that_nobody_foresaw_keeps_the_app_from_nothing_and_is_told(tmp_path: Path) -> None:
    no_such_width = replace(FACTS, widths=PaneWidths(list=10**30))
    with started(tmp_path, how=no_such_width) as terminal:
        assert TAKES in terminal.output  # it is the app that has painted
        terminal.wait_for(lambda output: b"Nothing could be shown at once" in output)
        os.write(terminal.leader, b"\x11")
        assert terminal.wait() == 0 and terminal.is_restored()
    assert "OverflowError" in (tmp_path / "data" / "crash.log").read_text()


@needs_terminal
def test_an_app_that_does_not_start_leaves_a_clean_terminal(tmp_path: Path) -> None:
    with started(tmp_path, schema=99) as terminal:
        assert terminal.wait() == 1
        assert TAKES not in terminal.output
        last = terminal.output.split(b"\x1b[?1049l")[1]
        assert b"was made by a newer newsreader" in last
        assert terminal.is_restored()


@needs_terminal
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_signals_before_the_app_is_there_give_the_terminal_back(tmp_path: Path, name: str) -> None:
    with started(tmp_path) as terminal:
        terminal.app.send_signal(getattr(signal, name))
        assert terminal.wait() != 1
        assert terminal.is_restored()
        assert b"Traceback" not in terminal.output
