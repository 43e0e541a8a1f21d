"""The signs: one cell each, and plain ones where the terminal wants them."""

import locale
from dataclasses import astuple

import pytest
from rich.cells import cell_len

from newsreader.tui.look.glyphs import ASCII, UNICODE, Glyphs, choose_glyphs


def signs(glyphs: Glyphs) -> list[str]:
    many = [one for one in astuple(glyphs) if not isinstance(one, bool)]
    return [sign for one in many for sign in (one if isinstance(one, tuple) else [one])]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_sign_is_one_cell_wide(glyphs: Glyphs) -> None:
    assert all(cell_len(sign) == len(sign) == 1 for sign in signs(glyphs))


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_states_are_told_apart_by_their_signs(glyphs: Glyphs) -> None:
    states = [glyphs.unread, glyphs.bookmark, glyphs.note, glyphs.highlight, glyphs.broken]
    assert len(set(states)) == len(states)


def test_plain_signs_are_ascii() -> None:
    assert all(sign.isascii() for sign in signs(ASCII))


@pytest.mark.parametrize("terminal", ["dumb", "linux", "vt100"])
def test_plain_terminals_have_plain_signs(terminal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", terminal)
    assert choose_glyphs("auto") is ASCII


@pytest.mark.parametrize(
    ("encoding", "wanted"), [("UTF-8", UNICODE), ("utf8", UNICODE), ("ANSI_X3.4-1968", ASCII)]
)
def test_the_locale_is_asked(
    encoding: str, wanted: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(locale, "getpreferredencoding", lambda do_setlocale=True: encoding)
    assert choose_glyphs("auto") is wanted


def test_the_reader_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert choose_glyphs("unicode") is UNICODE
    assert choose_glyphs("ascii") is ASCII
    assert choose_glyphs("unicode", "app").reorders
    assert not choose_glyphs("ascii", "app").reorders
