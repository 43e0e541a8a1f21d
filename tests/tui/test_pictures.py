"""Pictures: how the terminal shows them, and the picture of an article in the app."""

import re
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from newsreader.documents.blocks import read_html
from newsreader.domain.document import Document
from newsreader.fetcher.pictures import kept_at
from newsreader.protocol import PictureDone
from newsreader.settings.values import Look
from newsreader.tui.pages.picture_page import PicturePage
from newsreader.tui.picture_requests import PictureRequests
from newsreader.tui.pictures.graphics import (
    KITTY_QUERY,
    Graphics,
    TerminalAnswers,
    by_variables,
    query,
)
from newsreader.tui.pictures.picture_codes import fit, half_blocks, iterm, kitty, sixel
from newsreader.tui.pictures.prepared import prepare
from newsreader.tui.widgets.picture_view import PictureView
from newsreader.tui.widgets.pictured_article import HIGHEST
from tests.builders import Story
from tests.tui.stage import on_stage

ADDRESS = "https://news.example/night.jpg"
PATIENCE = 30.0
"""Seconds that a process may take to start on a busy machine."""


def a_picture(size: tuple[int, int] = (4, 4)) -> Image.Image:
    """Return a picture that is red above and blue below."""
    image = Image.new("RGB", size, "red")
    image.paste((0, 0, 255), (0, size[1] // 2, *size))
    return image


def a_file(folder: Path, size: tuple[int, int] = (40, 40)) -> Path:
    path = folder / "picture.png"
    a_picture(size).save(path)
    return path


def drawn_sixels(code: str) -> list[list[int]]:
    """Return the number of the colour of each pixel that sixels draw."""
    head = re.match(r'\x1bP[\d;]*q"1;1;(\d+);(\d+)', code)
    assert head is not None
    width, height = int(head[1]), int(head[2])
    body = code[head.end() :].removesuffix("\x1b\\")
    pixels = [[-1] * width for _ in range(height + 6)]
    colour = column = top = 0
    for token in re.finditer(r"#(\d+)(;2;\d+;\d+;\d+)?|!(\d+)(.)|([?-~])|([$-])", body):
        if token[1]:
            colour = int(token[1])
        elif token[6]:
            column, top = 0, top + 6 * (token[6] == "-")
        else:
            mask, end = ord(token[4] or token[5]) - 63, column + int(token[3] or 1)
            for row in range(6):
                if mask & 1 << row:
                    pixels[top + row][column:end] = [colour] * (end - column)
            column = end
    return pixels[:height]


def test_half_blocks_show_two_pixels_each() -> None:
    lines = half_blocks(a_picture((4, 2)), 4, 1, "#000000")
    assert [one.text for one in lines[0]] == ["▀"] * 4
    style = lines[0][0].style
    assert style is not None and style.color is not None and style.bgcolor is not None
    assert style.color.triplet == (255, 0, 0) and style.bgcolor.triplet == (0, 0, 255)


@given(st.integers(1, 20), st.integers(1, 20))
def test_sixels_draw_every_pixel_once(width: int, height: int) -> None:
    pixels = drawn_sixels(sixel(a_picture((8, 8)), width, height, "#000000"))
    assert all(one >= 0 for row in pixels for one in row)
    if height >= 4:
        assert pixels[0][0] != pixels[-1][0]


def test_sixels_mix_the_colours_of_a_sky_and_leave_those_of_a_chart() -> None:
    up = Image.linear_gradient("L").resize((200, 200))
    sky = Image.merge("RGB", (up, up, up.rotate(90)))
    code = sixel(sky, 200, 200, "#000000")
    rows, levels = drawn_sixels(code), dict(re.findall(r"#(\d+);2;(\d+);", code))
    rough = sum(len(set(row)) > 2 for row in rows)
    assert rough > 150, "no bands of one colour"
    for top in range(0, 200, 40):  # mixed they are what they were
        cells = [rows[y][x] for y in range(top, top + 8) for x in range(96, 104)]
        red = sum(int(levels[str(cell)]) * 2.55 for cell in cells) / len(cells)
        asked = [up.tobytes()[200 * y + x] for y in range(top, top + 8) for x in range(96, 104)]
        assert abs(red - sum(asked) / len(asked)) < 6
    chart = drawn_sixels(sixel(a_picture((8, 8)), 60, 60, "#000000"))
    assert len(set(chart[0])) == len(set(chart[-1])) == 1


def test_kitty_gets_the_file_in_pieces() -> None:
    png = bytes(range(256)) * 40
    commands = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty(png, 20, 10, 7))
    assert len(commands) > 2
    assert b64decode("".join(piece for _, piece in commands)) == png
    assert "a=T,f=100,t=d,i=7,c=20,r=10,C=1" in commands[0][0]
    assert [head[-1] for head, _ in commands] == ["1"] * (len(commands) - 1) + ["0"]


def test_iterm_gets_the_file_at_once() -> None:
    code = iterm(b"png", 20, 10)
    assert code.startswith("\x1b]1337;File=inline=1;size=3;width=20;height=10;")
    assert b64decode(code.rpartition(":")[2].rstrip("\x07")) == b"png"


@given(*[st.integers(1, 4_000)] * 2, *[st.integers(1, 200)] * 2)
def test_a_picture_fits_its_place(width: int, height: int, columns: int, rows: int) -> None:
    fitted = fit((width, height), columns, rows)
    assert 1 <= fitted[0] <= columns and 1 <= fitted[1] <= rows


@pytest.mark.parametrize("graphics", ["kitty", "sixel", "iterm", "blocks"])
def test_a_file_is_prepared_for_each_terminal(graphics: Graphics, tmp_path: Path) -> None:
    shown = prepare(a_file(tmp_path), graphics, (30, 10), cell=(10, 20), ground="#000000")
    assert (shown.columns, shown.rows) == (12, 6)
    assert bool(shown.lines) == (graphics == "blocks") != bool(shown.code)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "tmux-256color", "TMUX": "x", "KITTY_WINDOW_ID": "1"}, None),
    ],
)
def test_some_terminals_are_known(environment: dict[str, str], wanted: Graphics | None) -> None:
    assert by_variables(environment) == wanted
    assert (KITTY_QUERY in query(environment)) == ("TMUX" not in environment)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("\x1b[?64;1;4;22c", "sixel"),
        ("\x1b[?62;22c", "blocks"),
        ("\x1b[?4;22c", "blocks"),  # the first number is the kind of terminal
        ("\x1b_Gi=31;OK\x1b\\\x1b[?62c", "kitty"),
        ("\x1b_Gi=31;EINVAL:no\x1b\\\x1b[?62;4c", "sixel"),
    ],
)
def test_an_answer_is_taken_out_of_the_keys_wherever_it_breaks(typed: str, wanted: str) -> None:
    for cut in range(len(typed) + 1):
        answers, heard = TerminalAnswers(), list[str]()
        answers.ask(heard.append)
        assert answers.take(f"a{typed[:cut]}") + answers.take(f"{typed[cut:]}\x1b[A") == "a\x1b[A"
        assert heard == [wanted]
        assert answers.take("\x1b[?1c") == "\x1b[?1c"  # nobody asked


