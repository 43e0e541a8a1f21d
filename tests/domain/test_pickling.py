"""Values that cross from one process to another."""

import pickle

from newsreader.domain.document import Block, BlockKind, Span, SpanKind
from newsreader.domain.quoting.quote import Quote


def test_values_arrive_as_they_left() -> None:
    values = (
        Quote(1, 9, "We will.", "Jane Roe", "mayor", "said", 0.9, True, ((1, 4), (6, 9)), 7, True),
        Quote(0, 1, "x"),
        Block(BlockKind.LIST_ITEM, 3, 9, 2, "•"),
        Span(SpanKind.LINK, 3, 5, "https://h.example/"),
    )
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(values, protocol)) == values
