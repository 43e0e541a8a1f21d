import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.document import (
    BLOCK_BREAK,
    Block,
    BlockKind,
    Document,
    Span,
    SpanKind,
    text_hash,
)

BLOCKS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.integers(0, 6),
    st.text(),
)
SPANS = st.builds(
    Span, st.sampled_from(SpanKind), st.integers(0, 10**6), st.integers(0, 10**6), st.text()
)


@given(st.text(), st.lists(BLOCKS).map(tuple), st.lists(SPANS).map(tuple))
def test_a_document_comes_back_from_its_shape(
    text: str, blocks: tuple[Block, ...], spans: tuple[Span, ...]
) -> None:
    made = Document(text, blocks, spans)
    back = Document.from_shape(made.text, made.shape())
    assert (back.text, back.blocks, back.spans) == (text, blocks, spans)
    assert all(type(block.kind) is BlockKind for block in back.blocks)
    json.loads(made.shape())


@given(st.text(st.sampled_from("a b\n\u00a0。")))
def test_plain_paragraphs_lie_where_they_say(text: str) -> None:
    document = Document.from_plain(text)
    for block in document.blocks:
        paragraph = document.text[block.start : block.end]
        assert paragraph and paragraph == paragraph.strip()
        assert BLOCK_BREAK not in paragraph
    for one, next_one in pairwise(document.blocks):
        assert document.text[one.end : next_one.start] == BLOCK_BREAK
    assert document.text.split() == text.split()


@given(st.text(st.sampled_from("ab\n")))
def test_plain_text_made_plain_again_is_the_same(text: str) -> None:
    once = Document.from_plain(text)
    again = Document.from_plain(once.text)
    assert (again.text, again.blocks) == (once.text, once.blocks)


@given(st.lists(st.text("ab", min_size=1), min_size=1), st.data())
def test_the_block_at_an_offset_holds_it(paragraphs: list[str], data: st.DataObject) -> None:
    document = Document.from_plain(BLOCK_BREAK.join(paragraphs))
    offset = data.draw(st.integers(0, len(document.text)))
    expected = next(
        (at for at, block in enumerate(document.blocks) if block.end > offset),
        len(document.blocks) - 1,
    )
    assert document.block_at(offset) == expected


def test_an_empty_document_is_still_one() -> None:
    assert Document.from_plain(" \n\n ").text == ""
    assert Document("").block_at(5) == 0
    assert Document("").words == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bridge – at last – is open", 8),
        ("Die Straße ist offen", 4),
        ("東京都は火曜日、古い橋を再開すると発表した。", 10),
        ("NHK 東京の橋 2026", 4),
        ("สะพานเปิดใหม่ในวันอังคาร", 5),
        ("다리가 다시 열렸다", 3),
    ],
)
def test_words_are_counted_in_scripts_without_spaces_too(text: str, words: int) -> None:
    assert Document(text).words == words


def test_prose_is_what_has_sentences() -> None:
    blocks = tuple(Block(kind, at, at + 1) for at, kind in enumerate(BlockKind))
    assert {block.kind for block in Document("x" * 8, blocks).prose()} == {
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTATION,
    }


@given(st.text(st.characters(blacklist_categories=())))
def test_any_text_has_a_name_of_32_digits(text: str) -> None:
    assert len(text_hash(text)) == 32
    assert text_hash(text) == text_hash(text)
    assert text_hash(text) != text_hash(text + "x")