def test_what_was_begun_comes_after_all_where_no_answer_comes() -> None:
    answers = TerminalAnswers()
    answers.ask(lambda graphics: None)
    assert answers.take("\x1b") == ""
    answers.give_up()
    assert answers.take("") == "\x1b"


async def test_two_who_wait_for_one_picture_ask_once() -> None:
    sent: list[object] = []

    async def send(command: object) -> None:
        sent.append(command)
        requests.hear(PictureDone(1, "u", Path("p")))

    requests = PictureRequests(send)
    assert (await requests.fetch(1, "u")).path == Path("p")
    assert len(sent) == 1 and not requests.give_up("no")


@dataclass(frozen=True)
class PicturedStory(Story):
    """A story with a picture after its first paragraph."""

    shows: str = "The bridge at night"

    @property
    def document(self) -> Document:
        page = f'<p>It was dark.</p><img src="{ADDRESS}" alt="{self.shows}"><p>The end.</p>'
        return read_html(page)


@pytest.mark.parametrize("shows", ["The bridge at night", ""])
async def test_enter_on_a_caption_shows_the_picture(tmp_path: Path, shows: str) -> None:
    kept = kept_at(tmp_path / "pictures", ADDRESS)  # so that the fetcher need not ask for it
    kept.parent.mkdir()
    a_picture((400, 400)).save(kept)
    story = PicturedStory("Pictured", shows=shows)
    async with on_stage(tmp_path, stories=(story,)) as stage:
        await stage.press("enter", ")", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, PicturePage), seconds=PATIENCE)
        view = stage.app.screen.query_one(PictureView)
        await stage.until(lambda: "▀" in stage.text(view))
        assert stage.shows(shows or "Picture, night.jpg")
        large = stage.text(view).count("▀")
        await stage.pilot.resize_terminal(30, 12)
        await stage.until(lambda: 0 < stage.text(view).count("▀") < large)
        await stage.press("q")
        assert stage.app.screen is stage.screen
        assert stage.here == "article"


async def test_pictures_stand_in_the_text_where_that_is_wanted(tmp_path: Path) -> None:
    kept = kept_at(tmp_path / "pictures", ADDRESS)
    kept.parent.mkdir()
    a_picture((400, 400)).save(kept)
    look = Look(glyphs="unicode", inline_pictures=True)
    async with on_stage(tmp_path, stories=(PicturedStory("Pictured"),), look=look) as stage:
        pane = stage.screen.article_pane
        await stage.until(lambda: "▀" in stage.text(pane), seconds=PATIENCE)
        rows = stage.text(pane).splitlines()
        drawn = [number for number, row in enumerate(rows) if "▀" in row]
        caption = next(number for number, row in enumerate(rows) if "The bridge" in row)
        assert len(drawn) == drawn[-1] - drawn[0] + 1 == HIGHEST
        assert caption == drawn[-1] + 1
        await stage.press("enter", ")", ")")
        assert stage.focused_words == "The end."
        await stage.press("(")
        assert stage.focused_words == "The bridge at night"
