import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.documents.blocks import DEEPEST, read_html
from newsreader.domain.clean import TEXT_LIMIT, clean_text
from newsreader.domain.document import BLOCK_BREAK, Block, BlockKind, Document, SpanKind


def said(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def marked(document: Document) -> list[tuple[str, str]]:
    return [(s.kind.value, document.text[s.start : s.end]) for s in document.spans]


def items(document: Document) -> list[tuple[int, str, str]]:
    return [(b.level, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def links(html: str, base_url: str = "https://paper.example/news/today") -> list[str]:
    return [span.href for span in read_html(html, base_url).spans]


class TestParagraphs:
    def test_elements_and_bare_text_are_paragraphs(self) -> None:
        document = read_html("before<p>one</p>between<div>two<p>three</p>after</div>")
        assert said(document) == [
            ("p", "before"),
            ("p", "one"),
            ("p", "between"),
            ("p", "two"),
            ("p", "three"),
            ("p", "after"),
        ]

    def test_white_space_collapses_across_elements(self) -> None:
        document = read_html("<p>\n  one\t <b> two </b>\n <i>three</i>\n</p>")
        assert document.text == "one two three"
        assert marked(document) == [("strong", "two"), ("em", "three")]

    def test_one_break_is_a_line_and_two_are_a_paragraph(self) -> None:
        document = read_html("<p>one <br> two<br/><br> three<br></p>")
        assert said(document) == [("p", "one\ntwo"), ("p", "three")]

    def test_entities_and_stray_signs_are_what_they_mean(self) -> None:
        document = read_html("<p>R&amp;D &eacute;t&#233; &lt;b&gt; a < b & c &hellip; x&nbsp;y</p>")
        assert document.text == "R&D été <b> a < b & c … x\xa0y"

    def test_blank_paragraphs_are_nothing(self) -> None:
        assert read_html("<p>&nbsp;</p><p> \n</p><div></div><p><b> </b></p>").blocks == ()

    def test_plain_text_keeps_its_paragraphs_and_lines(self) -> None:
        document = read_html("First line\nsecond line &amp; more\n\n \nAnother paragraph\n")
        assert said(document) == [
            ("p", "First line\nsecond line & more"),
            ("p", "Another paragraph"),
        ]

    def test_inline_markup_between_blank_lines_is_paragraphs_too(self) -> None:
        document = read_html("One <b>bold</b> word\nin a line\n\nAnother")
        assert said(document) == [("p", "One bold word in a line"), ("p", "Another")]

    def test_headings_have_levels(self) -> None:
        document = read_html("<h1>One</h1><h2>Two</h2><h6>Six</h6>")
        assert items(document) == [(1, "", "One"), (2, "", "Two"), (6, "", "Six")]
        assert {block.kind for block in document.blocks} == {BlockKind.HEADING}

    def test_quotations_nest(self) -> None:
        document = read_html("<blockquote><p>outer</p><blockquote>inner</blockquote></blockquote>")
        assert items(document) == [(1, "", "outer"), (2, "", "inner")]

    def test_code_keeps_its_white_space(self) -> None:
        document = read_html("<pre>\n  if a:\r\n\tb  # c\n\n    d\n\n</pre>")
        assert said(document) == [("code", "  if a:\n    b  # c\n\n    d")]

    def test_code_is_not_marked_as_code_again(self) -> None:
        document = read_html("<pre><code>a = <b>1</b></code></pre><p>see <code>a</code></p>")
        assert marked(document) == [("strong", "1"), ("code", "a")]

    def test_rules_part_and_never_frame(self) -> None:
        document = read_html("<hr><p>one</p><hr><hr><p>two</p><hr>")
        assert said(document) == [("p", "one"), ("rule", ""), ("p", "two")]
        assert document.text == "one" + BLOCK_BREAK + BLOCK_BREAK + "two"

    def test_details_and_definitions_keep_their_names(self) -> None:
        document = read_html(
            "<details><summary>Method</summary>We asked.</details>"
            "<dl><dt>Pier</dt><dd>A wall</dd></dl>"
        )
        assert [text for _, text in said(document)] == ["Method", "We asked.", "Pier", "A wall"]
        assert marked(document) == [("strong", "Method"), ("strong", "Pier")]
        assert document.blocks[-1].level == 1

    def test_raised_figures_stay_apart_from_the_number(self) -> None:
        assert read_html("10<sup>-6</sup> m<sup>2</sup> of CO<sub>2</sub>").text == "10⁻⁶ m² of CO2"
        assert read_html("2<sup>k+1</sup>, f(x)<sup>2n</sup>").text == "2^(k+1), f(x)²ⁿ"
        assert read_html("the 1<sup>st</sup> note<sup>[3]</sup>").text == "the 1st note[3]"

    def test_short_quotations_and_ruby_keep_their_signs(self) -> None:
        assert read_html("<p>a <q>b</q> c</p>").text == "a “b” c"
        assert read_html("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>").text == "漢(kan)"


class TestLists:
    def test_depth_numbers_and_second_paragraphs(self) -> None:
        document = read_html(
            "<ul><li>a<ul><li>b<p>more</p></li></ul></li><li>c</li></ul>"
            "<ol start=3><li>x</li><li value=9>y</li><li>z</li></ol>"
        )
        assert items(document) == [
            (1, "•", "a"),
            (2, "◦", "b"),
            (2, "", "more"),
            (1, "•", "c"),
            (1, "3.", "x"),
            (1, "9.", "y"),
            (1, "10.", "z"),
        ]

    def test_a_reversed_list_counts_down_from_its_length(self) -> None:
        document = read_html(
            "<ol reversed><li>c<ol reversed><li>x<li>y</ol><p>more</p></li><li>b</li><li>a</ol>"
            "<ol reversed start=10><li>j</li><li value=4>d</li><li>c</ol>"
        )
        assert items(document) == [
            (1, "3.", "c"),
            (2, "2.", "x"),
            (2, "1.", "y"),
            (1, "", "more"),
            (1, "2.", "b"),
            (1, "1.", "a"),
            (1, "10.", "j"),
            (1, "4.", "d"),
            (1, "3.", "c"),
        ]

    def test_a_heading_in_an_item_is_the_item(self) -> None:
        document = read_html("<ul><li><h3>Name</h3>text</li></ul>")
        assert items(document) == [(1, "•", "Name"), (1, "", "text")]

    def test_absurd_numbers_and_depths_are_bounded(self) -> None:
        assert read_html("<ol start=0><li>a").blocks[0].marker == "0."
        assert read_html(f"<ol start={'9' * 5000}><li>a</ol>").blocks[0].marker == "999999999."
        assert read_html("<ul><li>" * 50 + "deep").blocks[0].level == DEEPEST


class TestTables:
    def test_facts_are_aligned_lines(self) -> None:
        document = read_html(
            "<table><caption>Tides</caption><tr><th>Port</th><th>Time</th></tr>"
            "<tr><td>Harbour</td><td><a href='/t'>6:10</a></td></tr>"
            "<tr><td></td><td>x</td></tr></table>",
            "https://paper.example/",
        )
        assert said(document) == [
            ("p", "Tides"),
            ("table", "Port    | Time\nHarbour | 6:10\n·       | x"),
        ]
        assert marked(document) == [("strong", "Port"), ("strong", "Time"), ("a", "6:10")]

    def test_wide_characters_count_twice(self) -> None:
        document = read_html(
            "<table><tr><td>東京</td><td>a</td></tr><tr><td>x</td><td>b</td></table>"
        )
        assert document.text == "東京 | a\nx    | b"

    def test_numbers_under_a_head_stand_to_the_right(self) -> None:
        document = read_html(
            "<table><tr><td><b>Pier</b></td><td><b>Cost</b></td></tr>"
            "<tr><th>north</th><td><a href='/n'>7</a></td></tr>"
            "<tr><th>south</th><td>1,200</td></tr></table>",
            "https://paper.example/",
        )
        assert document.text == "Pier  |  Cost\nnorth |     7\nsouth | 1,200"
        assert [words for kind, words in marked(document) if kind == "a"] == ["7"]

    def test_a_wide_table_is_not_padded(self) -> None:
        row = "<tr><td>{}</td><td>b</td></tr>"
        document = read_html("<table>" + row.format("a " * 40) + row.format("c") + "</table>")
        assert document.text.splitlines()[1] == "c | b"

    def test_a_table_that_only_places_things_is_read_through(self) -> None:
        story = "A long sentence that nobody would put into a cell of figures. " * 5
        document = read_html(
            f"<table><tr><td><h2>News</h2></td><td><p>{story}</p><p>More.</p></td></tr></table>"
        )
        assert [kind for kind, _ in said(document)] == ["h", "p", "p"]

    def test_a_table_in_a_table_is_the_one_that_is_set(self) -> None:
        inner = "<table><tr><td>a</td><td>b</td></tr></table>"
        document = read_html(f"<table><tr><td>left</td><td>{inner}</td></tr></table>")
        assert said(document) == [("p", "left"), ("table", "a | b")]

    def test_text_between_cells_is_kept(self) -> None:
        document = read_html("<table><tr><td>a</td>stray<td>b</td></tr></table>")
        assert "stray" in document.text


class TestImages:
    BASE = "https://paper.example/news/"

    def images(self, html: str) -> list[tuple[str, str]]:
        document = read_html(html, self.BASE)
        return [
            (document.text[b.start : b.end], b.marker)
            for b in document.blocks
            if b.kind is BlockKind.IMAGE
        ]

    def test_alt_caption_or_the_word_image(self) -> None:
        assert self.images("<img src=a.jpg alt='The pier'>") == [("The pier", self.BASE + "a.jpg")]
        assert self.images("<img src=a.jpg>") == [("image", self.BASE + "a.jpg")]
        assert self.images("<img src=a.jpg alt=DSC_0012.JPG>") == [("image", self.BASE + "a.jpg")]
        figure = "<figure><img src=a.jpg alt=x><figcaption>The <em>pier</em></figcaption></figure>"
        assert self.images(figure) == [("The pier", self.BASE + "a.jpg")]

    def test_pixels_icons_and_forbidden_sources_are_nothing(self) -> None:
        for html in (
            "<img src=a.gif width=1 height=1 alt='counted'>",
            "<img src=a.gif style='width:1px;height:1px'>",
            "<img src=a.png width=16>",
            "<img src='javascript:x'>",
            "<img src='data:image/gif;base64,R0'>",
            "<img alt='no source'>",
        ):
            assert read_html(html, self.BASE).blocks == ()

    def test_an_emoji_is_a_character_of_the_text(self) -> None:
        html = "<p>Rain <img src=e.png class=emoji alt='☔'> again</p>"
        assert read_html(html, self.BASE).text == "Rain ☔ again"

    def test_a_lazy_picture_is_found_once(self) -> None:
        html = (
            "<img src='data:image/gif;base64,R0' data-src=/big.jpg alt=Big>"
            "<noscript><img src=/big.jpg alt=Big></noscript><img src=/big.jpg>"
        )
        assert self.images(html) == [("Big", "https://paper.example/big.jpg")]

    def test_a_picture_in_a_sentence_does_not_part_it(self) -> None:
        document = read_html("<p>one <img src=a.jpg alt=Pier> two</p>", self.BASE)
        assert said(document) == [("p", "one two"), ("img", "Pier")]

    def test_a_caption_without_a_picture_is_a_paragraph(self) -> None:
        html = "<figure><iframe src=v></iframe><figcaption>The film</figcaption></figure>"
        assert said(read_html(html)) == [("p", "The film")]


class TestLinks:
    def test_addresses_are_absolute_and_clean(self) -> None:
        assert links("<a href='../a b?q=é#x'>t</a>") == ["https://paper.example/a%20b?q=%C3%A9#x"]
        assert links("<a href='//other.example/'>t</a>") == ["https://other.example/"]

    def test_the_base_element_counts(self) -> None:
        assert links("<base href='/deep/'><a href=x>t</a>") == ["https://paper.example/deep/x"]

    @pytest.mark.parametrize(
        "href", ["javascript:alert(1)", "file:///etc/passwd", "http://[bad", "", "data:text/html,x"]
    )
    def test_an_inadmissible_address_leaves_its_text(self, href: str) -> None:
        document = read_html(f"<p>see <a href='{href}'>this</a></p>")
        assert (document.text, document.spans) == ("see this", ())

    def test_spans_nest_and_go_on_in_the_next_block(self) -> None:
        document = read_html("<b><div>one <i>two</i></div><div>three</div></b>", "")
        assert marked(document) == [("strong", "one two"), ("em", "two"), ("strong", "three")]

    def test_spans_that_touch_are_one(self) -> None:
        assert marked(read_html("<b>one</b><b>two</b> <b><b>three</b></b>")) == [
            ("strong", "onetwo"),
            ("strong", "three"),
        ]


class TestWhatIsNotText:
    def test_scripts_forms_frames_and_hidden_things_are_dropped(self) -> None:
        document = read_html(
            "<title>t</title><script>s</script><style>s</style><p>a<span hidden>h</span>b</p>"
            "<form>f<input value=v></form><iframe>i</iframe><p style='display: none'>n</p>"
            "<nav>n</nav><svg><text>v</text></svg><noscript>n</noscript><!-- c -->"
            "<template>t</template>"
        )
        assert document.text == "ab"

    def test_control_and_bidirectional_characters_never_pass(self) -> None:
        document = read_html("<p>a\x1b[31m&#27;]0;x&#7;\u202eb\x00\ud800&#x9d;</p>")
        assert document.text == "a[31m]0;xb\ufffd"

    def test_the_text_is_bounded(self) -> None:
        document = read_html("<p>" + "word " * (TEXT_LIMIT // 4) + "</p><p>after</p>")
        assert TEXT_LIMIT - 10 < len(document.text) <= TEXT_LIMIT
        assert len(document.blocks) == 1


class TestHostileHtml:
    @pytest.mark.parametrize(
        "html",
        [
            "<div>" * 60_000 + "end",
            "<b>" * 38_000 + "end",
            "<ul><li>" * 20_000 + "end",
            "<table><tr><td>" * 20_000 + "end",
            "<blockquote>" * 20_000 + "end",
            "<!--x-->" * 40_000 + "<p>end",
            "<p " + " ".join(f"a{n}=1" for n in range(40_000)) + ">end",
            "<table><tr>" + "<td>1" * 100_000 + "</table>end",
        ],
        ids=["div", "b", "list", "table", "quotation", "comment", "attributes", "cells"],
    )
    def test_depth_and_number_are_no_danger(self, html: str) -> None:
        assert read_html(html).text.endswith("end")


# Trees whose visible text is known: every span must be exactly what was put between its tags.

LETTERS = st.text(
    st.sampled_from(
        "abcXYZ09é ßñ漢字가 שלום नमस्ते 🎉’“”—".replace(" ", "") + "e\u0301o\u0308\u1100\u1161"
    ),
    min_size=1,
    max_size=8,
).filter(lambda word: not unicodedata.combining(word[0]) and word[0] != "\u1161")
PHRASES = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)
TAGS = {"b": "strong", "strong": "strong", "em": "em", "i": "em", "code": "code", "a": "a", "": ""}
RUNS = st.lists(st.tuples(st.sampled_from(sorted(TAGS)), PHRASES), min_size=1, max_size=5)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(["p", "h2", "blockquote", "div", "li", "section"]), RUNS),
    min_size=1,
    max_size=6,
)


def render(tag: str, runs: list[tuple[str, str]]) -> str:
    parts = []
    for name, phrase in runs:
        href = " href='https://paper.example/x'" if name == "a" else ""
        parts.append(f"<{name}{href}>{phrase}</{name}>" if name else phrase)
    return f"<{tag}>\n {' '.join(parts)}\n</{tag}>"


@given(BLOCKS)
def test_spans_are_exactly_the_text_that_was_put_in(
    blocks: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    document = read_html("".join(render(tag, runs) for tag, runs in blocks))
    check(document)
    texts = [clean_text(" ".join(phrase for _, phrase in runs)) for _, runs in blocks]
    assert [document.text[b.start : b.end] for b in document.blocks] == texts
    expected = [
        (TAGS[name], clean_text(phrase)) for _, runs in blocks for name, phrase in runs if name
    ]
    assert marked(document) == expected


SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            "<p> </p> <b> </b> <i> <a·href='/x'> </a> <ul> <li> </ul> <ol> <br> <hr> <pre> </pre> "
            "<table> <tr> <td> <th> </table> <blockquote> </blockquote> <h2> </h2> <img·src=a.png> "
            "<figure> <figcaption> </figure> <sup> </sup> <script> </script> <q> </div> <dl> <dt> "
            "<dd> &nbsp; &#x301; &#27; &amp; </b></p> <caption> <code> </code>".split()
        ).map(lambda piece: piece.replace("·", " ")),
        st.text(
            st.sampled_from("ab \n\t\xa0\u3000e\u0301\u0323\u1100\u1161\u11a8\u200b\u2028\u202e漢"),
            max_size=6,
        ),
    ),
    max_size=40,
).map("".join)


