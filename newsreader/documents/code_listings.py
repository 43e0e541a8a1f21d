"""Sets code as extractors keep it: listings alone, and code in sentences as text."""

from itertools import islice

from lxml import html

LEVELS = 4
"""How many elements around a listing are looked at."""

_AROUND = frozenset(("div", "figure", "section"))
_PROSE = ("p", "ul", "ol", "blockquote")


def free_listings(tree: html.HtmlElement) -> None:
    """Let nothing around a ``pre`` of ``tree`` look like a toolbar, a picture or a table.

    A table is that of one row which numbers the lines in the cell before.
    """
    for listing in list(tree.iter("pre")):
        _take_out_of_table(listing)
        for around in list(islice(listing.iterancestors(), LEVELS)):
            if around.tag not in _AROUND or next(around.iter(*_PROSE), None) is not None:
                break
            around.tag = "div"
            around.attrib.pop("class", None)


def plain_code(tree: html.HtmlElement) -> None:
    """Let the code that stands in sentences of ``tree`` be plain text where more is set inside.

    Extractors put that behind its paragraph.
    """
    for code in list(tree.iter("code")):
        around = {element.tag for element in code.iterancestors("pre", "p")}
        if len(code) and "pre" not in around and ("p" in around or "\n" not in code.text_content()):
            code.tag = "span"


def _take_out_of_table(listing: html.HtmlElement) -> None:
    cell = listing.getparent()
    row = cell.getparent() if cell is not None and cell.tag == "td" and len(cell) == 1 else None
    table = next(row.iterancestors("table"), None) if row is not None else None
    if row is None or table is None or table.getparent() is None:
        return
    if len(row) != 2 or row[1] is not cell:
        return
    if len(list(islice(table.iter("tr"), 2))) == 1:
        listing.tail = table.tail
        table.getparent().replace(table, listing)
