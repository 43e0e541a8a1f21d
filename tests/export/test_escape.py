import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line, clean_text
from newsreader.export.escape import (
    escape_line,
    link_target,
    paragraphs,
    quote_passage,
    slug,
    tag,
)
from tests.export.rendered import github, headings, kinds, quotations

MARKUP = st.text(
    alphabet=st.sampled_from("ab1. \n\n\\`*_[]()<>#|~=$^%&;!-+:'\"{}“”é日\u0301/@"), max_size=60
)
TITLE_KINDS = {"heading_open", "heading_close", "inline", "text", "text_special"}
PASSAGE_KINDS = {
    "blockquote_open",
    "blockquote_close",
    "paragraph_open",
    "paragraph_close",
    "inline",
    "text",
    "text_special",
    "softbreak",
}
ANYTHING = st.one_of(MARKUP, st.text(max_size=60))


def words(text: str) -> str:
    """Return the text as it should be rendered: clean, lines stripped, blank ones once."""
    return "\n\n".join("\n".join(lines) for lines in paragraphs(text))


@given(ANYTHING)
@example("# no heading")
@example("1. no list\n- nor this\n+ or this\n10) or that")
@example("a | b\n---|---\nc | d")
@example("title\n===")
@example("***")
@example("&amp; &copy; &#35;")
@example("![x](y) [a]: b <b>bold</b> <!-- newsreader:end -->")
@example("==lit== ~~gone~~ $x$ %%hidden%% ^nr-1")
def test_a_passage_renders_as_its_very_words(text: str) -> None:
    quoted = quote_passage(text)
    if not words(text):
        assert quoted == ""
        return
    assert quotations(quoted) == [words(text)]
    assert kinds(quoted) <= PASSAGE_KINDS


@given(ANYTHING)
def test_a_title_renders_as_its_very_words(text: str) -> None:
    title = clean_line(text)
    if title:
        assert headings(f"# {escape_line(text)}") == [title]


@given(ANYTHING)
def test_words_of_a_passage_are_all_kept(text: str) -> None:
    assert words(text).split() == clean_text(text).split()


def test_what_only_obsidian_takes_for_markup_is_escaped() -> None:
    line = escape_line("a ==b== $c$ #tag %%d%% word ^nr-1")
    assert line == r"a \=\=b\=\= \$c\$ \#tag \%\%d\%\% word \^nr-1"


def test_ordinary_prose_is_left_readable() -> None:
    prose = "It rose by 5% (to 3.5 = a record), he said – “really!”: 7–5 & counting"
    assert escape_line(prose) == prose


def test_paragraphs_of_a_passage_are_separated_by_a_lone_mark() -> None:
    assert quote_passage("one\ntwo\n\n\n\nthree") == "> one\n> two\n>\n> three"


def test_a_link_shows_no_password_and_survives_brackets() -> None:
    assert (
        link_target("https://ann:secret@gazette.example/a_(b)") == "<https://gazette.example/a_(b)>"
    )
    assert link_target("https://gazette.example/?a=1&copy;=2") == (
        "https://gazette.example/?a=1&amp;copy;=2"
    )
    assert link_target("javascript:alert(1)") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Jane Roe", "jane-roe"), ("  Dr. Ngozi O’Neill-Ode ", "dr-ngozi-o-neill-ode"), ("…", "")],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("civil society", "civil-society"),
        ("Europe/East Coast", "europe/east-coast"),
        ("2026", "_2026"),
        ("#hash", "hash"),
        ("///", ""),
        ("Überfall 2", "überfall-2"),
    ],
)
def test_tag(text: str, expected: str) -> None:
    assert tag(text) == expected


@given(ANYTHING)
def test_tags_hold_only_what_obsidian_allows(text: str) -> None:
    assert re.fullmatch(r"(?:_?[\w/-]*[^\W\d_][\w/-]*|_[\d/-]+)?", tag(text))


ADDRESSES = st.lists(
    st.sampled_from(
        "http: https: ftp: mailto: xmpp: // / www. WWW. a.example harbour.org coast.it localhost "
        "127.0.0.1 ann@ @ @_ -@ ann.lee+x@harbour.org _www. <img\u00a0src=x> "
        "< > ( ) [ ] ? & = # : . , - _ * &copy é.рф straße.de xn--p1ai.xn--p1ai \\ \" ' ` ~".split(
            " "
        )
    )
    | st.sampled_from([" ", "\n", "A sentence.Then another."]),
    max_size=8,
).map("".join)


@given(ADDRESSES)
@example("http://a.example/<img src=x onerror=alert(1)>")
@example("see www.harbour.org, //harbour.org or mailto:ann@harbour.org")
@example(
    "_www.a.example xmpp:@_coast.it xmpp:ann@/a.example ann@_harbour.org a-@b.co "
    "ann@harbour.org@coast.it"
)
@example("It ended.In May it began: write to ann.lee@harbour.co.uk")
def test_no_viewer_makes_links_of_words(text: str) -> None:
    title = clean_line(text)
    if title:
        assert headings(f"# {escape_line(text)}") == [title]
        assert kinds(f"# {escape_line(text)}") <= TITLE_KINDS
        shown = github(f"# {escape_line(text)}").removeprefix("<h1>").removesuffix("</h1>")
        assert "<" not in shown
        assert unescape(shown) == title
    if words(text):
        quoted = quote_passage(text)
        assert "<a" not in github(quoted)
        assert quotations(quoted) == [words(text)]
        assert kinds(quoted) <= PASSAGE_KINDS


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("http://a.example", r"http:/\/a\.example"),
        ("www.x", r"www\.x"),
        ("ann@harbour.org", r"ann@<!---->harbour\.org"),
        ("In the U.S. it was 3.5, i.e. more. @ann said so…", None),
        ("either/or, 9.30 a.m. (see p. 3).", None),
    ],
)
def test_only_what_looks_like_an_address_is_escaped(text: str, source: str | None) -> None:
    assert escape_line(text) == (source or text)
