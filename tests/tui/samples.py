"""Open articles made by hand, for what is tested without a screen, and articles by the thousand."""

from collections.abc import Sequence
from pathlib import Path

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.highlights.highlight import COLOURS, AnchorState, Highlight
from newsreader.domain.quoting.quote import Quote
from tests.builders import NOW, Story, written_beside

HARBOUR = Story(
    "Council votes to rebuild the Iron Bridge",
    "The council met on Thursday. It was late.\n\n"
    "“We will rebuild the bridge,” Mayor Jane Roe said. “It is decided.”\n\n"
    "Nobody else spoke. Work begins in spring.",
    said=(("We will rebuild the bridge,", "Jane Roe"), ("It is decided.", "")),
)
"""Six sentences in three paragraphs, with two quotes."""


def an_article(title: str = "Ferry strike enters third week", summary: str = "") -> Article:
    """Return the small half of an article."""
    return Article(
        id=7,
        feed_id=1,
        feed="Coast Daily",
        outlet="Coast Daily",
        title=title,
        url="https://coast.example/ferry",
        author="Sam Writer",
        published=NOW,
        words=400,
        summary=summary,
    )


def open_document(
    document: Document,
    quotes: Sequence[Quote] = (),
    highlights: Sequence[Highlight] = (),
    article: Article | None = None,
) -> OpenArticle:
    """Return an open article with this text."""
    return OpenArticle(article or an_article(), document, tuple(quotes), tuple(highlights))


def open_story(story: Story = HARBOUR, highlights: Sequence[Highlight] = ()) -> OpenArticle:
    """Return a story as it is when it is open."""
    article = an_article(story.title)
    return open_document(story.document, story.quotes, highlights, article)


def highlight(
    start: int,
    end: int,
    *,
    colour: str = COLOURS[0],
    state: AnchorState = AnchorState.OK,
    note: str = "",
) -> Highlight:
    """Return a highlight on a passage."""
    return Highlight(f"h{start}-{end}", 7, start, end, "", colour=colour, state=state, note=note)


def everything() -> Document:
    """Return a document with a block of each kind and a span of each kind."""
    parts = (
        (BlockKind.HEADING, "The bridge", 2, ""),
        (BlockKind.PARAGRAPH, "It is strong, old, `iron` and far from the sea.", 0, ""),
        (BlockKind.LIST_ITEM, "first pier", 1, "1."),
        (BlockKind.LIST_ITEM, "second pier", 2, "◦"),
        (BlockKind.QUOTATION, "A bridge is a promise.", 1, ""),
        (BlockKind.CODE, 'load = "40"\nspan = 9  # m', 0, "python"),
        (BlockKind.TABLE, "pier | year", 0, ""),
        (BlockKind.IMAGE, "The bridge at night", 0, "https://news.example/night.jpg"),
        (BlockKind.RULE, "", 0, ""),
        (BlockKind.PARAGRAPH, "The end.", 0, ""),
    )
    blocks, texts, at = [], [], 0
    for kind, text, level, marker in parts:
        blocks.append(Block(kind, at, at + len(text), level, marker))
        texts.append(text)
        at += len(text) + 2
    whole = "\n\n".join(texts)

    def span(kind: SpanKind, words: str, href: str = "") -> Span:
        return Span(kind, whole.index(words), whole.index(words) + len(words), href)

    spans = (
        span(SpanKind.STRONG, "strong"),
        span(SpanKind.EMPHASIS, "old"),
        span(SpanKind.CODE, "`iron`"),
        span(SpanKind.LINK, "the sea", "https://sea.example/"),
    )
    return Document(whole, tuple(blocks), spans)


def bring_crowd(folder: Path, number: int) -> None:
    """Bring so many articles into the first feed at one stroke; their rows are what matters."""
    with written_beside(folder / "newsreader.db") as db:
        db.executemany(
            "INSERT INTO article (feed_id, key, title, published, fetched) VALUES (1, ?, ?, ?, 0)",
            ((f"k{one}", f"Story {one} of many, with a headline", one) for one in range(number)),
        )
        db.execute(
            "INSERT INTO article_text (article_id, text, shape, hash)"
            """ SELECT id, 'Short.', '{"b":[["p",0,6,0,""]],"s":[]}', '' FROM article"""
            " WHERE id NOT IN (SELECT article_id FROM article_text)"
        )
