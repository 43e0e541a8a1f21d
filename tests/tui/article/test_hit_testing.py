"""What is under the mouse in the text: which link."""

from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.tui.article.hit_testing import link_at
from newsreader.tui.article.layout import lay_out
from newsreader.tui.article.renderer import MARGIN
from tests.tui.samples import open_document

TEXT = "See the sea, and all of the coast here."


def linked(words: str, href: str) -> Document:
    start = TEXT.index(words)
    span = Span(SpanKind.LINK, start, start + len(words), href)
    return Document(TEXT, (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),), (span,))


def test_a_link_is_found_on_its_letters_alone() -> None:
    layout = lay_out(open_document(linked("the sea", "https://sea.example/")), 60)
    number = layout.first_text_line
    found = [bool(link_at(layout, 5, cell, number)) for cell in range(60)]
    first = 5 + MARGIN + TEXT.index("the sea")
    assert found == [first <= cell < first + len("the sea") for cell in range(60)]


def test_beside_a_broken_line_there_is_no_link() -> None:
    layout = lay_out(open_document(linked("all of the coast", "https://sea.example/")), 20)
    number = layout.first_text_line
    ends = [line.end for line in layout.lines[number:]]
    assert any(TEXT.index("all of") < end < TEXT.index(" here") for end in ends)
    assert not link_at(layout, 0, 0, number + 1)
    assert not link_at(layout, 0, 40, number)
    assert link_at(layout, 0, MARGIN, number + 1) == "https://sea.example/"


def test_what_is_no_address_of_the_web_is_not_opened() -> None:
    layout = lay_out(open_document(linked("the sea", "javascript:alert(1)")), 60)
    assert not any(link_at(layout, 0, cell, layout.first_text_line) for cell in range(60))
