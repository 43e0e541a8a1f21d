"""What was read since the start, back and forward."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.reading_history import LIMIT, ReadingHistory


def back(history: ReadingHistory, times: int, shown: int) -> list[int]:
    """Go back so often from what is shown, and return what came."""
    found = []
    for _ in range(times):
        there = history.step(-1, shown)
        if there is None:
            break
        found.append(there)
        shown = there
    return found


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60))
def test_back_leads_through_what_was_read_and_forward_returns(visits: list[int]) -> None:
    history = ReadingHistory()
    for one in visits:
        history.visit(one)
    read = [one for at, one in enumerate(visits) if at == 0 or visits[at - 1] != one]
    assert back(history, 99, visits[-1]) == read[-2::-1]
    forward = []
    shown = read[0]
    while (there := history.step(1, shown)) is not None:
        forward.append(there)
        shown = there
    assert forward == read[1:]


def test_a_step_from_a_preview_leads_to_what_was_read_last() -> None:
    history = ReadingHistory()
    assert history.step(-1, 5) is None and history.step(1, 5) is None
    history.visit(1)
    history.visit(2)
    assert history.step(-1, 9) == 2
    assert history.step(-1, 2) == 1
    history.visit(7)  # after a step back
    assert history.step(1, 7) is None
    assert back(history, 9, 7) == [1]


def test_what_is_gone_and_what_is_too_old_is_left_out() -> None:
    history = ReadingHistory()
    for one in (1, 2, 3, 2, 4):
        history.visit(one)
    assert history.step(-1, 4) == 2
    history.forget(2)
    assert history.step(-1, None) == 3
    assert history.step(1, 3) == 4
    for one in range(LIMIT + 50):
        history.visit(one)
    assert len(back(history, 9999, LIMIT + 49)) == LIMIT - 1
