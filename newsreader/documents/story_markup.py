"""Sets what belongs to a story so that extractors take it for text."""

from lxml import html

from newsreader.documents.code_listings import free_listings, plain_code
from newsreader.documents.linked_text import unlink_story_text
from newsreader.documents.math_text import write_formulas
from newsreader.documents.quotations import free_quotations


def mark_story_text(tree: html.HtmlElement) -> str:
    """Let quotations, listings, linked blocks and formulas of a page be plain text of its story.

    Returns the linked blocks.
    """
    for cell in tree.iter("td", "th"):
        # Trafilatura writes a cell as often as it is wide and high: one of each thousand is enough.
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    free_quotations(tree)
    free_listings(tree)
    plain_code(tree)
    unlinked = unlink_story_text(tree)
    write_formulas(tree)
    return "\n\n".join(unlinked)
