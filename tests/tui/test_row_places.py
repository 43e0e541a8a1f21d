"""Rows and headings stand line by line as they are drawn one after another."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.listing.row_places import HEADING, RowPlaces


@given(
    st.integers(1, 4),
    st.integers(1, 12).flatmap(
        lambda rows: st.tuples(st.just(rows), st.lists(st.integers(0, rows - 1), max_size=8))
    ),
)
def test_places_are_those_of_lines_that_are_written_out(
    height: int, listed: tuple[int, list[int]]
) -> None:
    rows, headed = listed[0], sorted(listed[1])
    drawn: list[tuple[int, int]] = []
    heading = 0
    for row in range(rows):
        begun = len(drawn)
        while heading < len(headed) and headed[heading] == row:
            drawn.append((heading, HEADING))
            heading += 1
        places = RowPlaces(height, rows, headed)
        assert places.top_with_headings(row) == begun
        assert places.top(row) == len(drawn)
        drawn += [(row, line) for line in range(height)]
    assert [places.at(line) for line in range(places.lines)] == drawn
    assert places.at(places.lines) == (rows, 0)
