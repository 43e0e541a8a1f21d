from newsreader.demo.markup import parse
from newsreader.domain.document import BlockKind, SpanKind

SOURCE = """First line
goes on with *emphasis*, **strength** and [a link](https://gazette.example/a?b=1).

## A *heading*

- one
- two
1. three
2. four

> said in
> a letter

| | Cost |
| Piers | 22 |

Last.
"""


def test_blocks_are_what_the_text_says() -> None:
    document = parse(SOURCE)
    shown = [
        (block.kind, document.text[block.start : block.end], block.level, block.marker)
        for block in document.blocks
    ]
    assert shown == [
        (BlockKind.PARAGRAPH, "First line goes on with emphasis, strength and a link.", 0, ""),
        (BlockKind.HEADING, "A heading", 2, ""),
        (BlockKind.LIST_ITEM, "one", 1, "•"),
        (BlockKind.LIST_ITEM, "two", 1, "•"),
        (BlockKind.LIST_ITEM, "three", 1, "1."),
        (BlockKind.LIST_ITEM, "four", 1, "2."),
        (BlockKind.QUOTATION, "said in a letter", 1, ""),
        (BlockKind.TABLE, "·     | Cost\nPiers |   22", 0, ""),
        (BlockKind.PARAGRAPH, "Last.", 0, ""),
    ]


def test_spans_lie_on_their_words() -> None:
    document = parse(SOURCE)
    shown = [
        (span.kind, document.text[span.start : span.end], span.href) for span in document.spans
    ]
    assert shown == [
        (SpanKind.EMPHASIS, "emphasis", ""),
        (SpanKind.STRONG, "strength", ""),
        (SpanKind.LINK, "a link", "https://gazette.example/a?b=1"),
        (SpanKind.EMPHASIS, "heading", ""),
        (SpanKind.STRONG, "Cost", ""),
    ]


def test_an_empty_text_is_an_empty_document() -> None:
    assert parse("\n\n").blocks == ()
    assert parse("").text == ""
