"""Markup to one clean line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line
from newsreader.feeds.plain_text import (
    as_html,
    made_title,
    plain_line,
    unescape,
)


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("Fed [stays] calm [/b]", "Fed [stays] calm [/b]"),
        ("The <i>Harbour</i> Gazette", "The Harbour Gazette"),
        ("H<sub>2</sub>O &amp; CO<sub>2</sub>", "H2O & CO2"),
        ("one<br/>two<p>three</p>", "one two three"),
        ("It&amp;#8217;s late", "It’s late"),
        ("A &amp;lt;b&amp;gt; C", "A <b> C"),
        ("The <video> element", "The <video> element"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("<script>alert(1)</script>Rain", "Rain"),
        ("Rain<!-- never --> today<style>p{}</style>", "Rain today"),
        ("Rain<script>never closed", "Rain"),
        ("Rain <iframe src='x'> today", "Rain today"),
        ("Rain<embed src='x'> and <object data='x'>sun", "Rain and sun"),
        ("The <object> and the <link> element", "The <object> and the <link> element"),
        ("\u0130<SCRIPT>x</SCRIPT>y", "\u0130y"),
        ("AT&T &copy 2026 &notit", "AT&T &copy 2026 &notit"),
        ("  many \n\t spaces  ", "many spaces"),
        ("esc\x1b[31m and \u202eback", "esc[31m and back"),
        ('<a href="x">link</a>ed', "linked"),
        ("", ""),
    ],
)
def test_lines(markup: str, line: str) -> None:
    assert plain_line(markup) == line


@given(
    st.lists(
        st.sampled_from(["word ", "<b>", "</b>", "<br>", "<a href='" + "x" * 90 + "'>", "&amp;lt;",
                         "<!-- ", " -->", "<style>", "</style>", "\n", "é", "\u200b"]),
        max_size=400,
    )
)  # fmt: skip
def test_the_beginning_of_a_long_text_is_enough(pieces: list[str]) -> None:
    markup = "".join(pieces)
    whole = plain_line(markup, 40_000)
    if len(whole) > 400:
        # Where the text ends inside a tag or a comment, less of it may be seen.
        assert plain_line(markup, 40).removesuffix("…").rstrip() in whole


@given(st.text())
def test_a_line_is_always_clean(markup: str) -> None:
    line = plain_line(markup, 80)
    assert clean_line(line, 80) == line
    assert len(line) <= 80


def test_hostile_markup_takes_no_time() -> None:
    start = time.process_time()
    for piece in ("<", "<a ", "<!--", "&#", "<script", "</", "<a href='", "[x] "):
        plain_line(piece * 400_000)
    assert time.process_time() - start < 2


def test_entities_are_resolved_once_at_a_time() -> None:
    assert unescape("&amp;amp; &eacute; &#x41; &unknown;") == "&amp; é A &unknown;"


def test_a_title_is_made_from_the_first_sentence_or_words() -> None:
    assert made_title("The ferry is back on time. More soon.") == "The ferry is back on time."
    assert made_title("Short post") == "Short post"
    long = "The council of Harbour voted after nine hours of debate on Thursday night to rebuild"
    assert made_title(long + " it") == (
        "The council of Harbour voted after nine hours of debate on Thursday night to…"
    )
    assert len(made_title("x" * 500)) == 80
    assert made_title("") == ""


def test_plain_text_becomes_paragraphs() -> None:
    assert as_html("One & two\nthree\n\n \n\nfour <b>") == (
        "<p>One &amp; two<br>three</p><p>four &lt;b&gt;</p>"
    )


@pytest.mark.parametrize("tag", ["del", "s", "STRIKE"])
def test_what_was_struck_out_is_left_out(tag: str) -> None:
    markup = f"It costs <{tag} class='a'>$50 <b>net</b> <span>x</span></{tag}><ins>$40</ins> now."
    assert plain_line(markup) == "It costs $40 now."
    assert plain_line(f"<b>An <{tag}>open one</b>") == "An open one"


def test_powers_stay_powers() -> None:
    assert plain_line("<p>10<sup>6</sup> stars, the 1<sup>st</sup></p>") == "10⁶ stars, the 1st"
