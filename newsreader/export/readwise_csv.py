"""Writes highlights as the CSV that Readwise imports.

Columns: Highlight, Title, Author, URL, Note, Location, Date. Location is the number of the
paragraph. Tags are words with a full stop before them at the beginning of the note.
"""

import csv
import io
from collections.abc import Sequence
from datetime import UTC

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line, clean_text, shown_url
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.export.escape import slug
from newsreader.export.highlights_section import paragraph_number
from newsreader.export.quoted_passage import marked_passage

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
"""The header."""


def write_readwise(stories: Sequence[OpenArticle]) -> str:
    """Return a row for each highlight of the stories, below the header; marks are doubled."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for opened in stories:
        for highlight in opened.highlights:
            writer.writerow(map(_harmless, _row(opened, highlight)))
    return file.getvalue()


def _row(opened: OpenArticle, highlight: Highlight) -> tuple[str, ...]:
    article, there = opened.article, highlight.state is not AnchorState.ORPHAN
    number = paragraph_number(opened.document, highlight.start) if there else 0
    made = highlight.created
    return (
        clean_text(marked_passage(opened.document, highlight)),
        clean_line(article.title) or "Untitled",
        clean_line(article.author) or clean_line(article.outlet or article.feed),
        shown_url(article.url),
        _note(highlight),
        str(number) if number else "",
        f"{made.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if made else "",
    )


def _note(highlight: Highlight) -> str:
    tags = " ".join(f".{name}" for one in highlight.tags if (name := slug(one)))
    who = clean_line(highlight.attribution) if highlight.speaker else ""
    who = f"— {who}" if highlight.is_quote else who
    return clean_text("\n".join(filter(None, [tags, who, highlight.note])))


def _harmless(value: str) -> str:
    """Return a value that no spreadsheet takes for a formula; Readwise drops the blank."""
    return f" {value}" if value.startswith(("=", "+", "-", "@")) else value
