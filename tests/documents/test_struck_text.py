"""Signs around what is struck in the text of a block."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.documents.blocks import read_html
from newsreader.documents.struck_text import with_struck
from newsreader.domain.document import Span, SpanKind
from newsreader.domain.quoting.struck import unsigned_ends, with_signs, without_signs


def test_words_that_were_replaced_are_not_read_as_those_that_stand() -> None:
    page = "<p>The price is <del>$50</del><ins>$40</ins> now, not <s>90</s> 70 euros.</p>"
    assert read_html(page).text == "The price is ~~$50~~$40 now, not ~~90~~ 70 euros."


def test_spans_inside_and_around_what_is_struck_keep_their_words() -> None:
    page = "<p><b>all <s>of <a href='https://a.example/'>it</a></s></b> stays</p>"
    document = read_html(page)
    words = {one.kind: document.text[one.start : one.end] for one in document.spans}
    assert words == {
        SpanKind.STRONG: "all ~~of it",
        SpanKind.STRUCK: "~~of it~~",
        SpanKind.LINK: "it",
    }


def test_code_stays_as_it_is_written() -> None:
    document = read_html("<p><code>run(<s>8</s>)</code></p><pre>a <s>b</s></pre>")
    assert document.text == "run(8)\n\na b"
    assert [document.text[slice(*one)] for one in document.struck] == ["8", "b"]


@given(st.text("ab \n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_without_its_signs_the_text_is_the_one_of_before(
    text: str, ends: list[tuple[int, int]]
) -> None:
    struck = [(a, b) for a, b in ends if a < b <= len(text)]
    marked, ranges, place = with_signs(text, struck)
    assert marked.replace("~~", "") == text
    assert not list(unsigned_ends(marked, ranges))
    for first, last in ranges:
        assert marked[first : first + 2] == marked[last - 2 : last] == "~~"
        assert without_signs(marked[first:last]).strip()
    for offset in range(len(text)):
        assert marked[place(offset, False)] == text[offset] == marked[place(offset + 1, True) - 1]


def test_a_block_without_anything_struck_is_left_alone() -> None:
    spans = (Span(SpanKind.STRONG, 0, 3),)
    assert with_struck("all of it", spans) == ("all of it", spans)
