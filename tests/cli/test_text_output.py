"""Stories as plain lines: every kind of block, widths, and rows cut to a terminal."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.cli.styled_line import words_of
from newsreader.cli.text_output import (
    ROW,
    excerpt_lines,
    row,
    row_line,
    story,
    wrap,
)
from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.query.excerpts import Excerpt

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def article(title: str = "A title") -> Article:
    return Article(
        id=7,
        feed_id=1,
        feed="Gazette",
        outlet="Gazette",
        title=title,
        url="https://reader:secret@example.org/a",
        author="Ann",
        published=NOW - timedelta(hours=3),
        bookmarked=NOW,
    )


def document(*blocks: tuple[BlockKind, str, int, str]) -> Document:
    text, made = "", []
    for kind, content, level, marker in blocks:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{content}" if text else content
        made.append(Block(kind, start, start + len(content), level, marker))
    return Document(text, tuple(made))


def test_each_kind_of_block_has_its_look() -> None:
    opened = OpenArticle(
        article(),
        document(
            (BlockKind.HEADING, "Heading", 2, ""),
            (BlockKind.PARAGRAPH, "A paragraph that is longer than one line.", 0, ""),
            (BlockKind.LIST_ITEM, "An item that is longer than a line.", 1, "•"),
            (BlockKind.LIST_ITEM, "Below", 2, "1."),
            (BlockKind.QUOTATION, "Words that somebody once wrote down.", 1, ""),
            (BlockKind.CODE, "if x:\n    y = 1", 0, ""),
            (BlockKind.IMAGE, "A bridge", 0, "https://example.org/a.png"),
            (BlockKind.IMAGE, "", 0, "https://example.org/b.png"),
            (BlockKind.RULE, "", 0, ""),
        ),
        (),
        (),
    )
    assert "\n".join(map(words_of, story(opened, 24))).split("\n\n")[1:] == [
        "Heading",
        "A paragraph that is\nlonger than one line.",
        "• An item that is longer\n  than a line.\n  1. Below",
        "> Words that somebody\n> once wrote down.",
        "    if x:\n        y = 1",
        "[A bridge]",
        "[picture]",
        "————————————",
    ]


def test_an_address_is_shown_without_its_password() -> None:
    lines = list(story(OpenArticle(article(), Document(""), (), ()), 72))
    assert words_of(lines[2]) == "https://example.org/a"


def test_an_orphan_is_said_to_be_one() -> None:
    orphan = Highlight("x", 7, 0, 4, "Gone", state=AnchorState.ORPHAN)
    lines = list(story(OpenArticle(article(), Document(""), (), (orphan,)), 72))
    assert words_of(lines[-1]) == "“Gone” (no longer in the text)"


@pytest.mark.parametrize("title", ["A title", "漢字" * 60, "A long title " * 30])
@pytest.mark.parametrize("columns", [20, 80, 200])
def test_a_row_fits_the_terminal(title: str, columns: int) -> None:
    line = row(article(title), NOW, columns)
    assert cell_len(line) <= columns
    assert row(article(title), NOW, None).startswith(f"     7 ●★ {title.strip()[:20]}")
    styled = row_line(article(title), NOW, columns)
    assert words_of(styled) == line
    assert [piece.text for piece in styled if piece.style == "kept"] == ["★ "]


@given(
    st.text("ab 漢é", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4),
)
def test_what_was_found_keeps_its_look_over_the_lines(
    text: str, found: list[tuple[int, int]]
) -> None:
    line = " ".join(text.split())
    ends = [0]
    for start, length in sorted(found):
        ends += [max(start, ends[-1]), max(start, ends[-1]) + length]
    ranges = zip(ends[1::2], ends[2::2], strict=True)
    marks = tuple((start, end) for start, end in ranges if end <= len(line))
    excerpt = Excerpt(line, marks)
    lines = list(excerpt_lines(excerpt, 20, "  "))
    assert [words_of(one) for one in lines] == (
        list(wrap(line, 20, first="  ", hanging="  ")) if line else []
    )
    shown = "".join(piece.text for one in lines for piece in one if piece.style == "found")
    wanted = "".join(line[start:end] for start, end in marks)
    assert "".join(shown.split()) == "".join(wanted.split())


@pytest.mark.parametrize("letter", ["x", "漢", "a "])
def test_a_line_of_code_without_end_is_cut_in_pieces_and_nothing_is_lost(letter: str) -> None:
    code = f"if x:\n    {letter * 2_000}y"
    opened = OpenArticle(article(), document((BlockKind.CODE, code, 0, "")), (), ())
    lines = [one for one in map(words_of, story(opened, 24)) if one.startswith("    ")]
    assert lines[0] == "    if x:"
    assert all(cell_len(line) <= 4 + ROW for line in lines)
    assert "".join(line.removeprefix("    ") for line in lines[1:]) == code.split("\n")[1]


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs", "Mn", "Me", "Cf"])))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str) -> None:
    lines = list(wrap(text, 30, first="* ", hanging="  "))
    assert all(cell_len(line) <= 30 for line in lines)
    assert "".join("".join(lines).removeprefix("*").split()) == "".join(text.split())
