"""Sets what belongs to a story so that extractors take it for text."""

from itertools import islice

from lxml import html

from newsreader.documents.code_listings import free_listings, plain_code
from newsreader.documents.linked_text import unlink_story_text
from newsreader.documents.math_text import write_formulas
from newsreader.documents.quotations import free_quotations

PARAGRAPHS = 3
"""What holds this many paragraphs holds a story, whatever it was meant for."""
PROSE = 80
"""Such a paragraph has at least this many characters."""


def mark_story_text(tree: html.HtmlElement) -> str:
    """Let quotations, listings, linked blocks and formulas of a page be plain text of its story.

    Returns the linked blocks.
    """
    for cell in tree.iter("td", "th"):
        # Trafilatura writes a cell as often as it is wide and high: one of each thousand is enough.
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    _free_prose(tree)
    free_quotations(tree)
    free_listings(tree)
    plain_code(tree)
    unlinked = unlink_story_text(tree)
    write_formulas(tree)
    return "\n\n".join(unlinked)


def _free_prose(tree: html.HtmlElement) -> None:
    """Let figures, labels and the like that are never closed be plain parts of a page."""
    for holder in list(tree.iter("figure", "label", "fieldset", "legend")):
        prose = (one for one in holder.iter("p") if len(one.text_content().strip()) >= PROSE)
        if len(list(islice(prose, PARAGRAPHS))) == PARAGRAPHS:
            holder.tag = "div"
