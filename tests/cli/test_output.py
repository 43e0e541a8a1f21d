"""The door to the terminal: what is cleaned, and what stands in for what cannot be shown."""

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.cli.output import complain, note, open_streams, say, say_json

WILD = "a\x1b[31mb\x9b2Jc\x07d\u202ee\rf\x00g\ud800h"


def test_what_is_said_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    say(WILD)
    note(WILD)
    complain(WILD)
    captured = capsys.readouterr()
    assert captured.out == "a[31mb2Jcde\nfg\ufffdh\n"
    assert captured.err == "a[31mb2Jcde fg\ufffdh\nnewsreader: a[31mb2Jcde fg\ufffdh\n"


def test_json_loses_nothing_and_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"text": WILD})
    printed = capsys.readouterr().out
    assert printed.isascii() and printed.rstrip("\n").isprintable()
    assert json.loads(printed) == {"text": WILD}


@given(st.text())
def test_any_text_fits_any_encoding(text: str) -> None:
    open_streams()
    for encoding in ("ascii", "latin-1", "cp1252", "utf-8"):
        codecs.encode(text.encode("utf-8", "replace").decode(), encoding, "newsreader")


@pytest.mark.parametrize(
    ("text", "plain"),
    [("“Où?” – ‘là’…", b"\"Ou?\" - 'la'..."), ("● ★ ·", b"* * -"), ("漢字", b"??"), ("ﬁ", b"fi")],
)
def test_what_an_encoding_lacks_is_replaced_by_what_comes_nearest(text: str, plain: bytes) -> None:
    open_streams()
    assert text.encode("ascii", "newsreader") == plain