@given(SOUP)
def test_any_soup_gives_a_sound_document(html: str) -> None:
    document = read_html(html, "https://paper.example/")
    check(document)
    assert Document.from_shape(document.text, document.shape()).blocks == document.blocks


def check(document: Document) -> None:
    assert clean_text(document.text) == document.text
    texts = [document.text[block.start : block.end] for block in document.blocks]
    assert BLOCK_BREAK.join(texts) == document.text
    for block, text in zip(document.blocks, texts, strict=True):
        assert text or block.kind is BlockKind.RULE
        if block.kind is not BlockKind.CODE:
            assert text == text.strip()
    owners = [owner(document, span.start, span.end) for span in document.spans]
    assert None not in owners
    starts = [span.start for span in document.spans]
    assert starts == sorted(starts)
    for span in document.spans:
        words = document.text[span.start : span.end]
        assert words and words == words.strip()
        assert bool(span.href) == (span.kind in (SpanKind.LINK, SpanKind.ANCHOR))


def owner(document: Document, start: int, end: int) -> Block | None:
    return next((b for b in document.blocks if b.start <= start and end <= b.end), None)


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_was_struck_out_is_struck(tag: str) -> None:
    page = (
        f"<p>It costs <{tag}>$50 <b>net</b></{tag}> <ins>$40</ins> now.</p><{tag}><p>So</p></{tag}>"
    )
    document = read_html(page)
    assert document.text == "It costs ~~$50 net~~ $40 now.\n\n~~So~~"
    assert [document.text[slice(*one)] for one in document.struck] == ["~~$50 net~~", "~~So~~"]
    assert document.quotable_text == "It costs " + " " * 11 + " $40 now.\n\n" + " " * 6
