"""Finds the parts of a page that the user names by CSS selectors.

libxml2 takes a time that grows with the square of the elements for each step of a path, so that a
few steps on a long page take it minutes. Here each compound of a selector (``p.lead``) is one
search of the page, and what combines two of them (a blank, ``>``, ``+``, ``~``) one walk.
"""

from collections.abc import Iterable, Sequence, Set
from typing import Any

from cssselect import parse
from cssselect.parser import CombinedSelector
from lxml import etree, html
from lxml.cssselect import LxmlHTMLTranslator

_Elements = Set[html.HtmlElement]


def remove_parts(tree: html.HtmlElement, selectors: Sequence[str]) -> list[str]:
    """Take what the selectors name out of ``tree``; return the selectors that name nothing."""
    idle = []
    for selector in selectors:
        found = find_parts(tree, selector)
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
        parts = find_parts(tree, selector)
        found.update(parts)
        if not parts:
            idle.append(selector)
    if not found:
        return [], idle
    outer: list[html.HtmlElement] = []
    inside: set[html.HtmlElement] = set()
    for element in tree.iter():
        if element.getparent() in inside or element in found:
            if element.getparent() not in inside:
                outer.append(element)
            inside.add(element)
    return outer, idle


def find_parts(tree: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Return the elements that a selector names, in the order of the page."""
    elements = list(tree.iter(etree.Element))
    found: set[html.HtmlElement] = set()
    for one in parse(selector):
        compounds, combinators = [], []
        left: Any = one.parsed_tree
        while isinstance(left, CombinedSelector):
            compounds.append(left.subselector)
            combinators.append(left.combinator)
            left = left.selector
        matched = _matches(tree, left)
        for compound, combinator in zip(reversed(compounds), reversed(combinators), strict=True):
            if not matched:
                break
            matched = _matches(tree, compound) & _reached(elements, matched, combinator)
        found |= matched
    return [element for element in elements if element in found]


def _matches(tree: html.HtmlElement, compound: Any) -> _Elements:
    """Return the elements that a compound selector describes, by themselves."""
    path = LxmlHTMLTranslator().xpath(compound)
    return set(etree.XPath(f"descendant-or-self::{path}")(tree))


def _reached(
    elements: Iterable[html.HtmlElement], matched: _Elements, combinator: str
) -> _Elements:
    """Return those of all ``elements`` that ``combinator`` leads to from ``matched`` ones."""
    reached: set[html.HtmlElement] = set()
    begun: set[html.HtmlElement] = set()
    last: dict[html.HtmlElement | None, html.HtmlElement] = {}
    for element in elements:
        parent = element.getparent()
        match combinator:
            case " ":
                is_reached = parent in matched or parent in reached
            case ">":
                is_reached = parent in matched
            case "+":
                is_reached = last.get(parent) in matched
            case _:
                is_reached = parent in begun
        if is_reached:
            reached.add(element)
        last[parent] = element
        if element in matched and parent is not None:
            begun.add(parent)
    return reached
