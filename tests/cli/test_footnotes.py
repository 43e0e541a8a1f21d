"""Numbers behind the links of a text move nothing else in it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from newsreader.cli.footnotes import with_footnotes
from newsreader.domain.document import BLOCK_BREAK, Block, BlockKind, Document, Span, SpanKind

KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CODE, BlockKind.RULE)


@st.composite
def linked(draw: st.DrawFn) -> Document:
    """Return a document of some blocks with links in them."""
    texts = draw(st.lists(st.text("ab é", min_size=1, max_size=12), min_size=1, max_size=5))
    blocks, at = [], 0
    for text in texts:
        kind = draw(st.sampled_from(KINDS))
        end = at if kind is BlockKind.RULE else at + len(text)
        blocks.append(Block(kind, at, end))
        at += (end - at) + len(BLOCK_BREAK)
    whole = BLOCK_BREAK.join(
        "" if block.kind is BlockKind.RULE else text
        for block, text in zip(blocks, texts, strict=True)
    )
    spans = []
    for block in blocks:
        if block.start < block.end and draw(st.booleans()):
            start = draw(st.integers(block.start, block.end - 1))
            end = draw(st.integers(start + 1, block.end))
            href = f"https://sea.example/{draw(st.integers(0, 2))}"
            spans.append(Span(SpanKind.LINK, start, end, href))
    return Document(whole, tuple(blocks), tuple(spans))


@given(linked())
def test_without_its_numbers_the_text_is_what_it_was(document: Document) -> None:
    noted, links = with_footnotes(document)
    assert re.sub(r"\[\d+\]", "", noted.text) == document.text
    assert [one.kind for one in noted.blocks] == [one.kind for one in document.blocks]
    for before, after in zip(document.blocks, noted.blocks, strict=True):
        words = noted.text[after.start : after.end]
        assert re.sub(r"\[\d+\]", "", words) == document.text[before.start : before.end]
        if before.kind is BlockKind.CODE:
            assert "[" not in words
    assert len({one.url for one in links}) == len(links)
    numbers = {int(one) for one in re.findall(r"\[(\d+)\]", noted.text)}
    assert numbers <= set(range(1, len(links) + 1))


def test_an_address_has_one_number_wherever_it_stands() -> None:
    text = "The bridge and the ferry; the bridge again."
    spans = tuple(
        Span(SpanKind.LINK, start, start + len(word), f"https://sea.example/{word}")
        for word, start in (("bridge", 4), ("ferry", 19), ("bridge", 30))
    )
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    noted, links = with_footnotes(Document(text, (block,), spans))
    assert noted.text == "The bridge[1] and the ferry[2]; the bridge[1] again."
    assert [one.url for one in links] == ["https://sea.example/bridge", "https://sea.example/ferry"]
