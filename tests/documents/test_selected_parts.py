import pytest
from lxml import html
from lxml.cssselect import CSSSelector

from newsreader.documents.selected_parts import find_parts, remove_parts, select_parts
from newsreader.documents.shallow_tree import parse_tree

PAGE = "<main><p class='a'>One</p><div class='a'><p>Two</p></div> tail<p id='c'>Three</p></main>"


def test_parts_are_found_once_and_in_the_order_of_the_page() -> None:
    found, idle = select_parts(html.fromstring(PAGE), ["#c", "div p", ".a", "ul"])
    assert [part.text_content() for part in found] == ["One", "Two", "Three"]
    assert idle == ["ul"]


def test_what_is_removed_leaves_what_stands_behind_it() -> None:
    tree = html.fromstring(PAGE)
    assert remove_parts(tree, ["div p", ".a", "ul"]) == ["ul"]
    assert tree.text_content() == " tailThree"


SELECTORS = (
    "*",
    "p",
    "div p",
    "div > p",
    "p + p",
    "p ~ p",
    "h1 ~ p a",
    "div div p",
    "p, li a, div > a",
    "p:not(.a) > a",
    "div:has(> p) p",
    "li:nth-child(2n+1) a",
    "body > * > div p:first-of-type",
    "div:is(.a, .b) a",
    "A:contains('TWO')",
    "[class^=a] + *",
    "html",
    "html > body",
    "ul a ~ a",
    "p:last-child",
    "div ~ div > p",
    "main > div + ul li > a",
    "nav",
    "nav p",
    "nav + p",
)
GARDEN = """<html><head><title>x</title></head><body><main><h1>One</h1><div class="a b">
<p class="a"><a href="1">one</a><a href="2">two</a></p><p>three<!-- no part --><a>four</a></p><div>
<p>five</p>
<div><p class="b">six</p><p>seven</p></div></div></div><ul><li><a>two</a></li><li>b<a>c</a><a>d</a>
</li><li><p>e</p></li></ul><p>tail</p></main><div><p>last</p></div></body></html>"""


@pytest.mark.parametrize("selector", SELECTORS)
def test_a_selector_names_what_lxml_finds_by_it(selector: str) -> None:
    tree = parse_tree(GARDEN)
    assert find_parts(tree, selector) == CSSSelector(selector, translator="html")(tree)


@pytest.mark.parametrize("steps", [2, 8, 300])
def test_many_steps_on_a_page_of_many_elements_come_to_an_end(steps: int) -> None:
    tree = parse_tree("<html><body>" + "<div>" * 60 + "<div><div><p>One</p></div></div>" * 5_000)
    found = find_parts(tree, f"{'div ' * steps}p")
    assert len(found) == (5_000 if steps < 60 else 0)
