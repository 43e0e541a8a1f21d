"""The last line: hints to the left, what is going on to the right, never glued together."""

from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.commands.keymap import Keymap
from newsreader.tui.actions import BY_ID, COMMANDS, HINTS
from newsreader.tui.hints import APART, EDGE, fitting
from newsreader.tui.look.glyphs import UNICODE
from newsreader.tui.widgets.status_line import right_words
from tests.tui.stage import NARROW, on_stage

KEYMAP = Keymap(COMMANDS, {})
WIDTHS = range(20, 201)


def hints(pane: str) -> list[tuple[str, str]]:
    """Return key and word of the hints of a pane."""
    return [(KEYMAP.printed(id_).split()[0], BY_ID[id_].word) for id_ in HINTS[pane]]


@pytest.mark.parametrize("place", [None, 100])
@pytest.mark.parametrize("words", ["", "reading 20 of 81", "word " * 45])
def test_parts_stand_apart_at_any_width(place: int | None, words: str) -> None:
    named = [hints(pane) for pane in HINTS]
    for width, whole in product(WIDTHS, (True, False)):
        told, where = right_words(words, place, width, whole=whole)
        right = (" " * APART).join(part for part in (told, where) if part)
        assert right or not words
        for one in named:
            shown = fitting(one, width, right)
            used = sum(cell_len(f"{key} {word}") for key, word in shown)
            used += APART * max(0, len(shown) - 1)
            between = APART if shown and right else 0
            assert used + between + cell_len(right) <= width - 2 * EDGE, width


@pytest.mark.parametrize("pane", sorted(HINTS.keys() - {"search"}))  # where ? is a letter
def test_the_help_is_the_last_hint_to_go(pane: str) -> None:
    for width in WIDTHS:
        shown = fitting(hints(pane), width)
        assert shown[-1] == ("?", "help"), width
        assert list(shown[:-1]) == hints(pane)[: len(shown) - 1]
    assert list(fitting(hints(pane), 200)) == hints(pane)
    assert not fitting(hints(pane), 8)


def test_what_is_said_comes_before_the_place() -> None:
    assert right_words("Bookmarked.", 7, 20, whole=True) == ("Bookmarked.", "")
    assert right_words("Bookmarked.", 7, 60, whole=True) == ("Bookmarked.", "7 %")
    assert right_words("", 7, 20, whole=True) == ("", "7 %")


async def test_the_rule_tells_how_far_one_is_while_one_reads(tmp_path: Path) -> None:
    async with on_stage(tmp_path, size=NARROW) as stage:
        rule = stage.text(stage.screen.status).splitlines()[0]
        assert rule == UNICODE.rule * 60
        await stage.press("enter", "G")
        rule = stage.text(stage.screen.status).splitlines()[0]
        assert rule == UNICODE.heavy_rule * 60
        await stage.press("g")
        place = stage.screen.article_pane.progress
        read = stage.text(stage.screen.status).splitlines()[0].count(UNICODE.heavy_rule)
        assert read == round(60 * place / 100)
