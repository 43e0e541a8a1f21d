"""Stories to export, made up for these tests."""

from datetime import UTC, datetime
from typing import Any

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.quote import Quote

PARAGRAPHS = (
    "Council votes to rebuild the bridge",
    "After nine hours the council voted on Thursday to rebuild the Iron Bridge.",
    "“We will rebuild the bridge,” Mayor Jane Roe said. “And we will not close the school.”",
    "Tom Brandt, an engineer, put the cost at $41 million [without] the ramps.",
    "“It was never built for lorries,” he said.",
    "“Nobody asked the ferry,” a voice called from the gallery.",
)


def document() -> Document:
    """Return a heading and five paragraphs."""
    plain = Document.from_plain("\n\n".join(PARAGRAPHS))
    first, *rest = plain.blocks
    return Document(plain.text, (Block(BlockKind.HEADING, first.start, first.end, 1), *rest))


def article(**changes: Any) -> Article:
    """Return the article of the story."""
    values: dict[str, Any] = {
        "id": 7,
        "feed_id": 1,
        "feed": "Gazette front page",
        "outlet": "The Harbour Gazette",
        "title": "Council votes 7–5 to rebuild “Iron Bridge”: what it costs",
        "url": "https://gazette.example/2026/11/20/bridge",
        "author": "Ann Reporter, Bo Writer",
        "published": datetime(2026, 11, 20, 18, 30, tzinfo=UTC),
        "bookmarked": datetime(2026, 11, 22, 9, 10, tzinfo=UTC),
        "tags": ("infrastructure",),
    }
    return Article(**(values | changes))


def highlight(words: str, number: int = 1, **changes: Any) -> Highlight:
    """Return a highlight of ``words``, where they stand in the story if they do."""
    start = max(0, document().text.find(words))
    values: dict[str, Any] = {
        "id": f"01936f2a-7c4e-7000-8000-{number:012x}",
        "article_id": 7,
        "start": start,
        "end": start + len(words),
        "text": words,
        "created": datetime(2026, 11, 22, 9, 30 + number, tzinfo=UTC),
    }
    return Highlight(**(values | changes))


def quote(words: str, speaker: str = "", **changes: Any) -> Quote:
    """Return a found quote of ``words``."""
    start = document().text.index(words)
    values: dict[str, Any] = {"confidence": 0.9 if speaker else 0.0}
    return Quote(start, start + len(words), words, speaker, **(values | changes))


def quotes() -> tuple[Quote, ...]:
    """Return the quotes of the story: one interrupted, one unsure, one of nobody."""
    text = document().text
    start = text.index("We will rebuild")
    middle = start + len("We will rebuild the bridge,")
    again = text.index("And we will not")
    end = again + len("And we will not close the school.")
    return (
        Quote(
            start,
            end,
            text[start:end],
            "Jane Roe",
            "mayor of Harbour",
            confidence=0.95,
            parts=((start, middle), (again, end)),
        ),
        quote("It was never built for lorries,", "Tom Brandt", role="engineer", confidence=0.5),
        quote("Nobody asked the ferry,"),
    )


def opened(*highlights: Highlight, **changes: Any) -> OpenArticle:
    """Return the story with ``highlights``; ``changes`` go to its article."""
    return OpenArticle(article(**changes), document(), quotes(), highlights)


def marked() -> OpenArticle:
    """Return the story with a quote, two highlights and an orphan."""
    return opened(
        highlight(
            "We will rebuild the bridge,",
            1,
            speaker="Jane Roe",
            role="mayor of Harbour",
            note="Said at the *meeting*; check the minutes.",
        ),
        highlight("the cost at $41 million [without] the ramps", 2, tags=("money",)),
        highlight("Words that are gone", 3, state=AnchorState.ORPHAN),
    )
