"""The lines that an article is laid out in."""

from enum import StrEnum

from newsreader.frozen import dataclass

INDENT = 2
"""Cells by which each level of a list or quotation is indented."""


class LineKind(StrEnum):
    """What a line of the article is; a theme decides how each looks."""

    TITLE = "title"
    BYLINE = "byline"
    BLANK = "blank"
    PARAGRAPH = "p"
    HEADING = "h"
    LIST_ITEM = "li"
    QUOTATION = "quote"
    CODE = "code"
    TABLE = "table"
    TABLE_RULE = "rule of a table"
    IMAGE = "img"
    PICTURE = "line of a picture"
    RULE = "rule"
    LOST = "highlight whose words are gone"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the laid out article."""

    kind: LineKind
    """What it is."""
    start: int
    """Its first code point in the document's text; for lines without text, that of the next; for
    highlights whose words are gone, one behind the text, see ``lost_places``."""
    end: int
    """Where it ends, excluded."""
    indent: int = 0
    """Empty cells before it."""
    lead: str = ""
    """What stands in the last cells of the indent: a bullet, the bar of a quotation, the name of a
    column."""
    literal: str = ""
    """Text that is not in the document: headline, byline, the rule of a table, what a picture is
    called that has no description, a highlight whose words are gone."""
    depth: int = 0
    """Of a heading, how many levels of the article are above its own."""
    row: int = 0
    """Of a picture, which of its lines it is; ``lead`` is its address."""
    columns: tuple[int, ...] = ()
    """Of a row that is wider than the article, the widths of its columns in cells."""
    colour: str = ""
    """Of a highlight whose words are gone, the name of its colour."""
