"""What links of a text lead to in it, as footnotes; and indices."""

from newsreader.documents.blocks import read_html
from newsreader.domain.document import Document, SpanKind

BASE = "https://news.example/story"
NOTES = (
    '<p>A claim.<sup id="ref1"><a href="#fn1">1</a></sup> <a href="/other#fn1">Other</a></p>'
    '<p id="unused">Between.</p><ol><li id="fn1">The source. <a href="#ref1">↩</a></li></ol>'
)


def anchors(document: Document) -> dict[str, str]:
    return {
        span.href.removeprefix(BASE): document.text[span.start : span.end]
        for span in document.spans
        if span.kind is SpanKind.ANCHOR
    }


def test_a_note_and_what_refers_to_it_are_kept() -> None:
    found = anchors(read_html(NOTES, BASE))
    assert found == {"#ref1": "A claim.¹ Other", "#fn1": "The source. ↩"}


def test_an_empty_place_is_that_of_the_block_after_it() -> None:
    page = '<p>See <a href="#n">below</a>.</p><a name="n"></a><h2>Notes</h2><p>One.</p>'
    assert anchors(read_html(page, BASE)) == {"#n": "Notes"}


def test_without_an_address_nothing_leads_anywhere() -> None:
    assert not anchors(read_html(NOTES))


def test_the_shape_keeps_them() -> None:
    document = read_html(NOTES, BASE)
    assert Document.from_shape(document.text, document.shape()).spans == document.spans


def test_an_index_is_text_with_a_span_over_it() -> None:
    document = read_html("<p>CO<sub>2</sub> and H<sub>2</sub>O</p>")
    assert document.text == "CO2 and H2O"
    found = [document.text[one.start : one.end] for one in document.spans]
    assert found == ["2", "2"]
    assert {one.kind for one in document.spans} == {SpanKind.LOWERED}
