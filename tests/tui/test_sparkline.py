"""Charts of how often something happened: the unit fits, and charts side by side share a scale."""

from datetime import date, timedelta

import pytest

from newsreader.tui.cells.sparkline import TimeScale

LAST = date(2026, 11, 20)
STEPS = tuple("12345678")


@pytest.mark.parametrize(
    ("days", "unit", "width"),
    [(0, "day", 1), (9, "day", 10), (40, "week", 6), (365, "month", 13), (4000, "year", 11)],
)
def test_the_shortest_unit_that_fits_is_taken(days: int, unit: str, width: int) -> None:
    scale = TimeScale.over(LAST - timedelta(days=days), LAST, 14)
    assert (scale.unit, scale.width) == (unit, width)


def test_charts_of_one_scale_stand_below_one_another() -> None:
    scale = TimeScale.over(LAST - timedelta(days=300), LAST, 14)
    assert scale.draw([(LAST, 8), (LAST - timedelta(days=300), 1)], STEPS) == "1         8"
    assert scale.draw([(LAST - timedelta(days=31), 2)], STEPS) == "         8 "
    assert scale.draw([(LAST - timedelta(days=900), 2)], STEPS) == " " * scale.width
