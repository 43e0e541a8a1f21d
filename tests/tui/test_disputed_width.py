"""Columns stand in every terminal, however wide it takes the texts before them for."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.tui.cells.disputed_width import DISPUTED, hold_columns, letters_of, widest
from newsreader.tui.first_screenful.drawing import escape_codes
from newsreader.tui.look.glyphs import ASCII, UNICODE

TITLES = [
    "Keycap 1️⃣ 2️⃣ ok",
    "Skin 👍🏽 tone",
    "हिन्दी शीर्षक यहाँ है",
    "Writing ✍ hand",
    "Heart ❤️ red",
    "Family 👨‍👩‍👧‍👦 rocks",
    "ไทยหัวข้อข่าวที่นี่",
    "Flags 🇩🇪🇿🇦",
    "Tamil தமிழ் செய்தி",
    "Bengali বাংলা খবর",
    "Warn ⚠️ sign",
    "ශ්‍රී ලංකා පුවත්",
    "co\u200doperate now",
]
"""One of each kind that shifted panes in tmux 3.3a."""


def in_tmux(sign: str) -> int:
    """Return the cells of a sign in tmux 3.3a, about."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    wide = ord(sign) >= 0x1F000 or 0x2600 <= ord(sign) <= 0x27BF
    return 2 if wide else max(1, cell_len(sign))


TERMINALS: dict[str, Callable[[str], int]] = {
    "as Rich": lambda sign: cell_len(sign),
    "sign by sign": in_tmux,
    "emoji narrow": lambda sign: min(cell_len(sign), 1 if ord(sign) >= 0x1F000 else 2),
}
CODES = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[(\d+)G|\x1b\[[\d;:]*m|\x1b\]8;[^\x1b]*\x1b\\|(.)", re.S
)


def shown(frame: str, width_of: Callable[[str], int], columns: int = 90) -> list[str]:
    """Return the cells of the first line of a terminal; what joins a sign is left out."""
    cells, at = [" "] * columns, 0
    for code in CODES.finditer(frame):
        if code[2] or code[3]:
            at = int(code[2] or code[3]) - 1
        elif code[4]:
            for _ in range(width_of(code[4])):
                cells[at] = code[4]
                at += 1
    return cells


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("title", TITLES)
def test_what_follows_a_title_stands_in_its_column(title: str, terminal: str) -> None:
    room = " " * (40 - cell_len(title))
    frame = f"\x1b[1;1H\x1b[1m{title}\x1b[0m\x1b[2m{room}3h\x1b[0m│ Article"
    cells = shown(hold_columns(frame), TERMINALS[terminal])
    assert "".join(cells[40:52]) == "3h│ Article "
    assert not "".join(cells[widest(title) : 40]).strip()


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("title", TITLES)
def test_a_pane_that_is_painted_alone_reaches_into_no_other(title: str, terminal: str) -> None:
    before = f"\x1b[1;1H{' ' * cell_len(title)}│ other"
    cells = shown(before + hold_columns(f"\x1b[1;1H{title}"), TERMINALS[terminal])
    assert "".join(cells[cell_len(title) :]).rstrip() == "│ other"


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["\x1b[1m", "\x1b[3;38;2;1;2;3m", "\x1b]8;;http://x.example\x1b\\"]),
        st.text(st.sampled_from("ab │é漢\u0301हिदீமி❤\ufe0f\u200d👍🏽🇩1\u20e3"), max_size=8),
    ),
    max_size=5,
)


@given(PIECES, st.sampled_from(sorted(TERMINALS)))
def test_undisputed_pieces_stand_where_they_are_meant_to(
    pieces: list[tuple[str, str]], terminal: str
) -> None:
    frame, wanted, at = "\x1b[1;3H", {}, 2
    for style, text in pieces:
        frame += f"{style}{text}\x1b[0m|"
        at += cell_len(text)
        wanted[at] = "|"
        at += 1
    cells = shown(hold_columns(frame), TERMINALS[terminal])
    assert {place: cells[place] for place in wanted} == wanted


@given(st.text(st.sampled_from("ab हिन्दी தமி❤\ufe0f\u200d👍🏽🇩1\u20e3漢"), max_size=20))
def test_the_widest_is_never_under_what_textual_counts(text: str) -> None:
    assert widest(text) >= cell_len(text)
    assert "".join(letters_of(text)) == text


def test_frames_without_such_texts_are_returned_themselves() -> None:
    frame = "\x1b[1;1H\x1b[1m● Plain “words”, Ærø, 漢字, Привет ▌│─\x1b[0m\n"
    assert hold_columns(frame) is frame


def test_signs_of_the_app_are_not_disputed() -> None:
    for glyphs in (UNICODE, ASCII):
        signs = [one for one in astuple(glyphs) if not isinstance(one, bool)]
        assert not [one for one in signs if DISPUTED.search("".join(one))]


def test_styles_and_links_end_where_they_ended() -> None:
    link = "\x1b]8;;http://x.example\x1b\\"
    frame = f"\x1b[2;1H{link}\x1b[4m❤️\x1b[0m\x1b]8;;\x1b\\\x1b[2m  3h\x1b[0m"
    held = hold_columns(frame)
    assert held.index(f"\x1b[1G{link}\x1b[4m❤️\x1b[0m\x1b]8;;\x1b\\\x1b[5G") < held.index("3h")
    assert held.endswith("\x1b[2m3h\x1b[0m")


def test_a_name_within_a_code_stays() -> None:
    said = "\x1b]2;हिन्दी\x07"
    assert hold_columns(said) == said


@pytest.mark.parametrize("terminal", TERMINALS)
def test_the_first_screenful_is_held_too(terminal: str) -> None:
    line = [Segment("Warn ⚠️ sign  ", Style(bold=True)), Segment("│ Article", Style(dim=True))]
    painted = escape_codes([line], "truecolor").decode()
    cells = shown(painted, TERMINALS[terminal])
    assert "".join(cells[14:23]) == "│ Article"
