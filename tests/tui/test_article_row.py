"""How an article is drawn in a list: no headline is cut that there is room for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from newsreader.domain.article import Article
from newsreader.domain.query.excerpts import Excerpt
from newsreader.tui.look.glyphs import UNICODE
from newsreader.tui.look.theme import palettes
from newsreader.tui.widgets.article_row import ArticleRow
from tests.builders import NOW
from tests.tui.samples import an_article

LONG = "Council votes to rebuild the Iron Bridge after nine hours of debate"


def drawn(
    article: Article, width: int, lines: int, *, listed: str = "All", around: Excerpt | None = None
) -> list[str]:
    palette = palettes()["dark"]
    row = ArticleRow(palette, UNICODE, palette.background, width, NOW, listed=listed)
    if lines == 1:
        rows: list[list[Segment]] = [row.in_one_line(article)]
    else:
        rows = row.in_lines(article, lines, around or Excerpt())
    return ["".join(segment.text for segment in one) for one in rows]


def headed(title: str, **fields: object) -> Article:
    aged = {"published": NOW - timedelta(hours=5)} | fields
    return replace(an_article(title), **aged)  # type: ignore[arg-type]


def test_one_line_has_the_outlet_only_where_the_headline_leaves_room() -> None:
    assert drawn(headed("Ferry strike"), 38, 1) == ["● Ferry strike           Coast Daily  5h"]
    assert drawn(headed("Ferry strike"), 22, 1) == ["● Ferry strike        5h"]
    assert drawn(headed(LONG), 38, 1) == ["● Council votes to rebuild the Iron…  5h"]


def test_a_headline_is_whole_rather_than_aged() -> None:
    assert drawn(headed(LONG), 68, 1) == [f"● {LONG} "]
    assert drawn(headed(LONG), 67, 1) == [f"● {LONG}"]
    assert drawn(headed(LONG), 66, 1) == [f"● {LONG[:60]}…   5h"]
    assert drawn(headed(LONG), 33, 2) == [
        "● Council votes to rebuild the Iron",
        "  Bridge after nine hours of debate",
    ]
    assert drawn(headed(LONG), 32, 2)[0].endswith(" 5h")  # it is cut anyway


def test_what_the_list_is_called_is_not_told_in_each_row() -> None:
    article = headed("Ferry strike", summary="No ship has left the port.", quotes=2)
    rows = drawn(article, 32, 2, listed="Coast Daily")
    assert rows[1] == "  No ship has left the port.  ❝2  "
    assert drawn(article, 32, 3, listed="Coast Daily")[1:] == [
        "  No ship has left the port.",
        "  ❝2".ljust(34),
    ]
    assert "Coast" not in drawn(article, 60, 1, listed="Coast Daily")[0]
    long = drawn(headed(LONG, summary="In May."), 52, 2, listed="Coast Daily")
    assert long[1].rstrip() == "  nine hours of debate"


def test_of_two_lines_the_words_around_what_is_sought_take_the_last() -> None:
    around = Excerpt("the port was shut", ((4, 8),))
    rows = drawn(headed("Ferry strike", bookmarked=NOW), 32, 2, around=around)
    assert rows == ["● Ferry strike                  5h", "  the port was shut              ★"]


def test_a_headline_of_all_lines_shares_the_last_with_the_outlet() -> None:
    assert drawn(headed(LONG), 52, 2) == [
        "● Council votes to rebuild the Iron Bridge after    5h",
        "  nine hours of debate · Coast Daily".ljust(54),
    ]
    assert drawn(headed(LONG, quotes=2, bookmarked=NOW), 32, 3) == [
        "● Council votes to rebuild the  5h",
        "  Iron Bridge after nine hours of",
        "  debate · Coast Daily  ❝2       ★",
    ]


def test_what_mutes_it_or_who_else_has_it_is_told_beside_a_long_headline() -> None:
    rows = drawn(headed(LONG, story=1, copies=3, outlets=3, bookmarked=NOW), 32, 2)
    assert rows == ["● Council votes to rebuild the  5h", "  Iron Bridge after… · 3 outlets ★"]
    muted = drawn(headed(LONG, muted=NOW, muted_by="No bridges"), 32, 2)
    assert muted[1].rstrip() == "  Iron Brid… · muted by No bridges"
    short = drawn(headed("Ferry strike", story=1, copies=3, outlets=3, quotes=2), 32, 2)
    assert short[1].rstrip() == "  Coast Daily · 3 outlets  ❝2"


@pytest.mark.parametrize("lines", [2, 3])
def test_a_short_headline_stands_over_its_outlet(lines: int) -> None:
    rows = [one.rstrip() for one in drawn(headed("Ferry strike", summary="In port."), 40, lines)]
    assert rows[0] == "● Ferry strike                          5h"
    assert rows[1:] == (["  In port."] if lines == 3 else []) + ["  Coast Daily"]


words = st.lists(st.text("abßé漢-", min_size=1, max_size=12), max_size=20).map(" ".join)


@given(
    words.map(str.strip).filter(bool),
    st.integers(24, 80),
    st.integers(1, 3),
    st.timedeltas(timedelta(), timedelta(days=900)),
    st.booleans(),
)
def test_nothing_is_wider_than_the_row_and_what_fits_is_whole(
    title: str, width: int, lines: int, ago: timedelta, marked: bool
) -> None:
    signs = {"bookmarked": NOW, "highlights": 2, "notes": 1} if marked else {}
    rows = drawn(headed(title, published=NOW - ago, **signs), width, lines)
    assert len(rows) in (lines, lines - 1)
    assert all(cell_len(one) <= width + 2 for one in rows)
    whole = "".join(title.split()) in "".join("".join(rows).split())
    assert cell_len(rows[0]) == width + 2 or whole  # with its age at the edge, or without one
    assert not rows[0].endswith(" ") or (lines == 1 and title in rows[0])
    if cell_len(title) <= width - 16:
        assert title in rows[0]
