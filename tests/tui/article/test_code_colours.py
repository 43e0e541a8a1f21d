"""Listings are coloured where their language is known."""

import pytest
from pygments.lexers import get_lexer_by_name

from newsreader.domain.document import Block, BlockKind, Document
from newsreader.tui.article.code_colours import LANGUAGES, LONGEST_LINE, code_overlays
from newsreader.tui.look.theme import palettes

PALETTE = palettes()["dark"]


def listing(text: str, language: str) -> Document:
    before = "Before.\n\n"
    block = Block(BlockKind.CODE, len(before), len(before) + len(text), marker=language)
    return Document(before + text, (Block(BlockKind.PARAGRAPH, 0, 7), block))


def coloured(text: str, language: str) -> dict[str, str]:
    document = listing(text, language)
    return {
        document.text[start:end]: style.color.name
        for start, end, style in code_overlays(document, PALETTE)
        if style.color
    }


def test_the_parts_of_a_listing_have_colours() -> None:
    found = coloured('\ndef add(a=3):\n    return "x"  # sum', "python")
    assert found["def"] == found["return"] == PALETTE.on_raised("keyword")
    assert found["add"] == PALETTE.on_raised("name")
    assert found["3"] == PALETTE.on_raised("number")
    assert found["# sum"] == PALETTE.on_raised("comment")


def test_all_languages_are_known_to_pygments() -> None:
    assert not [one for one in sorted(LANGUAGES) if not get_lexer_by_name(one)]


@pytest.mark.parametrize("language", ["", "klingon", "text"])
def test_other_listings_have_the_colour_of_code(language: str) -> None:
    assert not coloured("def add(): pass", language)


def test_a_listing_that_would_take_long_is_not_coloured() -> None:
    assert not coloured("x = 1\n" * 4_000, "python")
    assert not coloured(f'x = "{"a" * LONGEST_LINE}"', "python")
