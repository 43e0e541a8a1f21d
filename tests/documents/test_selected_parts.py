from lxml import html

from newsreader.documents.selected_parts import remove_parts, select_parts

PAGE = "<main><p class='a'>One</p><div class='a'><p>Two</p></div> tail<p id='c'>Three</p></main>"


def test_parts_are_found_once_and_in_the_order_of_the_page() -> None:
    found, idle = select_parts(html.fromstring(PAGE), ["#c", "div p", ".a", "ul"])
    assert [part.text_content() for part in found] == ["One", "Two", "Three"]
    assert idle == ["ul"]


def test_what_is_removed_leaves_what_stands_behind_it() -> None:
    tree = html.fromstring(PAGE)
    assert remove_parts(tree, ["div p", ".a", "ul"]) == ["ul"]
    assert tree.text_content() == " tailThree"
