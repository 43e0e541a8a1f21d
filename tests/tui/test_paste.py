"""A paste that does not end is ended, and nothing that comes from a terminal is changed else."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.driver.paste import END, LONGEST, SILENCE, START, PasteEnd

PIECES = st.lists(st.sampled_from(["j", "\x1b", "\x1b[A", START, END, "[20", "0~", "é"]))


def cut(text: str, places: list[int]) -> list[str]:
    """Return a text in pieces, cut at some places."""
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[start:end] for start, end in pairwise(edges)]


@given(PIECES, st.lists(st.integers(min_value=0)))
def test_what_comes_is_passed_on_however_it_is_cut(pieces: list[str], places: list[int]) -> None:
    paste, text = PasteEnd(), "".join(pieces)
    handed = [paste.pass_on(piece, 0.0) for piece in cut(text, places)]
    late = paste.pass_on("", SILENCE)
    whole = re.sub(f"{re.escape(START)}.*?{re.escape(END)}", "", text, flags=re.DOTALL)
    assert "".join(handed) + late == text + END * (START in whole)


@pytest.mark.parametrize("start", [[START], [START[:3], START[3:]], ["x\x1b", START[1:] + "y"]])
def test_a_paste_that_does_not_end_is_ended_after_a_silence(start: list[str]) -> None:
    paste = PasteEnd()
    for piece in start:
        assert paste.pass_on(piece, 1.0) == piece
    assert paste.pass_on("word", 2.0) == "word"
    assert paste.pass_on("", 2.0 + SILENCE / 2) == ""
    assert paste.pass_on("", 2.0 + SILENCE) == END
    assert paste.pass_on("", 9.0) == ""
    assert paste.pass_on("j", 9.0) == "j"


@pytest.mark.parametrize("key", ["\x11", "\x1b[113;5u"])
def test_the_key_that_leaves_is_heard_in_a_paste_that_does_not_end(key: str) -> None:
    paste = PasteEnd()
    paste.pass_on(f"{START}word{key}", 0.0)
    assert paste.pass_on("", SILENCE) == f"{END}\x11"
    ended = PasteEnd()
    ended.pass_on(f"{START}word{key}{END}", 0.0)
    assert ended.pass_on("", SILENCE) == ""


def test_an_endless_paste_is_not_passed_on_for_ever() -> None:
    paste = PasteEnd()
    handed = paste.pass_on(START, 0.0)
    handed += "".join(paste.pass_on("word " * 1000, 0.0) for _ in range(100))
    assert len(handed) == LONGEST + len(START)
    assert paste.pass_on(f"x{END}j", 0.0) == f"{END}j"
