"""The whole text of an article for other programs: the same words in each form, and no markup."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser

import cmarkgfm
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.quoting.struck import struck_lines
from newsreader.export.whole_text import TEXTS

WORDS = st.text(st.sampled_from("ab1 *_`[]<>&\\#+-.!|~\n"), min_size=1, max_size=20)


class Words(HTMLParser):
    """Collects the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def opened(
    document: Document, title: str = "A title", url: str = "https://a.example/"
) -> OpenArticle:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    article = Article(1, 1, "Gazette", "Gazette", title, url, "Ann", moment)
    return OpenArticle(article, document, (), ())


def read(page: str) -> Words:
    words = Words()
    words.feed(page)
    return words


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text, blocks, spans = "", [], []
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4)):
        words = " ".join(draw(WORDS).split()) or "x"
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block(kind, start, len(text), 1, "•"))
        first, last = sorted(draw(st.tuples(*[st.integers(start, len(text))] * 2)))
        if first < last:
            kind_of_span = draw(st.sampled_from(list(SpanKind)))
            spans.append(Span(kind_of_span, first, last, "https://b.example/x"))
    return Document(text, tuple(blocks), tuple(spans))


@given(documents())
def test_each_form_has_the_words_and_nothing_of_them_is_markup(document: Document) -> None:
    wanted = "".join(document.text.split())
    page = read(TEXTS["html"](opened(document)))
    assert "".join("".join(page.words).split()).endswith(wanted)
    assert page.tags <= {
        *"html head meta title body h1 h2 p a ul li blockquote em strong code sub s".split()
    }
    plain = TEXTS["text"](opened(document))
    for start, end in struck_lines(document.text, document.struck):
        assert f"~~{document.text[start:end]}~~" in plain
    if not document.struck:
        assert document.text in plain
    assert json.loads(TEXTS["json"](opened(document)))["text"] == document.text


@given(st.lists(WORDS.map(lambda one: " ".join(one.split()) or "x"), min_size=1, max_size=4))
def test_markdown_renders_to_the_same_words(paragraphs: list[str]) -> None:
    text, blocks = "", []
    for one in paragraphs:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{one}" if text else one
        blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
    rendered = cmarkgfm.markdown_to_html(TEXTS["markdown"](opened(Document(text, tuple(blocks)))))
    shown = "".join("".join(read(rendered).words).split())
    assert shown.endswith("".join(text.split()))


def test_markup_has_headings_lists_links_and_emphasis() -> None:
    text = "Head\n\nSee the report now\n\nOne\n\nTwo\n\nx = 1"
    document = Document(
        text,
        (
            Block(BlockKind.HEADING, 0, 4, 2),
            Block(BlockKind.PARAGRAPH, 6, 24),
            Block(BlockKind.LIST_ITEM, 26, 29, 1, "1."),
            Block(BlockKind.LIST_ITEM, 31, 34, 1, "2."),
            Block(BlockKind.CODE, 36, 41),
        ),
        (
            Span(SpanKind.LINK, 10, 20, "https://ann:hush@b.example/r"),
            Span(SpanKind.STRONG, 14, 20),
        ),
    )
    story = opened(document, "<b>A & B</b>")
    markdown, page = TEXTS["markdown"](story), TEXTS["html"](story)
    assert "\n\n## Head\n\n" in markdown
    assert "See [the ](https://b.example/r)" not in markdown
    assert "[**report**](https://b.example/r) now" in markdown
    assert "\n\n1. One\n\n2. Two\n\n```\nx = 1\n```\n" in markdown
    assert "<h1>&lt;b&gt;A &amp; B&lt;/b&gt;</h1>" in page
    assert '<a href="https://b.example/r"><strong>report</strong></a> now' in page
    assert "hush" not in markdown + page
