from hypothesis import given
from hypothesis import strategies as st

from newsreader.documents.block_draft import (
    BlockDraft,
    assemble,
    take_apart,
)
from newsreader.domain.document import BLOCK_BREAK, Block, BlockKind, Span, SpanKind

DRAFTS = st.lists(
    st.one_of(
        st.just(BlockDraft(BlockKind.RULE)),
        st.builds(
            lambda text, kind, level: BlockDraft(
                kind, text, (Span(SpanKind.STRONG, 0, len(text)),), level, "•" if level else ""
            ),
            st.text("abc é漢", min_size=1, max_size=20).map(str.strip).filter(bool),
            st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION]),
            st.integers(0, 3),
        ),
    ),
    max_size=8,
)


def test_offsets_count_across_blocks() -> None:
    link = Span(SpanKind.LINK, 4, 7, "https://paper.example/")
    document = assemble(
        [
            BlockDraft(BlockKind.HEADING, "Pier", level=2),
            BlockDraft(BlockKind.PARAGRAPH, "the old one", (link,)),
        ]
    )
    assert document.text == "Pier" + BLOCK_BREAK + "the old one"
    assert document.blocks[1] == Block(BlockKind.PARAGRAPH, 6, 17)
    assert document.spans == (Span(SpanKind.LINK, 10, 13, "https://paper.example/"),)


@given(DRAFTS)
def test_a_document_taken_apart_and_assembled_is_the_same(drafts: list[BlockDraft]) -> None:
    document = assemble(drafts)
    again = assemble(take_apart(document))
    assert (again.text, again.blocks, again.spans) == (
        document.text,
        document.blocks,
        document.spans,
    )


@given(DRAFTS, st.integers(1, 60))
def test_a_limit_cuts_text_and_spans(drafts: list[BlockDraft], limit: int) -> None:
    document = assemble(drafts, limit)
    assert len(document.text) <= limit
    assert document.text == assemble(drafts).text[: len(document.text)]
    assert all(span.end <= len(document.text) for span in document.spans)
