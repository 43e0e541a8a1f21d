"""Finds the parts of a page that the user names by CSS selectors."""

from collections.abc import Sequence

from lxml import html
from lxml.cssselect import CSSSelector


def remove_parts(tree: html.HtmlElement, selectors: Sequence[str]) -> list[str]:
    """Take what the selectors name out of ``tree``; return the selectors that name nothing."""
    idle = []
    for selector in selectors:
        found = CSSSelector(selector, translator="html")(tree)
        if not found:
            idle.append(selector)
        for element in found:
            if element.getparent() is not None:
                element.drop_tree()
    return idle


def select_parts(
    tree: html.HtmlElement, selectors: Sequence[str]
) -> tuple[list[html.HtmlElement], list[str]]:
    """Return what the selectors name, as it stands on the page, and those that name nothing.

    What stands inside of another part is not named twice.
    """
    found: set[html.HtmlElement] = set()
    idle = []
    for selector in selectors:
        parts = CSSSelector(selector, translator="html")(tree)
        found.update(parts)
        if not parts:
            idle.append(selector)
    outer = [
        element
        for element in tree.iter()
        if element in found and found.isdisjoint(element.iterancestors())
    ]
    return outer, idle
